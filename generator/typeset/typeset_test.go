package typeset

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// chars gives each character of s the width that a Chinese face of 1000 units would.
func chars(s string) []Char {
	var cs []Char
	for _, r := range s {
		w := 1000
		switch c := classOf(r); {
		case r == '\n':
			w = 0
		case c == space:
			w = 250
		case r < 0x250 || r == '·' || r == '–' || r == '−':
			w = 557
		}
		cs = append(cs, Char{Rune: r, Width: w})
	}
	return cs
}

func split(s string, st Style) []string {
	cs := chars(s)
	var lines []string
	for _, l := range Break(cs, st) {
		var b strings.Builder
		for _, c := range cs[l.From:l.To] {
			b.WriteRune(c.Rune)
		}
		lines = append(lines, b.String())
	}
	return lines
}

// TestHoldsTogether breaks each text at every width: what stands between bars never comes apart.
func TestHoldsTogether(t *testing.T) {
	for _, row := range []string{
		"全市|11.4万人|参加",
		"截至|10月15日|为止",
		"截至|2022年12月31日|为止",
		"印发鲁人社|字〔2022〕144号|文件",
		"金额|3.72亿元|左右",
		"完成率|83.0%|低于",
		"低于|0.3个|左右",
		"相差|百分点|左右",
		"年龄|16～24周岁|失业",
		"依照|第三条|办理",
		"排名|第2名|单位",
		"比较|−0.3个|左右",
		"时间|8:30—12:00|上班",
		"电话|12333|咨询",
		"他说|“好。”|走了",
		"等等|……|后来",
		"比例|11620/14000|左右",
		"地址|gk.cn/a-b|网站",
		"补贴|1000元/人|办理",
		"租金|30元/平方米|办理",
		"标准|2元/人/月|办理",
		"共有|15所|学校",
		"车辆|12台|左右",
		"队伍|5支|左右",
		"打印|A4纸|双面",
		"共计|3万余人|参加",
		"依照|第十二款|办理",
		"民政局|（示例）|地址",
	} {
		parts := strings.Split(row, "|")
		text := strings.Join(parts, "")
		for measure := 9000; measure < 14000; measure += 250 {
			joined := strings.Join(split(strings.Repeat(text, 3), Style{Em: 1000, Measure: measure, Justify: true}), "\n")
			if got := strings.Count(joined, parts[1]); got != 3 {
				t.Errorf("%s at %d: %d of 3 hold together in\n%s", row, measure, got, joined)
			}
		}
	}
}

// TestUnits breaks a text with each unit of more than one character at every width: none parts from its number, nor is it
// cut. The list is written out, so that none is lost from the table.
func TestUnits(t *testing.T) {
	list := strings.Fields("个工作日 千瓦时 平方米 立方米 百分点 个季度 工作日 个县 个区 个市 个镇 个村 个月 周岁 小时 分钟 人次 户次 批次 季度 学时 课时 周年 公里 公斤 公顷")
	if strings.Join(list, " ") != strings.Join(units, " ") {
		t.Errorf("the units are %q", units)
	}
	for _, u := range list {
		whole := "12" + u
		for measure := 8000; measure < 13000; measure += 250 {
			joined := strings.Join(split(strings.Repeat("办理"+whole+"左右", 3), Style{Em: 1000, Measure: measure, Justify: true}), "\n")
			if strings.Count(joined, whole) != 3 {
				t.Errorf("%s at %d comes apart in\n%s", whole, measure, joined)
			}
		}
	}
}

// table is what each character of the classes does at the end of a line, written out: what stands in classOf and not
// here, or here and not there, is found.
var table = map[class]string{
	space:   " \t\n\u3000\u200b",
	opening: "（(《〈“‘〔【「『[{［｛",
	closing: "）)》〉”’〕】」』]}］｝",
	stop:    "，。、；：？！．,.;:?!%％‰℃°々",
	joint:   "～~–-/·・－_@=&#+",
	sign:    "−±×÷＋",
	prefix:  "￥¥$№第≥≤＞＜><≈*",
	dash:    "—",
	dots:    "…",
}

// TestClasses sees what may end a line beside each character of the table.
func TestClasses(t *testing.T) {
	for r := rune(0); r < 0x2_0000; r++ {
		if c := classOf(r); c != wide && c != digit && c != letter && !strings.ContainsRune(table[c], r) {
			t.Errorf("%q is of class %d", r, c)
		}
	}
	for c, list := range table {
		for _, r := range list {
			before, after := breaks(chars("国" + string(r) + "国"))[1], breaks(chars("国" + string(r) + "国"))[2]
			number := breaks(chars("国" + string(r) + "3"))[2]
			twice := breaks(chars("国" + string(r) + string(r)))[2]
			wrong := false
			switch c {
			case space:
				wrong = before || !after
			case closing, stop, joint, dots:
				wrong = before || twice
			case opening:
				wrong = before != (r != '〔') || after || number
			case sign, prefix:
				wrong = number
			case dash:
				wrong = twice
			}
			if wrong {
				t.Errorf("%q: a line ends before it: %v, after it: %v, before a number after it: %v, between two: %v", r, before, after, number, twice)
			}
		}
	}
}

// TestProperties sets random texts: nothing is lost, no line begins or ends with what it must not, none is too wide.
func TestProperties(t *testing.T) {
	pieces := []string{"公", "益", "性", "岗", "位", "，", "。", "、", "（", "）", "《", "》", "“", "”", "——", "……", "〔2022〕3号",
		"11.4万人", "83.0%", "−0.3个百分点", " ", "A", "word", "2022年10月", "；", "：", "·", "16～24周岁", "𬍛", "𫍯", "𬭚", "12333", "3.72亿元", "第三条", "8:30—12:00", "1000元/人", "12公里", "\n"}
	for _, c := range []class{space, opening, closing, stop, joint, sign, prefix, dash, dots} {
		for _, r := range table[c] {
			pieces = append(pieces, string(r))
		}
	}
	const begin, end = "，。、；：？！．,.;:?!%％‰℃°々）)》〉”’〕】」』]}］｝～~–-/·・－_@=&#+…", "（(《〈“‘〔【「『[{［｛−±×÷＋￥¥$№第≥≤＞＜><≈*"
	whole := []string{"〔2022〕3号", "11.4万人", "83.0%", "2022年", "16～24周岁", "3.72亿元", "12333", "1000元/人", "12公里"}
	rng := rand.New(rand.NewPCG(1, 2))
	for range 12_000 {
		var b strings.Builder
		for range 1 + rng.IntN(120) {
			b.WriteString(pieces[rng.IntN(len(pieces))])
		}
		text := b.String()
		st := Style{Em: 1000, Measure: 8000 + rng.IntN(24000), Indent: 2000 * rng.IntN(2), Pitch: -13, Justify: rng.IntN(2) == 0}
		cs := chars(text)
		at := 0
		lines := Break(cs, st)
		for i, l := range lines {
			if l.From != at {
				t.Fatalf("%q: line %d starts at %d, want %d", text, i, l.From, at)
			}
			at = l.To
			if l.Indent+l.Width-l.Hang > st.Measure || l.Hang > st.Em/2 {
				t.Errorf("%q at %d: line %d is %d wide, hangs %d", text, st.Measure, i, l.Width, l.Hang)
			}
			total := 0
			for k, c := range cs[l.From:l.End] {
				total += c.Width + l.Adjust[k]
			}
			if total != l.Width {
				t.Errorf("%q: line %d is %d wide, its characters and gaps %d", text, i, l.Width, total)
			}
			for k, c := range cs[l.From:l.End] {
				if x := classOf(c.Rune); l.Adjust[k] < -st.Em*7/8 || l.Adjust[k] < -st.Em/2+st.Pitch && x != stop && x != closing && x != opening {
					t.Errorf("%q: line %d takes %d from %c", text, i, -l.Adjust[k], c.Rune)
				}
			}
			if l.End == l.From || i == 0 {
				continue
			}
			first, last := cs[l.From].Rune, cs[l.From-1].Rune
			if last == '\n' {
				continue
			}
			for _, w := range whole {
				if cut := inside(cs, l.From, []rune(w)); cut && !packed(cs, l.From, st.Measure) {
					t.Errorf("%q at %d: line %d begins inside %s", text, st.Measure, i, w)
				}
			}
			if strings.ContainsRune(begin, first) && !packed(cs, l.From, st.Measure) {
				t.Errorf("%q at %d: line %d begins with %c", text, st.Measure, i, first)
			}
			if strings.ContainsRune(end, last) && (classOf(last) == opening || classOf(first) == digit) && !packed(cs, l.From, st.Measure) {
				t.Errorf("%q at %d: line %d ends with %c", text, st.Measure, i-1, last)
			}
		}
		if at != len(cs) {
			t.Fatalf("%q: %d of %d characters set", text, at, len(cs))
		}
	}
}

// inside reports whether a line that begins at a character cuts a word that stands around it.
func inside(cs []Char, at int, word []rune) bool {
	for from := max(0, at-len(word)+1); from < at && from+len(word) <= len(cs); from++ {
		same := true
		for k, r := range word {
			same = same && cs[from+k].Rune == r
		}
		if same {
			return true
		}
	}
	return false
}

// TestMarksGiveWay sets sentences that fit their lines but for a part of an em: their marks become narrower, and no line
// is torn apart instead.
func TestMarksGiveWay(t *testing.T) {
	for _, row := range []struct {
		text  string
		lines []string
	}{
		{"乳山市当月应回访1034人，已回访1034人，回访率100.0%。", nil},
		{"登记失业平台应联系人员未全部办结的单位有乳山市（89.3%）、临港区（95.2%）、文登区（96.2%）、经区（97.9%）、环翠区（98.5%）。",
			[]string{"登记失业平台应联系人员未全部办结的单位有乳山市", "（89.3%）、临港区（95.2%）、文登区（96.2%）、经区（97.9%）、", "环翠区（98.5%）。"}},
	} {
		if row.lines == nil {
			row.lines = []string{row.text}
		}
		style := Style{Em: 1000, Measure: 27_640, Indent: 1974, Pitch: -13, Justify: true}
		if got := split(row.text, style); strings.Join(got, "\n") != strings.Join(row.lines, "\n") {
			t.Errorf("set as\n%s", strings.Join(got, "\n"))
		}
		for _, l := range Break(chars(row.text), style) {
			if l.Indent+l.Width-l.Hang > style.Measure {
				t.Errorf("%q: a line is %d wide, hangs %d", row.text, l.Indent+l.Width, l.Hang)
			}
		}
	}
	text := "乳山市当月应回访1034人，已回访1034人，回访率100.0%。"
	if got := split(text, Style{Em: 1000, Measure: 20_000, Justify: true}); len(got) != 2 {
		t.Errorf("broken into %q", got)
	}
}

// packed reports whether the unbreakable run around i alone is wider than a line, so that no rule can hold.
func packed(cs []Char, i, measure int) bool {
	may := breaks(cs)
	from, to, width := i-1, i, 0
	for from > 0 && !may[from] && cs[from].Rune != '\n' {
		from--
	}
	for to < len(cs) && !may[to] && cs[to].Rune != '\n' {
		to++
	}
	for _, c := range cs[from:to] {
		width += c.Width
	}
	return width > measure-2000
}

// TestJustified sees that all lines but the last reach the measure exactly.
func TestJustified(t *testing.T) {
	text := strings.Repeat("截至10月底，全市累计开发城乡公益性岗位11620个，完成年度目标的83.0%，低于序时进度0.3个百分点。", 4)
	st := Style{Em: 16000, Measure: 442205, Indent: 31600, Pitch: -207, Justify: true}
	cs := chars(text)
	for i := range cs {
		cs[i].Width *= 16
	}
	lines := Break(cs, st)
	for i, l := range lines[:len(lines)-1] {
		if got := l.Indent + l.Width - l.Hang; got != st.Measure {
			t.Errorf("line %d reaches %d of %d", i, got, st.Measure)
		}
	}
}

// TestSqueeze sees that two marks that meet share one blank half.
func TestSqueeze(t *testing.T) {
	for text, want := range map[string]int{"好）。": 2500, "》（好": 2500, "（《好": 2500, "好好好": 3000, "好，好": 3000} {
		lines := Break(chars(text), Style{Em: 1000, Measure: 9000})
		if lines[0].Width != want {
			t.Errorf("%s is %d wide, want %d", text, lines[0].Width, want)
		}
	}
}

func BenchmarkBreak(b *testing.B) {
	cs := chars(strings.Repeat("截至10月底，全市累计开发城乡公益性岗位11620个，完成年度目标的83.0%，低于序时进度0.3个百分点。", 8))
	for b.Loop() {
		Break(cs, Style{Em: 1000, Measure: 27640, Indent: 2000, Pitch: -13, Justify: true})
	}
}

// TestNames sets a text at every width: a name is cut where the line would be too loose without, and seldom at all.
func TestNames(t *testing.T) {
	text := strings.Repeat("慢于序时进度的单位有环翠区、乳山市，其余单位均快于序时进度；环翠区差距较大。", 3)
	cut := func(bound bool, measure int) (n int) {
		cs := chars(text)
		for i := range cs {
			cs[i].Bound = bound && (cs[i].Rune == '翠' || cs[i].Rune == '山' || i > 1 && cs[i-1].Rune == '翠' || i > 1 && cs[i-1].Rune == '山')
		}
		for _, l := range Break(cs, Style{Em: 1000, Measure: measure, Justify: true}) {
			if l.To < len(cs) && strings.ContainsRune("翠区山市", cs[l.To].Rune) {
				n++
			}
		}
		return n
	}
	free, bound, narrow := 0, 0, 0
	for measure := 20_000; measure < 30_000; measure += 500 {
		free, bound = free+cut(false, measure), bound+cut(true, measure)
	}
	for measure := 3_000; measure < 6_000; measure += 500 {
		narrow += cut(true, measure)
	}
	if free < 5 || bound*4 > free || narrow == 0 {
		t.Errorf("names are cut %d times, %d without binding, %d in narrow columns", bound, free, narrow)
	}
}

// TestAddresses: the line before a long address holds its beginning, and one that nothing can fill stays short: no gap is
// opened by more than a quarter em, and none where that does not fill the line.
func TestAddresses(t *testing.T) {
	st := Style{Em: 1000, Measure: 28_000, Indent: 2000, Justify: true}
	for _, c := range []struct{ text, first string }{
		{"具体政策和办理地点请看公开网站：https://gongkai.example.gov.cn/policies/handbook/2022/index.html，也可以打电话。", "具体政策和办理地点请看公开网站：https://"},
		{"具体政策和办理地点请看" + strings.Repeat("a", 40) + "，也可以打电话。", "具体政策和办理地点请看"},
	} {
		if first := split(c.text, st)[0]; !strings.HasPrefix(first, c.first) {
			t.Errorf("the first line is %q", first)
		}
		for _, l := range Break(chars(c.text), st) {
			for _, a := range l.Adjust {
				if a > 250 {
					t.Errorf("a gap of %q is opened by %d", c.text, a)
				}
			}
			short := l.To < len(chars(c.text)) && l.Width+l.Indent < st.Measure
			if short && slices.Max(l.Adjust) > 0 {
				t.Errorf("a line of %q is opened and still ends short", c.text)
			}
		}
	}
}
