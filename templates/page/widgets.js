/* SPDX-License-Identifier: MIT
 * Controls that several views have.
 *
 *   ncalls.choice("Direction", [["down", "callees"], ["up", "callers"]], pick)   buttons of which one is pressed
 *   ncalls.menu("Colour", [["package", "package"]], pick)                        a select
 *       .element, .set(value)
 *   ncalls.crumbs(nodes, pick)       the way to the last of these nodes; a long one has its middle left out
 *   ncalls.button(sign, name, act)   a button of one sign, with a name for whoever does not see it
 *   ncalls.costs(node)               a node's figures, as elements; with a base profile each with its change
 *   ncalls.change(now, base, say, isWhole)    "+12 ms", "−3", and of the whole of a frame "(new)": an element
 *   ncalls.changeEach(cost, calls, baseCost, baseCalls)   the same of the cost of one
 *   ncalls.tip()                     what a pointer is on: .show(event, elements or null), .hide()
 *   ncalls.fitted(context, text, room)    as much of the text as there is room for, on a canvas
 *   ncalls.themed(f)                 calls f when the page has other colours
 *   ncalls.legend(list, rows)        writes [colour, words] into a ul.legend
 *   ncalls.estimate()                the note that figures were divided among callers; null where they are exact */
(function () {
  "use strict";
  var ncalls = window.ncalls, el = ncalls.el, format = ncalls.format;
  var CRUMBS = 12;

  ncalls.button = function (sign, name, act) {
    return el("button", {type: "button", title: name, "aria-label": name, on: {click: act}}, sign);
  };

  ncalls.choice = function (label, ways, pick) {
    var buttons = ways.map(function (way) {
      return el("button", {type: "button", "aria-pressed": "false", on: {click: function () { pick(way[0]); }}}, way[1]);
    });
    return {
      element: el("span", {"class": "choice", role: "group", "aria-label": label}, buttons),
      set: function (value) {
        buttons.forEach(function (button, at) { button.setAttribute("aria-pressed", String(ways[at][0] === value)); });
      }
    };
  };

  ncalls.menu = function (label, ways, pick) {
    var select = el("select", {on: {change: function () { pick(select.value); }}}, ways.map(function (way) {
      return el("option", {value: way[0]}, way[1]);
    }));
    return {
      element: el("label", null, label, select),
      set: function (value) { select.value = value; }
    };
  };

  ncalls.nameOf = function (node) {
    return node.title ? node.title : node.fn ? ncalls.data.name(node.fn) : node.all ? "all" : "a function that is not on the page";
  };

  ncalls.crumbs = function (nodes, pick) {
    var gap = nodes.length - CRUMBS, last = nodes.length - 1;
    return el("ol", {"class": "crumbs", "aria-label": "Zoomed to"}, nodes.map(function (node, at) {
      if (gap > 1 && at > 2 && at < gap + 3)
        return at === 3 ? el("li", null, el("span", null, "\u2026 " + gap + " more \u2026")) : null;
      return at === last ? el("li", {"aria-current": "true"}, el("span", null, ncalls.nameOf(node)))
        : el("li", null, el("button", {type: "button", on: {click: function () { pick(node); }}}, ncalls.nameOf(node)));
    }));
  };

  /* In words, not only in a colour: what was not there is new, what is not is gone. */
  ncalls.change = function (now, base, say, isWhole) {
    if (base === null || base === undefined || now === null) return null;
    if (now === base) return el("span", {"class": "change same"}, "=");
    return el("span", {"class": "change " + (now > base ? "risen" : "fallen")},
              (now > base ? "+" : "\u2212") + say(Math.abs(now - base)) + (!isWhole ? "" : base === 0 ? " (new)" : now === 0 ? " (gone)" : ""));
  };

  ncalls.changeEach = function (cost, calls, baseCost, baseCalls) {
    if (!(calls > 0) || cost === null || baseCost === null) return null;
    if (!(baseCalls > 0)) return el("span", {"class": "change risen"}, "(new)");
    return ncalls.change(cost / calls, baseCost / baseCalls, function (each) { return format.each(each, 1); });
  };

  function figure(word, value, changed) { return el("span", null, word + " ", el("b", null, value), changed && [" ", changed]); }

  ncalls.costs = function (node) {
    var mark = node.estimated ? "~" : "", base = node.base, out = [];
    out.push(figure("total", mark + format.cost(node.total) + " (" + format.share(node.total, ncalls.calltree.whole) + ")",
                    base && ncalls.change(node.total, base.total, format.cost, true)));
    if (node.kind === "down")
      out.push(figure("self", mark + format.cost(node.self), base && ncalls.change(node.self, base.self, format.cost)));
    if (node.calls !== null && node.fn)
      out.push(figure("calls", mark + format.count(node.calls), base && ncalls.change(node.calls, base.calls, format.count)));
    if (node.estimated) out.push(el("span", {"class": "estimated"}, "estimated"));
    if (node.recursive) out.push(el("span", null, "with its recursion"));
    if (node.cut) out.push(el("span", null, "deeper frames are not on the page"));
    return out;
  };

  ncalls.tip = function () {
    var box = el("div", {"class": "tip", hidden: true, role: "presentation"});
    function hide() { box.hidden = true; }
    return {hide: hide, show: function (event, content) {
      var area;
      box.hidden = !content;
      if (!content) return;
      ncalls.append(ncalls.clear(box), content);
      if (!box.parentNode) document.body.append(box);
      area = box.getBoundingClientRect();
      box.style.setProperty("left", Math.max(4, Math.min(event.clientX + 14, window.innerWidth - area.width - 8)) + "px");
      box.style.setProperty("top", (event.clientY + 18 + area.height > window.innerHeight
        ? Math.max(4, event.clientY - area.height - 10) : event.clientY + 18) + "px");
    }};
  };

  ncalls.fitted = function (context, text, room) {
    var measured, size;
    if (text.length > 400) text = text.slice(0, 400);
    measured = context.measureText(text).width;
    if (measured <= room) return text;
    size = Math.floor(text.length * room / measured);
    while (size > 0 && context.measureText(text.slice(0, size) + "\u2026").width > room) size--;
    if (size && /[\ud800-\udbff]/.test(text[size - 1])) size--;
    return size > 1 ? text.slice(0, size) + "\u2026" : "";
  };

  ncalls.themed = function (f) {
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", f);
    new MutationObserver(f).observe(document.documentElement, {attributes: true, attributeFilter: ["data-theme"]});
  };

  ncalls.legend = function (list, rows) {
    ncalls.append(ncalls.clear(list), rows.map(function (row) {
      return el("li", null, el("i", {style: {background: row[0]}}), row[1]);
    }));
  };

  ncalls.estimate = function () {
    if (ncalls.calltree.exact || !ncalls.data.edges) return null;
    return el("span", {"class": "estimated", title: "This profile says who called whom, not along which way. Below a function with several callers, its cost was divided among them in proportion."},
              "estimated: reconstructed from who called whom; what is hatched and has a ~ was divided among callers");
  };
})();
