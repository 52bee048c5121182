package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

const (
	insideLock    = ".gongkai.lock"
	insideStaging = ".gongkai.staging"
	insideBefore  = ".gongkai.before" // the former list, while files are replaced one by one
	markerName    = ".gongkai"        // says that this program owns a folder: everything else may be deleted
	markerText    = "本文件夹由 gongkai 生成，每次都整个替换；自己的文件不要放在这里。\n"
	ignoreName    = ".gitignore"
	ignoreText    = "*\n!.gitignore\n"

	// sign is a file of every site: a list without it is not ours. It is opendata.ObservationsPath.
	sign = "data/observations/observations.csv"
)

// own are the names in a published folder that are not part of the site.
var own = map[string]bool{insideLock: true, insideStaging: true, insideBefore: true, ignoreName: true, markerName: true}

// litter reports whether a file is what Finder or Explorer leaves in a folder that somebody looks into. It may go.
func litter(file string) bool {
	switch strings.ToLower(path.Base(file)) {
	case ".ds_store", "thumbs.db", "desktop.ini":
		return true
	}
	return false
}

// refuseForeign protects a folder that no build has written: the exchange would delete what is in it. A folder without
// the marker is ours if its list proves it: steps of pipelines that keep or upload a folder may drop all dot files.
func refuseForeign(dir string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("读输出文件夹：%w", err)
	}
	i := slices.IndexFunc(entries, func(e fs.DirEntry) bool { return !own[e.Name()] && !litter(e.Name()) })
	if marked(entries) || i < 0 {
		return nil
	}
	list := sums(dir)
	signed := slices.ContainsFunc(list, func(e Entry) bool { return e.Path == sign })
	if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(sign))); err != nil && !signed {
		return Refusal{fmt.Sprintf("%s 里有不是本程序写出的文件（如 %s），没有动它。请清空它，或用 -o 换一个文件夹。", dir, entries[i].Name())}
	}
	other, err := firstUnlisted(dir, list)
	switch {
	case err != nil:
		return fmt.Errorf("读输出文件夹：%w", err)
	case other != "" || !signed:
		why := sumsName + " 缺失或已损坏"
		if signed {
			why = other + " 与校验清单不符或不在清单里"
		}
		return Refusal{fmt.Sprintf("%s 像是以前生成的网站，但缺少标记文件 %s，%s，所以没有动它。里面没有自己的文件，就把它整个删去再生成；有，就先移走，或用 -o 换一个文件夹。",
			dir, markerName, why)}
	}
	return nil
}

func marked(entries []fs.DirEntry) bool {
	return slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == markerName && e.Type().IsRegular() })
}

// firstUnlisted returns a file that does not stand in the list with its hash, or "".
func firstUnlisted(dir string, list []Entry) (string, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return "", err
	}
	defer root.Close()
	listed := map[string]Sum{}
	for _, e := range list {
		listed[e.Path] = e.SHA256
	}
	other := ""
	err = walk(dir, func(path string, d fs.DirEntry) error {
		want, known := listed[path]
		if d.IsDir() || path == sumsName || !known && litter(path) {
			return nil
		}
		var sum Sum
		if d.Type().IsRegular() {
			if sum, err = hash(root, path); err != nil {
				return err
			}
		}
		if !known || !d.Type().IsRegular() || sum != want {
			other = path
			return fs.SkipAll
		}
		return nil
	})
	return other, err
}
