"""Makes two folders with the same Markdown pages: corpus.py PAGES SEED FOLDER [full]

FOLDER/gongkai is a site of ours, FOLDER/hugo one for Hugo. The pages are announcements, written from the sentences of
content/ by a seed. Without "full" the site has the figures of a single unit and month only, so that what is measured
is pages.
"""

import pathlib
import random
import re
import shutil
import sys

pages, seed, folder = int(sys.argv[1]), int(sys.argv[2]), pathlib.Path(sys.argv[3])
full = "full" in sys.argv[4:]
here = pathlib.Path(__file__).resolve().parent
project = here.parent.parent
ours, theirs = folder / "gongkai", folder / "hugo"

shutil.rmtree(folder, ignore_errors=True)
for name in ("content", "data", "templates"):
    shutil.copytree(project / name, ours / name)
shutil.copytree(here / "hugo", theirs)
articles = ours / "content/announcements"
(theirs / "content/announcements").mkdir(parents=True)

# Sentences without numbers, links and marks: they can stand anywhere and say nothing that could be wrong.
text = "".join(f.read_text() for d in ("documents", "announcements", "pages") for f in sorted((ours / "content" / d).glob("*.md")))
sentences = [s for s in re.findall(r"[一-龥、，]{12,60}。", text) if "不予公开" not in s]
clauses = sorted({c for s in sentences for c in re.split("[、，。]", s) if 6 <= len(c) <= 14})

if not full:
    shutil.rmtree(ours / "content/commentary")
    shutil.rmtree(ours / "data/ledger", ignore_errors=True)
    for file in (ours / "data/observations").iterdir():
        if file.name != "2022-10.csv":
            file.unlink()
    month = ours / "data/observations/2022-10.csv"
    lines = month.read_text().splitlines()
    month.write_text("\n".join(lines[:2]) + "\n")

rng = random.Random(seed)
for i in range(pages):
    def prose(n):
        return "".join(rng.choice(sentences) for _ in range(n))

    title = rng.choice(clauses) + "的公告之" + "".join("零一二三四五六七八九"[int(d)] for d in str(i))
    day = f"2022-{rng.randint(1, 10):02}-{rng.randint(1, 28):02}"
    summary = rng.choice(sentences)
    body = f"""{prose(4)}

## {rng.choice(clauses)}

- {prose(2)}
- {prose(2)}见[培训项目目录](/trainings/)。
- {prose(1)}

{prose(3)}**{rng.choice(clauses)}**。{prose(1)}

## {rng.choice(clauses)}

{prose(4)}以[办事服务](/services/weihai/)为准。

{prose(3)}
"""
    head = f"""---
title: {title}
summary: {summary}
openness: 主动公开
issuer: 威海市人力资源和社会保障局
category: 通知公告
published: "{day} 09:00"
source: 威海市人力资源和社会保障局
keywords: [{rng.choice(clauses)}, {rng.choice(clauses)}]
sample: true
"""
    name = f"x{i:06}.md"
    (articles / name).write_text(head + "---\n" + body)
    # Hugo reads a date of its own kind; everything else is the same.
    (theirs / "content/announcements" / name).write_text(head + f"date: {day}T09:00:00+08:00\n---\n" + body)
