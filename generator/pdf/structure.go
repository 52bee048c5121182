package pdf

// writeStructure writes the structure tree, its elements from number first on, and the way back from marked content
// to elements.
func (c *Canvas) writeStructure(f *file, first int) {
	var elements []*Element
	number, parent := map[*Element]int{}, map[*Element]int{c.root: structureObject}
	var walk func(e *Element)
	walk = func(e *Element) {
		number[e] = first + len(elements)
		elements = append(elements, e)
		for _, k := range e.kids {
			if k.element != nil {
				parent[k.element] = number[e]
				walk(k.element)
			}
		}
	}
	walk(c.root)
	f.begin(structureObject)
	f.printf("<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d>>", number[c.root], parentsObject, len(c.pages))
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
	f.printf("]>>")
	f.end()
	for _, e := range elements {
		f.begin(number[e])
		f.printf("<</Type/StructElem/S/%s/P %d 0 R", e.Kind, parent[e])
		switch {
		case e.Scope != "" && e.Span > 1:
			f.printf("/A<</O/Table/Scope/%s/ColSpan %d>>", e.Scope, e.Span)
		case e.Scope != "":
			f.printf("/A<</O/Table/Scope/%s>>", e.Scope)
		case e.Span > 1:
			f.printf("/A<</O/Table/ColSpan %d>>", e.Span)
		}
		home := e.page()
		if home >= 0 {
			f.printf("/Pg %d 0 R", freeObject+2*home)
		}
		f.printf("/K[")
		for _, k := range e.kids {
			switch {
			case k.element != nil:
				f.printf("%d 0 R ", number[k.element])
			case k.page == home:
				f.printf("%d ", k.mcid)
			default:
				f.printf("<</Type/MCR/Pg %d 0 R/MCID %d>>", freeObject+2*k.page, k.mcid)
			}
		}
		f.printf("]>>")
		f.end()
	}
}

// page returns the page of the element's first mark, or -1.
func (e *Element) page() int {
	for _, k := range e.kids {
		if k.element == nil {
			return k.page
		}
	}
	return -1
}
