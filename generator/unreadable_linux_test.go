package main

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
)

// unprivileged runs something without the rights of root, which may read everything. It works for what this goroutine
// opens below the current folder.
func unprivileged(t *testing.T, do func()) {
	t.Helper()
	if os.Geteuid() != 0 {
		do()
		return
	}
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	const nobody = 65534
	if err := syscall.Setfsuid(nobody); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := syscall.Setfsuid(0); err != nil {
			t.Fatal(err)
		}
	}()
	do()
}

// TestUnreadableTemplates: a file that may not be read is no mistake of its author (exit 3); one that is no file or no
// text is (exit 1), and is named with its rule.
func TestUnreadableTemplates(t *testing.T) {
	forbid := func(t *testing.T, file string) {
		if err := os.Chmod(file, 0); err != nil {
			t.Fatal(err)
		}
	}
	folder := func(t *testing.T, file string) {
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
		if err := os.Mkdir(file, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	otherCode := func(t *testing.T, file string) {
		if err := os.WriteFile(file, []byte("\xCD\xA8\xB1\xA8"), 0o644); err != nil { // 通报 in GB18030
			t.Fatal(err)
		}
	}
	outside := func(t *testing.T, file string) {
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink("/etc/hosts", file); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		name, file string
		change     func(*testing.T, string)
		code       int
		want       string
	}{
		{"no permission", "bulletin.md", forbid, exitMachine, "templates/bulletin.md：没有权限"},
		{"no permission", "base.html", forbid, exitMachine, "templates/base.html：没有权限"},
		{"no permission", "_header.html", forbid, exitMachine, "templates/_header.html：没有权限"},
		{"no permission", "policy.html", forbid, exitMachine, "templates/policy.html：没有权限"},
		{"no permission", "icons.svg", forbid, exitMachine, "templates/icons.svg：没有权限"},
		{"no permission", "fonts/song.ttf", forbid, exitMachine, "templates/fonts/song.ttf：没有权限"},
		{"a folder", "year.md", folder, exitInput, "templates/year.md: 错误: 缺少通报模板，或者不能读取 [missing-file]"},
		{"a folder", "policy.html", folder, exitInput, "templates/policy.html: 错误: 模板不能使用：是文件夹，不是文件 [template]"},
		{"a folder", "site.css", folder, exitInput, "templates/site.css: 错误: 缺少样式表，或者不能读取 [missing-file]"},
		{"a folder", "fonts/kai.ttf", folder, exitInput, "templates/fonts/kai.ttf: 错误: 通报的字体不能使用：是文件夹，不是文件 [font]"},
		{"GB18030", "_header.html", otherCode, exitInput, "templates/_header.html: 错误: 模板不能使用：不是 UTF-8 编码的文字 [template]"},
		{"GB18030", "bulletin.md", otherCode, exitInput, "templates/bulletin.md: 错误: 缺少通报模板，或者不能读取 [missing-file]"},
		{"a link", "search.js", outside, exitInput, "templates/search.js: 错误: 缺少脚本，或者不能读取 [missing-file]"},
		{"a link", "fonts/hei.ttf", outside, exitInput, "templates/fonts/hei.ttf: 错误: 通报的字体不能使用：是一个链接，指向不存在的文件或者文件夹以外 [font]"},
	} {
		t.Run(c.file+" is "+c.name, func(t *testing.T) {
			root := copyInput(t, "2022-09", "2022-10")
			file := filepath.Join(root, "templates", filepath.FromSlash(c.file))
			if strings.HasPrefix(c.file, "fonts/") { // which is a link to the shipped file
				data, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				if err := os.Remove(file); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(file, data, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			c.change(t, file)
			t.Chdir(root)
			unprivileged(t, func() {
				code, stdout, stderr := gongkai("check")
				if code != c.code || !strings.Contains(stdout+stderr, c.want) {
					t.Errorf("exit %d\n%s%s", code, stdout, stderr)
				}
			})
		})
	}
}
