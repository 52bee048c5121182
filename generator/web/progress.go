package web

import (
	"fmt"
	"slices"
	"strings"

	"gongkai/generator/model"
	"gongkai/generator/view"
)

// progress plans the overview, a page for each month of the newest year, and one for each unit and month.
func progress(s *site) []page {
	year := s.Year()
	pages := []page{{
		Path:        "/progress/",
		Column:      "progress",
		Title:       "进展数据",
		Description: "各项指标的最新进展，各月、各单位的数据和依据。",
		Template:    "progress",
		AsOf:        lastDay(year),
		View:        func(r *rendering) any { return r.overview() },
	}}
	for _, p := range year {
		pages = append(pages, s.monthPage(p))
		for _, unit := range s.Leaves() {
			pages = append(pages, s.unitPage(p, unit))
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

func (s *site) monthPage(p model.Period) page {
	at, _ := s.PublishedAt(p)
	return page{
		Path:        monthPath(p),
		Column:      "progress",
		Title:       p.Words() + "进展",
		Description: fmt.Sprintf("%s%s各项指标的完成情况、单位排名和计算依据。", s.Root().Name, p.Words()),
		Keywords:    []string{p.Words(), "进展", "完成率", "序时进度"},
		Content:     true,
		Crumbs:      []crumb{s.crumb("progress")},
		Published:   at,
		Source:      reported,
		AsOf:        p.LastDay(),
		Template:    "month",
		View:        func(r *rendering) any { return r.month(p) },
	}
}

// overviewView is the view of progress.html.
type overviewView struct {
	Newest   crumb
	Lead     string
	Reach    []overviewReach
	Others   []overviewRow
	Months   []crumb // newest first
	Units    []crumb // of the newest month
	Bulletin string
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
	Label label // of the city
	Words string
}

func (s *site) overview() overviewView {
	p := s.Newest()
	v := overviewView{}
	year := s.Year()
	if len(year) == 0 {
		return v
	}
	v.Newest = crumb{monthPath(p), p.Words() + "进展"}
	v.Lead = s.lead(p)
	v.Bulletin = bulletinPath(p, s.Root())
	for _, a := range s.aims(p) {
		v.Reach = append(v.Reach, overviewReach{reach: s.reach(a, p, s.Root()), Path: indicatorPath(a.Indicator)})
	}
	for _, ind := range s.Indicators {
		if ind.Rule != model.Reach {
			v.Others = append(v.Others, s.overviewRow(ind, p))
		}
	}
	for _, m := range slices.Backward(year) {
		v.Months = append(v.Months, crumb{monthPath(m), m.Words()})
	}
	for _, unit := range s.Leaves() {
		v.Units = append(v.Units, crumb{unitPath(p, unit), unit.Short.Text})
	}
	return v
}

func (s *site) overviewRow(ind model.Indicator, p model.Period) overviewRow {
	city := s.Judged(ind.ID, p, s.Root().ID)
	return overviewRow{ind.Name.Text, ind.Short.Text, indicatorPath(ind), statusLabel(city), s.tally(ind.ID, p)}
}

// lead says in two sentences how the units stand in a month.
func (s *site) lead(p model.Period) string {
	var sentences []string
	for _, ind := range s.Indicators {
		if ind.Rule != model.Reach && ind.Rule != model.RatioFloor {
			continue
		}
		for _, g := range s.Goals(ind, p.Year) {
			if words := s.tally(g.Prefix, p); words != "" {
				sentences = append(sentences, ind.Short.Text+g.Level+"："+words)
			}
		}
	}
	return strings.Join(sentences, "")
}

// tally counts the units by status, in words: 8个单位中，1个已完成，3个快于序时，1个未报送。
func (s *site) tally(prefix string, p model.Period) string {
	units, _ := view.Rows(s.Release, prefix, p)
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

// monthView is the view of month.html: the city in one month.
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
	Coverage    []duty // judged over the year so far
	Clearing    []clearing
	Corrections []correctionRow
	Units       []crumb
}

func (s *site) month(p model.Period) monthView {
	v := monthView{Period: p, Lead: s.lead(p), Twin: bulletinPath(p, s.Root()), PDF: pdfPath(p, s.Root())}
	v.Previous, v.Next = s.neighbours(p, monthPath)
	for _, a := range s.aims(p) {
		v.Reach = append(v.Reach, s.reach(a, p, s.Root()))
		v.Rankings = append(v.Rankings, s.ranking(a, p))
	}
	for _, ind := range s.Indicators {
		switch ind.Rule {
		case model.RatioFloor:
			v.Ratios = append(v.Ratios, s.ratios(ind, p))
		case model.Zero:
			v.Clearing = append(v.Clearing, s.clearing(ind, p))
		case model.Monthly, model.Coverage:
			if s.monthly(ind) {
				v.Duties = append(v.Duties, s.duty(ind, p))
			} else {
				v.Coverage = append(v.Coverage, s.duty(ind, p))
			}
		}
	}
	for _, unit := range s.Leaves() {
		v.Units = append(v.Units, crumb{unitPath(p, unit), unit.Short.Text})
	}
	v.Corrections = s.correctionsOf(func(c model.Correction) bool { return c.Key.Period == p })
	return v
}

// neighbours returns the months before and after in the newest year.
func (s *site) neighbours(p model.Period, path func(model.Period) string) (previous, next *crumb) {
	year := s.Year()
	i := slices.Index(year, p)
	if i > 0 {
		previous = &crumb{path(year[i-1]), year[i-1].Words()}
	}
	if i >= 0 && i+1 < len(year) {
		next = &crumb{path(year[i+1]), year[i+1].Words()}
	}
	return previous, next
}
