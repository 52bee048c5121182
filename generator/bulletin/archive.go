package bulletin

import (
	"archive/zip"
	"bytes"
	"fmt"
	"time"

	"gongkai/generator/compose"
	"gongkai/generator/model"
	"gongkai/generator/output"
)

// archive packs the bulletins of a month into one file. They are stored, not deflated: their streams are deflated
// already. Order and dates come from the release, so that the bytes are the same on every machine.
func archive(p model.Period, at time.Time, files []output.File) output.File {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range files {
		h := zip.FileHeader{Name: f.Path[len("bulletins/"):], Method: zip.Store, Modified: at.In(model.Beijing)}
		h.SetMode(0o644)
		entry, err := w.CreateHeader(&h)
		if err == nil {
			_, err = entry.Write(f.Data)
		}
		if err != nil {
			panic(fmt.Sprintf("archive of %v: %v", p, err)) // cannot happen: a buffer takes everything
		}
	}
	if err := w.Close(); err != nil {
		panic(fmt.Sprintf("archive of %v: %v", p, err)) // the same
	}
	return output.File{Path: compose.ArchivePath(p), Data: out.Bytes()}
}
