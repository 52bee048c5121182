package main

import (
	"errors"
	"io/fs"
	"net"
	"os"
	"strings"
	"syscall"
)

// reasons are what the system says about files and ports, in Chinese.
var reasons = []struct {
	is      error
	chinese string
}{
	{fs.ErrNotExist, "没有这个文件或文件夹"},
	{fs.ErrExist, "已经存在"},
	{fs.ErrPermission, "没有权限"},
	{syscall.ENOTDIR, "不是文件夹"},
	{syscall.EISDIR, "是文件夹，不是文件"},
	{syscall.ENOSPC, "磁盘满了"},
	{syscall.EDQUOT, "超过了磁盘限额"},
	{syscall.EROFS, "磁盘只能读，不能写"},
	{syscall.EIO, "磁盘读写出错"},
	{syscall.EBUSY, "正被别的程序使用"},
	{syscall.ENAMETOOLONG, "名称太长"},
	{syscall.EMFILE, "同时打开的文件太多"},
	{syscall.ENFILE, "同时打开的文件太多"},
	{syscall.ELOOP, "链接绕成了圈"},
	{syscall.ENOTEMPTY, "文件夹不是空的"},
	{syscall.EXDEV, "不在同一个磁盘上"},
	{syscall.EADDRNOTAVAIL, "不能使用这个地址"},
}

// inWords is the text of an error of the machine with what the system said put into Chinese: 读输入文件：data/a.csv：没有权限.
func inWords(err error) string {
	text := err.Error()
	var (
		path   *fs.PathError
		link   *os.LinkError
		call   *os.SyscallError
		listen *net.OpError
		number syscall.Errno
	)
	switch {
	case errors.As(err, &path):
		return strings.ReplaceAll(text, path.Error(), path.Path+"："+reason(path.Err))
	case errors.As(err, &link):
		return strings.ReplaceAll(text, link.Error(), link.Old+" → "+link.New+"："+reason(link.Err))
	case errors.As(err, &listen):
		return strings.ReplaceAll(text, listen.Error(), reason(listen.Err))
	case errors.As(err, &call):
		return strings.ReplaceAll(text, call.Error(), reason(call.Err))
	case errors.As(err, &number):
		return strings.ReplaceAll(text, number.Error(), reason(number))
	}
	return text
}

func reason(err error) string {
	for _, r := range reasons {
		if errors.Is(err, r.is) || err.Error() == r.is.Error() { // os.OpenRoot makes its own "not a directory"
			return r.chinese
		}
	}
	return err.Error()
}
