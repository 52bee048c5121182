package load

import (
	"testing"
	"unicode"
	"unicode/utf8"
)

// TestNoControlCharacterIsPassedOver: the first byte of every one is looked at.
func TestNoControlCharacterIsPassedOver(t *testing.T) {
	for r := range rune(unicode.MaxRune) + 1 {
		if control(r) && !mayControl[string(r)[0]] {
			t.Errorf("%U is passed over", r)
		}
	}
	for c := byte(0x80); c < 0xC0; c++ {
		if mayControl[c] {
			t.Errorf("%#x stands inside of characters", c)
		}
	}
	if control(utf8.RuneError) {
		t.Error("broken characters are no control characters")
	}
}
