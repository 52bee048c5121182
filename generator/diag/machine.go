package diag

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// JSON prints problems as one array, in the order given; nothing is folded. Secret ones carry no source text either way.
func JSON(w io.Writer, items []Diag) error {
	type place struct {
		File string `json:"file"`
		Line int    `json:"line,omitempty"`
		Col  int    `json:"column,omitempty"`
		Text string `json:"message"`
	}
	type problem struct {
		File     string  `json:"file"`
		Line     int     `json:"line,omitempty"`
		Col      int     `json:"column,omitempty"`
		Len      int     `json:"length,omitempty"`
		Rule     string  `json:"rule"`
		Means    string  `json:"means,omitempty"`
		Severity string  `json:"severity"`
		Text     string  `json:"message"`
		Hint     string  `json:"hint,omitempty"`
		Also     []place `json:"also,omitempty"`
	}
	problems := []problem{}
	for _, d := range items {
		p := problem{d.File, d.Line, d.Col, d.Len, d.Rule, Meaning(d.Rule), d.level(), d.Text, d.Hint, nil}
		for _, n := range d.Also {
			p.Also = append(p.Also, place{n.File, n.Line, n.Col, n.Text})
		}
		problems = append(problems, p)
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(problems)
}

// GitHub prints problems as workflow commands, one a line, so that they appear beside the changed lines of a request.
func GitHub(w io.Writer, items []Diag) error {
	for _, d := range items {
		var where []string
		if d.Known() {
			where = append(where, "file="+property(d.File))
		}
		if d.Line > 0 {
			where = append(where, fmt.Sprintf("line=%d", d.Line))
		}
		if d.Col > 0 {
			where = append(where, fmt.Sprintf("col=%d", d.Col))
		}
		where = append(where, "title="+property(strings.TrimSpace(d.Rule+" "+Meaning(d.Rule))))
		text := d.Text
		if d.Hint != "" {
			text += "\n提示: " + d.Hint
		}
		for _, n := range d.Also {
			text += "\n另见 " + n.Pos.String() + ": " + n.Text
		}
		if _, err := fmt.Fprintf(w, "::%s %s::%s\n", d.level(), strings.Join(where, ","), message(text)); err != nil {
			return err
		}
	}
	return nil
}

func (d Diag) level() string {
	if d.Warning {
		return "warning"
	}
	return "error"
}

// message and property escape as the workflow command syntax asks: a raw line end or colon would end the command.
var (
	message  = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace
	property = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C").Replace
)
