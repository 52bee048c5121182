package web

import (
	"path"
	"strings"
)

// dataset names a folder of /data/ for people.
type dataset struct {
	ID      string
	Name    string
	What    string
	Columns string
	Note    string // what else is to be known
}

// published says what opendata writes in the words of a page; columns are titles of its main table. web may not import
// opendata, a test holds both lists against each other.
var published = []dataset{
	{"observations", "进展数据", "本站全部公开数字：各期间、地区、指标、分组的报送数和由其算出的数，含每个数的状态。", "期间、地区、指标、分组、数值、单位、状态、更正次数、说明", "structure.json 说明这些数怎样连在一起：地区、指标、分组的构成，哪个数由哪些数算出，不予公开的界限是多少。凭它和数据文件，任何人都能自己核对，不予公开的数能不能从公开的数推算出来。"},
	{"institutions", "机构目录", "各区市、开发区经办机构的职能、地址、办公时间和电话。", "编号、地区、名称、机关职能、机构设置、办公地址、办公时间、联系电话、负责人、办理事项", ""},
	{"policies", "政策服务清单", "各项政策的对象、内容、条件、材料、时限和依据；通知未载明的为空。", "编号、名称、类别、状态、适用对象、政策内容、申请条件、申请材料、办理流程、办理渠道、经办机构、办理时限、咨询电话、资金来源、政策依据、执行期限、不重复享受、出处、原文", ""},
}

// datasets plans the open-data catalogue and a page for each dataset.
func datasets(s *site) []page {
	pages := []page{{
		Path:        "/data/",
		Column:      "data",
		Title:       "开放数据",
		Description: "本站全部公开数据的下载目录，附格式、大小和校验值。",
		Template:    "datasets",
		AsOf:        s.Site.AsOf,
		View:        func(r *rendering) any { return r.datasets() },
	}}
	for _, d := range published {
		pages = append(pages, page{
			Path:        "/data/" + d.ID + "/",
			Column:      "data",
			Title:       d.Name + "（开放数据）",
			H1:          d.Name,
			Description: d.What,
			Crumbs:      []crumb{s.crumb("data")},
			AsOf:        s.Site.AsOf,
			Template:    "dataset",
			View:        func(r *rendering) any { return r.dataset(d) },
		})
	}
	return append(pages, s.releasesPage())
}

// datasetsView is the view of datasets.html.
type datasetsView struct {
	Sets    []datasetView
	Licence string
}

// datasetView is the view of dataset.html and one entry of the catalogue.
type datasetView struct {
	dataset
	Path    string
	Files   []download
	Losses  *losses // observations only: the others have no figures
	Licence string
}

func (r *rendering) datasets() datasetsView {
	v := datasetsView{Licence: r.Site.Licence.Text}
	for _, d := range published {
		v.Sets = append(v.Sets, r.dataset(d))
	}
	return v
}

// dataset lists the files that the open-data jobs wrote below the dataset's folder.
func (r *rendering) dataset(d dataset) datasetView {
	v := datasetView{dataset: d, Path: "/data/" + d.ID + "/", Licence: r.Site.Licence.Text}
	for _, e := range r.Files.Entries() {
		if name, ok := strings.CutPrefix(e.Path, "data/"+d.ID+"/"); ok && path.Ext(name) != ".html" {
			v.Files = append(v.Files, r.download("/"+e.Path, name))
		}
	}
	if d.ID == "observations" {
		l := r.losses()
		v.Losses = &l
	}
	return v
}

// Format says what a file is, by its ending.
func (d download) Format() string {
	switch {
	case strings.HasSuffix(d.Name, "datapackage.json"):
		return "数据包说明（Data Package）"
	case d.Name == "structure.json":
		return "数据结构说明（JSON）"
	case strings.HasSuffix(d.Name, ".csv"):
		return "CSV，UTF-8，可用表格软件打开"
	case strings.HasSuffix(d.Name, ".json"):
		return "JSON"
	case strings.HasSuffix(d.Name, ".xlsx"):
		return "XLSX 工作簿"
	}
	return strings.ToUpper(strings.TrimPrefix(path.Ext(d.Name), "."))
}
