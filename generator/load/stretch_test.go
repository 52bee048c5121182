package load

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// whole is inStretches as it is meant: the whole text is read, in both readings.
func whole(text string) []span {
	return withSpelled(inText(text, 0, false), inText(text, 0, true))
}

// FuzzStretches: nothing is found in a text that is not found in its stretches, nor the other way round.
func FuzzStretches(f *testing.F) {
	for _, text := range []string{
		"联系人张三，号码是 13900139000。", "1390013\n9000", "一三九〇〇一三九〇〇〇", "⑬⑨⑩⑩①③⑨⑩⑩⓪", "１１０１０５１９４９１２３１００２ｘ", "139a0013 9000",
		"① ② ③ ½½½½½½½½½½½", "13\u200b900139000", "号 1 2 3，4 5 6；7 8 9：0 1x", "人社部发〔2022〕69号、2022年10月31日，完成 1390 人", "壹叁玖零零壹叁玖零零零",
		"\xe4\xb8139\xe413900139000\xff", "一13900139000一并13900139001", "㊀㊂㊈零零壹叁玖零零零零",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if got, want := inStretches(text), whole(text); !slices.Equal(got, want) {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	})
}

// TestStretchesHoldAllNumbers: numbers in every disguise among words, marks, digits, numerals and broken characters.
func TestStretchesHoldAllNumbers(t *testing.T) {
	r := rand.New(rand.NewPCG(2024, 0))
	between := []string{"", "", "号", "一", "a", "x", "X", " ", "\n", "。", "，", "、", "㊂", "①", "é", "ⅷ", "々", "\u200B", "\xe4", "\xb8\x80", "7", "年", "𠀀", "㐀"}
	found := 0
	for range 50_000 {
		var b strings.Builder
		for range 1 + r.IntN(4) {
			for range r.IntN(4) {
				b.WriteString(pick(r, between...))
			}
			n := []func(*rand.Rand) kindOfNumber{someIdentity, someMobile, someCard}[r.IntN(3)](r)
			text := wears[r.IntN(len(wears))].as(r, n)
			b.WriteString(text[:len(text)-r.IntN(2)*r.IntN(len(text))])
		}
		text := b.String()
		got, want := inStretches(text), whole(text)
		found += len(want)
		if !slices.Equal(got, want) {
			t.Fatalf("seed 2024: %q: %v, want %v", text, got, want)
		}
	}
	if found < 40_000 {
		t.Errorf("only %d numbers were among the texts", found)
	}
}
