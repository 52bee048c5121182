package opendata

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"gongkai/generator/model"
)

// The members of a Data Package, version 2.0 (https://datapackage.org/standard/data-package/), in the order in which
// they are written.
type (
	dataPackage struct {
		Schema       string        `json:"$schema"`
		Name         string        `json:"name"`
		Title        string        `json:"title"`
		Description  string        `json:"description"`
		Homepage     string        `json:"homepage,omitempty"`
		Version      string        `json:"version"`
		Created      string        `json:"created"`
		Keywords     []string      `json:"keywords"`
		Contributors []contributor `json:"contributors"`
		Resources    []resource    `json:"resources"`
	}
	contributor struct {
		Title string   `json:"title"`
		Roles []string `json:"roles"`
	}
	resource struct {
		Schema    string       `json:"$schema"`
		Name      string       `json:"name"`
		Type      string       `json:"type,omitempty"`
		Path      string       `json:"path"`
		Title     string       `json:"title"`
		About     string       `json:"description,omitempty"`
		Format    string       `json:"format"`
		MediaType string       `json:"mediatype"`
		Encoding  string       `json:"encoding"`
		Bytes     int          `json:"bytes"`
		Hash      string       `json:"hash"`
		Dialect   *dialect     `json:"dialect,omitempty"`
		Table     *tableSchema `json:"schema,omitempty"`
	}
	dialect struct {
		Schema         string `json:"$schema"`
		LineTerminator string `json:"lineTerminator"`
	}
	tableSchema struct {
		Schema        string       `json:"$schema"`
		Fields        []field      `json:"fields"`
		MissingValues []string     `json:"missingValues"`
		UniqueKeys    [][]string   `json:"uniqueKeys,omitempty"`
		ForeignKeys   []foreignKey `json:"foreignKeys,omitempty"`
	}
	field struct {
		Name        string      `json:"name"`
		Type        string      `json:"type"`
		Title       string      `json:"title"`
		Description string      `json:"description,omitempty"`
		Categories  []category  `json:"categories,omitempty"`
		Constraints constraints `json:"constraints,omitzero"`
	}
	category struct {
		Value string `json:"value"`
		Label string `json:"label"`
	}
	constraints struct {
		Required bool     `json:"required,omitempty"`
		Enum     []string `json:"enum,omitempty"`
	}
	foreignKey struct {
		Fields    []string  `json:"fields"`
		Reference reference `json:"reference"`
	}
	reference struct {
		Resource string   `json:"resource"`
		Fields   []string `json:"fields"`
	}
)

const profiles = "https://datapackage.org/profiles/2.0/"

// descriptor describes a dataset; the resources are added as they are written.
func descriptor(d dataset, site model.Site) dataPackage {
	p := dataPackage{
		Schema:       profiles + "datapackage.json",
		Name:         d.id,
		Title:        d.title,
		Description:  d.description,
		Version:      site.AsOf.String(),
		Created:      site.AsOf.String() + "T00:00:00+08:00",
		Keywords:     d.keywords,
		Contributors: []contributor{{site.Host.Text, []string{"publisher"}}},
	}
	if site.Sample {
		p.Title += "（示例数据）"
		p.Description = "示例数据：为演示而建，不能作为依据。" + p.Description
		p.Keywords = append(p.Keywords, "示例数据")
	}
	if site.Licence.Stated() {
		p.Description += "使用许可：" + site.Licence.Text + "。"
	}
	if site.BaseURL != "" {
		p.Homepage = strings.TrimSuffix(site.BaseURL, "/") + "/data/" + d.id + "/"
	}
	return p
}

const structureName = "structure.json"

func describeStructure(data []byte) resource {
	r := describe(table{name: "structure", title: "数据结构"}, "json", "application/json", data)
	r.Name, r.Title, r.About = "structure", "数据结构", structureWords
	return r
}

// describe describes one file. A JSON file has the members of its CSV twin and is no table of its own: validators
// cannot count the bytes of one.
func describe(t table, ext, media string, data []byte) resource {
	sum := sha256.Sum256(data)
	r := resource{
		Schema: profiles + "dataresource.json", Name: t.name, Path: t.name + "." + ext, Title: t.title,
		Format: ext, MediaType: media, Encoding: "utf-8",
		Bytes: len(data), Hash: "sha256:" + hex.EncodeToString(sum[:]), // a hash of another kind is never checked
	}
	if ext != "csv" {
		r.Name += "-" + ext
		r.Title += "（" + strings.ToUpper(ext) + "）"
		return r
	}
	r.Type = "table"
	r.Dialect = &dialect{profiles + "tabledialect.json", "\r\n"}
	r.Table = t.schema()
	return r
}

// schema describes the columns. Categories are labels only; what is allowed is said by the enumeration.
func (t table) schema() *tableSchema {
	s := tableSchema{Schema: profiles + "tableschema.json", MissingValues: []string{""}, UniqueKeys: [][]string{t.key}}
	for _, c := range t.columns {
		f := field{Name: c.name, Type: string(c.kind), Title: c.title, Description: c.description}
		f.Constraints.Required = c.required
		for _, code := range c.codes {
			f.Categories = append(f.Categories, category{code.value, code.label})
			f.Constraints.Enum = append(f.Constraints.Enum, code.value)
		}
		s.Fields = append(s.Fields, f)
		if c.list != "" {
			s.ForeignKeys = append(s.ForeignKeys, foreignKey{[]string{c.name}, reference{c.list, []string{c.name}}})
		}
	}
	return &s
}
