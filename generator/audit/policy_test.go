package audit

import (
	"math"
	"strings"
	"testing"
	"testing/fstest"

	"gongkai/generator/diag"
	"gongkai/generator/simplex"
)

// TestNoReleaseTurnsItsAuditOff: structure.json is believed in what adds up to what, not in a policy that protects nobody,
// be it of the folder or of an earlier release.
func TestNoReleaseTurnsItsAuditOff(t *testing.T) {
	now := three("m 2022-01 a 40", "m 2022-01 b 40")
	weak := func(threshold, width int64) site {
		s := now
		s.structure.Threshold, s.structure.Width = threshold, width
		return s
	}
	for _, test := range []struct {
		name  string
		now   site
		then  []site
		words []string
	}{
		{"a policy", now, []site{now}, nil},
		{"the least policy", weak(3, 2), []site{weak(3, 2)}, nil},
		{"a threshold of 1", weak(1, 5), nil, []string{"threshold"}},
		{"a width of 1", weak(5, 1), nil, []string{"width"}},
		{"a threshold of 2 in the ledger", now, []site{weak(2, 5)}, []string{"threshold"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, found := audited(t, test.now.folder(t), ledger(t, test.then...))
			verdict(t, found, test.words...)
		})
	}
}

// TestPeopleAreWhole: from half a person to two and a half there are only one and two.
func TestPeopleAreWhole(t *testing.T) {
	g := goal{home: &book{Release: &Release{Structure: Structure{Threshold: 3, Width: 2}}}}
	for _, test := range []struct {
		i    simplex.Interval
		want bool
	}{
		{simplex.Interval{Lo: 0.5, Hi: 2.5}, true},
		{simplex.Interval{Lo: 0.5, Hi: 3.5}, false},
		{simplex.Interval{Lo: 1, Hi: 3}, false},
		{simplex.Interval{Lo: 1, Hi: math.Inf(1), Open: true}, false},
	} {
		if got := g.tells(test.i); got != test.want {
			t.Errorf("%v to %v tells: %v", test.i.Lo, test.i.Hi, got)
		}
	}
}

// TestEachReleaseHasItsOwnThreshold: a lower threshold now does not bare what a release withheld by a higher one.
func TestEachReleaseHasItsOwnThreshold(t *testing.T) {
	then := three("m 2022-01 a Q", "m 2022-01 b Q", "m 2022-01 c 50", "m 2022-01 city 130")
	now := three("m 2022-01 a 77", "m 2022-01 b 3", "m 2022-01 c 50", "m 2022-01 city 130")
	now.structure.Threshold, now.structure.Width = 3, 2
	_, found := audited(t, now.folder(t), ledger(t, then))
	verdict(t, found, "已发布的 2022-01-28 中，m/2022-01/b 不予公开，却能推算出来")
}

// TestPeopleAreToldByTheirUnit: what is counted in 人 counts people, whatever structure.json says.
func TestPeopleAreToldByTheirUnit(t *testing.T) {
	for unit, words := range map[string][]string{"人": {"money 的单位是人"}, "元": nil} {
		dir := three("m 2022-01 a 40", "money 2022-01 a 40000").folder(t)
		for _, name := range []string{"observations.csv", "observations.json"} {
			data := string(dir[Folder+name].Data)
			if name == "observations.csv" {
				lines := strings.Split(strings.TrimSpace(data), "\n")
				lines[0] += ",unit"
				for i := range lines[1:] {
					lines[i+1] += "," + unit
				}
				data = strings.Join(lines, "\n")
			} else {
				data = strings.ReplaceAll(data, `"revision":0`, `"revision":0,"unit":"`+unit+`"`)
			}
			dir[Folder+name] = &fstest.MapFile{Data: []byte(data)}
		}
		_, found := audited(t, dir, nil)
		verdict(t, found, words...)
	}
}

// TestRanksCountPublishedRates: a rank that leaves room for a withheld rate says between which rates it lies.
func TestRanksCountPublishedRates(t *testing.T) {
	for _, test := range []struct {
		name  string
		lines []string
		words []string
	}{
		{"all are published", []string{"p.rate 2022-01 a 80.0", "p.rank 2022-01 a 2", "p.rate 2022-01 b 90.0", "p.rank 2022-01 b 1"}, nil},
		{"among the published", []string{"p.rate 2022-01 a 80.0", "p.rank 2022-01 a 2", "p.rate 2022-01 b 90.0", "p.rank 2022-01 b 1", "p.rate 2022-01 c Q"}, nil},
		{"with a gap", []string{"p.rate 2022-01 a 80.0", "p.rank 2022-01 a 3", "p.rate 2022-01 b 90.0", "p.rank 2022-01 b 1", "p.rate 2022-01 c Q"},
			[]string{"p.rank/2022-01/a 的名次数了"}},
		{"rates that print alike", []string{"p.rate 2022-01 a 87.0", "p.rank 2022-01 a 1", "p.rate 2022-01 b 87.0", "p.rank 2022-01 b 2", "p.rate 2022-01 c Q"},
			nil},
		{"one place of two rates", []string{"p.rate 2022-01 a 87.0", "p.rank 2022-01 a 1", "p.rate 2022-01 b 86.0", "p.rank 2022-01 b 1"}, []string{"p.rank/2022-01/b 的名次数了"}},
		{"two who share a place", []string{"p.rate 2022-01 a 87.0", "p.rank 2022-01 a 1", "p.rate 2022-01 b 87.0", "p.rank 2022-01 b 1", "p.rate 2022-01 c 85.0", "p.rank 2022-01 c 3"}, nil},
		{"the smallest is the best", []string{"p.rate 2022-01 a 80.0", "p.rank 2022-01 a 1", "p.rate 2022-01 b 90.0", "p.rank 2022-01 b 2", "p.rate 2022-01 c Q"}, nil},
		{"neither way", []string{"p.rate 2022-01 a 80.0", "p.rank 2022-01 a 1", "p.rate 2022-01 b 90.0", "p.rank 2022-01 b 2", "p.rate 2022-01 c 85.0", "p.rank 2022-01 c 3"},
			[]string{"p.rank/2022-01/a 的名次数了"}},
		{"of a withheld rate", []string{"p.rate 2022-01 a 80.0", "p.rank 2022-01 a 1", "p.rate 2022-01 c Q", "p.rank 2022-01 c 2"},
			[]string{"p.rank/2022-01/c 的名次数了"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := three(test.lines...)
			s.structure.Figures = append(s.structure.Figures, Figure{ID: "p.rate", Inputs: []string{"stock"}}, Figure{ID: "p.rank", Inputs: []string{"stock"}})
			_, found := audited(t, s.folder(t), nil)
			verdict(t, found, test.words...)
		})
	}
}

// TestRanksAreAmongSiblings: the units of each part of the city are ranked for themselves.
func TestRanksAreAmongSiblings(t *testing.T) {
	s := three("p.rate 2022-01 a 80.0", "p.rank 2022-01 a 1", "p.rate 2022-01 b 90.0", "p.rank 2022-01 b 1")
	s.structure.Figures = append(s.structure.Figures, Figure{ID: "p.rate", Inputs: []string{"stock"}}, Figure{ID: "p.rank", Inputs: []string{"stock"}})
	_, found := audited(t, s.folder(t), nil)
	verdict(t, found, "p.rank/2022-01/b 的名次数了")
	s.structure.Regions = []Region{{"city", "", false}, {"east", "city", false}, {"west", "city", false}, {"a", "east", true}, {"b", "west", true}, {"c", "west", true}}
	_, found = audited(t, s.folder(t), nil)
	verdict(t, found)
}

// TestAFigureMustSayWhatItTakes: a figure that names no inputs could be made of anything; targets are set beforehand.
func TestAFigureMustSayWhatItTakes(t *testing.T) {
	for _, test := range []struct {
		figure Figure
		words  []string
	}{
		{Figure{ID: "p.need"}, []string{"p.need 用到哪些数"}},
		{Figure{ID: "p.rate", Num: "m"}, []string{"p.rate 用到哪些数"}},
		{Figure{ID: "p.need", Inputs: []string{"m"}}, nil},
		{Figure{ID: "p.target"}, nil},
		{Figure{ID: "p.pace"}, nil},
	} {
		s := three("m 2022-01 a 40", test.figure.ID+" 2022-01 a 40")
		s.structure.Figures = append(s.structure.Figures, test.figure)
		_, found := audited(t, s.folder(t), nil)
		verdict(t, found, test.words...)
		_, found = audited(t, three("m 2022-01 a 40").folder(t), ledger(t, s))
		verdict(t, found, test.words...)
	}
}

// TestReleasesThatTheSiteServes: each is that of the ledger; one that is not there yet says what the site says.
func TestReleasesThatTheSiteServes(t *testing.T) {
	s := three("m 2022-01 a 40", "m 2022-01 b Q")
	dir := s.folder(t)
	rows := s.rows(t)
	entry := "period,region,measure,group,value,status,revision\n2022-01,a,m,,40,A,0\n2022-01,b,m,,,Q,\n"
	const version = "2022-02-28"
	for _, test := range []struct {
		name, table, structure, recorded string
		ok                               bool
	}{
		{"recorded", entry, "", entry, true},
		{"another than recorded", strings.Replace(entry, "40,A", "41,A", 1), "", entry, false},
		{"not recorded yet", entry, "", "", true},
		{"not recorded, another number", strings.Replace(entry, "40,A", "41,A", 1), "", "", false},
		{"not recorded, a withheld number", strings.Replace(entry, ",,Q,", ",3,Q,", 1), "", "", false},
		{"not recorded, a row more", entry + "2022-01,c,m,,3,A,0\n", "", "", false},
		{"not recorded, a column more", strings.ReplaceAll(entry, "\n", ",3\n"), "", "", false},
		{"another structure", "", `{"threshold":3}`, "", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			recorded := fstest.MapFS{}
			if test.recorded != "" {
				recorded[version+"/observations.csv"] = &fstest.MapFile{Data: []byte(test.recorded)}
			}
			name, data := "data/releases/"+version+"/observations.csv", []byte(test.table)
			if test.structure != "" {
				name, data = "data/releases/"+version+"/structure.json", []byte(test.structure)
			}
			site := fstest.MapFS{name: {Data: data}}
			for file, f := range dir {
				site[file] = f
			}
			var l diag.List
			texts(site, recorded, rows, &l)
			if l.Failed() == test.ok || !test.ok && l.Sorted()[0].File != name {
				t.Errorf("%v", l.Sorted())
			}
		})
	}
}
