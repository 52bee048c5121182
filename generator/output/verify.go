package output

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"gongkai/generator/diag"
)

// Verify hashes every file of a published folder and puts on l what differs from its SHA256SUMS. It returns the
// number of files that were compared.
func Verify(dir string, l *diag.List) (int, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return 0, fmt.Errorf("打开 %s: %w", dir, err)
	}
	defer root.Close()
	text, err := root.ReadFile(sumsName)
	if errors.Is(err, fs.ErrNotExist) {
		l.Errorf(diag.Pos{File: sumsName}, 0, "sums", "先运行一次生成", "没有校验清单，无法核对")
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("读 %s: %w", sumsName, err)
	}
	entries, ok := parseSums(string(text))
	if !ok {
		l.Errorf(diag.Pos{File: sumsName}, 0, "sums", "重新生成一次", "校验清单已损坏")
		return 0, nil
	}
	listed := map[string]bool{sumsName: true}
	for _, e := range entries {
		listed[e.Path] = true
		sum, err := hash(root, e.Path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			l.Errorf(diag.Pos{File: e.Path}, 0, "lost-file", "重新生成一次", "清单里有，文件夹里没有")
		case err != nil:
			l.Errorf(diag.Pos{File: e.Path}, 0, "lost-file", "重新生成一次", "读不出来")
		case sum != e.SHA256:
			l.Errorf(diag.Pos{File: e.Path}, 0, "changed-file", "重新生成一次", "内容与清单不符")
		}
	}
	err = walk(dir, func(path string, d fs.DirEntry) error {
		if !d.IsDir() && !listed[path] && !litter(path) {
			l.Errorf(diag.Pos{File: path}, 0, "extra-file", "移到别处：生成会整个替换这个文件夹", "不是生成的文件，清单里没有")
		}
		return nil
	})
	if _, err := root.Lstat(insideStaging); err == nil {
		l.Warnf(diag.Pos{File: insideStaging}, 0, "extra-file", "没有正在进行的生成，就重新生成一次，它会被清除", "中断的生成留下的文件夹")
	}
	if err != nil {
		return 0, fmt.Errorf("读 %s: %w", dir, err)
	}
	return len(entries), nil
}

func hash(root *os.Root, path string) (Sum, error) {
	f, err := root.Open(path)
	if err != nil {
		return Sum{}, err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return Sum{}, err
	}
	return Sum(h.Sum(nil)), nil
}
