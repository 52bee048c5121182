// 站内搜索：在访问者的设备上进行，只读取 /search/index.json，不向任何地方发送输入的内容。
(function () {
  "use strict";
  var input = document.getElementById("q");
  var results = document.getElementById("results");
  var list = document.getElementById("list");
  var head = document.getElementById("found");
  var index = null;

  // 汉字取相邻两字，字母和数字取整词：不需要分词表。
  function grams(text) {
    var out = [];
    text.toLowerCase().replace(/[a-z0-9-]+|[\u3400-\u9fff]+/g, function (run) {
      if (/[a-z0-9]/.test(run) || run.length === 1) { out.push(run); return ""; }
      for (var i = 0; i + 1 < run.length; i++) { out.push(run.slice(i, i + 2)); }
      return "";
    });
    return out;
  }

  function score(page, words, query) {
    var title = page.t.toLowerCase(), rest = (page.d || "") + (page.k || []).join(" ") + page.c;
    rest = rest.toLowerCase();
    var sum = 0, hit = 0;
    words.forEach(function (w) {
      var s = (title.indexOf(w) >= 0 ? 3 : 0) + (rest.indexOf(w) >= 0 ? 1 : 0);
      sum += s;
      if (s) { hit++; }
    });
    return hit * 2 >= words.length ? sum + (title.indexOf(query) >= 0 ? 5 : 0) : 0;
  }

  function show(query) {
    var words = grams(query);
    list.textContent = "";
    results.hidden = !words.length;
    if (!words.length) { return; }
    var hits = index.map(function (page, i) { return { page: page, n: score(page, words, query.trim().toLowerCase()), i: i }; })
      .filter(function (h) { return h.n > 0; })
      .sort(function (a, b) { return b.n - a.n || a.i - b.i; });
    head.textContent = hits.length ? "找到" + hits.length + "页" + (hits.length > 40 ? "，列出前40页" : "") : "没有找到，请换个词，或拨打12333";
    hits.slice(0, 40).forEach(function (h) {
      var item = document.createElement("li"), column = document.createElement("span");
      var box = document.createElement("div"), link = document.createElement("a"), text = document.createElement("p");
      column.className = "grey small";
      column.textContent = h.page.c;
      link.href = h.page.p;
      link.textContent = h.page.t;
      text.textContent = h.page.d || "";
      box.append(link, text);
      item.append(column, box);
      list.append(item);
    });
  }

  fetch("/search/index.json").then(function (r) { return r.json(); }).then(function (pages) {
    index = pages;
    input.value = new URLSearchParams(location.search).get("q") || "";
    show(input.value);
    input.addEventListener("input", function () { show(input.value); });
    document.getElementById("find").addEventListener("submit", function (e) { e.preventDefault(); show(input.value); });
  }).catch(function () {
    results.hidden = false;
    head.textContent = "搜索暂时不能使用，请从站点地图查找";
  });
})();
