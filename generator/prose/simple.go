package prose

import (
	"strings"
	"unicode/utf8"
)

// simple reads the Markdown that editors write most: paragraphs, headings and lists of one level, parted by empty lines,
// of plain text with **bold** and [links](/address/) within a line. What it is not sure of it leaves to goldmark, which
// makes the same blocks of the rest but takes ten times as long: a site has thousands of articles.
func (r *reader) simple() ([]Block, bool) {
	blocks := make([]Block, 0, strings.Count(r.text, "\n\n")+1)
	for at := 0; at < len(r.text); {
		if r.text[at] == '\n' {
			at++
			continue
		}
		end := len(r.text)
		if i := strings.Index(r.text[at:], "\n\n"); i >= 0 {
			end = at + i
		}
		b, ok := r.simpleBlock(at, end)
		if !ok || b.Kind == List && len(blocks) > 0 && blocks[len(blocks)-1].Kind == List { // one list with a gap
			return nil, false
		}
		blocks = append(blocks, b)
		at = end
	}
	for i := range blocks {
		if b := &blocks[i]; b.Kind == Title {
			b.ID = r.anchor("", *b)
		}
	}
	return blocks, true
}

// simpleBlock reads the lines between two empty ones.
func (r *reader) simpleBlock(from, to int) (Block, bool) {
	s := strings.TrimSuffix(r.text[from:to], "\n")
	switch {
	case s[0] == '#':
		level := len(s) - len(strings.TrimLeft(s, "#"))
		if level > 6 || level == len(s) || s[level] != ' ' || strings.ContainsAny(s[level:], "#\n") {
			return Block{}, false
		}
		at := from + level + 1
		spans, ok := r.simpleSpans(at, s[level+1:])
		return Block{Kind: Title, Level: level, Spans: spans, Pos: r.place.at(at)}, ok
	case strings.HasPrefix(s, "- "):
		b := Block{Kind: List, Items: make([][]Block, 0, strings.Count(s, "\n")+1), Pos: r.place.at(from)}
		for at, more := from, true; more; {
			var line string
			line, s, more = strings.Cut(s, "\n")
			item, ok := strings.CutPrefix(line, "- ")
			if !ok {
				return Block{}, false
			}
			spans, ok := r.simpleSpans(at+len("- "), item)
			if !ok {
				return Block{}, false
			}
			b.Items = append(b.Items, []Block{{Kind: Paragraph, Spans: spans, Pos: r.place.at(at + len("- "))}})
			at += len(line) + 1
		}
		return b, true
	}
	spans, ok := r.simpleSpans(from, s)
	return Block{Kind: Paragraph, Spans: spans, Pos: r.place.at(from)}, ok
}

// simpleSpans reads the text of a block that stands at an offset.
func (r *reader) simpleSpans(at int, s string) ([]Span, bool) {
	w := spanner{reader: r, spans: make([]Span, 0, 1+strings.Count(s, "**")+2*strings.Count(s, "]("))}
	for more := true; more; {
		var line string
		line, s, more = strings.Cut(s, "\n")
		if !simpleStart(line) || !w.simpleLine(at, line, more) {
			return nil, false
		}
		at += len(line) + 1
	}
	return linkify(w.spans), true
}

// simpleStart reports whether a line begins as text does, and with nothing that could be a list.
func simpleStart(line string) bool {
	c, _ := utf8.DecodeRuneInString(line)
	switch {
	case c >= '0' && c <= '9':
		rest := strings.TrimLeft(line, "0123456789")
		return rest != "" && rest[0] != '.' && rest[0] != ')'
	case c == '*':
		return strings.HasPrefix(line, "**")
	case c == '[', isLetter(c):
		return true
	}
	return chinese(c) && c != '　'
}

func isLetter(c rune) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// simpleLine reads a line, which must not end in a blank; if more follow, it must end in plain text.
func (w *spanner) simpleLine(at int, line string, more bool) bool {
	for line != "" {
		n := simpleText(line)
		if n == 0 {
			ok := false
			switch line[0] {
			case '*':
				n, ok = w.simpleStrong(at, line)
			case '[':
				n, ok = w.simpleLink(at, line)
			}
			if !ok || more && n == len(line) {
				return false
			}
		} else {
			w.add(Span{}, line[:n], at)
			if n == len(line) {
				last, _ := utf8.DecodeLastRuneInString(line)
				if last == ' ' {
					return false
				}
				if more {
					w.soft = last
				}
			}
		}
		at, line = at+n, line[n:]
	}
	return true
}

// simpleText returns the length of the text before the first sign that means something, or could.
func simpleText(s string) int {
	for i := range len(s) {
		if c := s[i]; c < utf8.RuneSelf && meaning[c] {
			return i
		}
	}
	return len(s)
}

var meaning = func() (signs [utf8.RuneSelf]bool) {
	for c := range ' ' {
		signs[c] = true
	}
	for _, c := range "\\`*_[]<>&!|{}~\x7f" {
		signs[c] = true
	}
	return signs
}()

// simpleStrong reads **bold** of plain text: Chinese at both ends, so that the stars open and close (emphasis.go).
func (w *spanner) simpleStrong(at int, s string) (int, bool) {
	inner, ok := strings.CutPrefix(s, "**")
	n := simpleText(inner)
	if !ok || n == 0 || !strings.HasPrefix(inner[n:], "**") || strings.HasPrefix(inner[n:], "***") {
		return 0, false
	}
	first, _ := utf8.DecodeRuneInString(inner)
	last, _ := utf8.DecodeLastRuneInString(inner[:n])
	if !chinese(first) || !chinese(last) || first == '　' || last == '　' {
		return 0, false
	}
	w.add(Span{Strong: true}, inner[:n], at+2)
	return n + 4, true
}

// simpleLink reads [plain text](address) with an address of letters, digits and a few signs.
func (w *spanner) simpleLink(at int, s string) (int, bool) {
	n := simpleText(s[1:])
	label := s[1 : 1+n]
	rest, ok := strings.CutPrefix(s[1+n:], "](")
	end := strings.IndexByte(rest, ')')
	if !ok || n == 0 || end < 0 {
		return 0, false
	}
	dest := rest[:end]
	plain := !strings.ContainsFunc(dest, func(c rune) bool {
		return !isLetter(c) && (c < '0' || c > '9') && !strings.ContainsRune("/.-_#?=:%", c)
	})
	if !plain || refuse(dest) != "" {
		return 0, false
	}
	w.add(Span{Dest: dest}, label, at+1)
	return 1 + n + len("](") + end + 1, true
}
