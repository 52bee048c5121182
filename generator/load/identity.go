package load

import (
	"slices"
	"strings"

	"gongkai/generator/model"
)

// provinces are the first two digits of an identity number (GB/T 2260, with 81–83 of the residence permits).
var provinces = strings.Fields("11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 91")

// likeIdentity reports whether groups end after the district, the birthday or a part of it, or the serial number: cells
// of a table beside each other have the digits of an identity number once in many thousands.
func likeIdentity(groups []group) bool {
	end := 0
	for _, g := range groups[:len(groups)-1] {
		if end += len(g.digits); !slices.Contains([]int{6, 10, 12, 14, 17}, end) {
			return false
		}
	}
	return true
}

const (
	identity       = "身份证号"
	brokenIdentity = "身份证号，校验码不对也不能写"
	shortIdentity  = "身份证号，少一位也不能写"
	oldIdentity    = "旧的 15 位身份证号"
	mobileNumber   = "手机号码"
	card           = "银行卡号"
)

// A number without a valid check character is believed to be a person's up to the birth year codesSince. Codes of a
// project are a district, a day and a serial number, too, but the files begin in 2021 and tell of people of working
// age: from 16 (Labour Law, article 15), which those born later reach in 2028.
const codesSince = "2012"

// oldestYear is the first year of birth believed of a card of 15 digits: its owner is past ninety. Business licences had
// 15 digits as well, with a serial number where the card has the birthday, most often beginning with 0 to 2.
const oldestYear = "30"

// personalNumber says what a number is; "" if it is nothing personal.
func personalNumber(s string) (what string, mobile bool) {
	body := strings.TrimSuffix(s, "X")
	if !ascii(body) {
		return "", false
	}
	switch {
	case len(s) == 18 && slices.Contains(provinces, s[:2]) && validDay(s[6:14]):
		if checkCharacter(s[:17]) == s[17] {
			return identity, false
		}
		if s[6:10] < codesSince {
			return brokenIdentity, false // a mistyped number still tells its owner's birthday and home
		}
		return cardNumber(s), false
	case body != s:
		return "", false
	case len(s) == 17 && slices.Contains(provinces, s[:2]) && validDay(s[6:14]) && s[6:10] < codesSince:
		return shortIdentity, false
	case len(s) == 15 && slices.Contains(provinces, s[:2]) && s[6:8] >= oldestYear && validDay("19"+s[6:12]):
		return oldIdentity, false
	case isMobile(s):
		return mobileNumber, true
	}
	return cardNumber(s), false
}

func validDay(s string) bool {
	year, month, day := s[:4], s[4:6], s[6:8]
	_, ok := model.ParseDate(year + "-" + month + "-" + day)
	return ok && year >= "1900" && year < "2100"
}

// checkCharacter computes the last character of an identity number (GB 11643, ISO 7064 MOD 11-2).
func checkCharacter(s string) byte {
	weights := [...]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
	sum := 0
	for i, w := range weights {
		sum += w * int(s[i]-'0')
	}
	return "10X98765432"[sum%11]
}
