package prose

import (
	"html"
	"slices"
	"strings"
)

// Text escapes text as HTML in which no number is parted from its unit.
func Text(s string) string {
	var b strings.Builder
	writeText(&b, s)
	return b.String()
}

func writeText(b *strings.Builder, s string) {
	s = html.EscapeString(s)
	from, counted := 0, 0 // the digits before counted are no number with a unit
	for i := 0; i < len(s); {
		if c := s[i]; (c < '0' || c > '9') && c != '+' && c != minus[0] {
			i++
			continue
		}
		n := clock(s[i:])
		if n == 0 && i >= counted {
			n, counted = amount(s[i:])
			counted += i
		}
		if n == 0 {
			i++
			continue
		}
		b.WriteString(s[from:i])
		b.WriteString(`<span class="nb">`)
		b.WriteString(s[i : i+n])
		b.WriteString("</span>")
		i += n
		from = i
	}
	b.WriteString(s[from:])
}

const minus = "−"

// units are the units and date words that must stay on one line with their number (GB/T 15835). One that begins another
// stands behind it.
var units = []string{"个百分点", "年底", "年", "月底", "月", "日", "个", "人次", "人", "户", "场", "元", "万个", "万人", "万元", "天", "周岁", "小时", "学时", "%"}

// amount returns the length of the number with a unit at the beginning of a text, 0 if there is none, and the length of
// the digits.
func amount(s string) (n, digits int) {
	sign := 0
	switch {
	case strings.HasPrefix(s, "+"):
		sign = 1
	case strings.HasPrefix(s, minus):
		sign = len(minus)
	}
	if !digit(s, sign) {
		return 0, 0
	}
	n = sign
	for digit(s, n) || n < len(s) && s[n] == '.' {
		n++
	}
	for _, u := range units {
		if strings.HasPrefix(s[n:], u) {
			return n + len(u), n
		}
	}
	return 0, n
}

// clock returns the length of the span of time at the beginning of a text, 9:00—11:30; 0 if there is none.
func clock(s string) int {
	from := hour(s)
	if from == 0 || !strings.HasPrefix(s[from:], "—") {
		return 0
	}
	from += len("—")
	to := hour(s[from:])
	if to == 0 {
		return 0
	}
	return from + to
}

// hour returns the length of the time of day at the beginning of a text, 0 if there is none.
func hour(s string) int {
	n := 0
	for n < 2 && digit(s, n) {
		n++
	}
	if n == 0 || n == len(s) || s[n] != ':' || !digit(s, n+1) || !digit(s, n+2) {
		return 0
	}
	return n + 3
}

func digit(s string, i int) bool { return i >= 0 && i < len(s) && '0' <= s[i] && s[i] <= '9' }

// dial links the numbers of hotlines in running text, so that a phone can dial them.
func dial(blocks []Block, numbers []string) {
	for i := range blocks {
		b := &blocks[i]
		if b.Kind == Title || b.Kind == Code {
			continue
		}
		b.Spans = dialSpans(b.Spans, numbers)
		for j := range b.Items {
			dial(b.Items[j], numbers)
		}
		dial(b.Blocks, numbers)
		for _, row := range b.Rows {
			for j := range row {
				row[j] = dialSpans(row[j], numbers)
			}
		}
	}
}

func dialSpans(spans []Span, numbers []string) []Span {
	if !slices.ContainsFunc(spans, func(s Span) bool { _, number := next(s.Text, numbers); return number != "" }) {
		return spans
	}
	var out []Span
	for _, s := range spans {
		for s.Dest == "" && s.Image == "" && !s.Code {
			at, number := next(s.Text, numbers)
			if number == "" {
				break
			}
			before, link := s, s
			before.Text = s.Text[:at]
			link.Text, link.Dest = number, "tel:"+number
			if before.Text != "" {
				out = append(out, before)
			}
			out = append(out, link)
			s.Text = s.Text[at+len(number):]
		}
		if s.Text != "" || s.Break || s.Image != "" {
			out = append(out, s)
		}
	}
	return out
}

// next finds the first number that is not part of a longer one.
func next(text string, numbers []string) (int, string) {
	first, found := len(text), ""
	for _, n := range numbers {
		for from := 0; ; {
			i := strings.Index(text[from:], n)
			if i < 0 {
				break
			}
			i += from
			if !digit(text, i-1) && !digit(text, i+len(n)) {
				if i < first {
					first, found = i, n
				}
				break
			}
			from = i + len(n)
		}
	}
	return first, found
}
