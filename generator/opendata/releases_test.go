package opendata

import (
	"strings"
	"testing"

	"gongkai/generator/model"
)

func TestEntryOfTheLedger(t *testing.T) {
	rel := release()
	rel.Cells[2].Revision = 3 // withheld: its corrections are not recorded
	v := model.Version{Date: model.Date{Year: 2022, Month: 11, Day: 30}, Number: 2}
	e := Entry(rel, v)
	want := strings.Join([]string{
		"period,region,measure,group,value,status,revision",
		"2022-10,city,filled,,1280,A,0",
		"2022-10,east,filled,,,L,0",
		"2022-10,east,filled,sex=female,,Q,1",
		"2022-10,east,posts.finish,,202302,A,0",
		"2022-10,east,posts.lead,,-0.3,A,1",
		"2022-10,east,posts.rank,,2,A,0",
		"2022-10,east,posts.rate,,98.5,A,0",
		"",
	}, "\n")
	if e.Observations != want {
		t.Errorf("got\n%s\nwant\n%s", e.Observations, want)
	}
	head := string(LedgerFiles(e, "2022-11-30")[2].Data)
	for _, line := range []string{"version: 2022-11-30.2", "as_of: 2022-11-30", "previous: 2022-11-30", "observations: " + sum(want)} {
		if !strings.Contains(head, "\n"+line+"\n") {
			t.Errorf("release.yaml lacks %q:\n%s", line, head)
		}
	}
	if c, ok := e.Cell(rel.Cells[0].Key); !ok || c.Number != "1280" {
		t.Errorf("the entry finds %v %v", c, ok)
	}
	rel.Ledger = []model.Recorded{e}
	if got := string(write(t, rel)["data/releases/2022-11-30.2/observations.csv"]); got != want {
		t.Errorf("served:\n%s", got)
	}
}
