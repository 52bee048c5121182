package prose

import (
	"html"
	"regexp"
	"strings"
)

// together is what must stay on one line: a number with its unit or date word (GB/T 15835), and a span of time.
var together = regexp.MustCompile(`\d{1,2}:\d\d—\d{1,2}:\d\d|[+−]?\d[\d.]*(?:个百分点|年底|年|月底|月|日|个|人次|人|户|场|元|万个|万人|万元|天|周岁|小时|学时|%)`)

// Text escapes text as HTML in which no number is parted from its unit.
func Text(s string) string {
	return together.ReplaceAllString(html.EscapeString(s), `<span class="nb">$0</span>`)
}

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
	digit := func(i int) bool { return i >= 0 && i < len(text) && '0' <= text[i] && text[i] <= '9' }
	first, found := len(text), ""
	for _, n := range numbers {
		for from := 0; ; {
			i := strings.Index(text[from:], n)
			if i < 0 {
				break
			}
			i += from
			if !digit(i-1) && !digit(i+len(n)) {
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
