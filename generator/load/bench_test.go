package load

import (
	"testing"

	"gongkai/generator/diag"
	"gongkai/generator/source"
)

func TestTheShippedInputHasNoError(t *testing.T) {
	tree, err := source.Open("../..")
	if err != nil {
		t.Fatal(err)
	}
	defer tree.Close()
	var l diag.List
	in := Load(tree, "", today, &l)
	for _, d := range l.Sorted() {
		if !d.Warning {
			t.Error(d.Pos, d.Text, d.Rule)
		}
	}
	if len(in.Report.Observations) == 0 || len(in.Report.Corrections) == 0 || len(in.Release.Policies) != 18 {
		t.Errorf("%d observations, %d corrections, %d policies", len(in.Report.Observations), len(in.Report.Corrections), len(in.Release.Policies))
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		tree, err := source.Open("../..")
		if err != nil {
			b.Fatal(err)
		}
		var l diag.List
		Load(tree, "", today, &l)
		tree.Close()
	}
}
