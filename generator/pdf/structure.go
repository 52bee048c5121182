package pdf

import "fmt"

// elements returns the structure tree in the order of the document. A heading that would skip a level is raised to
// the next one (ISO 14289-1, 7.4.2): what its author numbered is text and stays.
func (c *Canvas) elements() []*Element {
	var all []*Element
	level := 0
	var walk func(e *Element)
	walk = func(e *Element) {
		if l := e.level(); l > 0 {
			level = min(l, level+1)
			e.Kind = fmt.Sprintf("H%d", level)
		}
		all = append(all, e)
		for _, k := range e.kids {
			if k.element != nil {
				walk(k.element)
			}
		}
	}
	walk(c.root)
	return all
}

// writeStructure writes the structure tree, its elements from number first on, and the way back from marked content
// and annotations to elements.
func (c *Canvas) writeStructure(f *file, elements []*Element, first int, annotations []annotation, firstAnnotation int) {
	number := make(map[*Element]int, len(elements))
	for i, e := range elements {
		number[e] = first + i
	}
	f.begin(structureObject)
	f.printf("<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d", first, parentsObject, len(c.pages)+len(annotations))
	open := "/IDTree<</Names["
	for _, e := range elements {
		if e.Kind == "Note" {
			f.printf("%s%s %d 0 R", open, noteID(number[e]), number[e])
			open = " "
		}
	}
	if open == " " {
		f.printf("]>>")
	}
	f.printf(">>")
	f.end()
	f.begin(parentsObject)
	f.printf("<</Nums[")
	for i, marks := range c.pages {
		f.printf("%d[", i)
		for _, e := range marks {
			f.printf("%d 0 R ", number[e])
		}
		f.printf("]")
	}
	for i, a := range annotations {
		f.printf("%d %d 0 R ", len(c.pages)+i, number[a.link])
	}
	f.printf("]>>")
	f.end()
	for i, e := range elements {
		parent := structureObject
		if e.parent != nil {
			parent = number[e.parent]
		}
		f.begin(first + i)
		f.printf("<</Type/StructElem/S/%s/P %d 0 R", e.Kind, parent)
		e.writeAttributes(f, first+i)
		home := e.page()
		if home >= 0 {
			f.printf("/Pg %d 0 R", pageObject(home))
		}
		f.printf("/K[")
		for _, k := range e.kids {
			switch {
			case k.element != nil:
				f.printf("%d 0 R ", number[k.element])
			case k.page == home:
				f.printf("%d ", k.mcid)
			default:
				f.printf("<</Type/MCR/Pg %d 0 R/MCID %d>>", pageObject(k.page), k.mcid)
			}
		}
		if e.leads() {
			for j, a := range annotations {
				if a.link == e {
					f.printf("<</Type/OBJR/Pg %d 0 R/Obj %d 0 R>>", pageObject(a.page), firstAnnotation+j)
				}
			}
		}
		f.printf("]>>")
		f.end()
	}
}

// writeAttributes writes what an element says besides its place and content.
func (e *Element) writeAttributes(f *file, object int) {
	switch {
	case e.Scope != "" && e.Span > 1:
		f.printf("/A<</O/Table/Scope/%s/ColSpan %d>>", e.Scope, e.Span)
	case e.Scope != "":
		f.printf("/A<</O/Table/Scope/%s>>", e.Scope)
	case e.Span > 1:
		f.printf("/A<</O/Table/ColSpan %d>>", e.Span)
	case e.Kind == "Figure" && len(e.boxes) > 0:
		f.printf("/A<</O/Layout/Placement/Block/BBox%s>>", e.boxes[0].rectangle())
	}
	if e.Alt != "" {
		f.printf("/Alt%s", text(e.Alt))
	}
	if e.Kind == "Note" {
		f.printf("/ID%s", noteID(object))
	}
}

// noteID is the identifier that a note has to have (ISO 14289-1, 7.9); the order of the identifiers is that of the
// elements.
func noteID(object int) string { return fmt.Sprintf("(note%07d)", object) }

// page returns the page of the element's first mark, or -1.
func (e *Element) page() int {
	for _, k := range e.kids {
		if k.element == nil {
			return k.page
		}
	}
	return -1
}
