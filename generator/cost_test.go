package main

import (
	"flag"
	"testing"
	"time"

	"gongkai/generator/build"
	"gongkai/generator/model"
)

var (
	pagesOf = flag.String("pages", "", "the folder of a site that is built without the audit, for .ci/bench/pages")
	pagesTo = flag.String("to", "", "the folder to publish it to")
)

// TestCostOfPages builds a site as serve does, in a process of its own that is measured.
func TestCostOfPages(t *testing.T) {
	if *pagesOf == "" {
		t.Skip("for .ci/bench/pages")
	}
	tuneMemory()
	r, err := build.Preview(build.Options{Root: *pagesOf, Out: *pagesTo, Today: model.DateOf(time.Now())})
	if err != nil || r.Problems.Failed() {
		t.Fatal(err, r.Problems.Items)
	}
}
