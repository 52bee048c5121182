package web

import (
	"encoding/json"
	"fmt"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/eligibility"
	"gongkai/generator/model"
	"gongkai/generator/output"
)

// asked is a question of the form. What its answer means stands in rules.json.
type asked struct {
	ID, Text, Help string
	Unit           string // of a number
	Options        []option
	Date           bool
}

// option is one of the answers to choose from; one without a value leaves the question open.
type option struct{ ID, Name string }

// questions are those of the form, in their order.
func (s *site) questions() []asked {
	var list []asked
	for _, q := range s.Questions {
		a := asked{ID: q.ID, Text: q.Text.Text, Help: q.Help.Text, Unit: q.Unit, Date: q.Kind == model.Day}
		for _, o := range q.Options {
			a.Options = append(a.Options, option{o.ID, o.Name.Text})
		}
		if q.Kind == model.YesNo {
			a.Options = []option{{"yes", "是"}, {"no", "否"}, {"", "不清楚"}}
		}
		list = append(list, a)
	}
	return list
}

// ruleList is /policies/check/rules.json: what templates/check.js evaluates on the device of the reader.
type ruleList struct {
	AsOf      string                 `json:"as_of"`
	Questions []eligibility.Question `json:"questions"`
	Policies  []ruleEntry            `json:"policies"`
}

// ruleEntry is a policy with what to tell those who may have it.
type ruleEntry struct {
	eligibility.Rule
	Path   string `json:"path"`
	How    string `json:"how,omitzero"`
	Phone  string `json:"phone,omitzero"`
	Beside string `json:"beside,omitzero"` // what cannot be had together with it
}

// ruleFile writes the typed conditions of all policies. They are the words of the notice and what its editors typed of
// them; no figure of the site is among them.
func ruleFile(s *site) output.Job {
	return func(output.Manifest, *diag.List) []output.File {
		list := ruleList{AsOf: s.Site.AsOf.String(), Questions: eligibility.CompileQuestions(s.Questions), Policies: []ruleEntry{}}
		for _, p := range s.Policies {
			item := s.policyItem(p)
			list.Policies = append(list.Policies, ruleEntry{
				Rule: eligibility.Compile(p, s.Questions), Path: item.Path, How: item.How, Phone: item.Phone, Beside: strings.Join(s.exclusions(p), ""),
			})
		}
		data, err := json.Marshal(list)
		if err != nil {
			panic(fmt.Sprintf("web: rules cannot be marshalled: %v", err)) // cannot happen: they hold strings, integers and truths only
		}
		return []output.File{{Path: "policies/check/rules.json", Data: data}}
	}
}

// maxCheck bounds check.js as it is published, of the 15 kB compressed that all scripts together may have (product.md).
const maxCheck = 12_500

// checkScript publishes templates/check.js.
func checkScript(s *site) output.Job {
	return script(s, "check.js", "policies/check/check.js", maxCheck)
}
