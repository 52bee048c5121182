// 政策自查：在访问者的设备上对照条件。不发送、不保存回答，也不把回答写进地址。条件读自 /policies/check/rules.json，
// 判断的方法与 generator/eligibility 相同，.ci/browser/selfcheck_test.go 逐一核对。
(function () {
  "use strict";
  var NO = 0, OPEN = 1, YES = 2;
  var FITS = "符合", VERIFY = "需核实", FAILS = "不符合", OVER = "已到期";

  function has(object, key) { return Object.prototype.hasOwnProperty.call(object, key); }

  // 三值逻辑：没有回答的，和只能由经办机构核实的，都不推断。“全部”取最小，“之一”取最大。
  function holds(c, answers) {
    if (c.all) { return c.all.reduce(function (t, kid) { return Math.min(t, holds(kid, answers)); }, YES); }
    if (c.any) { return c.any.reduce(function (t, kid) { return Math.max(t, holds(kid, answers)); }, NO); }
    if (c.not) { return YES - holds(c.not, answers); }
    if (c.verify || !has(answers, c.ask)) { return OPEN; }
    var a = answers[c.ask];
    return (c.in ? c.in.indexOf(a) >= 0 : has(c, "min") ? a >= c.min : has(c, "max") ? a <= c.max : a === c.is) ? YES : NO;
  }

  function whole(p) { return { all: p.when }; }

  // 日期都写成 2022-12-31，可以按文字比较。最后一天还算，废止的当天不算。
  function over(p, day) { return p.until < day || p.repealed_on <= day || p.apply_until < day; }

  // 每项政策的结果、每个条件是否满足（0 不满足，1 需核实，2 满足）、可能同时享受但只能选一项的其他政策。
  function evaluate(rules, answers, day) {
    var results = rules.policies.map(function (p) {
      return {
        policy: p,
        outcome: over(p, day) ? OVER : [FAILS, VERIFY, FITS][holds(whole(p), answers)],
        reasons: p.when.map(function (c) { return holds(c, answers); })
      };
    });
    var may = results.filter(function (r) { return r.outcome === FITS || r.outcome === VERIFY; });
    results.forEach(function (r) {
      r.rivals = may.indexOf(r) < 0 ? [] : may.filter(function (o) {
        return o !== r && ((o.policy.excludes || []).indexOf(r.policy.id) >= 0 || (r.policy.excludes || []).indexOf(o.policy.id) >= 0);
      });
    });
    return results;
  }

  // 还没有定下来的条件里，等着回答的问题。
  function wanted(c, answers) {
    if (holds(c, answers) !== OPEN || c.verify) { return []; }
    if (c.ask) { return [c.ask]; }
    return (c.all || c.any || [c.not]).reduce(function (list, kid) { return list.concat(wanted(kid, answers)); }, []);
  }

  // 按前面的回答，还用得着问的问题，和这些问题的回答。先问身份；后面的回答不改变前面的问题，正在看的不会跳动。
  function narrow(rules, answers, day) {
    var asked = [], given = {};
    var first = rules.questions.some(function (q) { return q.id === "identity"; });
    if (first && has(answers, "identity")) { given.identity = answers.identity; }
    rules.questions.forEach(function (q) {
      var useful = q.id === "identity" || (!first || has(given, "identity")) && rules.policies.some(function (p) {
        return !over(p, day) && wanted(whole(p), given).indexOf(q.id) >= 0;
      });
      if (!useful) { return; }
      asked.push(q.id);
      if (has(answers, q.id)) { given[q.id] = answers[q.id]; }
    });
    return { asked: asked, answers: given };
  }

  // 今天：北京时间的日期，但不早于本站内容截至的日期，时钟错了也不会把没有开始的当作现在。
  function today(asOf) {
    var day = new Date(Date.now() + 8 * 36e5).toISOString().slice(0, 10);
    return day < asOf ? asOf : day;
  }

  var selfcheck = window.selfcheck = { evaluate: evaluate, narrow: narrow, today: today };

  function find(id) { return document.getElementById(id); }

  function add(parent, name, text, kind) {
    var e = document.createElement(name);
    if (text) { e.textContent = text; }
    if (kind) { e.className = kind; }
    parent.appendChild(e);
    return e;
  }

  function icon(parent, name) {
    var svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    var use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    svg.setAttribute("class", "i");
    svg.setAttribute("aria-hidden", "true");
    use.setAttribute("href", "#i-" + name);
    svg.appendChild(use);
    parent.appendChild(svg);
  }

  function words(day) {
    var d = day.split("-");
    return d[0] + "年" + Number(d[1]) + "月" + Number(d[2]) + "日";
  }

  // 整数可以用全角数字，日期可以写成 2022-10-1、2022年10月1日、20221001。读不懂的返回 null。
  function read(q, text) {
    text = text.replace(/[０-９]/g, function (c) { return String.fromCharCode(c.charCodeAt(0) - 0xFEE0); }).trim();
    if (q.kind === "number") {
      var n = /^\d{1,12}$/.test(text) ? Number(text) : NaN;
      return n >= (q.min || 0) && (!q.max || n <= q.max) ? n : null;
    }
    var m = /^(\d{4})\D?(\d\d?)\D?(\d\d?)日?$/.exec(text);
    var d = m && new Date(Date.UTC(+m[1], m[2] - 1, +m[3]));
    return d && d.getUTCMonth() === m[2] - 1 && d.getUTCDate() === +m[3] ? d.toISOString().slice(0, 10) : null;
  }

  function start(rules) {
    var holder = find("selfcheck");
    var box = holder.parentNode;
    box.appendChild(document.importNode(holder.content, true));
    var form = find("answers"), count = find("count"), list = find("results");

    function typed(q) { return find("a-" + q.id); }

    function collect() {
      var answers = {};
      rules.questions.forEach(function (q) {
        var input = typed(q), chosen = form.querySelector("input[name='c-" + q.id + "']:checked");
        var value = input ? (input.value.trim() ? read(q, input.value) : null) : chosen && chosen.value;
        if (value === null || value === "") { return; }
        answers[q.id] = q.kind === "yesno" ? value === "yes" : value;
      });
      return answers;
    }

    // 读不懂的不算回答，并且说出来；还在输入时不打扰。
    function complain(q, now) {
      var input = typed(q), bad = input.value.trim() !== "" && read(q, input.value) === null;
      if (bad && !now) { return; }
      find("e-" + q.id).textContent = !bad ? "" : (q.kind === "date" ? "请写成年月日，如2022-10-01" :
        "请填整数" + (q.max ? "，从" + (q.min || 0) + "到" + q.max : "")) + "。现在不算作回答。";
      if (bad) { input.setAttribute("aria-invalid", "true"); } else { input.removeAttribute("aria-invalid"); }
    }

    // 一个条件一行。几项满足一项就行的，只列满足的；还没有定的，只列还可能满足的。
    function reason(parent, c, answers) {
      var t = holds(c, answers), some = c.any && !c.words ? c.any.filter(function (kid) { return t === NO || holds(kid, answers) === t; }) : [];
      if (some.length === 1) { reason(parent, some[0], answers); return; }
      if (c.all && !c.words && parent.parentNode.tagName === "LI" && parent.parentNode.parentNode === list) {
        c.all.forEach(function (kid) { reason(parent, kid, answers); });
        return;
      }
      var item = add(parent, "li"), silent = t === OPEN && wanted(c, answers).length > 0;
      icon(item, ["no", "ask", "yes"][t]);
      var text = add(item, "div");
      add(text, "span", [FAILS, silent ? "没有回答" : VERIFY, "满足"][t] + "：", "vh");
      if (c.words) {
        text.appendChild(document.createTextNode(c.words));
        if (silent) { add(text, "span", "（没有回答）", "grey"); }
        return;
      }
      text.appendChild(document.createTextNode(c.any ? "符合下列条件之一：" : "同时满足："));
      var inner = add(text, "ul", "", "tick");
      (c.any ? some : c.all).forEach(function (kid) { reason(inner, kid, answers); });
    }

    function ended(p, day) {
      if (p.repealed_on <= day) { return words(p.repealed_on) + "起废止。"; }
      return p.until < day ? "执行到" + words(p.until) + "。" : "申请期限截至" + words(p.apply_until) + "。";
    }

    function show(parent, r, answers, day) {
      var p = r.policy, item = add(parent, "li"), head = add(item, "h3");
      var label = add(head, "span", "", "st");
      icon(label, { "符合": "yes", "需核实": "ask", "不符合": "no", "已到期": "ended" }[r.outcome]);
      label.appendChild(document.createTextNode(r.outcome));
      add(head, "a", p.name).href = p.path;
      if (r.outcome === OVER) { add(item, "p", ended(p, day)); return; }
      var shown = p.when.filter(function (c, i) { return r.outcome !== FAILS || r.reasons[i] === NO; });
      if (shown.length) {
        var ticks = add(item, "ul", "", "tick");
        shown.forEach(function (c) { reason(ticks, c, answers); });
      }
      if (r.outcome === FAILS) { return; }
      r.rivals.forEach(function (o) {
        add(item, "p", "与“" + o.policy.name + "”只能享受一项，您两项都" + (o.outcome === FITS && r.outcome === FITS ? "" : "可能") + "符合，请比较后选择。");
      });
      if (p.beside) { add(item, "p", p.beside, "small"); }
      if (p.from > day) { add(item, "p", "自" + words(p.from) + "起执行。"); }
      var how = add(item, "p", (p.how ? p.how + "。" : "") + (p.phone ? "咨询电话：" : "先问经办机构。"), "small");
      if (p.phone) { add(how, "a", p.phone).href = "tel:" + p.phone; }
    }

    function update() {
      var day = selfcheck.today(rules.as_of), known = narrow(rules, collect(), day), answers = known.answers;
      rules.questions.forEach(function (q) { find("q-" + q.id).hidden = known.asked.indexOf(q.id) < 0; });
      find("day").textContent = (day === rules.as_of ? "" : "按今天（" + words(day) + "）计算。") + "本站内容截至" + words(rules.as_of) + "。";
      list.textContent = "";
      find("others").hidden = true;
      var chosen = form.querySelector("input[name='c-identity']:checked");
      if (find("q-identity") && !chosen) { say("先选您是谁。"); return; }
      var own = [], others = [], who = chosen ? { identity: chosen.value } : {};
      evaluate(rules, answers, day).forEach(function (r) { (holds(whole(r.policy), who) === NO ? others : own).push(r); });
      var total = [FITS, VERIFY, FAILS, OVER].map(function (outcome) {
        var some = own.filter(function (r) { return r.outcome === outcome; });
        some.forEach(function (r) { show(list, r, answers, day); });
        return some.length ? outcome + some.length + "项" : "";
      }).filter(Boolean);
      say(total.length ? total.join("，") : "没有适用的政策。");
      var rest = find("rest");
      rest.textContent = "";
      others.forEach(function (r) { show(rest, r, answers, day); });
      find("others").hidden = !others.length;
      find("others-name").textContent = "另有" + others.length + "项不适用于" + (chosen ? chosen.parentNode.textContent.trim() : "您");
    }

    function say(text) { if (count.textContent !== text) { count.textContent = text; } }

    form.addEventListener("input", function (e) {
      rules.questions.forEach(function (q) { if (typed(q) === e.target) { complain(q, false); } });
      update();
    });
    form.addEventListener("change", function (e) {
      rules.questions.forEach(function (q) { if (typed(q) === e.target) { complain(q, true); } });
      update();
    });
    form.addEventListener("submit", function (e) { e.preventDefault(); });
    find("clear").addEventListener("click", function () {
      form.reset();
      rules.questions.forEach(function (q) { if (typed(q)) { complain(q, true); } });
      update();
      form.querySelector("input").focus();
    });
    update();
  }

  fetch("/policies/check/rules.json").then(function (r) { return r.json(); }).then(start).catch(function () { document.querySelector(".check").remove(); }); // 读不到规则时，不留空白，下面的表仍是全部答案
})();
