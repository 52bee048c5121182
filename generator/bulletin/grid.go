package bulletin

import "gongkai/generator/pdf"

// The grid of GB/T 9704-2012: 版心 156 × 225 mm with 22 lines of 28 characters of 3号 (5.1, 5.2).
var (
	left    = pdf.MM(28_000)
	top     = pdf.MM(37_000)
	measure = pdf.MM(156_000)
	depth   = pdf.MM(225_000)
)

const (
	rows     = 22
	size3    = 16_000 // 3号: text and headings
	size2    = 22_000 // 2号: title
	size4    = 14_000 // 4号: page numbers
	size5    = 10_500 // 5号: tables
	sizeHead = 12_000 // 小4: captions of tables
)

// pitch is the height of the text lines 0 … n−1.
func pitch(n int) pdf.Pt { return depth * pdf.Pt(n) / rows }

// squeeze is the room after each character of 3号 that puts 28 of them on a line. It is negative, 28 characters being
// wider than the line, and rounds away from 0: rounded to 0, the 28th would not fit.
var squeeze = -(int(28*size3-measure) + 26) / 27

// ascent is how far the baseline stands below the top of the em of a Chinese face, in thousandths.
const ascent = 880

// baseline centres a line of text in a strip.
func baseline(y, height, size pdf.Pt) pdf.Pt { return y + (height-size)/2 + size*ascent/1000 }

var (
	black = pdf.Color{}
	red   = pdf.Color{R: 0xC0, G: 0x10, B: 0x18}
	grey  = pdf.Color{R: 0x59, G: 0x59, B: 0x59}
)
