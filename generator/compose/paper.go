package compose

import (
	"fmt"
	"strings"

	"gongkai/generator/model"
)

// Attachment is one document of 附件说明 (GB/T 9704—2012, 7.3.4).
type Attachment struct {
	Mark  string // before the title: 附件：1. for the first of several, 附件： for the only one, 2. for the next
	Title string
	Path  model.Text // of this site, as the editor wrote it
	URL   string     // with host; empty without an address of the site
}

// Imprint is 版记 (GB/T 9704—2012, 7.4); empty fields are left out.
type Imprint struct {
	CopyTo  string // 抄送：…。
	Office  string // 印发机关
	Printed string // 2022年11月11日印发
}

// Lines are the texts of 版记 in their order.
func (i Imprint) Lines() []string {
	var lines []string
	for _, s := range []string{i.CopyTo, i.Office, i.Printed} {
		if s != "" {
			lines = append(lines, s)
		}
	}
	return lines
}

// Issuers are the names in 发文机关标志, one below the other (GB/T 9704—2012, 7.2.4: 联合行文).
func (b Bulletin) Issuers() []string { return strings.Fields(b.Issuer) }

// Signatures are the names in 署名, one below the other (7.3.5.2).
func (b Bulletin) Signatures() []string { return strings.Fields(b.Signature) }

// register adds what an office stated about the bulletin of one month: 发文字号 and 印发日期. The date is part of 版记, and
// without 抄送机关 and 印发机关 there is none.
func (c *Composer) register(b *Bulletin) {
	paper := c.rel.Paper(b.Period, b.Region.ID)
	b.Number = paper.Number.Text
	if paper.Printed.Stated() && b.Imprint != (Imprint{}) {
		b.Imprint.Printed = paper.Printed.Words() + "印发"
	}
}

// imprint is 版记 without its date. Like 主送机关, 抄送机关 are those of the whole.
func imprint(site model.Site, region model.Region) Imprint {
	i := Imprint{Office: site.PrintedBy.Text}
	if to := site.CopyTo.Text; to != "" && region.Parent == "" {
		i.CopyTo = "抄送：" + strings.TrimRight(to, "。") + "。"
	}
	return i
}

// attached lists what the editor attached to a bulletin.
func (c *Composer) attached(p model.Period, region model.Region) []Attachment {
	a, _ := c.commentary(p, region)
	var list []Attachment
	for i, x := range a.Attached {
		mark := "附件："
		switch {
		case len(a.Attached) > 1 && i == 0:
			mark += "1."
		case i > 0:
			mark = fmt.Sprintf("%d.", i+1)
		}
		list = append(list, Attachment{mark, x.Title.Text, x.Address, c.address(x.Address.Text)})
	}
	return list
}
