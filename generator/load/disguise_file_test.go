package load

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"gongkai/generator/diag"
	"gongkai/generator/source"
)

// TestNoNumberPassesInAFile: numbers of each kind in each place that a file has. Each stands in a file of its own lines;
// every line must be refused, and no message may hold the number.
func TestNoNumberPassesInAFile(t *testing.T) {
	const each = 40
	places := []struct {
		name, file string
		head, item string // %s is the number, %[2]s and %[3]s are its parts
	}{
		{"a cell", "data/trainings.csv", "编号,名称,地区,培训机构,内容,对象,学时,收费,开课日期,报名截止,联系电话\n", "t%[4]d,面点,nanhai,,%[1]s,,,,,,\n"},
		{"a folded scalar", "data/categories.yaml", "categories:\n", "  - id: c%[4]d\n    name: >-\n      类别 %[2]s\n      %[3]s\n\n"},
		{"a literal scalar", "data/categories.yaml", "categories:\n", "  - id: c%[4]d\n    name: |\n      类别 %[2]s-\n      %[3]s\n\n"},
		{"a quoted scalar over lines", "data/categories.yaml", "categories:\n", "  - id: c%[4]d\n    name: \"类别 %[2]s\\\n      %[3]s\"\n\n"},
		{"a comment", "data/categories.yaml", "categories:\n", "  - {id: c%[4]d, name: 类别} # %[1]s\n\n"},
		{"front matter", "content/announcements/a%[4]d.md", "", "---\ntitle: 公告\npublished: \"2022-11-20 09:00\"\nsummary: 找%[1]s\n---\n正文\n"},
		{"the address of a link", "content/documents/notice.md", notice, "见[这里](/%[1]s/)。\n\n"},
		{"the text of a link", "content/documents/notice.md", notice, "见[%[2]s](/documents/notice/)%[3]s。\n\n"},
		{"code", "content/documents/notice.md", notice, "见`%[1]s`。\n\n"},
		{"code and bold", "content/documents/notice.md", notice, "见`%[2]s`**%[3]s**。\n\n"},
		{"a paragraph over lines", "content/documents/notice.md", notice, "见%[2]s\n%[3]s。\n\n"},
		{"a table", "content/documents/notice.md", notice, "| 单位 | 说明 |\n|---|---|\n| 高区 | %[1]s |\n\n"},
		{"a file name", "data/observations/2022-11-%[1]s-x%[4]d.csv", "", "x\n"},
		{"a folder name", "data/%[1]s/x%[4]d.csv", "", "x\n"},
	}
	for k, some := range []func(*rand.Rand) kindOfNumber{someIdentity, someMobile, someCard} {
		for i, place := range places {
			seed := uint64(100*k + i)
			r := rand.New(rand.NewPCG(2023, seed))
			files := map[string]string{}
			var names []string
			var numbers []string
			for n := range each {
				number := some(r)
				cut := number.groups[0][0]
				if i%2 == 1 {
					cut = 3 + r.IntN(5)
				}
				put := func(form string) string {
					return strings.TrimSuffix(fmt.Sprintf(form+"%[1]s%[2]s%[3]s%[4]d", number.text, number.text[:cut], number.text[cut:], n), fmt.Sprint(number.text, number.text, n))
				}
				name := put(place.file)
				if _, ok := files[name]; !ok {
					files[name], names = place.head, append(names, name)
				}
				files[name] += put(place.item)
				numbers = append(numbers, number.text)
			}
			var archive []txtar.File
			for _, name := range names {
				archive = append(archive, txtar.File{Name: name, Data: []byte(files[name])})
			}
			root := site(t, archive...)
			tree, err := source.Open(root)
			if err != nil {
				t.Fatal(err)
			}
			var l diag.List
			Load(tree, "", today, &l)
			tree.Close()
			refused, said := 0, ""
			for _, d := range l.Sorted() {
				if d.Rule == "personal-data" {
					refused++
				}
				said += d.File + " " + d.Text + " " + d.Hint + "\n"
				if line, _ := tree.Line(d.File, d.Line); !d.Secret {
					said += line + "\n"
				}
			}
			if refused != each {
				t.Errorf("seed 2023, %d: %s: %d of %d refused", seed, place.name, refused, each)
			}
			for _, number := range numbers {
				if strings.Contains(said, number) || strings.Contains(said, number[len(number)-8:]) {
					t.Errorf("seed 2023, %d: %s: a message says %s", seed, place.name, number)
					break
				}
			}
			if err := os.RemoveAll(root); err != nil {
				t.Fatal(err)
			}
		}
	}
}

const notice = "---\ntitle: 示例通知\nwritten: 2022-11-28\npublished: \"2022-11-28 09:00\"\n---\n"
