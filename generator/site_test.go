package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"gongkai/generator/build"
	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/output"
)

// shippedRoot is the folder with the shipped content/, data/ and templates/.
const shippedRoot = ".."

// day is a clock that stands still: what is built must not depend on it.
var day = time.Date(2022, 11, 30, 9, 0, 0, 0, model.Beijing)

// gongkai runs the program in this process.
func gongkai(args ...string) (code int, stdout, stderr string) {
	var out, err bytes.Buffer
	code = run(args, &out, &err, day)
	return code, out.String(), err.String()
}

var temp string // for what all tests share

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "gongkai-test-")
	if err != nil {
		panic(err)
	}
	temp = dir
	code := m.Run()
	os.RemoveAll(temp)
	os.Exit(code)
}

// shipped is the site that the shipped input gives, built once.
var shipped = sync.OnceValues(func() (string, error) {
	dir := filepath.Join(temp, "shipped")
	code, out, problems := gongkai("-C", shippedRoot, "-o", dir)
	if code != exitOK {
		return "", fmt.Errorf("exit %d\n%s%s", code, out, problems)
	}
	return dir, nil
})

func shippedSite(t testing.TB) string {
	t.Helper()
	dir, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// shippedRelease is the release behind it.
func shippedRelease(t testing.TB) *model.Release {
	t.Helper()
	var l diag.List
	f, err := build.Load(build.Options{Root: shippedRoot, Today: model.DateOf(day)}, &l)
	if err != nil || l.Failed() {
		t.Fatalf("%v %v", err, l.Sorted())
	}
	return f.Release
}

// shareTemplates gives a site the shipped templates. The fonts are large and only linked: never edit them.
func shareTemplates(t testing.TB, root string) {
	t.Helper()
	from, to := filepath.Join(shippedRoot, "templates"), filepath.Join(root, "templates")
	err := filepath.WalkDir(from, func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(from, file)
		if err != nil {
			return err
		}
		if d.IsDir() {
			return os.MkdirAll(filepath.Join(to, name), 0o755)
		}
		if filepath.Dir(name) == "fonts" && os.Link(file, filepath.Join(to, name)) == nil {
			return nil // else another file system: copied
		}
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(to, name), data, 0o644)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// copyInput copies the shipped input into a new folder. With months only the observations of these are taken: a site
// that is built in no time.
func copyInput(t testing.TB, months ...string) string {
	t.Helper()
	root := t.TempDir()
	for _, dir := range []string{"content", "data"} {
		if err := os.CopyFS(filepath.Join(root, dir), os.DirFS(filepath.Join(shippedRoot, dir))); err != nil {
			t.Fatal(err)
		}
	}
	shareTemplates(t, root)
	if months == nil {
		return root
	}
	files, err := filepath.Glob(filepath.Join(root, "data", "observations", "*.csv"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if !slices.Contains(months, filepath.Base(file)[:7]) {
			if err := os.Remove(file); err != nil {
				t.Fatal(err)
			}
		}
	}
	return root
}

// readTree reads a folder: path → bytes. Names that start with a dot on top are not part of the site.
func readTree(t testing.TB, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, path))
		files[path] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func sameTree(t testing.TB, got, want map[string]string) {
	t.Helper()
	var different []string
	for path := range got {
		if text, ok := want[path]; !ok || text != got[path] {
			different = append(different, path)
		}
	}
	for path := range want {
		if _, ok := got[path]; !ok {
			different = append(different, path)
		}
	}
	if len(different) > 0 {
		slices.Sort(different)
		t.Errorf("%d files differ, the first are %v", len(different), different[:min(5, len(different))])
	}
}

// whole fails the test unless the folder is exactly what its SHA256SUMS says.
func whole(t testing.TB, dir string) {
	t.Helper()
	var l diag.List
	n, err := output.Verify(dir, &l)
	if err != nil || n == 0 || l.Failed() {
		t.Fatalf("verify: %d files, %v %v", n, err, l.Sorted())
	}
}

// TestEveryAddressOfTheSiteMap holds the site against the addresses that are promised to be stable.
func TestEveryAddressOfTheSiteMap(t *testing.T) {
	dir := shippedSite(t)
	rel := shippedRelease(t)
	addresses := strings.Fields(`
		index.html announcements/index.html channels/index.html institutions/index.html
		policies/index.html policies/check/index.html policies/archive/index.html trainings/index.html
		fairs/index.html fairs/calendar.ics progress/index.html progress/corrections/index.html
		bulletins/index.html data/index.html data/releases/index.html about/index.html about/methods/index.html about/disclosure/index.html
		about/withheld/index.html about/accessibility/index.html search/index.html sitemap/index.html
		404.html sitemap.xml feed.xml robots.txt SHA256SUMS documents/notice/index.html
		policies/handbook.pdf institutions/directory.pdf`)
	add := func(format string, args ...any) { addresses = append(addresses, fmt.Sprintf(format, args...)) }
	if n := len(rel.Regions); n != 9 {
		t.Errorf("%d regions", n)
	}
	for _, r := range rel.Regions {
		add("services/%s/index.html", r.ID)
		add("services/%s/card.pdf", r.ID)
		add("bulletins/2022/%s.pdf", r.ID)
		add("bulletins/2022/%s/index.html", r.ID)
		add("institutions/%s/index.html", r.ID)
		add("announcements/service-%s/index.html", r.ID)
	}
	add("bulletins/2022/weihai/units/index.html")
	months := 0
	for m := 1; m <= 10; m++ {
		months++
		add("progress/2022-%02d/index.html", m)
		add("bulletins/2022-%02d/all.zip", m)
		for _, r := range rel.Regions {
			add("bulletins/2022-%02d/%s.pdf", m, r.ID)
			add("bulletins/2022-%02d/%s/index.html", m, r.ID)
			if r.Leaf {
				add("progress/2022-%02d/%s/index.html", m, r.ID)
			}
		}
	}
	for n := 1; n <= 18; n++ {
		add("policies/P%02d/index.html", n)
	}
	for _, who := range []string{"person", "firm", "household", "trainer"} {
		add("policies/for/%s/index.html", who)
	}
	for _, i := range []string{"posts", "hardship_ratio", "zero_household", "monthly_fair", "followup", "platform"} {
		add("indicators/%s/index.html", i)
	}
	for _, d := range []string{"observations", "institutions", "policies"} {
		for _, file := range []string{"index.html", d + ".csv", d + ".json", "datapackage.json"} {
			add("data/%s/%s", d, file)
		}
	}
	for _, path := range addresses {
		info, err := os.Stat(filepath.Join(dir, path))
		if err != nil {
			t.Errorf("/%s is not there", path)
		} else if info.Size() == 0 {
			t.Errorf("/%s is empty", path)
		}
	}
	whole(t, dir)
}

func TestSummaryAndChanges(t *testing.T) {
	root := copyInput(t, "2022-09", "2022-10")
	out := filepath.Join(t.TempDir(), "public")
	code, stdout, stderr := gongkai("-C", root, "-o", out)
	if code != exitOK || !strings.HasPrefix(stdout, "完成：页面 ") || !strings.Contains(stdout, "个不予公开，无一能够推算。\n") || strings.Contains(stdout, "与上次") {
		t.Fatalf("exit %d\n%s%s", code, stdout, stderr)
	}
	if code, stdout, _ = gongkai("-C", root, "-o", out); code != exitOK || !strings.Contains(stdout, "与上次相比没有变化。") {
		t.Errorf("exit %d\n%s", code, stdout)
	}
	edit(t, root, "content/pages/about.md", "帮扶", "帮扶帮扶", 1)
	if code, stdout, _ = gongkai("-C", root, "-o", out); code != exitOK || !strings.Contains(stdout, "页面改动") || !strings.Contains(stdout, "/about/") {
		t.Errorf("exit %d\n%s", code, stdout)
	}
	edit(t, root, "data/observations/2022-10.csv", "huancui,posts_occupied,,2117,", "huancui,posts_occupied,,2116,", 1)
	if code, stdout, _ = gongkai("-C", root, "-o", out); code != exitOK || !strings.Contains(stdout, "数改动") || !strings.Contains(stdout, "2022-10 huancui posts_occupied 2117 → 2116") {
		t.Errorf("exit %d\n%s", code, stdout)
	}
	if code, stdout, _ = gongkai("verify", out); code != exitOK || !strings.Contains(stdout, "一致") {
		t.Errorf("verify: exit %d\n%s", code, stdout)
	}
}

// TestSameBytesOnAnyMachine: neither the number of processors nor the clock may be seen in the site.
func TestSameBytesOnAnyMachine(t *testing.T) {
	want := readTree(t, shippedSite(t))
	for procs, now := range map[int]time.Time{1: day.AddDate(3, 1, 2), 2: day.AddDate(-9, 0, 0)} {
		t.Run(fmt.Sprintf("GOMAXPROCS=%d", procs), func(t *testing.T) {
			old := runtime.GOMAXPROCS(procs)
			defer runtime.GOMAXPROCS(old)
			dir := filepath.Join(t.TempDir(), "public")
			var out, problems bytes.Buffer
			if code := run([]string{"-C", shippedRoot, "-o", dir}, &out, &problems, now); code != exitOK {
				t.Fatalf("exit %d\n%s", code, problems.String())
			}
			sameTree(t, readTree(t, dir), want)
		})
	}
}

// TestSameBytesWithOwnFaces: the same for a site whose owner names faces, one of them twice.
func TestSameBytesWithOwnFaces(t *testing.T) {
	root := copyInput(t, "2022-09", "2022-10")
	fonts := filepath.Join(root, "templates", "fonts")
	for name, open := range map[string]string{"fangsong.ttf": "kai.ttf", "heiti.ttf": "biaosong.ttf"} {
		data, err := os.ReadFile(filepath.Join(fonts, open))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(fonts, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	const site = "data/site.yaml"
	edit(t, root, site, `  text: ""`, "  text: fonts/fangsong.ttf", 1)
	edit(t, root, site, `  title: ""`, "  title: fonts/fangsong.ttf", 1)
	edit(t, root, site, `  heading: ""`, "  heading: fonts/heiti.ttf", 1)
	var want map[string]string
	for _, procs := range []int{1, 2, 8} {
		old := runtime.GOMAXPROCS(procs)
		defer runtime.GOMAXPROCS(old)
		dir := filepath.Join(t.TempDir(), "public")
		var out, problems bytes.Buffer
		if code := run([]string{"-C", root, "-o", dir}, &out, &problems, day.AddDate(procs, procs, 0)); code != exitOK {
			t.Fatalf("exit %d\n%s", code, problems.String())
		}
		got := readTree(t, dir)
		if want == nil {
			want = got
			pdf := want["bulletins/2022-10/weihai.pdf"]
			if zip := want["bulletins/2022-10/all.zip"]; !strings.Contains(zip, pdf) {
				t.Error("the archive does not hold the bulletin")
			}
			if open := readTree(t, shippedSite(t))["bulletins/2022-10/weihai.pdf"]; open == pdf {
				t.Error("the owner's faces change nothing")
			}
		}
		sameTree(t, got, want)
	}
}

// TestCheckForMachines: the same problems as for people, in the two forms that machines read.
func TestCheckForMachines(t *testing.T) {
	root := copyInput(t, "2022-09", "2022-10")
	edit(t, root, "data/site.yaml", "host:", "hosst:", 1)
	code, stdout, _ := gongkai("check", "-C", root, "--format=json")
	var problems []struct {
		File, Rule, Severity string
		Line, Column         int
	}
	if err := json.Unmarshal([]byte(stdout), &problems); err != nil || code != exitInput {
		t.Fatalf("exit %d, %v\n%s", code, err, stdout)
	}
	want := placeOf(t, root, "data/site.yaml", "hosst")
	found := false
	for _, p := range problems {
		at := diag.Pos{File: p.File, Line: p.Line, Col: p.Column}.String()
		found = found || at == want && p.Rule == "unknown-field" && p.Severity == "error"
	}
	if !found {
		t.Errorf("no problem at %s in\n%s", want, stdout)
	}
	code, stdout, _ = gongkai("check", "-C", root, "--format=github")
	if code != exitInput || !strings.Contains(stdout, "::error file=data/site.yaml,line=") {
		t.Errorf("exit %d\n%s", code, stdout)
	}
}

// TestMachineErrorsForMachines: a program that asked for a list gets one, whatever happened.
func TestMachineErrorsForMachines(t *testing.T) {
	code, stdout, _ := gongkai("check", "-C", "no-such-folder", "--format=json")
	var problems []struct{ Rule, Message string }
	err := json.Unmarshal([]byte(stdout), &problems)
	if err != nil || code != exitMachine || len(problems) != 1 || problems[0].Rule != "machine" || !strings.Contains(problems[0].Message, "没有这个文件或文件夹") {
		t.Errorf("exit %d, %v\n%s", code, err, stdout)
	}
}

// TestMissingTemplates: each is named, and none but the base of all pages hides that a link is dead, or makes others so.
func TestMissingTemplates(t *testing.T) {
	for _, file := range []string{"policy.html", "base.html", "icons.svg", "site.css", "check.js", "search.js", "bulletin.md", "year.md", "fonts/song.ttf"} {
		root := copyInput(t, "2022-09", "2022-10")
		if err := os.Remove(filepath.Join(root, "templates", filepath.FromSlash(file))); err != nil {
			t.Fatal(err)
		}
		edit(t, root, "content/pages/about.md", "\n\n", "\n\n[坏链接](/nowhere/)\n\n", 1)
		code, stdout, stderr := gongkai("check", "-C", root)
		mistakes := 2
		if file == "base.html" || file == "icons.svg" {
			mistakes = 1
		}
		if n := strings.Count(stdout, "错误: "); n != mistakes {
			t.Errorf("%s: %d mistakes\n%s", file, n, stdout)
		}
		if code != exitInput || !strings.Contains(stdout, "templates/"+file+": 错误: 缺少") || regexp.MustCompile(`no such|pattern`).MatchString(stdout) {
			t.Errorf("%s: exit %d\n%s%s", file, code, stdout, stderr)
		}
	}
}

func TestExplain(t *testing.T) {
	code, stdout, stderr := gongkai("explain", "-C", shippedRoot, "2022-10", "huancui", "posts.rate")
	at := placeOf(t, shippedRoot, "data/observations/2022-10.csv", "2262,")
	if code != exitOK || !strings.Contains(stdout, at) || !strings.Contains(stdout, "2262 ÷ 2600") {
		t.Errorf("exit %d\n%s%s", code, stdout, stderr)
	}
	if code, stdout, stderr = gongkai("explain", "-C", shippedRoot, "2022年10月", "环翠区", "安置上岗", "城镇"); code != exitOK || !strings.Contains(stdout, "安置上岗（城乡=城镇）") {
		t.Errorf("exit %d\n%s%s", code, stdout, stderr)
	}
	if code, _, stderr = gongkai("explain", "-C", shippedRoot, "2022-10", "nowhere", "posts.rate"); code != exitInput || !strings.Contains(stderr, "nowhere") {
		t.Errorf("exit %d\n%s", code, stderr)
	}
}

func TestUsage(t *testing.T) {
	for _, c := range []struct {
		args string
		code int
		want string
	}{
		{"--help", exitOK, "用法:"},
		{"nonsense", exitUsage, "看不懂 nonsense"},
		{"build --wrong", exitUsage, "没有 --wrong 这个选项"},
		{"check --format=xml", exitUsage, "--format 只能是 text、json 或 github，不能是 xml"},
		{"build --as-of=2022-02-30", exitUsage, "--as-of 要写成"},
		{"serve --port=99999", exitUsage, "--port 要写 1 到 65535 的数"},
		{"serve --port=x", exitUsage, "选项 --port 后面的内容不对"},
		{"release", exitUsage, "缺少 版本号"},
		{"release v1", exitUsage, "版本号要写成 2022-11-30"},
		{"explain 2022-10 huancui", exitUsage, "缺少 数\n"},
		{"verify no-such-folder", exitMachine, "no-such-folder"},
		{"-C no-such-folder build", exitMachine, "打开输入文件夹：no-such-folder：没有这个文件或文件夹\n"},
		{"-C main.go build", exitMachine, "打开输入文件夹：main.go：不是文件夹\n"},
		{"-C build check", exitInput, "共 3 处错误。"}, // a folder that is there, but not the right one
	} {
		t.Run(c.args, func(t *testing.T) {
			code, stdout, stderr := gongkai(strings.Fields(c.args)...)
			if text := stdout + stderr; code != c.code || !strings.Contains(text, c.want) {
				t.Errorf("exit %d, want %d\n%s", code, c.code, text)
			}
		})
	}
}

// edit replaces text in an input file; count times it must be there at least once.
func edit(t testing.TB, root, file, old, new string, count int) {
	t.Helper()
	path := filepath.Join(root, file)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(data), old) {
		t.Fatalf("%s does not hold %q", file, old)
	}
	if err := os.WriteFile(path, []byte(strings.Replace(string(data), old, new, count)), 0o644); err != nil {
		t.Fatal(err)
	}
}
