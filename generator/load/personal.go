package load

import (
	"html"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/source"
)

// secretLine is a line of the input that holds personal data: no message may quote it.
type secretLine struct {
	file string
	line int
}

// span is a stretch of personal data in a text, in bytes.
type span struct {
	from, to int
	what     string
	mobile   bool
}

// provinces are the first two digits of an identity number (GB/T 2260, with 81–83 of the residence permits).
var provinces = strings.Fields("11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 91")

// issuers are the first digits and the lengths of bank cards. The Luhn check alone passes one number in ten.
var issuers = []struct {
	prefix  string
	lengths []int
}{{"62", []int{16, 17, 18, 19}}, {"4", []int{16}}, {"51", []int{16}}, {"52", []int{16}}, {"53", []int{16}}, {"54", []int{16}},
	{"55", []int{16}}, {"35", []int{16}}, {"60", []int{19}}, {"95588", []int{19}}, {"436742", []int{19}}, {"9559", []int{19}}}

// destroyed is a long number that a spreadsheet has rounded away.
var destroyed = regexp.MustCompile(`^\d(\.\d+)?[eE]\+1[4-9]$`)

var personalWords = []string{"姓名", "身份证", "手机", "住址", "家庭地址", "银行卡", "银行账号", "社保卡", "公民身份号码"}

// personalWord returns the word in the name of a column that tells of persons; "" if there is none.
func personalWord(name string) string {
	i := slices.IndexFunc(personalWords, func(w string) bool { return strings.Contains(plain(name), w) })
	if i < 0 {
		return ""
	}
	return personalWords[i]
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

func isHyphen(r rune) bool { return r == '-' || r >= 0x2010 && r <= 0x2015 || r == 0x2212 }

// bond says how two groups of digits belong together. The looser it is, the more a number must look like one.
type bond uint8

const (
	tight bond = iota // blanks and hyphens: a number is often written so
	loose             // marks and line ends that divide a number as well as two numbers: 138.1234.5678, but also 2022.10
	wide              // any other mark: only an identity number with its check character is believed
)

func bondOf(r rune) bond {
	switch {
	case isBlank(r) || isHyphen(r):
		return tight
	case strings.ContainsRune(".,·/_()*~:\\\n", r):
		return loose
	}
	return wide
}

// digit is one digit of a text with its place in bytes.
type digit struct {
	char     byte
	from, to int
}

// group is a run of digits with its bond to the group before.
type group struct {
	digits []digit
	bond   bond
}

// personal finds identity numbers, mobile numbers and bank cards, however they are spaced and dressed.
func personal(text string) []span {
	if trimmed := strings.TrimSpace(text); destroyed.MatchString(trimmed) {
		return []span{{0, len(text), "被表格软件改成科学计数的长号码", false}}
	}
	if len(text) < shortest {
		return nil
	}
	var s numbers
	for i, r := range text {
		to := i + utf8.RuneLen(r)
		switch {
		case r < utf8.RuneSelf:
			s.read(r, i, to)
		case unicode.In(r, unicode.Cf, unicode.Mn, unicode.Me): // nobody sees U+00AD, and 1\uFE0F\u20E3 is read as 1
		default:
			for _, r := range source.Fold(r) {
				s.read(r, i, to)
			}
		}
	}
	s.flush()
	return s.found
}

// shortest is the number of digits of a mobile number, the shortest of the numbers looked for.
const shortest = 11

func countDigits(text string) int {
	n := 0
	for _, r := range text {
		for _, r := range source.Fold(r) {
			if r >= '0' && r <= '9' {
				n++
			}
		}
	}
	return n
}

// numbers collects groups of digits between which there are no words.
type numbers struct {
	groups  []group
	joined  bool // a digit was just read
	bond    bond // of what was read since the last digit
	newLine bool // a line has just begun: a hyphen there makes a list
	found   []span
}

func (s *numbers) read(r rune, from, to int) {
	switch {
	case r >= '0' && r <= '9':
		if !s.joined {
			s.groups = append(s.groups, group{bond: s.bond})
		}
		s.joined, s.bond, s.newLine = true, tight, false
		last := &s.groups[len(s.groups)-1]
		last.digits = append(last.digits, digit{byte(r), from, to})
	case (r == 'x' || r == 'X') && s.joined:
		last := &s.groups[len(s.groups)-1]
		last.digits = append(last.digits, digit{'X', from, to})
	case unicode.IsLetter(r):
		s.flush()
	default:
		b := bondOf(r)
		if s.newLine && !isBlank(r) && r != '\n' {
			b = wide
		}
		s.joined, s.bond = false, max(s.bond, b)
		s.newLine = r == '\n' || s.newLine && isBlank(r)
	}
}

func (s *numbers) flush() {
	s.found = append(s.found, inGroups(s.groups)...)
	s.groups, s.joined, s.bond, s.newLine = nil, false, tight, false
}

// inGroups tries every run of neighbouring groups, since a number may be written with blanks and stand beside another.
func inGroups(groups []group) []span {
	var found []span
	for i := 0; i < len(groups); i++ {
		var run []digit
		b := tight
		for j := i; j < len(groups); j++ {
			if j > i {
				b = max(b, groups[j].bond)
			}
			run = append(run, groups[j].digits...)
			if len(run) > 19 {
				break
			}
			number := make([]byte, len(run))
			for k, d := range run {
				number[k] = d.char
			}
			what, mobile := personalNumber(string(number))
			if what == "" || b > tight && !believed(what, b, groups[i:j+1]) {
				continue
			}
			found = append(found, span{run[0].from, run[len(run)-1].to, what, mobile})
			i = j
			break
		}
	}
	return found
}

// believed reports whether groups with marks between them are one number: an identity number is, by its check
// character; others in the groups in which people write them.
func believed(what string, b bond, groups []group) bool {
	switch {
	case what == identity:
		return true
	case b == wide:
		return false
	case what == mobileNumber:
		return likeMobile(groups)
	case what == card:
		return likeCard(groups)
	}
	return false
}

// likeMobile reports whether groups have the lengths in which a mobile number is spoken, perhaps after the country
// code: 3, 4 and 4, or 3 and 8, or 7 and 4.
func likeMobile(groups []group) bool {
	var n []int
	for _, g := range groups {
		n = append(n, len(g.digits))
	}
	return slices.ContainsFunc([][]int{{3, 4, 4}, {3, 8}, {7, 4}}, func(form []int) bool {
		return len(n) >= len(form) && slices.Equal(n[len(n)-len(form):], form)
	})
}

// likeCard reports whether groups have four digits each, as on the card; the last may have fewer.
func likeCard(groups []group) bool {
	for _, g := range groups[:len(groups)-1] {
		if len(g.digits) != 4 {
			return false
		}
	}
	return true
}

const (
	identity     = "身份证号"
	mobileNumber = "手机号码"
	card         = "银行卡号"
)

// personalNumber says what a number is; "" if it is nothing personal.
func personalNumber(s string) (what string, mobile bool) {
	body := strings.TrimSuffix(s, "X")
	if !ascii(body) {
		return "", false
	}
	switch {
	case len(s) == 18 && slices.Contains(provinces, s[:2]) && validDay(s[6:14]):
		if checkCharacter(s[:17]) != s[17] {
			return "身份证号，校验码不对也不能写", false // a mistyped number still tells its owner's birthday and home
		}
		return identity, false
	case body != s:
		return "", false
	case len(s) == 17 && slices.Contains(provinces, s[:2]) && validDay(s[6:14]):
		return "身份证号，少一位也不能写", false
	case len(s) == 15 && slices.Contains(provinces, s[:2]) && validDay("19"+s[6:12]):
		return "旧的 15 位身份证号", false
	case isMobile(s):
		return mobileNumber, true
	case isCard(s):
		return card, false
	}
	return "", false
}

// isMobile takes the country code as it is dialled, 0086, or written, 86, and the 0 of a trunk call.
func isMobile(s string) bool {
	for _, code := range []string{"0086", "86", "0"} {
		if rest, ok := strings.CutPrefix(s, code); ok && len(rest) == 11 {
			s = rest
		}
	}
	return len(s) == 11 && s[0] == '1' && s[1] >= '3'
}

func validDay(s string) bool {
	year, month, day := s[:4], s[4:6], s[6:8]
	_, ok := model.ParseDate(year + "-" + month + "-" + day)
	return ok && year < "2100"
}

// checkCharacter computes the last character of an identity number (GB 11643, ISO 7064 MOD 11-2).
func checkCharacter(s string) byte {
	weights := [...]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
	sum := 0
	for i, w := range weights {
		sum += w * int(s[i]-'0')
	}
	return "10X98765432"[sum%11]
}

func isCard(s string) bool {
	issued := slices.ContainsFunc(issuers, func(i struct {
		prefix  string
		lengths []int
	}) bool {
		return strings.HasPrefix(s, i.prefix) && slices.Contains(i.lengths, len(s))
	})
	if !issued {
		return false
	}
	sum := 0
	for i := range len(s) {
		d := int(s[len(s)-1-i] - '0')
		if i%2 == 1 {
			d *= 2
		}
		sum += d/10 + d%10
	}
	return sum%10 == 0
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
		for i := range strings.Count(number, "\n") + 1 {
			x.secret[secretLine{at.File, at.Line + i}] = true
		}
		first, _, _ := strings.Cut(number, "\n")
		x.list.Add(diag.Diag{Pos: at, Len: utf8.RuneCountInString(first), Rule: "personal-data", Secret: true,
			Text: "这里有" + s.what + "（内容已隐去），个人信息不能公开", Hint: "删去这个号码；这里只能写汇总数和单位公开的电话"})
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

// scanNode scans the values of a YAML file that are written with \, such as \u0031, as they are read.
func (x *loader) scanNode(f source.File, n source.Node) {
	if !strings.Contains(f.Text, `\`) {
		return
	}
	if n.Kind == source.Scalar && !strings.Contains(f.Text, n.Text) {
		x.controls(n.Pos, n.Text)
		x.scan(n.Pos, n.Text, func(string) bool { return false })
	}
	for _, item := range n.Items {
		x.scanNode(f, item)
	}
	for _, field := range n.Fields {
		x.scanNode(f, source.Node{Pos: field.Key.Pos, Kind: source.Scalar, Text: field.Key.Text})
		x.scanNode(f, field.Value)
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
		x.secret[secretLine{c.File, c.Line}] = true
		x.list.Add(diag.Diag{Pos: c.Pos, Len: c.Len(), Rule: "personal-data", Secret: true,
			Text: "列名里有“" + word + "”，表示个人信息", Hint: "这里只能有汇总数，删去这一列"})
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

// release hands the problems over. No message may carry what another one found to be personal, neither by quoting it
// nor by printing its line.
func (x *loader) release(l *diag.List) {
	for _, d := range x.list.Sorted() {
		d.Secret = d.Secret || x.secret[secretLine{d.File, d.Line}]
		d.Text, d.Hint = mask(d.Text), mask(d.Hint)
		for i := range d.Also {
			d.Also[i].Text = mask(d.Also[i].Text)
		}
		l.Add(d)
	}
}
