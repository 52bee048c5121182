package opendata

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/output"
)

// release is a small one with every state, kind of value and a text that needs quoting.
func release() *model.Release {
	key := func(measure, region, group string) model.Key {
		return model.Key{Measure: measure, Period: model.Period{Year: 2022, Month: 10}, Region: region, Group: group}
	}
	return &model.Release{
		Site: model.Site{Host: plain("某局"), BaseURL: "https://gongkai.example/", AsOf: model.Date{Year: 2022, Month: 11, Day: 30}, Sample: true},
		Regions: []model.Region{
			{ID: "city", Name: plain("全市"), Kind: plain("市")},
			{ID: "east", Code: "001002", Name: plain("东区"), Kind: plain("区市"), Parent: "city", Leaf: true},
		},
		Dimensions: []model.Dimension{{ID: "sex", Name: plain("性别"), Values: []model.DimensionValue{{ID: "female", Name: plain("女")}}}},
		Measures:   []model.Measure{{ID: "filled", Name: plain("安置上岗"), Unit: "人", Note: plain("到岗人数,\n含\"续签\"")}},
		Indicators: []model.Indicator{{ID: "posts", Name: plain("岗位开发"), Rule: model.Reach}},
		Cells: []model.Cell{
			{Key: key("filled", "city", ""), Value: model.CountOf(1280, "人"), Why: "不含西区"},
			{Key: key("filled", "east", ""), State: model.NotSubmitted, Why: "当月未报送"},
			{Key: key("filled", "east", "sex=female"), State: model.Withheld, Why: "人数较少"},
			{Key: key("posts.finish", "east", ""), Value: model.MonthOf(model.Period{Year: 2023, Month: 2})},
			{Key: key("posts.lead", "east", ""), Value: model.PointsOf(model.Rate{Num: -3, Den: 1000}), Revision: 1},
			{Key: key("posts.rank", "east", ""), Value: model.RankOf(2, true)},
			{Key: key("posts.rate", "east", ""), Value: model.ShareOf(model.Rate{Num: 12314, Den: 12500})},
		},
		Corrections: []model.Correction{
			{Key: key("filled", "city", ""), Old: model.Cell{Value: model.CountOf(1300, "人")}, Reason: plain("重复计入"), Date: model.Date{Year: 2022, Month: 11, Day: 8}},
			{Key: key("filled", "east", "sex=female"), Old: model.Cell{State: model.Withheld}, Date: model.Date{Year: 2022, Month: 11, Day: 9}},
		},
		Institutions: []model.Institution{{ID: "i1", Region: "east", Name: plain("服务中心"), Phone: "+86 12333",
			Services: []string{"失业登记", "求职"}, Hours: model.Hours{Words: plain("周一至周五 8:30—12:00")}}},
		Categories: []model.Category{{ID: "subsidy", Name: plain("就业补贴")}},
		Policies: []model.Policy{{ID: "P01", Name: plain("补贴"), Category: "subsidy", Who: []string{"firm"},
			Materials: []model.Text{plain("劳动合同"), plain("申请表")}, ApplyUntil: model.Date{Year: 2022, Month: 12, Day: 31}}},
	}
}

func write(t *testing.T, rel *model.Release) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	var l diag.List
	for _, job := range Jobs(rel) {
		for _, f := range job(output.Manifest{}, &l) {
			files[f.Path] = f.Data
		}
	}
	if items := l.Sorted(); len(items) > 0 {
		t.Fatalf("problems: %v", items)
	}
	return files
}

func TestObservationsAsCSV(t *testing.T) {
	want := strings.Join([]string{
		"period,region,region_name,measure,measure_name,group,value,unit,status,revision,note,sample",
		"2022-10,city,全市,filled,安置上岗,,1280,人,A,0,不含西区；更正（2022-11-08）：重复计入，原数1300,示例数据",
		"2022-10,east,东区,filled,安置上岗,,,人,L,0,当月未报送,示例数据",
		"2022-10,east,东区,filled,安置上岗,sex=female,,人,Q,1,人数较少；更正（2022-11-09）,示例数据",
		"2022-10,east,东区,posts.finish,岗位开发·推算完成月份,,202302,年月,A,0,,示例数据",
		"2022-10,east,东区,posts.lead,岗位开发·较序时,,-0.3,个百分点,A,1,,示例数据",
		"2022-10,east,东区,posts.rank,岗位开发·名次,,2,,A,0,,示例数据",
		"2022-10,east,东区,posts.rate,岗位开发·完成率,,98.5,%,A,0,,示例数据",
		"",
	}, "\r\n")
	if got := string(write(t, release())[ObservationsPath]); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestJSONSaysTheSameAsCSV compares every row of every main table, cell by cell.
func TestJSONSaysTheSameAsCSV(t *testing.T) {
	files := write(t, release())
	for _, id := range []string{"observations", "institutions", "policies"} {
		records := readCSV(t, files["data/"+id+"/"+id+".csv"])
		d := json.NewDecoder(bytes.NewReader(files["data/"+id+"/"+id+".json"]))
		d.UseNumber()
		var rows []map[string]any
		if err := d.Decode(&rows); err != nil {
			t.Fatal(err)
		}
		if len(rows) != len(records)-1 {
			t.Fatalf("%s: %d rows in JSON, %d in CSV", id, len(rows), len(records)-1)
		}
		for n, rec := range records[1:] {
			for i, name := range records[0] {
				got := fmt.Sprint(rows[n][name])
				if rows[n][name] == nil {
					got = ""
				}
				if got != rec[i] {
					t.Errorf("%s row %d: %s is %q in JSON, %q in CSV", id, n+1, name, got, rec[i])
				}
			}
		}
	}
}

func readCSV(t *testing.T, file []byte) [][]string {
	t.Helper()
	if bytes.HasPrefix(file, []byte("\uFEFF")) || !bytes.HasSuffix(file, []byte("\r\n")) {
		t.Errorf("not RFC 4180 without BOM: %q…", file[:20])
	}
	records, err := csv.NewReader(bytes.NewReader(file)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return records
}

// TestDataPackages is a strict reading of Data Package 2.0: what must be there is there, and everything said about a
// file is true of it.
func TestDataPackages(t *testing.T) {
	files := write(t, release())
	for _, id := range []string{"observations", "institutions", "policies"} {
		t.Run(id, func(t *testing.T) {
			var p dataPackage
			d := json.NewDecoder(bytes.NewReader(files["data/"+id+"/datapackage.json"]))
			d.DisallowUnknownFields()
			if err := d.Decode(&p); err != nil {
				t.Fatal(err)
			}
			if p.Schema != "https://datapackage.org/profiles/2.0/datapackage.json" || p.Name != id {
				t.Errorf("$schema %q, name %q", p.Schema, p.Name)
			}
			if p.Created != "2022-11-30T00:00:00+08:00" || !strings.Contains(p.Title, "示例数据") || !strings.Contains(p.Description, "示例数据") {
				t.Errorf("created %q, title %q, description %q", p.Created, p.Title, p.Description)
			}
			tables := map[string][][]string{}
			for _, r := range p.Resources {
				if r.Format == "csv" {
					tables[r.Name] = readCSV(t, files["data/"+id+"/"+r.Path])
				}
			}
			for _, r := range p.Resources {
				checkResource(t, r, files["data/"+id+"/"+r.Path])
				if r.Format == "csv" {
					checkRows(t, r, tables)
				}
			}
		})
	}
}

func checkResource(t *testing.T, r resource, file []byte) {
	t.Helper()
	sum := sha256.Sum256(file)
	switch {
	case !regexp.MustCompile(`^[a-z0-9._-]+$`).MatchString(r.Name):
		t.Errorf("name %q", r.Name)
	case r.Bytes != len(file) || r.Hash != "sha256:"+hex.EncodeToString(sum[:]):
		t.Errorf("%s: bytes %d, hash %s", r.Name, r.Bytes, r.Hash)
	case r.Encoding != "utf-8" || r.Schema == "" || r.MediaType == "":
		t.Errorf("%s: a required property is missing: %+v", r.Name, r)
	case r.Format == "csv" && (r.Type != "table" || r.Table == nil || r.Table.Schema == ""):
		t.Errorf("%s: a required property is missing: %+v", r.Name, r)
	}
}

var shapes = map[string]*regexp.Regexp{
	"string":    regexp.MustCompile(`^[^\n\r]*$`),
	"number":    regexp.MustCompile(`^-?(0|[1-9]\d*)(\.\d+)?$`),
	"integer":   regexp.MustCompile(`^\d+$`),
	"yearmonth": regexp.MustCompile(`^\d{4}-\d{2}$`),
	"date":      regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`),
}

func checkRows(t *testing.T, r resource, tables map[string][][]string) {
	t.Helper()
	records := tables[r.Name]
	at := map[string]int{}
	for i, f := range r.Table.Fields {
		at[f.Name] = i
		if records[0][i] != f.Name || f.Title == "" {
			t.Errorf("%s: field %d is %q (%s), the header says %q", r.Name, i, f.Name, f.Title, records[0][i])
		}
		for _, rec := range records[1:] {
			switch v := rec[i]; {
			case v == "" && f.Constraints.Required:
				t.Errorf("%s: %s is empty in %v", r.Name, f.Name, rec)
			case v != "" && !shapes[f.Type].MatchString(v):
				t.Errorf("%s: %s is no %s: %q", r.Name, f.Name, f.Type, v)
			case f.Constraints.Enum != nil && !strings.Contains(" "+strings.Join(f.Constraints.Enum, " ")+" ", " "+v+" "):
				t.Errorf("%s: %s has the unknown code %q", r.Name, f.Name, v)
			}
		}
	}
	for _, k := range r.Table.ForeignKeys {
		known := map[string]bool{"": true}
		for _, rec := range tables[k.Reference.Resource][1:] {
			known[rec[0]] = true
		}
		for _, rec := range records[1:] {
			if !known[rec[at[k.Fields[0]]]] {
				t.Errorf("%s: %v is not in %s", r.Name, rec, k.Reference.Resource)
			}
		}
	}
	seen := map[string]bool{}
	for _, rec := range records[1:] {
		var key []string
		for _, name := range r.Table.UniqueKeys[0] {
			key = append(key, rec[at[name]])
		}
		if k := strings.Join(key, "\x00"); seen[k] {
			t.Errorf("%s: twice %q", r.Name, key)
		} else {
			seen[k] = true
		}
	}
}

func TestFormulaTextIsRefused(t *testing.T) {
	rel := release()
	rel.Institutions[0].Address = model.Text{Pos: diag.Pos{File: "data/institutions.csv", Line: 2, Col: 9}, Text: "=1+1"}
	var l diag.List
	for _, job := range Jobs(rel) {
		job(output.Manifest{}, &l)
	}
	items := l.Sorted()
	if len(items) != 1 || items[0].Rule != "formula-text" || items[0].Pos.String() != "data/institutions.csv:2:9" {
		t.Errorf("got %v", items)
	}
}

func TestCompareNamesFiguresAndNoWithdrawnValue(t *testing.T) {
	before := write(t, release())[ObservationsPath]
	rel := release()
	rel.Cells[0].Value = model.CountOf(1290, "人")
	rel.Cells[1].State, rel.Cells[1].Value = model.Published, model.CountOf(7, "人")
	rel.Cells[6].State, rel.Cells[6].Value = model.Withheld, model.Value{}
	got := fmt.Sprintf("%q", Compare(before, write(t, rel)[ObservationsPath]))
	want := `{["2022-10 east filled 7"] ["2022-10 city filled 1280 → 1290"] ["2022-10 east posts.rate"]}`
	if got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	first := Compare(nil, before)
	if len(first.Added) != 5 || len(first.Changed)+len(first.Withdrawn) != 0 {
		t.Errorf("against nothing: %q", first)
	}
}
