// Package typeset breaks Chinese paragraphs into lines and justifies them: pure functions on characters and widths.
//
// Every length is an integer in one unit of the caller's choice (the bulletins use thousandths of a point). No
// character is ever lost: the lines of a paragraph, joined, are the paragraph.
package typeset

// Char is a character with its advance.
type Char struct {
	Rune  rune
	Width int
	Bound bool // goes on with a name, which is cut at the end of a line only if the line would be too loose
}

// Style is how a paragraph is set.
type Style struct {
	Em      int  // the size of the face
	Measure int  // the width of a full line
	Indent  int  // of the first line
	Pitch   int  // added after every full-width character, so that the characters stand on the grid
	Justify bool // all lines but the last reach the measure
}

// Line is one line of a paragraph.
type Line struct {
	From, To int   // chars[From:To]
	End      int   // chars[From:End] are set; spaces and the newline at the end of a line are not
	Indent   int   // free room at the left
	Width    int   // from the first to the last character set
	Hang     int   // how far the blank half of a closing mark stands out over the measure
	Adjust   []int // room added after each character set; the last is 0
}

// paragraph is what the breaker knows about a run of characters without newline.
type paragraph struct {
	chars []Char
	style Style
	after []int // natural room added after each character if the next one follows on the same line
	sum   []int // advances of chars[:i], natural room included
	loose []int // stretchable gaps before char i
	tight []int // marks before char i whose blank half may shrink
	may   []bool
}

// Break sets a paragraph. A newline in it ends a line that is not stretched.
func Break(chars []Char, s Style) []Line {
	var lines []Line
	for from := 0; from < len(chars); {
		to := from
		for to < len(chars) && chars[to].Rune != '\n' {
			to++
		}
		lines = appendLines(lines, chars[from:to], from, s)
		if to < len(chars) {
			to++
			if n := len(lines); n > 0 && lines[n-1].To == to-1 {
				lines[n-1].To = to
			} else {
				lines = append(lines, Line{From: from, To: to, End: from, Indent: s.Indent})
			}
		}
		from, s.Indent = to, 0
	}
	return lines
}

func appendLines(lines []Line, chars []Char, offset int, s Style) []Line {
	if len(chars) == 0 {
		return lines
	}
	p := measure(chars, s)
	from := 0
	for _, to := range p.fit() {
		line := p.line(from, to)
		line.From, line.To, line.End = line.From+offset, line.To+offset, line.End+offset
		lines = append(lines, line)
		from = to
	}
	return lines
}

func measure(chars []Char, s Style) paragraph {
	n := len(chars)
	slab := make([]int, 4*n+3)
	p := paragraph{chars: chars, style: s, after: slab[:n], sum: slab[n : 2*n+1], loose: slab[2*n+1 : 3*n+2], tight: slab[3*n+2:], may: breaks(chars)}
	for i, c := range chars {
		if i+1 < n {
			p.after[i] = s.room(c, chars[i+1])
		}
		p.sum[i+1] = p.sum[i] + c.Width + p.after[i]
		p.loose[i+1] = p.loose[i]
		if i+1 < n && stretches(c.Rune, chars[i+1].Rune) {
			p.loose[i+1]++
		}
		p.tight[i+1] = p.tight[i]
		if p.shrinks(i) {
			p.tight[i+1]++
		}
	}
	return p
}

// room is what stands between two characters of a line by nature: the pitch of the grid, less half an em where two
// full-width marks meet (标点挤压).
func (s Style) room(a, b Char) int {
	room := 0
	if a.Width == s.Em {
		room = s.Pitch
	}
	if a.Width != s.Em || b.Width != s.Em {
		return room
	}
	x, y := classOf(a.Rune), classOf(b.Rune)
	if (x == closing || x == stop) && (y == closing || y == stop || y == opening) || x == opening && y == opening {
		room -= s.Em / 2
	}
	return room
}

// set returns the last character that is set on the line [from, to), plus one.
func (p *paragraph) set(from, to int) int {
	for to > from && classOf(p.chars[to-1].Rune) == space {
		to--
	}
	return to
}

func (p *paragraph) width(from, end int) int {
	if end == from {
		return 0
	}
	return p.sum[end] - p.sum[from] - p.after[end-1]
}

// shrinks reports whether the room after a character may give way: the blank half of a full-width mark that closes, or of
// the one that opens next, in a line that is justified, if no other mark has taken it (GB/T 15834—2011, 附录 B:
// 标点的占位可适当调整).
func (p *paragraph) shrinks(i int) bool {
	c := p.chars[i]
	if !p.style.Justify || i+1 == len(p.chars) || c.Width != p.style.Em || p.after[i] != p.style.Pitch {
		return false
	}
	x, next := classOf(c.Rune), p.chars[i+1]
	if x == wide {
		return next.Width == p.style.Em && classOf(next.Rune) == opening
	}
	return x == closing || x == stop && c.Rune != '々' && c.Rune != '℃' && c.Rune != '％' && c.Rune != '‰'
}

// spare is how much narrower the marks of a line may become: each by three eighths of an em, an eighth stays.
func (p *paragraph) spare(from, end int) int {
	if end <= from {
		return 0
	}
	return (p.tight[end-1] - p.tight[from]) * p.style.Em * 3 / 8
}

// shrink takes room from the marks of a line, each as much as the others.
func (p *paragraph) shrink(l *Line, room int) {
	marks := p.tight[l.End-1] - p.tight[l.From]
	for i := l.From; i < l.End-1 && marks > 0; i++ {
		if p.shrinks(i) {
			part := room / marks
			l.Adjust[i-l.From] -= part
			room, marks = room-part, marks-1
			l.Width -= part
		}
	}
}

// hang is how far the last character may stand out: the blank half of a full-width closing mark.
func (p *paragraph) hang(end int) int {
	if end == 0 {
		return 0
	}
	c := p.chars[end-1]
	if x := classOf(c.Rune); c.Width == p.style.Em && (x == closing || x == stop) && c.Rune != '…' {
		return p.style.Em / 2
	}
	return 0
}

func (p *paragraph) free(from int) int {
	if from == 0 {
		return p.style.Measure - p.style.Indent
	}
	return p.style.Measure
}

func (p *paragraph) line(from, to int) Line {
	end := p.set(from, to)
	l := Line{From: from, To: to, End: end, Width: p.width(from, end)}
	if from == 0 {
		l.Indent = p.style.Indent
	}
	slack := p.free(from) - l.Width
	l.Hang = max(0, -slack)
	tight := 0
	if over := l.Hang - p.hang(end); over > 0 && over <= p.spare(from, end) {
		l.Hang, tight = p.hang(end), over
	}
	if end == from {
		return l
	}
	l.Adjust = make([]int, end-from)
	copy(l.Adjust, p.after[from:end-1])
	if tight > 0 {
		p.shrink(&l, tight)
	}
	gaps := p.loose[end-1] - p.loose[from]
	if !p.style.Justify || to == len(p.chars) || slack <= 0 || gaps == 0 {
		return l
	}
	if slack > gaps*p.style.Em/4 {
		return l // it would be torn apart and still end short
	}
	each, rest := slack/gaps, slack%gaps
	for i := range l.Adjust[:end-from-1] {
		if stretches(p.chars[from+i].Rune, p.chars[from+i+1].Rune) {
			l.Adjust[i] += each
			if rest > 0 {
				l.Adjust[i]++
				rest--
			}
		}
	}
	l.Width += slack
	return l
}
