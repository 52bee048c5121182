package load

import (
	"strings"
	"testing"
)

// TestWhatIsAListOfPeople: rows of 1 are one as soon as each says something of its own, whatever else the file holds.
func TestWhatIsAListOfPeople(t *testing.T) {
	for _, test := range []struct {
		name, rows string
		lists      int
	}{
		{"remarks that differ", "2022-10,nanhai,posts_filled,,1,甲\n2022-10,nanhai,posts_filled,,1,乙\n2022-10,nanhai,posts_filled,,１,丙\n", 1},
		{"among other rows", "2022-10,nanhai,posts_filled,,60,\n2022-10,nanhai,posts_filled,,1,甲\n2022-10,nanhai,posts_filled,,1,乙\n2022-10,nanhai,posts_filled,,1,丙\n", 1},
		{"a group for each", "2022-10,nanhai,posts_filled,甲,1,\n2022-10,nanhai,posts_filled,乙,1,\n2022-10,nanhai,posts_filled,丙,1,\n", 1},
		{"as corrections", "2022-09,nanhai,posts_filled,,1,更正：甲；2022-11-05\n2022-09,nanhai,posts_filled,,1,更正：乙；2022-11-05\n2022-09,nanhai,posts_filled,,1,更正：丙；2022-11-05\n", 1},
		{"a remark in common", "2022-10,nanhai,posts_filled,,1,按月报送\n2022-10,huancui,posts_filled,,1,按月报送\n2022-10,nanhai,posts_filled,性别=女,1,按月报送\n", 0},
		{"no remark", "2022-10,nanhai,posts_filled,,1,\n2022-10,huancui,posts_filled,,1,\n2022-10,nanhai,posts_filled,性别=女,1,\n2022-10,nanhai,posts_filled,性别=男,0,\n", 0},
		{"two rows", "2022-10,nanhai,posts_filled,,1,甲\n2022-10,huancui,posts_filled,,1,乙\n", 0},
		{"larger counts", "2022-10,nanhai,posts_filled,,1,甲\n2022-10,huancui,posts_filled,,2,乙\n2022-10,nanhai,posts_filled,,3,丙\n", 0},
		{"posts are no people", "2022-10,nanhai,posts_created,,1,甲\n2022-10,huancui,posts_created,,1,乙\n2022-10,nanhai,posts_created,城乡=城镇,1,丙\n", 0},
	} {
		got := problems(t, site(t, csv("2022-10.csv", test.rows)))
		if n := strings.Count(got, "像是逐人的名册"); n != test.lists {
			t.Errorf("%s: %d lists of people\n%s", test.name, n, got)
		}
		if test.lists > 0 && strings.ContainsAny(got, "甲乙丙") {
			t.Errorf("%s: a key is quoted\n%s", test.name, got)
		}
	}
}
