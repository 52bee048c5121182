package audit

// What is said outside of the figures (observations.csv, its JSON twin, structure.json): each file is read, each number in
// it is judged by the place where it stands, and what is not understood fails. This is the whole list.
//
//	place                                       a number there                                             where
//	--------------------------------------------------------------------------------------------------------------------
//	file of an unknown kind, odd file name      fails                                                      files.go
//	earlier release under data/releases/        the bytes of the ledger; one not in it yet: the site's     files.go
//	archive                                     the bytes of the site's files, nothing between them        files.go
//	SHA256SUMS                                  hash and name of a file, which has that hash                   files.go
//	_headers, icon                              one form each, in which no other number can be said            textlive.go
//	JSON-LD                                     repeats what an editor wrote; JSON numbers: steps to the page  textlive.go
//	hours and days for the script               times and dates only                                       textlive.go
//	style sheet, script                         none with a unit in its strings, comments, selectors       files.go
//	CSV table, JSON file, feed, map, calendar   repeats what an editor wrote; JSON numbers: settings       textplain.go
//	term of the search                          pages that there are, each of which says its own number; its file  textsearch.go
//	<data data-key>                             the published cell, for people and in value                textpage.go
//	data-key, data-was                          a key of the table                                         textelement.go
//	data-was; 原为N in a bulletin               a former value of that cell, from the note of its row      textcell.go
//	data-tally                                  the count of published and withheld cells                  texttally.go
//	data-prose                                  anything: editors wrote it. prose_test.go lists fields     textpage.go
//	text that stands whole in some data-prose   the same text, also broken into lines                      textstated.go
//	tel: link                                   anything: a telephone number                               textpage.go
//	td.rank                                     the number of its row, or that of the row before           textpage.go
//	scale of a chart (axis)                     a month or a round share                                   textpage.go
//	formula (dd.f), chart and its description   made of cells that the page marks; a formula also of       textformula.go
//	                                            other cells of its place
//	shape of a chart                            its place in proportion to its published cell              textchart.go, textshape.go
//	title, spoken attribute, link, description  repeats what an editor wrote, with the same words around   textdoubt.go
//	address of the site itself                  read without what the first page calls the base of it      textdoubt.go
//	element, attribute, class, id, address      on a list; no number but a counter or a file of the site   textmark.go
//	cell of a table without a figure            the word of its state, where row and column tell the cell  textgrid.go, textstate.go
//	order of the rows of a table                that of the units or of a published column                 textorder.go
//	PDF with a page (a bulletin)                what the page says, as often; charts at the same places    textpdf.go, textpdfchart.go
//	file attached to a PDF                      the published cells                                        textpdf.go
//	PDF without a page                          repeats what an editor wrote                               textpdf.go
//	comment, any other text                     none                                                       text.go
//
// In texts these are no numbers: known forms – dates, document numbers, 第3行, telephone numbers after 电话, some only in
// the files that need them (textnumber.go, harmless and localForms) – and, on the pages of listings only, a choice with
// the number of what it lists (listed). A number with a unit is never one of these.
//
// Large files are read in parts (stream.go), the names of files and their hashes stand in one list (listing.go). Texts of
// editors are kept as hashes (texthash.go), tags and texts that pages repeat are judged once (texttag.go, recent),
// and a text is searched for those forms of numbers alone that it has a word of (textform.go).
//
// What is not found: a mark such as 不予公开 that was replaced by another one in a list (dl), or in a column with less than
// two figures: nothing on the page tells which cell it stood for. A number does not stand there then.
