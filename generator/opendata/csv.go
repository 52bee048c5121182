package opendata

import (
	"bytes"
	"encoding/csv"
)

// csvFile writes RFC 4180: UTF-8 without BOM, CRLF, one header line.
func csvFile(t table) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	record := make([]string, len(t.columns))
	for i, c := range t.columns {
		record[i] = c.name
	}
	w.Write(record) // a buffer never fails; Flush would keep the error anyway
	for _, row := range t.rows {
		for i, cell := range row {
			record[i] = cell.Text
		}
		w.Write(record)
	}
	w.Flush()
	return b.Bytes()
}
