package opendata

import (
	"bytes"
	"encoding/json"
)

// jsonFile writes an array with one object a line, its members in the order of the columns: numbers as they are
// printed, an empty cell as null.
func jsonFile(t table) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false) // those escapes are for scripts in pages
	quote := func(s string) {
		e.Encode(s)             // a string into a buffer never fails
		b.Truncate(b.Len() - 1) // without its line end
	}
	b.WriteString("[")
	for n, row := range t.rows {
		if n > 0 {
			b.WriteString(",")
		}
		b.WriteString("\n")
		for i, c := range t.columns {
			b.WriteByte("{,"[min(i, 1)])
			quote(c.name)
			b.WriteByte(':')
			switch {
			case row[i].Text == "":
				b.WriteString("null")
			case c.kind == number || c.kind == whole:
				b.WriteString(row[i].Text)
			default:
				quote(row[i].Text)
			}
		}
		b.WriteByte('}')
	}
	b.WriteString("\n]\n")
	return b.Bytes()
}

// described writes a description, indented: people read it, too.
func described(plain any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	e.Encode(plain) // plain structs into a buffer never fail
	return b.Bytes()
}
