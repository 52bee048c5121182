package audit

import (
	"regexp"
	"strings"
)

// Numbers that are no figures, known by their form: dates and times, document numbers, places in a text, telephone
// numbers, sizes of files, standards. They are taken out before a text is searched.
var harmless = regexp.MustCompile(strings.Join([]string{
	`〔\d{4}〕\s*\d+号`,
	`\d{4}-\d{2}(-\d{2})?([T ]\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?)?`,
	`\d{1,2}:\d{2}(—\d{1,2}:\d{2})?`,
	`\d{4}年(\d{1,2}(至\d{1,2}|—\d{1,2})?月)?(\d{1,2}日)?`,
	`\d{1,2}(至|—|～)\d{1,2}月`,
	`\d{1,2}月(\d{1,2}日)?`,
	`\d{1,2}日`,
	`第[\d至、]+(行|张表|条|款|项|页|季度|季|章|节|部分)`,
	`[图表]\d+`,
	`不予公开：1至\d+户（人）`,
	`(横轴|纵轴)\d+%?～\d+%`,
	`\d+个(二级事项|单位|已完成|快于序时|与序时基本一致|慢于序时|明显滞后|未完成|达到|未达到|未报送|不予公开|不作评价|不适用|没有评价)`,
	`已有页面的\d+个`,
	`\d{3,4}[-—]\d{7,8}`,
	`\b1(2345|2333|2329|2328|10|19|20)\b`,
	`[\d.]+(KB|MB|字节|kB)`,
	`(GB/T|GB|ISO|RFC|TLS|WCAG|SHA-|UTF-|PDF/A-|PDF |A)\s*[\d.—-]+`,
}, "|"))

// counted is a number with what follows a number that counts or measures something.
var counted = regexp.MustCompile(`[+−-]?\d[\d,.]*\s*(个百分点|百分点|人次|万人|万个|万元|亿元|人|户|个月|个|场|元|%|％|名|家|次|笔|位)`)

// anyNumber is a number of any kind.
var anyNumber = regexp.MustCompile(`[+−-]?\d+(\.\d+)?`)

// claims are the numbers of a text that would have to be figures: those with a unit, or a text that is a number alone.
func claims(text string) []string {
	if !strings.ContainsAny(text, "0123456789") {
		return nil
	}
	text = harmless.ReplaceAllString(text, "")
	found := counted.FindAllString(text, -1)
	if alone := strings.Trim(text, " \n\t（）()第并列/，。、"); found == nil && anyNumber.FindString(alone) == alone && alone != "" {
		found = append(found, alone)
	}
	return found
}
