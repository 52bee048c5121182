"""Cuts one font for the bulletins: python3 cut.py SOURCE TARGET FAMILY STYLE POSTSCRIPT"""
import bz2, re, sys
from fontTools import subset
from fontTools.ttLib import TTFont

source, target, family, style, postscript = sys.argv[1:]
keep = set()
for line in bz2.open("/usr/share/unicode/Unihan_OtherMappings.txt.bz2", "rt"):
    if m := re.match(r"U\+([0-9A-F]+)\tkTGH\t", line):      # 通用规范汉字表
        keep.add(int(m[1], 16))
for row in range(0xB0, 0xF8):                                # GB/T 2312 一、二级汉字
    for cell in range(0xA1, 0xFF):
        keep.update(map(ord, bytes([row, cell]).decode("gb2312", "ignore")))
for first, last in [(0x20, 0x7E), (0xA0, 0x17F), (0x391, 0x3C9), (0x2010, 0x205E), (0x2070, 0x209C),
                    (0x20A0, 0x20BF), (0x2100, 0x218F), (0x2190, 0x21FF), (0x2200, 0x22FF), (0x2460, 0x24FF),
                    (0x2500, 0x25FF), (0x2600, 0x2612), (0x2713, 0x2718), (0x3000, 0x303F), (0x3220, 0x3243),
                    (0x3280, 0x32B0), (0x3380, 0x33DF), (0xFF01, 0xFF5E), (0xFFE0, 0xFFE6)]:
    keep.update(range(first, last + 1))

font = TTFont(source)
options = subset.Options(hinting=False, layout_features=[], glyph_names=False, notdef_outline=True,
                         recalc_timestamp=False, name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14], name_languages=[0x409])
options.drop_tables += ["BASE", "GDEF", "GPOS", "GSUB", "STAT", "VORG", "gasp", "prep", "vhea", "vmtx"]
cutter = subset.Subsetter(options)
cutter.populate(unicodes=keep & set(font.getBestCmap()))
cutter.subset(font)

dash = font.getBestCmap()[0x2014]                            # 破折号两字相连, 须占满字身
glyph = font["glyf"][dash]
glyph.coordinates.translate((-glyph.xMin, 0))
glyph.coordinates.scale((1000 / (glyph.xMax - glyph.xMin), 1))
glyph.coordinates.toInt()
glyph.recalcBounds(font["glyf"])
font["hmtx"][dash] = (1000, 0)

figures = [font.getBestCmap()[ord(c)] for c in "0123456789"]  # 数字等宽, 表格里才能对齐
width = max(font["hmtx"][name][0] for name in figures)
for name in figures:
    glyph, shift = font["glyf"][name], (width - font["hmtx"][name][0]) // 2
    glyph.coordinates.translate((shift, 0))
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (width, glyph.xMin)

names = {1: family, 2: style, 3: postscript + ";gongkai", 4: f"{family} {style}", 6: postscript}
for name in font["name"].names:
    name.string = names.get(name.nameID, name.toUnicode())
font.save(target)
