package bulletin

import (
	"fmt"

	"rsc.io/qr"

	"gongkai/generator/pdf"
)

// quiet is the border of a QR code that has to stay white, in modules (GB/T 18284-2000, 5.2.1: four).
const quiet = 4

func encode(url string) *qr.Code {
	code, err := qr.Encode(url, qr.M)
	if err != nil {
		panic(fmt.Sprintf("the address %q is no QR code: %v", url, err)) // cannot happen: addresses are short
	}
	return code
}

// quietZone is how wide the border is around a code of this side.
func quietZone(code *qr.Code, side pdf.Pt) pdf.Pt {
	return (side*quiet + pdf.Pt(code.Size) - 1) / pdf.Pt(code.Size)
}

// qrCode draws a code as black squares on the paper, side wide without its border.
func (s *setter) qrCode(e *pdf.Element, code *qr.Code, x, y, side pdf.Pt) {
	at := func(i int) pdf.Pt { return side * pdf.Pt(i) / pdf.Pt(code.Size) }
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
