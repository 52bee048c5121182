package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestNewYearKeepsTheOldOne: addresses are stable. The first month of a year, with or without a target yet, adds pages
// and bulletins and takes none away; the overview and the lists lead to both years.
func TestNewYearKeepsTheOldOne(t *testing.T) {
	root := copyInput(t, "2021-12", "2022-12", "2022-10")
	out := filepath.Join(t.TempDir(), "public")
	build := func(asOf string) map[string]string {
		t.Helper()
		if code, stdout, stderr := gongkai("-C", root, "-o", out, "--as-of", asOf); code != exitOK {
			t.Fatalf("exit %d\n%s%s", code, stdout, stderr)
		}
		return readTree(t, out)
	}
	before := build("2022-11-30")
	october := filepath.Join(root, "data", "observations", "2022-10.csv")
	data, err := os.ReadFile(october)
	if err != nil {
		t.Fatal(err)
	}
	january := strings.ReplaceAll(string(data), "2022-10,", "2023-01,")
	if err := os.WriteFile(filepath.Join(filepath.Dir(october), "2023-01.csv"), []byte(january), 0o644); err != nil {
		t.Fatal(err)
	}
	after := build("2023-02-10")
	for path := range before {
		if _, ok := after[path]; !ok {
			t.Errorf("/%s is gone", path)
		}
	}
	for _, path := range []string{"progress/2023-01/index.html", "progress/2023-01/nanhai/index.html", "bulletins/2023-01/weihai.pdf", "bulletins/2023-01/wendeng/index.html"} {
		if _, ok := after[path]; !ok {
			t.Errorf("/%s is not there", path)
		}
	}
	for path := range after {
		if strings.Contains(path, "/2021-") {
			t.Errorf("/%s belongs to a year that is only a base", path)
		}
	}
	for page, want := range map[string][]string{
		"progress/index.html":         {`href="/progress/2023-01/"`, `href="/progress/2022-10/"`, "<h3>2022年</h3>"},
		"bulletins/index.html":        {`href="/bulletins/2023-01/weihai/"`, `href="/bulletins/2022-10/weihai/"`},
		"progress/2023-01/index.html": {`href="/progress/2022-10/"`},
		"indicators/posts/index.html": {"（2023年）", "（2022年）"},
		"sitemap.xml":                 {"/progress/2022-10/", "/progress/2023-01/"},
	} {
		for _, text := range want {
			if !strings.Contains(after[page], text) {
				t.Errorf("/%s does not hold %s", page, text)
			}
		}
	}
}

// TestProvince puts a province above the city, with a second city that reports itself: every region has its pages,
// bulletins, services and offices, and each ranking lists what stands right below the region shown.
func TestProvince(t *testing.T) {
	root := copyInput(t, "2022-10")
	edit(t, root, "data/regions.yaml", "regions:\n", `regions:
  - id: shandong
    name: 山东省
    short: 全省
    kind: 省

  - id: yantai
    name: 烟台市
    short: 烟台市
    kind: 市
    parent: shandong

`, 1)
	edit(t, root, "data/regions.yaml", "    short: 全市\n    kind: 市\n", "    short: 威海市\n    kind: 市\n    parent: shandong\n", 1)
	edit(t, root, "data/regions.yaml", "    name: 威海市\n", "    name: 威海全市\n", 1)
	edit(t, root, "data/targets/2022.yaml", "    city: weihai\n    amounts:\n", "    city: shandong\n    amounts:\n      shandong: 16000\n      yantai: 2000\n", 1)
	october := filepath.Join("data", "observations", "2022-10.csv")
	edit(t, root, october, "2022-10,huancui,posts_created,,2262,", "2022-10,yantai,posts_created,,1500,\n2022-10,huancui,posts_created,,2262,", 1)
	out := filepath.Join(t.TempDir(), "public")
	if code, stdout, stderr := gongkai("-C", root, "-o", out); code != exitOK {
		t.Fatalf("exit %d\n%s%s", code, stdout, stderr)
	}
	files := readTree(t, out)
	for _, region := range []string{"shandong", "weihai", "yantai", "huancui", "nanhai"} {
		paths := []string{"services/" + region + "/index.html", "institutions/" + region + "/index.html",
			"bulletins/2022-10/" + region + ".pdf", "bulletins/2022-10/" + region + "/index.html"}
		if region != "shandong" {
			paths = append(paths, "progress/2022-10/"+region+"/index.html")
		}
		for _, path := range paths {
			if files[path] == "" {
				t.Errorf("/%s is not there", path)
			}
		}
	}
	for _, c := range []struct {
		page    string
		has     []string
		without []string
	}{
		{"progress/2022-10/index.html", []string{`href="/progress/2022-10/weihai/"`, "posts.rank/2022-10/weihai", "posts.rank/2022-10/yantai"}, []string{"posts.rank/2022-10/huancui"}},
		{"progress/2022-10/weihai/index.html", []string{"posts.value/2022-10/weihai", "posts.rank/2022-10/huancui"}, []string{"posts.rank/2022-10/yantai"}},
		{"bulletins/2022-10/shandong/index.html", []string{"威海市", "烟台市"}, []string{"环翠区"}},
		{"bulletins/2022-10/weihai/index.html", []string{"威海全市", "环翠区"}, []string{"烟台市"}},
		{"bulletins/2022-10/yantai/index.html", []string{"烟台市"}, []string{"环翠区"}},
		{"institutions/index.html", []string{"省级", "市级"}, nil},
		{"index.html", []string{`href="/services/weihai/"`, `href="/services/yantai/"`, `href="/services/huancui/"`}, nil},
	} {
		for _, text := range c.has {
			if !strings.Contains(files[c.page], text) {
				t.Errorf("/%s does not hold %s", c.page, text)
			}
		}
		for _, text := range c.without {
			if strings.Contains(files[c.page], text) {
				t.Errorf("/%s holds %s", c.page, text)
			}
		}
	}
}
