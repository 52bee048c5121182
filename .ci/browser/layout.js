// 在页面里运行，量出看得见的毛病；每一项返回一组话。
({
  name(e) {
    const words = (e.innerText || e.getAttribute("aria-label") || e.value || "").trim().replace(/\s+/g, " ").slice(0, 20);
    const at = e.closest("[id]");
    return e.localName + (e.classList.length ? "." + e.classList[0] : "") + (at ? " in #" + at.id : "") + " “" + words + "”";
  },
  shown(e) {
    if (!e.checkVisibility({visibilityProperty: true, contentVisibilityAuto: true})) return false;
    const r = e.getBoundingClientRect();
    return r.width > 1 && r.height > 1 && r.bottom + scrollY > 0 && !e.closest(".vh");
  },
  // 横向滚动：整页不许，只有表格的外框可以。
  sideways() {
    const root = document.scrollingElement, bad = [];
    if (root.scrollWidth > root.clientWidth) {
      bad.push("page is " + root.scrollWidth + " wide in " + root.clientWidth);
      for (const e of document.body.querySelectorAll("*")) {
        if (this.shown(e) && !e.closest("svg svg, .scroll") && e.getBoundingClientRect().right > root.clientWidth + 1)
          bad.push(this.name(e) + " reaches " + Math.round(e.getBoundingClientRect().right));
      }
    }
    for (const e of document.body.querySelectorAll("*")) {
      const can = /auto|scroll/.test(getComputedStyle(e).overflowX);
      if (can && e.scrollWidth > e.clientWidth + 1 && !(e.matches(".scroll[tabindex]") && e.querySelector("table")))
        bad.push(this.name(e) + " scrolls by itself");
    }
    return bad;
  },
  // 加大字距行距以后被截去的文字。
  clipped() {
    const bad = [];
    for (const e of document.body.querySelectorAll("*")) {
      const s = getComputedStyle(e);
      if (!this.shown(e) || e.closest("svg") || !/hidden|clip/.test(s.overflowX + s.overflowY) || !e.innerText.trim()) continue;
      if (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1) bad.push(this.name(e) + " loses text");
    }
    return bad;
  },
  // WCAG 2.2 的 1.4.12。
  space() {
    const s = new CSSStyleSheet();
    s.replaceSync("*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}");
    document.adoptedStyleSheets = [s];
  },
  // 句子里的链接：行内，所在的块除了链接还有文字（WCAG 2.5.5 的 Inline 例外）。
  inSentence(e) {
    if (e.localName != "a" || getComputedStyle(e).display != "inline") return false;
    const block = e.parentElement.closest("p, li, dd, td, figcaption, caption, summary");
    if (!block) return false;
    const copy = block.cloneNode(true);
    for (const inner of copy.querySelectorAll("a, button, .vh, ul, ol, table")) inner.remove();
    return copy.textContent.replace(/[^\p{Letter}]/gu, "").length >= 4;
  },
  // 点得到的范围：从中心向四边走，走到点不中为止。
  hit(e) {
    const r = [...e.getClientRects()].sort((a, b) => b.width * b.height - a.width * a.height)[0];
    const x = r.left + r.width / 2, y = r.top + r.height / 2;
    const mine = (px, py) => {
      const at = document.elementFromPoint(px, py);
      if (!at) return false;
      const label = at.closest("label");
      return e.contains(at) || (e.localName == "label" && label == e) || (label && label.control == e);
    };
    if (!mine(x, y)) return [0, 0];
    const reach = (dx, dy) => { let n = 0; while (n < 400 && mine(x + dx * (n + .5), y + dy * (n + .5))) n += .5; return n; };
    return [reach(-1, 0) + reach(1, 0) + .5, reach(0, -1) + reach(0, 1) + .5];
  },
  targets(least) {
    const small = [], exempt = [];
    for (const e of document.querySelectorAll("a[href], button, input, select, textarea, label, summary, [tabindex='0']:not(.scroll)")) {
      if (!this.shown(e) || e.disabled || (e.localName == "label" && !e.control)) continue;
      if (e.localName == "label" && e.control.getBoundingClientRect().height >= least) continue;
      if (this.inSentence(e)) { exempt.push(this.name(e)); continue; }
      // 七天一行的月历在窄屏上放不下七个 60：日子 44，下面的场次表里是足尺寸的同一个链接（WCAG 2.5.5 的 Equivalent 例外）。
      const need = e.closest(".cal") ? 44 : least;
      const [w, h] = this.hit(e);
      if (w < need - .5 || h < need - .5) small.push(this.name(e) + " is " + w + "×" + h);
    }
    return {small, exempt};
  },
})
