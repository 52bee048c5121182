package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
)

// damage is one way to spoil a file, and the place where it must be noticed.
type damage struct {
	name  string
	find  string // regular expression; its first match in the file laid open by qpdf --qdf …
	put   string // … becomes this
	check string // name of the check that must fail
	rule  string // and what it must say
}

const vera = "veraPDF PDF/UA-1, PDF/A-3a"

// damages are tried each on the first file that has what is to be spoilt.
var damages = []damage{
	{"tag removed from a text", `/P <</MCID \d+>> BDC`, `/P BMC`, vera, "ua1 7.1-3 "},
	{"page number not marked as artifact", `/Artifact BMC`, `/Span BMC`, vera, "ua1 7.1-3 "},
	{"structure tree removed", `/StructTreeRoot \d+ 0 R`, ``, vera, "ua1 7.1-11 "},
	{"file not marked as tagged", `/Marked true`, `/Marked false`, vera, "ua1 6.2-1 "},
	{"file not marked as tagged (3a)", `/Marked true`, `/Marked false`, vera, "3a 6.7.2.2-1 "},
	{"language removed", `/Lang <[^>]*>`, ``, vera, "ua1 7.2-"},
	{"heading level skipped", `/S /H2\n`, "/S /H4\n", vera, "ua1 7.4.2-1 "},
	{"scope of a column head removed", `/Scope /Column`, ``, vera, "ua1 7.5-1 "},
	{"cell of a table removed", `(?s)(/K \[\n\s+)\d+ 0 R\n((?:\s+\d+ 0 R\n)+\s+\]\n\s+/P \d+ 0 R\n\s+/S /TR\n)`, `$1$2`, vera, "ua1 7.2-"},
	{"chart without words", `/Alt <[^>]*>`, ``, vera, "ua1 7.3-1 "},
	{"relationship of an attached file removed", `/AFRelationship /Data`, ``, vera, "3a 6.8-"},
	{"type of an attached file removed", `/Subtype /text#2fcsv`, ``, vera, "3a 6.8-"},
	{"link without words", `(?s)(/Type /Annot\b.*?)/Contents <[^>]*>`, `$1`, vera, "ua1 7.18.5-"},
	{"title not shown", `/DisplayDocTitle true`, `/DisplayDocTitle false`, vera, "ua1 7.1-10 "},
	{"font not embedded", `/FontFile2 \d+ 0 R`, ``, vera, "ua1 7.21.4.1-1 "},
	{"font not embedded (3a)", `/FontFile2 \d+ 0 R`, ``, vera, "3a 6.2.11.4.1-1 "},
	{"font not embedded (poppler)", `/FontFile2 \d+ 0 R`, ``, "pdffonts", "not embedded"},
	{"wrong widths of glyphs", `/DW 1000`, `/DW 700`, vera, "ua1 7.21.5-1 "},
	{"no ToUnicode", `/ToUnicode \d+ 0 R`, ``, vera, "3a 6.2.11.7.2-1 "},
	{"no ToUnicode (poppler)", `/ToUnicode \d+ 0 R`, ``, "pdffonts", "without ToUnicode"},
	{"XMP removed", `/Metadata \d+ 0 R`, ``, vera, "3a 6.6.2.1-1 "},
	{"XMP without PDF/UA", `<pdfuaid:part>1</pdfuaid:part>`, ``, vera, "ua1 5-1 "},
	{"XMP of another part of PDF/A", `<pdfaid:part>3</pdfaid:part>`, `<pdfaid:part>2</pdfaid:part>`, vera, "3a 6.6.4-"},
	{"XMP of another conformance", `<pdfaid:conformance>A<`, `<pdfaid:conformance>X<`, vera, "3a 6.6.4-"},
	{"XMP without a title", `(?s)<dc:title>.*</dc:title>`, ``, vera, "ua1 7.1-9 "},
	{"XMP that is no XML", `</rdf:RDF>`, ``, vera, "3a 6.6.2.1-"},
	{"colours of no known device", `(?s)/OutputIntents \[.*?\]`, ``, vera, "3a 6.2.4.3-"},
	{"title removed", `(/Subject [^\n]*\n\s*)?/Title <[^>]*>(\s*>>)`, `$1$2`, "pdfinfo", "no title"},
	{"tags removed", `(?s)/MarkInfo <<.*?>>`, ``, "pdfinfo", "not tagged"},
	{"language removed (catalog)", `/Lang <[^>]*>`, ``, "pdfinfo", "its language"},
	{"end of the file cut off", `(?s)trailer <<.*`, ``, "qpdf --check", "trailer"},
}

// printDamages are tried on the first file whose path ends like this.
var printDamages = []struct {
	damage
	of string
	as string // the file that it is taken for, if another
}{
	{damage{"line of the handbook removed", `\[<[0-9a-f]{80,}>\] TJ`, `[] TJ`, "pdftotext", "composed was"}, "handbook.pdf", ""},
	{damage{"two characters exchanged", `\[<([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{80,}>\])`, `[<$2$1$3`, "pdftotext", "composed was"}, "directory.pdf", ""},
	{damage{"wrong page in the contents", `(/Link <</MCID \d+>> BDC\n[^\n]*\n[^\n]*\[<[0-9a-f]{4})[0-9a-f]{4}>`, `${1}0003>`, "pdftotext", "the contents say"}, "handbook.pdf", ""},
	{damage{"text of a card drawn twice", `(BT [^\n]*\[<[0-9a-f]{40,}>\] TJ ET)`, `$1 $1`, "pdftotext", "composed was"}, "card.pdf", ""},
	{damage{"QR code removed", `(?s)(/Figure <</MCID \d+>> BDC).*?EMC`, `$1 EMC`, "zbarimg", "no QR code"}, "card.pdf", ""},
	{damage{"QR code of another page", `^`, ``, "zbarimg", "leads to"}, "services/weihai/card.pdf", "services/huancui/card.pdf"},
}

// wholes are the kinds of files of which a copy is made that nobody damages.
var wholes = []string{".pdf", "handbook.pdf", "directory.pdf", "card.pdf"}

// damageAll spoils copies of files. Copies that only went through the same tools must pass every check, or the failures
// of the others would prove nothing.
func damageAll(v validator, files []string, work string) (caught, missed int, err error) {
	var copies []string
	laid := map[string][]byte{}
	spoil := func(d damage, of, as string) error {
		file := filepath.Join(work, fmt.Sprintf("%02d.pdf", len(copies)))
		copies = append(copies, file)
		from, err := d.spoil(ending(files, of), laid, work, file)
		if err != nil {
			return err
		}
		if as != "" {
			from = ending(files, as)[0]
		}
		if p, ok := v.prints[from]; ok {
			v.prints[file] = p
		}
		return nil
	}
	tried := append([]damage(nil), damages...)
	for _, d := range damages {
		if err := spoil(d, ".pdf", ""); err != nil {
			return 0, 0, err
		}
	}
	for _, d := range printDamages {
		tried = append(tried, d.damage)
		if err := spoil(d.damage, d.of, d.as); err != nil {
			return 0, 0, err
		}
	}
	for _, kind := range wholes {
		if err := spoil(damage{name: "none", find: `^`}, kind, ""); err != nil {
			return 0, 0, err
		}
	}

	found := map[string]map[string]string{}
	for _, c := range v.checks() {
		if found[c.name], err = c.run(v.of(c, copies)); err != nil {
			return 0, 0, err
		}
		for _, whole := range copies[len(tried):] {
			if p, ok := found[c.name][whole]; ok {
				fmt.Printf("FAIL %s finds fault with a copy that nobody damaged: %s\n", c.name, p)
				missed++
			} else {
				caught++
			}
		}
	}
	for i, d := range tried {
		said := found[d.check][copies[i]]
		if at := strings.Index(said, d.rule); said != "" && at >= 0 {
			line, _, _ := strings.Cut(said[at:], "\n")
			fmt.Printf("caught: %s – %s: %.150s\n", d.name, d.check, line)
			caught++
			continue
		}
		fmt.Printf("FAIL %s: %s does not say %q but %q\n", d.name, d.check, d.rule, said)
		missed++
	}
	return caught, missed, nil
}

// ending returns the files whose path ends like this.
func ending(files []string, end string) []string {
	var list []string
	for _, file := range files {
		if strings.HasSuffix(file, end) {
			list = append(list, file)
		}
	}
	return list
}

// spoil writes a damaged copy of the first file that has what is to be damaged, and returns which that is.
func (d damage) spoil(files []string, laid map[string][]byte, work, to string) (string, error) {
	pattern := regexp.MustCompile(d.find)
	for _, file := range files {
		if laid[file] == nil {
			open := filepath.Join(work, "open")
			if _, problem := read("qpdf", "--qdf", "--object-streams=disable", file, open); problem != "" {
				return "", fmt.Errorf("%s: %s", file, problem)
			}
			data, err := os.ReadFile(open)
			if err != nil {
				return "", err
			}
			laid[file] = data
		}
		text := laid[file]
		at := pattern.FindSubmatchIndex(text)
		if at == nil {
			continue
		}
		spoilt := append([]byte(nil), text[:at[0]]...)
		spoilt = pattern.Expand(spoilt, []byte(d.put), text, at)
		spoilt = append(spoilt, text[at[1]:]...)
		return file, mend(spoilt, to)
	}
	return "", fmt.Errorf("no file has what the damage %q needs: %s", d.name, d.find)
}

// mend brings lengths and the table of objects up to date, so that only the damage itself can be at fault. A file
// that has lost its end stays as it is.
func mend(data []byte, to string) error {
	if !bytes.Contains(data, []byte("\ntrailer <<")) {
		return os.WriteFile(to, data, 0o600)
	}
	fix := exec.Command("fix-qdf")
	fix.Stdin = bytes.NewReader(data)
	fixed, err := fix.Output()
	if err != nil {
		return fmt.Errorf("fix-qdf: %w", err)
	}
	if err := os.WriteFile(to+".open", fixed, 0o600); err != nil {
		return err
	}
	// Streams must end with a line break that their length does not count: ISO 19005-3, 6.1.7.1.
	if _, problem := read("qpdf", "--object-streams=disable", "--newline-before-endstream", to+".open", to); problem != "" {
		return fmt.Errorf("%s: %s", to, problem)
	}
	return nil
}
