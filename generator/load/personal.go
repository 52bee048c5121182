package load

import (
	"html"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gongkai/generator/diag"
	"gongkai/generator/source"
)

// secretLine is a line of the input that holds personal data: no message may quote it.
type secretLine struct {
	file string
	line int
}

// personalWords stand in names of columns that tell of persons.
var personalWords = []string{"姓名", "身份证", "身份證", "公民身份", "身份号码", "证件号", "手机", "手機", "移动电话", "个人电话", "本人电话", "家庭电话", "微信号",
	"住址", "家庭地址", "居住地址", "户籍地址", "通讯地址", "银行卡", "銀行卡", "银行账", "银行帐", "卡号", "开户行", "社保卡", "社会保障卡", "社会保障号", "医保卡", "户主", "出生日期", "出生年月"}

// personalNames are such names in English, without blanks and underscores.
var personalNames = []string{"idcard", "idno", "idnumber", "mobile", "mobilephone", "cellphone", "bankcard", "bankaccount", "cardno", "cardnumber",
	"fullname", "realname", "homeaddress", "birthday", "dateofbirth"}

// personalWord returns the word in the name of a column that tells of persons; "" if there is none.
func personalWord(name string) string {
	name = letters(name)
	if slices.Contains(personalNames, strings.ToLower(name)) {
		return name
	}
	i := slices.IndexFunc(personalWords, func(w string) bool { return strings.Contains(name, w) })
	if i < 0 {
		return ""
	}
	return personalWords[i]
}

// personalWord is personalWord, remembered: all articles have the same few fields.
func (x *loader) personalWord(name string) string {
	word, ok := x.words[name]
	if !ok {
		word = personalWord(name)
		x.words[name] = word
	}
	return word
}

// letters drops what can stand between the letters of a name: 姓　名, 身份证-号, ID_card.
func letters(name string) string {
	var b strings.Builder
	for _, r := range name {
		for _, r := range source.Fold(r) {
			if unicode.IsLetter(r) {
				b.WriteRune(r)
			}
		}
	}
	return b.String()
}

// plain makes full-width letters and digits half-width and drops blanks.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if isBlank(r) {
			return -1
		}
		return narrow(r)
	}, s)
}

func narrow(r rune) rune {
	if r >= '！' && r <= '～' {
		return r - '！' + '!'
	}
	return r
}

func isBlank(r rune) bool {
	return r == ' ' || r == '\t' || r == 0xA0 || r == 0x3000 || r >= 0x2000 && r <= 0x200F || r == 0x202F || r == 0x2060 || r == 0xFEFF
}

// scan reports the personal data in a text that stands at p; false if there is any. A mobile number is allowed where
// office says that an office's published number stands; it is given the text before it on its line.
func (x *loader) scan(p diag.Pos, text string, office func(before string) bool) bool {
	clean := true
	for _, s := range personal(text) {
		start := strings.LastIndexByte(text[:s.from], '\n') + 1
		if s.mobile && office(text[start:s.from]) {
			continue
		}
		at := p.Right(diag.Col(text[start:], s.from-start) - 1)
		if start > 0 {
			at = diag.Pos{File: p.File, Line: p.Line + strings.Count(text[:start], "\n"), Col: diag.Col(text[start:], s.from-start)}
		}
		number := text[s.from:s.to]
		x.hide(at.File, at.Line, strings.Count(number, "\n"))
		first, _, _ := strings.Cut(number, "\n")
		hint := "删去这个号码；这里只能写汇总数和单位公开的电话"
		if s.what == oldIdentity {
			hint = "删去这个号码；如果是企业旧的 15 位注册号，改写统一社会信用代码"
		}
		x.list.Add(diag.Diag{Pos: at, Len: utf8.RuneCountInString(first), Rule: "personal-data", Secret: true,
			Text: "这里有" + s.what + "（内容已隐去），个人信息不能公开", Hint: hint})
		clean = false
	}
	return clean
}

// scanFile scans a YAML or Markdown file, comments included: the repository keeps them, too. Then it scans what a
// reader would see instead of &#49;.
func (x *loader) scanFile(f source.File) {
	start := diag.Pos{File: f.Path, Line: 1, Col: 1}
	office := func(before string) bool {
		at := strings.LastIndex(before, "phone:")
		return f.Path == channelFile && at >= 0 && strings.Trim(before[at+len("phone:"):], ` "'+-0123456789`) == ""
	}
	x.controls(start, f.Text)
	x.scan(start, f.Text, office)
	if seen := html.UnescapeString(f.Text); seen != f.Text {
		x.controls(start, seen)
		x.scan(start, seen, office)
	}
}

// scanHeader scans the first row of a table; false if it holds a person or tells of one. Nothing else is said of such
// a row: in a list of people without column names it is the first of them.
func (x *loader) scanHeader(cells []source.Cell) bool {
	clean := x.scanRow(row{x, cells, nil, ""}, nil)
	for _, c := range cells {
		word := personalWord(c.Text)
		if word == "" {
			continue
		}
		clean = false
		x.hide(c.File, c.Line, 0)
		x.tells(c.Pos, c.Len(), "列名", word, "删去这一列")
	}
	return clean
}

// scanRow scans the cells of a row; false if there is personal data.
func (x *loader) scanRow(r row, fields []field) bool {
	clean := true
	for i, c := range r.cells {
		clean = x.scan(c.Pos, c.Text, func(string) bool {
			return slices.ContainsFunc(fields, func(f field) bool {
				at, ok := r.at[f.id]
				return ok && at == i && f.use == contact
			})
		}) && clean
	}
	return clean
}

// fileNames scans the names of all input files. A file with personal data in its name is not read, since every
// message about it would print the name.
func (x *loader) fileNames() {
	for _, dir := range []string{"data", "content"} {
		for _, file := range x.tree.Files(dir, "") {
			if len(personal(file)) == 0 {
				continue
			}
			x.masked[file] = true
			x.list.Add(diag.Diag{Pos: diag.Pos{File: mask(file)}, Rule: "personal-data", Secret: true,
				Text: "文件名里有个人信息（内容已隐去）", Hint: "给文件换一个名字"})
		}
	}
}

// mask replaces the personal data in a text.
func mask(text string) string {
	spans := personal(text)
	slices.SortFunc(spans, func(a, b span) int { return b.from - a.from })
	for _, s := range spans {
		text = text[:s.from] + "＊＊＊" + text[s.to:]
	}
	return text
}

// quoted is what a message repeats of the input.
var quoted = regexp.MustCompile(`"(?:[^"\\]|\\.)*"`)

// release hands the problems over. No message may carry what another one found to be personal, neither by quoting it
// nor by printing its line.
func (x *loader) release(l *diag.List) {
	for _, d := range x.list.Sorted() {
		hidden := x.secret[secretLine{d.File, d.Line}] && d.Rule != "personal-data"
		if hidden && d.Rule == "unknown-field" {
			continue // the field was refused as one of persons
		}
		if hidden {
			d.Secret, d.Text = true, quoted.ReplaceAllString(d.Text, "（内容已隐去）")
		}
		d.Text, d.Hint = mask(d.Text), mask(d.Hint)
		for i := range d.Also {
			d.Also[i].Text = mask(d.Also[i].Text)
		}
		l.Add(d)
	}
}
