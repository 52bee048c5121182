package bulletin

import (
	"fmt"

	"rsc.io/qr"

	"gongkai/generator/pdf"
)

// quiet is the white border of a QR code, in modules (GB/T 18284-2000, 5.2.1: four).
const quiet = 4

// qrCode draws the code of an address as black squares on the paper, side wide with its border.
func (s *setter) qrCode(e *pdf.Element, url string, x, y, side pdf.Pt) {
	code, err := qr.Encode(url, qr.M)
	if err != nil {
		panic(fmt.Sprintf("the address %q is no QR code: %v", url, err)) // cannot happen: addresses are short
	}
	n := pdf.Pt(code.Size + 2*quiet)
	at := func(i int) pdf.Pt { return side * pdf.Pt(i+quiet) / n }
	for row := range code.Size {
		for from := 0; from < code.Size; from++ {
			if !code.Black(from, row) {
				continue
			}
			to := from
			for to < code.Size && code.Black(to, row) {
				to++
			}
			s.canvas.Fill(e, x+at(from), y+at(row), at(to)-at(from), at(row+1)-at(row), black)
			from = to
		}
	}
}
