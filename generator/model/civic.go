package model

import "time"

// QuestionKind says how a question is answered.
type QuestionKind uint8

const (
	Choice QuestionKind = iota // one of Options
	Number                     // a whole number
	YesNo                      // yes or no
	Day                        // a date
)

// ID is the name in YAML and data.
func (k QuestionKind) ID() string { return [...]string{"choice", "number", "yesno", "date"}[k] }

// Question is one entry of the vocabulary of typed conditions.
type Question struct {
	ID      string
	Text    Text // asked of the citizen
	Kind    QuestionKind
	Unit    string // Number
	Min     int64
	Max     int64
	Options []Option // Choice
	Help    Text
}

// Option is one answer to a Choice.
type Option struct {
	ID   string
	Name Text
}

// ConditionKind is an operator of the condition language.
type ConditionKind uint8

const (
	All     ConditionKind = iota // every one of Kids
	Any                          // at least one of Kids
	Not                          // Kids[0] does not hold
	In                           // the choice is among Values
	AtLeast                      // the number or date is ≥ Bound
	AtMost                       // the number or date is ≤ Bound
	Is                           // the yes/no answer equals Yes
	Verify                       // only the office can tell (按规定): always 需核实
)

// Condition is a typed condition; the zero value (All without Kids) always holds.
type Condition struct {
	Kind     ConditionKind
	Kids     []Condition
	Question string
	Values   []string
	Bound    int64 // AtLeast, AtMost; a date as YYYYMMDD
	Yes      bool
	Text     Text // the condition in the words of the notice, for people
}

// Answer is one answer to a question; a question without an answer is not assumed.
type Answer struct {
	Question string
	Choice   string
	Number   int64 // a date as YYYYMMDD
	Yes      bool
}

// Example is a stated case of a policy: answers and what must come out.
type Example struct {
	Name    Text
	Answers []Answer
	AsOf    Date // zero = the day of publication, as if the policy were not over
	Expect  Outcome
}

// Outcome of a policy for a set of answers.
type Outcome uint8

const (
	Fits       Outcome = iota // 符合
	MustVerify                // 需核实
	DoesNotFit                // 不符合
	Over                      // 已到期
)

// String is the word that people read and that examples state.
func (o Outcome) String() string {
	return [...]string{"符合", "需核实", "不符合", "已到期"}[o]
}

// PolicyStatus follows from dates and the day of publication.
type PolicyStatus uint8

const (
	InForce     PolicyStatus = iota // 有效
	EndsSoon                        // 即将到期: 30 days or less left
	Expired                         // 已到期
	Repealed                        // 已废止
	TermUnknown                     // 未载明
)

// String is the label that people read.
func (s PolicyStatus) String() string {
	return [...]string{"有效", "即将到期", "已到期", "已废止", "未载明"}[s]
}

// ID is the stable ASCII name, for addresses, data and style classes.
func (s PolicyStatus) ID() string {
	return [...]string{"in-force", "ends-soon", "expired", "repealed", "unknown"}[s]
}

// Policy is one entry of the 政策服务清单. A field that the notice does not state stays empty (未载明).
type Policy struct {
	ID         string
	Name       Text
	Category   string   // id of a category: 就业补贴 …
	Who        []string // options of the question identity; also the addresses /policies/for/<who>/
	Situations []string // situation ids
	Audience   Text     // 适用对象
	Content    Text     // 政策内容/标准
	Conditions Condition
	Materials  []Text // 申请材料
	Process    []Text // 办理流程
	Where      Text   // 办理渠道
	Office     Text   // 经办机构
	TimeLimit  Text   // 办理时限
	Phone      Text   // 咨询电话, when the source states one
	Hotline    string // id of the channel to ask otherwise; see Release.Hotline
	Funding    Text   // 资金来源
	Basis      []Text // 政策依据
	Term       Text   // 执行期限 in words
	From       Date   // in force since
	ApplyUntil Date   // last day to apply
	Until      Date   // last day in force
	RepealedOn Date
	Exclusive  []Exclusion
	Source     Text // place in the notice: 通知第一条
	Quote      Text // the notice's own words
	Examples   []Example
	Keywords   []string // words that citizens search it by
	Version    string   // versions of one policy share Family
	Family     string
	Status     PolicyStatus // computed
}

// InForce reports whether the policy has not ended on a day. The last day still counts, that of the repeal does not.
func (p Policy) InForce(day Date) bool {
	return !(p.Until.Stated() && p.Until.Compare(day) < 0) && !(p.RepealedOn.Stated() && p.RepealedOn.Compare(day) <= 0)
}

// Over reports whether the policy can no longer be applied for on a day.
func (p Policy) Over(day Date) bool {
	return !p.InForce(day) || p.ApplyUntil.Stated() && p.ApplyUntil.Compare(day) < 0
}

// Exclusion is a benefit that cannot be had together with the policy. Policy is empty for one that is not on the list.
type Exclusion struct {
	Policy string
	Name   Text
}

// Category groups policies; the table stands in data/categories.yaml.
type Category struct {
	ID   string
	Name Text
}

// Synonyms are words that mean the same in a search: first the one that the site uses, then what people say.
type Synonyms []string

// Situation is where a citizen starts: 刚失业.
type Situation struct {
	ID       string // lost-job
	Name     Text
	Lead     Text // one sentence
	Urgent   Text // for those who cannot wait: whom to call, what to say; of few situations
	Steps    []Text
	Policies []string
	Channels []string
}

// Channel is a way to ask for help or to look for work.
type Channel struct {
	ID     string
	Kind   string // help (失业求助渠道) or jobs (求职渠道)
	Name   Text
	Phone  string
	URL    string
	Hours  Text
	What   Text     // what it is good for
	Region []string // empty = all units
	Sample bool
}

// Institution is an office of the 机构目录 (条例第二十条).
type Institution struct {
	ID       string
	Region   string
	Name     Text
	Duties   Text // 机关职能
	Setup    Text // 机构设置
	Address  Text
	Hours    Hours
	Phone    string
	Head     Text // 负责人
	Services []string
	Sample   bool
}

// Hours are opening hours. Words is what was written; Spans are parsed from it.
type Hours struct {
	Words Text
	Spans []Span
}

// Span is one opening time on weekdays, in minutes from midnight.
type Span struct {
	From, To time.Weekday // inclusive
	Open     int
	Close    int
}

// Training is an entry of the 培训项目目录.
type Training struct {
	ID       string
	Name     Text
	Region   string
	Provider Text
	Content  Text
	Audience Text
	Hours    int // 学时; 0 = not stated
	Fee      Text
	Start    Date
	ApplyEnd Date
	Phone    string
	Sample   bool
}

// JobFair is an entry of the 专场招聘会 calendar.
type JobFair struct {
	ID      string
	Name    Text
	Region  string
	Start   time.Time
	End     time.Time
	Place   Text
	Host    Text
	Mode    Text // 线下, 线上
	Content Text
	Phone   string
	Sample  bool
}

// CatalogueItem is one 二级事项 of the 就业领域基层政务公开标准目录.
type CatalogueItem struct {
	ID       string
	Group    Text // 一级事项
	Name     Text // 二级事项
	Elements Text // 公开要素
	Deadline Text
	Page     string // address that covers it; empty = not covered
	Note     Text
}

// ArticleKind says what a piece of prose is.
type ArticleKind uint8

const (
	DocumentArticle     ArticleKind = iota // a disclosed document: content/documents/<id>.md
	AnnouncementArticle                    // content/announcements/<id>.md
	PageArticle                            // content/pages/<id>.md, shown below /about/
	CommentaryArticle                      // content/commentary/<period>[-<region>].md, part of a bulletin
)

// Article is a piece of prose with its metadata (domain.md §6). Empty fields are shown as 待补 or left out.
type Article struct {
	Kind      ArticleKind
	ID        string
	Title     Text
	Summary   Text
	Region    string // announcement or commentary of one unit; empty = the city
	Period    Period // commentary
	Index     string // 索引号
	Openness  string // 公开方式
	Issuer    Text   // 发布机构
	Category  Text   // 组配分类
	Written   Date   // 成文日期
	Published time.Time
	Number    string // 文号
	Validity  string // 有效性
	Source    Text   // ContentSource
	Keywords  []string
	Sample    bool
	Attached  []Attachment // commentary: 附件 of the bulletin
	Body      Text         // Markdown; Pos is its first character. Of announcements and documents Release.Reread has it
	Sum       uint64       // of a text that is read again, to see that it is the one that was checked
}

// Attachment is a document of this site that belongs to a bulletin.
type Attachment struct {
	Title   Text
	Address Text // of this site: /policies/handbook.pdf
}
