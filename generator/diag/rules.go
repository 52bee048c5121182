package diag

// Rule is a rule about the input, or about what was made of it. Names are stable: people filter by them.
type Rule struct {
	Name  string
	Means string // what the rule finds, for a clerk
}

// Rules are all rules, in the order in which the stages apply them. Each has a case that shows what it finds: those of
// load in load/testdata, those of later stages in generator/testdata.
var Rules = []Rule{
	{"encoding", "文件的编码不能识别，或者文件读不出来"},
	{"control-character", "看不见的控制字符，或者改变文字方向的字符"},
	{"missing-file", "缺少必须有的文件"},
	{"unread-file", "没有哪一步会读取的文件"},
	{"csv-header", "缺少列、列名不认识或者重复"},
	{"csv-ragged", "一行的格数与列名不符，或者引号不成对"},
	{"yaml-syntax", "YAML 的写法不对"},
	{"front-matter", "Markdown 文件开头没有说明，或者没有结束"},
	{"unknown-field", "不认识的字段"},
	{"missing-field", "缺少必填的字段或格子"},
	{"wrong-type", "字段的值不是应有的样子"},
	{"duplicate-key", "同一个字段写了两次"},
	{"duplicate-id", "同一个编号或名称用了两次"},
	{"unknown-reference", "提到的单位、政策、指标等不存在"},
	{"bad-date", "不是日期，或者这一天不存在"},
	{"date-order", "结束早于开始，或者发布早于成文"},
	{"personal-data", "个人信息：身份证号、手机号码、银行卡号、姓名等列名"},
	{"formula-text", "文字会被表格软件当作公式"},
	{"telephone", "电话栏里写的不是电话号码"},
	{"threshold", "不予公开的界限太小，不能保护个人"},
	{"commentary", "通报的文字没有地方放"},
	{"later-article", "文章的发布时间在公开日期以后，这次没有收入"},
	{"stale", "栏目很久没有新内容"},
	{"sample", "站点没有声明示例数据，却有示例数据"},
	{"missing-direction", "评价指标没有写方向"},
	{"target-sum", "各单位目标相加不等于全市目标"},
	{"doc-number", "发文字号的写法不对"},
	{"policy-example", "政策的例子与条件算出来的结果不同，或者没有例子"},
	{"policy-overlap", "同一政策的两个版本同时有效"},
	{"opening-hours", "办公时间读不懂"},
	{"empty-column", "栏目没有内容"},
	{"not-integer", "数值不是整数"},
	{"negative", "数值小于 0"},
	{"too-large", "数值过大"},
	{"unknown-region", "不认识的地区"},
	{"unknown-measure", "不认识的指标"},
	{"unknown-group", "不认识的分组"},
	{"bad-period", "期间不对：不是月份、晚于文件的月份，或者没有写明更正"},
	{"region-sum", "报送了应当由程序相加的数"},
	{"duplicate-observation", "同一个数报了两次"},
	{"group-sum", "分组相加不等于合计"},
	{"exceeds", "部分大于整体"},
	{"decreasing", "累计数变小，又没有写明更正"},
	{"stock-identity", "上月末 + 当月认定 − 当月帮扶不等于月末"},
	{"missing-submission", "单位没有报送"},
	{"ledger", "以前发布过什么的台账不完整，公布过的编号不见了，公布过的数没有写更正就改了，或者要发布的版本号不对"},
	{"too-deep", "列表或引用套的层数太多"},
	{"too-long", "名称太长，纸上的一行或者版记放不下"},
	{"table-cells", "正文里表格的一行，格数与表头不同"},
	{"raw-html", "正文里有 HTML 标签"},
	{"heading-level", "正文的标题跳了层次"},
	{"broken-emphasis", "正文里的 ** 没有成为加粗"},
	{"bad-link", "链接的写法不能用"},
	{"template", "模板不能使用"},
	{"page-tag", "页面标签缺少内容"},
	{"font", "通报的字体不能使用"},
	{"glyph", "通报的字体里没有这个字"},
	{"wide-table", "通报里的表格太宽，一页放不下"},
	{"small-print", "公示栏服务卡的内容太多，字太小"},
	{"path-conflict", "两个文件会写到同一个地址"},
	{"dead-link", "站内链接、锚点或下载不存在"},
	{"too-many", "一个文件的问题太多，没有全部列出"},
	{"machine", "磁盘、权限等问题，与输入的内容无关"},
	{"disclosure", "不予公开的数可以由公开的数推算出来"},
	{"sums", "发布文件的清单读不出来"},
	{"lost-file", "清单里的发布文件不在了，或者读不出来"},
	{"changed-file", "发布的文件与清单不符"},
	{"extra-file", "发布的文件夹里多出的文件"},
}

// Meaning says what a rule finds; empty for a name that is no rule.
func Meaning(name string) string {
	for _, r := range Rules {
		if r.Name == name {
			return r.Means
		}
	}
	return ""
}
