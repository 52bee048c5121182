package browser

import (
	"flag"
	"fmt"
	"os"
	"testing"
)

func TestMain(m *testing.M) {
	flag.Parse()
	// Without a site nothing was checked, which must not read as passed.
	if _, err := os.Stat(*site + "/index.html"); *site == "" || err != nil {
		fmt.Fprintln(os.Stderr, "give a built site: go test -count=1 . -args -site FOLDER")
		os.Exit(2)
	}
	code := m.Run()
	_, stop := start()
	stop()
	os.Exit(code)
}
