package web

import (
	"cmp"
	"html"
	"net/url"
	"slices"
	"strings"
	"unique"

	"gongkai/generator/diag"
	"gongkai/generator/output"
)

// slot keeps what one page's job saw, for the check that runs when all pages are written. Each job has its own slot,
// so that no lock is needed. There is one for each page, so it is small.
type slot struct {
	form   *form     // has the links and anchors of the page that are not its own; may be nil
	links  []address // as written, without repetitions
	ids    []anchor  // of the page, sorted
	places []placed
	broken bool // its job reported an error, so that anchors may be missing for that reason
}

// address is an address as it is written. Many pages have the same ones; each is kept once.
type address = unique.Handle[string]

func intern(text string) address { return unique.Make(text) }

// anchor is the id of an element, hashed (FNV-1a): an id that does not exist is taken for another one once in 2⁶⁴ times.
type anchor uint64

func anchorOf(id string) anchor {
	h := anchor(14695981039346656037)
	for i := range len(id) {
		h = (h ^ anchor(id[i])) * 1099511628211
	}
	return h
}

// placed is where an editor wrote an address.
type placed struct {
	address   address // decoded
	file      string
	line, col int32
}

// place remembers where an editor wrote an address.
func (s *slot) place(to string, pos diag.Pos) {
	to = decoded(to)
	if _, seen := s.placeOf(to); !seen {
		s.places = append(s.places, placed{intern(to), pos.File, int32(pos.Line), int32(pos.Col)})
	}
}

func (s *slot) placeOf(decoded string) (diag.Pos, bool) {
	for _, p := range s.places {
		if p.address.Value() == decoded {
			return diag.Pos{File: p.file, Line: int(p.line), Col: int(p.col)}, true
		}
	}
	return diag.Pos{}, false
}

// decoded is an address as an editor may write it: with Chinese characters instead of %E5….
func decoded(address string) string {
	if plain, err := url.PathUnescape(address); err == nil {
		return plain
	}
	return address
}

// read collects addresses and anchors from the page as it was written.
func (s *slot) read(page string) {
	for _, a := range attributes(page) {
		switch a.Name {
		case "href", "src", "action":
			if to := intern(a.Content); !slices.Contains(s.links, to) {
				s.links = append(s.links, to)
			}
		case "id":
			s.ids = append(s.ids, anchorOf(a.Content))
		}
	}
	slices.Sort(s.ids)
	s.links, s.ids = slices.Clip(s.links), slices.Clip(s.ids)
}

// attributes returns name and value of every attribute in double quotes, the only form that html/template and prose
// write here.
func attributes(page string) []tag {
	var all []tag
	for i := 0; i+1 < len(page); i++ {
		if page[i] != '<' || !isLetter(page[i+1]) {
			continue
		}
		name := i + 1 // where the word before a value began
		for i++; i < len(page) && page[i] != '>'; i++ {
			switch page[i] {
			case ' ', '\n', '\t', '\r':
				name = i + 1
			case '"':
				end := strings.IndexByte(page[i+1:], '"')
				if end < 0 {
					return all
				}
				all = append(all, tag{
					Name:    strings.TrimSuffix(page[name:i], "="),
					Content: html.UnescapeString(page[i+1 : i+1+end]),
				})
				i += end + 1
			}
		}
	}
	return all
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// links checks that every internal address and anchor of every page exists after the build. A dead one is reported
// where an editor wrote it, else at the template that it came from. An error elsewhere does not stop the check; only the
// anchors of a page with one are not asked for.
func links(r *renderer, slots []slot) output.Job {
	s := r.site
	return func(m output.Manifest, l *diag.List) []output.File {
		c := newChecker(s, slots, m)
		var found []dead
		for i := range s.plan {
			p := &s.plan[i]
			tell := func(a address, fault string) {
				to := decoded(a.Value())
				pos, _ := slots[i].placeOf(to)
				pos = cmp.Or(pos, diag.Pos{File: r.shared[a.Value()]}, diag.Pos{File: "templates/" + p.Template + ".html"})
				found = append(found, dead{pos, to, fault, p.Path})
			}
			for _, a := range slots[i].links {
				if fault := c.fault(p, a); fault != "" {
					tell(a, fault)
				}
			}
			for _, a := range c.ofForm(p, slots[i].form) {
				if fault := c.fault(p, a); fault != "" && !slices.Contains(slots[i].links, a) {
					tell(a, fault)
				}
			}
		}
		slices.SortStableFunc(found, func(a, b dead) int {
			return cmp.Or(a.pos.Compare(b.pos), strings.Compare(a.address, b.address))
		})
		for len(found) > 0 {
			d, n := found[0], 1
			for n < len(found) && found[n].pos == d.pos && found[n].address == d.address {
				n++
			}
			l.Errorf(d.pos, 0, "dead-link", "改正地址，或补上缺少的页面", "链接 %q %s（见 %s，共%d个页面）", d.address, d.fault, d.page, n)
			found = found[n:]
		}
		return nil
	}
}

// checker knows where addresses lead.
type checker struct {
	*site
	slots  []slot
	files  output.Manifest
	first  map[string]int     // address of a page, without index.html → its place in the plan
	others map[int][]int      // further pages of the address: a path-conflict; the links into either are not dead besides
	known  map[address]string // faults of addresses that are the same on every page
	forms  map[*form][]address
}

func newChecker(s *site, slots []slot, m output.Manifest) *checker {
	c := &checker{site: s, slots: slots, files: m, first: make(map[string]int, len(s.plan)), others: map[int][]int{}, known: map[address]string{}, forms: map[*form][]address{}}
	for i := range s.plan {
		path := folderOf(s.plan[i].Path)
		if at, ok := c.first[path]; ok {
			c.others[at] = append(c.others[at], i)
			continue
		}
		c.first[path] = i
	}
	return c
}

// folderOf is one address for the two ways to name a page.
func folderOf(path string) string {
	if folder, ok := strings.CutSuffix(path, "/index.html"); ok {
		return folder + "/"
	}
	return path
}

// ofForm returns the addresses of a form that lead nowhere on all its pages, and those that are relative.
func (c *checker) ofForm(p *page, f *form) []address {
	if f == nil {
		return nil
	}
	doubtful, ok := c.forms[f]
	if !ok {
		for _, a := range f.links {
			if !slices.Contains(doubtful, a) && (!strings.HasPrefix(c.local(a.Value()), "/") || c.fault(p, a) != "") {
				doubtful = append(doubtful, a)
			}
		}
		c.forms[f] = doubtful
	}
	return doubtful
}

// fault returns what is wrong with an address, or nothing.
func (c *checker) fault(p *page, a address) string {
	to := c.local(a.Value())
	if !strings.HasPrefix(to, "/") {
		return c.check(p, to)
	}
	fault, ok := c.known[a]
	if !ok {
		fault = c.check(p, to)
		c.known[a] = fault
	}
	return fault
}

// dead is an address that leads nowhere. One place and address gives one message, on however many pages it shows.
type dead struct {
	pos     diag.Pos
	address string
	fault   string
	page    string
}

// local takes scheme and host of the site off an address; that of another host stays as it is.
func (s *site) local(address string) string {
	base := strings.TrimSuffix(s.Site.BaseURL, "/")
	rest, ok := strings.CutPrefix(address, base)
	switch {
	case base == "" || !ok:
	case strings.HasPrefix(rest, "/"):
		return rest
	case rest == "" || rest[0] == '#' || rest[0] == '?':
		return "/" + rest
	}
	return address
}

func (c *checker) check(p *page, to string) string {
	u, err := url.Parse(to)
	if err != nil {
		return "不是有效的地址"
	}
	if u.Scheme != "" || u.Host != "" {
		return ""
	}
	path := p.Path
	if u.Path != "" {
		here := url.URL{Path: p.Path}
		path = here.ResolveReference(u).Path
	}
	at, isPage := c.first[folderOf(path)]
	if !isPage {
		file := fileOf(path)
		// The sums are written when everything else is.
		if _, ok := c.files.Lookup(file); !ok && file != "SHA256SUMS" {
			return "指向的页面或文件不存在"
		}
		return ""
	}
	if u.Fragment != "" && !c.hasAnchor(at, anchorOf(u.Fragment)) {
		return "指向的位置不存在"
	}
	return ""
}

func (c *checker) hasAnchor(page int, id anchor) bool {
	has := func(i int) bool {
		s := &c.slots[i]
		_, own := slices.BinarySearch(s.ids, id)
		return s.broken || own || s.form != nil && slices.Contains(s.form.ids, id)
	}
	return has(page) || slices.ContainsFunc(c.others[page], has)
}
