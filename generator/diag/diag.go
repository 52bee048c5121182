// Package diag says where a problem of the input is, collects problems and shows them to a clerk.
//
// Every column in the program is counted in characters from 1. Parsers that count otherwise are converted with
// Col; nothing else converts.
package diag

import (
	"cmp"
	"fmt"
	"slices"
	"unicode/utf8"
)

// Pos is a place in an input file. The zero Pos means that no place is known.
type Pos struct {
	File string // relative to the root, with forward slashes
	Line int    // from 1; 0 = the file as a whole
	Col  int    // in characters, from 1; 0 = the line as a whole
}

// Known reports whether the place names a file.
func (p Pos) Known() bool { return p.File != "" }

// String gives the form that editors jump to: file:line:column.
func (p Pos) String() string {
	switch {
	case p.Line == 0:
		return p.File
	case p.Col == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Col)
}

// Compare orders places by file, line and column.
func (p Pos) Compare(q Pos) int {
	return cmp.Or(cmp.Compare(p.File, q.File), cmp.Compare(p.Line, q.Line), cmp.Compare(p.Col, q.Col))
}

// Right returns the place n characters further on the same line.
func (p Pos) Right(n int) Pos {
	p.Col += n
	return p
}

// Col converts a byte offset (from 0) within one line of text to a column in characters (from 1).
func Col(line string, byteOffset int) int {
	return utf8.RuneCountInString(line[:min(byteOffset, len(line))]) + 1
}

// Note is a further place that belongs to a problem, such as the first of two duplicates.
type Note struct {
	Pos
	Text string
}

// Diag is one problem of the input. Text and Hint are Chinese; Rule is a stable ASCII name.
type Diag struct {
	Pos
	Len     int    // characters to underline; 0 = no caret line
	Rule    string // such as "not-integer"
	Warning bool   // a warning does not stop the run
	Secret  bool   // the source line holds personal data and must not be shown
	Text    string // what was found, quoted, and what was expected
	Hint    string // what to write instead; may be empty
	Also    []Note
}

// List collects problems. The zero List is ready; it is not safe for concurrent use: each job has its own and they
// are joined with Join in the order of the jobs.
type List struct {
	items []Diag
	files map[string]int // of each severity and file, how many problems
}

// enough problems of one file: a wrong file of millions of rows must not exhaust the machine, and nobody reads more.
const enough = 1000

// Add puts a problem on the list. After the first thousand errors, or warnings, of a file it only says that there are
// more.
func (l *List) Add(d Diag) {
	if l.files == nil {
		l.files = map[string]int{}
	}
	key := d.Severity() + d.File
	l.files[key]++
	switch n := l.files[key]; {
	case n <= enough || !d.Known():
		l.items = append(l.items, d)
	case n == enough+1:
		l.items = append(l.items, Diag{Pos: Pos{File: d.File}, Rule: "too-many", Warning: d.Warning, Hint: "先改正列出的问题，再检查一次",
			Text: fmt.Sprintf("这个文件的%s超过 %d 处，其余的没有列出", d.Severity(), enough)})
	}
}

// Errorf adds an error of n characters at p.
func (l *List) Errorf(p Pos, n int, rule, hint, format string, args ...any) {
	l.Add(Diag{Pos: p, Len: n, Rule: rule, Hint: hint, Text: fmt.Sprintf(format, args...)})
}

// Warnf adds a warning of n characters at p.
func (l *List) Warnf(p Pos, n int, rule, hint, format string, args ...any) {
	l.Add(Diag{Pos: p, Len: n, Rule: rule, Hint: hint, Text: fmt.Sprintf(format, args...), Warning: true})
}

// Join appends the problems of another list.
func (l *List) Join(m *List) { l.items = append(l.items, m.items...) }

// Failed reports whether the list holds an error.
func (l *List) Failed() bool {
	return slices.ContainsFunc(l.items, func(d Diag) bool { return !d.Warning })
}

// Counts returns the numbers of errors and warnings.
func (l *List) Counts() (errors, warnings int) {
	for _, d := range l.items {
		if d.Warning {
			warnings++
		} else {
			errors++
		}
	}
	return errors, warnings
}

// Sorted returns the problems by place, then rule, then text, without repetitions.
func (l *List) Sorted() []Diag {
	items := slices.Clone(l.items)
	slices.SortStableFunc(items, func(a, b Diag) int {
		return cmp.Or(a.Pos.Compare(b.Pos), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Text, b.Text))
	})
	return slices.CompactFunc(items, func(a, b Diag) bool {
		return a.Pos == b.Pos && a.Rule == b.Rule && a.Text == b.Text
	})
}
