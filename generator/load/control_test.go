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

// TestMarksAreControlCharacters: what compose and web put around figures no editor can write.
func TestMarksAreControlCharacters(t *testing.T) {
	for _, r := range "\uE000\uE001\uE002\uE003\uE004\U000F0000\U000FFF00\U000FFFFD" {
		if !control(r) {
			t.Errorf("%U is let through", r)
		}
	}
	for _, r := range "\uE005\uE863\uF8FF\U0002A6D6" { // rare characters of names, some of them private in GBK
		if control(r) {
			t.Errorf("%U is refused", r)
		}
	}
}
