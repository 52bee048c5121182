package pdf

import "encoding/binary"

// profile is the ICC profile of sRGB (IEC 61966-2-1), version 4.2 (ICC.1:2004-10), which the output intent of PDF/A
// names. Numbers of type s15Fixed16 are in 65536ths; the primaries are adapted from D65 to D50 by Bradford's method.
func profile() []byte {
	words := func(kind string, values ...int32) []byte {
		b := append([]byte(kind), 0, 0, 0, 0)
		for _, v := range values {
			b = binary.BigEndian.AppendUint32(b, uint32(v))
		}
		return b
	}
	said := func(s string) []byte {
		// One record of 12 bytes: language and country, length and place of the text.
		b := append([]byte("mluc\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\x0cenUS"), 0, 0, 0, byte(2*len(s)), 0, 0, 0, 28)
		for i := range len(s) {
			b = append(b, 0, s[i])
		}
		return b
	}
	// Parametric curve 3: ((X+0.055)/1.055)^2.4 from 0.04045 on, X/12.92 below it.
	curve := append([]byte("para\x00\x00\x00\x00\x00\x03\x00\x00"), words("", 157286, 62119, 3417, 5072, 2651)[4:]...)
	tags := []table{
		{"desc", said("sRGB IEC61966-2.1")},
		{"cprt", said("CC0")},
		{"wtpt", words("XYZ ", 63190, 65536, 54061)},
		{"chad", words("sf32", 68674, 1502, -3290, 1939, 64912, -1118, -605, 988, 49262)},
		{"rXYZ", words("XYZ ", 28577, 14581, 912)},
		{"gXYZ", words("XYZ ", 25241, 46981, 6362)},
		{"bXYZ", words("XYZ ", 9372, 3974, 46799)},
		{"rTRC", curve}, {"gTRC", curve}, {"bTRC", curve},
	}
	b := make([]byte, 128, 1024)
	copy(b[8:], "\x04\x20\x00\x00mntrRGB XYZ ")
	copy(b[24:], "\x07\xE6\x00\x01\x00\x01") // 2022-01-01, since the profile has to have a date
	copy(b[36:], "acsp")
	copy(b[68:], words("", 63190, 65536, 54061)[4:]) // D50, the illuminant of the connection space
	b = binary.BigEndian.AppendUint32(b, uint32(len(tags)))
	at := len(b) + 12*len(tags)
	var body []byte
	for i, t := range tags {
		if i > 7 { // the three curves are one
			at -= len(t.data)
		}
		b = binary.BigEndian.AppendUint32(append(b, t.tag...), uint32(at))
		b = binary.BigEndian.AppendUint32(b, uint32(len(t.data)))
		if i <= 7 {
			body = append(body, t.data...)
		}
		for at += len(t.data); i <= 7 && at%4 != 0; at++ {
			body = append(body, 0)
		}
	}
	b = append(b, body...)
	binary.BigEndian.PutUint32(b, uint32(len(b)))
	return b
}
