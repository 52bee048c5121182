// 站内搜索：在访问者的设备上进行，只读取本站 /search/ 下的文件，不向任何地方发送输入的内容。
// 只读与词有关的几个文件：/search/terms/ 里是词在哪些页，/search/pages/ 里是页面的题目和说明。
(function () {
  "use strict";
  var shown = 20;
  var files = {};

  // 读一个文件，读过的不再读；读不到的下次重读。
  function get(name) {
    if (!files[name]) {
      files[name] = fetch("/search/" + name + ".json", { cache: "no-cache" }).then(function (r) {
        if (!r.ok) { throw new Error(name); }
        return r.json();
      });
      files[name].catch(function () { delete files[name]; });
    }
    return files[name];
  }

  // 全角写成半角，大写写成小写，长度不变。
  function fold(text) {
    return text.replace(/[\uff01-\uff5e]/g, function (c) {
      return String.fromCharCode(c.charCodeAt(0) - 0xfee0);
    }).replace(/[A-Z]/g, function (c) { return c.toLowerCase(); });
  }

  // 汉字取相邻两字，字母和数字取整词，“10月”是一个词：不需要分词表。每一串是一组。
  function runs(text) {
    return (text.match(/[0-9]+[年月日号]|[0-9a-z]+|[\u3400-\u9fff]+/g) || []).map(function (run) {
      var out = [];
      if (/[0-9a-z]/.test(run)) { return [run]; }
      for (var i = 0; i + 1 < run.length; i++) { out.push(run.slice(i, i + 2)); }
      return out.length ? out : run;
    });
  }

  // 一句话分成几处，每处有一种或几种说法，每种说法是一组词。同义词换成本站的说法再找一遍，问话去掉。
  function read(words, text) {
    var site = {}, spots = [], single = [], last = 0;
    words.same.forEach(function (group) { group.forEach(function (w) { site[w] = group[0]; }); });
    var known = Object.keys(site).sort(function (a, b) { return b.length - a.length; }).join("|");
    function plain(part) {
      words.asking.forEach(function (w) { part = part.split(w).join(" "); });
      runs(part).forEach(function (run) {
        if (typeof run === "string") { single.push([[run]]); } else { spots.push([run]); }
      });
    }
    text = fold(text);
    if (known) {
      text.replace(new RegExp(known, "g"), function (w, at) {
        plain(text.slice(last, at));
        last = at + w.length;
        spots.push((w === site[w] ? [w] : [w, site[w]]).map(function (said) {
          return [].concat.apply([], runs(said));
        }));
      });
    }
    plain(text.slice(last));
    return spots.length ? spots : single;
  }

  // 词在哪个文件里：FNV-1a。
  function place(words, term) {
    var h = 2166136261;
    for (var i = 0; i < term.length; i++) { h = Math.imul(h ^ term.charCodeAt(i), 16777619); }
    return ((h ^ (h >>> 15)) >>> 0) % words.files;
  }

  // 词所在的页：第一个数是共有几页，负数是以下各页的分量，正数是与前一页相隔几页。少见的词值钱。
  function posting(words, list) {
    var pages = {}, weight = 0, page = 0;
    var r = Math.floor(words.pages / list[0]);
    list.slice(1).forEach(function (n) {
      if (n < 0) { weight = -n; page = -1; } else { page += n; pages[page] = weight; }
    });
    return { pages: pages, rare: 32 - Math.clz32(Math.min(r, 65535) * Math.min(r, 65535)), cut: list[0] > words.most };
  }

  // 每一处取最合适的说法；找到的不到一半的页面不列，缺得越多分越低。generator/search_test.go 用同样的算法检验。
  function rank(spots, lists) {
    var total = 0, hits = {}, cut = false;
    spots.forEach(function (spot) {
      var most = 0, best = {};
      spot.forEach(function (terms) {
        var said = terms.filter(function (t) { return lists[t]; }).map(function (t) { return lists[t]; });
        var sum = said.reduce(function (n, p) { return n + p.rare; }, 0);
        var whole = Math.floor(16 * sum / (said.length + 1)), pages = {};
        most = Math.max(most, whole);
        said.forEach(function (p) {
          cut = cut || p.cut;
          Object.keys(p.pages).forEach(function (n) {
            var h = pages[n] || (pages[n] = [0, 0]);
            h[0] += p.rare * p.pages[n];
            h[1] += p.rare;
          });
        });
        Object.keys(pages).forEach(function (n) {
          var h = best[n] || (best[n] = [0, 0]);
          h[0] = Math.max(h[0], Math.floor(16 * pages[n][0] / (said.length + 1)));
          h[1] = Math.max(h[1], Math.floor(whole * pages[n][1] / sum));
        });
      });
      total += most;
      Object.keys(best).forEach(function (n) {
        var h = hits[n] || (hits[n] = [0, 0]);
        h[0] += best[n][0];
        h[1] += best[n][1];
      });
    });
    var list = Object.keys(hits).filter(function (n) { return hits[n][1] * 2 >= total; }).map(function (n) {
      return { n: +n, score: Math.floor(hits[n][0] * hits[n][1] * hits[n][1] / (total * total)) };
    }).sort(function (a, b) { return b.score - a.score || a.n - b.n; });
    list.cut = cut;
    return list;
  }

  // 找到的页面，先列前 count 页：p 地址、t 题目、c 栏目、u 单位、d 说明。结果的 total 是共几页，terms 是找的词。
  function find(query, count) {
    return get("words").then(function (words) {
      var spots = read(words, query), terms = [];
      spots.forEach(function (spot) {
        spot.forEach(function (said) {
          said.forEach(function (t) { if (terms.indexOf(t) < 0) { terms.push(t); } });
        });
      });
      return Promise.all(terms.map(function (t) { return get("terms/" + place(words, t)); })).then(function (found) {
        var lists = Object.create(null); // 有人会搜 constructor
        terms.forEach(function (t, i) {
          if (Object.prototype.hasOwnProperty.call(found[i], t)) { lists[t] = posting(words, found[i][t]); }
        });
        var list = rank(spots, lists), top = list.slice(0, count || shown);
        return Promise.all(top.map(function (hit) {
          return get("pages/" + Math.floor(hit.n / words.each)).then(function (pages) { return pages[hit.n % words.each]; });
        })).then(function (pages) {
          pages.total = list.length;
          pages.cut = list.cut;
          pages.terms = terms;
          return pages;
        });
      });
    });
  }
  window.sitesearch = { find: find };

  // 文字里找到的词标出来。
  function mark(element, text, terms) {
    var plain = fold(text), on = [];
    terms.forEach(function (t) {
      for (var at = plain.indexOf(t); at >= 0; at = plain.indexOf(t, at + 1)) {
        var whole = /[0-9a-z]/.test(t);
        if (whole && /[0-9a-z]/.test((plain[at - 1] || "") + (/[0-9a-z]$/.test(t) && plain[at + t.length] || ""))) { continue; }
        for (var i = 0; i < t.length; i++) { on[at + i] = true; }
      }
    });
    for (var from = 0, to = 0; from < text.length; from = to) {
      while (to < text.length && !on[to] === !on[from]) { to++; }
      var part = on[from] ? document.createElement("mark") : document.createElement("span");
      part.textContent = text.slice(from, to);
      element.append(on[from] ? part : part.textContent);
    }
    return element;
  }

  var input = document.getElementById("q"), status = document.getElementById("status"), list = document.getElementById("list");
  var more = document.getElementById("more"), none = document.getElementById("none"), results = document.getElementById("results");
  if (!list) { return; }
  var asked = "", count = shown, wait;

  function item(page, terms) {
    var li = document.createElement("li"), place = document.createElement("span");
    var box = document.createElement("div"), link = document.createElement("a");
    place.className = "grey small";
    place.textContent = page.c;
    link.href = page.p;
    box.append(mark(link, page.t, terms));
    if (page.u && page.t.indexOf(page.u) < 0) { box.append("（" + page.u + "）"); }
    box.append(mark(document.createElement("p"), page.d || "", terms));
    li.append(place, box);
    return li;
  }

  function show(query) {
    query = query.trim();
    history.replaceState(null, "", query ? "?q=" + encodeURIComponent(query) : location.pathname);
    asked = query;
    results.hidden = !query;
    if (!query) { return Promise.resolve(); }
    return find(query, count).then(function (pages) {
      if (asked !== query) { return; }
      list.textContent = "";
      pages.forEach(function (page) { list.append(item(page, pages.terms)); });
      status.textContent = !pages.total ? "没有找到“" + query + "”"
        : "找到" + pages.total + (pages.cut ? "多" : "") + "页" + (pages.total > pages.length ? "，先列出" + pages.length + "页" : "");
      more.hidden = pages.total <= pages.length;
      none.hidden = pages.total > 0;
    }).catch(function () {
      if (asked === query) { status.textContent = "搜索暂时不能使用，请从下面的栏目或者站点地图查找"; }
    });
  }

  function ask() {
    clearTimeout(wait);
    count = shown;
    show(input.value);
  }

  get("words").then(function (words) {
    words.same.slice(0, 8).forEach(function (group) {
      var li = document.createElement("li"), link = document.createElement("a");
      link.href = "?q=" + encodeURIComponent(group[0]);
      link.textContent = group[0];
      li.append(link);
      document.getElementById("words").append(li);
    });
  }).catch(function () {});
  more.addEventListener("click", function () {
    var first = list.children.length;
    count += shown;
    show(asked).then(function () {
      var next = list.children[first];
      if (next) { next.querySelector("a").focus(); }
    });
  });
  input.addEventListener("input", function () {
    clearTimeout(wait);
    wait = setTimeout(ask, 250);
  });
  document.getElementById("find").addEventListener("submit", function (e) {
    e.preventDefault();
    ask();
  });
  input.value = new URLSearchParams(location.search).get("q") || "";
  ask();
})();
