package explain

import (
	"regexp"
	"strings"
	"testing"

	"gongkai/generator/build"
	"gongkai/generator/diag"
)

// TestShippedFigure explains a figure of the shipped input: each line that must be there, with places that exist.
func TestShippedFigure(t *testing.T) {
	var l diag.List
	figures, err := build.Load(build.Options{Root: "../.."}, &l)
	if err != nil {
		t.Fatal(err)
	}
	if l.Failed() {
		diag.Text(t.Output(), l.Sorted(), nil)
		t.Fatal("the shipped input has errors")
	}
	var out strings.Builder
	if err := Explain(&out, figures.Derived, figures.Release, Query{"2022-10", "huancui", "posts.rate"}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`结果  87\.0%`,
		`公式  累计 ÷ 年度目标 = 2262 ÷ 2600`,
		`取整  2262 ÷ 2600 × 100，只在最后四舍五入一次，保留1位小数`,
		`状态  公开`,
		`评价  快于序时：完成率87\.0%，序时进度83\.3%，较序时\+3\.7个百分点，高于\+1个百分点`,
		`开发城乡公益性岗位 +2262个 +公开 +data/observations/2022-10[^ ]*\.csv:\d+:\d+`,
		`年度目标 +2600个 +公开 +data/targets/2022\.yaml:\d+:\d+`,
	} {
		if !regexp.MustCompile(want).MatchString(out.String()) {
			t.Errorf("%q is not in\n%s", want, out.String())
		}
	}
}

// TestEveryShippedFigureIsExplained walks every figure of the newest month; none may give a value that is withheld.
func TestEveryShippedFigureIsExplained(t *testing.T) {
	var l diag.List
	figures, err := build.Load(build.Options{Root: "../.."}, &l)
	if err != nil || l.Failed() {
		t.Fatal("the shipped input cannot be loaded", err)
	}
	rel := figures.Release
	explained := 0
	for _, c := range rel.Cells {
		if c.Period != rel.Newest() {
			continue
		}
		name := c.Measure
		if c.Group != "" {
			name += "/" + c.Group
		}
		var out strings.Builder
		if err := Explain(&out, figures.Derived, rel, Query{c.Period.String(), c.Region, name}); err != nil {
			t.Fatalf("%v: %v", c.Key, err)
		}
		if !strings.Contains(out.String(), "结果  "+c.Words()+"\n") {
			t.Fatalf("%v is %s:\n%s", c.Key, c.Words(), out.String())
		}
		explained++
	}
	if explained < 300 {
		t.Errorf("only %d figures of the newest month", explained)
	}
}
