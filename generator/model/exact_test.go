package model

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// exact lists the packages between a CSV cell and a published number. Left out are those that only lay finished text
// out on paper – bulletin, typeset and pdf measure in millimetres and points –, those without figures (output, preview)
// and simplex, which judges figures and passes none on.
var exact = []string{"model", "record", "source", "load", "derive", "protect", "suppress", "audit", "view", "opendata", "eligibility", "chart", "compose", "prose", "web", "explain", "build"}

// inexact names what would bring floating point into them.
var inexact = map[string]bool{
	"float64": true, "float32": true, "complex128": true, "complex64": true,
	"ParseFloat": true, "FormatFloat": true, "NewFloat": true, "Float": true, "Float64": true, "Float32": true,
}

// TestNoFloatingPoint proves that no figure passes through floating point: neither a type, nor a conversion, nor a
// literal with a decimal point.
func TestNoFloatingPoint(t *testing.T) {
	for _, pkg := range exact {
		files, err := filepath.Glob(filepath.Join("..", pkg, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		shipped := 0
		for _, name := range files {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			shipped++
			source, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			for _, problem := range floats(t, name, string(source)) {
				t.Error(problem)
			}
		}
		if shipped == 0 {
			t.Errorf("package %s has no files: the test proves nothing", pkg)
		}
	}
}

// TestFloatsAreFound proves that the check can fail.
func TestFloatsAreFound(t *testing.T) {
	for _, body := range []string{
		"var x float64", "var x = strconv.ParseFloat", "var x = 0.5", "var x = 1e3", "func f(v series.Series) { v.Float() }", "var x [3]float32",
	} {
		if len(floats(t, "bad.go", "package bad\n"+body)) == 0 {
			t.Errorf("%s is not found", body)
		}
	}
	if found := floats(t, "good.go", "package good\n// float64 in a comment\nvar x = \"0.5 float64\"\nvar y = 3"); found != nil {
		t.Error(found)
	}
}

func floats(t *testing.T, name, source string) []string {
	t.Helper()
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, name, source, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Ident:
			if inexact[n.Name] {
				found = append(found, set.Position(n.Pos()).String()+": "+n.Name)
			}
		case *ast.BasicLit:
			if n.Kind == token.FLOAT || n.Kind == token.IMAG {
				found = append(found, set.Position(n.Pos()).String()+": "+n.Value)
			}
		}
		return true
	})
	return found
}
