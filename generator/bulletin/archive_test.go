package bulletin

import (
	"archive/zip"
	"bytes"
	"io"
	"testing"

	"gongkai/generator/compose"
	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/output"
)

// TestArchive unpacks the archive of a month: it holds the bulletins of all regions in official order, with their own
// bytes and the day of their publication.
func TestArchive(t *testing.T) {
	rel := shipped(t)
	var l diag.List
	jobs, err := Jobs(rel, compose.New(templates, rel, &l), templates, &l)
	if err != nil {
		t.Fatal(err)
	}
	files := jobs[len(rel.Months())-1](output.Manifest{}, &l)
	none(t, &l)
	packed := files[len(files)-1]
	if packed.Path != "bulletins/2022-10/all.zip" {
		t.Fatalf("the last file of a month is %s", packed.Path)
	}
	r, err := zip.NewReader(bytes.NewReader(packed.Data), int64(len(packed.Data)))
	if err != nil {
		t.Fatal(err)
	}
	regions := append([]model.Region{rel.Root()}, rel.Below()...)
	if len(r.File) != len(regions) || len(files) != len(regions)+1 {
		t.Fatalf("%d files are packed of %d", len(r.File), len(files)-1)
	}
	for i, f := range r.File {
		entry, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(entry)
		if err != nil {
			t.Fatal(err)
		}
		if want := "2022-10/" + regions[i].ID + ".pdf"; f.Name != want || !bytes.Equal(data, files[i].Data) {
			t.Errorf("file %d is %s, want %s with the same bytes", i, f.Name, want)
		}
		if at := f.Modified.In(model.Beijing).Format("2006-01-02 15:04"); at != "2022-11-10 09:00" {
			t.Errorf("%s is of %s", f.Name, at)
		}
	}
}
