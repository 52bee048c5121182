package load

import (
	"os"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/diag"
)

// output are the rules about what was published and about the machine: nobody who writes data or texts meets them.
var output = []string{"too-many", "machine", "sums", "lost-file", "changed-file", "extra-file", "disclosure"}

// TestTheReadmesNameEveryRuleOfTheInput: an editor who meets a rule finds it under 常见错误 in data or content.
func TestTheReadmesNameEveryRuleOfTheInput(t *testing.T) {
	var named []string
	for _, file := range []string{"../../data/README.md", "../../content/README.md"} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		_, table, found := strings.Cut(string(text), "\n## 常见错误\n")
		if !found {
			t.Errorf("%s has no part 常见错误", file)
		}
		for line := range strings.Lines(table) {
			if cells := strings.Split(line, "|"); len(cells) == 4 {
				named = append(named, strings.Split(strings.TrimSpace(cells[1]), "、")...)
			}
		}
	}
	for _, r := range diag.Rules {
		if !slices.Contains(output, r.Name) && !slices.Contains(named, r.Name) {
			t.Errorf("no README names %s: %s", r.Name, r.Means)
		}
	}
	for _, name := range named {
		if name != "规则" && strings.Trim(name, "-") != "" && diag.Meaning(name) == "" {
			t.Errorf("a README names %s, which is no rule", name)
		}
	}
}
