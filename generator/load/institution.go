package load

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"gongkai/generator/diag"
	"gongkai/generator/model"
)

var institutionFields = []field{
	{"id", "编号", coded}, {"region", "地区", coded}, {"name", "名称", wording}, {"duties", "机关职能", wording}, {"setup", "机构设置", wording},
	{"address", "办公地址", wording}, {"hours", "办公时间", wording}, {"phone", "联系电话", contact}, {"head", "负责人", wording}, {"services", "办理事项", wording},
}

const institutionFile = "data/institutions.csv"

func (x *loader) institutions() {
	if !x.tree.Has(institutionFile) {
		x.column("机构目录", diag.Pos{File: institutionFile}, 0, 0)
		return
	}
	complete := x.table(institutionFile, "机构", institutionFields, func(r row) {
		r.need(institutionFields, "id", "region", "name")
		if id := r.cell("id"); id.Text != "" {
			x.define(institutionKind, id)
		}
		i := model.Institution{
			ID: r.word("id"), Region: r.region("region"), Name: r.text("name"), Duties: r.text("duties"), Setup: r.text("setup"),
			Address: r.text("address"), Phone: r.phone("phone"), Head: r.text("head"), Sample: x.rel.Site.Sample,
		}
		i.Hours.Words = r.text("hours")
		if i.Hours.Words.Stated() {
			spans, ok := openingHours(i.Hours.Words.Text)
			if !ok {
				c := r.cell("hours")
				x.list.Warnf(c.Pos, c.Len(), "opening-hours", "写成 周一至周五 8:30—12:00、13:30—17:30；几段时间用 ； 分开", "办公时间 %q 读不懂，页面不能显示今天是否办公", c.Text)
			}
			i.Hours.Spans = spans
		}
		for _, s := range strings.FieldsFunc(r.word("services"), func(c rune) bool { return c == ';' || c == '；' }) {
			i.Services = append(i.Services, strings.TrimSpace(s))
		}
		x.rel.Institutions = append(x.rel.Institutions, i)
	})
	x.broken[institutionKind] = !complete
	if complete {
		x.column("机构目录", diag.Pos{File: institutionFile, Line: 1, Col: 1}, 0, len(x.rel.Institutions))
	}
}

var (
	weekdays  = "日一二三四五六"
	daysForm  = regexp.MustCompile(`^(?:周|星期)([一二三四五六日天])(?:(?:至|到|—|－|-|～|~)(?:周|星期)?([一二三四五六日天]))?\s*`)
	clockForm = regexp.MustCompile(`^(\d{1,2})[:：](\d{2})\s*(?:—|－|-|–|～|~|至|到)\s*(\d{1,2})[:：](\d{2})\s*[、,，]?\s*`)
)

// openingHours reads 周一至周五 8:30—12:00、13:30—17:30；周六 9:00—11:30.
func openingHours(s string) ([]model.Span, bool) {
	var spans []model.Span
	for _, part := range strings.FieldsFunc(s, func(c rune) bool { return c == '；' || c == ';' }) {
		part = strings.TrimSpace(part)
		days := daysForm.FindStringSubmatch(part)
		if days == nil {
			return nil, false
		}
		from := weekday(days[1])
		to := from
		if days[2] != "" {
			to = weekday(days[2])
		}
		part = part[len(days[0]):]
		for first := true; part != "" || first; first = false {
			clock := clockForm.FindStringSubmatch(part)
			if clock == nil {
				return nil, false
			}
			part = part[len(clock[0]):]
			open, ok1 := minutes(clock[1], clock[2])
			close, ok2 := minutes(clock[3], clock[4])
			if !ok1 || !ok2 || close <= open {
				return nil, false
			}
			spans = append(spans, model.Span{From: from, To: to, Open: open, Close: close})
		}
	}
	return spans, len(spans) > 0
}

func weekday(s string) time.Weekday {
	if s == "天" {
		return time.Sunday
	}
	return time.Weekday(strings.Index(weekdays, s) / len("日"))
}

func minutes(hour, minute string) (int, bool) {
	h, err1 := strconv.Atoi(hour)
	m, err2 := strconv.Atoi(minute)
	return h*60 + m, err1 == nil && err2 == nil && m < 60 && h*60+m <= 24*60
}
