"""Compiles the bulletins of a folder with Typst and compares cost and text with our own: compare.py FOLDER FONTS

Both are measured alike: CPU time of the process (user and system), a hundred different documents one after the other,
after one that fills the caches; fonts are found and read once.
"""

import pathlib
import re
import resource
import subprocess
import sys

import typst

folder, fonts = pathlib.Path(sys.argv[1]), sys.argv[2]
sources = sorted(folder.glob("*.typ"))
compiler = typst.Compiler(
    input=sources[0], root=folder,
    font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts]),
)


def used():
    u = resource.getrusage(resource.RUSAGE_SELF)
    return u.ru_utime + u.ru_stime


def make(source):
    return compiler.compile(input=source, format="pdf", pdf_tags=True)


make(sources[0])
before, files = used(), []
for source in sources[1:]:
    files.append(make(source))
cpu = (used() - before) / len(files) * 1000
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
files.insert(0, make(sources[0]))

ours = float((folder / "cpu").read_text())
size = sum(map(len, files)) // len(files) // 1000
print(f"typst: {cpu:.2f} ms CPU, {size} kB, peak {peak} MB")


def text(file):
    out = subprocess.run(["pdftotext", "-raw", file, "-"], check=True, capture_output=True, text=True).stdout
    return re.sub(r"\s", "", out)


different = 0
for source, data in zip(sources, files):
    theirs = source.with_suffix(".typst.pdf")
    theirs.write_bytes(data)
    pages = iter(text(source.with_suffix(".pdf")))  # has page numbers, the mark and repeated heads between
    if not all(c in pages for c in text(theirs)):
        different += 1
        print(f"{source.stem}: the two files do not hold the same text", file=sys.stderr)
faces = subprocess.run(["pdffonts", theirs], check=True, capture_output=True, text=True).stdout.count("CID TrueType")
if faces != 4:  # a face that was not found would be work not done
    sys.exit(f"{theirs} has {faces} faces, not four")
print(f"ratio: {cpu / ours:.1f} times the CPU of gongkai; the same text in {len(files) - different} of {len(files)} files")
if different or cpu < 3 * ours:
    sys.exit("the goal is the same text at less than a third of the cost")
