package typeset

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/go-text/typesetting/segmenter"
)

// looser reports whether a line may end between a and b here although UAX #14 says no: it does not know that “ and ”
// are Chinese brackets, nor that a minus sign or a multiplication sign after a mark or a percentage begins something.
func looser(a, b rune) bool { return b == '“' || a == '”' || b == '−' || b == '×' }

// TestAgainstUnicode sets the table against UAX #14: it never breaks where the standard does not, save the
// places above. (It breaks in fewer places: the standard parts numbers from their units.)
func TestAgainstUnicode(t *testing.T) {
	pieces := []string{"公", "益", "岗", "位", "，", "。", "、", "；", "：", "？", "！", "（岗位）", "《公益》", "“公益”", "“好。”", "——", "……",
		"〔2022〕3号", "11.4", "万", "83.0%", "−0.3", "个百分点", "A word", "2022年10月", "·", "16～24", "8:30", "第3名", "a/b", "a-b", "×", "12333"}
	rng := rand.New(rand.NewPCG(3, 4))
	for range 20_000 {
		var b strings.Builder
		for range 2 + rng.IntN(12) {
			b.WriteString(pieces[rng.IntN(len(pieces))])
		}
		text := []rune(b.String())
		var seg segmenter.Segmenter
		seg.Init(text)
		standard := map[int]bool{}
		for it := seg.LineIterator(); it.Next(); {
			standard[it.Line().Offset] = true
		}
		for i, may := range breaks(chars(string(text))) {
			if !may || standard[i] {
				continue
			}
			if !looser(text[i-1], text[i]) {
				t.Errorf("%q breaks between %q", string(text), string(text[i-1:i+1]))
			}
		}
	}
}
