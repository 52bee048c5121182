// Package output runs the jobs that make the site and puts their files in place: in waves, in parallel, through a
// staging folder that takes the place of the published one in a single step.
//
// Whatever happens on the way – an error in the input, a full disk, a kill – the published folder stays what it was.
// All concurrency of a build is here.
package output

import (
	"crypto/sha256"
	"encoding/hex"

	"gongkai/generator/diag"
)

// File is one file to publish. Path is relative to the site, with forward slashes.
type File struct {
	Path string
	Data []byte
	From diag.Pos // the input that gave the file its name, for messages; may be zero
	Done func()   // called when Data is no longer needed, so that its memory can be used again; may be nil
}

// Entry is what the site says about one of its files.
type Entry struct {
	Path   string
	Size   int64
	SHA256 Sum
}

// Sum is a SHA-256; in words it is lower-case hexadecimal.
type Sum [sha256.Size]byte

func (s Sum) String() string { return hex.EncodeToString(s[:]) }

// Job makes the files of one page, one dataset or one bulletin. It may look up files of earlier waves only; its
// problems go to its own list. Jobs of one wave run at the same time.
type Job func(Manifest, *diag.List) []File

// Result is what was published and how it differs from what stood there before.
type Result struct {
	Entries                 []Entry  // by path, without SHA256SUMS
	Added, Changed, Removed []string // paths, sorted
}

// Publish runs the waves and, if neither they nor anything before put an error on l, exchanges dir for the new site.
// With errors on l it returns an empty Result and changes nothing. progress may be nil; it is never called twice at
// the same time. The error is the machine's, or a Refusal.
func Publish(dir string, waves [][]Job, progress func(done, total int), l *diag.List) (Result, error) {
	return PublishWhen(dir, waves, func(string) error { return nil }, progress, l)
}

// PublishWhen is Publish with a last word: ready gets the folder with the finished site that nobody sees yet. The
// exchange takes place only if it returns no error and puts none on l.
func PublishWhen(dir string, waves [][]Job, ready func(site string) error, progress func(done, total int), l *diag.List) (Result, error) {
	t, err := open(dir)
	if err != nil {
		return Result{}, err
	}
	defer t.close()
	m, err := run(waves, t.write, progress, l)
	if err != nil || l.Failed() {
		return Result{}, err
	}
	if err := t.refuseStrangers(m); err != nil {
		return Result{}, err
	}
	before := sums(t.dir)
	if err := t.finish(m); err != nil {
		return Result{}, err
	}
	if err := ready(t.staging); err != nil || l.Failed() {
		return Result{}, err
	}
	if err := t.swap(m); err != nil {
		return Result{}, err
	}
	return compare(before, m.Entries()), nil
}

// Check runs the waves without writing anything.
func Check(waves [][]Job, progress func(done, total int), l *diag.List) []Entry {
	m, _ := run(waves, discard, progress, l) // discard never fails
	return m.Entries()
}

func discard(File) error { return nil }

// Refusal is a reason not to start, in Chinese, that the user can do something about.
type Refusal struct{ Text string }

func (r Refusal) Error() string { return r.Text }
