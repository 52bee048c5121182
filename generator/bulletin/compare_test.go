package bulletin

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"gongkai/generator/compose"
	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/pdf"
	"gongkai/generator/prose"
)

var compareTo = flag.String("compare", "", "set a thousand bulletins, tell what it costs, and write a hundred with the same text as Typst markup to this folder")

// TestCost measures what a bulletin of three pages costs as it is published, with its charts and attached files, mean of
// a hundred different ones, and holds it to the goals:
// 5 ms of CPU (user and system, collection of garbage included), 200 kB, 120 MB, and no memory that grows with the
// number of bulletins. It needs a process of its own, so make bench runs it alone.
func TestCost(t *testing.T) {
	if *compareTo == "" {
		t.Skip("NOT RUN: costs are measured by make bench")
	}
	// What reading the site leaves behind is collected at once, or it would be the peak.
	before := debug.SetGCPercent(10)
	rel, f := shipped(t), faces(t)
	list := hundred(t, rel)
	debug.SetGCPercent(before)
	total, largest, attached, charts := 0, 0, 0, 0
	set := func(keep func(i int, data []byte)) {
		for i, b := range list {
			data, err := Set(b, f, info(b, rel))
			if err != nil {
				t.Fatal(err)
			}
			keep(i, data)
		}
	}
	drop := func(int, []byte) {}
	set(func(i int, data []byte) { // this fills tables and pools, too
		total, largest = total+len(data), max(largest, len(data))
		name := filepath.Join(*compareTo, fmt.Sprintf("%03d", i))
		files := info(list[i], rel).Files
		write := func(name string, data []byte) {
			if err := os.WriteFile(name, data, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		write(name+".pdf", data)
		write(name+".typ", []byte(typst(list[i], files, filepath.Base(name))))
		for _, x := range files {
			attached += len(x.Data)
			write(name+"."+x.Name, x.Data)
		}
		charts += len(list[i].Figures)
	})
	begin := usage(t)
	set(drop)
	after := usage(t)
	cpu := float64(used(after)-used(begin)) / float64(len(list)) / float64(time.Millisecond)
	for range 9 {
		set(drop)
	}
	peak := usage(t).Maxrss

	if charts < len(list)/2 || attached == 0 {
		t.Errorf("%d charts and %d bytes of attached files in %d bulletins", charts, attached, len(list))
	}
	fmt.Printf("%d bulletins of three pages, %.1f charts and %d kB of attached files each\n", len(list), float64(charts)/float64(len(list)), attached/len(list)/1000)
	fmt.Printf("gongkai: %.2f ms CPU, %d kB (largest %d kB), peak %d MB after 200, %d MB after 1100 bulletins\n",
		cpu, total/len(list)/1000, largest/1000, after.Maxrss/1024, peak/1024)
	if err := os.WriteFile(filepath.Join(*compareTo, "cpu"), fmt.Appendf(nil, "%.3f", cpu), 0o600); err != nil {
		t.Fatal(err)
	}
	if cpu > 5 || total/len(list) > 200_000 || peak > 120<<10 || peak > after.Maxrss*5/4 {
		t.Error("more than the goal: 5 ms, 200 kB, 120 MB, flat memory")
	}
}

var issued = time.Date(2022, 11, 10, 9, 0, 0, 0, model.Beijing)

func usage(t *testing.T) (u syscall.Rusage) {
	t.Helper()
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return u
}

func used(u syscall.Rusage) time.Duration {
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// hundred returns different bulletins of three pages: those of the shipped site, lengthened by the sections of others
// and cut after the last block that still stands on the third page.
func hundred(t *testing.T, rel *model.Release) []compose.Bulletin {
	t.Helper()
	var l diag.List
	c := compose.New(templates, rel, &l)
	var all []compose.Bulletin
	for _, p := range rel.Months() {
		for _, region := range append([]model.Region{rel.Root()}, rel.Below()...) {
			all = append(all, c.Bulletin(p, region, &l))
		}
	}
	none(t, &l)
	f, leaves := faces(t), regexp.MustCompile(`/Type ?/Page\b`)
	pages := func(b compose.Bulletin) int {
		data, err := Set(b, f, pdf.Info{Title: b.Title, Lang: "zh-CN", Created: issued})
		if err != nil {
			t.Fatal(err)
		}
		return len(leaves.FindAll(data, -1))
	}
	var list []compose.Bulletin
	for i := 0; len(list) < 100; i++ {
		from, more := all[i%len(all)], all[(i*7+i/len(all)+1)%len(all)]
		b := compose.Bulletin{
			Period: from.Period, Region: from.Region, Uses: from.Uses,
			Title: from.Title, TitleParts: from.TitleParts, Recipient: from.Recipient, Signature: from.Signature,
			Date: from.Date, Notes: from.Notes, Sample: from.Sample, Names: from.Names,
		}
		blocks := append(append([]prose.Block{}, from.Blocks...), more.Blocks...)
		figures := append([]compose.Figure{}, from.Figures...)
		for _, x := range more.Figures {
			x.Block += len(from.Blocks)
			figures = append(figures, x)
		}
		cut := func(n int) {
			b.Blocks, b.Figures = blocks[:n], nil
			for _, x := range figures {
				if x.Block < n {
					b.Figures = append(b.Figures, x)
				}
			}
		}
		low, high := 1, len(blocks) // the largest number of blocks that three pages take
		for low < high {
			middle := (low + high + 1) / 2
			cut(middle)
			if pages(b) <= 3 {
				low = middle
			} else {
				high = middle - 1
			}
		}
		cut(low)
		if n := pages(b); n != 3 {
			t.Fatalf("bulletin %d has %d pages", i, n)
		}
		list = append(list, b)
	}
	return list
}

// typst writes a bulletin as Typst markup with the same faces, sizes, text area and attached files. Text stands in
// string literals, of which nothing is markup. A chart is an empty room: Typst draws less than we do.
func typst(b compose.Bulletin, files []pdf.Attachment, name string) string {
	var s strings.Builder
	s.WriteString(`#set document(title: ` + literal(b.Title) + `, date: none)
#set page(paper: "a4", margin: (top: 37mm, bottom: 35mm, left: 28mm, right: 26mm))
#set text(lang: "zh", region: "cn", font: "Noto Serif SC", size: 16pt, top-edge: 0.88em, bottom-edge: -0.12em)
#set par(justify: true, leading: 13pt, spacing: 13pt, first-line-indent: (amount: 2em, all: true))
#set table(stroke: none, inset: 3pt)
#show table: set text(size: 10.5pt)
#show table: set par(justify: false, leading: 5pt)
#show heading: set block(spacing: 13pt)
#show heading.where(level: 1): it => align(center, text(font: "Noto Serif SC", size: 22pt, weight: 900, it.body))
#show heading.where(level: 2): it => text(font: "Noto Sans SC", size: 16pt, weight: 500, it.body)
#show heading.where(level: 3): it => text(font: "Gongkai Kai", size: 16pt, weight: "regular", it.body)
`)
	fmt.Fprintf(&s, "#heading(level: 1, %s)\n", literal(b.Title))
	if b.Recipient != "" {
		fmt.Fprintf(&s, "#par(first-line-indent: 0em)[#%s]\n", literal(b.Recipient+"："))
	}
	for _, x := range files {
		fmt.Fprintf(&s, "#pdf.attach(%s, relationship: \"data\", mime-type: %s, description: %s)\n",
			literal(name+"."+x.Name), literal(x.MIME), literal(x.Description))
	}
	for i, x := range b.Blocks {
		if slices.ContainsFunc(b.Figures, func(f compose.Figure) bool { return f.Block == i }) {
			s.WriteString("#block(height: 60mm)\n")
		}
		switch x.Kind {
		case prose.Title:
			fmt.Fprintf(&s, "#heading(level: %d, %s)\n", x.Level+1, literal(prose.Plain(x.Spans)))
		case prose.Table:
			fmt.Fprintf(&s, "#table(columns: %d, table.hline(), table.header(repeat: false", len(x.Header))
			for _, cell := range x.Header {
				fmt.Fprintf(&s, ", text(font: \"Noto Sans SC\", weight: 500, %s)", literal(prose.Plain(cell)))
			}
			s.WriteString("), table.hline()")
			for _, row := range x.Rows {
				for _, cell := range row {
					s.WriteString(", " + literal(prose.Plain(cell)))
				}
			}
			s.WriteString(", table.hline())\n")
		default:
			fmt.Fprintf(&s, "#par[#%s]\n", literal(prose.Plain(x.Spans)))
		}
	}
	fmt.Fprintf(&s, "#align(right)[#%s]\n#align(right)[#%s]\n", literal(b.Signature), literal(b.Date.Words()))
	for _, n := range b.Notes {
		fmt.Fprintf(&s, "#par[#%s]\n", literal("（"+n+"）"))
	}
	return s.String()
}

func literal(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}
