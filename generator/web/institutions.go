package web

import (
	"cmp"
	"slices"
	"strings"

	"gongkai/generator/compose"
	"gongkai/generator/model"
)

// institutions plans 机构目录: the list of all and the full entries of each unit.
func institutions(s *site) []page {
	c := s.column("institutions")
	pages := []page{{
		Path:        c.Path,
		Column:      c.ID,
		Title:       c.Name,
		Description: "市级和各区市、开发区的经办机构：管什么、电话、地址、办公时间。",
		Template:    "institutions",
		Found:       s.allOffices(),
		View: func(r *rendering) any {
			v := s.institutions()
			v.Directory = r.download("/"+compose.DirectoryPath, "打印版机构目录")
			return v
		},
	}}
	for _, r := range s.Regions {
		name := placeName(r)
		pages = append(pages, page{
			Path:        c.Path + r.ID + "/",
			Column:      c.ID,
			Title:       name + "机构目录",
			Description: name + "经办机构的职能、设置、地址、办公时间、电话、负责人。",
			Crumbs:      []crumb{s.crumb(c.ID)},
			Pos:         r.Name.Pos,
			Template:    "institution",
			Found:       s.duties(r.ID),
			View:        func(*rendering) any { return s.institution(r) },
		})
	}
	return pages
}

// institutionsView is the view of institutions.html.
type institutionsView struct {
	Regions   filter
	Groups    []officeGroup
	Others    []officeGroup // where a citizen has nothing done
	Directory download      // for print
	Holidays  holidays
}

type officeGroup struct {
	ID, Name, Kind string
	Offices        []office
}

// office is an institution in a list.
type office struct {
	ID, Name string
	Services string
	Phone    string
	Address  string
	Hours    []string // day words and times, each kept on one line
	Sessions string   // for the script that says whether it is open
	Sample   bool
}

func (s *site) institutions() institutionsView {
	v := institutionsView{Regions: s.regionFilter("/institutions/", "", true), Holidays: s.holidays()}
	for _, r := range s.Regions {
		useful := s.useful(r.ID)
		v.Groups = append(v.Groups, officeGroup{r.ID, placeName(r), s.kindName(r), useful})
		others := slices.DeleteFunc(s.offices(r.ID), func(x office) bool {
			return slices.ContainsFunc(useful, func(u office) bool { return u.ID == x.ID })
		})
		if len(others) > 0 {
			v.Others = append(v.Others, officeGroup{r.ID, placeName(r), s.kindName(r), others})
		}
	}
	return v
}

// kindName is the kind of a unit beside its name; the own offices of what has units below it are 市级, 省级.
func (s *site) kindName(r model.Region) string {
	if !r.Leaf {
		return r.Kind.Text + "级"
	}
	return r.Kind.Text
}

// useful are the offices of a unit where people can have something done; all, if none says what.
func (s *site) useful(region string) []office {
	var list []office
	for _, x := range s.Institutions {
		if x.Region == region && len(x.Services) > 0 {
			list = append(list, s.office(x))
		}
	}
	if len(list) == 0 {
		return s.offices(region)
	}
	return list
}

func (s *site) offices(region string) []office {
	var list []office
	for _, x := range s.Institutions {
		if x.Region == region {
			list = append(list, s.office(x))
		}
	}
	return list
}

// allOffices names all offices, for search.
func (s *site) allOffices() string {
	var b strings.Builder
	for _, x := range s.Institutions {
		b.WriteString(x.Name.Text + "；")
	}
	return b.String()
}

// duties names the offices of a unit and what they do, for search.
func (s *site) duties(region string) string {
	var b strings.Builder
	for _, x := range s.offices(region) {
		b.WriteString(x.Name + "：" + x.Services + "；")
	}
	return b.String()
}

func (s *site) office(x model.Institution) office {
	return office{
		ID:       x.ID,
		Name:     x.Name.Text,
		Services: cmp.Or(strings.Join(x.Services, "、"), x.Duties.Text),
		Phone:    x.Phone,
		Address:  x.Address.Text,
		Hours:    strings.FieldsFunc(x.Hours.Words.Text, func(c rune) bool { return c == ' ' || c == '、' }),
		Sessions: sessions(x.Hours),
		Sample:   x.Sample,
	}
}

// institutionView is the view of institution.html: the offices of one unit with the elements of 条例第二十条.
type institutionView struct {
	Regions  filter
	Name     string
	Entries  []institutionEntry
	Service  string // path of the unit's package
	Holidays holidays
}

type institutionEntry struct {
	office
	Elements []element
}

func (s *site) institution(r model.Region) institutionView {
	v := institutionView{
		Regions:  s.regionFilter("/institutions/", r.ID, true),
		Name:     placeName(r),
		Service:  servicePath(r.ID),
		Holidays: s.holidays(),
	}
	for _, x := range s.Institutions {
		if x.Region != r.ID {
			continue
		}
		entry := institutionEntry{s.office(x), []element{
			{Name: "办理事项", Lines: stated(model.Text{Text: strings.Join(x.Services, "、")})},
			{Name: "联系电话", Phone: x.Phone, Empty: "本单位电话还没有登记，打12345"},
			{Name: "办公地址", Lines: stated(x.Address)},
			{Name: "办公时间", Lines: stated(x.Hours.Words), Sessions: sessions(x.Hours)},
			{Name: "机关职能", Lines: stated(x.Duties)},
			{Name: "机构设置", Lines: stated(x.Setup)},
			{Name: "负责人", Lines: stated(x.Head)},
		}}
		for i := range entry.Elements {
			entry.Elements[i].Empty = cmp.Or(entry.Elements[i].Empty, "待补")
		}
		v.Entries = append(v.Entries, entry)
	}
	return v
}
