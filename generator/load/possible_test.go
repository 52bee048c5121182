package load

import "testing"

// FuzzPossible: what possible takes for a text without room for a personal number has none, in neither reading.
func FuzzPossible(f *testing.F) {
	for _, text := range []string{
		"联系人张三，号码是 13900139000。", "1390013\n9000", "一三九〇〇一三九〇〇〇", "⑬⑨⑩⑩①③⑨⑩⑩⓪", "１１０１０５１９４９１２３１００２ｘ", "139a0013 9000",
		"① ② ③ ½½½½½½½½½½½", "13\u200b900139000", "号 1 2 3，4 5 6；7 8 9：0 1x", "人社部发〔2022〕69号、2022年10月31日，完成 1390 人", "壹叁玖零零壹叁玖零零零",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if possible(text) {
			return
		}
		for _, spelled := range []bool{false, true} {
			if found := inText(text, spelled); len(found) > 0 {
				t.Errorf("%q: %v", text, found)
			}
		}
	})
}
