package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"math/bits"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestSearchFindsWhatPeopleAskFor ranks the published index as templates/search.js does; .ci/browser holds the two against each
// other. The queries were written by someone who had not seen the index: one of their pages is among the first three.
func TestSearchFindsWhatPeopleAskFor(t *testing.T) {
	x := openIndex(t, shippedSite(t))
	asked := queries(t)
	for _, q := range asked {
		hits, _ := x.find(q.words)
		first := hits[:min(3, len(hits))]
		if !slices.ContainsFunc(first, func(h string) bool { return slices.Contains(q.pages, h) }) {
			t.Errorf("%s: none of %v before %v", q.words, q.pages, hits[:min(6, len(hits))])
		}
		if len(hits) > 150 {
			t.Errorf("%s: finds %d pages, more than half of the site", q.words, len(hits))
		}
	}
	if len(asked) < 60 {
		t.Errorf("%d queries", len(asked))
	}
}

type query struct {
	words string
	pages []string // one of them is what people need
}

func queries(t *testing.T) (all []query) {
	text, err := os.ReadFile("web/testdata/queries.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		if words, pages, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok && !strings.HasPrefix(line, "#") {
			all = append(all, query{words, strings.Fields(pages)})
		}
	}
	return all
}

var ranked = flag.String("ranked", "", "print how the queries rank in this site, for .ci/browser")

func TestSearchRanks(t *testing.T) {
	if *ranked == "" {
		*ranked = shippedSite(t)
	}
	x := openIndex(t, *ranked)
	for _, q := range queries(t) {
		hits, bytes := x.find(q.words)
		if bytes > 50_000 {
			t.Errorf("%s: reads %d bytes", q.words, bytes)
		}
		line, err := json.Marshal(map[string]any{"query": q.words, "want": q.pages, "hits": hits})
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("ranked %s", line)
	}
}

// TestSearchKnowsWhenThereIsNothing: a question without a subject, words that no page has.
func TestSearchKnowsWhenThereIsNothing(t *testing.T) {
	x := openIndex(t, shippedSite(t))
	for _, query := range []string{"怎么办", "的", "xyz", "量子纠缠", "？！", "11620"} {
		if hits, _ := x.find(query); len(hits) > 0 {
			t.Errorf("%q finds %v", query, hits[:min(3, len(hits))])
		}
	}
}

// TestSearchReadsLittle: all files of the shipped site together, and those of a query.
func TestSearchReadsLittle(t *testing.T) {
	dir := filepath.Join(shippedSite(t), "search")
	sum := 0
	for _, pattern := range []string{"words.json", "pages/*.json", "terms/*.json"} {
		files, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil || len(files) == 0 {
			t.Fatal(pattern, err)
		}
		for _, file := range files {
			info, err := os.Stat(file)
			if err != nil {
				t.Fatal(err)
			}
			sum += int(info.Size())
			if info.Size() > 8_000 {
				t.Errorf("%s has %d bytes", file, info.Size())
			}
		}
	}
	if sum > 400_000 {
		t.Errorf("the index has %d bytes", sum)
	}
}

// searchIndex is what is published below /search/.
type searchIndex struct {
	t      *testing.T
	dir    string
	Asking []string
	Same   [][]string
	Pages  int
	Each   int
	Files  int
	Most   int

	site  map[string]string // word → the site's own
	known *regexp.Regexp
	read  map[string]int // bytes of the files that were read since it was emptied
}

func openIndex(t *testing.T, site string) *searchIndex {
	x := &searchIndex{t: t, dir: filepath.Join(site, "search"), site: map[string]string{}, read: map[string]int{}}
	x.file("words.json", x)
	for _, group := range x.Same {
		for _, w := range group {
			x.site[w] = group[0]
		}
	}
	words := slices.SortedFunc(maps.Keys(x.site), func(a, b string) int { return utf8.RuneCountInString(b) - utf8.RuneCountInString(a) })
	x.known = regexp.MustCompile(strings.Join(words, "|"))
	return x
}

func (x *searchIndex) file(name string, into any) {
	data, err := os.ReadFile(filepath.Join(x.dir, name))
	if err == nil {
		err = json.Unmarshal(data, into)
	}
	if err != nil {
		x.t.Fatal(err)
	}
	x.read[name] = len(data)
}

var searchRun = regexp.MustCompile(`[0-9]+[年月日号]|[0-9a-z]+|[\x{3400}-\x{9fff}]+`)

// runs gives the terms of each run of a text; single those that are one character.
func runs(text string) (all [][]string, single []string) {
	for _, run := range searchRun.FindAllString(text, -1) {
		r := []rune(run)
		if r[0] < 0x3400 {
			all = append(all, []string{run})
			continue
		}
		if len(r) == 1 {
			single = append(single, run)
			continue
		}
		var pairs []string
		for i := range len(r) - 1 {
			pairs = append(pairs, string(r[i:i+2]))
		}
		all = append(all, pairs)
	}
	return all, single
}

// spots reads a query: at each spot there are one or more ways to say it, each some terms.
func (x *searchIndex) spots(query string) (all [][][]string) {
	var single [][][]string
	plain := func(part string) {
		for _, w := range x.Asking {
			part = strings.ReplaceAll(part, w, " ")
		}
		long, short := runs(part)
		for _, run := range long {
			all = append(all, [][]string{run})
		}
		for _, r := range short {
			single = append(single, [][]string{{r}})
		}
	}
	query = strings.ToLower(strings.Map(func(r rune) rune {
		if r >= 0xff01 && r <= 0xff5e {
			return r - 0xfee0
		}
		return r
	}, query))
	last := 0
	for _, at := range x.known.FindAllStringIndex(query, -1) {
		plain(query[last:at[0]])
		w := query[at[0]:at[1]]
		ways := []string{w}
		if x.site[w] != w {
			ways = append(ways, x.site[w])
		}
		var spot [][]string
		for _, way := range ways {
			long, _ := runs(way)
			spot = append(spot, slices.Concat(long...))
		}
		all = append(all, spot)
		last = at[1]
	}
	plain(query[last:])
	if len(all) == 0 {
		return single
	}
	return all
}

type posting struct {
	weights map[int]int
	rare    int
}

// lookUp reads the pages of a term.
func (x *searchIndex) lookUp(term string) (posting, bool) {
	h := uint32(2166136261)
	for _, r := range term {
		h = (h ^ uint32(r)) * 16777619
	}
	var lists map[string][]int
	x.file(fmt.Sprintf("terms/%d.json", (h^h>>15)%uint32(x.Files)), &lists)
	list, ok := lists[term]
	if !ok {
		return posting{}, false
	}
	r := min(x.Pages/list[0], 65535)
	p, weight, page := posting{map[int]int{}, bits.Len32(uint32(r * r))}, 0, 0
	for _, n := range list[1:] {
		if n < 0 {
			weight, page = -n, -1
			continue
		}
		page += n
		p.weights[page] = weight
	}
	return p, true
}

type hit struct{ page, sum, got int }

// find gives the addresses of all pages in their order, and the bytes that the files of the first twenty have.
func (x *searchIndex) find(query string) (pages []string, bytes int) {
	clear(x.read)
	hits, total := map[int]hit{}, 0
	for _, spot := range x.spots(query) {
		most, best := 0, map[int]hit{}
		for _, terms := range spot {
			sum, said := 0, []posting{}
			for _, term := range terms {
				if p, ok := x.lookUp(term); ok {
					said = append(said, p)
					sum += p.rare
				}
			}
			whole, way := 16*sum/(len(said)+1), map[int]hit{}
			most = max(most, whole)
			for _, p := range said {
				for n, weight := range p.weights {
					way[n] = hit{n, way[n].sum + p.rare*weight, way[n].got + p.rare}
				}
			}
			for n, h := range way {
				best[n] = hit{n, max(best[n].sum, 16*h.sum/(len(said)+1)), max(best[n].got, whole*h.got/sum)}
			}
		}
		total += most
		for n, h := range best {
			hits[n] = hit{n, hits[n].sum + h.sum, hits[n].got + h.got}
		}
	}
	var found []hit
	for _, h := range hits {
		if h.got*2 >= total {
			found = append(found, hit{page: h.page, sum: h.sum * h.got * h.got / (total * total)})
		}
	}
	slices.SortFunc(found, func(a, b hit) int {
		if a.sum != b.sum {
			return b.sum - a.sum
		}
		return a.page - b.page
	})
	for i, h := range found {
		var entries []struct{ P string }
		if i == 20 {
			for _, n := range x.read {
				bytes += n
			}
		}
		x.file(fmt.Sprintf("pages/%d.json", h.page/x.Each), &entries)
		pages = append(pages, entries[h.page%x.Each].P)
	}
	if len(found) <= 20 {
		for _, n := range x.read {
			bytes += n
		}
	}
	return pages, bytes
}
