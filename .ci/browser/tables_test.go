package browser

import (
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
)

// tables compares what a page has of tables with what a screen reader is told: display: grid on a row may cost its role.
func tables(tab *Tab) (problems []string) {
	tab.t.Helper()
	told := map[string]int{}
	for _, node := range call(tab, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{}).Nodes {
		if node.Role != nil && !node.Ignored {
			told[string(node.Role.Value)]++
		}
	}
	for role, elements := range map[string]string{
		`"table"`: "table", `"row"`: "tr", `"columnheader"`: "thead th", `"rowheader"`: "tbody th[scope=row], tfoot th[scope=row]",
	} {
		there := 0
		tab.eval(fmt.Sprintf(`[...document.querySelectorAll(%q)].filter(e => e.checkVisibility()).length`, elements), &there)
		if told[role] < there {
			problems = append(problems, fmt.Sprintf("%d of %d %s are told as %s", told[role], there, elements, role))
		}
	}
	return problems
}

// Chromium keeps the roles of stacked tables, so that the templates need not repeat them (vnu warns of each).
func TestStackedTablesStayTables(t *testing.T) {
	share(t, View{Width: 360}, classes(t), func(t *testing.T, tab *Tab, page string) {
		report(t, page, tables(tab))
	})
}
