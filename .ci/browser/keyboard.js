// 在页面里运行：正在焦点上的元素是什么，看得见吗。
(() => {
  const e = document.activeElement;
  if (!e || e == document.body) return null;
  // 日期框里的年、月、日和日历按钮是浏览器自己的。
  if (e.type == "date" && e == window.__before) return {kind: "", name: "", bad: [], inside: true};
  // 看不见的单选框由它的标签代表。
  const box = e.labels && e.labels.length && e.getBoundingClientRect().width < 8 ? e.labels[0] : e;
  const s = getComputedStyle(box), bad = [];
  const name = e.localName + (e.type && e.localName == "input" ? ":" + e.type : "");
  const words = (e.innerText || e.getAttribute("aria-label") || e.id || "").trim().replace(/\s+/g, " ").slice(0, 20);
  const rgb = c => { const m = c.match(/[\d.]+/g).map(Number); return m.length > 3 && m[3] == 0 ? null : m; };
  const light = c => {
    const [r, g, b] = c.slice(0, 3).map(v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b;
  };
  let paper = null;
  for (let p = e.parentElement; p && !paper; p = p.parentElement) paper = rgb(getComputedStyle(p).backgroundColor);
  paper = paper || [255, 255, 255];
  const line = rgb(s.outlineColor);
  if (s.outlineStyle == "none" || parseFloat(s.outlineWidth) < 2 || !line) bad.push("no outline");
  else {
    const [a, b] = [light(line), light(paper)].sort((x, y) => y - x);
    const ratio = (a + .05) / (b + .05);
    if (ratio < 3) bad.push("outline contrast " + ratio.toFixed(1));
  }
  const rects = [...box.getClientRects()].filter(r => r.width > 0 && r.height > 0);
  const seen = rects.filter(r => r.bottom > 0 && r.top < innerHeight && r.right > 0 && r.left < innerWidth);
  if (!seen.length) bad.push("not in the viewport");
  else if (!e.matches(".scroll") && !seen.some(r => {
    const x = Math.min(Math.max(r.left + r.width / 2, 1), innerWidth - 1), y = Math.min(Math.max(r.top + r.height / 2, 1), innerHeight - 1);
    const at = document.elementFromPoint(x, y);
    return at && (box.contains(at) || e.contains(at) || (at.closest("label") && at.closest("label").control == e));
  })) bad.push("covered");
  const before = window.__before;
  if (before && before.isConnected && !(before.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING)) bad.push("comes after " + before.localName + " " + before.innerText.slice(0, 20) + " against the order of the document");
  window.__before = e;
  const area = (e.closest("header, footer, nav, form, dl, table, details, main") || document.body).localName;
  const r = seen[0] || {left: 0, top: 0, width: 1, height: 1};
  return {kind: area + " " + name, name: name + " “" + words + "”", bad, x: r.left, y: r.top, w: r.width, h: r.height};
})()
