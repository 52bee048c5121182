package browser

import (
	"fmt"
	"testing"
)

// share goes over pages with two tabs at once.
func share(t *testing.T, v View, pages []string, look func(t *testing.T, tab *Tab, page string)) {
	t.Helper()
	todo := make(chan string, len(pages))
	for _, p := range pages {
		todo <- p
	}
	close(todo)
	origin := serve(t, nil)
	t.Run("tabs", func(t *testing.T) {
		for i := range 2 {
			t.Run(fmt.Sprint(i+1), func(t *testing.T) {
				t.Parallel()
				tab := openOn(t, origin, v)
				for p := range todo {
					tab.visit(p)
					look(t, tab, p)
				}
			})
		}
	})
}

// report fails the test with the first problems of a page.
func report(t *testing.T, where string, problems []string) {
	t.Helper()
	for i, p := range problems {
		if i == 5 {
			t.Errorf("%s: and %d more", where, len(problems)-i)
			return
		}
		t.Errorf("%s: %s", where, p)
	}
}
