package output

import (
	"crypto/sha256"
	"encoding/hex"
	"runtime"
	"sync"
	"sync/atomic"

	"gongkai/generator/diag"
)

// run does the waves one after the other, the jobs of a wave in parallel, and joins what they report in their order,
// so that the result does not depend on the number of processors.
func run(waves [][]Job, write func(File) error, progress func(done, total int), l *diag.List) (Manifest, error) {
	r := runner{write: write, progress: progress}
	for _, wave := range waves {
		r.total += len(wave)
	}
	var m Manifest
	var seen claims
	for _, wave := range waves {
		var entries []Entry
		for _, res := range r.wave(wave, m) {
			if res.err != nil {
				return Manifest{}, res.err
			}
			l.Join(&res.problems)
			for _, f := range res.files {
				if seen.report(f.from, f.Path, l) {
					entries = append(entries, f.Entry)
				}
			}
		}
		m = m.with(entries)
	}
	return m, nil
}

type result struct {
	files    []written
	problems diag.List
	err      error
}

type written struct {
	Entry
	from diag.Pos
}

type runner struct {
	write    func(File) error
	progress func(done, total int)

	mu    sync.Mutex // guards what follows
	taken claims     // first come, first written; run reports conflicts in the order of the jobs
	done  int
	total int
}

// wave runs at most GOMAXPROCS jobs at a time. After an error of the machine no further job starts.
func (r *runner) wave(jobs []Job, m Manifest) []result {
	results := make([]result, len(jobs))
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
				r.do(jobs[i], m, &results[i])
				if results[i].err != nil {
					stop.Store(true)
				}
			}
		})
	}
	wg.Wait()
	return results
}

// do runs one job and writes its files at once, so that memory does not grow with the site.
func (r *runner) do(job Job, m Manifest, res *result) {
	for _, f := range job(m, &res.problems) {
		if r.claim(f.Path) {
			if res.err = r.write(f); res.err != nil {
				return
			}
		}
		sum := sha256.Sum256(f.Data)
		res.files = append(res.files, written{Entry{f.Path, int64(len(f.Data)), hex.EncodeToString(sum[:])}, f.From})
	}
	r.tick()
}

func (r *runner) claim(path string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return legal(path) == "" && r.taken.claim(path) == ""
}

func (r *runner) tick() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.done++
	if r.progress != nil {
		r.progress(r.done, r.total)
	}
}
