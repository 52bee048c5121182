// Package preview shows the site on this computer while it is being edited: it builds into a folder of its own,
// watches the input, builds again after a change and tells the open pages to reload. What is wrong with the input
// stands at the top of every page, with file and line; the last good site stays visible below. The site is not audited:
// that takes longer than everything else, and only what build and release make can be published.
package preview

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"time"

	"gongkai/generator/build"
	"gongkai/generator/output"
)

// Serve shows the site that o describes on a port of 127.0.0.1 until ctx ends. ready is told the address once the
// site can be looked at, report every finished build.
func Serve(ctx context.Context, o build.Options, port int, ready func(address string), report func(build.Result, error)) error {
	dir, err := os.MkdirTemp("", "gongkai-preview-")
	if err != nil {
		return fmt.Errorf("建立预览文件夹：%w", err)
	}
	defer os.RemoveAll(dir)
	o.Out = filepath.Join(dir, "site")

	listener, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port))
	if errors.Is(err, syscall.EADDRINUSE) {
		return output.Refusal{Text: fmt.Sprintf("端口 %d 已被占用，请用 --port 换一个。", port)}
	}
	if err != nil {
		return fmt.Errorf("打开端口 %d: %w", port, err)
	}
	w, err := watch(o.Root, "content", "data", "templates")
	if err != nil {
		return err
	}
	defer w.Close()

	s := newServer(o.Out)
	rebuild := func() {
		r, err := build.Preview(o)
		s.update(r.Problems, err)
		report(r, err)
	}
	rebuild()
	server := &http.Server{Handler: s, ReadHeaderTimeout: 10 * time.Second}
	var wg sync.WaitGroup
	wg.Go(func() { w.changes(ctx, rebuild) })
	wg.Go(func() {
		<-ctx.Done()
		server.Close()
	})
	ready("http://" + listener.Addr().String() + "/")
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("预览服务：%w", err)
	}
	wg.Wait()
	return nil
}
