package output

import (
	"fmt"
	"os"
	"path/filepath"
)

// Record writes the files as a folder that did not exist before: all of them, on the disk, or none. What a kill leaves
// behind has a name that begins with a dot; the next call for the same folder removes it.
func Record(dir string, files []File) error {
	above := filepath.Dir(dir)
	if err := os.MkdirAll(above, 0o755); err != nil {
		return fmt.Errorf("建立台账文件夹：%w", err)
	}
	unfinished := filepath.Join(above, "."+filepath.Base(dir)+".unfinished")
	if err := os.RemoveAll(unfinished); err != nil {
		return fmt.Errorf("清理上次没有写完的台账：%w", err)
	}
	if err := fill(unfinished, files); err != nil {
		os.RemoveAll(unfinished) // what cannot be removed now, the next call removes
		return fmt.Errorf("写台账：%w", err)
	}
	// Onto a folder that holds anything a rename fails.
	if err := os.Rename(unfinished, dir); err != nil {
		os.RemoveAll(unfinished)
		return fmt.Errorf("写台账：%w", err)
	}
	return syncFolder(above)
}

func fill(dir string, files []File) error {
	if err := os.Mkdir(dir, 0o755); err != nil {
		return err
	}
	for _, f := range files {
		if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(f.Path)), f.Data, 0o644); err != nil {
			return err
		}
	}
	return flush(dir)
}
