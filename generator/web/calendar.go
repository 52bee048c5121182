package web

import (
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/output"
)

// calendarPath is the address of the job fairs and deadlines of all units for a phone's calendar.
const calendarPath = "/fairs/calendar.ics"

// unitCalendar is that of one unit.
func unitCalendar(region string) string { return servicePath(region) + "calendar.ics" }

// calendar writes job fairs and deadlines as iCalendar (RFC 5545), of all units and of what concerns each. The stamp of each
// event is the day of publication, so that a rebuild gives the same bytes.
func calendar(s *site) output.Job {
	return func(output.Manifest, *diag.List) []output.File {
		root := s.Root().ID
		list := []output.File{{Path: fileOf(calendarPath), Data: s.ics("失业人员专场招聘会和截止日期", root)}}
		for _, r := range s.Regions {
			list = append(list, output.File{Path: fileOf(unitCalendar(r.ID)), Data: s.ics(placeName(r)+"招聘会和截止日期", r.ID)})
		}
		return list
	}
}

// ics writes what concerns a unit; everything concerns the whole.
func (s *site) ics(name, region string) []byte {
	var c ics
	c.line("BEGIN", "VCALENDAR")
	c.line("VERSION", "2.0")
	c.line("PRODID", "-//gongkai//fairs//ZH")
	c.line("CALSCALE", "GREGORIAN")
	c.line("METHOD", "PUBLISH")
	c.text("X-WR-CALNAME", name)
	c.line("X-WR-TIMEZONE", "Asia/Shanghai")
	for _, f := range s.sortedFairs() {
		if s.concerns(f.Region, region) {
			s.fairEvent(&c, f)
		}
	}
	for _, p := range s.Policies {
		if p.ApplyUntil.Stated() {
			s.deadlineEvent(&c, "policy-"+p.ID, p.ApplyUntil, p.Name.Text+"申请截止", policyPath(p), s.Site.Sample)
		}
	}
	for _, t := range s.Trainings {
		if t.ApplyEnd.Stated() && s.concerns(t.Region, region) {
			s.deadlineEvent(&c, "training-"+t.ID, t.ApplyEnd, t.Name.Text+"报名截止", "/trainings/", t.Sample || s.Site.Sample)
		}
	}
	c.line("END", "VCALENDAR")
	return []byte(c.String())
}

func (s *site) fairEvent(c *ics, f model.JobFair) {
	s.begin(c, "fair-"+f.ID)
	c.line("DTSTART", utc(f.Start))
	if !f.End.IsZero() {
		c.line("DTEND", utc(f.End))
	}
	c.text("SUMMARY", example(f.Name.Text, f.Sample || s.Site.Sample))
	c.text("LOCATION", f.Place.Text)
	var about []string
	for _, part := range []struct{ name, text string }{
		{"形式", f.Mode.Text}, {"内容", f.Content.Text}, {"主办", f.Host.Text}, {"电话", f.Phone},
	} {
		if part.text != "" {
			about = append(about, part.name+"："+part.text)
		}
	}
	c.text("DESCRIPTION", strings.Join(about, "\n"))
	s.end(c, "/fairs/")
}

// deadlineEvent is a day on which nobody is busy.
func (s *site) deadlineEvent(c *ics, id string, day model.Date, name, page string, sample bool) {
	s.begin(c, id)
	c.line("DTSTART;VALUE=DATE", strings.ReplaceAll(day.String(), "-", ""))
	c.line("TRANSP", "TRANSPARENT")
	c.text("SUMMARY", example(name, sample))
	s.end(c, page)
}

func (s *site) begin(c *ics, id string) {
	day := s.Site.AsOf
	c.line("BEGIN", "VEVENT")
	c.text("UID", id+"@"+s.host())
	c.line("DTSTAMP", utc(time.Date(day.Year, time.Month(day.Month), day.Day, 0, 0, 0, 0, model.Beijing)))
}

func (s *site) end(c *ics, page string) {
	if page := s.absolute(page); page != "" {
		c.line("URL", page)
	}
	c.line("END", "VEVENT")
}

func example(name string, sample bool) string {
	if sample {
		return "【示例】" + name
	}
	return name
}

// host is the name that makes ids of events unique in the world.
func (s *site) host() string {
	if u, err := url.Parse(s.Site.BaseURL); err == nil && u.Hostname() != "" {
		return u.Hostname()
	}
	return "gongkai"
}

func utc(t time.Time) string { return t.UTC().Format("20060102T150405Z") }

// ics collects content lines.
type ics struct{ strings.Builder }

// escapes are those of a text value (RFC 5545, 3.3.11).
var escapes = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r\n", `\n`, "\n", `\n`, "\r", `\n`)

// text writes a property whose value is text; an empty one is left out.
func (c *ics) text(name, value string) {
	if value != "" {
		c.line(name, escapes.Replace(value))
	}
}

// line writes a property and folds it: no line is longer than 75 octets (RFC 5545, 3.1), no character is cut.
func (c *ics) line(name, value string) {
	rest, most := name+":"+value, 75
	for len(rest) > most {
		cut := most
		for !utf8.RuneStart(rest[cut]) {
			cut--
		}
		c.WriteString(rest[:cut] + "\r\n ")
		rest, most = rest[cut:], 74 // the blank counts
	}
	c.WriteString(rest + "\r\n")
}
