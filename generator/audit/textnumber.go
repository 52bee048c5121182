package audit

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// hotline is a number of the government's own lines: transport, housing fund, labour, mayor.
const hotline = `12(328|329|333|345)`

// Numbers that are no figures, known by their form: dates and times, document numbers, places in a text, telephone
// numbers, sizes of files, standards. They are taken out before a text is searched. A form that a figure could be written
// in – （3）, 共3项, 表3 – is known only in the files that need it, most of them without any figure.
var (
	harmless = []string{
		`〔(19|20)\d{2}〕\s*\d+号`,
		`(19|20)\d{2}-[01]\d(-[0-3]\d)?([T ][0-2]\d:[0-5]\d(:[0-5]\d)?(Z|[+-][0-2]\d:[0-5]\d)?)?`,
		`\b[0-2]?\d:[0-5]\d(—[0-2]?\d:[0-5]\d)?`,
		`(19|20)\d{2}年(\d{1,2}(至\d{1,2}|—\d{1,2})?月)?(\d{1,2}日)?`,
		`data/[a-z]+/20\d{2}(-[01]\d)?\.(csv|yaml)`,
		`\d{1,2}(至|—|～)\d{1,2}月`,
		`\d{1,2}月(\d{1,2}日)?`,
		`\d{1,2}日`,
		`第[\d至、]+(行|张表|条|款|项|页|季度|季|章|节|部分)`,
		`\b0\d{2,3}[-—]\d{7,8}\b`,
		`(电话|咨询|热线|拨打|先打)[：:\s]*` + hotline + `\b|(12333、|\b)` + hotline + `热线`,
		`\b\d{2}[～-]\d{2}周岁|\b\d{2}周岁(及以上|以下)`, // the groups of figures
		`\b[0-9a-f]{64}\b`,
		`(?i:utf-8)|a-z0-9|sha256:[0-9a-f]{64}|https://datapackage\.org/\S+`,
		`^— \d+ —$`,
		`[\d.]+(KB|MB|字节|kB)`,
		`GB/T \d{4,5}(\.\d)?([—-]20\d{2})?|SHA-256|WCAG）?\s?2\.\d|ISO \d{4,5}|RFC \d{4}|TLS 1\.\d|PDF/A-3|PDF 1\.7|\bA4\b`,
	}
	everyForm = anyOf(harmless)
	// localForms are those of files, with the common ones; the first entry that fits a file is its own.
	localForms = []struct {
		files *regexp.Regexp
		forms *forms
	}{
		{regexp.MustCompile(`^(index\.html|(progress|indicators|bulletins)/)`), anyOf(append([]string{
			`(?m:^)[图表]\d{1,2}\x{3000}|附件：1\.|(?m:^)2\.(机构|$)`,
			`不予公开：1至\d+户（人）`,
			`(横轴|纵轴)\d+%?～\d+%`,
			`\d+个(单位|已完成|快于序时|与序时基本一致|慢于序时|明显滞后|未完成|达到|未达到|未报送|不予公开|不作评价|不适用|没有评价)`,
			`^\x{FFFC}/\d{1,2}$`,
			`至少回访过1次|不足1个按1个算`,
		}, harmless...))},
		{regexp.MustCompile(`^(fairs|services/[a-z-]+)/[\w-]+\.ics$`), anyOf(append([]string{
			`^UID:(fair|policy|training)-[\w-]+@[\w.-]+\s*$|^VERSION:2\.0\s*$|20\d{6}T\d{6}Z?|^DTSTART;VALUE=DATE:20\d{6}\s*$`,
			`路\d+号`,
		}, harmless...))},
		{guides, anyOf(guideForms)},
	}
	// guideForms are those of the guides.
	guideForms = append([]string{
		`(^|[,，、\x{FFFC}\s])` + hotline + `\s*$|\b` + hotline + `：`,
		`\d{2}周岁`,
		`路\d+号`,
		`(^|\n)\d+．|（\d）|^(附件：)?\d\.\p{Han}|表1`,
		`P\d{2}\b`,
		`(共|以下)\d+项`,
		`\d+个(单位|二级事项)|已有页面的\d+个`,
		`如 \d{6}$|（0除外）|zeros 0是否|^\d = |至少回访过1次|不足1个按1个算`,
	}, harmless...)
	// guides are what the site tells beside its figures: policies, places, dates, itself.
	guides = regexp.MustCompile(`^(policies|institutions|fairs|trainings|documents|announcements|services|channels|about|search|sitemap|data)/|^(sitemap(-\d+)?|feed)\.xml$`)
)

// formsOf are those of the numbers that are no figures in a file.
func formsOf(name string) *forms {
	for _, local := range localForms {
		if local.files.MatchString(name) {
			return local.forms
		}
	}
	return everyForm
}

// listed is a choice of a list with the number of what it lists, or a line of contents with its page, where no figures are.
var (
	listed   = regexp.MustCompile(`^\s*[^\d]{2,30}(（\d{1,3}）| \d{1,3})\s*$`)
	listings = regexp.MustCompile(`^(policies|institutions|fairs|trainings|documents|announcements)/(([\w/-]+/)?index\.html|\w+\.pdf)$`)
)

// unitWords is what a number counts or measures.
const unitWords = `个百分点|百分点|人次|万人|万个|万元|亿元|人|户|个月|个|场|元|%|％|名|家|次|笔|位`

// counted is a number with its unit.
var counted = regexp.MustCompile(`[+−-]?\d[\d,.]*\s*(` + unitWords + `)`)

// unitNext is a unit at the beginning of a text.
var unitNext = regexp.MustCompile(`^\s*(` + unitWords + `)`)

// spelled is a number in words that counts something, or stands alone.
var spelled = regexp.MustCompile(`(百分之|千分之|分之)[〇零一二两三四五六七八九十百千]+|[〇零一二两三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾佰仟廿]+(点[〇零一二三四五六七八九]+)?(个百分点|人次|人|户|场|元|成$)|^\s*[〇零一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾]+\s*$`)

// sayings of the site are words with a number in them that counts nothing.
var phrases = strings.NewReplacer("零就业", "", "一人一策", "", "同一人", "", "一场及以上", "", "至少一人", "", "只计一人", "", "一人回访", "")

// readable writes the digits of any script as 0 to 9 and leaves out signs that nobody sees: full-width digits, or a space
// of no width between two digits, make no other number.
func readable(s string) string {
	for i := 0; i < len(s); {
		r, n := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s[i:])
		}
		if r >= utf8.RuneSelf && (r == utf8.RuneError || !isPlain(r) && readableSign(r) != r) {
			return s[:i] + strings.Map(readableSign, s[i:])
		}
		i += n
	}
	return s
}

// strip takes the numbers out of a text that are known by their form to be no figures; one with a unit is a figure.
func strip(s string, f *forms) string {
	if !hasDigit(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	neighbourhoods(s, func(part string, near bool) {
		var known *regexp.Regexp
		if near {
			known = f.in(part)
		}
		if known == nil {
			b.WriteString(part)
			return
		}
		last := 0
		for _, at := range known.FindAllStringIndex(part, -1) {
			if end := part[at[1]-1]; end >= '0' && end <= '9' && unitNext.MatchString(part[at[1]:]) {
				continue
			}
			b.WriteString(part[last:at[0]])
			b.WriteByte(0)
			last = at[1]
		}
		b.WriteString(part[last:])
	})
	return b.String()
}

// claims are the numbers of a text that have to be figures: all but those that are known by their form.
func (t text) claims(words string) []string {
	if !mayCount(words) {
		return nil
	}
	words = readable(words)
	var found []string
	if maySpell(words) {
		found = spelled.FindAllString(phrases.Replace(words), -1)
	}
	if hasDigit(words) {
		stripped := strip(words, t.forms)
		for _, at := range numbersIn(stripped) {
			found = append(found, stripped[at[0]:at[1]])
		}
	}
	return found
}

// claimed reports whether a text has such a number. Pages repeat their texts: what had none lately is known.
func (t text) claimed(words string) bool {
	if !mayCount(words) {
		return false
	}
	known := knownText{t.forms, words}
	if claims, ok := t.texts.of(known); ok {
		return claims
	}
	known.words = strings.Clone(words) // not the whole page with it
	claims := len(t.claims(words)) > 0
	t.texts.keep(known, claims)
	return claims
}

// knownText is a text of a file with such forms.
type knownText struct {
	forms *forms
	words string
}

// recent remembers the newest of what is known of texts and tags.
type recent[K comparable, V any] struct{ young, old map[K]V }

// generation is how much is remembered before the oldest is forgotten.
const generation = 2048

func (r *recent[K, V]) of(key K) (V, bool) {
	if v, ok := r.young[key]; ok {
		return v, true
	}
	v, ok := r.old[key]
	if ok {
		r.keep(key, v)
	}
	return v, ok
}

func (r *recent[K, V]) keep(key K, v V) {
	if r.young == nil || len(r.young) >= generation {
		r.young, r.old = map[K]V{}, r.young
	}
	r.young[key] = v
}
