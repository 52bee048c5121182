package source

import (
	"strings"
	"unicode/utf8"

	"gongkai/generator/diag"
)

// Cell is one field of a table with the place of its first character.
type Cell struct {
	diag.Pos
	Text string
}

// Len returns the number of characters of the first line of the cell, for underlining.
func (c Cell) Len() int {
	first, _, _ := strings.Cut(c.Text, "\n")
	return max(1, utf8.RuneCountInString(first))
}

// Table is a CSV file: its first row and the others. Rows may be shorter or longer than the header; rows without any
// text are left out.
type Table struct {
	Header  []Cell
	Rows    [][]Cell
	Spoiled [][]Cell // rows whose quotes were reported
}

// CSV reads a table as RFC 4180 describes it: commas, fields in double quotes, line ends inside them. encoding/csv
// is not used: its columns are bytes, it stops at the first problem and loses the place of a field.
func CSV(f File, l *diag.List) (Table, bool) {
	s := csvScanner{file: f.Path, rest: f.Text, line: 1, col: 1, list: l}
	var t Table
	for s.rest != "" {
		s.spoiled = false
		row := s.row()
		switch {
		case blank(row):
		case t.Header == nil && !s.spoiled:
			t.Header = row
		case t.Header == nil:
			return Table{Spoiled: [][]Cell{row}}, false
		case s.spoiled:
			t.Spoiled = append(t.Spoiled, row)
		default:
			t.Rows = append(t.Rows, row)
		}
	}
	if t.Header == nil {
		l.Errorf(diag.Pos{File: f.Path}, 0, "csv-header", "第一行写列名", "文件是空的")
		return t, false
	}
	return t, len(t.Spoiled) == 0
}

func blank(row []Cell) bool {
	for _, c := range row {
		if strings.TrimSpace(c.Text) != "" {
			return false
		}
	}
	return true
}

type csvScanner struct {
	file      string
	rest      string
	line, col int
	list      *diag.List
	spoiled   bool // the row being read
}

func (s *csvScanner) pos() diag.Pos { return diag.Pos{File: s.file, Line: s.line, Col: s.col} }

// take moves over n bytes of the text and returns them.
func (s *csvScanner) take(n int) string {
	text := s.rest[:n]
	s.rest = s.rest[n:]
	if i := strings.LastIndexByte(text, '\n'); i >= 0 {
		s.line += strings.Count(text, "\n")
		s.col = utf8.RuneCountInString(text[i+1:]) + 1
	} else {
		s.col += utf8.RuneCountInString(text)
	}
	return text
}

func (s *csvScanner) row() []Cell {
	var row []Cell
	for {
		row = append(row, s.cell())
		if s.rest == "" {
			return row
		}
		if s.take(1) == "\n" {
			return row
		}
	}
}

// cell reads up to the comma or line end that follows it.
func (s *csvScanner) cell() Cell {
	if strings.HasPrefix(s.rest, `"`) {
		return s.quoted()
	}
	c := Cell{Pos: s.pos()}
	n := strings.IndexAny(s.rest, ",\n")
	if n < 0 {
		n = len(s.rest)
	}
	c.Text = s.take(n)
	return c
}

func (s *csvScanner) quoted() Cell {
	open := s.pos()
	s.take(1)
	c := Cell{Pos: s.pos()}
	var text strings.Builder
	for {
		n := strings.IndexByte(s.rest, '"')
		if n < 0 {
			s.spoiled = true
			s.list.Errorf(open, 1, "csv-ragged", `在这一格的末尾补上引号；格内的引号要写成两个 ""`, "这个引号没有结束")
			text.WriteString(s.take(len(s.rest)))
			c.Text = text.String()
			return c
		}
		text.WriteString(s.take(n))
		s.take(1)
		if !strings.HasPrefix(s.rest, `"`) {
			break
		}
		text.WriteString(s.take(1))
	}
	if s.rest != "" && s.rest[0] != ',' && s.rest[0] != '\n' {
		n := strings.IndexAny(s.rest, ",\n")
		if n < 0 {
			n = len(s.rest)
		}
		s.spoiled = true
		s.list.Errorf(s.pos(), utf8.RuneCountInString(s.rest[:n]), "csv-ragged",
			`整格都放进引号；格内的引号要写成两个 ""`, "引号结束以后还有文字")
		text.WriteString(s.take(n))
	}
	c.Text = text.String()
	return c
}
