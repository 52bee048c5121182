package browser

import (
	"bufio"
	"mime"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

// serve gives the folder of the site out on a port of its own, with other bytes for the paths in instead.
func serve(t testing.TB, instead map[string]string) (origin string) {
	return serveFolder(t, *site, instead)
}

func serveFolder(t testing.TB, dir string, instead map[string]string) (origin string) {
	rules := headers(dir)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		file := path.Clean(r.URL.Path)
		if strings.HasSuffix(r.URL.Path, "/") {
			file = path.Join(file, "index.html")
		}
		body, err := []byte(instead[r.URL.Path]), error(nil)
		if len(body) == 0 {
			body, err = os.ReadFile(filepath.Join(dir, filepath.FromSlash(file)))
		}
		status := http.StatusOK
		if err != nil {
			status, file = http.StatusNotFound, "/404.html"
			if body, err = os.ReadFile(filepath.Join(dir, "404.html")); err != nil {
				http.NotFound(w, r)
				return
			}
		}
		kind := mime.TypeByExtension(path.Ext(file))
		if kind == "" {
			kind = "application/octet-stream"
		}
		w.Header().Set("Content-Type", kind)
		for _, h := range rules {
			if h.covers(r.URL.Path) {
				w.Header().Set(h.name, h.value)
			}
		}
		w.WriteHeader(status)
		w.Write(body)
	}))
	t.Cleanup(s.Close)
	return s.URL
}

// header is one line of _headers, the file by which static hosts (Netlify, Cloudflare Pages) set headers:
// a path, which may end in *, then indented lines of names and values.
type header struct{ path, name, value string }

func (h header) covers(p string) bool {
	if start, ok := strings.CutSuffix(h.path, "*"); ok {
		return strings.HasPrefix(p, start)
	}
	return p == h.path
}

func headers(dir string) []header {
	file, err := os.Open(filepath.Join(dir, "_headers"))
	if err != nil {
		return nil
	}
	defer file.Close()
	var all []header
	current := ""
	for lines := bufio.NewScanner(file); lines.Scan(); {
		line := lines.Text()
		name, value, ok := strings.Cut(line, ":")
		switch {
		case strings.HasPrefix(line, "/"):
			current = strings.TrimSpace(line)
		case ok && !strings.HasPrefix(line, "#"):
			all = append(all, header{current, strings.TrimSpace(name), strings.TrimSpace(value)})
		}
	}
	return all
}
