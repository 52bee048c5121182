package compose

import (
	"strings"
	"testing"

	"gongkai/generator/diag"
	"gongkai/generator/model"
)

// TestCommonNotice: a notice is common if more than half of the policies rest on it.
func TestCommonNotice(t *testing.T) {
	for _, c := range []struct {
		basis string // of a policy each, or several with / between them
		want  string
	}{
		{"《甲通知》第一条 《甲通知》第二条 《乙通知》", "《甲通知》"},
		{"《甲通知》第一条 《乙通知》", ""},
		{"《甲通知》 《乙通知》/《甲通知》第三条", "《甲通知》"},
		{"通知第一条 通知第二条", ""},
		{"《甲通知》第一条/《甲通知》第二条 《乙通知》", ""},
		{"《甲通知》第一条/《甲通知》第二条 《乙通知》/《甲通知》", "《甲通知》"},
		{"", ""},
	} {
		var policies []model.Policy
		for _, one := range strings.Fields(c.basis) {
			var p model.Policy
			for _, b := range strings.Split(one, "/") {
				p.Basis = append(p.Basis, model.Text{Text: b})
			}
			policies = append(policies, p)
		}
		if got := commonNotice(policies); got != c.want {
			t.Errorf("%s: %q, want %q", c.basis, got, c.want)
		}
	}
}

// TestPolicyRows: what the notice states has a row each, what it leaves out shares one, and a source that only repeats
// the basis is left out.
func TestPolicyRows(t *testing.T) {
	text := func(s string) model.Text {
		return model.Text{Pos: diag.Pos{File: "data/policies/P1.yaml", Line: 1}, Text: s}
	}
	c := &Composer{rel: &model.Release{Site: model.Site{BaseURL: "https://gongkai.example/"}}}
	p := model.Policy{
		ID: "P1", Name: text("某补贴"), Audience: text("某人"), Content: text("补贴"), Phone: text("12333"), Status: model.TermUnknown,
		Basis: []model.Text{text("《甲通知》第一条")}, Source: text("通知第一条"),
	}
	for _, x := range []struct{ notice, want string }{
		{"《甲通知》", "适用对象=某人 政策内容=补贴 咨询电话=12333 政策依据=通知第一条→https://gongkai.example/policies/P1/ " +
			"通知未载明=申请条件、不重复享受、申请材料、办理流程、办理渠道、经办机构、办理时限、资金来源"},
		{"", "适用对象=某人 政策内容=补贴 咨询电话=12333 政策依据=《甲通知》第一条 出处=通知第一条→https://gongkai.example/policies/P1/ " +
			"政策原文未载明=申请条件、不重复享受、申请材料、办理流程、办理渠道、经办机构、办理时限、资金来源"},
	} {
		var rows []string
		for _, e := range c.policy(p, x.notice).Elements {
			row := e.Name + "="
			for _, l := range e.Lines {
				row += l.Text
			}
			if e.URL != "" {
				row += "→" + e.URL
			}
			rows = append(rows, row)
		}
		if got := strings.Join(rows, " "); got != x.want {
			t.Errorf("notice %q:\n%s\nwant\n%s", x.notice, got, x.want)
		}
	}
}
