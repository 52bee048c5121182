package browser

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
)

// text is one input file as a list of values and what writes them; at[i] is the line where value i begins.
type text struct {
	path, file       string
	original, values []string
	at               []int
	closed           map[int]bool // values that are no text for reasons of their own
	render           func(values []string) (file string, at []int)
}

var han = regexp.MustCompile(`\p{Han}`)

// open says whether a value is a text: names, dates, numbers and addresses have no Han.
func (x *text) open(i int) bool { return han.MatchString(x.original[i]) && !x.closed[i] }

func (x *text) write(t *testing.T) {
	t.Helper()
	body, at := x.render(x.values)
	if x.at = at; os.WriteFile(x.path, []byte(body), 0o644) != nil {
		t.Fatal(x.path)
	}
}

// takeBack restores the values that begin nearest above the line, and tells how many had been changed.
func (x *text) takeBack(line int) (n int) {
	best := 0
	for i, at := range x.at {
		if at <= line && at > best && x.values[i] != x.original[i] {
			best = at
		}
	}
	for i, at := range x.at {
		if at == best && x.values[i] != x.original[i] {
			x.values[i] = x.original[i]
			n++
		}
	}
	return n
}

// restore gives a name its text back.
func (x *text) restore(name string) (n int) {
	for i, v := range x.original {
		if v == name && x.values[i] != v {
			x.values[i] = v
			n++
		}
	}
	return n
}

// takeBackWith restores the values whose string the message quotes.
func (x *text) takeBackWith(message string) (n int) {
	_, found, ok := strings.Cut(message, ` "`)
	found, err := strconv.Unquote(`"` + found)
	if !ok || err != nil {
		return 0
	}
	for i, v := range x.values {
		if v != x.original[i] && strings.Contains(v, found) {
			x.values[i] = x.original[i]
			n++
		}
	}
	return n
}

// takeBackNames restores short values: names that stand in tables.
func (x *text) takeBackNames() (n int) {
	for i, v := range x.values {
		if v != x.original[i] && len([]rune(x.original[i])) <= 12 {
			x.values[i] = x.original[i]
			n++
		}
	}
	return n
}

func hostileTexts(t *testing.T, root string) (all []*text) {
	t.Helper()
	for kind, read := range map[string]func(*testing.T, *text, string){".yaml": readYAML, ".csv": readCSV, ".md": readMarkdown} {
		for _, folder := range []string{"content", "data"} {
			for _, path := range files(t, filepath.Join(root, folder), kind) {
				if filepath.Base(path) == "README.md" {
					continue
				}
				b, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				x := &text{path: path, file: filepath.ToSlash(path[len(root)+1:])}
				read(t, x, string(b))
				x.original = append([]string(nil), x.values...)
				all = append(all, x)
			}
		}
	}
	return all
}

// scalars are the values of a YAML file, keys left out, in the order of the file.
func scalars(n *yaml.Node, into *[]*yaml.Node) {
	for i, c := range n.Content {
		switch {
		case n.Kind == yaml.MappingNode && i%2 == 0:
		case c.Kind == yaml.ScalarNode:
			*into = append(*into, c)
		default:
			scalars(c, into)
		}
	}
}

func readYAML(t *testing.T, x *text, body string) {
	var tree yaml.Node
	if err := yaml.Unmarshal([]byte(body), &tree); err != nil {
		t.Fatal(err)
	}
	var nodes []*yaml.Node
	scalars(&tree, &nodes)
	for _, n := range nodes {
		x.values = append(x.values, n.Value)
	}
	x.render = func(values []string) (string, []int) {
		for i, n := range nodes {
			if n.Value != values[i] {
				n.Value, n.Style, n.Tag = values[i], yaml.DoubleQuotedStyle, "!!str"
			}
		}
		out, err := yaml.Marshal(&tree)
		if err != nil {
			t.Fatal(err)
		}
		var again yaml.Node
		if err := yaml.Unmarshal(out, &again); err != nil {
			t.Fatal(err)
		}
		var placed []*yaml.Node
		scalars(&again, &placed)
		at := make([]int, len(placed))
		for i, n := range placed {
			at[i] = n.Line
		}
		return string(out), at
	}
}

func readCSV(t *testing.T, x *text, body string) {
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(body, "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows[1:] {
		x.values = append(x.values, row...)
	}
	width := len(rows[0])
	x.render = func(values []string) (string, []int) {
		var out bytes.Buffer
		w := csv.NewWriter(&out)
		w.Write(rows[0])
		at := make([]int, len(values))
		for i := 0; i < len(values); i += width {
			w.Flush()
			for j := range width {
				at[i+j] = 1 + bytes.Count(out.Bytes(), []byte("\n"))
			}
			w.Write(values[i : i+width])
		}
		w.Flush()
		return out.String(), at
	}
}

var stated = regexp.MustCompile(`^([a-z_]+: )([^\[{].*)$`)

// readMarkdown takes the values of a head and the lines of a text.
func readMarkdown(t *testing.T, x *text, body string) {
	lines := strings.Split(body, "\n")
	x.closed = map[int]bool{}
	before := make([]string, len(lines)) // what stands before the value in its line
	fences := 0
	for i, line := range lines {
		if line == "---" {
			fences++
		}
		if m := stated.FindStringSubmatch(line); fences == 1 && m != nil {
			before[i], lines[i] = m[1], strings.Trim(m[2], `"`)
		} else if fences == 1 {
			x.closed[i] = true // a list
		}
	}
	x.values = lines
	x.render = func(values []string) (string, []int) {
		var out strings.Builder
		at := make([]int, len(values))
		for i, v := range values {
			at[i] = 1 + strings.Count(out.String(), "\n")
			if before[i] != "" {
				quoted, _ := json.Marshal(v) // a string of JSON is one of YAML
				v = string(quoted)
			}
			out.WriteString(before[i] + v + "\n")
		}
		return strings.TrimSuffix(out.String(), "\n"), at
	}
}
