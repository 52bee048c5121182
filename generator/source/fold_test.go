package source

import "testing"

func TestDigitsOfEveryScriptAndDress(t *testing.T) {
	for text, want := range map[string]string{
		"0189": "0189", "０１８９": "0189", "٠١٨٩": "0189", "۰۱۸۹": "0189", "०१८९": "0189", "𝟎𝟏𝟖𝟗": "0189", "𝟘𝟙𝟠𝟡": "0189", "𝟶𝟷𝟾𝟿": "0189",
		"⓪①⑧⑨": "0189", "⓵⓼⓽": "189", "❶❽❾": "189", "➀➇➈": "189", "➊➑➒": "189", "⁰¹⁸⁹": "0189", "₀₁₈₉": "0189", "ⅩｘX": "XxX", "甲，": "甲,",
	} {
		got := ""
		for _, r := range text {
			got += Fold(r)
		}
		if got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}
