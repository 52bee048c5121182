package output

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"gongkai/generator/diag"
)

// run does the waves one after the other, the jobs of a wave in parallel, and joins what they report in their order,
// so that the result does not depend on the number of processors. It lets go of each wave when it is done.
func run(waves [][]Job, write func(File) error, progress func(done, total int), l *diag.List) (Manifest, error) {
	r := runner{write: write, progress: progress}
	for _, wave := range waves {
		r.total += len(wave)
	}
	var m Manifest
	for i, wave := range waves {
		before := len(r.files)
		problems, err := r.wave(wave, m)
		if err != nil {
			return Manifest{}, err
		}
		waves[i] = nil
		slices.SortStableFunc(r.files[before:], func(a, b written) int { return cmp.Compare(a.job, b.job) })
		files, found, err := r.judge(before)
		if err != nil {
			return Manifest{}, err
		}
		for job := range wave {
			if problems[job] != nil {
				l.Join(problems[job])
			}
			if found[job] != nil {
				l.Join(found[job])
			}
		}
		m = m.with(files)
	}
	return m, nil
}

// written is a file that a job made. There is one for each file of the site, so it is small.
type written struct {
	Entry
	from      string
	line, col int32
	job       int
}

func (w written) pos() diag.Pos {
	return diag.Pos{File: w.from, Line: int(w.line), Col: int(w.col)}
}

type runner struct {
	write    func(File) error
	progress func(done, total int)

	mu      sync.Mutex // guards what follows
	taken   taken      // first come, first written; judge reports conflicts in the order of the jobs
	clashed bool       // some path could not be taken
	files   []written
	done    int
	total   int
}

// wave runs at most GOMAXPROCS jobs at a time. After an error of the machine no further job starts.
func (r *runner) wave(jobs []Job, m Manifest) ([]*diag.List, error) {
	problems, errs := make([]*diag.List, len(jobs)), make([]error, len(jobs))
	var next atomic.Int64
	var stop atomic.Bool
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(jobs)) {
		wg.Go(func() {
			for !stop.Load() {
				i := int(next.Add(1)) - 1
				if i >= len(jobs) {
					return
				}
				if problems[i], errs[i] = r.do(i, jobs[i], m); errs[i] != nil {
					stop.Store(true)
				}
			}
		})
	}
	wg.Wait()
	return problems, cmp.Or(errs...)
}

// do runs one job and writes its files at once, so that memory does not grow with the site.
func (r *runner) do(i int, job Job, m Manifest) (*diag.List, error) {
	var problems diag.List
	for _, f := range job(m, &problems) {
		if r.claim(f.Path) {
			if err := r.write(f); err != nil {
				return nil, err
			}
		}
		w := written{Entry{f.Path, int64(len(f.Data)), sha256.Sum256(f.Data)}, f.From.File, int32(f.From.Line), int32(f.From.Col), i}
		r.mu.Lock()
		r.files = append(r.files, w)
		r.mu.Unlock()
		if f.Done != nil {
			f.Done()
		}
	}
	r.tick()
	if errors, warnings := problems.Counts(); errors+warnings == 0 {
		return nil, nil
	}
	return &problems, nil
}

func (r *runner) claim(path string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if legal(path) == "" && r.taken.take(path) {
		return true
	}
	r.clashed = true
	return false
}

// judge returns the files of a wave that have their paths for themselves, and by job what is wrong with the others.
func (r *runner) judge(wave int) (files []written, found map[int]*diag.List, err error) {
	if !r.clashed {
		return r.files[wave:], nil, nil
	}
	var seen claims
	real := false
	found = map[int]*diag.List{}
	for i, w := range r.files {
		var l diag.List
		ok := seen.report(w.pos(), w.Path, &l)
		real = real || !ok
		switch {
		case i < wave:
		case ok:
			files = append(files, w)
		case found[w.job] == nil:
			found[w.job] = &l
		default:
			found[w.job].Join(&l)
		}
	}
	if !real { // a file was not written for nothing: once in thousands of millions of sites
		return nil, nil, fmt.Errorf("两个文件的地址有同一个散列值，改动其中一个")
	}
	return files, found, nil
}

func (r *runner) tick() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.done++
	if r.progress != nil {
		r.progress(r.done, r.total)
	}
}
