package load

import (
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/record"
	"gongkai/generator/source"
)

var observationFields = []field{
	{"period", "期间", coded}, {"region", "地区", coded}, {"measure", "指标", coded}, {"group", "分组", coded}, {"value", "数值", coded}, {"note", "备注", wording},
}

const observationDir = "data/observations"

// monthFile is the name of a file of figures: a month, then anything that tells the files of a month apart.
var monthFile = regexp.MustCompile(`^(\d{4}-\d{2})(\D.*)?\.csv$`)

// reported is one row that could be read.
type reported struct {
	record.Observation
	file   model.Period // the month of its file
	width  int          // characters of the value
	change *change      // the note 更正：原因；YYYY-MM-DD
}

type change struct {
	reason model.Text
	date   model.Date
}

// observations reads the figures month by month, so that a later file corrects an earlier one.
func (x *loader) observations() {
	files := x.files(observationDir, ".csv")
	first := map[model.Period]string{}
	var rows []reported
	for _, file := range files {
		var people []oneRow
		month, ok := x.month(file)
		if !ok {
			if f, ok := x.tree.Read(file, &x.list); ok {
				x.scanFile(f)
			}
			continue
		}
		if asOf := x.rel.Site.AsOf; asOf.Stated() && month.LastDay().Compare(asOf) > 0 {
			x.list.Errorf(diag.Pos{File: file}, 0, "date-order", "过了月末再生成；公开日期写错了，就改 data/site.yaml 的 as_of 或 --as-of",
				"%s的数据到 %s 才能公布，公开日期 %s 在那以前", month.Words(), month.LastDay(), asOf)
		}
		if _, ok := first[month]; !ok {
			x.rel.Periods = append(x.rel.Periods, month)
		}
		if first[month] == "" || path.Base(file) == month.String()+".csv" {
			first[month] = file // where a warning about the month stands
		}
		complete := x.table(file, "数据", observationFields, func(r row) {
			o, ok := r.observation(month)
			key := r.word("note")
			if ok {
				rows = append(rows, o)
			} else {
				x.incomplete[month] = true
				key += r.word("group")
			}
			people = append(people, oneRow{r, key})
		})
		x.peopleAmong(people)
		x.incomplete[month] = x.incomplete[month] || !complete
	}
	slices.SortFunc(x.rel.Periods, model.Period.Compare)
	x.column("进展数据", diag.Pos{File: observationDir}, 0, len(files))
	x.settle(rows)
	x.compare()
	x.missing(first)
}

// month reads the month of a file of figures from its name.
func (x *loader) month(file string) (model.Period, bool) {
	if m := monthFile.FindStringSubmatch(path.Base(file)); m != nil {
		p, ok := model.ParsePeriod(m[1])
		if ok && p.Year >= 2000 && p.Year <= 2100 {
			return p, true
		}
	}
	x.list.Errorf(diag.Pos{File: file}, 0, "bad-period", "写成 2022-10.csv 或 2022-10-说明.csv", "文件名 %q 不是以月份开头", path.Base(file))
	return model.Period{}, false
}

// observation reads a row of the file of a month. Each cell is judged on its own.
func (r row) observation(month model.Period) (reported, bool) {
	o := reported{file: month}
	o.Note = r.word("note")
	value := r.cells[r.at["value"]]
	o.Pos, o.width = value.Pos, value.Len()
	var ok [5]bool
	o.change, ok[0] = r.change()
	o.Period, ok[1] = r.period(month, o.change != nil, ok[0])
	if note := r.cell("note"); ok[0] && ok[1] && o.change == nil && o.Period == month && strings.HasPrefix(note.Text, "更正") {
		r.list.Warnf(note.Pos, note.Len(), "bad-period", changeHint+"，期间写被更正的月份；不是更正就换一个开头", "备注以“更正”开头，写法却不是更正，只当作说明")
	}
	o.Region, ok[2] = r.unit()
	o.Measure, o.Group, ok[3] = r.measure()
	o.Amount, ok[4] = r.amount(value)
	return o, !slices.Contains(ok[:], false)
}

// changeForm is the note of a correction; half-width marks are accepted. The last ； ends the reason.
var changeForm = regexp.MustCompile(`^更正[：:]\s*(.*\S)\s*[；;]\s*([^\s；;]+)$`)

const changeHint = "备注写成 更正：原因；2022-11-05"

// change reads the note of a correction; nil if the note is something else.
func (r row) change() (*change, bool) {
	c := r.cell("note")
	m := changeForm.FindStringSubmatchIndex(c.Text)
	if m == nil {
		return nil, true
	}
	day := source.Cell{Pos: c.Right(diag.Col(c.Text, m[4]) - 1), Text: c.Text[m[4]:m[5]]}
	date, ok := model.ParseDate(day.Text)
	if !ok {
		r.list.Errorf(day.Pos, day.Len(), "bad-date", changeHint, "更正的日期 %q 不是日期", day.Text)
		return nil, false
	}
	if asOf := r.rel.Site.AsOf; asOf.Stated() && date.Compare(asOf) > 0 {
		r.list.Errorf(day.Pos, day.Len(), "date-order", "检查更正的日期；到了那一天再加上这一行", "更正的日期 %s 晚于公开日期 %s", date, asOf)
		return nil, false
	}
	if p, ok := model.ParsePeriod(r.word("period")); ok && p.Month != 0 && date.Compare(p.LastDay()) < 0 {
		r.list.Errorf(day.Pos, day.Len(), "date-order", "检查更正的日期", "更正的日期 %s 早于被更正的月份的最后一天", date)
		return nil, false
	}
	reason := model.Text{Pos: c.Right(diag.Col(c.Text, m[2]) - 1), Text: c.Text[m[2]:m[3]]}
	return &change{reason, date}, true
}

// period reads the month of a row: that of its file, or an earlier one that is corrected.
func (r row) period(month model.Period, corrects, noteRead bool) (model.Period, bool) {
	c := r.cell("period")
	bad := func(hint, format string, args ...any) (model.Period, bool) {
		r.list.Errorf(c.Pos, c.Len(), "bad-period", hint, format, args...)
		return model.Period{}, false
	}
	p, ok := model.ParsePeriod(c.Text)
	switch {
	case !ok || p.Month == 0:
		return bad("写成 "+month.String(), "期间 %q 不是月份", c.Text)
	case p.Compare(month) > 0:
		return bad("写进 "+p.String()+".csv", "期间 %q 晚于文件的月份 %s", c.Text, month)
	case p.Compare(month) < 0 && p.Year < month.Year-1:
		return bad("检查年份；只能更正本年和上一年的数", "期间 %q 超出 %s 能够更正的年度", c.Text, month)
	case p.Compare(month) < 0 && !corrects && noteRead:
		return bad("更正以前的数，"+changeHint+"；不是更正就写进 "+p.String()+".csv", "期间 %q 早于文件的月份 %s，又没有写明更正", c.Text, month)
	}
	return p, true
}

// unit reads a reporting unit. A city figure is refused: it is computed, and a reported one would give the figure of a
// missing unit by subtraction.
func (r row) unit() (string, bool) {
	c := r.cell("region")
	if c.Text == "" {
		r.list.Errorf(c.Pos, 1, "unknown-region", "写单位的编号、代码或名称", "没有写地区")
		return "", false
	}
	id := r.region("region")
	region, ok := r.rel.Region(id)
	if !ok {
		return "", false
	}
	if !region.Leaf && r.tangled {
		return "", false
	}
	if !region.Leaf {
		r.list.Errorf(c.Pos, c.Len(), "region-sum", "删去这一行：合计由程序按各单位相加", "“%s”的数不能单独报送", region.Name.Text)
		return "", false
	}
	return id, true
}

func (r row) measure() (measure, group string, ok bool) {
	c := r.cell("measure")
	id, ok := r.resolve(measureKind, c.Text)
	m, _ := r.rel.Measure(id)
	if !ok {
		if !r.broken[measureKind] {
			var words []string
			for _, m := range r.rel.Measures {
				words = append(words, m.ID, m.Name.Text)
			}
			r.list.Errorf(c.Pos, c.Len(), "unknown-measure", didYouMean(c.Text, words), "指标 %q 不在 data/measures.yaml 里", c.Text)
		}
		return "", "", false
	}
	group, ok = r.group(m)
	return id, group, ok
}

// amount reads an exact whole number.
func (r row) amount(c source.Cell) (model.Amount, bool) {
	if n := countDigits(c.Text); n > shortest {
		// No count has as many digits, but an identity number with a missing one has: nothing of it goes to a log.
		r.secret[secretLine{c.File, c.Line}] = true
		r.list.Errorf(c.Pos, c.Len(), "too-large", "检查是否多写了几位；号码不能写在这里", "数值有 %d 位数字（内容已隐去），超过了 %d", n, model.MaxAmount)
		return 0, false
	}
	if rest, minus := strings.CutPrefix(strings.Replace(c.Text, "−", "-", 1), "-"); minus && rest != "" && ascii(rest) {
		r.list.Errorf(c.Pos, c.Len(), "negative", "报送的数不小于 0；调减以前的数要用更正："+changeHint, "数值 %q 小于 0", c.Text)
		return 0, false
	}
	if c.Text == "" || !ascii(c.Text) {
		r.list.Errorf(c.Pos, c.Len(), "not-integer", integerHint(c.Text), "数值 %q 不是整数", c.Text)
		return 0, false
	}
	n, err := strconv.ParseInt(c.Text, 10, 64)
	if err != nil || n > int64(model.MaxAmount) {
		r.list.Errorf(c.Pos, c.Len(), "too-large", "检查是否多写了几位；金额以元为单位也不能超过这个数", "数值 %q 超过了 %d", c.Text, model.MaxAmount)
		return 0, false
	}
	return model.Amount(n), true
}

// integerHint says what to write instead.
func integerHint(s string) string {
	switch {
	case strings.TrimSpace(s) == "":
		return "没有发生写 0；没有报送就删去这一行"
	case ascii(plain(s)):
		return "改成半角数字，前后不带空格"
	case ascii(strings.NewReplacer(",", "", "，", "", "'", "").Replace(s)):
		return "去掉千分位逗号"
	case strings.Contains(s, "."):
		return "只写整数，不带小数；金额以元为单位"
	}
	return "只写数字，不带单位和逗号"
}
