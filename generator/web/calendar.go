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

// calendarPath is the address of the job fairs for a phone's calendar.
const calendarPath = "/fairs/calendar.ics"

// calendar writes the job fairs as iCalendar (RFC 5545). The stamp of each event is the day of publication, so that a
// rebuild gives the same bytes.
func calendar(s *site) output.Job {
	return func(output.Manifest, *diag.List) []output.File {
		var c ics
		c.line("BEGIN", "VCALENDAR")
		c.line("VERSION", "2.0")
		c.line("PRODID", "-//gongkai//fairs//ZH")
		c.line("CALSCALE", "GREGORIAN")
		c.line("METHOD", "PUBLISH")
		c.text("X-WR-CALNAME", "失业人员专场招聘会")
		c.line("X-WR-TIMEZONE", "Asia/Shanghai")
		for _, f := range s.sortedFairs() {
			s.event(&c, f)
		}
		c.line("END", "VCALENDAR")
		return []output.File{{Path: fileOf(calendarPath), Data: []byte(c.String())}}
	}
}

func (s *site) event(c *ics, f model.JobFair) {
	day := s.Site.AsOf
	c.line("BEGIN", "VEVENT")
	c.text("UID", "fair-"+f.ID+"@"+s.host())
	c.line("DTSTAMP", utc(time.Date(day.Year, time.Month(day.Month), day.Day, 0, 0, 0, 0, model.Beijing)))
	c.line("DTSTART", utc(f.Start))
	if !f.End.IsZero() {
		c.line("DTEND", utc(f.End))
	}
	name := f.Name.Text
	if f.Sample || s.Site.Sample {
		name = "【示例】" + name
	}
	c.text("SUMMARY", name)
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
	if page := s.absolute("/fairs/"); page != "" {
		c.line("URL", page)
	}
	c.line("END", "VEVENT")
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
