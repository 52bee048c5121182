package main

import (
	"path/filepath"
	"strings"
	"testing"
)

func mustRelease(t *testing.T, version string, args ...string) {
	t.Helper()
	if code, stdout, stderr := gongkai(append([]string{"release", version}, args...)...); code != exitOK || !strings.Contains(stdout, "已发布 "+version) {
		t.Fatalf("release %s: exit %d\n%s%s", version, code, stdout, stderr)
	}
}

// refused expects that a release changes neither the ledger nor the site, and says why.
func refused(t *testing.T, root, out, version string, words ...string) {
	t.Helper()
	ledger, site := filepath.Join(root, "data", "ledger"), readTree(t, out)
	before := readTree(t, ledger)
	code, stdout, stderr := gongkai("release", version, "-C", root, "-o", out)
	if code != exitInput {
		t.Errorf("release %s: exit %d\n%s", version, code, stdout)
	}
	for _, w := range words {
		if !strings.Contains(stderr, w) {
			t.Errorf("release %s does not say %q:\n%s", version, w, stderr)
		}
	}
	sameTree(t, readTree(t, ledger), before)
	sameTree(t, readTree(t, out), site)
}

// TestReleaseRecordsAndExchanges releases twice; what was published stays to be read, and a build adds nothing.
func TestReleaseRecordsAndExchanges(t *testing.T) {
	root, out := copyInput(t, "2022-09", "2022-10"), filepath.Join(t.TempDir(), "public")
	ledger := filepath.Join(root, "data", "ledger")
	mustRelease(t, "2022-11-30", "-C", root, "-o", out)
	first := readTree(t, out)
	recorded := readTree(t, ledger)
	for _, name := range []string{"observations.csv", "structure.json"} {
		if recorded["2022-11-30/"+name] == "" || first["data/releases/2022-11-30/"+name] != recorded["2022-11-30/"+name] {
			t.Errorf("%s is not served as it was recorded", name)
		}
	}
	if first["data/observations/structure.json"] != recorded["2022-11-30/structure.json"] {
		t.Error("the structure of the release is not that of the site")
	}
	if code, _, stderr := gongkai("build", "-C", root, "-o", out); code != exitOK {
		t.Fatalf("exit %d\n%s", code, stderr)
	}
	sameTree(t, readTree(t, out), first)
	sameTree(t, readTree(t, ledger), recorded)
	refused(t, root, out, "2022-11-30", "这个版本已经发布", "2022-11-30.2", "[ledger]")
	refused(t, root, out, "2022-11-29", "最近的版本是 2022-11-30", "版本 2022-11-29 早于公开日期 2022-11-30")

	correct(t, root, "1810")
	refused(t, root, out, "2022-11-30", "现在的内容与当时不同")
	mustRelease(t, "2022-11-30.2", "-C", root, "-o", out)
	second := readTree(t, out)
	const old, now = "data/releases/2022-11-30/observations.csv", "data/releases/2022-11-30.2/observations.csv"
	const line = "2022-09,huancui,posts_occupied,,18"
	if !strings.Contains(second[old], line+"21,A,0") || !strings.Contains(second[now], line+"10,A,1") {
		t.Error("the releases do not hold the figures of their time")
	}
	page := second["data/releases/index.html"]
	if i, j := strings.Index(page, now), strings.Index(page, old); i < 0 || j < i || !strings.Contains(second["SHA256SUMS"], old) {
		t.Error("the page does not list both releases, the newest first, or SHA256SUMS lacks one")
	}
	whole(t, out)
}

// TestReleaseIsNotOlderThanItsContent: the first release, too.
func TestReleaseIsNotOlderThanItsContent(t *testing.T) {
	root, out := copyInput(t, "2022-09", "2022-10"), filepath.Join(t.TempDir(), "public")
	code, _, stderr := gongkai("release", "2022-11-30", "-C", root, "-o", out, "--as-of=2022-12-10")
	if want := "data/ledger/2022-11-30: 错误: 版本 2022-11-30 早于公开日期 2022-12-10 [ledger]"; code != exitInput || !strings.Contains(stderr, want) {
		t.Errorf("exit %d, want %q\n%s", code, want, stderr)
	}
	if ledger := readTree(t, root); ledger["data/ledger/2022-11-30/release.yaml"] != "" {
		t.Error("it is in the ledger")
	}
	mustRelease(t, "2022-12-10", "-C", root, "-o", out, "--as-of=2022-12-10")
}

// TestReleaseAfterAKillBeforeTheExchange: the ledger has the version, the site is the old one. The same release
// finishes; another content is refused, and so is an older version.
func TestReleaseAfterAKillBeforeTheExchange(t *testing.T) {
	root, out := copyInput(t, "2022-09", "2022-10"), filepath.Join(t.TempDir(), "public")
	mustRelease(t, "2022-11-30", "-C", root, "-o", out)
	correct(t, root, "1810")
	other := filepath.Join(t.TempDir(), "public")
	mustRelease(t, "2022-12-10", "-C", root, "-o", other) // out has not seen it
	want := readTree(t, other)

	edit(t, root, october, "posts_occupied,,1810,", "posts_occupied,,1811,", 1)
	refused(t, root, out, "2022-12-10", "现在的内容与当时不同")
	edit(t, root, october, "posts_occupied,,1811,", "posts_occupied,,1810,", 1)
	mustRelease(t, "2022-12-10", "-C", root, "-o", out)
	sameTree(t, readTree(t, out), want)
}

const october = "data/observations/2022-10.csv"

// correct adds a correction of a figure of September.
func correct(t *testing.T, root, value string) {
	t.Helper()
	const first = "2022-09,wendeng,posts_created,,2118,"
	edit(t, root, october, first, "2022-09,huancui,posts_occupied,,"+value+",更正：重复计入；2022-11-20\n"+first, 1)
}

// TestPublishedFigureIsNotChangedInSilence: what a release published changes by a correction only, or the figures of two
// releases could not be judged together.
func TestPublishedFigureIsNotChangedInSilence(t *testing.T) {
	root, out := copyInput(t, "2022-09", "2022-10"), filepath.Join(t.TempDir(), "public")
	mustRelease(t, "2022-11-30", "-C", root, "-o", out)
	edit(t, root, october, "huancui,posts_occupied,,2117,", "huancui,posts_occupied,,2116,", 1)
	refused(t, root, out, "2022-12-10", october+":66:", "2022年10月环翠区的在岗在 2022-11-30 公布的是2117", "另加一行更正", "[ledger]")
	site := readTree(t, out)
	if code, _, stderr := gongkai("build", "-C", root, "-o", out); code != exitInput || !strings.Contains(stderr, "[ledger]") {
		t.Errorf("build: exit %d\n%s", code, stderr)
	}
	sameTree(t, readTree(t, out), site)
}

// TestDamagedLedgerStopsEveryBuild changes one published figure of an earlier release.
func TestDamagedLedgerStopsEveryBuild(t *testing.T) {
	root, out := copyInput(t, "2022-09", "2022-10"), filepath.Join(t.TempDir(), "public")
	mustRelease(t, "2022-11-30", "-C", root, "-o", out)
	edit(t, root, "data/ledger/2022-11-30/observations.csv", "2022-10,huancui,posts_occupied,,2117,", "2022-10,huancui,posts_occupied,,2118,", 1)
	for _, command := range [][]string{{"build"}, {"check"}, {"release", "2022-12-10"}} {
		code, stdout, stderr := gongkai(append(command, "-C", root, "-o", out)...)
		if code != exitInput || !strings.Contains(stdout+stderr, "data/ledger/2022-11-30/observations.csv: 错误: 文件改动过") {
			t.Errorf("%v: exit %d\n%s%s", command, code, stdout, stderr)
		}
	}
}
