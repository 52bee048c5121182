package diag

// Width is the number of columns that text takes on a terminal: Han and full-width characters take two.
func Width(text string) int { return width([]rune(text)) }
