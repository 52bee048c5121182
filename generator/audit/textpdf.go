package audit

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"
)

// twin is what the HTML page of a bulletin says: its numbers, each as often as it stands there.
type twin struct {
	found   bool
	numbers map[string]int
	alts    []string // the words of its charts
	said    string   // everything that it says
	words   string   // everything that it says, without blanks
	places  []place  // where its charts show figures
}

// twinPages are the pages of a bulletin's twin below the address of its PDF, in the order of the text.
var twinPages = [...]string{"", "/units"}

// twinOf is what the pages of a PDF's twin say together, as if they were one page.
func (t text) twinOf(paper string) twin {
	whole := twin{numbers: map[string]int{}}
	for _, page := range twinPages {
		w := t.twins[strings.TrimSuffix(paper, ".pdf")+page]
		if !w.found {
			continue
		}
		whole.found = true
		for number, times := range w.numbers { // only counted: no order is seen
			whole.numbers[number] += times
		}
		whole.alts = append(whole.alts, w.alts...)
		whole.said += w.said + "\n" // no number, and no saying, goes on from page to page
		whole.words += w.words + "\n"
		whole.places = append(whole.places, w.places...)
	}
	return whole
}

// marks are what stands where there is no figure.
var marks = []string{"不予公开", "未报送"}

// numbersOf counts the numbers of a text that are no dates and the like, and the marks that stand in place of one.
func (t text) numbersOf(words string, into map[string]int) {
	words = readable(words)
	stripped := strip(words, t.forms)
	for _, at := range numbersIn(stripped) {
		into[strings.TrimPrefix(plainNumber(stripped[at[0]:at[1]]), "+")]++
	}
	for _, word := range marks {
		if n := strings.Count(words, word); n > 0 {
			into[word] += n
		}
	}
	if maySpell(words) {
		for _, n := range spelled.FindAllString(phrases.Replace(words), -1) {
			into[n]++
		}
	}
}

// paper holds a PDF against its twin: neither says a number that the other does not, in words or in charts. What it carries
// equals the cells. Documents without a twin – the handbook, the directory, cards – have no figures.
func (t text) paper(data []byte) {
	w := t.twinOf(t.name)
	d, ok := readPDF(data)
	if !ok {
		t.found(0, "这份 PDF 读不懂，不能证明没有多说")
		return
	}
	for _, part := range d.shown {
		if strings.Contains(part, unknownSign) {
			t.found(0, "PDF 里有读不出是什么字的地方，不能证明没有多说")
			break
		}
	}
	for _, file := range d.files {
		t.attached(file)
	}
	if !w.found {
		for _, part := range append(d.shown, d.words...) {
			t.repeats(0, "", part)
		}
		return
	}
	more, less := t.differ(d.shown, w, nil)
	if more > 0 || less > 0 { // a heading that a document repeats on each page may be a name with a number
		if m, l := t.differ(d.shown, w, t.stated); m == 0 && l == 0 {
			more, less = 0, 0
		}
	}
	if more > 0 {
		t.found(0, "PDF 里有%d个网页版没有的数", more)
	}
	if less > 0 {
		t.found(0, "网页版有%d个 PDF 里没有的数", less)
	}
	if !slices.Equal(slices.Sorted(slices.Values(d.alts)), slices.Sorted(slices.Values(w.alts))) {
		t.found(0, "PDF 的图的替代文字与网页版不同")
	}
	for _, words := range d.words {
		if words = t.within(words); !t.files.has(addressOf(words)) && len(t.claims(words)) > 0 && !slices.Contains(d.alts, words) && !strings.Contains(w.words, blank.ReplaceAllString(words, "")) {
			t.found(0, "PDF 的标题、说明里有网页版没有的数：“%s”", masked(words))
		}
	}
	t.charted(d.pages, w.places)
}

// differ counts the numbers that a document says more often than its page, and less often, both without statements.
func (t text) differ(shown []string, w twin, stated *statements) (more, less int) {
	numbers, twins := map[string]int{}, w.numbers
	shown = slices.DeleteFunc(slices.Clone(shown), pageNumber.MatchString)
	for part := range strings.SplitSeq(unstated(strings.Join(shown, "\x1E"), stated), "\x1E") {
		t.numbersOf(part, numbers)
	}
	if stated != nil {
		twins = map[string]int{}
		t.numbersOf(unstated(w.said, stated), twins)
	}
	return beyond(numbers, twins), beyond(twins, numbers)
}

// beyond counts the numbers that stand more often in one text than in another.
func beyond(one, other map[string]int) int {
	n := 0
	for number, times := range one { // only counted: no order is seen
		n += min(1, max(0, times-other[number]))
	}
	return n
}

// pageNumber is what stands at the foot of a page (GB/T 9704, 7.5).
var pageNumber = regexp.MustCompile(`^— \d+ —$`)

// attached compares an attached table, a CSV file or an array of flat objects, with the cells.
func (t text) attached(data []byte) {
	var rows [][][2]string
	var err error
	if bytes.HasPrefix(data, []byte("[")) {
		rows, err = flatObjects(data)
	} else {
		rows, err = records(data)
	}
	if err != nil {
		t.found(0, "附在 PDF 里的文件读不懂")
		return
	}
	for _, row := range rows {
		field := map[string]string{}
		for _, f := range row {
			if _, twice := field[f[0]]; twice || !slices.Contains(attachedFields, f[0]) {
				t.found(0, "附在 PDF 里的数据有不认识的一项：%s", masked(f[0]))
			}
			field[f[0]] = f[1]
			if f[0] != "value" && f[0] != "period" && f[0] != "group" {
				t.repeats(0, "附在 PDF 里的数据中", f[1])
			}
		}
		key := address(field["period"], field["region"], field["measure"], field["group"])
		c, known := t.cells[key]
		value := strings.ReplaceAll(c.value, "-", "")
		if c.unit != "年月" {
			value = c.value
		}
		if !known || field["status"] != c.state || field["value"] != value {
			t.found(0, "附在 PDF 里的数据与公开数据不同：%s", key)
		}
	}
}

// attachedFields are those of an attached table.
var attachedFields = []string{"period", "region", "region_name", "measure", "measure_name", "group", "value", "unit", "status", "sample", "note", "revision"}

func records(data []byte) ([][][2]string, error) {
	table, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\uFEFF")))).ReadAll()
	if err != nil || len(table) == 0 {
		return nil, errUnread
	}
	var rows [][][2]string
	for _, record := range table[1:] {
		var row [][2]string
		for i, name := range table[0] {
			row = append(row, [2]string{name, record[i]})
		}
		rows = append(rows, row)
	}
	return rows, nil
}

var errUnread = errors.New("读不懂")

// flatObjects reads members one by one: an object that names one twice would hide the first.
func flatObjects(data []byte) ([][][2]string, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	if err := expect(d, json.Delim('[')); err != nil {
		return nil, err
	}
	var rows [][][2]string
	for d.More() {
		if err := expect(d, json.Delim('{')); err != nil {
			return nil, err
		}
		var row [][2]string
		for d.More() {
			name, err := d.Token()
			if err != nil {
				return nil, errUnread
			}
			value, err := d.Token()
			text, plain := value.(string)
			if number, ok := value.(json.Number); ok {
				text, plain = number.String(), true
			}
			if member, ok := name.(string); err == nil && ok && (plain || value == nil) {
				row = append(row, [2]string{member, text})
				continue
			}
			return nil, errUnread
		}
		if err := expect(d, json.Delim('}')); err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
	if err := expect(d, json.Delim(']')); err != nil {
		return nil, err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errUnread
	}
	return rows, nil
}
