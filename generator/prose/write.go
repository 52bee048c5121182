package prose

import "html"

// Write writes blocks as HTML, as HTML does for a text.
func Write(blocks []Block) Page {
	var p Page
	for _, b := range blocks {
		p.HTML += "<p>" + html.EscapeString(Plain(b.Spans)) + "</p>\n"
	}
	return p
}
