package pdf

import (
	"fmt"
	"maps"
	"slices"
	"unicode"
)

// summed are the tables whose check sum must be that of the directory: those that say where outlines are and how wide.
// The others are what people change with tools that leave the sums alone (names, the licence in OS/2, the sum of the
// file in head), which does no harm.
var summed = []string{"hhea", "maxp", "hmtx", "loca", "glyf", "cmap"}

// checkSums finds what a copy that was cut short or a bad disk leaves of a file. A sum of 0 was never computed.
func (f *Font) checkSums(sums map[string]uint32) error {
	for _, tag := range summed {
		if want := sums[tag]; want != 0 && checkSum(f.tables[tag]) != want {
			return broken("表 %q 的内容与文件里的校验和不符", tag)
		}
	}
	return nil
}

// checkCharacters sees that the characters of a face can be drawn, for files whose sums say nothing: outlines are
// outlines, and Han characters have a size. Faces may lack characters, but most of the Han characters that a
// whole one lists are there.
func (f *Font) checkCharacters() error {
	if 2*f.blankHan > f.han {
		return broken("表 \"cmap\" 列出的汉字，大部分没有字形或宽度")
	}
	w := walk{font: f, states: make([]state, len(f.advance))}
	check := func(r rune, glyph uint16) error {
		han := unicode.Is(unicode.Han, r)
		switch w.look(glyph) {
		case torn:
			return broken("%s的字形不完整", called(r))
		case strange:
			if han {
				return broken("%s的字形没有大小，或者远在字身以外", called(r))
			}
		}
		if width := int(f.advance[glyph]); (han || r > ' ' && r < 0x7F) && width > 4*f.unitsPerEm {
			return broken("%s的宽度是 %d，字身只有 %d", called(r), width, f.unitsPerEm)
		}
		return nil
	}
	for i, page := range f.bmp {
		if page == nil {
			continue
		}
		for j, glyph := range page {
			if glyph == 0 {
				continue
			}
			if err := check(rune(i<<8|j), glyph); err != nil {
				return err
			}
		}
	}
	for _, r := range slices.Sorted(maps.Keys(f.beyond)) {
		if err := check(r, f.beyond[r]); err != nil {
			return err
		}
	}
	return nil
}

func called(r rune) string { return fmt.Sprintf("“%c”（%U）", r, r) }

// blank reports whether a glyph draws nothing: it has no entry in glyf, or one without contours.
func (f *Font) blank(glyph uint16) bool {
	o := f.outline(glyph)
	return len(o) == 0 || len(o) <= outlineHead+2 && len(o) >= 2 && be16(o) == 0
}

// state is what is known of a glyph.
type state uint8

const (
	unseen  state = iota
	sound         // an outline, or none, of a size that a Han character may have
	strange       // an outline without size, or far from the em
	torn          // no outline (OpenType, glyf); also one that is being looked at, since none may refer to itself
)

// walk looks at each outline once.
type walk struct {
	font   *Font
	states []state
}

func (w *walk) look(glyph uint16) state {
	if w.states[glyph] == unseen {
		w.states[glyph] = torn
		w.states[glyph] = w.outline(glyph)
	}
	return w.states[glyph]
}

func (w *walk) outline(glyph uint16) state {
	o := w.font.outline(glyph)
	if w.font.blank(glyph) {
		return sound
	}
	if len(o) < outlineHead || be16(o) == 0 {
		return torn
	}
	at := func(i int) int { return int(int16(be16(o[i:]))) }
	from, to, ok := corner{at(2), at(4)}, corner{at(6), at(8)}, true
	if contours := at(0); contours > 0 {
		from, to, ok = walkContours(o, contours)
	} else {
		ok = w.components(o)
	}
	switch {
	case !ok:
		return torn
	case !w.font.inReach(from, to):
		return strange
	}
	return sound
}

// components looks at what a composite outline is made of.
func (w *walk) components(o []byte) bool {
	for at, more := outlineHead, true; more; {
		if at+4 > len(o) {
			return false
		}
		flags, component := be16(o[at:]), be16(o[at+2:])
		at += componentSize(flags)
		if at > len(o) || int(component) >= len(w.states) || w.look(component) == torn {
			return false
		}
		more = flags&moreFollow != 0
	}
	return true
}

type corner struct{ x, y int }

// inReach reports whether an outline has a size, and stays near the em.
func (f *Font) inReach(from, to corner) bool {
	near := func(n int) bool { return n >= -2*f.unitsPerEm && n <= 3*f.unitsPerEm }
	return from.x < to.x && from.y < to.y && near(from.x) && near(from.y) && near(to.x) && near(to.y)
}

// Flags of a point of a simple outline.
const (
	xShort    = 0x02
	yShort    = 0x04
	repeated  = 0x08
	xSameOrUp = 0x10
	ySameOrUp = 0x20
)

// walkContours reads a simple outline to its end and returns the corners of its points.
func walkContours(o []byte, contours int) (from, to corner, ok bool) {
	at := outlineHead + 2*contours
	if at+2 > len(o) {
		return from, to, false
	}
	points := 0
	for i := outlineHead; i < at; i += 2 {
		next := int(be16(o[i:])) + 1
		if next < points {
			return from, to, false
		}
		points = next
	}
	at += 2 + int(be16(o[at:]))
	flags := at
	// The x coordinates begin behind the flags, the y coordinates behind those; both are as long as the flags say.
	var xs, ys int
	for n := 0; n < points; {
		if at >= len(o) {
			return from, to, false
		}
		flag, times := o[at], 1
		if at++; flag&repeated != 0 {
			if at >= len(o) {
				return from, to, false
			}
			times += int(o[at])
			at++
		}
		n += times
		if n > points {
			return from, to, false
		}
		xs += times * coordinateSize(flag, xShort, xSameOrUp)
		ys += times * coordinateSize(flag, yShort, ySameOrUp)
	}
	if at+xs+ys > len(o) {
		return from, to, false
	}
	from.x, to.x = walkCoordinates(o[flags:], o[at:], points, xShort, xSameOrUp)
	from.y, to.y = walkCoordinates(o[flags:], o[at+xs:], points, yShort, ySameOrUp)
	return from, to, true
}

func coordinateSize(flag, short, sameOrUp byte) int {
	switch {
	case flag&short != 0:
		return 1
	case flag&sameOrUp != 0:
		return 0
	}
	return 2
}

// walkCoordinates returns the least and the greatest of the coordinates, which are given as steps.
func walkCoordinates(flags, steps []byte, points int, short, sameOrUp byte) (least, most int) {
	at := 0
	for n := 0; n < points; {
		flag, times := flags[0], 1
		if flags = flags[1:]; flag&repeated != 0 {
			times += int(flags[0])
			flags = flags[1:]
		}
		size := coordinateSize(flag, short, sameOrUp)
		for range times {
			switch {
			case size == 2:
				at += int(int16(be16(steps)))
			case size == 1 && flag&sameOrUp != 0:
				at += int(steps[0])
			case size == 1:
				at -= int(steps[0])
			}
			steps = steps[size:]
			if n == 0 {
				least, most = at, at
			}
			n++
			least, most = min(least, at), max(most, at)
		}
	}
	return least, most
}
