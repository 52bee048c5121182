// 全站脚本，可有可无：没有它，每个页面照常能用。只在访问者的设备上运行，不发送任何内容。
(function () {
  "use strict";
  var root = document.documentElement;

  function each(selector, use) { Array.prototype.forEach.call(document.querySelectorAll(selector), use); }

  // 关怀版、高对比：页眉的两个链接变成开关，选择记在本机。无痕窗口、微信里可能不让记，就只在本页有效。
  var denied = false;
  function kept(name) {
    try { if (!denied) { return localStorage.getItem(name) === "on"; } } catch (e) { denied = true; }
    return root.classList.contains(name);
  }

  function keep(name, on) {
    try { if (on) { localStorage.setItem(name, "on"); } else { localStorage.removeItem(name); } } catch (e) { denied = true; }
  }

  function set(link, on) {
    var name = link.getAttribute("data-switch"), words = link.getAttribute("data-words") || link.textContent;
    root.classList.toggle(name, on);
    link.setAttribute("data-words", words);
    link.setAttribute("aria-pressed", String(on));
    link.textContent = on ? words + "已开" : words;
  }

  each("[data-switch]", function (link) {
    var name = link.getAttribute("data-switch");
    function turn(e) {
      e.preventDefault();
      set(link, !root.classList.contains(name));
      keep(name, root.classList.contains(name));
    }
    link.setAttribute("role", "button");
    link.addEventListener("click", turn);
    link.addEventListener("keydown", function (e) { if (e.key === " ") { turn(e); } });
  });

  // 北京时间：不管设备在哪个时区。日子写作 2022-12-01，时刻是从零点起的分钟数。
  var offset = 8 * 36e5, oneDay = 24 * 36e5;
  function dayOf(time) { return new Date(time + offset).toISOString().slice(0, 10); }
  function weekdayOf(time) { return new Date(time + offset).getUTCDay(); }
  function clock(minutes) { return Math.floor(minutes / 60) + ":" + ("0" + minutes % 60).slice(-2); }

  var list = document.getElementById("holidays");
  function listed(what, day) { return list && (" " + list.getAttribute("data-" + what) + " ").indexOf(" " + day + " ") >= 0; }

  // 某一天的办公时间，例如 [[510, 720], [810, 1050]]。调休上班的周末按周一的时间；没有那一年的放假安排时不猜，返回 null。
  function sessions(hours, time) {
    var day = dayOf(time), names = ["Su", "Mo", "Tu", "We", "Th", "Fr", "Sa"];
    var weekday = listed("open", day) ? 1 : weekdayOf(time);
    if (!listed("years", day.slice(0, 4))) { return null; }
    if (listed("closed", day)) { return []; }
    return hours.split(";").map(function (part) {
      var m = /^(..)-(..) (\d+):(\d+)-(\d+):(\d+)$/.exec(part), from = names.indexOf(m[1]), to = names.indexOf(m[2]);
      var within = from <= to ? from <= weekday && weekday <= to : weekday >= from || weekday <= to;
      return within && [m[3] * 60 + +m[4], m[5] * 60 + +m[6]];
    }).filter(Boolean).sort(function (a, b) { return a[0] - b[0]; });
  }

  // 今天开门吗
  function opening(hours, now) {
    var today = sessions(hours, now), minutes = Math.floor((now + offset) % oneDay / 6e4), gone = false, i, next, time;
    for (i = 0; i < today.length; i++) {
      if (minutes < today[i][0]) { return (gone ? "现在休息，今天" : "今天") + clock(today[i][0]) + "开门"; }
      if (minutes < today[i][1]) { return "现在开门，到" + clock(today[i][1]); }
      gone = true;
    }
    // 最长的假期是8天。
    for (i = 1; i < 15; i++) {
      time = now + i * oneDay;
      next = sessions(hours, time);
      if (!next) { break; }
      if (next.length) {
        return (gone ? "今天已下班" : "今天休息") + "，下次" + dayOf(time).slice(5).replace(/^0?(\d+)-0?(\d+)$/, "$1月$2日") +
          "（星期" + "日一二三四五六".charAt(weekdayOf(time)) + "）" + clock(next[0][0]) + "开门";
      }
    }
    return (gone ? "今天已下班" : "今天休息") + "，下次开门的时间请打电话问";
  }

  // 到期：网站没有重新生成，过了的日子也写明已过；收起的提示显示出来，不再成立的收起来。从不反过来。
  function passed(now) {
    var today = dayOf(now);
    each("[data-until]", function (e) {
      if (today <= e.getAttribute("data-until")) { return; }
      e.removeAttribute("data-until");
      if (e.tagName === "TIME") { e.appendChild(document.createTextNode("（已过）")); } else { e.hidden = !e.hidden; }
    });
  }

  function refresh() {
    var now = Date.now();
    each("[data-switch]", function (link) { set(link, kept(link.getAttribute("data-switch"))); });
    // 没有当年的放假安排：整页只说一次，不说哪一处开不开门
    var unknown = !listed("years", dayOf(now).slice(0, 4));
    each("[data-hours]", function (p) {
      p.firstChild.textContent = unknown ? "" : opening(p.getAttribute("data-hours"), now);
      p.hidden = unknown;
    });
    if (list) {
      list.textContent = unknown ? "本站没有" + dayOf(now).slice(0, 4) + "年的放假安排，去之前先打电话确认" : "";
      list.hidden = !unknown;
    }
    passed(now);
  }

  refresh();
  setInterval(refresh, 6e4);
  // 从后退回来的页面
  window.addEventListener("pageshow", refresh);
})();
