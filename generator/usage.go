package main

import (
	"fmt"
	"io"
	"regexp"
	"strings"
	"time"

	"github.com/alecthomas/kong"

	"gongkai/generator/model"
)

// usage is what --help prints and what follows a wrong command.
const usage = `用法: go run ./generator [命令] [选项]

命令:
  build                    生成整个网站（不写命令就是它）；换上以前按 audit 核对，有泄露就不换
  release 版本号           发布：生成并核对网站，先把公布的数记入台账 data/ledger/，再换上网站；
                           版本号是日期，如 2022-11-30，不早于公开日期；同一天再发布写 2022-11-30.2
  check                    只检查，不写出；--format=text|json|github；
                           --verbose 另外说明不予公开多少数，与整列不公开相比
  serve                    在本机预览，改动后自动刷新，不作 audit 的核对；--port=8080
  verify [文件夹]          核对已生成的文件夹与 SHA256SUMS 是否一致
  audit [文件夹]           核对已生成的文件夹：每个不予公开的数由公开的数和台账能推算到什么范围，
                           太窄就说明是哪些数泄露的
  explain 期间 地区 数     一个数是怎样得出的，如 explain 2022-10 huancui posts.rate，
                           或 explain 2022-10 环翠区 安置上岗 城镇

选项:
  -C, --root=文件夹        content/、data/、templates/ 所在的文件夹，默认是当前文件夹
  -o, --out=文件夹         写到哪里，默认 public
      --as-of=日期         公开日期，代替 data/site.yaml 的 as_of；today 为今天

退出码: 0 成功，1 输入有错误，2 命令写错，3 磁盘、权限等问题
`

// grammar is what kong reads the command line by.
type grammar struct {
	Root string `short:"C" default:"."`
	Out  string `short:"o" default:"public"`
	AsOf string `name:"as-of"`

	Build   struct{} `cmd:"" default:"1"`
	Release struct {
		Version string `arg:""`
	} `cmd:""`
	Check struct {
		Format  string `enum:"text,json,github" default:"text"`
		Verbose bool
	} `cmd:""`
	Serve struct {
		Port int `default:"8080"`
	} `cmd:""`
	Verify struct {
		Dir string `arg:"" optional:""`
	} `cmd:""`
	Audit struct {
		Dir string `arg:"" optional:""`
	} `cmd:""`
	Explain struct {
		Period string   `arg:""`
		Region string   `arg:""`
		Figure []string `arg:""` // a figure and its group may be two words
	} `cmd:""`
}

// action is one command; it returns the exit code.
type action func(*command) int

// actions are the commands by the name that kong gives them.
var actions = map[string]action{
	"build":                              (*command).build,
	"release <version>":                  (*command).release,
	"check":                              (*command).check,
	"serve":                              (*command).serve,
	"verify":                             (*command).verify,
	"verify <dir>":                       (*command).verify,
	"audit":                              (*command).audit,
	"audit <dir>":                        (*command).audit,
	"explain <period> <region> <figure>": (*command).explain,
}

// command is one run of the program.
type command struct {
	grammar
	stdout, stderr io.Writer
	now            time.Time // the day of today
	began          time.Time // for the seconds of the summary
	version        model.Version
}

// parse reads the arguments. Without an action the exit code is final.
func (c *command) parse(args []string) (action, int) {
	help := false
	parser, err := kong.New(&c.grammar, kong.Name("gongkai"), kong.Writers(c.stdout, c.stderr),
		kong.Exit(func(int) { help = true }),
		kong.Help(func(kong.HelpOptions, *kong.Context) error {
			_, err := io.WriteString(c.stdout, usage)
			return err
		}))
	if err != nil {
		panic(err) // the grammar is a constant of this file
	}
	ctx, err := parser.Parse(args)
	_, isDate := model.ParseDate(c.AsOf)
	version, isVersion := model.ParseVersion(c.Release.Version)
	c.version = version
	switch {
	case help:
		return nil, exitOK
	case err != nil:
		return nil, c.wrongUse(inChinese(err.Error()))
	case ctx.Command() == "serve" && (c.Serve.Port < 1 || c.Serve.Port > 65535):
		return nil, c.wrongUse(fmt.Sprintf("--port 要写 1 到 65535 的数，不能是 %d", c.Serve.Port))
	case c.Release.Version != "" && !isVersion:
		return nil, c.wrongUse("版本号要写成 2022-11-30，同一天再发布写 2022-11-30.2，不能是 " + c.Release.Version)
	case c.AsOf != "" && c.AsOf != "today" && !isDate:
		return nil, c.wrongUse("--as-of 要写成 2022-11-30 这样的日期或 today，不能是 " + c.AsOf)
	}
	return actions[ctx.Command()], exitOK
}

func (c *command) wrongUse(why string) int {
	fmt.Fprintf(c.stderr, "命令写错了：%s\n\n%s", why, usage)
	return exitUsage
}

// mistakes are kong's messages that a clerk may meet, in Chinese.
var mistakes = []struct {
	english *regexp.Regexp
	chinese string
}{
	{regexp.MustCompile(`^unknown flag (\S+?)(, did you mean .*)?$`), "没有 $1 这个选项"},
	{regexp.MustCompile(`^unexpected argument (\S+?)(, did you mean .*)?$`), "看不懂 $1，它不是命令，也不是需要的内容"},
	{regexp.MustCompile(`^(?:--)?format.* must be one of .* but got "(.*)"$`), "--format 只能是 text、json 或 github，不能是 $1"},
	{regexp.MustCompile(`^expected "(.*)"$`), "缺少 $1"},
	{regexp.MustCompile(`^missing positional arguments (.*)$`), "缺少 $1"},
	{regexp.MustCompile(`^--?(\S+?): (?:expected|missing) .*$`), "选项 --$1 后面的内容不对"},
}

func inChinese(message string) string {
	for _, m := range mistakes {
		if m.english.MatchString(message) {
			return replaceNames(m.english.ReplaceAllString(message, m.chinese))
		}
	}
	return strings.TrimSpace(message)
}

var replaceNames = strings.NewReplacer("<period>", "期间", "<region>", "地区", "<figure> ...", "数", "<version>", "版本号").Replace
