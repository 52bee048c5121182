package web

import (
	"bytes"
	"html/template"
	"reflect"
	"slices"
	"strings"
	"sync"
	"time"

	"gongkai/generator/diag"
	"gongkai/generator/model"
)

// form is a page of prose with blanks: what html/template makes of a page of one column and kind, cut where the texts of
// its article stand. Thousands of articles differ in nothing else, and filling in blanks costs a twentieth of a template.
//
// A form proves itself when it is made: filled with texts full of marks it must give the bytes that html/template gives.
// A form that does not is never used, and neither is one for a page that differs in anything that is no blank.
type form struct {
	page   page        // without the texts of the blanks
	view   articleView // as above
	pieces []piece     // nil: the templates cannot be filled in this way
	links  []address
	ids    []anchor
}

// piece is fixed text and the blank after it; the last has none.
type piece struct {
	text  string
	blank int
}

// The blanks of a page; those of its header follow, one for each line.
const (
	blankPath = iota
	blankTitle
	blankDescription
	blankKeywords
	blankWritten
	blankDay
	blankSource
	blankSummary
	blankBody // this one and the next are HTML
	blankLinked
	blankInfo
)

// formKey says which pages may have one form; the rest of the page decides.
type formKey struct {
	column  string
	related string
	info    int
	stated  uint32 // the blanks that are not empty
	sample  bool
	shelved bool
}

type forms struct {
	mu    sync.Mutex
	known map[formKey][]*form
}

// mostForms bounds the forms of a key, which differ in what is no blank: to make one costs ten templates.
const mostForms = 8

// filling is what a worker needs for one page; it is used again.
type filling struct {
	page   page
	view   articleView
	values []string
	info   []info
	whole  []byte
	done   func() // gives it back
}

var fillings sync.Pool

// newFilling returns one that nobody uses until its done is called.
func newFilling() *filling {
	if x, ok := fillings.Get().(*filling); ok {
		return x
	}
	x := new(filling)
	x.done = func() { fillings.Put(x) }
	return x
}

// fill writes a page of prose without a template; false if it must be rendered. The page is that of x until x is used again.
func (r *renderer) fill(f frame, slot *slot, x *filling) ([]byte, bool) {
	_, ok := f.View.(articleView)
	if !ok {
		return nil, false
	}
	key := x.take(f)
	if r.site.explained() && slices.ContainsFunc(x.values, func(v string) bool { return strings.Contains(v, model.Withheld.String()) }) ||
		strings.Contains(x.values[blankBody], `"#i-`) {
		return nil, false // base.html adds something
	}
	form := r.form(key, f, x)
	if form == nil || form.pieces == nil {
		return nil, false
	}
	slot.form = form
	slot.read(x.values[blankBody])
	x.whole = form.write(x.whole[:0], x.values)
	return x.whole, true
}

// take divides a page into its blanks and the rest.
func (x *filling) take(f frame) formKey {
	p, v := f.Page, f.View.(articleView)
	x.page, x.view = *p, v
	x.values = append(x.values[:0], p.Path, p.Title, p.Description, strings.Join(p.Keywords, ","), p.Written(), p.Day().String(), p.Source, v.Summary, string(v.Body), string(f.Linked))
	x.info = append(x.info[:0], v.Info...)
	x.view.Info = x.info
	for i := range x.view.Info {
		x.values = append(x.values, x.view.Info[i].Text)
		x.view.Info[i].Text = ""
	}
	x.page.Path, x.page.Title, x.page.Description, x.page.Keywords, x.page.Published, x.page.Source = "", "", "", nil, time.Time{}, ""
	x.page.Pos, x.page.View = diag.Pos{}, nil // for messages only, and made already
	x.view.Summary, x.view.Body = "", ""
	key := formKey{column: p.Column, info: len(v.Info), sample: v.Sample, shelved: p.Shelved}
	if len(v.Related) > 0 {
		key.related = v.Related[0].Path
	}
	for i, value := range x.values {
		if value != "" {
			key.stated |= 1 << i
		}
	}
	return key
}

// form returns the form of a page, made when the first one needs it; nil if pages of its key differ too much.
func (r *renderer) form(key formKey, f frame, x *filling) *form {
	r.forms.mu.Lock()
	defer r.forms.mu.Unlock()
	known := r.forms.known[key]
	for _, m := range known {
		if reflect.DeepEqual(&m.page, &x.page) && reflect.DeepEqual(&m.view, &x.view) {
			return m
		}
	}
	if len(known) == mostForms {
		return nil
	}
	made := &form{page: x.page, view: x.view}
	made.view.Info = slices.Clone(x.view.Info)
	made.prove(r, f, x.values)
	if r.forms.known == nil {
		r.forms.known = map[formKey][]*form{}
	}
	r.forms.known[key] = append(known, made)
	return made
}

// prove cuts the page that has marks in its blanks, and fills in what a template could treat otherwise than text: signs
// of HTML and of addresses, numbers with units, a second keyword, another time.
func (m *form) prove(r *renderer, f frame, stated []string) {
	marks := probe(f, stated, time.Date(9731, 11, 23, 21, 47, 0, 0, model.Beijing), func(i int) string { return "zqx" + string(rune('a'+i)) + "xqz" })
	page, ok := r.render(marks)
	if !ok {
		return
	}
	var x filling
	x.take(marks)
	pieces := cut(string(page), x.values)
	for _, a := range attributes(string(page)) {
		switch marked := strings.Contains(a.Content, "zqx"); a.Name {
		case "href", "src", "action":
			if marked && a.Content != marks.Page.Path && a.Content != r.site.absolute(marks.Page.Path) {
				return // an address of its own, to be checked for each page
			}
			if !marked {
				m.links = append(m.links, intern(a.Content))
			}
		case "id":
			if marked {
				return
			}
			m.ids = append(m.ids, anchorOf(a.Content))
		}
	}
	m.links = slices.DeleteFunc(m.links, func(a address) bool { // the form itself has what it leads to
		id, ok := strings.CutPrefix(a.Value(), "#")
		return ok && slices.Contains(m.ids, anchorOf(id))
	})
	for i, t := range []time.Time{time.Date(2022, 3, 4, 5, 6, 7, 8, time.UTC), time.Date(2019, 12, 31, 23, 59, 0, 0, model.Beijing)} {
		other := probe(f, stated, t, func(n int) string {
			return []string{`1 & 2 < 3 "四" 'five' + {{.}} 12 人 100% `, "‘甲’\u00A0<b>\x00…：;x-1/2?y=z#"}[i] + string(rune('A'+n))
		})
		want, ok := r.render(other)
		x.take(other)
		if !ok || !bytes.Equal((&form{pieces: pieces}).write(nil, x.values), want) {
			return
		}
	}
	m.pieces = pieces
}

// probe is a page with other texts in its blanks; those that are empty stay empty.
func probe(f frame, stated []string, published time.Time, text func(int) string) frame {
	p, v := *f.Page, f.View.(articleView)
	set := func(to *string, i int) {
		if stated[i] != "" {
			*to = text(i)
		}
	}
	p.Path = "/announcements/zqx" + published.Format("2006") + "/"
	set(&p.Title, blankTitle)
	set(&p.Description, blankDescription)
	set(&p.Source, blankSource)
	set(&v.Summary, blankSummary)
	if stated[blankKeywords] != "" {
		p.Keywords = []string{text(blankKeywords)}
		if published.Year() < 9000 {
			p.Keywords = append(p.Keywords, "又一个")
		}
	}
	if !p.Published.IsZero() {
		p.Published = published
	}
	if stated[blankBody] != "" {
		v.Body = trusted("<p>" + template.HTMLEscapeString(text(blankBody)) + "</p>")
	}
	v.Info = slices.Clone(v.Info)
	for i := range v.Info {
		set(&v.Info[i].Text, blankInfo+i)
	}
	linked := template.HTML("")
	if stated[blankLinked] != "" {
		linked = trusted("<p>" + template.HTMLEscapeString(text(blankLinked)) + "</p>")
	}
	return frame{f.Site, &p, v, linked}
}

// cut divides a page at the values of its blanks. A value that is part of another one, as a day is of a time, is looked
// for after it.
func cut(page string, values []string) []piece {
	var pieces []piece
	for {
		at, blank := len(page), -1
		for i, v := range values {
			if v == "" {
				continue
			}
			if n := strings.Index(page, v); n >= 0 && (n < at || n == at && len(v) > len(values[blank])) {
				at, blank = n, i
			}
		}
		pieces = append(pieces, piece{page[:at], blank})
		if blank < 0 {
			return pieces
		}
		page = page[at+len(values[blank]):]
	}
}

// write fills in the blanks, behind what page has.
func (m *form) write(page []byte, values []string) []byte {
	n := 0
	for _, p := range m.pieces {
		n += len(p.text)
		if p.blank >= 0 {
			n += len(values[p.blank]) + 16 // most texts have nothing to escape
		}
	}
	page = slices.Grow(page, n)
	for _, p := range m.pieces {
		page = append(page, p.text...)
		switch p.blank {
		case -1:
		case blankBody, blankLinked:
			page = append(page, values[p.blank]...)
		default:
			page = escape(page, values[p.blank])
		}
	}
	return page
}

// escape writes text as html/template does between tags and in attributes.
func escape(page []byte, text string) []byte {
	from := 0
	for i := 0; i < len(text); i++ {
		var as string
		switch text[i] {
		case 0:
			as = "\uFFFD"
		case '"':
			as = "&#34;"
		case '&':
			as = "&amp;"
		case '\'':
			as = "&#39;"
		case '+':
			as = "&#43;"
		case '<':
			as = "&lt;"
		case '>':
			as = "&gt;"
		default:
			continue
		}
		page = append(append(page, text[from:i]...), as...)
		from = i + 1
	}
	return append(page, text[from:]...)
}
