package diag

import "regexp"

// templateForms are what text/template and html/template say, in Chinese for designers.
var templateForms = []struct {
	english *regexp.Regexp
	chinese string
}{
	{regexp.MustCompile(`^can't evaluate field (\S+) in type .*$`), "没有字段 $1"},
	{regexp.MustCompile(`^nil (?:pointer|data).*$`), "这里没有值，先用 {{if}} 或 {{with}} 判断"},
	{regexp.MustCompile(`^function "(.*)" not defined$`), "没有函数 $1"},
	{regexp.MustCompile(`^undefined variable "(.*)"$`), "没有变量 $1"},
	{regexp.MustCompile(`^(?:no such template|html/template:.*?) "(.*?)"(?: (?:not defined|is undefined))?$`), "没有模板 $1"},
	{regexp.MustCompile(`^template "(.*)" not defined$`), "没有模板 $1"},
	{regexp.MustCompile(`^wrong number of args for (\S+): want (?:at least )?(\d+) got (\d+)$`), "函数 $1 要 $2 个值，这里有 $3 个"},
	{regexp.MustCompile(`^(?:wrong type for value|incompatible type|can't (?:call|handle)|error calling|invalid type).*$`), "函数不能用于这个值"},
	{regexp.MustCompile(`^range can't iterate over .*$`), "{{range}} 后面不是列表"},
	{regexp.MustCompile(`^missing value for (\S+)$`), "{{$1}} 后面没有写值"},
	{regexp.MustCompile(`^unexpected EOF$`), "缺少 {{end}}"},
	{regexp.MustCompile(`^unexpected \{\{(end|else)\}\}$`), "多了一个 {{$1}}"},
	{regexp.MustCompile(`^unexpected (.+?) in .*$`), "{{ }} 里不能这样写 $1"},
	{regexp.MustCompile(`^unclosed (?:action|left paren).*$|^.*not terminated.*$`), "{{ 没有用 }} 结束，或者括号不成对"},
	{regexp.MustCompile(`^(?:unterminated|unclosed) .*$`), "引号或注释没有结束"},
	{regexp.MustCompile(`^.*ends in a non-text context.*$`), "标签或引号没有结束"},
	{regexp.MustCompile(`^.*ambiguous context.*$`), "这里的值不知道属于哪一种写法，检查前面的引号和标签"},
}

// executing is where an error of execution stands.
var executing = regexp.MustCompile(`^executing "[^"]*" at <(.*?)>: (?s:(.*))$`)

// Template translates what is wrong with a template; the place is not part of the text. What is not known stays as it
// is: a designer can look it up.
func Template(text string) string {
	where := ""
	if m := executing.FindStringSubmatch(text); m != nil {
		where, text = "{{"+m[1]+"}}：", m[2]
	}
	for _, f := range templateForms {
		if f.english.MatchString(text) {
			return where + f.english.ReplaceAllString(text, f.chinese)
		}
	}
	return where + text
}
