package web

import (
	"fmt"
	"slices"
	"strings"

	"gongkai/generator/chart"
	"gongkai/generator/model"
	"gongkai/generator/view"
)

// progress plans the overview, a page for each month, and one for each month of each region below the whole.
func progress(s *site) []page {
	months := s.Months()
	pages := []page{{
		Path:        "/progress/",
		Column:      "progress",
		Title:       "进展数据",
		Description: "各项指标的最新进展，各月、各单位的数据和依据。",
		Template:    "progress",
		AsOf:        lastDay(months),
		View:        func(r *rendering) any { return r.overview() },
	}}
	for _, p := range months {
		pages = append(pages, s.monthPage(p, s.Root()))
		for _, region := range s.Below() {
			if region.Leaf {
				pages = append(pages, s.unitPage(p, region))
			} else {
				pages = append(pages, s.monthPage(p, region))
			}
		}
	}
	return pages
}

// reported is the ContentSource of pages made from figures.
const reported = "各区市、开发区报送"

func lastDay(months []model.Period) model.Date {
	if len(months) == 0 {
		return model.Date{}
	}
	return months[len(months)-1].LastDay()
}

// monthPage plans the page of one month: of the whole, or of a region between it and the units.
func (s *site) monthPage(p model.Period, region model.Region) page {
	at, _ := s.PublishedAt(p)
	title, crumbs := p.Words()+"进展", []crumb{s.crumb("progress")}
	if region.Parent != "" {
		crumbs = append(crumbs, crumb{monthPath(p), title})
		title = region.Short.Text + title
	}
	return page{
		Path:        regionPath(p, region),
		Column:      "progress",
		Title:       title,
		Description: fmt.Sprintf("%s%s各项指标的完成情况、各单位排名和计算依据。", region.Name, p.Words()),
		Keywords:    []string{p.Words(), "进展", "完成率", "序时进度", "排名"},
		Content:     true,
		Crumbs:      crumbs,
		Published:   at,
		Source:      reported,
		AsOf:        p.LastDay(),
		Template:    "month",
		View:        func(r *rendering) any { return r.month(p, region) },
	}
}

// overviewView is the view of progress.html.
type overviewView struct {
	Newest   crumb
	Lead     string
	Reach    []overviewReach
	Others   []overviewRow
	Months   []crumb // of the newest year, newest first
	Earlier  []year  // newest first
	Units    []crumb // of the newest month
	Bulletin string
}

// year links the months of an earlier year.
type year struct {
	Name   string
	Months []crumb
}

type overviewReach struct {
	reach
	Path string // of the indicator's page
}

// overviewRow is one indicator that has no target: how many units meet it.
type overviewRow struct {
	Name  string
	Short string
	Path  string
	Label label  // of the city
	Why   string // the city is not judged
	Words string
	Means string // what 达到 in Words is
}

func (s *site) overview() overviewView {
	p := s.Newest()
	v := overviewView{}
	if len(s.Periods) == 0 {
		return v
	}
	v.Newest = crumb{monthPath(p), p.Words() + "进展"}
	v.Lead = s.lead(p, s.Root())
	v.Bulletin = bulletinPath(p, s.Root())
	for _, a := range s.aims(p) {
		v.Reach = append(v.Reach, overviewReach{reach: s.reach(a, p, s.Root()), Path: indicatorPath(a.Indicator)})
	}
	for _, ind := range s.Indicators {
		if ind.Rule != model.Reach {
			v.Others = append(v.Others, s.overviewRow(ind, p))
		}
	}
	for _, m := range slices.Backward(s.Months()) {
		link := crumb{monthPath(m), m.Words()}
		switch name := fmt.Sprintf("%d年", m.Year); {
		case m.Year == p.Year:
			v.Months = append(v.Months, link)
		case len(v.Earlier) == 0 || v.Earlier[len(v.Earlier)-1].Name != name:
			v.Earlier = append(v.Earlier, year{name, []crumb{link}})
		default:
			last := &v.Earlier[len(v.Earlier)-1]
			last.Months = append(last.Months, link)
		}
	}
	v.Units = unitLinks(p, s.Below())
	return v
}

// unitLinks links the pages of regions in one month.
func unitLinks(p model.Period, regions []model.Region) []crumb {
	var links []crumb
	for _, r := range regions {
		links = append(links, crumb{unitPath(p, r), r.Short.Text})
	}
	return links
}

func (s *site) overviewRow(ind model.Indicator, p model.Period) overviewRow {
	city := s.Judged(ind.ID, p, s.Root().ID)
	row := overviewRow{Name: ind.Name.Text, Short: ind.Short.Text, Path: indicatorPath(ind), Label: statusLabel(city), Words: s.tally(ind.ID, p, s.Root()), Means: s.met(ind)}
	if len(city.Excluded) > 0 {
		row.Why = s.names(city.Excluded) + "没有报数"
	}
	return row
}

// met says what a unit has reached that is 达到; empty for an indicator that has a target.
func (s *site) met(ind model.Indicator) string {
	name := func(measure string) string {
		m, _ := s.Measure(measure)
		return m.Name.Text
	}
	switch ind.Rule {
	case model.RatioFloor:
		return "达到，是指" + ind.RateName.Text + "不低于" + ind.FloorName.Text + "。"
	case model.Zero:
		return "达到，是指月末没有" + ind.Short.Text + "。"
	case model.Monthly:
		return "达到，是指当月办了" + name(ind.Measure) + "。"
	case model.Coverage:
		return "达到，是指" + name(ind.Whole) + "全部办到。"
	}
	return ""
}

// lead says in two sentences how the units of a region stand in a month.
func (s *site) lead(p model.Period, whole model.Region) string {
	var sentences []string
	for _, ind := range s.Indicators {
		if ind.Rule != model.Reach && ind.Rule != model.RatioFloor {
			continue
		}
		for _, g := range s.Goals(ind, p.Year) {
			if words := s.tally(g.Prefix, p, whole); words != "" {
				sentences = append(sentences, ind.Short.Text+g.Level+"："+words)
			}
		}
	}
	return strings.Join(sentences, "")
}

// tally counts the units of a region by status, in words: 8个单位中，1个已完成，3个快于序时，1个未报送。
func (s *site) tally(prefix string, p model.Period, whole model.Region) string {
	units, _ := view.Rows(s.Release, prefix, p, whole)
	if len(units) == 0 {
		return ""
	}
	var words []string
	seen := map[string]int{}
	var order []string
	for _, u := range units {
		l := u.Judgement.Label()
		if seen[l] == 0 {
			order = append(order, l)
		}
		seen[l]++
	}
	rank := map[string]int{}
	for st := model.Done; st <= model.Unmet; st++ {
		rank[st.String()] = int(st)
	}
	slices.SortStableFunc(order, func(a, b string) int { return place(rank[a]) - place(rank[b]) })
	for _, l := range order {
		words = append(words, fmt.Sprintf("%d个%s", seen[l], l))
	}
	return fmt.Sprintf("%d个单位中，%s。", len(units), strings.Join(words, "，"))
}

// place puts what is no status after every status.
func place(status int) int {
	if status == 0 {
		return 1 << 8
	}
	return status
}

// monthView is the view of month.html: the city, or another region with units below it, in one month.
type monthView struct {
	Period      model.Period
	Lead        string
	Previous    *crumb
	Next        *crumb
	Twin        string
	PDF         string
	Reach       []reach
	Rankings    []ranking
	Ratios      []ratios
	Duties      []duty
	DutyKeys    []chart.Key
	Coverage    []duty // judged over the year so far
	Clearing    []clearing
	Corrections []correctionRow
	Units       []crumb
}

func (s *site) month(p model.Period, region model.Region) monthView {
	v := monthView{Period: p, Lead: s.lead(p, region), Twin: bulletinPath(p, region), PDF: pdfPath(p, region)}
	v.Previous, v.Next = s.neighbours(p, func(m model.Period) string { return regionPath(m, region) })
	for _, a := range s.aims(p) {
		v.Reach = append(v.Reach, s.reach(a, p, region))
		v.Rankings = append(v.Rankings, s.ranking(a, p, region))
	}
	for _, ind := range s.Indicators {
		switch ind.Rule {
		case model.RatioFloor:
			v.Ratios = append(v.Ratios, s.ratios(ind, p, region))
		case model.Zero:
			v.Clearing = append(v.Clearing, s.clearing(ind, p, region))
		case model.Monthly, model.Coverage:
			if s.monthly(ind) {
				v.Duties = append(v.Duties, s.duty(ind, p, region))
			} else {
				v.Coverage = append(v.Coverage, s.duty(ind, p, region))
			}
		}
	}
	v.DutyKeys = dutyKeys(v.Duties)
	v.Units = unitLinks(p, s.Children(region.ID))
	v.Corrections = s.correctionsOf(func(c model.Correction) bool { return c.Key.Period == p && s.Within(c.Key.Region, region.ID) })
	return v
}

// neighbours returns the months before and after.
func (s *site) neighbours(p model.Period, path func(model.Period) string) (previous, next *crumb) {
	months := s.Months()
	i := slices.Index(months, p)
	if i > 0 {
		previous = &crumb{path(months[i-1]), months[i-1].Words()}
	}
	if i >= 0 && i+1 < len(months) {
		next = &crumb{path(months[i+1]), months[i+1].Words()}
	}
	return previous, next
}
