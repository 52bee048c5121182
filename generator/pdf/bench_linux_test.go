package pdf

import (
	"math/rand/v2"
	"runtime"
	"syscall"
	"testing"
	"time"
)

// stock is the text that the measured documents are made of: the kinds of sentence that a bulletin has.
const stock = "截至10月底，全市累计开发城乡公益性岗位11620个，完成年度目标的83.0%，低于序时进度0.3个百分点，同比增长12.4%。" +
	"各区市、开发区要对照年度目标任务，逐月分解，加强岗位开发与管理服务，优先安置就业困难人员和零就业家庭成员上岗。" +
	"其中，环翠区、文登区、荣成市、乳山市进度较快，火炬高技术产业开发区、经济技术开发区、临港经济技术开发区和南海新区需要加快。" +
	"存在问题：一是部分镇街岗位设置不够精准，二是补贴发放不够及时，三是人员考勤记录不够完整，四是政策宣传覆盖面有待扩大。" +
	"下一步工作：坚持问题导向，压实主体责任，健全督导通报制度；组织专场招聘、技能培训、创业担保贷款等服务活动，" +
	"用好失业保险稳岗返还、社会保险补贴、一次性吸纳就业补贴等政策，确保按期完成全年目标任务。" +
	"《关于印发山东省城乡公益性岗位扩容提质行动方案的通知》（鲁政字〔2021〕号）要求，面向农村低收入人口、残疾人、" +
	"大龄失业人员、退役军人、高校毕业生等群体，统筹设置公共卫生、养老护理、防汛抗旱、河湖巡查、森林防火、乡村保洁岗位。"

// bulletin draws a tagged document of three pages of 22 lines of 28 characters, a table among them, with four faces.
func bulletin(t testing.TB, faces []*Font, seed uint64) []byte {
	random := rand.New(rand.NewPCG(seed, 9704))
	all := []rune(stock)
	line := func(n int) []Glyph {
		from := random.IntN(len(all) - n)
		g := make([]Glyph, n)
		for i, r := range all[from : from+n] {
			g[i] = Glyph{r, Pt(-200 + random.IntN(3)*50)}
		}
		return g
	}
	i := info
	i.Files = []Attachment{{Name: "figures.csv", MIME: "text/csv", Description: "本通报的数据", Data: []byte(stock)}}
	c := New(i)
	for page := range 3 {
		c.AddPage()
		e := c.Root()
		for row := range 22 {
			x, y := MM(28_000), MM(37_000+10_227*(row+1))
			switch {
			case page == 0 && row == 0:
				c.Text(c.Root().Add("H1"), faces[1], 22_000, x, y, Color{}, line(18))
			case row == 1:
				c.Text(c.Root().Add("H2"), faces[2], 16_000, x, y, Color{}, line(10))
			case row == 9:
				c.Text(c.Root().Add("H3"), faces[3], 16_000, x, y, Color{}, line(12))
			case page == 1 && row > 9 && row < 20:
				if row == 10 {
					e = c.Root().Add("Table")
				}
				tr := e.Add("TR")
				for column := range 6 {
					cell := tr.Add("TD")
					c.Text(cell, faces[0], 10_500, x+MM(26_000*column), y, Color{}, line(5))
				}
				c.Line(x, y+5000, x+MM(156_000), y+5000, 500, Color{})
			default:
				if row%5 == 2 {
					e = c.Root().Add("P")
				}
				c.Text(e, faces[0], 16_000, x, y, Color{}, line(28))
			}
		}
		c.Text(nil, faces[0], 14_000, MM(28_000), MM(270_000), Color{}, glyphs("— 1 —", 0))
	}
	data, err := c.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func fourFaces(t testing.TB) []*Font {
	return []*Font{face(t, "song"), face(t, "biaosong"), face(t, "hei"), face(t, "kai")}
}

// BenchmarkThreePages measures a document of three pages; every one differs. CPU is that of the whole process, with
// what the garbage collector takes.
func BenchmarkThreePages(b *testing.B) {
	faces := fourFaces(b)
	runtime.GC()
	var bytes, n int
	before := cpu(b)
	for b.Loop() {
		bytes += len(bulletin(b, faces, uint64(n)))
		n++
	}
	b.ReportMetric(float64((cpu(b)-before).Microseconds())/1000/float64(n), "cpu-ms/op")
	b.ReportMetric(float64(bytes)/float64(n), "bytes/file")
}

func cpu(t testing.TB) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// TestFlatMemory makes a thousand documents: nothing of them stays.
func TestFlatMemory(t *testing.T) {
	faces := fourFaces(t)
	live := func(n int) int64 {
		for i := range n {
			bulletin(t, faces, uint64(i))
		}
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return int64(m.HeapAlloc)
	}
	before := live(20)
	if after := live(1000); after-before > 2<<20 {
		t.Errorf("a thousand documents leave %d kB behind", (after-before)>>10)
	}
}
