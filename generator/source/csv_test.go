package source

import (
	"encoding/csv"
	"fmt"
	"strings"
	"testing"

	"gongkai/generator/diag"
)

// shown prints a table as text@line:column.
func shown(rows [][]Cell) string {
	var b strings.Builder
	for _, row := range rows {
		for i, c := range row {
			if i > 0 {
				b.WriteString(" ")
			}
			fmt.Fprintf(&b, "%q@%d:%d", c.Text, c.Line, c.Col)
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestCellsKnowWhereTheirTextBegins(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"columns are characters", "期间,地区\n", `"期间"@1:1 "地区"@1:4` + "\n"},
		{"the example of the architecture", "2022-10,371002,posts_created,,12八,\n", `"2022-10"@1:1 "371002"@1:9 "posts_created"@1:16 ""@1:30 "12八"@1:31 ""@1:35` + "\n"},
		{"quotes are not text", `甲,"乙,丙",丁` + "\n", `"甲"@1:1 "乙,丙"@1:4 "丁"@1:9` + "\n"},
		{"doubled quotes", `"说""好""",x`, `"说\"好\""@1:2 "x"@1:10` + "\n"},
		{"line ends in quotes", "a,\"一\n二\",b\nc,d,e\n", `"a"@1:1 "一\n二"@1:4 "b"@2:4` + "\n" + `"c"@3:1 "d"@3:3 "e"@3:5` + "\n"},
		{"an empty last cell", "a,\n", `"a"@1:1 ""@1:3` + "\n"},
		{"no line end at the end", "a,b", `"a"@1:1 "b"@1:3` + "\n"},
		{"blank rows are left out", "a,b\n\n,,\n \nc,d\n", `"a"@1:1 "b"@1:3` + "\n" + `"c"@5:1 "d"@5:3` + "\n"},
		{"a quote within a plain cell is text", "a\"b,c\n", `"a\"b"@1:1 "c"@1:5` + "\n"},
	}
	for _, test := range tests {
		var l diag.List
		got, ok := CSV(File{"t.csv", test.text}, &l)
		if rows := shown(append([][]Cell{got.Header}, got.Rows...)); rows != test.want || !ok || l.Failed() {
			t.Errorf("%s:\n%swant\n%s%v", test.name, rows, test.want, said(&l))
		}
	}
}

func TestEveryBrokenQuoteIsReported(t *testing.T) {
	var l diag.List
	got, ok := CSV(File{"t.csv", "a,b\n\"x\"y,1\n2,3\n\"p\"q,4\n5,\"open\n6,7\n"}, &l)
	want := "[t.csv:2:4 csv-ragged 引号结束以后还有文字 t.csv:4:4 csv-ragged 引号结束以后还有文字 t.csv:5:3 csv-ragged 这个引号没有结束]"
	if ok || fmt.Sprint(said(&l)) != want || len(got.Rows) != 1 || len(got.Spoiled) != 3 {
		t.Errorf("%v\n%v", said(&l), got)
	}
	l = diag.List{}
	if _, ok := CSV(File{"t.csv", "\n\n"}, &l); ok || !l.Failed() {
		t.Error("an empty file must be reported")
	}
}

// FuzzCSV: never panics; whatever encoding/csv accepts gives the same cells; each cell stands where it says.
func FuzzCSV(f *testing.F) {
	for _, s := range []string{"", "a,b\n1,2\n", "\"a\"\"b\",c\n", "\"open", "\"a\"b,c", "期间,\"地\n区\"\n,,\n", "\n\n,\n", "\"\"\"\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ReplaceAll(strings.ToValidUTF8(text, "?"), "\r", "\n")
		var l diag.List
		got, ok := CSV(File{"t.csv", text}, &l)
		rows := append([][]Cell{got.Header}, got.Rows...)
		lines := strings.Split(text, "\n")
		for _, row := range rows {
			for _, c := range row {
				first, _, _ := strings.Cut(c.Text, "\n")
				line := []rune(lines[c.Line-1])
				rest := string(line[c.Col-1:])
				if !strings.HasPrefix(strings.ReplaceAll(rest, `""`, `"`), first) && !strings.HasPrefix(rest, first) {
					t.Fatalf("%q is not at %d:%d of %q", c.Text, c.Line, c.Col, text)
				}
			}
		}
		r := csv.NewReader(strings.NewReader(text))
		r.FieldsPerRecord = -1
		records, err := r.ReadAll()
		if err != nil || !ok {
			return
		}
		i := 0
		for _, record := range records {
			if strings.TrimSpace(strings.Join(record, "")) == "" {
				continue
			}
			if i >= len(rows) || len(rows[i]) != len(record) {
				t.Fatalf("%q: %v, encoding/csv %v", text, shown(rows), records)
			}
			for j, c := range rows[i] {
				if c.Text != record[j] {
					t.Fatalf("%q: cell %q, encoding/csv %q", text, c.Text, record[j])
				}
			}
			i++
		}
	})
}
