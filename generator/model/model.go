// Package model is the published vocabulary: regions, periods, measures, indicators, targets, policies,
// institutions, prose, and the cells and judgements of a release.
//
// Values are built once by load and protect and never changed afterwards. What is not stated stays empty: an empty
// Text, a zero Date, a nil slice. Nothing here has a value that was withheld.
package model

import (
	"strings"
	"time"

	"gongkai/generator/diag"
)

// Text is a piece of prose that remembers where it was written, so that a later stage can name the place.
type Text struct {
	diag.Pos
	Text string
}

// String returns the prose itself.
func (t Text) String() string { return t.Text }

// Stated reports whether there is any text.
func (t Text) Stated() bool { return t.Text != "" }

// Site is data/site.yaml: the identity of the publication and its rules.
type Site struct {
	Name      Text   // 威海市失业人员集中帮扶信息公开
	Domain    string // empty until known
	IDCode    string // 网站标识码
	ICP       string
	Police    string // 公安备案号
	BaseURL   string // https://gongkai.example/ ; empty = no absolute addresses
	Host      Text   // 主办单位
	Contact   Text   // 联系单位
	Phone     string
	Issuer    Text // 发文机关标志 of bulletins; empty = no red head
	Recipient Text // 主送 of city bulletins; empty = none
	Signature Text // 署名; empty = none
	CopyTo    Text // 抄送机关 of city bulletins; empty = none
	PrintedBy Text // 印发机关 of bulletins; empty = no 版记
	Licence   Text
	Fonts     Fonts
	AsOf      Date // the day of publication
	Sample    bool // 示例数据 on every page, file and bulletin
	Threshold int  // counts of people from 1 below this are withheld
	Width     int  // the least width of what can be derived of a withheld count
	HideZeros bool // counts of 0 are withheld like small ones (zero policy B)
}

// Fonts are the owner's own faces for the PDFs: files below templates/. What is not stated is set in an open face.
type Fonts struct {
	Text       Text // 仿宋
	Title      Text // 小标宋
	Heading    Text // 黑体
	Subheading Text // 楷体
}

// Region is a reporting unit or a node above it. Regions form a tree; leaves report.
type Region struct {
	ID     string
	Code   string // empty when there is none (南海新区); never "0"
	Name   Text
	Short  Text
	Kind   Text   // 市, 区市, 国家级开发区, 新区
	Parent string // id; empty for the root
	Leaf   bool   // reports figures
	Bodies []Text // responsible bodies named in the notice
	Note   Text   // e.g. counted apart from 环翠区
}

// MeasureKind says how a reported figure relates to time.
type MeasureKind uint8

const (
	Cumulative MeasureKind = iota // 累计 since 1 January
	Stock                         // 时点 at month's end
	Flow                          // 当月
)

// String is the word that people read.
func (k MeasureKind) String() string { return [...]string{"累计", "时点", "当月"}[k] }

// ID is the name in YAML and data.
func (k MeasureKind) ID() string { return [...]string{"cumulative", "stock", "flow"}[k] }

// Dimension is a way to split a measure, such as 性别.
type Dimension struct {
	ID     string
	Name   Text
	Values []DimensionValue
}

// DimensionValue is one part of a dimension, such as 女.
type DimensionValue struct {
	ID   string
	Name Text
}

// Measure is what the units report.
type Measure struct {
	ID       string
	Name     Text
	Unit     string
	Kind     MeasureKind
	Persons  bool     // people or households: protected
	Additive bool     // units and groups add up
	Groups   []string // dimension ids by which it may be split
	Rhythms  []Rhythm // of the dimensions whose groups are not published each month
	PartOf   string   // measure that it never exceeds; empty = none
	With     string   // measure that is withheld together with this one (money beside its count)
	Note     Text
}

// Rhythm says in which months the groups of a dimension are published: those whose number is a multiple of Months.
type Rhythm struct {
	Dimension string
	Months    int // 3 or 12
}

// Shows reports whether a group of the measure is part of what is published of a month. The total always is.
func (m Measure) Shows(group string, p Period) bool {
	for _, r := range m.Rhythms {
		for part := range strings.SplitSeq(group, ";") {
			if dimension, _, _ := strings.Cut(part, "="); dimension == r.Dimension && p.Month%r.Months != 0 {
				return false
			}
		}
	}
	return true
}

// Rule is a way of judging.
type Rule uint8

const (
	Reach      Rule = iota // a cumulative figure reaches a target by a date
	RatioFloor             // Part/Whole is at least FloorPart/FloorWhole
	Zero                   // a stock is zero
	Monthly                // a flow is at least one in each month
	Coverage               // Part covers Whole
)

// ID is the name in YAML and data.
func (r Rule) ID() string {
	return [...]string{"reach", "ratio_floor", "zero", "monthly", "coverage"}[r]
}

// Direction says which way is better.
type Direction uint8

const (
	Up Direction = iota + 1 // the zero value is no direction: an input error
	Down
)

// Thresholds separate the states of Reach; in thousandths, so +1 个百分点 is 10.
type Thresholds struct{ Ahead, Behind, FarBehind int64 }

// Indicator is what is judged.
type Indicator struct {
	ID         string
	Name       Text
	Short      Text
	Rule       Rule
	Direction  Direction
	Measure    string // Reach, Zero, Monthly
	Part       string // RatioFloor, Coverage
	Whole      string
	FloorPart  string // RatioFloor
	FloorWhole string
	Found      string // Zero: households found and helped, for 上月末 + 当月认定 − 当月帮扶 = 月末
	Helped     string
	RateName   Text       // RatioFloor, Coverage: what the share is called, 回访率
	FloorName  Text       // RatioFloor: what the other share is called
	Thresholds Thresholds // Reach
	Method     Text       // how it is computed, in words
	Basis      Text       // where the notice says so
	Ours       Text       // what is our own reading and not the notice's; printed beside the result
}

// Target is what an indicator of rule Reach is judged against.
type Target struct {
	ID        string
	Indicator string
	Level     Text // 市, 省
	Year      int
	Due       Date
	Approx    bool // 左右: changes the wording, not the judging
	Source    Text
	City      string            // region that the total belongs to
	Amounts   map[string]Amount // by region, the city included; a unit without one is not judged
	Plan      []Rate            // cumulative share at the end of each of 12 months; nil = months ÷ 12
	Sample    bool              // the allocation is 示例数据
}

// Pace returns the plan's share at the end of month 1–12.
func (t Target) Pace(month int) Rate {
	if t.Plan == nil {
		return Rate{int64(month), 12}
	}
	return t.Plan[month-1]
}

// Publication is the time at which a month's figures were published; the zero time is not stated.
type Publication struct {
	Period Period
	At     time.Time
	Papers []Paper
}

// Paper is what an office entered in its register about one bulletin of a month; empty fields are not stated.
type Paper struct {
	Region  string
	Number  Text // 发文字号
	Printed Date // 印发日期
}

// Holidays are the days of one year on which offices do not follow the week.
type Holidays struct {
	Year   int
	Source Text
	Closed []Date // closed although it may be a weekday
	Open   []Date // working although it is a weekend (调休)
}

// Break is a month in which a cumulative figure of a unit fell, which a correction may do: what stands before it in the
// year and what stands from it on may not be subtracted.
type Break struct {
	Measure string
	Region  string
	Period  Period
}

// Release is everything that may be published, sorted, immutable.
type Release struct {
	Site         Site
	Regions      []Region // official order
	Dimensions   []Dimension
	Measures     []Measure
	Indicators   []Indicator
	Targets      []Target
	Periods      []Period // months with figures, ascending, all years
	Publications []Publication
	Cells        []Cell      // by Key
	Judgements   []Judgement // by Compare
	Corrections  []Correction
	Breaks       []Break     // by measure, region and period
	Ledger       []Recorded  // the releases before this one, in their order
	Refusals     []diag.Diag // why nothing may be published at all
	Questions    []Question
	Situations   []Situation
	Categories   []Category
	Synonyms     []Synonyms
	Policies     []Policy
	Channels     []Channel
	Institutions []Institution
	Trainings    []Training
	Fairs        []JobFair
	Holidays     []Holidays
	Catalogue    []CatalogueItem
	Articles     []Article // all prose of content/

	// Reread reads the body of an announcement or a document from its file, where thousands of them stay until their pages
	// are made; false if the file is no longer the one that was checked. It may be called by several jobs at a time.
	Reread func(*Article) (Text, bool)
}
