package build

import (
	"fmt"
	"path/filepath"
	"strings"

	"gongkai/generator/output"
)

// apart refuses to publish over the input: neither into one of its folders nor into a folder that holds them.
func apart(root, out string) error {
	in, err := real(root)
	if err != nil {
		return err
	}
	to, err := real(out)
	if err != nil {
		return err
	}
	if within(in, to) {
		return output.Refusal{Text: fmt.Sprintf("输出文件夹 %s 里有输入的文件，没有动它。请用 -o 换一个文件夹。", out)}
	}
	for _, name := range []string{"content", "data", "templates", "generator"} {
		dir, err := real(filepath.Join(in, name))
		if err != nil {
			return err
		}
		if within(to, dir) {
			return output.Refusal{Text: fmt.Sprintf("输出文件夹不能放在 %s/ 里，没有动它。请用 -o 换一个文件夹。", name)}
		}
	}
	return nil
}

// real follows the links of a path as far as it exists.
func real(path string) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	for head, tail := path, ""; ; tail, head = filepath.Join(filepath.Base(head), tail), filepath.Dir(head) {
		if found, err := filepath.EvalSymlinks(head); err == nil {
			return filepath.Join(found, tail), nil
		}
		if head == filepath.Dir(head) {
			return path, nil // what is wrong with it, the stage that uses it says
		}
	}
}

func within(path, dir string) bool {
	rel, err := filepath.Rel(dir, path)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}
