package web

import (
	"slices"
	"testing"

	"gongkai/generator/diag"
)

func TestPlacesJoinLinesOfOneFile(t *testing.T) {
	at := func(file string, line int) diag.Pos { return diag.Pos{File: file, Line: line, Col: 3} }
	got := places([]diag.Pos{at("b.csv", 9), at("a.csv", 4), at("a.csv", 2), at("b.csv", 10), at("a.csv", 3), at("a.csv", 3), at("c.yaml", 0), {}})
	want := []string{"a.csv 第2至4行", "b.csv 第9、10行", "c.yaml"}
	if !slices.Equal(got, want) {
		t.Errorf("places are %q, want %q", got, want)
	}
}
