package audit

import (
	"slices"
	"testing"
)

// TestTheLedger: what earlier releases published is known for ever, as long as it is the same number.
func TestTheLedger(t *testing.T) {
	first := three("m 2022-01 a 40", "m 2022-01 b 40", "m 2022-01 c 50", "m 2022-01 city 130")
	hidden := three("m 2022-01 a Q", "m 2022-01 b Q", "m 2022-01 c 50", "m 2022-01 city 130")
	corrected := three("m 2022-01 a Qr1", "m 2022-01 b Qr1", "m 2022-01 c 50", "m 2022-01 city 90r1")
	unstated := three("m 2022-01 a Qr", "m 2022-01 b Qr", "m 2022-01 c 50", "m 2022-01 city 130")
	lateSum := three("m 2022-01 a 40", "m 2022-01 b 40", "m 2022-01 c L", "m 2022-01 city 80")
	oneShown := three("m 2022-01 a 47", "m 2022-01 b 33", "m 2022-01 c 50", "m 2022-01 city 130")
	for _, test := range []struct {
		name    string
		now     site
		earlier []site
		words   []string
	}{
		{"nothing was published before", hidden, nil, nil},
		{"the same release again", hidden, []site{hidden}, nil},
		{"a number that was published is withheld", hidden, []site{first}, []string{"m/2022-01/a 不予公开，却能推算出来", "m/2022-01/a（2022-01-28）"}},
		{"it was corrected since: another number", corrected, []site{first}, nil},
		{"the ledger withholds it and does not say which revision", hidden, []site{unstated}, []string{"m/2022-01/a 没有写更正次数"}},
		{"a number that was withheld before is published now", oneShown, []site{hidden},
			[]string{"已发布的 2022-01-28 中，m/2022-01/a 不予公开，却能推算出来"}},
		{"it was withheld, then corrected, then published",
			three("m 2022-01 a 47r1", "m 2022-01 b 33r1", "m 2022-01 c 50", "m 2022-01 city 130r1"), []site{hidden}, nil},
		{"one number with two values", three("m 2022-01 a 47", "m 2022-01 b 40", "m 2022-01 c 50", "m 2022-01 city 137"), []site{first},
			[]string{"互相矛盾"}},
		{"it was reported late and withheld, and is published now",
			three("m 2022-01 a 47r1", "m 2022-01 b 33r1", "m 2022-01 c 50", "m 2022-01 city 130r2"),
			[]site{three("m 2022-01 a L", "m 2022-01 b L", "m 2022-01 c 50", "m 2022-01 city 50"), three("m 2022-01 a Qr1", "m 2022-01 b Qr1", "m 2022-01 c 50", "m 2022-01 city 130r2")},
			[]string{"已发布的 2022-02-28 中，m/2022-01/a 不予公开，却能推算出来"}},
		{"a unit that is few reports late",
			three("m 2022-01 a 40", "m 2022-01 b 40", "m 2022-01 c Qr1", "m 2022-01 city 82r1"), []site{lateSum},
			[]string{"m/2022-01/c 不予公开，却能推算出来"}},
		{"it is not said that it is late",
			three("m 2022-01 a Q", "m 2022-01 b Q", "m 2022-01 c Q", "m 2022-01 city 82"), []site{three("m 2022-01 a Q", "m 2022-01 b Q", "m 2022-01 c L", "m 2022-01 city 80")},
			[]string{"m/2022-01/c 不予公开，却能推算出来", "m/2022-01/city（2022-01-28）"}},
		{"a group of a unit reports late",
			three("m 2022-01 a sex=female 40", "m 2022-01 b sex=female 40", "m 2022-01 c sex=female Qr1", "m 2022-01 city sex=female 85r1"),
			[]site{three("m 2022-01 a sex=female 40", "m 2022-01 b sex=female 40", "m 2022-01 c sex=female L", "m 2022-01 city sex=female 80")},
			[]string{"m/2022-01/c/sex=female 不予公开，却能推算出来"}},
		{"a unit that is many reports late",
			three("m 2022-01 a 40", "m 2022-01 b 40", "m 2022-01 c 70r1", "m 2022-01 city 150r1"), []site{lateSum}, nil},
		{"two units that are few report late",
			three("m 2022-01 a Qr1", "m 2022-01 b Qr1", "m 2022-01 c 50", "m 2022-01 city 54r2"),
			[]site{three("m 2022-01 a L", "m 2022-01 b L", "m 2022-01 c 50", "m 2022-01 city 50")}, []string{"m/2022-01/a 不予公开，却能推算出来"}},
		{"the late one is corrected, and the sum of the first of its numbers is public",
			three("m 2022-01 a 40", "m 2022-01 b 40", "m 2022-01 c Qr2", "m 2022-01 city Qr2"),
			[]site{lateSum, three("m 2022-01 a 40", "m 2022-01 b 40", "m 2022-01 c Qr1", "m 2022-01 city 82r1")},
			[]string{"已发布的 2022-02-28 中，m/2022-01/c 不予公开，却能推算出来"}},
		{"a withheld one is corrected by few",
			three("m 2022-01 a Qr1", "m 2022-01 b Q", "m 2022-01 c 50", "m 2022-01 city 131r1"), []site{hidden},
			[]string{"m/2022-01/city 与已发布的 2022-01-28 相比，不予公开的数的变化 能推算出来"}},
		{"it falls by few",
			three("m 2022-01 a Qr1", "m 2022-01 b Q", "m 2022-01 c 50", "m 2022-01 city 129r1"), []site{hidden},
			[]string{"m/2022-01/city 与已发布的 2022-01-28 相比，不予公开的数的变化 能推算出来"}},
		{"it is corrected by many",
			three("m 2022-01 a Qr1", "m 2022-01 b Q", "m 2022-01 c 50", "m 2022-01 city 136r1"), []site{hidden}, nil},
		{"one of two withheld ones is corrected, the other is told by the sum of then",
			three("m 2022-01 a Qr1", "m 2022-01 b Q", "m 2022-01 c 50", "m 2022-01 city Qr1"), []site{three("m 2022-01 a 40", "m 2022-01 b Q", "m 2022-01 c 50", "m 2022-01 city 130")},
			[]string{"m/2022-01/b 不予公开，却能推算出来", "m/2022-01/a（2022-01-28）"}},
		{"groups that a release no longer shows are bounded by their total",
			three("m 2022-01 a 40"), []site{three("m 2022-01 a 40", "m 2022-01 a sex=female Q", "m 2022-01 a sex=male 38")},
			[]string{"已发布的 2022-01-28 中，m/2022-01/a/sex=female 不予公开，却能推算出来"}},
		{"an earlier figure that nothing describes", hidden, []site{three("n 2022-01 a 40")}, []string{"n/2022-01/a"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, found := audited(t, test.now.folder(t), ledger(t, test.earlier...))
			verdict(t, found, test.words...)
		})
	}
}

// TestReleasesAreInTheOrderOfTime: the tenth release of a day comes after its second.
func TestReleasesAreInTheOrderOfTime(t *testing.T) {
	want := []string{"2021-12-31.3", "2022-11-30", "2022-11-30.2", "2022-11-30.9", "2022-11-30.10", "2022-12-01"}
	got := slices.Sorted(slices.Values(want))
	if slices.Equal(got, want) {
		t.Fatal("the order of names is that of time, the test proves nothing")
	}
	slices.SortFunc(got, compareVersions)
	if !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
