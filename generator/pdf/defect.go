package pdf

import "fmt"

// Defect is why a face cannot be used, in words for whoever chose it, and what can be done about it.
type Defect struct{ Text, Hint string }

func (d Defect) Error() string { return d.Text }

const (
	chooseTrueType = "向字体供应商要 TrueType 轮廓的 .ttf 文件"
	copyAgain      = "重新复制字体文件；还不行，就向字体供应商另要一份"
	chooseLicensed = "换用许可证允许嵌入的字体，或者向字体供应商要允许嵌入的版本"
)

func broken(format string, args ...any) Defect {
	return Defect{"字体文件残缺：" + fmt.Sprintf(format, args...), copyAgain}
}

// formats are the beginnings of other files that people take for TrueType faces.
var formats = []struct{ begin, text, hint string }{
	{"OTTO", "这是 CFF 轮廓的 OpenType 字体，不是 TrueType 轮廓", chooseTrueType},
	{"ttcf", "这是字体集合（TTC），里面有几种字体", "用字体软件取出要用的一种，存成单独的 .ttf 文件"},
	{"wOFF", "这是网页字体（WOFF）", chooseTrueType},
	{"wOF2", "这是网页字体（WOFF2）", chooseTrueType},
}

// recognise says what a file is that is no TrueType face.
func recognise(data []byte) error {
	begin := string(data[:min(4, len(data))])
	if begin == "\x00\x01\x00\x00" || begin == "true" {
		return nil
	}
	for _, f := range formats {
		if begin == f.begin {
			return Defect{f.text, f.hint}
		}
	}
	return Defect{"这不是 TrueType 字体文件", chooseTrueType}
}

// Bits of fsType (OpenType, OS/2): what the licence of a face says about embedding. The first four are one number, of
// which 4 (preview and print) and 8 (editable) allow what a document does.
const (
	embeddingUse = 0x000F
	restricted   = 0x0002
	noSubsetting = 0x0100
	bitmapsOnly  = 0x0200
)

// embeddable holds fsType against what a document does: it embeds outlines, and only those of the characters that it
// uses. PDF/A-3 (ISO 19005-3, 6.2.11.4.1) asks for faces that may be embedded for unlimited rendering.
func embeddable(fsType uint16) error {
	why := ""
	switch {
	case fsType&embeddingUse == restricted:
		why = "不允许嵌入文件"
	case fsType&noSubsetting != 0:
		why = "不允许只嵌入用到的字"
	case fsType&bitmapsOnly != 0:
		why = "只允许嵌入点阵，不允许嵌入轮廓"
	default:
		return nil
	}
	return Defect{fmt.Sprintf("这种字体的许可%s（OS/2 表 fsType 为 0x%04X）", why, fsType), chooseLicensed}
}
