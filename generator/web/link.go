package web

import (
	"bytes"
	"cmp"
	"html"
	"net/url"
	"slices"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/output"
)

// slot keeps what one page's job saw, for the check that runs when all pages are written. Each job has its own slot,
// so that no lock is needed.
type slot struct {
	links  []string            // addresses as written, without repetitions
	ids    []string            // anchors of the page
	places map[string]diag.Pos // where an address was written, if an editor wrote it
	broken bool                // its job reported an error, so that anchors may be missing for that reason
}

// place remembers where an editor wrote an address.
func (s *slot) place(address string, pos diag.Pos) {
	if s.places == nil {
		s.places = map[string]diag.Pos{}
	}
	address = decoded(address)
	if _, seen := s.places[address]; !seen {
		s.places[address] = pos
	}
}

// decoded is an address as an editor may write it: with Chinese characters instead of %E5….
func decoded(address string) string {
	if plain, err := url.PathUnescape(address); err == nil {
		return plain
	}
	return address
}

// read collects addresses and anchors from the page as it was written.
func (s *slot) read(page []byte) {
	for _, a := range attributes(page) {
		switch a.Name {
		case "href", "src", "action":
			s.links = append(s.links, a.Content)
		case "id":
			s.ids = append(s.ids, a.Content)
		}
	}
	slices.Sort(s.links)
	s.links = slices.Compact(s.links)
	slices.Sort(s.ids)
}

// attributes returns name and value of every attribute in double quotes, the only form that html/template and prose
// write here.
func attributes(page []byte) []tag {
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
				end := bytes.IndexByte(page[i+1:], '"')
				if end < 0 {
					return all
				}
				all = append(all, tag{
					Name:    strings.TrimSuffix(string(page[name:i]), "="),
					Content: html.UnescapeString(string(page[i+1 : i+1+end])),
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
		anchors := map[string][]string{}
		broken := map[string]bool{}
		for i := range s.plan {
			// Two pages of one address are a path-conflict; the links into either are not dead besides.
			file := s.plan[i].file()
			broken[file] = broken[file] || slots[i].broken
			anchors[file] = append(anchors[file], slots[i].ids...)
			slices.Sort(anchors[file])
		}
		var found []dead
		for i := range s.plan {
			p := &s.plan[i]
			for _, address := range slots[i].links {
				fault := check(s, p, address, anchors, broken, m)
				if fault == "" {
					continue
				}
				pos := cmp.Or(
					slots[i].places[decoded(address)],
					diag.Pos{File: r.shared[address]},
					diag.Pos{File: "templates/" + p.Template + ".html"})
				found = append(found, dead{pos, decoded(address), fault, p.Path})
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

// check returns what is wrong with an address, or nothing.
func check(s *site, p *page, address string, anchors map[string][]string, broken map[string]bool, m output.Manifest) string {
	address = s.local(address)
	u, err := url.Parse(address)
	if err != nil {
		return "不是有效的地址"
	}
	if u.Scheme != "" || u.Host != "" {
		return ""
	}
	file := p.file()
	if u.Path != "" {
		here := url.URL{Path: p.Path}
		file = fileOf(here.ResolveReference(u).Path)
	}
	ids, isPage := anchors[file]
	if !isPage {
		// The sums are written when everything else is.
		if _, ok := m.Lookup(file); !ok && file != "SHA256SUMS" {
			return "指向的页面或文件不存在"
		}
		return ""
	}
	if u.Fragment != "" && !broken[file] {
		if _, ok := slices.BinarySearch(ids, u.Fragment); !ok {
			return "指向的位置不存在"
		}
	}
	return ""
}
