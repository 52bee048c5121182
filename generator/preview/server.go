package preview

import (
	"bytes"
	_ "embed"
	"fmt"
	"html"
	"io/fs"
	"mime"
	"net"
	"net/http"
	"os"
	"path"
	"slices"
	"strings"
	"sync"

	"gongkai/generator/build"
	"gongkai/generator/diag"
)

//go:embed reload.js
var script []byte

//go:embed panel.css
var style []byte

const own = "/_preview/"

// types are those of the files that a site holds, whatever this computer's own table says.
var types = map[string]string{
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
	".svg": "image/svg+xml", ".json": "application/json", ".xml": "application/xml", ".pdf": "application/pdf",
	".csv": "text/csv; charset=utf-8", ".ics": "text/calendar; charset=utf-8", ".txt": "text/plain; charset=utf-8",
}

// server serves the last good site with what is wrong with the input now.
type server struct {
	site fs.FS

	mu      sync.Mutex
	panel   string        // HTML; empty when there is nothing to report
	version string        // of the site and the panel
	count   int           // of builds
	changed chan struct{} // closed with every build
}

func newServer(dir string) *server {
	return &server{site: os.DirFS(dir), changed: make(chan struct{})}
}

// update takes over the outcome of a build and wakes the open pages.
func (s *server) update(p build.Problems, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.panel = panel(p, err)
	s.count++
	s.version = fmt.Sprintf("%d-%d", os.Getpid(), s.count) // another run of serve has other versions
	close(s.changed)
	s.changed = make(chan struct{})
}

func (s *server) state() (panel, version string, changed <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.panel, s.version, s.changed
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	switch {
	case !local(r.Host):
		// The panel quotes lines of data/: no page of another site may read it under a name of its own.
		http.Error(w, "只能在本机预览", http.StatusForbidden)
	case r.URL.Path == own+"events":
		s.events(w, r)
	case r.URL.Path == own+"reload.js":
		send(w, http.StatusOK, ".js", script)
	case r.URL.Path == own+"panel.css":
		send(w, http.StatusOK, ".css", style)
	default:
		s.file(w, r)
	}
}

func local(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	return host == "127.0.0.1" || host == "localhost"
}

// file serves one file of the site as a web server would.
func (s *server) file(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(path.Clean(r.URL.Path), "/")
	if strings.HasSuffix(r.URL.Path, "/") {
		name = path.Join(name, "index.html")
	}
	status := http.StatusOK
	data, err := fs.ReadFile(s.site, name)
	if err != nil {
		if info, err := fs.Stat(s.site, name); err == nil && info.IsDir() {
			http.Redirect(w, r, "/"+name+"/", http.StatusMovedPermanently)
			return
		}
		status, name = http.StatusNotFound, "404.html"
		if data, err = fs.ReadFile(s.site, name); err != nil {
			data = []byte(emptyPage)
		}
	}
	ext := path.Ext(name)
	if ext == ".html" {
		data = s.decorate(data)
	}
	send(w, status, ext, data)
}

const emptyPage = "<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>预览</title></head><body><p>这一页还没有生成。</p></body></html>\n"

// decorate puts the panel and the reloading script into a page. Both are files of their own: pages have a strict
// Content-Security-Policy.
func (s *server) decorate(page []byte) []byte {
	panel, version, _ := s.state()
	if i := bytes.Index(page, []byte("<body")); i >= 0 {
		if j := bytes.IndexByte(page[i:], '>'); j >= 0 {
			head, body := page[:i+j+1], page[i+j+1:]
			page = bytes.Join([][]byte{head, []byte(panel), body}, nil)
		}
	}
	tag := fmt.Sprintf("<script src=%q data-version=%q defer></script>", own+"reload.js", version)
	return append(page, tag...)
}

// panel says what is wrong; empty when nothing is. Where there are errors, warnings are only counted.
func panel(p build.Problems, err error) string {
	var text bytes.Buffer
	class, open := "warn", ""
	shown := p.Items
	if err != nil || p.Failed() {
		class, open = "fail", " open"
		shown = slices.DeleteFunc(slices.Clone(shown), func(d diag.Diag) bool { return d.Warning })
	}
	switch {
	case err != nil:
		fmt.Fprintln(&text, err)
	case len(shown) == 0:
		return ""
	default:
		diag.Text(&text, shown, p.Lines)
		fmt.Fprintf(&text, "%s。", diag.Tally(p.Items))
	}
	return `<link rel="stylesheet" href="` + own + `panel.css"><details class="preview-` + class + `" role="status"` + open +
		`><summary>` + summaries[class] + `</summary><pre>` + html.EscapeString(text.String()) + `</pre></details>`
}

var summaries = map[string]string{
	"fail": "输入有错误，下面是改错之前的页面",
	"warn": "输入有警告",
}

// events tells the page the version now and after every build (server-sent events).
func (s *server) events(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	out := http.NewResponseController(w)
	for {
		_, version, changed := s.state()
		fmt.Fprintf(w, "data: %s\n\n", version)
		if err := out.Flush(); err != nil {
			return
		}
		select {
		case <-r.Context().Done():
			return
		case <-changed:
		}
	}
}

func send(w http.ResponseWriter, status int, ext string, data []byte) {
	media, ok := types[ext]
	if !ok {
		media = mime.TypeByExtension(ext)
	}
	if media != "" {
		w.Header().Set("Content-Type", media)
	}
	w.WriteHeader(status)
	w.Write(data) // a reader that has gone away is not our problem
}
