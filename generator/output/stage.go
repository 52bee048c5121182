package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"syscall"
)

// target is the published folder while a build works on it. Beside public/ stand .public.lock and, while a build
// runs, .public.staging. If nothing can be written beside it, or it is a mount of its own, both stand inside.
type target struct {
	dir     string // absolute, symbolic links resolved
	staging string
	locks   []*os.File
	root    *os.Root // confines writing to the staging folder
	near    nearby
}

// open locks the target and makes an empty staging folder, over whatever a killed build left behind.
func open(dir string) (*target, error) {
	dir, err := resolve(dir)
	if err != nil {
		return nil, err
	}
	if err := refuseForeign(dir); err != nil {
		return nil, err
	}
	t := &target{dir: dir}
	if err := t.acquire(); err != nil {
		return nil, err
	}
	if err := t.prepare(); err != nil {
		t.close()
		return nil, err
	}
	return t, nil
}

// resolve makes sure that the folder above the target exists, and follows links: the staging folder must stand beside
// the real folder to take its place.
func resolve(dir string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", fmt.Errorf("输出文件夹：%w", err)
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return "", fmt.Errorf("建立输出文件夹：%w", err)
	}
	if _, err := os.Stat(dir); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("输出文件夹：%w", err) // EvalSymlinks has words of its own for a loop of links
	}
	real, err := filepath.EvalSymlinks(dir)
	if errors.Is(err, fs.ErrNotExist) {
		if _, err := os.Lstat(dir); err == nil { // a link to a disk that is not there: the site would take its place
			return "", Refusal{fmt.Sprintf("%s 是一个链接，它指向的文件夹不存在，没有动它。请先接上那个磁盘或建好那个文件夹，或用 -o 换一个文件夹。", dir)}
		}
		return dir, nil
	}
	if err != nil {
		return "", fmt.Errorf("输出文件夹：%w", err)
	}
	return real, nil
}

// refuseStrangers protects what somebody has put into a site that a build has written. Files of the former site and of
// the new one are ours, even if the list is damaged.
func (t *target) refuseStrangers(m Manifest) error {
	ours := map[string]bool{sumsName: true}
	for _, list := range [][]Entry{sums(t.dir), readSums(filepath.Join(t.dir, insideBefore)), m.entries} {
		for _, e := range list {
			ours[e.Path] = true
		}
	}
	var strangers []string
	err := walk(t.dir, func(path string, d fs.DirEntry) error {
		if !d.IsDir() && !ours[path] && !litter(path) {
			strangers = append(strangers, path)
		}
		return nil
	})
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("读输出文件夹：%w", err)
	case len(strangers) == 0:
		return nil
	}
	more := ""
	if n := len(strangers); n > 5 {
		strangers, more = strangers[:5], fmt.Sprintf(" 等 %d 个文件", n)
	}
	return Refusal{fmt.Sprintf("%s 里有不是本程序写出的文件，生成会把它们删去，所以没有动它：%s%s。请移到别处；需要随网站发布的，在生成以后另复制到服务器上。",
		t.dir, strings.Join(strangers, "、"), more)}
}

func (t *target) beside(name string) string {
	return filepath.Join(filepath.Dir(t.dir), "."+filepath.Base(t.dir)+name)
}

// acquire takes the lock beside the target. An account that cannot write there takes one inside, but only while there
// is none beside: two builds with two locks would stage into one folder. Whoever has the one beside also asks for the
// one inside.
func (t *target) acquire() error {
	inside := filepath.Join(t.dir, insideLock)
	f, err := lockFile(t.beside(".lock"))
	if errors.Is(err, errNoLock) {
		f, err = lockFile(inside)
	}
	if err != nil {
		return err
	}
	if err := t.take(f); err != nil {
		return err
	}
	if f.Name() == inside {
		return nil
	}
	f, err = os.Open(inside)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		t.close()
		return fmt.Errorf("打开锁文件：%w", err)
	}
	if err := t.take(f); err != nil {
		t.close()
		return err
	}
	return nil
}

// errNoLock says that a lock does not exist and cannot be made.
var errNoLock = errors.New("没有锁文件")

// lockFile opens a lock, which needs no right to write, or makes it for all accounts.
func lockFile(path string) (*os.File, error) {
	f, err := os.Open(path)
	if !errors.Is(err, fs.ErrNotExist) {
		if err != nil {
			return nil, fmt.Errorf("打开锁文件：%w", err)
		}
		return f, nil
	}
	f, err = os.OpenFile(path, os.O_CREATE|os.O_RDONLY, 0o666)
	switch {
	case errors.Is(err, fs.ErrPermission) || readOnly(err):
		return nil, fmt.Errorf("%w：%w", errNoLock, err)
	case err != nil:
		return nil, fmt.Errorf("建立锁文件：%w", err)
	}
	return f, nil
}

// take locks a file unless another build has it.
func (t *target) take(f *os.File) error {
	free, err := tryLock(f)
	if err == nil && free {
		t.locks = append(t.locks, f)
		return nil
	}
	f.Close()
	if err != nil {
		return fmt.Errorf("加锁 %s：%w", f.Name(), err)
	}
	return Refusal{fmt.Sprintf("另一次生成正在写 %s，这一次没有写出任何文件。等它结束后再运行一次。", t.dir)}
}

func (t *target) prepare() error {
	t.staging = t.beside(".staging")
	err := fresh(t.staging, 0o755)
	var refusal Refusal
	if errors.As(err, &refusal) {
		t.staging = "" // not ours to remove
		return err
	}
	if err != nil || !sameMount(t.staging, t.dir) {
		remove(t.staging) // whatever is left of it is in nobody's way
		t.staging = filepath.Join(t.dir, insideStaging)
		// A web server serves what is inside: nobody else may read a site that is not finished.
		if err := fresh(t.staging, 0o700); err != nil {
			t.staging = ""
			return err
		}
	}
	root, err := os.OpenRoot(t.staging)
	if err != nil {
		return fmt.Errorf("打开暂存文件夹：%w", err)
	}
	t.root = root
	return nil
}

// fresh makes a folder with nothing but our marker, over what a killed build has left. A folder of somebody else that
// only has the name is left alone.
func fresh(dir string, mode fs.FileMode) error {
	entries, err := os.ReadDir(dir)
	switch {
	case err == nil && len(entries) > 0 && !marked(entries):
		return Refusal{fmt.Sprintf("生成时要用文件夹 %s，里面却有不是本程序写出的文件（如 %s），没有动它。请把它移走，或用 -o 换一个文件夹。", dir, entries[0].Name())}
	case errors.Is(err, syscall.ENOTDIR):
		return Refusal{fmt.Sprintf("生成时要用文件夹 %s，已有一个同名的文件，没有动它。请把它移走，或用 -o 换一个文件夹。", dir)}
	}
	if err := remove(dir); err != nil {
		return fmt.Errorf("清理上次留下的暂存文件夹：%w", err)
	}
	if err := os.Mkdir(dir, mode); err != nil {
		return fmt.Errorf("建立暂存文件夹：%w", err)
	}
	if err := os.WriteFile(filepath.Join(dir, markerName), []byte(markerText), 0o644); err != nil {
		os.RemoveAll(dir) // just made
		return fmt.Errorf("建立暂存文件夹：%w", err)
	}
	return nil
}

// remove deletes a folder, its marker last: after a kill the next build must still know it as ours.
func remove(dir string) error {
	entries, _ := os.ReadDir(dir) // RemoveAll says what is wrong with it
	for _, e := range entries {
		if e.Name() == markerName {
			continue
		}
		if err := os.RemoveAll(filepath.Join(dir, e.Name())); err != nil {
			return err
		}
	}
	return os.RemoveAll(dir)
}

// write puts one file into the staging folder. Two jobs may call it at the same time.
func (t *target) write(f File) error {
	if done, err := t.writeNear(f); done || err != nil {
		return err
	}
	dir := path.Dir(f.Path)
	if err := t.root.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("建立文件夹 %s: %w", dir, err)
	}
	if err := t.root.WriteFile(f.Path, f.Data, 0o644); err != nil {
		return fmt.Errorf("写 %s: %w", f.Path, err)
	}
	return nil
}

// finish adds what describes the site itself and brings everything to the disk, so that not even a power failure
// after the exchange leaves half a site.
func (t *target) finish(m Manifest) error {
	for _, f := range []File{{Path: sumsName, Data: formatSums(m.entries)}, {Path: ignoreName, Data: []byte(ignoreText)}} {
		if err := t.write(f); err != nil {
			return err
		}
	}
	if err := flush(t.staging); err != nil {
		return fmt.Errorf("写到磁盘：%w", err)
	}
	return nil
}

// close removes the staging folder – after the exchange that is the old site – and lets the next build begin.
func (t *target) close() {
	t.near.close()
	if t.root != nil {
		t.root.Close()
	}
	if t.staging != "" {
		remove(t.staging) // what cannot be removed now, the next build removes
	}
	for _, f := range t.locks {
		f.Close()
	}
}
