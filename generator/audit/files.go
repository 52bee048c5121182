package audit

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
)

// Every file of a published folder is one of a kind that the audit reads, or it fails: what is not understood could say
// anything. The name of a file says nothing either but what addresses say.

// judges are the kinds of files, in the order in which they are asked; PDF files come after all pages.
var judges = []struct {
	name  *regexp.Regexp
	judge func(t text, data []byte)
}{
	{regexp.MustCompile(`^data/observations/(observations\.(csv|json)|structure\.json)$`), func(text, []byte) {}}, // the figures themselves
	{regexp.MustCompile(`^data/releases/[\d.-]+/(observations\.csv|structure\.json)$`), text.recorded},
	{regexp.MustCompile(`^data/[\w/.-]+\.csv$`), text.table},
	{regexp.MustCompile(`^search/terms/\d+\.json$`), text.terms},
	{regexp.MustCompile(`^search/words\.json$`), text.query},
	{regexp.MustCompile(`\.json$`), text.json},
	{regexp.MustCompile(`\.(ics|txt)$`), func(t text, data []byte) { t.lines(0, string(data)) }},
	{regexp.MustCompile(`^(site\.css|site\.js|search/search\.js|policies/check/check\.js)$`), text.program},
	{regexp.MustCompile(`\.zip$`), text.archive},
	{regexp.MustCompile(`^_headers$`), text.headers},
	{regexp.MustCompile(`^icon\.svg$`), text.icon},
	{regexp.MustCompile(`^\.(gongkai|gitignore)$`), func(t text, data []byte) { t.plain(0, "", string(data)) }},
}

// sumsFile is the list of hashes.
const sumsFile = "SHA256SUMS"

// fileName is what names of files are made of.
var fileName = regexp.MustCompile(`^[\w/.-]+$`)

// judgeFile reads a file of any kind, the large ones in parts.
func (t text) judgeFile(r io.Reader) error {
	switch {
	case t.name == sumsFile:
		return linesOf(r, t.sums)
	case path.Ext(t.name) == ".html":
		return t.page(r)
	case path.Ext(t.name) == ".xml":
		return linesOf(r, t.markup)
	}
	data, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	if path.Ext(t.name) == ".pdf" {
		t.paper(data)
		return nil
	}
	for _, j := range judges {
		if j.name.MatchString(t.name) {
			j.judge(t, data)
			return nil
		}
	}
	t.found(0, "不认识这种文件，不能证明没有多说")
	return nil
}

// recorded compares an earlier release that the site serves with the ledger. The release that is just being made is not in
// it yet: it says what the site says.
func (t text) recorded(data []byte) {
	name := strings.TrimPrefix(t.name, "data/releases/")
	if t.ledger != nil {
		entry, err := fs.ReadFile(t.ledger, name)
		switch {
		case err == nil && bytes.Equal(entry, data):
			return
		case err == nil || !errors.Is(err, fs.ErrNotExist):
			t.found(0, "与发布台账里的不同")
			return
		}
	}
	published, err := fs.ReadFile(t.site, Folder+path.Base(name))
	switch {
	case err != nil:
	case path.Ext(name) == ".json" && bytes.Equal(published, data):
		return
	case path.Ext(name) == ".csv" && t.sameFigures(data):
		return
	}
	t.found(0, "发布台账里没有，也与网站的数不同")
}

// recordedColumns are those of a recorded release.
var recordedColumns = []string{"period", "region", "measure", "group", "value", "status", "revision"}

// sameFigures reports whether a table says of each figure what the table of the site says of it, and nothing else.
func (t text) sameFigures(data []byte) bool {
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil || len(rows) == 0 || !slices.Equal(rows[0], recordedColumns) || len(rows) != len(t.rows) {
		return false
	}
	said := make(map[string][]string, len(rows))
	for _, row := range t.rows[1:] {
		said[nameOf(t.rows[0], row)] = row
	}
	value, status, revision := slices.Index(t.rows[0], "value"), slices.Index(t.rows[0], "status"), slices.Index(t.rows[0], "revision")
	for _, row := range rows[1:] {
		own, ok := said[nameOf(rows[0], row)]
		if !ok || row[4] != own[value] || row[5] != own[status] || row[6] != "" && row[6] != own[revision] {
			return false
		}
	}
	return true
}

// table judges a table that holds no figures: names, policies, institutions.
func (t text) table(data []byte) {
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.found(0, "读不懂，不能证明没有多说")
		return
	}
	for i, row := range rows {
		for _, words := range row {
			t.described(i+1, words)
		}
	}
}

// code is a classification: of a region, a category, a group.
var code = regexp.MustCompile(`^[A-Z]?\d{1,3}$|^\d{6}$|^\d{2,4}-\d{7,8}$|^\w+=[a-z]\w*(;\w+=[a-z]\w*)*$`)

// described judges a field of a table that holds no figures.
func (t text) described(line int, words string) {
	if !t.catalog || !code.MatchString(words) {
		t.repeats(line, "", words)
	}
}

// programText is what a program says to people: its strings, its comments, what a style sheet adds, and selectors that look at
// figures.
var programText = regexp.MustCompile("(?s)\"(?:[^\"\\\\\n]|\\\\.)*\"|'(?:[^'\\\\\n]|\\\\.)*'|`[^`]*`|/\\*.*?\\*/|(?m)^\\s*//[^\n]*|\\[[\\w-]+[~|^$*]?=[^\\]]*\\]")

// program judges a style sheet or a script. Its measures are those of the design; what it says are texts.
func (t text) program(data []byte) {
	for _, words := range programText.FindAllString(string(data), -1) {
		if words = readable(words); counted.MatchString(words) || strings.Contains(words, "data-key") {
			t.found(0, "程序里有没有出处的数：“%s”", masked(words))
		}
	}
}

// archive compares the files of an archive with those of the folder; between them there is nothing.
func (t text) archive(data []byte) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil || z.Comment != "" {
		t.found(0, "压缩包读不懂，不能证明没有多说")
		return
	}
	size := 22 // of the end of the directory (APPNOTE.TXT, 4.3.16)
	for _, f := range z.File {
		size += 30 + 46 + 2*len(f.Name) + int(f.CompressedSize64) + len(f.Extra)
		if f.Flags&8 != 0 {
			size += 16
		}
		if err := t.packed(f); err != nil {
			t.found(0, "压缩包里的 %s 与网站上的不同，不能证明没有多说", f.Name)
		}
	}
	if extra := len(data) - size; extra < 0 || extra > 9*len(z.File) { // times of files, in the local headers
		t.found(0, "压缩包里还有别的内容")
	}
}

func (t text) packed(f *zip.File) error {
	r, err := f.Open()
	if err != nil {
		return fmt.Errorf("打开：%w", err)
	}
	defer r.Close()
	data, err := io.ReadAll(r)
	if err != nil {
		return fmt.Errorf("读：%w", err)
	}
	published, err := fs.ReadFile(t.site, path.Join(path.Dir(path.Dir(t.name)), f.Name))
	if err != nil || !bytes.Equal(data, published) || f.Comment != "" {
		return errors.New("不同")
	}
	return nil
}

// sums judges a part of the list of hashes, after some of its lines.
func (t text) sums(before int, part string) {
	i := before - 1
	for line := range strings.Lines(part) {
		i++
		line = strings.TrimSuffix(line, "\n")
		sum, name, _ := strings.Cut(line, "  ")
		if len(sum) != 2*sha256.Size || strings.Trim(sum, "0123456789abcdef") != "" || !t.files.has(name) {
			t.found(i+1, "校验值的清单里有读不懂的一行")
			continue
		}
		own, known := t.files.hash(name)
		if !known {
			data, err := fs.ReadFile(t.site, name)
			own, known = sha256.Sum256(data), err == nil
		}
		if !known || hex.EncodeToString(own[:]) != sum {
			t.found(i+1, "%s 与校验值不符，文件改过", name)
		}
	}
}
