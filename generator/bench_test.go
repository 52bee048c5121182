package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"gongkai/generator/bulletin"
	"gongkai/generator/compose"
	"gongkai/generator/derive"
	"gongkai/generator/diag"
	"gongkai/generator/load"
	"gongkai/generator/model"
	"gongkai/generator/opendata"
	"gongkai/generator/output"
	"gongkai/generator/protect"
	"gongkai/generator/source"
	"gongkai/generator/web"
)

// One benchmark per stage, on the shipped input.

func readInput(b *testing.B) load.Input {
	b.Helper()
	tree, err := source.Open(shippedRoot)
	if err != nil {
		b.Fatal(err)
	}
	defer tree.Close()
	var l diag.List
	input := load.Load(tree, "", model.DateOf(day), &l)
	if l.Failed() {
		b.Fatal(l.Sorted())
	}
	return input
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		readInput(b)
	}
}

func BenchmarkDerive(b *testing.B) {
	input := readInput(b)
	for b.Loop() {
		derive.Derive(&input.Release, input.Report)
	}
}

func BenchmarkProtect(b *testing.B) {
	input := readInput(b)
	derived := derive.Derive(&input.Release, input.Report)
	for b.Loop() {
		protect.Protect(input.Release, derived)
	}
}

func BenchmarkOpendata(b *testing.B) {
	rel := shippedRelease(b)
	for b.Loop() {
		check(b, opendata.Jobs(rel))
	}
}

func BenchmarkBulletin(b *testing.B) {
	rel := shippedRelease(b)
	templates := os.DirFS(filepath.Join(shippedRoot, "templates"))
	for b.Loop() {
		jobs, err := bulletin.Jobs(rel, compose.New(templates, rel, new(diag.List)), templates, new(diag.List))
		if err != nil {
			b.Fatal(err)
		}
		check(b, jobs)
	}
}

// BenchmarkWeb renders the pages without their checks: the files they link to are not made here.
func BenchmarkWeb(b *testing.B) {
	rel := shippedRelease(b)
	templates := os.DirFS(filepath.Join(shippedRoot, "templates"))
	for b.Loop() {
		pages, _ := web.Jobs(rel, compose.New(templates, rel, new(diag.List)), templates, new(diag.List))
		check(b, pages)
	}
}

func check(b *testing.B, jobs []output.Job) {
	b.Helper()
	if entries := output.Check([][]output.Job{jobs}, nil, new(diag.List)); len(entries) == 0 {
		b.Fatal("no files")
	}
}

// BenchmarkOutput publishes a thousand small pages, each in a folder of its own, over an earlier site.
func BenchmarkOutput(b *testing.B) {
	dir := filepath.Join(b.TempDir(), "public")
	page := make([]byte, 20<<10)
	first := func(output.Manifest, *diag.List) []output.File {
		return []output.File{{Path: "index.html", Data: page}}
	}
	jobs := []output.Job{first}
	for i := range 1000 {
		jobs = append(jobs, func(output.Manifest, *diag.List) []output.File {
			return []output.File{{Path: fmt.Sprintf("pages/%d/index.html", i), Data: page}}
		})
	}
	for b.Loop() {
		if _, err := output.Publish(dir, [][]output.Job{jobs}, nil, new(diag.List)); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkWhole(b *testing.B) {
	dir := filepath.Join(b.TempDir(), "public")
	for b.Loop() {
		if code := run([]string{"build", "-C", shippedRoot, "-o", dir}, io.Discard, io.Discard, day); code != exitOK {
			b.Fatalf("exit %d", code)
		}
	}
}
