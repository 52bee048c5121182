package opendata

import (
	"bytes"
	"encoding/csv"
	"fmt"
)

// ObservationsPath is the file that holds every published figure.
const ObservationsPath = "data/observations/observations.csv"

// Changes says how the published figures differ from those of an earlier site, in the order of the newer file; each
// line names the figure. What is withdrawn is named without its former value.
type Changes struct{ Added, Changed, Withdrawn []string }

// Compare compares two versions of ObservationsPath. An empty or unreadable earlier one counts as no figures.
func Compare(before, after []byte) Changes {
	old, new := published(before), published(after)
	was := map[string]string{}
	for _, f := range old {
		was[f.key] = f.value
	}
	var c Changes
	for _, f := range new {
		value, ok := was[f.key]
		delete(was, f.key)
		switch {
		case !ok:
			c.Added = append(c.Added, fmt.Sprintf("%s %s", f.key, f.value))
		case value != f.value:
			c.Changed = append(c.Changed, fmt.Sprintf("%s %s → %s", f.key, value, f.value))
		}
	}
	for _, f := range old {
		if _, ok := was[f.key]; ok {
			c.Withdrawn = append(c.Withdrawn, f.key)
		}
	}
	return c
}

type figure struct{ key, value string }

// published reads the figures that have a value. Columns are found by name: new ones may have been added since.
func published(file []byte) []figure {
	r := csv.NewReader(bytes.NewReader(file))
	records, err := r.ReadAll()
	if err != nil || len(records) == 0 {
		return nil
	}
	at := map[string]int{}
	for i, name := range records[0] {
		at[name] = i + 1
	}
	for _, name := range []string{"period", "region", "measure", "group", "value"} {
		if at[name] == 0 {
			return nil
		}
	}
	var figures []figure
	for _, rec := range records[1:] {
		key := rec[at["period"]-1] + " " + rec[at["region"]-1] + " " + rec[at["measure"]-1]
		if group := rec[at["group"]-1]; group != "" {
			key += " " + group
		}
		if value := rec[at["value"]-1]; value != "" {
			figures = append(figures, figure{key, value})
		}
	}
	return figures
}
