package browser

import (
	"fmt"
	"strings"

	"github.com/chromedp/cdproto/audits"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// note writes down what a page does. It runs between the messages of the browser and must not wait for one.
func (tab *Tab) note(event any) {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	s := &tab.seen
	switch e := event.(type) {
	case *runtime.EventConsoleAPICalled:
		var words []string
		for _, a := range e.Args {
			words = append(words, strings.TrimSpace(string(a.Value)+" "+a.Description))
		}
		s.Console = append(s.Console, fmt.Sprintf("%s %s", e.Type, strings.Join(words, " ")))
	case *runtime.EventExceptionThrown:
		s.Exceptions = append(s.Exceptions, thrown(e.ExceptionDetails))
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelWarning || e.Entry.Level == log.EntryLevelError {
			s.Console = append(s.Console, fmt.Sprintf("%s %s %s", e.Entry.Source, e.Entry.Text, e.Entry.URL))
		}
	case *audits.EventIssueAdded:
		// Other than securitypolicyviolation this comes with scripts off, too, and for policies of headers.
		if d := e.Issue.Details.ContentSecurityPolicyIssueDetails; d != nil {
			s.CSP = append(s.CSP, fmt.Sprintf("%s %s %s", d.ContentSecurityPolicyViolationType, d.ViolatedDirective, d.BlockedURL))
		}
	case *page.EventJavascriptDialogOpening:
		s.Dialogs = append(s.Dialogs, e.Message)
		go chromedp.Call(tab.ctx, page.HandleJavaScriptDialog, page.HandleJavaScriptDialogParams{})
	case *network.EventRequestWillBeSent:
		if !strings.HasPrefix(e.Request.URL, "data:") {
			s.Requests = append(s.Requests, e.Request.URL)
		}
	case *network.EventResponseReceived:
		if e.Response.Status >= 400 && !strings.HasSuffix(e.Response.URL, "/404.html") {
			s.Failed = append(s.Failed, fmt.Sprintf("%d %s", e.Response.Status, e.Response.URL))
		}
	case *network.EventLoadingFailed:
		if !e.Canceled {
			s.Failed = append(s.Failed, e.ErrorText)
		}
	}
}

func thrown(d *runtime.ExceptionDetails) string {
	words := fmt.Sprintf("%s %s:%d", d.Text, d.URL, d.LineNumber+1)
	if d.Exception != nil {
		words += " " + d.Exception.Description
	}
	return words
}
