package pdf

// bookmark is a heading in the outline; numbers are places in the list, -1 = none.
type bookmark struct {
	heading                         *Element
	parent, first, last, prev, next int
	below                           int // bookmarks under it, at all depths
}

// outline makes bookmarks of the headings that something was drawn for, in the order of the document.
func outline(elements []*Element) []bookmark {
	var marks []bookmark
	var open []int // from the outermost in
	top := -1      // the last of the outermost
	for _, e := range elements {
		level := e.level()
		if level == 0 || len(e.boxes) == 0 {
			continue
		}
		for len(open) > 0 && marks[open[len(open)-1]].heading.level() >= level {
			open = open[:len(open)-1]
		}
		n := len(marks)
		m := bookmark{heading: e, parent: -1, first: -1, last: -1, prev: -1, next: -1}
		if len(open) > 0 {
			m.parent = open[len(open)-1]
			p := &marks[m.parent]
			m.prev, p.last = p.last, n
			if p.first < 0 {
				p.first = n
			}
		} else {
			m.prev, top = top, n
		}
		if m.prev >= 0 {
			marks[m.prev].next = n
		}
		for _, o := range open {
			marks[o].below++
		}
		marks, open = append(marks, m), append(open, n)
	}
	return marks
}

// writeOutline writes the bookmarks, all of them open, from number first on.
func writeOutline(f *file, marks []bookmark, first int) {
	last := 0
	for i, m := range marks {
		if m.parent < 0 {
			last = i
		}
	}
	f.begin(first)
	f.printf("<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>", first+1, first+1+last, len(marks))
	f.end()
	for i, m := range marks {
		f.begin(first + 1 + i)
		f.printf("<</Title%s/Parent %d 0 R/Dest%s", text(string(m.heading.text)), first+1+m.parent, m.heading.boxes[0].destination())
		for _, r := range []struct {
			key  string
			mark int
		}{{"First", m.first}, {"Last", m.last}, {"Prev", m.prev}, {"Next", m.next}} {
			if r.mark >= 0 {
				f.printf("/%s %d 0 R", r.key, first+1+r.mark)
			}
		}
		if m.below > 0 {
			f.printf("/Count %d", m.below)
		}
		f.printf(">>")
		f.end()
	}
}
