// 站内搜索：在访问者的设备上进行，只读取 /search/index.json，不向任何地方发送输入的内容。
(function () {
  "use strict";
  var input = document.getElementById("q");
  var results = document.getElementById("results");
  var list = document.getElementById("list");
  var head = document.getElementById("found");
  var index = null;

  // 去掉“怎么办”一类的问话，汉字取相邻两字，字母和数字取整词：不需要分词表。
  function grams(text) {
    var out = [];
    index.asking.forEach(function (w) { text = text.split(w).join(" "); });
    (text.match(/[a-z0-9-]+|[\u3400-\u9fff]+/g) || []).forEach(function (run) {
      if (/[a-z0-9]/.test(run)) { out.push(run); }
      for (var i = 0; i + 1 < run.length && !/[a-z0-9]/.test(run); i++) { out.push(run.slice(i, i + 2)); }
    });
    return out.filter(function (w, i) { return out.indexOf(w) === i; });
  }

  // 一个词在题目、关键词里值4，在说明里值2，在其他文字里值1。字母和数字要整个相同：10不是1000。
  function worth(page, w) {
    var whole = /^[a-z0-9-]+$/.test(w) && new RegExp("(^|[^a-z0-9])" + w + "($|[^a-z0-9])");
    var has = function (text) {
      text = (text || "").toLowerCase();
      return whole ? whole.test(text) : text.indexOf(w) >= 0;
    };
    return has(page.t) || has(page.k) ? 4 : has(page.d) ? 2 : has(page.x) || has(page.c) ? 1 : 0;
  }

  // 排序：少见的词值钱；一个词也没有的不计；找到的词不到一半的页面不列。generator/search_test.go 用同样的算法检验。
  function find(query) {
    var total = 0, hits = index.pages.map(function (page, i) { return { page: page, i: i, sum: 0, got: 0 }; });
    grams(query).forEach(function (w) {
      var worths = hits.map(function (h) { return worth(h.page, w); });
      var n = worths.filter(Boolean).length, rare = n > 40 ? 1 : n > 10 ? 2 : 4;
      total += n ? rare : 0;
      hits.forEach(function (h, i) { h.sum += rare * worths[i]; h.got += worths[i] ? rare : 0; });
    });
    hits.forEach(function (h) {
      h.n = h.sum && h.got * 2 >= total ? h.page.w * (h.sum + 2 * worth(h.page, query)) : 0;
    });
    return hits.filter(function (h) { return h.n; }).sort(function (a, b) { return b.n - a.n || a.i - b.i; });
  }

  function show(query) {
    query = query.trim().toLowerCase();
    list.textContent = "";
    results.hidden = !query;
    if (!query) { return; }
    var hits = find(query);
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
