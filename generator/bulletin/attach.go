package bulletin

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"slices"

	"gongkai/generator/compose"
	"gongkai/generator/model"
	"gongkai/generator/pdf"
)

// figure is a row of the attached files, in the columns of data/observations/observations.csv.
type figure struct {
	Period      string `json:"period"`
	Region      string `json:"region"`
	RegionName  string `json:"region_name"`
	Measure     string `json:"measure"`
	MeasureName string `json:"measure_name"`
	Group       string `json:"group"`
	Value       string `json:"value"` // a decimal number as printed; empty when there is none, and status says why
	Unit        string `json:"unit"`
	Status      string `json:"status"`
	Sample      string `json:"sample"`
}

// attachments are the figures that a bulletin prints, for machines: an archive that keeps the document keeps its data
// (ISO 19005-3, 6.8, relationship Data). A document without figures has none.
func attachments(b compose.Bulletin, rel *model.Release) []pdf.Attachment {
	rows := figures(b, rel)
	if len(rows) == 0 {
		return nil
	}
	about := "本通报所用的全部数据"
	if b.Sample {
		about += "，" + sampleMark
	}
	return []pdf.Attachment{
		{Name: "figures.csv", MIME: "text/csv", Description: about + "（CSV）", Data: figuresCSV(rows)},
		{Name: "figures.json", MIME: "application/json", Description: about + "（JSON）", Data: figuresJSON(rows)},
	}
}

// figures are the cells behind the text, each once, in the order of their keys.
func figures(b compose.Bulletin, rel *model.Release) []figure {
	var keys []model.Key
	for _, use := range b.Uses {
		keys = append(keys, use.Key)
	}
	slices.SortFunc(keys, model.Key.Compare)
	var rows []figure
	for _, key := range slices.Compact(keys) {
		c, ok := rel.Cell(key)
		if !ok {
			continue // a figure that the rule does not have is printed as 不适用 and is no cell
		}
		region, _ := rel.Region(key.Region)
		row := figure{
			Period: key.Period.String(), Region: key.Region, RegionName: region.Name.Text,
			Measure: key.Measure, MeasureName: rel.Label(key.Measure), Group: key.Group,
			Value: c.Number(), Unit: c.Value.Unit, Status: c.State.Letter(),
		}
		if b.Sample {
			row.Sample = "示例数据"
		}
		rows = append(rows, row)
	}
	return rows
}

func figuresCSV(rows []figure) []byte {
	var buf bytes.Buffer
	w := csv.NewWriter(&buf)
	w.UseCRLF = true
	records := [][]string{{"period", "region", "region_name", "measure", "measure_name", "group", "value", "unit", "status", "sample"}}
	for _, r := range rows {
		records = append(records, []string{r.Period, r.Region, r.RegionName, r.Measure, r.MeasureName, r.Group, r.Value, r.Unit, r.Status, r.Sample})
	}
	if err := w.WriteAll(records); err != nil {
		panic(fmt.Sprint("a buffer refuses bytes: ", err)) // cannot happen
	}
	return buf.Bytes()
}

func figuresJSON(rows []figure) []byte {
	data, err := json.MarshalIndent(rows, "", " ")
	if err != nil {
		panic(fmt.Sprint("strings that are no JSON: ", err)) // cannot happen
	}
	return append(data, '\n')
}
