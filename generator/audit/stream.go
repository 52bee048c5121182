package audit

import (
	"bufio"
	"errors"
	"io"
	"strings"
)

// Large files – lists of a hundred thousand pages – are read in parts.

// partSize is about how much of a file is in memory.
const partSize = 1 << 16

// ended is the error of a reader that is none at its end.
func ended(err error) error {
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// window is the part of a file that is being read.
type window struct {
	from   io.Reader
	buffer []byte // it is about twice as large at most
	rest   string
	err    error // io.EOF at the end
}

// more reads on.
func (w *window) more() {
	n, err := io.ReadFull(w.from, w.buffer)
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = io.EOF
	}
	w.rest, w.err = w.rest+string(w.buffer[:n]), err
}

// whole is what is left up to the last tag, before which nothing is cut that belongs together unless it is within a tag, a
// script or a comment; all of it at the end of the file.
func (w *window) whole() string {
	if w.err != nil {
		return w.rest
	}
	for at := len(w.rest) - 1; ; {
		at = strings.LastIndexByte(w.rest[:max(at, 0)], '<')
		if at <= 0 {
			return ""
		}
		if next := w.rest[at+1]; next == '/' || next == '!' || isLower(next) {
			return w.rest[:at]
		}
	}
}

// linesOf reads a file in parts of whole lines that do not end within a tag or a comment, and tells the line before each.
func linesOf(r io.Reader, yield func(line int, part string)) error {
	b := bufio.NewReaderSize(r, partSize)
	var part []byte
	for line := 0; ; {
		some, err := b.ReadSlice('\n')
		part = append(part, some...)
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
		case err != nil:
			yield(line, string(part))
			return ended(err)
		case len(part) >= partSize && closed(string(part)):
			yield(line, string(part))
			line += strings.Count(string(part), "\n")
			part = part[:0]
		}
	}
}

// closed reports whether a text ends in no tag and no comment.
func closed(s string) bool {
	return strings.LastIndexByte(s, '<') <= strings.LastIndexByte(s, '>') && (!strings.Contains(s, "<!--") || strings.LastIndex(s, "<!--")+len("<!--") <= strings.LastIndex(s, "-->"))
}
