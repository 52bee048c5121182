package bulletin

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/pdf"
)

// Faces are the faces of the PDFs, read once and shared by all documents: the owner's where data/site.yaml names one,
// else the open ones.
type Faces struct {
	Text     *pdf.Font // 仿宋, text of bulletins (GB/T 9704-2012, 5.2.2); 宋体 where the owner names no 仿宋
	Song     *pdf.Font // 宋体: page numbers (the same, 7.5), tables, figures, sheets and cards
	Biaosong *pdf.Font // titles
	Hei      *pdf.Font // 一、, heads of tables
	Kai      *pdf.Font // （一）

	open map[*pdf.Font]*pdf.Font // behind an owner's face; else nil
	all  []*pdf.Font             // in the order in which they step in for each other
}

// readFaces reads the open faces and the owner's. What is wrong with them is reported; an owner's face that cannot be
// used is left out, so that everything else is still looked at. There are no faces when an open one cannot be used.
func readFaces(templates fs.FS, own model.Fonts, l *diag.List) (*Faces, error) {
	f := &Faces{open: map[*pdf.Font]*pdf.Font{}}
	for _, x := range []struct {
		name string
		face **pdf.Font
	}{{"song", &f.Song}, {"kai", &f.Kai}, {"hei", &f.Hei}, {"biaosong", &f.Biaosong}} {
		file := "fonts/" + x.name + ".ttf"
		p := problem{pos: diag.Pos{File: "templates/" + file}, lost: "缺少通报的字体", restore: "恢复这个文件", wrong: "通报的字体不能使用"}
		face, err := p.read(templates, file, l)
		if err != nil {
			return nil, err
		}
		if face != nil {
			f.all = append(f.all, face)
		}
		*x.face = face
	}
	if len(f.all) < 4 {
		return nil, nil
	}
	f.Text = f.Song
	read := map[string]*pdf.Font{}
	for _, x := range []struct {
		field string
		file  model.Text
		face  **pdf.Font
		open  string // of the file in whose place it stands
	}{{"text", own.Text, &f.Text, "song"}, {"title", own.Title, &f.Biaosong, "biaosong"}, {"heading", own.Heading, &f.Hei, "hei"}, {"subheading", own.Subheading, &f.Kai, "kai"}} {
		name := x.file.Text
		if name == "" {
			continue
		}
		face, known := read[name]
		if !known {
			p := problem{
				pos: x.file.Pos, length: utf8.RuneCountInString(name),
				lost: fmt.Sprintf("字体 %s 写的文件 %q 不存在", x.field, name), restore: ownHint,
				wrong: fmt.Sprintf("字体 %s 写的 %q 不能使用", x.field, name),
			}
			var err error
			if face, err = p.read(templates, name, l); err != nil {
				return nil, err
			}
			read[name] = face
		}
		if face == nil {
			continue
		}
		if !face.HasHan() {
			l.Warnf(x.file.Pos, utf8.RuneCountInString(name), "font", "换一种有汉字的字体；没有就留空",
				"字体 %s 写的 %q 里没有汉字，汉字都用自带的 templates/fonts/%s.ttf 印", x.field, name, x.open)
		}
		if !slices.Contains(f.all, face) {
			f.all = append(f.all, face)
		} else {
			again := *face // the same file in another role has another open face behind it
			face = &again
		}
		f.open[face] = *x.face
		*x.face = face
	}
	return f, nil
}

// CheckFaces reports what is wrong with the faces, for a run in which other mistakes leave nothing to set.
func CheckFaces(templates fs.FS, own model.Fonts, l *diag.List) error {
	_, err := readFaces(templates, own, l)
	return err
}

const ownHint = "路径从 templates/ 算起，例如 fonts/fangsong.ttf；没有自己的字体就留空"

// problem says where and in which words a face that cannot be read is reported.
type problem struct {
	pos           diag.Pos
	length        int
	lost, restore string
	wrong         string
}

// read reads a face; nil when that is a problem of the input, which it reports.
func (p problem) read(templates fs.FS, name string, l *diag.List) (*pdf.Font, error) {
	data, err := fs.ReadFile(templates, name)
	var (
		defect pdf.Defect
		path   *fs.PathError
	)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		l.Errorf(p.pos, p.length, "missing-file", p.restore, "%s", p.lost)
		return nil, nil
	case errors.Is(err, fs.ErrInvalid) && errors.As(err, &path):
		l.Errorf(p.pos, p.length, "font", ownHint, "%s：%v", p.wrong, path.Err)
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("读通报的字体：%w", err)
	}
	face, err := pdf.ParseFont(data)
	if errors.As(err, &defect) {
		l.Errorf(p.pos, p.length, "font", defect.Hint, "%s：%s", p.wrong, defect.Text)
		return nil, nil
	}
	return face, err
}

// pick returns the face itself if it has the character, else the open face in its place, else the first that has the
// character, else nil. Quotation marks share their characters with Latin (GB/T 15834—2011, 4.8): where a face has only
// the narrow ones, they come from one that has them as wide as a Han character.
func (f *Faces) pick(wanted *pdf.Font, r rune) *pdf.Font {
	if strings.ContainsRune("“”‘’", r) {
		if face := f.wide(wanted, r); face != nil {
			return face
		}
	}
	if wanted.Has(r) {
		return wanted
	}
	if open := f.open[wanted]; open != nil && open.Has(r) {
		return open
	}
	for _, face := range f.all {
		if face.Has(r) {
			return face
		}
	}
	return nil
}

// wide returns the face in which a mark is an em wide, in the order of pick, or nil.
func (f *Faces) wide(wanted *pdf.Font, r rune) *pdf.Font {
	full := func(face *pdf.Font) bool { return face != nil && face.Has(r) && face.Width(r) == 1000 }
	switch open := f.open[wanted]; {
	case full(wanted):
		return wanted
	case full(open):
		return open
	}
	if i := slices.IndexFunc(f.all, full); i >= 0 {
		return f.all[i]
	}
	return nil
}
