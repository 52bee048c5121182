package load

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/source"
)

const ledgerHint = "台账由 release 命令写出，不能手工改动；从版本库恢复 " + model.LedgerDir

// ledger reads what earlier releases published. A ledger that is not whole is an error: what it has lost is public all
// the same, and the next release would be judged without it.
func (x *loader) ledger() {
	var folders []string
	for _, file := range x.files(model.LedgerDir, "") {
		folder, _, inside := strings.Cut(strings.TrimPrefix(file, model.LedgerDir+"/"), "/")
		if !inside {
			x.damaged(diag.Pos{File: file}, 0, "台账里多出文件 %q", path.Base(file))
			continue
		}
		folders = append(folders, folder)
	}
	folders = slices.Compact(folders)
	var entries []model.Recorded
	previous := map[model.Version]source.Node{}
	for _, folder := range folders {
		if e, before, ok := x.entry(folder); ok {
			entries = append(entries, e)
			previous[e.Version] = before
		}
	}
	slices.SortFunc(entries, func(a, b model.Recorded) int { return a.Version.Compare(b.Version) })
	if len(entries) < len(folders) {
		return // reported; whether one is missing cannot be said
	}
	last := ""
	for _, e := range entries {
		if n := previous[e.Version]; strings.TrimSpace(n.Text) != last {
			x.damaged(n.Pos, n.Len(), "前一次发布写的是 %q，台账里它的前一次是 %q", n.Text, last)
		}
		last = e.Version.String()
	}
	x.rel.Ledger = entries
	x.kept(entries)
}

func (x *loader) damaged(p diag.Pos, n int, format string, args ...any) {
	x.list.Errorf(p, n, "ledger", ledgerHint, format, args...)
}

// entry reads one release and which one it says was before it.
func (x *loader) entry(folder string) (model.Recorded, source.Node, bool) {
	dir := model.LedgerDir + "/" + folder + "/"
	version, ok := model.ParseVersion(folder)
	if !ok {
		x.damaged(diag.Pos{File: dir[:len(dir)-1]}, 0, "文件夹名 %q 不是版本号", folder)
		return model.Recorded{}, source.Node{}, false
	}
	for _, name := range []string{"release.yaml", "observations.csv", "structure.json"} {
		if !x.tree.Has(dir + name) {
			x.damaged(diag.Pos{File: dir + name}, 0, "台账缺少文件 %q", name)
			ok = false
		}
	}
	if !ok {
		return model.Recorded{}, source.Node{}, false
	}
	n, ok := x.recordedHead(dir + "release.yaml")
	if !ok {
		return model.Recorded{}, source.Node{}, false
	}
	o, ok := x.object(n, "台账")
	if !ok {
		return model.Recorded{}, source.Node{}, false
	}
	e := model.Recorded{Version: version, AsOf: o.date("as_of")}
	written, _ := o.scalar("version", "版本号")
	before, _ := o.scalar("previous", "版本号")
	if before.Text == "" {
		before.Pos, _ = o.head()
	}
	o.need("version", "as_of", "observations", "structure")
	if written.Text != "" && strings.TrimSpace(written.Text) != folder {
		x.damaged(written.Pos, written.Len(), "版本号写的是 %q，文件夹是 %q", written.Text, folder)
		ok = false
	}
	var whole [3]bool
	e.Observations, whole[0] = x.recorded(o, dir+"observations.csv", "observations")
	e.Structure, whole[1] = x.recorded(o, dir+"structure.json", "structure")
	if whole[0] {
		e.Cells, whole[2] = x.recordedCells(source.File{Path: dir + "observations.csv", Text: e.Observations})
	}
	o.close()
	return e, before, ok && !slices.Contains(whole[:], false)
}

// recordedHead reads what a release says of itself. Its sums are not looked at for numbers of people: one in three
// hundred has the digits of a mobile number in it, and each field may hold one text only.
func (x *loader) recordedHead(file string) (source.Node, bool) {
	f, ok := x.tree.Read(file, &x.list)
	if !ok {
		return source.Node{}, false
	}
	return source.YAML(f, &x.list)
}

// recorded reads a file of the ledger and holds it against its sum.
func (x *loader) recorded(o *object, file, field string) (string, bool) {
	want := o.word(field)
	f, ok := x.tree.Read(file, &x.list)
	if !ok || want == "" {
		return "", false
	}
	if sum := sha256.Sum256([]byte(f.Text)); hex.EncodeToString(sum[:]) != want {
		x.damaged(diag.Pos{File: file}, 0, "文件改动过，与 release.yaml 里的校验值不符")
		return "", false
	}
	return f.Text, true
}

// ledgerColumns are what opendata writes; a test holds both against each other.
var ledgerColumns = []string{"period", "region", "measure", "group", "value", "status", "revision"}

// recordedNumber is how a value is printed for machines.
var recordedNumber = regexp.MustCompile(`^-?(0|[1-9]\d*)(\.\d+)?$`)

// recordedCells reads the figures. Their file is as it was written; what cannot be read shows a program that is older
// than the ledger.
func (x *loader) recordedCells(f source.File) ([]model.RecordedCell, bool) {
	t, ok := source.CSV(f, &x.list)
	if !ok {
		return nil, false
	}
	var header []string
	for _, c := range t.Header {
		header = append(header, c.Text)
	}
	if !slices.Equal(header, ledgerColumns) {
		x.damaged(t.Header[0].Pos, t.Header[0].Len(), "第一行应当是 %s", strings.Join(ledgerColumns, ","))
		return nil, false
	}
	cells := make([]model.RecordedCell, 0, len(t.Rows))
	for _, row := range t.Rows {
		c, why := recordedCell(row)
		if why == "" && len(cells) > 0 && cells[len(cells)-1].Key.Compare(c.Key) >= 0 {
			why = "次序不对，或者重复"
		}
		if why != "" {
			x.damaged(row[0].Pos, row[0].Len(), "这一行%s", why)
			ok = false
			continue
		}
		cells = append(cells, c)
	}
	return cells, ok
}

// recordedCell reads a row, or says in words what is wrong with it.
func recordedCell(row []source.Cell) (c model.RecordedCell, why string) {
	if len(row) != len(ledgerColumns) {
		return c, fmt.Sprintf("有 %d 格，应当有 %d 格", len(row), len(ledgerColumns))
	}
	p, ok := model.ParsePeriod(row[0].Text)
	if !ok || p.Month == 0 {
		return c, "的期间不是月份"
	}
	c.Key = model.Key{Period: p, Region: row[1].Text, Measure: row[2].Text, Group: row[3].Text}
	c.Number = row[4].Text
	states := []model.State{model.Published, model.Withheld, model.NotSubmitted, model.NotApplicable}
	i := slices.IndexFunc(states, func(s model.State) bool { return s.Letter() == row[5].Text })
	if i < 0 {
		return c, "的状态不认识"
	}
	c.State = states[i]
	if c.State == model.Published != recordedNumber.MatchString(c.Number) || c.State != model.Published && c.Number != "" {
		return c, "的数值与状态不符"
	}
	n, err := strconv.Atoi(row[6].Text)
	if err != nil || n < 0 {
		return c, "的更正次数不是整数"
	}
	c.Revision = n
	return c, ""
}
