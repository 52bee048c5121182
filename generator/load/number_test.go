package load

import "testing"

// TestWhatLooksLikeAPerson: figures, dates, codes and addresses that add up to the digits of a personal number are
// none, and what people do type as one is still found.
func TestWhatLooksLikeAPerson(t *testing.T) {
	tests := []struct{ text, want string }{
		{"1350  1280  300", ""}, {"1350\t1280\t300", ""}, {"135  1280  3000", ""}, {"13  2022-12-03 9:00", ""}, {"14 2022-11-05 8:30", ""}, {"17-2022-10-31-1", ""},
		{"1 3 9 0 0 1 3 9 0 0 0", mobileNumber}, {"139 0013 9000", mobileNumber}, {"139-00139000", mobileNumber}, {"1390 0139000", mobileNumber},
		{"1390013-9000", mobileNumber}, {"86139 0013 9000", mobileNumber}, {"0139-0013-9000", mobileNumber}, {"139\n  00139000", mobileNumber},
		{"371002202210150001", ""}, {"37100220221015001", ""}, {"371002199010150002", brokenIdentity}, {"37100219901015000", shortIdentity},
		{"371002221001234", ""}, {"371002680101123", oldIdentity}, {"371002001301123", ""},
		{"13501280300元", ""}, {"13501280300 人", ""}, {"共13501280300个，", ""}, {"13501280300个人手机", mobileNumber}, {"13501280300 元旦值班", mobileNumber},
		{"https://www.weihai.gov.cn/col/art_62101_13812345678.html", ""}, {"[文](http://a.cn/2022/13812345678.html)", ""}, {"https://a.cn/?tel=13812345678", mobileNumber},
		{"https://a.cn/13812345678", mobileNumber}, {"tel:13812345678", mobileNumber}, {"https://a.cn/a.html 13812345678", mobileNumber},
		{"https://a.cn/11010519491231002X.html", identity},
	}
	for _, test := range tests {
		got := ""
		if found := personal(test.text); len(found) > 0 {
			got = found[0].what
		}
		if got != test.want {
			t.Errorf("%q: %q, want %q", test.text, got, test.want)
		}
	}
}
