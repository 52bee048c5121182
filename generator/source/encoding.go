package source

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
	"unsafe"

	"golang.org/x/text/encoding/simplifiedchinese"

	"gongkai/generator/diag"
)

const saveAs = "在 Excel 或 WPS 中“另存为”时选择“CSV UTF-8（逗号分隔）”；在记事本中编码选择“UTF-8”"

// decode turns bytes into text by a ladder that never guesses: byte order mark, zero bytes, valid UTF-8, GB18030.
// Statistical detection fails on short Chinese text.
func decode(file string, data []byte, l *diag.List) (string, bool) {
	refuseAt := func(at diag.Pos, text string) (string, bool) {
		at.File = file
		l.Errorf(at, 0, "encoding", saveAs, "%s", text)
		return "", false
	}
	refuse := func(text string) (string, bool) { return refuseAt(diag.Pos{}, text) }
	const zeroes = "文件含有空字节：不是文本文件，或者是没有字节序标记的 UTF-16"
	var text string
	zero := bytes.IndexByte(data, 0)
	switch {
	case bytes.HasPrefix(data, []byte("PK\x03\x04")), bytes.HasPrefix(data, []byte("\xD0\xCF\x11\xE0")):
		return refuse("这是 Excel 工作簿或压缩文件，不是文本文件")
	case bytes.HasPrefix(data, []byte("\xEF\xBB\xBF")):
		text = strings.ToValidUTF8(string(data[3:]), "\uFFFD")
	case bytes.HasPrefix(data, []byte("\xFF\xFE")), bytes.HasPrefix(data, []byte("\xFE\xFF")):
		if len(data)%2 != 0 {
			return refuse("UTF-16 文件少了半个字符，可能没有保存完整")
		}
		text = fromUTF16(data)
	case zero >= 0:
		// One may have slipped into a text of either encoding: what stands before it tells where.
		before := data[:zero]
		if !utf8.Valid(before) {
			if decoded, err := simplifiedchinese.GB18030.NewDecoder().Bytes(before); err == nil {
				before = decoded
			}
		}
		return refuseAt(end(oneLineEnd(string(before))), zeroes)
	case utf8.Valid(data):
		text = unsafe.String(unsafe.SliceData(data), len(data)) // nobody else has the bytes
	default:
		decoded, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data)
		if err != nil {
			return refuse("文件既不是 UTF-8 也不是 GB18030 编码")
		}
		text = string(decoded)
		if !isASCII(data[:validPrefix(data)]) && strings.Contains(text, "\uFFFD") {
			// Neither encoding, but it begins as UTF-8 with Chinese text: the damage is where that ends.
			text = strings.ToValidUTF8(string(data), "\uFFFD")
		}
	}
	text = oneLineEnd(text)
	if before, _, lost := strings.Cut(text, "\uFFFD"); lost {
		return refuseAt(end(before), "这里有不能识别的字符：文件既不是 UTF-8 也不是 GB18030 编码，或者文字已经损坏")
	}
	if before, _, found := strings.Cut(text, "\x00"); found {
		return refuseAt(end(before), zeroes)
	}
	return text, true
}

func oneLineEnd(text string) string {
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
}

// end is the place of what follows a text.
func end(before string) diag.Pos {
	line := before[strings.LastIndexByte(before, '\n')+1:]
	return diag.Pos{Line: strings.Count(before, "\n") + 1, Col: utf8.RuneCountInString(line) + 1}
}

// validPrefix returns the length of the longest beginning that is UTF-8.
func validPrefix(data []byte) int {
	n := 0
	for n < len(data) {
		r, size := utf8.DecodeRune(data[n:])
		if r == utf8.RuneError && size < 2 {
			break
		}
		n += size
	}
	return n
}

func isASCII(data []byte) bool {
	return !slices.ContainsFunc(data, func(b byte) bool { return b >= utf8.RuneSelf })
}

func fromUTF16(data []byte) string {
	var order binary.ByteOrder = binary.LittleEndian
	if data[0] == 0xFE {
		order = binary.BigEndian
	}
	units := make([]uint16, 0, len(data)/2)
	for i := 2; i < len(data); i += 2 {
		units = append(units, order.Uint16(data[i:]))
	}
	return string(utf16.Decode(units))
}
