package pdf

import (
	"encoding/xml"
	"fmt"
	"strings"
)

// writeInfo writes the document information and the same facts as XMP, dates with their zone.
func (c *Canvas) writeInfo(f *file) {
	i := c.info
	f.begin(infoObject)
	f.printf("<<")
	for _, entry := range [][2]string{{"Title", i.Title}, {"Author", i.Author}, {"Subject", i.Subject}, {"Keywords", i.Keywords}, {"Creator", producer}, {"Producer", producer}} {
		if entry[1] != "" {
			f.printf("/%s%s", entry[0], text(entry[1]))
		}
	}
	date := i.Created.Format("20060102150405-0700")
	zone := date[14:]
	f.printf("/CreationDate(D:%s%s'%s')/ModDate(D:%s%s'%s')>>", date[:14], zone[:3], zone[3:], date[:14], zone[:3], zone[3:])
	f.end()

	var b strings.Builder
	b.WriteString("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
		`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">` + "\n")
	fmt.Fprintf(&b, "<dc:format>application/pdf</dc:format>\n<dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language>\n", escape(i.Lang))
	fmt.Fprintf(&b, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt></dc:title>\n", escape(i.Title))
	if i.Author != "" {
		fmt.Fprintf(&b, "<dc:creator><rdf:Seq><rdf:li>%s</rdf:li></rdf:Seq></dc:creator>\n", escape(i.Author))
	}
	if i.Subject != "" {
		fmt.Fprintf(&b, "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt></dc:description>\n", escape(i.Subject))
	}
	if i.Keywords != "" {
		fmt.Fprintf(&b, "<pdf:Keywords>%s</pdf:Keywords>\n", escape(i.Keywords))
	}
	stamp := i.Created.Format("2006-01-02T15:04:05-07:00")
	fmt.Fprintf(&b, "<pdf:Producer>%s</pdf:Producer>\n<xmp:CreatorTool>%s</xmp:CreatorTool>\n<xmp:CreateDate>%s</xmp:CreateDate>\n<xmp:ModifyDate>%s</xmp:ModifyDate>\n",
		producer, producer, stamp, stamp)
	b.WriteString("</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>")
	f.begin(metadataObject)
	f.printf("<</Type/Metadata/Subtype/XML/Length %d>>\nstream\n%s\nendstream", b.Len(), b.String())
	f.end()
}

const producer = "gongkai"

func escape(s string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(s)); err != nil {
		panic(err) // cannot happen: a strings.Builder takes everything
	}
	return b.String()
}
