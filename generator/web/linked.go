package web

import (
	"fmt"
	"path"
	"strconv"
	"strings"
	"unicode/utf8"

	"gongkai/generator/model"
)

// thing describes something in the words of schema.org (JSON-LD 1.1) for the programs that read pages: facts that the page
// tells people as well, in a fixed order. A fact without a value is left out.
type thing []property

type property struct {
	Name  string
	Value any // string, int, []string, thing or []thing
}

// kinds are the page types that are about something; all other pages say only where they are. Announcements and documents
// are told apart by their column.
var kinds = []struct {
	template string
	things   func(*rendering, *page) []thing
}{
	{"home", (*rendering).homeThings},
	{"institution", (*rendering).officeThings},
	{"service", (*rendering).serviceThings},
	{"policy", (*rendering).policyThings},
	{"fairs", (*rendering).fairThings},
	{"trainings", (*rendering).courseThings},
	{"dataset", (*rendering).datasetThings},
	{"article", (*rendering).articleThings},
}

// linked returns the description of a page; empty without a base address, as it would name nothing.
func (r *rendering) linked(p *page) string {
	if r.Site.BaseURL == "" || p.Hidden {
		return ""
	}
	var graph []thing
	for _, k := range kinds {
		if k.template == p.Template {
			graph = k.things(r, p)
		}
	}
	if p.Path != "/" {
		graph = append(graph, r.breadcrumb(p))
	}
	return string(thing{{"@context", "https://schema.org"}, {"@graph", graph}}.append(make([]byte, 0, 2048)))
}

// append writes a thing as JSON.
func (t thing) append(b []byte) []byte {
	b = append(b, '{')
	empty := true
	for _, f := range t {
		before := len(b)
		if !empty {
			b = append(b, ',')
		}
		b = append(appendString(b, f.Name), ':')
		value := len(b)
		if b = appendValue(b, f.Value); len(b) == value {
			b = b[:before]
			continue
		}
		empty = false
	}
	return append(b, '}')
}

func appendValue(b []byte, value any) []byte {
	switch v := value.(type) {
	case string:
		if v == "" {
			return b
		}
		return appendString(b, v)
	case int:
		return strconv.AppendInt(b, int64(v), 10)
	case thing:
		if len(v) == 0 {
			return b
		}
		return v.append(b)
	case []string:
		return appendList(b, v, func(b []byte, s string) []byte { return appendValue(b, s) })
	case []thing:
		return appendList(b, v, func(b []byte, t thing) []byte { return t.append(b) })
	}
	panic(fmt.Sprintf("web: no form for %T", value))
}

// appendString writes a text as encoding/json does, which escapes < > & so that no text ends the element around it.
func appendString(b []byte, s string) []byte {
	b = append(b, '"')
	from := 0
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c == '"', c == '\\':
			b = append(append(append(b, s[from:i]...), '\\'), c)
		case c < ' ', c == '<', c == '>', c == '&':
			b = append(b, s[from:i]...)
			if at := strings.IndexByte("\bb\ff\nn\rr\tt", c); at >= 0 && at%2 == 0 && c < ' ' {
				b = append(b, '\\', "\bb\ff\nn\rr\tt"[at+1])
			} else {
				b = append(b, '\\', 'u', '0', '0', "0123456789abcdef"[c>>4], "0123456789abcdef"[c&15])
			}
		case c < utf8.RuneSelf:
			i++
			continue
		default:
			r, size := utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && size == 1 {
				b = append(append(b, s[from:i]...), `\ufffd`...)
			} else if r == 0x2028 || r == 0x2029 { // ends of lines for old scripts
				b = append(append(append(b, s[from:i]...), `\u202`...), byte('0'+r&15))
			} else {
				i += size
				continue
			}
			i += size - 1
		}
		i++
		from = i
	}
	return append(append(b, s[from:]...), '"')
}

func appendList[T any](b []byte, list []T, one func([]byte, T) []byte) []byte {
	for i, v := range list {
		b = append(b, "[,"[min(i, 1)])
		b = one(b, v)
	}
	if len(list) > 0 {
		b = append(b, ']')
	}
	return b
}

// breadcrumb is where the page is: 当前位置.
func (s *site) breadcrumb(p *page) thing {
	steps := append([]crumb{{"/", "首页"}}, p.Crumbs...)
	steps = append(steps, crumb{p.Path, p.Heading()})
	var list []thing
	for i, c := range steps {
		list = append(list, thing{{"@type", "ListItem"}, {"position", i + 1}, {"name", c.Name}, {"item", s.absolute(c.Path)}})
	}
	return thing{{"@type", "BreadcrumbList"}, {"itemListElement", list}}
}

// operator is the office that runs the site.
func (s *site) operator() thing {
	if !s.Site.Host.Stated() {
		return nil
	}
	return thing{{"@type", "GovernmentOrganization"}, {"name", s.Site.Host.Text}, {"telephone", s.Site.Phone}}
}

func (r *rendering) homeThings(p *page) []thing {
	return []thing{{
		{"@type", "WebSite"}, {"name", p.Title}, {"description", p.Description}, {"url", r.absolute("/")}, {"inLanguage", "zh-CN"},
		{"publisher", r.operator()},
		{"potentialAction", thing{
			{"@type", "SearchAction"}, {"target", r.absolute("/search/") + "?q={q}"}, {"query-input", "required name=q"},
		}},
	}}
}

func (r *rendering) officeThings(p *page) []thing {
	var list []thing
	for _, x := range r.Institutions {
		if "/institutions/"+x.Region+"/" != p.Path {
			continue
		}
		var hours []thing
		for _, span := range x.Hours.Spans {
			hours = append(hours, thing{
				{"@type", "OpeningHoursSpecification"}, {"dayOfWeek", weekdays(span)},
				{"opens", dayTime(span.Open)}, {"closes", dayTime(span.Close)},
			})
		}
		var address thing
		if x.Address.Stated() {
			address = thing{{"@type", "PostalAddress"}, {"streetAddress", x.Address.Text}, {"addressRegion", r.regionName(x.Region)}}
		}
		list = append(list, thing{
			{"@type", "GovernmentOffice"}, {"name", sampled(x.Name.Text, x.Sample)}, {"description", x.Duties.Text}, {"url", r.absolute(p.Path)},
			{"telephone", x.Phone}, {"address", address}, {"openingHoursSpecification", hours}, {"areaServed", r.regionName(x.Region)},
		})
	}
	return list
}

// weekdays are the days of a span, which may run over the end of the week, by their names in schema.org.
func weekdays(span model.Span) []string {
	var days []string
	for d := span.From; ; d = (d + 1) % 7 {
		days = append(days, "https://schema.org/"+d.String())
		if d == span.To {
			return days
		}
	}
}

// dayTime is a time of the day as ISO 8601 writes it: 08:30.
func dayTime(minutes int) string { return fmt.Sprintf("%02d:%02d", minutes/60, minutes%60) }

func sampled(name string, sample bool) string {
	if sample {
		return name + "（示例）"
	}
	return name
}

func (r *rendering) serviceThings(p *page) []thing {
	for _, x := range r.Regions {
		if servicePath(x.ID) == p.Path {
			return []thing{{
				{"@type", "GovernmentService"}, {"name", p.Title}, {"description", p.Description}, {"url", r.absolute(p.Path)},
				{"areaServed", placeName(x)}, {"provider", r.operator()},
			}}
		}
	}
	return nil
}

func (r *rendering) policyThings(p *page) []thing {
	for _, x := range r.Policies {
		if policyPath(x) != p.Path {
			continue
		}
		var audience, office thing
		if who := r.who(x); len(who) > 0 {
			audience = thing{{"@type", "Audience"}, {"audienceType", strings.Join(who, "、")}}
		}
		if x.Office.Stated() {
			office = thing{{"@type", "GovernmentOrganization"}, {"name", x.Office.Text}}
		}
		return []thing{{
			{"@type", "GovernmentService"}, {"name", x.Name.Text}, {"description", x.Content.Text}, {"url", r.absolute(p.Path)},
			{"category", r.categoryName(x.Category)}, {"audience", audience}, {"serviceOperator", office},
		}}
	}
	return nil
}

func (r *rendering) fairThings(p *page) []thing {
	var list []thing
	for _, f := range r.sortedFairs() {
		if r.isPast(f) {
			continue
		}
		end := ""
		if !f.End.IsZero() {
			end = stamp(f.End)
		}
		var place, host thing
		if f.Place.Stated() {
			place = thing{{"@type", "Place"}, {"name", f.Place.Text}, {"address", r.regionName(f.Region)}}
		}
		if f.Host.Stated() {
			host = thing{{"@type", "Organization"}, {"name", f.Host.Text}}
		}
		list = append(list, thing{
			{"@type", "Event"}, {"name", sampled(f.Name.Text, f.Sample)}, {"startDate", stamp(f.Start)}, {"endDate", end},
			{"description", f.Content.Text}, {"url", r.absolute(p.Path)}, {"location", place}, {"organizer", host},
		})
	}
	return list
}

func (r *rendering) courseThings(p *page) []thing {
	var list []thing
	for _, t := range r.Trainings {
		if !r.canApply(t) {
			continue
		}
		var provider, when thing
		if t.Provider.Stated() {
			provider = thing{{"@type", "Organization"}, {"name", t.Provider.Text}}
		}
		if t.Start.Stated() {
			when = thing{{"@type", "CourseInstance"}, {"startDate", t.Start.String()}, {"location", r.regionName(t.Region)}}
		}
		list = append(list, thing{
			{"@type", "Course"}, {"name", sampled(t.Name.Text, t.Sample)}, {"description", t.Content.Text}, {"url", r.absolute(p.Path)},
			{"provider", provider}, {"hasCourseInstance", when},
		})
	}
	return list
}

func (r *rendering) datasetThings(p *page) []thing {
	for _, d := range published {
		if "/data/"+d.ID+"/" != p.Path {
			continue
		}
		var files []thing
		for _, f := range r.dataset(d).Files {
			files = append(files, thing{
				{"@type", "DataDownload"}, {"name", f.Name}, {"contentUrl", r.absolute(f.Path)}, {"encodingFormat", mediaType(f.Path)}, {"contentSize", f.Size},
			})
		}
		return []thing{{
			{"@type", "Dataset"}, {"name", d.Name}, {"description", d.What}, {"url", r.absolute(p.Path)}, {"inLanguage", "zh-CN"},
			{"dateModified", r.Site.AsOf.String()}, {"license", r.Site.Licence.Text}, {"creator", r.operator()}, {"distribution", files},
		}}
	}
	return nil
}

// mediaType is the kind of a data file for programs (IANA, media types).
func mediaType(name string) string {
	switch path.Ext(name) {
	case ".csv":
		return "text/csv"
	case ".json":
		return "application/json"
	case ".xlsx":
		return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	}
	return ""
}

func (r *rendering) articleThings(p *page) []thing {
	kind := "Article"
	if p.Column == "announcements" {
		kind = "NewsArticle"
	}
	var author thing
	if p.Source != "" {
		author = thing{{"@type", "Organization"}, {"name", p.Source}}
	}
	published := ""
	if !p.Published.IsZero() {
		published = stamp(p.Published)
	}
	return []thing{{
		{"@type", kind}, {"headline", p.Title}, {"description", p.Description}, {"url", r.absolute(p.Path)}, {"inLanguage", "zh-CN"},
		{"datePublished", published}, {"author", author}, {"publisher", r.operator()},
	}}
}
