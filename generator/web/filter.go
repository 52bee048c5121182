package web

import "gongkai/generator/model"

// filter is one line of links, each a real page, so that it works without a script and can be sent to somebody.
type filter struct {
	Name    string
	Choices []choice
}

// choice is one link of a filter.
type choice struct {
	Path, Name string
	Note       string // such as a number of entries
	Current    bool
}

// regionFilter links the pages of the units below a folder such as /institutions/.
func (s *site) regionFilter(folder, current string, all bool) filter {
	f := filter{Name: "按地区"}
	if all {
		f.Choices = append(f.Choices, choice{Path: folder, Name: "全部", Current: current == ""})
	}
	for _, r := range s.Regions {
		f.Choices = append(f.Choices, choice{Path: folder + r.ID + "/", Name: placeName(r), Current: r.ID == current})
	}
	return f
}

// serviceFilter links a part of the package of each unit, such as #fairs.
func (s *site) serviceFilter(part string) filter {
	f := filter{Name: "按地区"}
	for _, r := range s.Below() {
		f.Choices = append(f.Choices, choice{Path: servicePath(r.ID) + part, Name: placeName(r)})
	}
	return f
}

// placeName is what people call a unit; the city's short name 全市 is a word for figures, not for a place.
func placeName(r model.Region) string {
	if r.Parent == "" || !r.Short.Stated() {
		return r.Name.Text
	}
	return r.Short.Text
}

// regionName returns the name of a unit by id; empty for none.
func (s *site) regionName(id string) string {
	r, ok := s.Region(id)
	if !ok {
		return ""
	}
	return placeName(r)
}
