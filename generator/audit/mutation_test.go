package audit

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/csv"
	"encoding/hex"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"unicode/utf16"

	"gongkai/generator/diag"
)

// mutation writes into one file of the shipped site what must not stand there.
type mutation struct {
	name, file string
	change     func(string) string
}

func first(old, new string) func(string) string {
	return func(s string) string { return strings.Replace(s, old, new, 1) }
}

// match replaces the first match of a pattern.
func match(pattern, new string) func(string) string {
	re := regexp.MustCompile(pattern)
	return func(s string) string {
		at := re.FindStringSubmatchIndex(s)
		if at == nil {
			return s
		}
		return s[:at[0]] + string(re.ExpandString(nil, new, s, at)) + s[at[1]:]
	}
}

// content edits what a stream of a PDF file draws or carries.
func content(edit func(string) string) func(string) string {
	return func(s string) string {
		changed, _ := rewritten([]byte(s), edit)
		if changed == nil {
			return s
		}
		return string(changed)
	}
}

// inFigure edits what draws the charts of a page.
func inFigure(pattern, new string) func(string) string {
	return content(func(s string) string {
		before, figure, found := strings.Cut(s, "/Figure ")
		if !found {
			return s
		}
		return before + "/Figure " + match(pattern, new)(figure)
	})
}

// asHex is a text as a PDF file writes it.
func asHex(text string) string {
	var b []byte
	for _, u := range utf16.Encode([]rune(text)) {
		b = append(b, byte(u>>8), byte(u))
	}
	return strings.ToUpper(hex.EncodeToString(b))
}

const (
	monthPage     = "progress/2022-10/index.html"
	unitPage      = "progress/2022-10/rushan/index.html"
	yearPage      = "bulletins/2022/rushan/index.html"
	cityYear      = "bulletins/2022/weihai/index.html" // its text goes on in unitsYear
	unitsYear     = "bulletins/2022/weihai/units/index.html"
	twinPage      = "bulletins/2022-10/weihai/index.html"
	paper         = "bulletins/2022-10/weihai.pdf"
	yearPaper     = "bulletins/2022/rushan.pdf"
	pairPaper     = "bulletins/2022/weihai.pdf"
	correctedPage = "progress/corrections/index.html"
	correctedText = "bulletins/2022-09/wendeng/index.html"
	allPapers     = "bulletins/2022-10/all.zip"
)

// pages that show figures take the same mutations: a number in each place in which people or programs may look.
func everywhere(file string) []mutation {
	var list []mutation
	for _, m := range []mutation{
		{name: "sentence", change: first("</h1>", "</h1><p>当月认定3户零就业家庭。</p>")},
		{name: "number without a unit", change: first("</h1>", "</h1><p>当月认定3，帮扶若干。</p>")},
		{name: "number after words", change: first("</h1>", "</h1><p>零就业家庭 3</p><p>零就业家庭（3）</p>")},
		{name: "comment", change: first("</h1>", "</h1><!-- 3 -->")},
		{name: "hidden element", change: first("</h1>", "</h1><p hidden>3户</p>")},
		{name: "details", change: first("</h1>", "</h1><details><summary>更多</summary>3</details>")},
		{name: "template", change: first("</h1>", "</h1><template>3户</template>")},
		{name: "script", change: first("</head>", "<script>var found=3</script></head>")},
		{name: "JSON-LD", change: first("</head>", `<script type="application/ld+json">{"value":3}</script></head>`)},
		{name: "style", change: first("</head>", "<style>p{--found:3}</style></head>")},
		{name: "inline style", change: first("<h1", `<h1 style="--found:3"`)},
		{name: "class", change: first("<h1", `<h1 class="n3"`)},
		{name: "key of no cell", change: first("</h1>", `</h1><p data-key="reemployed/2022-09/3">乳山市</p>`)},
		{name: "former key of no cell", change: first("</h1>", `</h1><span data-was="zero_households/2022-09/rushan/found=3">乳山市</span>`)},
		{name: "identifier", change: first("<h1", `<h1 id="found73"`)},
		{name: "link", change: first("</h1>", `</h1><a href="/progress/3/">乳山市</a>`)},
		{name: "anchor of a link", change: first("</h1>", `</h1><a href="#found73">乳山市</a>`)},
		{name: "query of a link", change: first("</h1>", `</h1><a href="/progress/?found=3">乳山市</a>`)},
		{name: "start of a list", change: first("</h1>", `</h1><ol start="3"><li>乳山市</li></ol>`)},
		{name: "name of a description", change: first("</head>", `<meta name="found3" content="乳山市"></head>`)},
		{name: "property", change: first("</head>", `<meta property="found3" content="乳山市"></head>`)},
		{name: "name of a field", change: first("</h1>", `</h1><input name="found3">`)},
		{name: "value of a field", change: first("</h1>", `</h1><input value="3户">`)},
		{name: "length of a field", change: first("</h1>", `</h1><input maxlength="3">`)},
		{name: "label of a field", change: first("</h1>", `</h1><label for="found3">乳山市</label>`)},
		{name: "role", change: first("</h1>", `</h1><p role="found3">乳山市</p>`)},
		{name: "type", change: first("</h1>", `</h1><input type="found3">`)},
		{name: "relation", change: first("</head>", `<link rel="found3" href="/"></head>`)},
		{name: "language", change: first("</h1>", `</h1><p lang="x-3">乳山市</p>`)},
		{name: "order of focus", change: first("</h1>", `</h1><p tabindex="3">乳山市</p>`)},
		{name: "target", change: first("</h1>", `</h1><a href="/" target="found3">乳山市</a>`)},
		{name: "description of an element", change: first("</h1>", `</h1><p aria-describedby="found3">乳山市</p>`)},
		{name: "name by an element", change: first("</h1>", `</h1><p aria-labelledby="found3">乳山市</p>`)},
		{name: "current item", change: first("</h1>", `</h1><p aria-current="3">乳山市</p>`)},
		{name: "width of a cell", change: first("</h1>", `</h1><table><tr><td colspan="73">乳山市</td></tr></table>`)},
		{name: "medium", change: first("</head>", `<link rel="stylesheet" href="/site.css" media="(min-width: 3px)"></head>`)},
		{name: "time", change: first("</h1>", `</h1><time datetime="0003">乳山市</time>`)},
		{name: "text of a time", change: first("</h1>", `</h1><time>3户</time>`)},
		{name: "rank", change: first("</h1>", `</h1><table><tbody><tr><td class="rank">3</td></tr></tbody></table>`)},
		{name: "scale", change: first("</h1>", `</h1><svg class="axis"><text x="0">3户</text></svg>`)},
		{name: "page title", change: first("<title>", "<title>3户零就业家庭，")},
		{name: "meta", change: first("</head>", `<meta name="description" content="当月认定3户"></head>`)},
		{name: "og:title", change: first("</head>", `<meta property="og:title" content="当月认定3户"></head>`)},
		{name: "alt", change: first("</h1>", `</h1><img alt="3户" src="data:,">`)},
		{name: "aria-label", change: first("<h1", `<h1 aria-label="3户"`)},
		{name: "tooltip", change: first("<h1", `<h1 title="3户"`)},
		{name: "data attribute", change: first("<h1", `<h1 data-found="3"`)},
		{name: "meter", change: first("</h1>", `</h1><meter value="3" max="10"></meter>`)},
		{name: "full-width digit", change: first("</h1>", "</h1><p>认定３户。</p>")},
		{name: "digit of another script", change: first("</h1>", "</h1><p>认定٣户。</p>")},
		{name: "circled digit", change: first("</h1>", "</h1><p>认定③。</p>")},
		{name: "separator of thousands", change: first("</h1>", "</h1><p>认定1,234户。</p>")},
		{name: "Chinese digits", change: first("</h1>", "</h1><p>认定三户。</p>")},
		{name: "Chinese number", change: first("</h1>", "</h1><p>认定二十三户零就业家庭。</p>")},
		{name: "Chinese share", change: first("</h1>", "</h1><p>完成百分之三十。</p>")},
		{name: "Chinese digits alone", change: first("</h1>", "</h1><p>三</p>")},
		{name: "split over elements", change: first("</h1>", "</h1><p>认定<b>1</b><i>2</i>户。</p>")},
		{name: "zero width", change: first("</h1>", "</h1><p>认定1\u200b2户。</p>")},
		{name: "soft hyphen", change: first("</h1>", "</h1><p>认定1\u00ad2户。</p>")},
		{name: "entity", change: first("</h1>", "</h1><p>认定&#51;户。</p>")},
		{name: "known form with a unit", change: first("</h1>", "</h1><p>认定110户。</p>")},
		{name: "figure without a source", change: first("</h1>", `</h1><data value="3">3户</data>`)},
		{name: "figure that is withheld", change: first("</h1>", `</h1><data value="3" data-key="zero_household.found/2022-10/rushan">3户</data>`)},
		{name: "figure that is empty", change: first("</h1>", `</h1><data value="" data-key="zero_household.found/2022-10/rushan"></data>`)},
		{name: "figure that does not exist", change: first("</h1>", `</h1><data value="3" data-key="zero_household.found/2022-10/nowhere">3户</data>`)},
		{name: "drawing of another kind", change: first("</h1>", `</h1><svg class="pie"><path d="M0 0L3 3"/></svg>`)},
		{name: "shape in an icon", change: first("</h1>", `</h1><svg class="i"><rect width="3" height="9"/></svg>`)},
	} {
		m.file, m.name = file, m.name+" of "+file
		list = append(list, m)
	}
	return list
}

// mutations are the others, each in its own place.
var mutations = []mutation{
	{"marked cell of a table", monthPage, match(`<span class="state">不予公开</span></td>`, `<data value="3" data-key="zero_household.found/2022-10/rushan">3</data></td>`)},
	{"cell of a table", monthPage, first("不予公开</span></td>", "3</span></td>")},
	{"cell of a unit", unitPage, first(`<span class="state">不予公开</span>`, "3")},
	{"cell of a bulletin", twinPage, first(">不予公开</td>", ">3</td>")},
	{"cell of a year", yearPage, first("不予公开", "3")},
	{"sentence of a bulletin", twinPage, first("户数不予公开", "户数3户")},
	{"mark replaced by nothing", monthPage, match(`>\s*<span class="state">不予公开</span>\s*</td>`, "></td>")},
	{"mark replaced by a dash", monthPage, match(`<span class="state">不予公开</span></td>`, `<span class="state">—</span></td>`)},
	{"mark replaced by another", monthPage, match(`<span class="state">不予公开</span></td>`, `<span class="state">未报送</span></td>`)},
	{"mark of a bulletin replaced by nothing", twinPage, first(">不予公开</td>", "></td>")},
	{"mark of a bulletin replaced by a dash", twinPage, first(">不予公开</td>", ">—</td>")},
	{"published figure hidden", monthPage, match(`<data value="[^"]*" data-key="posts\.gap/2022-10/jingqu">[^<]*</data>`, `<span class="state">不予公开</span>`)},
	{"another number printed", monthPage, match(`(data-key="posts\.value/2022-10/weihai">)\d+`, `${1}3`)},
	{"another number for machines", monthPage, match(`<data value="\d+" data-key="posts\.value`, `<data value="3" data-key="posts.value`)},
	{"formula", unitPage, first(`<dd class="f">`, `<dd class="f">3户 + 2户，`)},
	{"words of a chart", twinPage, match(`aria-label="(条形图[^"]*?)[\d.]+%`, `aria-label="${1}3.3%`)},
	{"status of a withheld rate", "bulletins/2022-05/nanhai/index.html", match(`(<td class="c" data-l="评价">)不予公开`, `${1}达到`)},
	{"order of rows", monthPage, func(s string) string {
		rows := regexp.MustCompile(`(?s)<tr><td class="rank">.*?</tr>`).FindAllStringIndex(s, 2)
		a, b := rows[0], rows[1]
		return s[:a[0]] + s[b[0]:b[1]] + s[a[1]:b[0]] + s[a[0]:a[1]] + s[b[1]:]
	}},
	{"order of withheld rows", monthPage, func(s string) string {
		rows := regexp.MustCompile(`(?s)<tr><th[^>]*><a href="/progress/2022-10/(?:huancui|rongcheng)/">.*?</tr>`).FindAllStringIndex(s, -1)
		a, b := rows[0], rows[1]
		return s[:a[0]] + s[b[0]:b[1]] + s[a[1]:b[0]] + s[a[0]:a[1]] + s[b[1]:]
	}},
	{"bar of a withheld figure", monthPage, match(`<rect class="val" data-key="[^"]*"`, `<rect class="val" data-key="hardship_employed/2022-10/rushan"`)},
	{"bar without a figure", monthPage, match(`<rect class="val" data-key="[^"]*"`, `<rect class="val"`)},
	{"length of a bar", monthPage, match(`(<rect class="val" data-key="[^"]*" y="\d+" width=")[\d.]+`, `${1}3.00`)},
	{"length of a gap", monthPage, match(`(<line class="gap" x1=")[\d.]+`, `${1}3.00`)},
	{"bar beside a bar", monthPage, match(`(<rect class="trk")`, `<rect class="more" width="3%" height="8"/>${1}`)},
	{"track of a bar", monthPage, match(`(<rect class="trk" y="\d+" width=")[\d.]+`, `${1}3.00`)},
	{"point of a line", unitPage, match(`(<path class="act" data-key="[^"]*" d="M\d+ \d+L\d+ )\d+`, `${1}300`)},
	{"dot of a line", unitPage, match(`(<circle class="dot" r="3.5" cx="[\d.]+%" cy=")[\d.]+`, `${1}33.00`)},
	{"forecast of a line", unitPage, match(`(<path class="fore" data-key="[^"]*" d="M\d+ \d+L\d+ )\d+`, `${1}3000`)},
	{"level of a line", unitPage, match(`(<line class="grid" x1="[\d.]+%" x2="[\d.]+%" y1=")[\d.]+`, `${1}33.00`)},
	{"label of a line", unitPage, first(`<svg class="line" aria-hidden="true">`, `<svg class="line" aria-hidden="true"><text x="0" y="88.00%">3户</text>`)},
	{"point of a pair", monthPage, match(`(<circle class="a" data-key="[^"]*" cx=")[\d.]+`, `${1}3.00`)},
	{"link of a pair", monthPage, match(`(<line class="link" x1=")[\d.]+`, `${1}3.00`)},
	{"telephone number", unitPage, first("</h1>", "</h1><p>累计 110，其中</p>")},
	{"format of paper", yearPage, first("</h1>", "</h1><p>方案A 1280</p>")},
	{"items of a list", monthPage, first("</h1>", "</h1><p>共3项</p>")},
	{"former figure of another cell", correctedPage, match(`(data-was="posts_created/2022-09/wendeng">)\d+`, "${1}1848")},
	{"former figure of a sentence", correctedText, match(`原为((?:<[^>]*>)*)\d+`, "原为${1}1848")},
	{"former figure of another measure", correctedText, match(`开发城乡公益性岗位(累计数于)`, "城镇新增就业${1}")},
	{"number of withheld cells", "data/observations/index.html", match(`(data-tally="withheld[^>]*>)\d+`, `${1}3`)},

	{"page of the search", "search/pages/0.json", first(`"t":"`, `"t":"3户零就业家庭，`)},
	{"number of a page of the search", "search/pages/0.json", first(`{"p":`, `{"n":3,"p":`)},
	{"term of the search", "search/terms/0.json", first(`{"`, `{"三户":[1,-3,3],"`)},
	{"number among the terms", "search/terms/0.json", first(`{"`, `{"3333":[1,-3,3],"`)},
	{"pages of a term", "search/terms/0.json", match(`:\[\d+`, `:[33`)},
	{"page that is not there", "search/terms/0.json", match(`(:\[\d+,-\d+),\d+`, `${1},3000`)},
	{"text among the terms", "search/terms/0.json", first(`{"`, `{"认定三户":[1,-3,3],"`)},
	{"words of the search", "search/words.json", first(`"怎么办"`, `"怎么办","认定3户"`)},
	{"number of the search", "search/words.json", match(`"pages":\d+`, `"pages":3`)},
	{"member of the search", "search/words.json", first(`{`, `{"n":3,`)},
	{"feed", "feed.xml", first("<summary>", "<summary>当月认定3户。")},
	{"comment of the feed", "feed.xml", first("<summary>", "<!-- 当月认定3户 --><summary>")},
	{"attribute of the feed", "feed.xml", first("<entry>", `<entry n="3">`)},
	{"feed of a unit", "services/rushan/feed.xml", first("<title>", "<title>3户，")},
	{"calendar of a unit", "services/rushan/calendar.ics", first("SUMMARY:", "SUMMARY:3户")},
	{"deadline of a calendar", "services/rushan/calendar.ics", match(`VALUE=DATE:\d+`, "VALUE=DATE:3")},
	{"page of an event", "services/rushan/calendar.ics", match(`URL:\S+`, "URL:https://gongkai.example/policies/3/")},
	{"calendar", "fairs/calendar.ics", first("SUMMARY:", "SUMMARY:3户")},
	{"site map", "sitemap.xml", match(`<loc>[^<]*</loc>`, "<loc>https://gongkai.example/progress/3/</loc>")},
	{"robots.txt", "robots.txt", first("User-agent", "# 3户\nUser-agent")},
	{"style sheet", "site.css", first("body", `body::after{content:"3户"}body`)},
	{"style of one figure", "site.css", first("body", `[data-key="zero_household.found/2022-10/rushan"]{width:3%}body`)},
	{"script of the search", "search/search.js", first(`"use strict";`, `"use strict"; var s = "认定3户";`)},
	{"text for programs", "fairs/index.html", first(`"@type":"Event","name":"`, `"@type":"Event","name":"3户，`)},
	{"number for programs", "fairs/index.html", first(`"@type":"Event",`, `"@type":"Event","attendees":3,`)},
	{"name for programs", "fairs/index.html", first(`"@type":"Event",`, `"@type":"Event","found3":"",`)},
	{"step for programs", "fairs/index.html", first(`"position":2`, `"position":3`)},
	{"after the text for programs", "fairs/index.html", first("]}</script>", "]} 3</script>")},
	{"script of the self-check", "policies/check/check.js", first(`"use strict";`, `"use strict"; var s = "认定3户";`)},
	{"words of a rule", "policies/check/rules.json", first(`"words":"`, `"words":"认定3户，`)},
	{"number of a rule", "policies/check/rules.json", first(`"ask":`, `"found":3,"ask":`)},
	{"heading of the form", "policies/check/index.html", first(`您的情况</h2>`, `您的情况，认定3户</h2>`)},
	{"attribute in the form", "policies/check/index.html", first(`<template id="selfcheck">`, `<template id="selfcheck" data-l="认定3户">`)},
	{"bound of an answer elsewhere", "data/observations/datapackage.json", first(`{`, `{"min":3,`)},
	{"script of every page", "site.js", first(`"use strict";`, `"use strict"; var s = "认定3户";`)},
	{"header", "_headers", first("Cache-Control:", "X-Found: 3\n  Cache-Control:")},
	{"age of a header", "_headers", first("max-age=300", "max-age=3")},
	{"path of a header", "_headers", first("/data/*", "/found3/*")},
	{"comment of the headers", "_headers", first("/data/*", "# 3\n/data/*")},
	{"text of the icon", "icon.svg", first("</svg>", "<text>3户</text></svg>")},
	{"comment of the icon", "icon.svg", first("</svg>", "<!-- 3 --></svg>")},
	{"attribute of the icon", "icon.svg", first("<path", `<path data-found="3"`)},
	{"hours of an office", "institutions/index.html", first(`data-hours="`, `data-hours="3 Mo-Fr 8:30-12:00;`)},
	{"days of a list", "institutions/index.html", match(`data-years="2022`, `data-years="2022 3`)},
	{"day after which", "institutions/index.html", first("</h1>", `</h1><p data-until="3">截止</p>`)},
	{"switch", "institutions/index.html", first(`data-switch="care"`, `data-switch="care3"`)},
	{"colour of the frame", "institutions/index.html", first("#fdfcf9", "#fdfcf3")},
	{"list of hashes", "SHA256SUMS", func(s string) string { return s + "# 3\n" }},
	{"file of another kind", "progress/2022-10/found.xlsx", func(string) string { return "3" }},
	{"name of a file", "progress/2022-10/乳山3户.html", func(string) string { return "<!DOCTYPE html>" }},
	{"hidden file", "progress/.found", func(string) string { return "3" }},
	{"measures", "data/observations/measures.csv", match(`,人,`, ",人，乳山市3户,")},
	{"note of a measure", "data/observations/measures.csv", match(`累计,[^\r\n]*`, "累计,乳山市当月3户")},
	{"regions", "data/observations/regions.csv", first("huancui,371002,环翠区", "huancui,371002,环翠区3户")},
	{"groups", "data/observations/groups.csv", match(`(\r?\n)$`, `，3人${1}`)},
	{"package", "data/observations/datapackage.json", match(`"title": "`, `"title": "3户，`)},
	{"number of the package", "data/observations/datapackage.json", match(`"bytes":`, `"found": 3, "bytes":`)},
	{"policies", "data/policies/policies.csv", first("P01,", "P01,乳山市3户")},
	{"page of the package", "data/observations/index.html", first("</h1>", "</h1><p>当月认定3户。</p>")},
	{"release that is not in the ledger", "data/releases/2022-11-30/observations.csv", func(string) string { return "period\n" }},

	{"text of a PDF", paper, nil},
	{"unknown sign of a PDF", paper, content(match(`\[<[0-9A-F]{4}([0-9A-F]{12})>\] TJ`, `[<FFF0${1}>] TJ`))},
	{"alternative text of a PDF", paper, match(`/Alt<FEFF`, "/Alt<FEFF"+asHex("认定3户"))},
	{"replacement text of a PDF", paper, match(`/S/Figure`, "/S/Figure/ActualText<FEFF"+asHex("3户")+">")},
	{"title of a PDF", paper, match(`/Title<FEFF`, "/Title<FEFF"+asHex("认定73户"))},
	{"keywords of a PDF", paper, match(`/Keywords<FEFF`, "/Keywords<FEFF"+asHex("73户"))},
	{"new entry of a PDF", paper, match(`/Title<FEFF`, "/Found(3)/Title<FEFF")},
	{"metadata of a PDF", paper, match(`<dc:format>application/pdf`, "<dc:format>application/73f")},
	{"comment of a PDF", paper, func(s string) string { return s + "% 3\n" }},
	{"update of a PDF", paper, func(s string) string { return s + "\n1 0 obj\n<</A 3>>\nendobj\n%%EOF\n" }},
	{"attached table", paper, content(match(`,,([^,]*),Q,`, `,3,${1},Q,`))},
	{"column of an attached table", paper, content(match(`,sample(\r?\n[^\r\n]*)`, ",sample,was${1},3"))},
	{"member of the attached JSON", paper, content(match(`"status": "Q"`, `"was": "3", "status": "Q"`))},
	{"attached JSON", paper, content(match(`"status": "Q"`, `"value": "3", "status": "Q"`))},
	{"bar of a PDF", paper, inFigure(`(0\.000 g\n[\d.]+ [\d.]+ )[\d.]+( -[\d.]+ re f)`, "${1}3.00${2}")},
	{"line of a PDF", yearPaper, inFigure(`(1\.60 w\n0\.000 G\n[\d.]+ [\d.]+ m\n)([\d.]+) ([\d.]+) l\n([\d.]+) ([\d.]+) l`, "${1}$2 555.55 l\n$4 $5 l")},
	{"dot of a PDF", yearPaper, inFigure(`(f\n)([\d.]+) ([\d.]+) m\n[\d.]+ [\d.]+ `, "${1}$2 333.00 m\n$2 333.00 ")},
	{"shape of a PDF", paper, inFigure(`(MCID \d+>> BDC\n)`, "${1}0.500 g\n10.00 10.00 3.00 -9.00 re f\n")},
	{"not a PDF", paper, func(string) string { return "%PDF-1.4\n" }},

	{"archive", allPapers, func(s string) string { return repacked(s, "3") }},
	{"comment of an archive", allPapers, func(s string) string { return repacked(s, "") }},
	{"before an archive", allPapers, func(s string) string { return "认定3户" + s }},
}

// repacked makes an archive anew, with a file more, or with a comment.
func repacked(s, more string) string {
	z, err := zip.NewReader(strings.NewReader(s), int64(len(s)))
	if err != nil {
		return s
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range z.File {
		if w.Copy(f) != nil {
			return s
		}
	}
	if more == "" {
		w.SetComment("3") // short enough
	} else if f, err := w.Create("2022-10/found.txt"); err == nil {
		f.Write([]byte(more)) // a buffer takes everything
	}
	w.Close() // a buffer takes everything
	return b.String()
}

// judged is the shipped site when it has been read: what editors wrote is known.
var judged = sync.OnceValue(func() *folder {
	site, err := shippedSite()
	if err != nil {
		return nil
	}
	rows, err := csv.NewReader(bytes.NewReader(site[Folder+"observations.csv"].Data)).ReadAll()
	if err != nil {
		return nil
	}
	var l diag.List
	s, err := newFolder(site, nil, rows, &l)
	if err != nil || s.judge() != nil {
		return nil
	}
	return s
})

// findingsOf judges one file of the site after it was changed.
func findingsOf(t *testing.T, name, text string) []diag.Diag {
	t.Helper()
	s := changedSite(t, map[string]string{name: text})
	if err := s.file(name); err != nil {
		t.Fatal(err)
	}
	s.judgeGrids()
	s.judgeDoubts()
	return s.l.Sorted()
}

// changedSite is the shipped site as it was judged, with other texts of some files.
func changedSite(t *testing.T, texts map[string]string) *folder {
	t.Helper()
	base := judged()
	if base == nil {
		t.Fatal("the shipped site cannot be read")
	}
	site := maps.Clone(shipped(t))
	for name, text := range texts {
		site[name] = &fstest.MapFile{Data: []byte(text)}
	}
	s := *base
	s.site, s.l, s.twins, s.files = site, &diag.List{}, maps.Clone(base.twins), &listing{base.files.text, base.files.at, slices.Clone(base.files.hashes)}
	s.stated, s.phones = &statements{base.stated.hashes.clone(), slices.Clone(base.stated.lengths)}, maps.Clone(base.phones)
	s.theirs = base.theirs.clone()
	s.grids = slices.Clone(base.grids)
	for i := range s.grids {
		quiet := *s.grids[i]
		quiet.folder = &folder{cells: base.cells, rated: base.rated, l: &diag.List{}}
		s.grids[i] = &quiet
	}
	return &s
}

// TestMutations: a number that is written back into any one file is found, in the file, and no message repeats it. The
// same file without it says nothing.
func TestMutations(t *testing.T) {
	list := slices.Concat(everywhere(monthPage), everywhere(unitPage), everywhere(yearPage), everywhere(twinPage), everywhere(cityYear), everywhere(unitsYear),
		everywhere("index.html"), everywhere("indicators/zero_household/index.html"), mutations)
	site := shipped(t)
	clean := map[string]bool{}
	for _, m := range list {
		before := ""
		if f, ok := site[m.file]; ok {
			before = string(f.Data)
			if !clean[m.file] {
				clean[m.file] = true
				for _, d := range findingsOf(t, m.file, before) {
					t.Errorf("%s as it was built: %s", d.Pos, d.Text)
				}
			}
		}
		change := m.change
		if change == nil {
			change = content(func(s string) string { return sevens(t, []byte(before), s) })
		}
		after := change(before)
		if after == before {
			t.Errorf("%s: nothing in %s was changed", m.name, m.file)
			continue
		}
		found := findingsOf(t, m.file, after)
		if len(found) == 0 {
			t.Errorf("%s: not found in %s", m.name, m.file)
		}
		for _, d := range found {
			if d.Rule != rule || d.File != m.file || strings.Contains(d.Text, "3户") {
				t.Errorf("%s: %s: %s [%s]", m.name, d.Pos, d.Text, d.Rule)
			}
		}
	}
	t.Logf("%d mutations", len(list))
}

// sevens writes sevens where a cell of a page says 不予公开.
func sevens(t *testing.T, data []byte, page string) string {
	at := regexp.MustCompile(`\[<([0-9A-F]{16})>\] TJ`).FindStringSubmatchIndex(page)
	if at == nil || !strings.Contains(page, " Tf") {
		return page
	}
	faces := regexp.MustCompile(`/(F\d+) `).FindAllStringSubmatch(page[:at[0]], -1)
	if faces == nil {
		return page
	}
	return page[:at[2]] + strings.Repeat(digitCode(t, data, faces[len(faces)-1][1]), 4) + page[at[3]:]
}

// TestMutationsOfFigures: the files of the figures themselves, audited as a whole: what was written back is found with
// the name of its cell, and a lie about the structure does not pass.
func TestMutationsOfFigures(t *testing.T) {
	site := shipped(t)
	table, twin, structure := Folder+"observations.csv", Folder+"observations.json", Folder+"structure.json"
	for _, m := range []struct {
		mutation
		words []string
	}{
		{mutation{"value beside Q", table, match(`(2022-10,rushan,[^,]*,zero_households_found,[^,]*,,),([^,]*),Q`, "${1}3,${2},Q")}, []string{"zero_households_found/2022-10/rushan"}},
		{mutation{"published small count", table, match(`(2022-10,rushan,[^,]*,zero_households_found,[^,]*,,),([^,]*),Q`, "${1}3,${2},A")}, []string{"与 CSV 不一致", "zero_households_found/2022-10/rushan"}},
		{mutation{"published empty", table, match(`(2022-10,rushan,[^,]*,zero_households_found,[^,]*,,,[^,]*),Q`, "${1},A")}, []string{"zero_households_found/2022-10/rushan"}},
		{mutation{"value in the JSON", twin, match(`"value": ?null`, `"value": 3`)}, []string{"与 CSV 不一致"}},
		{mutation{"threshold of 1", structure, match(`"threshold": ?\d+`, `"threshold": 1`)}, []string{"threshold"}},
		{mutation{"width of 1", structure, match(`"width": ?\d+`, `"width": 1`)}, []string{"width"}},
		{mutation{"no region", structure, match(`"regions": ?\[`, `"regions": [], "more": [`)}, []string{"读不懂"}},
	} {
		dir := fstest.MapFS{}
		for _, name := range []string{table, twin, structure} {
			dir[name] = site[name]
		}
		after := m.change(string(dir[m.file].Data))
		if after == string(dir[m.file].Data) {
			t.Errorf("%s: nothing was changed", m.name)
			continue
		}
		dir[m.file] = &fstest.MapFile{Data: []byte(after)}
		var l diag.List
		if _, err := Audit(context.Background(), dir, nil, &l); err != nil {
			t.Fatal(err)
		}
		t.Run(m.name, func(t *testing.T) { verdict(t, l.Sorted(), m.words...) })
	}
}

// TestNumbersAmongTheTerms: a number that is written into the file where a script looks for it is found, if one of its pages
// does not say it; in any other file it is found as it is.
func TestNumbersAmongTheTerms(t *testing.T) {
	site := shipped(t)
	w, ok := text{folder: judged()}.index()
	if !ok {
		t.Fatal("search/words.json cannot be read")
	}
	of := func(word string) string { return fmt.Sprintf("search/terms/%d.json", fileOfTerm(word, w.Files)) }
	all := "1"
	for range w.Pages - 1 {
		all += ",1"
	}
	for _, m := range []mutation{
		{"on no page", of("3333"), first(`{`, `{"3333":[1,-3,3],`)},
		{"on some pages only", of("3"), match(`^{`, fmt.Sprintf(`{"3":[%d,-3,%s],`, min(w.Pages, w.Most), all[:2*min(w.Pages, w.Most)-1]))},
		{"in words", of("三户"), first(`{`, `{"三户":[1,-3,3],`)},
		{"in another file", fmt.Sprintf("search/terms/%d.json", (fileOfTerm("3", w.Files)+1)%w.Files), first(`{`, `{"3":[1,-3,3],`)},
		{"word in another file", fmt.Sprintf("search/terms/%d.json", (fileOfTerm("乳山", w.Files)+1)%w.Files), first(`{`, `{"乳山":[1,-3,3],`)},
	} {
		if len(findingsOf(t, m.file, m.change(string(site[m.file].Data)))) == 0 {
			t.Errorf("%s: not found in %s", m.name, m.file)
		}
	}
}

func (h *hashes) clone() hashes {
	h.sort()
	return hashes{sorted: slices.Clone(h.sorted)}
}
