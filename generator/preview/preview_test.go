package preview

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gongkai/generator/build"
	"gongkai/generator/diag"
)

func put(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func start(t *testing.T, files map[string]string) (*server, string) {
	t.Helper()
	dir := t.TempDir()
	for path, text := range files {
		put(t, filepath.Join(dir, path), text)
	}
	s := newServer(dir)
	s.update(build.Problems{}, nil)
	h := httptest.NewServer(s)
	t.Cleanup(h.Close)
	return s, h.URL
}

func get(t *testing.T, address string) (status int, media, body string) {
	t.Helper()
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	res, err := client.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	data, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	if res.StatusCode == http.StatusMovedPermanently {
		return res.StatusCode, "", res.Header.Get("Location")
	}
	return res.StatusCode, res.Header.Get("Content-Type"), string(data)
}

func TestServesLikeAWebServer(t *testing.T) {
	_, url := start(t, map[string]string{
		"index.html": "<body class=x><p>首页", "a/index.html": "<body>a", "site.css": "p{}", "data/x.csv": "1", "404.html": "<body>没有",
	})
	for _, c := range []struct {
		path   string
		status int
		media  string
		want   string
	}{
		{"/", 200, "text/html; charset=utf-8", "首页"},
		{"/a/", 200, "text/html; charset=utf-8", "a"},
		{"/a", 301, "", "/a/"},
		{"/site.css", 200, "text/css; charset=utf-8", "p{}"},
		{"/data/x.csv", 200, "text/csv; charset=utf-8", "1"},
		{"/nothing", 404, "text/html; charset=utf-8", "没有"},
		{"/a/../../../../etc/passwd", 404, "text/html; charset=utf-8", "没有"},
		{"/_preview/reload.js", 200, "text/javascript; charset=utf-8", "EventSource"},
		{"/_preview/panel.css", 200, "text/css; charset=utf-8", "preview-fail"},
	} {
		status, media, body := get(t, url+c.path)
		if status != c.status || media != c.media || !strings.Contains(body, c.want) {
			t.Errorf("%s: %d %q %q, want %d %q %q", c.path, status, media, body, c.status, c.media, c.want)
		}
	}
	if _, _, body := get(t, url+"/site.css"); strings.Contains(body, "script") {
		t.Error("a style sheet was decorated")
	}
}

// TestOtherNamesAreRefused: a page of another site that lets its own name point here must not read the panel.
func TestOtherNamesAreRefused(t *testing.T) {
	s, _ := start(t, map[string]string{"index.html": "<body>x"})
	w := httptest.NewRecorder()
	s.ServeHTTP(w, httptest.NewRequest("GET", "http://evil.example:8080/", nil))
	if w.Code != http.StatusForbidden {
		t.Errorf("got %d", w.Code)
	}
}

func TestProblemsStandInThePage(t *testing.T) {
	s, url := start(t, map[string]string{"index.html": "<!DOCTYPE html><body class=x><p>旧页面"})
	if _, _, body := get(t, url); strings.Contains(body, "preview-") {
		t.Errorf("a panel without problems: %s", body)
	}
	var l diag.List
	l.Errorf(diag.Pos{File: "data/observations/2022-10.csv", Line: 12, Col: 31}, 4, "not-integer", "只写数字", "数值 %q 不是整数", "12<八")
	lines := func(string, int) (string, bool) { return "2022-10,371002,posts_created,,12<八,", true }
	s.update(build.Problems{Items: l.Sorted(), Lines: lines}, nil)
	_, _, body := get(t, url)
	for _, want := range []string{"data/observations/2022-10.csv:12:31: 错误", "12&lt;八", "提示: 只写数字", "旧页面", "共 1 处错误"} {
		if !strings.Contains(body, want) {
			t.Errorf("no %q in %s", want, body)
		}
	}
	if strings.Index(body, "preview-fail") < strings.Index(body, "<body") {
		t.Error("the panel stands before the body")
	}
	s.update(build.Problems{}, errors.New("磁盘满了"))
	if _, _, body := get(t, url); !strings.Contains(body, "磁盘满了") {
		t.Errorf("no error of the machine in %s", body)
	}
}

func TestNoSiteYet(t *testing.T) {
	s, url := start(t, nil)
	s.update(build.Problems{}, errors.New("没有模板"))
	status, _, body := get(t, url)
	if status != http.StatusNotFound || !strings.Contains(body, "没有模板") {
		t.Errorf("%d %s", status, body)
	}
}

func TestOpenPagesHearOfEveryBuild(t *testing.T) {
	s, url := start(t, map[string]string{"index.html": "<body>x"})
	res, err := http.Get(url + "/_preview/events")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	lines := bufio.NewScanner(res.Body)
	next := func() string {
		for lines.Scan() {
			if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				return data
			}
		}
		t.Fatal("the stream ended")
		return ""
	}
	first := next()
	_, _, body := get(t, url)
	if !strings.Contains(body, `data-version="`+first+`"`) {
		t.Errorf("the page does not know version %s: %s", first, body)
	}
	s.update(build.Problems{}, nil)
	if second := next(); second == first {
		t.Error("the version stayed the same")
	}
}

// TestChangesAreSeenAndBundled: several writes give one build, also in a folder that is made while we watch.
func TestChangesAreSeenAndBundled(t *testing.T) {
	root := t.TempDir()
	put(t, filepath.Join(root, "data", "a.csv"), "1")
	w, err := watch(root, "data", "content")
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	built := make(chan bool, 100)
	go w.changes(ctx, func() { built <- true })
	wait := func(what string) {
		t.Helper()
		select {
		case <-built:
		case <-time.After(10 * time.Second):
			t.Fatalf("%s: no build", what)
		}
	}
	for range 5 {
		put(t, filepath.Join(root, "data", "a.csv"), "2")
	}
	wait("a write")
	select {
	case <-built:
		t.Error("five writes at once gave two builds")
	case <-time.After(2 * quiet):
	}
	put(t, filepath.Join(root, "data", "new", "b.csv"), "1")
	wait("a new folder")
	time.Sleep(2 * quiet)
	for len(built) > 0 {
		<-built
	}
	put(t, filepath.Join(root, "data", "new", "b.csv"), "2")
	wait("a file in the new folder")
}
