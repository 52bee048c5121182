package main

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"gongkai/generator/build"
	"gongkai/generator/model"
	"gongkai/generator/preview"
)

// TestServeShowsEveryChange edits prose and a figure, breaks and mends the input, and looks at the pages as a
// browser does.
func TestServeShowsEveryChange(t *testing.T) {
	root := copyInput(t, "2022-09", "2022-10")
	ctx, cancel := context.WithCancel(context.Background())
	address := make(chan string, 1)
	ended := make(chan error, 1)
	go func() {
		o := build.Options{Root: root, Today: model.DateOf(day)}
		ended <- preview.Serve(ctx, o, 0, func(a string) { address <- a }, func(build.Result, error) {})
	}()
	var url string
	select {
	case url = <-address:
	case err := <-ended:
		t.Fatal(err)
	}
	defer func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}()

	client := http.Client{Timeout: time.Minute}
	res, err := client.Get(url + "_preview/events")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	events := bufio.NewScanner(res.Body)
	reloaded := func() {
		t.Helper()
		for events.Scan() {
			if strings.HasPrefix(events.Text(), "data: ") {
				return
			}
		}
		t.Fatal("no reload")
	}
	see := func(page, want string, is bool) {
		t.Helper()
		res, err := client.Get(url + page)
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		body, err := io.ReadAll(res.Body)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(body), want) != is {
			t.Errorf("/%s: %q is there: %v, want %v", page, want, !is, is)
		}
	}

	reloaded() // the version now
	see("about/", "改过的一段", false)
	edit(t, root, "content/pages/about.md", "\n\n", "\n\n改过的一段\n\n", 1)
	reloaded()
	see("about/", "改过的一段", true)

	const october = "data/observations/2022-10.csv"
	see("progress/2022-10/huancui/", "2262", true)
	edit(t, root, october, "2022-10,huancui,posts_created,,2262,", "2022-10,huancui,posts_created,,22六2,", 1)
	reloaded()
	at := placeOf(t, root, october, "22六2")
	see("progress/2022-10/huancui/", at+": 错误", true)
	see("about/", at+": 错误", true)
	see("about/", "改过的一段", true)
	edit(t, root, october, "22六2", "2262", 1)
	reloaded()
	see("about/", at, false)
}
