package model

import (
	"cmp"
	"strings"

	"gongkai/generator/diag"
)

// Key names one figure. It is comparable and ordered: the sort key of everything that is published.
type Key struct {
	Measure string // a measure, or <indicator>.<figure> such as posts.rate
	Period  Period
	Region  string
	Group   string // "" = total, else sex=female, several joined by ";" in the order of the dimensions
}

// Compare orders keys by measure, period, region and group.
func (k Key) Compare(l Key) int {
	return cmp.Or(
		strings.Compare(k.Measure, l.Measure),
		k.Period.Compare(l.Period),
		strings.Compare(k.Region, l.Region),
		strings.Compare(k.Group, l.Group))
}

// State says whether a figure has a published value, and if not, why.
type State uint8

const (
	Published     State = iota // 公开: the only state with a value
	Withheld                   // 不予公开
	NotSubmitted               // 未报送
	NotApplicable              // 不适用
)

// String is the word that people read in place of a value.
func (s State) String() string {
	return [...]string{"公开", "不予公开", "未报送", "不适用"}[s]
}

// Letter is the SDMX observation status: A published, Q withheld, L not submitted, M cannot exist.
func (s State) Letter() string { return [...]string{"A", "Q", "L", "M"}[s] }

// Cell is one figure as it may be published. Only protect makes cells with a value from reported figures.
// Value, How and From are empty unless State is Published.
type Cell struct {
	Key
	Value    Value
	State    State
	How      string     // for a derived figure: its formula with the numbers, such as 累计 ÷ 年度目标 = 11620 ÷ 14000
	Why      string     // the reason of a state other than Published, or what is left out (不含南海新区); never a number
	From     []diag.Pos // where the inputs stand
	Revision int        // 0 = as reported in its month; corrections and late reports add one each, a sum has those of its units
}

// String prints the value, or the word of the state.
func (c Cell) String() string {
	if c.State != Published {
		return c.State.String()
	}
	return c.Value.String()
}

// Words prints the value with its unit, or the word of the state.
func (c Cell) Words() string {
	if c.State != Published {
		return c.State.String()
	}
	return c.Value.Words()
}

// Plain prints the value for machines; empty when there is none.
func (c Cell) Plain() string {
	if c.State != Published {
		return ""
	}
	return c.Value.Plain()
}

// Number prints the value as a decimal number, for tables of figures: a month loses its hyphen, 202212.
func (c Cell) Number() string {
	if c.State == Published && c.Value.Kind == Month {
		return strings.ReplaceAll(c.Plain(), "-", "")
	}
	return c.Plain()
}

// Status is the judgement of an indicator for one unit and month.
type Status uint8

const (
	NoStatus  Status = iota // not judged: input withheld, not submitted or no target; Judgement.State says which
	Done                    // 已完成
	Ahead                   // 快于序时
	OnPace                  // 与序时基本一致
	Behind                  // 慢于序时
	FarBehind               // 明显滞后
	Missed                  // 未完成, after the target's date
	Met                     // 达到
	Unmet                   // 未达到
)

// String is the label that people read.
func (s Status) String() string {
	return [...]string{"", "已完成", "快于序时", "与序时基本一致", "慢于序时", "明显滞后", "未完成", "达到", "未达到"}[s]
}

// ID is the stable ASCII name, for data and style classes.
func (s Status) ID() string {
	return [...]string{"none", "done", "ahead", "on-pace", "behind", "far-behind", "missed", "met", "unmet"}[s]
}

// Good reports whether the unit has nothing to make up.
func (s Status) Good() bool { return s == Done || s == Ahead || s == OnPace || s == Met }

// Judgement is one indicator judged against one target for one unit and month. Its figures are cells whose measure
// is Prefix + "." + figure, for example posts.rate.
type Judgement struct {
	Indicator string
	Target    string // target id; "" when the rule needs none
	Prefix    string // the indicator's id, or <indicator>@<target> for a second target
	Period    Period
	Region    string
	Status    Status
	State     State    // Published when Status says something; else why it does not
	Because   string   // why this status, in words, with the numbers; empty unless State is Published
	Excluded  []string // ids of units that are not in a city figure because they did not submit
}

// Label is the status, or the word for its absence.
func (j Judgement) Label() string {
	if j.State != Published {
		return j.State.String()
	}
	if j.Status == NoStatus {
		return "不作评价"
	}
	return j.Status.String()
}

// Compare orders judgements by indicator, target, period and region.
func (j Judgement) Compare(k Judgement) int {
	return cmp.Or(
		strings.Compare(j.Prefix, k.Prefix),
		j.Period.Compare(k.Period),
		strings.Compare(j.Region, k.Region))
}

// Correction is a published 更正. Old and New are cells because a corrected figure may be withheld.
type Correction struct {
	Key    Key
	Old    Cell
	New    Cell
	Reason Text
	Date   Date
}
