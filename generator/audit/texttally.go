package audit

import (
	"fmt"
	"strings"
)

// tally counts the published and the withheld cells of a measure, of all figures of an indicator (posts.*) or of all (*).
type tally struct{ published, withheld int }

func talliesOf(cells figures) map[string]tally {
	tallies := map[string]tally{}
	for key, c := range cells {
		measure, _, _ := strings.Cut(key, "/")
		of := []string{measure, "*"}
		if prefix, _, computed := strings.Cut(measure, "."); computed {
			prefix, _, _ = strings.Cut(prefix, "@")
			of[0] = prefix + ".*"
		}
		for _, name := range of {
			n := tallies[name]
			switch c.state {
			case "A":
				n.published++
			case "Q":
				n.withheld++
			}
			tallies[name] = n
		}
	}
	return tallies
}

// says is what a page may print for published/…, withheld/…, all/… or share/… of them.
func (n tally) says(what string) string {
	all := n.published + n.withheld
	switch {
	case what == "published":
		return fmt.Sprint(n.published)
	case what == "withheld":
		return fmt.Sprint(n.withheld)
	case what == "all":
		return fmt.Sprint(all)
	case what == "share" && all > 0:
		tenths := (n.withheld*2000 + all) / (2 * all)
		return fmt.Sprintf("%d.%d%%", tenths/10, tenths%10)
	}
	return "—"
}
