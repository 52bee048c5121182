package main

import (
	"os"
	"path/filepath"
	"testing"

	"gongkai/generator/diag"
	"gongkai/generator/output"
)

// TestShippedSiteIsKnownWithoutDotFiles: what a cache or an artifact step gives back is still known as ours, so the
// file that output looks for stands in every site.
func TestShippedSiteIsKnownWithoutDotFiles(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	if err := os.CopyFS(dir, os.DirFS(shippedSite(t))); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{".gongkai", ".gitignore"} {
		if err := os.Remove(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	page := func(output.Manifest, *diag.List) []output.File { return []output.File{{Path: "index.html"}} }
	if _, err := output.Publish(dir, [][]output.Job{{page}}, nil, new(diag.List)); err != nil {
		t.Error(err)
	}
}
