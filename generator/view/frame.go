package view

import (
	"fmt"
	"strconv"

	"github.com/go-gota/gota/dataframe"
	"github.com/go-gota/gota/series"

	"gongkai/generator/model"
)

// This file is the only one that touches gota. A frame holds no figure: only places of cells as zero-padded text, so
// nothing is parsed, merged, rounded or lost (gota turns NA into NaN, loses leading zeros and sums in floating
// point). Every column is forced to text, rows are joined by one key, and every result is checked.

// sortKey is an exact whole number that gota sorts as text; the larger, the later.
type sortKey int

// last stands after every place of a ranking.
const last sortKey = 999_999_999

// place is the sort key of a rank cell: unranked and withheld units come last.
func place(rank model.Cell) sortKey {
	if rank.State != model.Published {
		return last
	}
	return sortKey(rank.Value.Num)
}

// arrange returns the row numbers 0…n−1 ordered by key, equal keys in their given order.
func arrange(n int, key func(i int) sortKey) []int {
	if n == 0 {
		return nil
	}
	records := [][]string{{"key", "row"}}
	for i := range n {
		records = append(records, []string{pad(int(key(i))), pad(i)})
	}
	sorted := load(records).Arrange(dataframe.Sort("key"), dataframe.Sort("row"))
	return numbers(sorted, "row")
}

// pivot spreads n items over a table of rows × columns by their place and returns the item's number at each place,
// −1 where there is none. Items that have no place in the table are left out.
func pivot(rows, columns, n int, at func(i int) (row, col int)) [][]int {
	byColumn := make([][][]string, columns)
	for i := range n {
		if row, col := at(i); row >= 0 && col >= 0 {
			byColumn[col] = append(byColumn[col], []string{pad(row), pad(i)})
		}
	}
	table := make([][]int, rows)
	records := [][]string{{"row"}}
	for i := range rows {
		records = append(records, []string{pad(i)})
		table[i] = make([]int, columns)
	}
	if rows == 0 {
		return table
	}
	wide := load(records)
	for col, items := range byColumn {
		name := "c" + pad(col)
		if len(items) == 0 {
			items = [][]string{{"none", "none"}} // gota refuses a frame without rows
		}
		wide = check(wide.LeftJoin(load(append([][]string{{"row", name}}, items...)), "row"))
	}
	wide = wide.Arrange(dataframe.Sort("row"))
	for col := range columns {
		for row, item := range numbers(wide, "c"+pad(col)) {
			table[row][col] = item
		}
	}
	return table
}

func load(records [][]string) dataframe.DataFrame {
	return check(dataframe.LoadRecords(records,
		dataframe.DetectTypes(false), dataframe.DefaultType(series.String), dataframe.NaNValues(nil)))
}

// numbers reads a column of padded row numbers; −1 where a join found nothing.
func numbers(df dataframe.DataFrame, column string) []int {
	col := check(df).Col(column)
	if col.Err != nil {
		panic(fmt.Sprintf("view: column %s: %v", column, col.Err)) // cannot happen: columns are named above
	}
	out := make([]int, col.Len())
	for i := range out {
		text := col.Elem(i).String()
		if text == "NaN" { // what a join found nothing for; a second join turns the mark into this text
			out[i] = -1
			continue
		}
		n, err := strconv.Atoi(text)
		if err != nil {
			panic("view: gota changed a key") // cannot happen: keys are padded digits
		}
		out[i] = n
	}
	return out
}

func check(df dataframe.DataFrame) dataframe.DataFrame {
	if err := df.Error(); err != nil {
		panic("view: " + err.Error()) // cannot happen: frames are rectangular and their columns are named above
	}
	return df
}

func pad(n int) string { return fmt.Sprintf("%09d", n) }
