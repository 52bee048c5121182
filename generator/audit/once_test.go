package audit

import "testing"

// TestOnce: a mark for a rate and both its counts is one mark; two different ones, or a mark and anything else, are not.
func TestOnce(t *testing.T) {
	for words, want := range map[string]string{
		"不予公开": "不予公开", " 不予公开\n不予公开/不予公开 ": "不予公开", "未报送未报送/未报送": "未报送",
		"不予公开未报送/不予公开": "不予公开未报送/不予公开", "不予公开3/不予公开": "不予公开3/不予公开", "/": "/", "": "",
	} {
		if got := once(words); got != want {
			t.Errorf("%q says %q, want %q", words, got, want)
		}
	}
}
