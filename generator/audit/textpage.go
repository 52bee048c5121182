package audit

import (
	"bytes"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// page reads one HTML page, token by token, the way a browser does.
type page struct {
	text
	twin    twin
	open    []element
	line    int
	block   []byte          // the text of the block so far, marked figures as one sign each
	from    int             // its first line
	prose   []byte          // of it what editors wrote
	theirs  []byte          // what editors wrote on the page and beside has not read
	left    int             // how much of it was left when it was read last
	own     map[uint64]bool // what it has read of it
	stated  map[uint64]bool // of it the texts that may be repeated as a whole, by their hashes
	said    strings.Builder // all of it that a bulletin says
	sayings []saying
	marked  map[string]bool // the figures that it marks, with and without their unit
	points  []drawn
	plan    string // the newest line of a plan
	track   string // the width of the newest track

	grid     *grid // the open table
	ids      map[string]bool
	anchors  []anchor       // links to places of this page
	rows     int            // of the table so far
	rank     string         // of the row before
	counters map[string]int // of names with a number, by what stands before it
}

// corrected is how a text names a figure that was corrected.
var corrected = regexp.MustCompile(`原为(-?[\d.]+)`)

// figureSign stands for a marked figure in the text of a block, so that what stands around it stays apart.
const figureSign = '\uFFFC'

// inside are elements of running text: a number may be cut by them and is one number all the same.
var inside = []string{"a", "abbr", "b", "code", "data", "em", "i", "small", "span", "strong", "sub", "sup", "time", "wbr"}

// axisLabel is a mark of a scale: a month, or a round share.
var axisLabel = regexp.MustCompile(`^([1-9]|1[0-2]|0|\d{1,2}[05]%|[05]%)$`)

// telephone is a number that people call, longer than a withheld figure is.
var telephone = regexp.MustCompile(`^[\d-]*\d{5,}$`)

// void are elements without an end.
var void = []string{"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}

// read reads a page: quick, as far as it is written as this site writes pages.
func (p *page) read(r io.Reader, quick bool) error {
	p.line, p.from = 1, 1
	p.open, p.marked, p.ids, p.stated = []element{{}}, map[string]bool{}, map[string]bool{}, map[uint64]bool{}
	p.own = map[uint64]bool{}
	if p.buffer == nil {
		p.buffer = make([]byte, partSize)
	}
	w := window{from: r, buffer: p.buffer}
	for w.more(); w.rest != "" && ended(w.err) == nil; {
		part := w.whole()
		simple := quick && strings.IndexByte(part, '\r') < 0 && strings.IndexByte(part, 0) < 0
		for part != "" && simple {
			n := p.quick(part)
			if n == 0 {
				break
			}
			p.line += strings.Count(part[:n], "\n")
			part, w.rest = part[n:], w.rest[n:]
		}
		switch {
		case w.err == nil && len(w.rest) < len(w.buffer):
			w.more()
		case part != "" || w.err == nil:
			if err := p.careful(io.MultiReader(strings.NewReader(w.rest), r)); err != nil {
				return err
			}
			w.rest, w.err = "", io.EOF
		}
	}
	if ended(w.err) != nil {
		return w.err
	}
	p.flush()
	p.compared()
	p.linked()
	p.judgeSayings()
	if p.twin.found {
		p.twin.numbers = map[string]int{}
		p.numbersOf(p.said.String(), p.twin.numbers)
		p.twin.said = p.said.String()
		p.twin.words = withoutBlanks(p.said.String())
	}
	return nil
}

// careful reads what is not written as this site writes pages, to the end.
func (p *page) careful(rest io.Reader) error {
	for z := html.NewTokenizer(rest); ; {
		kind := z.Next()
		lines := bytes.Count(z.Raw(), []byte("\n"))
		switch kind {
		case html.ErrorToken:
			return ended(z.Err())
		case html.TextToken:
			p.words(string(z.Text()))
		case html.CommentToken:
			p.plain(p.line, "注释里", string(z.Text()))
		case html.StartTagToken, html.SelfClosingTagToken:
			p.start(p.newTag(z.Token()))
		case html.EndTagToken:
			name, _ := z.TagName()
			p.end(string(name))
		}
		p.line += lines
	}
}

func (p *page) top() *element { return &p.open[len(p.open)-1] }

func (p *page) end(name string) {
	if !slices.Contains(inside, name) {
		p.flush()
	}
	p.gridEnd(name)
	if name == "table" || name == "ul" || name == "figure" {
		p.compared()
	}
	for i := len(p.open) - 1; i > 0; i-- {
		if p.open[i].name != name {
			continue
		}
		if e := p.open[i]; name == "data" {
			p.figure(e)
			p.block = utf8.AppendRune(p.block, figureSign)
		} else if e.drawing != nil && p.open[i-1].drawing == nil {
			p.finished(e.drawing)
		}
		if p.top().prose && !p.open[i-1].prose {
			p.proseEnds()
		}
		p.open = p.open[:i]
		return
	}
}

func (p *page) words(s string) {
	if p.top().main {
		p.said.WriteString(s)
	}
	if p.grid != nil && p.grid.open != nil {
		p.grid.open.words.WriteString(s)
	}
	if p.top().given && telephone.MatchString(s) {
		p.phones[strings.Clone(s)] = true
	}
	switch e := p.top(); {
	case e.name == "script":
		p.description(s)
	case e.data != nil:
		e.data.WriteString(s)
	case e.tally != "":
		what, of, _ := strings.Cut(e.tally, "/")
		if s != p.tallies[of].says(what) {
			p.found(p.line, "数据项的个数与公开数据不符：%s", e.tally)
		}
		p.block = utf8.AppendRune(p.block, figureSign)
	case e.was != "" && p.wasOf(e.was, plainNumber(s)):
		p.block = utf8.AppendRune(p.block, figureSign)
	case e.prose:
		if p.theirs = append(p.theirs, s...); len(p.theirs) > partSize+2*p.left {
			p.theirs = append(p.theirs[:0], p.beside(string(p.theirs), p.own)...)
			p.left = len(p.theirs)
		}
		p.stateOwn(s)
		p.prose = append(p.prose, s...)
		p.block = utf8.AppendRune(p.block, figureSign)
	case e.axis && axisLabel.MatchString(s):
	case e.rank && (s == strconv.Itoa(p.rows) || s == p.rank):
		p.rank = s
	case e.given:
		p.block = utf8.AppendRune(p.block, figureSign)
	default:
		if len(p.block) == 0 {
			p.from = p.line
		}
		p.block = append(p.block, s...)
	}
}

// figure compares a marked figure with its cell, in the form for people and in that for machines.
func (p *page) figure(e element) {
	c, known := p.cells[e.key]
	switch {
	case !known:
		p.found(p.line, "%s 不是公开的数据项，却印着数", e.key)
	case c.state != "A":
		p.found(p.line, "%s 没有公开，却印着数", e.key)
	case e.value != c.value:
		p.found(p.line, "%s 的机读数与公开数据不同", e.key)
	case !c.prints(e.data.String()):
		p.found(p.line, "%s 印出来的数与公开数据不同", e.key)
	default:
		note(p.marked, c)
	}
}

// flush judges the block that ends here.
func (p *page) flush() {
	if p.said.Len() > 0 {
		p.said.WriteByte('\n')
	}
	p.proseEnds()
	if len(p.block) == 0 || !p.top().loose && !mayCount(p.block) {
		p.block = p.block[:0]
		return
	}
	s := string(p.block)
	p.block = p.block[:0]
	if p.top().loose {
		where := "图里"
		if p.top().formula {
			where = formula
		}
		p.madeOf(p.from, where, s)
		return
	}
	s = p.withoutFormer(s)
	if p.top().name == "title" {
		p.repeats(p.from, "标题里", s)
		return
	}
	p.repeatsWhole(p.from, "", s)
}

// proseEnds keeps what editors wrote up to here as a whole.
func (p *page) proseEnds() {
	if mayCount(p.prose) {
		p.stateOwn(string(p.prose))
	}
	p.prose = p.prose[:0]
}

// withoutFormer takes the figures out of a block that were corrected and are told as what they were.
func (p *page) withoutFormer(s string) string {
	if !strings.Contains(s, "原为") {
		return s
	}
	var b strings.Builder
	last := 0
	for _, at := range corrected.FindAllStringSubmatchIndex(s, -1) {
		b.WriteString(s[last:at[0]])
		last = at[0]
		sentence := s[strings.LastIndex(s[:at[0]], "。")+1 : at[0]]
		if p.wasSaid(sentence, s[at[2]:at[3]]) {
			last = at[1]
		}
	}
	return b.String() + s[last:]
}

// stateOwn keeps a text that editors wrote.
func (p *page) stateOwn(words string) {
	if !mayCount(words) {
		return
	}
	known, ok := p.wholes.of(words)
	if !ok {
		words = strings.Clone(words) // not the whole page with it
		known = statementOf(words)
		p.wholes.keep(words, known)
	}
	if hash := hashOf(known); known != "" && !p.stated[hash] {
		p.stated[hash] = true
		p.folder.stated.add(known)
	}
}

// settle drops the doubts that the page itself, or one before it, answers, from one of them on, and keeps what its editors wrote.
func (p *page) settle(from int) {
	p.besidePart(p.beside(string(p.theirs), p.own), p.own)
	answered := func(d doubt) bool {
		return p.stated[hashOf(withoutBlanks(readable(d.words)))] || d.alike(func(n uint64) bool { return p.own[n] }) || p.answered(d)
	}
	p.doubts = append(p.doubts[:from], slices.DeleteFunc(p.doubts[from:], answered)...)
	for i := range p.doubts[from:] {
		p.doubts[from+i].words = strings.Clone(p.doubts[from+i].words) // not the whole page with it
	}
}
