package output

import (
	"io/fs"
	"strings"

	"gongkai/generator/diag"
)

// ruleConflict is the rule of every problem with an output path.
const ruleConflict = "path-conflict"

// legal says in Chinese what is wrong with a path; empty when it is fine. Addresses are ASCII (house rule), and what
// Windows or a web server would read differently is refused.
func legal(path string) string {
	switch {
	case path == "" || path == ".":
		return "地址是空的"
	case strings.HasPrefix(path, "/"):
		return "地址不能以 / 开头"
	case strings.Contains(path, `\`):
		return "地址里不能有反斜杠"
	case !fs.ValidPath(path):
		return "地址里不能有空段、“.”或“..”"
	case strings.ContainsFunc(path, func(r rune) bool { return !inAddress(r) }):
		return "地址只能用英文字母、数字和 . _ - /"
	case path == sumsName || strings.HasPrefix(path, "."):
		return "这个地址留给生成程序自己使用"
	}
	return ""
}

func inAddress(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("._-/", r)
}

// taken knows which paths are taken, folders included, by their lower-case form: a clash of case would merge two files on
// a disk that does not tell them apart. There are thousands, so it keeps hashes (FNV-1a) only, and says nothing but yes
// or no; claims finds the words.
type taken struct {
	paths map[uint64]uint64 // hash in lower case → hash as written, even for a folder
}

// take takes a path; false if another one stands in its way.
func (t *taken) take(path string) bool {
	if t.paths == nil {
		t.paths = map[uint64]uint64{}
	}
	const begin, prime = 14695981039346656037, 1099511628211
	lower, exact := uint64(begin), uint64(begin)
	for i := range len(path) {
		if path[i] == '/' {
			if other, ok := t.paths[lower]; ok && other != exact&^1 {
				return false
			}
		}
		lower, exact = (lower^uint64(path[i]|(path[i]&0x40)>>1))*prime, (exact^uint64(path[i]))*prime
	}
	if _, ok := t.paths[lower]; ok {
		return false
	}
	t.paths[lower] = exact | 1
	lower, exact = begin, begin
	for i := range len(path) {
		if path[i] == '/' {
			t.paths[lower] = exact &^ 1
		}
		lower, exact = (lower^uint64(path[i]|(path[i]&0x40)>>1))*prime, (exact^uint64(path[i]))*prime
	}
	return true
}

// claims remembers which path was taken where, for messages.
type claims struct {
	taken map[string]claimed
}

type claimed struct {
	path   string
	folder bool
	from   diag.Pos
}

func (c *claims) take(path string, from diag.Pos) (other claimed) {
	if c.taken == nil {
		c.taken = map[string]claimed{}
	}
	for i := range path {
		if path[i] != '/' {
			continue
		}
		if o, ok := c.taken[strings.ToLower(path[:i])]; ok && (!o.folder || o.path != path[:i]) {
			return o
		}
	}
	key := strings.ToLower(path)
	if o, ok := c.taken[key]; ok {
		return o
	}
	c.taken[key] = claimed{path, false, from}
	for i := range path {
		if folder := strings.ToLower(path[:i]); path[i] == '/' && c.taken[folder].path == "" {
			c.taken[folder] = claimed{path[:i], true, from}
		}
	}
	return claimed{}
}

// report takes a path, or puts the reason on l why it cannot be.
func (c *claims) report(from diag.Pos, path string, l *diag.List) bool {
	if why := legal(path); why != "" {
		l.Errorf(from, 0, ruleConflict, "改文件名或编号，只用英文字母、数字和连字符", "不能写出 %q：%s", path, why)
		return false
	}
	o := c.take(path, from)
	if o.path == "" {
		return true
	}
	d := diag.Diag{Pos: from, Rule: ruleConflict, Hint: "两处的文件名或编号要改得不同"}
	if o.path == path && !o.folder {
		d.Text = "有两份内容都要写到 " + path
	} else {
		d.Text = path + " 与 " + o.path + " 冲突：不能只差大小写，也不能一个是文件、一个是同名的文件夹"
	}
	if o.from.Known() {
		d.Also = []diag.Note{{Pos: o.from, Text: "另一处在这里"}}
	}
	l.Add(d)
	return false
}
