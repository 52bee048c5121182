package main

import (
	"fmt"
	"io/fs"
	"net"
	"os"
	"syscall"
	"testing"
)

func TestErrorsOfTheSystemAreSaidInChinese(t *testing.T) {
	for _, c := range []struct {
		err  error
		want string
	}{
		{fmt.Errorf("读输入文件：%w", &fs.PathError{Op: "openat", Path: "data/a.csv", Err: syscall.EACCES}), "读输入文件：data/a.csv：没有权限"},
		{fmt.Errorf("打开输入文件夹：%w", &fs.PathError{Op: "open", Path: "/etc/hosts", Err: syscall.ENOTDIR}), "打开输入文件夹：/etc/hosts：不是文件夹"},
		{&os.LinkError{Op: "rename", Old: "a", New: "b", Err: syscall.ENOSPC}, "a → b：磁盘满了"},
		{fmt.Errorf("打开端口 80：%w", &net.OpError{Op: "listen", Net: "tcp", Err: os.NewSyscallError("bind", syscall.EACCES)}), "打开端口 80：没有权限"},
		{fmt.Errorf("写到磁盘：%w", syscall.EIO), "写到磁盘：磁盘读写出错"},
		{fmt.Errorf("写 a：%w", os.NewSyscallError("statx", syscall.ENOENT)), "写 a：没有这个文件或文件夹"},
	} {
		if got := inWords(c.err); got != c.want {
			t.Errorf("%v: %s, want %s", c.err, got, c.want)
		}
	}
}
