package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// impure names what would let the site depend on the day, the machine or chance (house rule 25), and where it may
// stand nevertheless. The time that a build takes is measured in main, which alone reads the clock.
var impure = map[string][]string{
	"time.Now": {"."}, "time.Since": {"."}, "time.Until": {"."}, "time.Local": {},
	"os.Getenv": {"."}, "os.LookupEnv": {"."}, "os.Environ": {"."}, "os.Hostname": {}, "os.Getwd": {},
	"runtime.GOMAXPROCS": {"output"}, "runtime.NumCPU": {}, "runtime.GOOS": {}, "runtime.Version": {},
}

// random are packages that no code that ships may use at all.
var random = []string{"math/rand", "math/rand/v2", "crypto/rand", "hash/maphash"}

// concurrent are the only packages with goroutines.
var concurrent = []string{"output", "preview"}

// locked are the only other files with a lock: each guards what is made once and read by all jobs of output.
var locked = []string{"audit/textform.go", "source/near_linux.go", "web/form.go", "web/web.go"}

// TestHabits proves that nothing below main knows the day, the environment or chance, and that nothing outside output
// and preview runs at the same time.
func TestHabits(t *testing.T) {
	seen := 0
	err := fs.WalkDir(os.DirFS("."), ".", func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return err
		}
		seen++
		source, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		for _, problem := range badHabits(t, path.Dir(file), file, string(source)) {
			t.Error(problem)
		}
		return nil
	})
	if err != nil || seen == 0 {
		t.Fatal(seen, err)
	}
}

// TestBadHabitsAreFound proves that the check can fail.
func TestBadHabitsAreFound(t *testing.T) {
	for _, bad := range []string{
		"import \"time\"\nvar x = time.Now()", "import \"time\"\nvar now = time.Now", "import clock \"time\"\nvar x = clock.Now()",
		"import \"os\"\nvar x = os.Getenv(\"HOME\")", "import \"math/rand/v2\"\nvar x = rand.Int()", "import \"sync\"\nvar x sync.Mutex",
		"import \"sync/atomic\"\nvar x atomic.Int64", "func f() { go f() }", "import . \"time\"", "var c = make(chan int)",
	} {
		if badHabits(t, "web", "bad.go", "package web\n"+bad) == nil {
			t.Errorf("not found: %s", bad)
		}
	}
	good := "package web\nimport \"time\"\n// time.Now in a comment\nvar x = time.Hour\nfunc f(time struct{ Now int }) int { return 1 }"
	if found := badHabits(t, "web", "good.go", good); found != nil {
		t.Error(found)
	}
	if found := badHabits(t, "output", "good.go", "package output\nimport \"sync\"\nvar x sync.Mutex\nfunc f() { go f() }"); found != nil {
		t.Error(found)
	}
}

func badHabits(t *testing.T, pkg, name, source string) []string {
	t.Helper()
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, name, source, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	report := func(n ast.Node, what string) {
		found = append(found, set.Position(n.Pos()).String()+": "+what)
	}
	alone := !slices.Contains(concurrent, pkg)
	imported := map[string]string{} // local name → path
	for _, spec := range file.Imports {
		name, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		if slices.Contains(random, name) {
			report(spec, name+" is random")
		}
		if alone && (name == "sync" && !slices.Contains(locked, set.Position(file.Pos()).Filename) || name == "sync/atomic") {
			report(spec, name+" outside "+strings.Join(concurrent, " and "))
		}
		local := path.Base(name)
		if spec.Name != nil {
			local = spec.Name.Name
		}
		if local == "." {
			report(spec, "an import without a name hides what is used")
		}
		imported[local] = name
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GoStmt:
			if alone {
				report(n, "a goroutine outside "+strings.Join(concurrent, " and "))
			}
		case *ast.ChanType:
			if alone {
				report(n, "a channel outside "+strings.Join(concurrent, " and "))
			}
		case *ast.SelectorExpr:
			if x, ok := n.X.(*ast.Ident); ok && imported[x.Name] != "" {
				what := imported[x.Name] + "." + n.Sel.Name
				if allowed, ok := impure[what]; ok && !slices.Contains(allowed, pkg) {
					report(n, what+" outside of "+strings.Join(allowed, ", "))
				}
			}
		}
		return true
	})
	return found
}
