.PHONY: site test check serve update bench conformance fonts clean pdftools

site: # the whole site into public/
	go run ./generator build

test: pdftools
	go test -timeout 30m ./...

check: # the input only, nothing is written
	go run ./generator check

serve: # preview on this computer, reloads after every change
	go run ./generator serve

update: # rewrite the expected files of tests; look at the result with git diff
	go test $$(grep -rl 'Bool("update"' generator --include='*_test.go' | xargs -n1 dirname | sort -u | sed 's|^|./|') -update

bench: pdftools # one benchmark per stage, a bulletin side by side with Typst, and pages with Hugo
	go test -run '^$$' -bench . -benchmem ./generator/...
	.ci/bench/run
	.ci/bench/pages 10000 100000

conformance: # PDF against veraPDF, qpdf, poppler; pages against Chromium, axe-core, vnu, Lighthouse; damaged copies must fail
	.ci/conformance/run

fonts: # cuts the faces of templates/fonts anew, to the same bytes
	.ci/fonts/run

clean:
	rm -rf bin .public.staging
	find public -mindepth 1 ! -name .gitignore -delete

pdftools: # tests read the bulletins with poppler and qpdf
	@which pdftotext pdfinfo pdffonts qpdf >/dev/null || { [ "$$(id -u)" = 0 ] && apt-get update -qq && apt-get install -qqy poppler-utils qpdf; } || \
		{ echo "测试要用 poppler-utils 和 qpdf，请先安装。" >&2; exit 1; }
