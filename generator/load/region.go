package load

import (
	"fmt"
	"regexp"
	"slices"
	"unicode/utf8"

	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/source"
)

// codeForm is a code of an administrative division: county, township or village level (GB/T 2260, GB/T 10114).
var codeForm = regexp.MustCompile(`^[1-9]\d{5}(\d{3}|\d{6})?$`)

// longestShort is how many characters of a short name the figures of the bulletins hold, beside the values.
const longestShort = 8

func (x *loader) regions() {
	o, ok := x.document("data/regions.yaml", "单位表")
	if !ok {
		x.broken[regionKind] = true
		return
	}
	parents := map[string]source.Cell{}
	leaves := map[string]source.Node{}
	o.entries("regions", "单位", func(e *object) {
		r := model.Region{
			ID: e.id(regionKind), Code: e.word("code"), Name: e.text("name"), Short: e.line("short"), Kind: e.text("kind"),
			Parent: e.word("parent"), Leaf: e.flag("leaf", true), Bodies: e.texts("bodies"), Note: e.text("note"),
		}
		e.need("name", "short", "kind")
		if count := utf8.RuneCountInString(r.Short.Text); count > longestShort {
			p, n := e.at("short")
			x.list.Errorf(p, n, "too-long", "写通用的简称，全称写在 name", "单位的简称“%s”有 %d 个字，图和表里最多写 %d 个", r.Short.Text, count, longestShort)
		}
		if r.ID == "" {
			return
		}
		if !r.Name.Stated() || !r.Short.Stated() {
			x.broken[regionKind] = true // tables may use the name that is missing
		}
		if r.Code != "" && !codeForm.MatchString(r.Code) {
			x.broken[regionKind] = true // tables may use the code that it should be
			n, _ := e.get("code")
			e.wrong(n, "code", "wrong-type", `没有代码就留空，不写 0；有代码写 6 位数字，例如 "371002"`, "行政区划代码")
		}
		p, n := e.head()
		parents[r.ID] = source.Cell{Pos: p, Text: r.Parent}
		if parent, ok := e.get("parent"); ok {
			parents[r.ID] = source.Cell{Pos: parent.Pos, Text: r.Parent}
		}
		if leaf, ok := e.get("leaf"); ok && leaf.Text == "true" {
			leaves[r.ID] = leaf
		}
		for _, alias := range []string{r.Code, r.Name.Text, r.Short.Text} {
			x.alias(regionKind, alias, r.ID, p, n)
		}
		x.rel.Regions = append(x.rel.Regions, r)
	})
	o.need("regions")
	o.close()
	x.hierarchy(parents, leaves)
}

// hierarchy checks that the regions are one tree, and that only its ends report.
func (x *loader) hierarchy(parents map[string]source.Cell, leaves map[string]source.Node) {
	inner := map[string]bool{}
	var root *model.Region
	for i, r := range x.rel.Regions {
		inner[r.Parent] = true
		switch at := parents[r.ID]; {
		case r.Parent == "" && root == nil:
			root = &x.rel.Regions[i]
		case r.Parent == "":
			x.tangled = true
			x.list.Errorf(at.Pos, 0, "missing-field", "加上一行 parent: "+root.ID, "单位“%s”缺少上级 parent：只有最上一级可以没有上级，那是“%s”", r.ID, root.ID)
		case r.Parent != "" && !known(x.rel.Regions, r.Parent):
			x.tangled = true
			x.list.Errorf(at.Pos, at.Len(), "unknown-reference", didYouMean(r.Parent, x.ids(regionKind)), "单位 %q 不存在", r.Parent)
		case circular(r.ID, parents):
			x.tangled = true
			x.list.Errorf(at.Pos, at.Len(), "unknown-reference", "改成真正的上级单位", "单位“%s”的上级绕成了一圈", r.ID)
		}
	}
	if root == nil && len(x.rel.Regions) > 0 {
		x.broken[regionKind] = true
	}
	for i := range x.rel.Regions {
		r := &x.rel.Regions[i]
		if n, ok := leaves[r.ID]; ok && inner[r.ID] {
			x.list.Errorf(n.Pos, n.Len(), "wrong-type", "删去 leaf: true", "单位“%s”有下级单位，它的数由程序相加，不能单独报送", r.ID)
		}
		r.Leaf = r.Leaf && !inner[r.ID]
	}
}

func known(regions []model.Region, id string) bool {
	return slices.ContainsFunc(regions, func(r model.Region) bool { return r.ID == id })
}

// below returns the reporting units of a region, itself included.
func (x *loader) below(id string) []model.Region {
	parents := map[string]string{}
	for _, r := range x.rel.Regions {
		parents[r.ID] = r.Parent
	}
	var units []model.Region
	for _, r := range x.rel.Leaves() {
		at := r.ID
		for range x.rel.Regions {
			if at == id {
				units = append(units, r)
				break
			}
			at = parents[at]
		}
	}
	return units
}

func circular(id string, parents map[string]source.Cell) bool {
	at := id
	for range parents {
		at = parents[at].Text
		if at == id {
			return true
		}
	}
	return false
}

// alias makes another word known that a clerk may write for an id in a table.
func (x *loader) alias(k kind, word, id string, p diag.Pos, n int) {
	if word == "" || id == "" {
		return
	}
	if x.aliases[k] == nil {
		x.aliases[k] = map[string]string{}
	}
	if other, ok := x.aliases[k][word]; ok && other != id {
		x.list.Errorf(p, n, "duplicate-id", "换一个名称", "%s", fmt.Sprintf("%s“%s”和“%s”都叫“%s”", k, other, id, word))
		return
	}
	x.aliases[k][word] = id
}

// resolve returns the id that a word of a table stands for: the id itself, a code, a name.
func (x *loader) resolve(k kind, word string) (string, bool) {
	if n := x.names[k]; n != nil {
		if _, ok := n.place[word]; ok {
			return word, true
		}
	}
	id, ok := x.aliases[k][word]
	return id, ok
}
