/* SPDX-License-Identifier: MIT
 * Lines of functions: their hits and cost beside the text, the dearer the warmer. */
(function () {
  "use strict";
  var ncalls = window.ncalls, el = ncalls.el, data = ncalls.data, format = ncalls.format, lines = data.lines;
  var byFunction = new Map(), root, MOST = 40, all = false;
  var sources = data.raw.sources || [];

  if (lines) {
    for (var k = 0; k < lines.count; k++) {
      if (!byFunction.has(lines.function[k])) byFunction.set(lines.function[k], []);
      byFunction.get(lines.function[k]).push(k);
    }
  }

  function at(key, k) {
    var column = lines && lines[key];
    return column && k !== null && column[k] === column[k] ? column[k] : null;
  }

  /* Measured lines, and between them those that the source text has. Lines that are gone stay
   * behind the one that they followed. */
  function rowsOf(i) {
    var last = 0, source = sources.find(function (each) { return each.function === i; }), measured = new Map();
    var rows = (byFunction.get(i) || []).map(function (k) {
      var gone = lines.sides && lines.sides[k] === 1;
      if (!gone) last = lines.line[k];
      return {k: k, line: lines.line[k], text: data.lineText(k) || "", gone: gone, place: last};
    });
    if (!source) return rows;
    rows.forEach(function (row) { if (!row.gone) measured.set(row.line, row); });
    source.text.forEach(function (text, n) {
      var row = measured.get(source.first + n);
      if (row) row.text = text;
      else rows.push({k: null, line: source.first + n, text: text, place: source.first + n});
    });
    return rows.sort(function (a, b) { return a.place - b.place; });
  }

  function most(key) {
    var cost = 0, k;
    for (k = 0; lines && k < lines.count; k++) cost = Math.max(cost, at(key, k) || 0);
    return cost;
  }

  /* Of the dearest line of all, so that lines of two functions can be compared; the root, so that
   * more than one can be told from none. What was in use counts only where no line cost anything. */
  var heat = most("self") > 0 ? "self" : "memory", dearest = most(heat);
  function warmth(k) {
    var cost = at(heat, k) || 0;
    return cost > 0 ? Math.sqrt(cost / dearest).toFixed(3) : 0;
  }

  /* {title, help, cell}: of `key`, and with a base its change. */
  function figure(key, title, help, say) {
    var own = {title: title, help: help, known: function (row) { return at(key, row.k) !== null; },
               cell: function (row) { return say(at(key, row.k)); }};
    return !data.compared ? [own] : [own, {title: "\u00b1", help: "change since the base", known: own.known, cell: function (row) {
      return ncalls.change(at(key, row.k), at("base_" + key, row.k), say);
    }}];
  }

  function perHit() {
    function known(row) { return at("hits", row.k) > 0 && at("self", row.k) !== null; }
    var own = {title: "per hit", help: "by one run of the line", known: known,
               cell: function (row) { return format.each(at("self", row.k), at("hits", row.k)); }};
    return !data.compared ? [own] : [own, {title: "\u00b1", help: "change since the base", known: known, cell: function (row) {
      return ncalls.changeEach(at("self", row.k), at("hits", row.k), at("base_self", row.k), at("base_hits", row.k));
    }}];
  }

  var COLUMNS = [].concat(
    figure("hits", "hits", "how often the line ran", format.count),
    figure("self", {ns: "time", bytes: "increment"}[data.unit] || format.noun, "spent in the line", format.cost),
    perHit(), figure("memory", "in use", "in use when the line had run", format.bytes),
    figure("blocks", "blocks", "allocated", format.count),
    data.compared ? [] : [{title: "share", help: "of the whole", kind: "c-share", known: function (row) { return at("self", row.k) !== null; },
                           cell: function (row) { return ncalls.share(at("self", row.k), data.whole); }}]);

  function word(row) { return row.gone ? "gone" : lines && lines.sides && lines.sides[row.k] === 2 ? "new" : ""; }

  /* The table of one function's lines; null: there is nothing of them. */
  ncalls.linesOf = function (i) {
    var rows = rowsOf(i), columns, last = 0, written = rows.some(function (row) { return row.text; });
    if (!rows.length) return null;
    columns = COLUMNS.filter(function (column) { return rows.some(column.known); });
    return el("div", {"class": "rows source", role: "group", tabindex: "0", "aria-label": "Lines of " + data.name(i)},
              el("table", null, el("caption", {"class": "said"}, "Lines of " + data.name(i)),
                 el("thead", null, el("tr", null, el("th", {scope: "col"}, "line"), columns.map(function (column) {
                   return el("th", {scope: "col", title: column.help, "class": column.kind}, column.title);
                 }), written ? el("th", {scope: "col", "class": "c-name"}, "text") : null)),
                 el("tbody", null, rows.map(function (row) {
                   var gap = last && row.place > last + 1;
                   last = row.place;
                   return el("tr", {"class": [gap && "gap", word(row)].filter(Boolean).join(" ") || null, style: {"--heat": warmth(row.k)}},
                             el("th", {scope: "row"}, word(row) ? [el("span", {"class": "soft"}, word(row)), " "] : null, String(row.line)),
                             columns.map(function (column) {
                               return el("td", {"class": column.kind}, column.known(row) ? column.cell(row) : "");
                             }),
                             written ? el("td", {"class": "c-name text"}, el("code", null, row.text || "\u00a0")) : null);
                 }))));
  };

  function known() {
    var found = Array.from(byFunction.keys());
    sources.forEach(function (each) { if (!byFunction.has(each.function)) found.push(each.function); });
    return found;
  }

  function costOf(figures) { return Math.max(figures.total || 0, figures.self || 0); }

  function weight(i) { return Math.max(costOf(data.fn(i)), data.compared ? costOf(data.fn(i).base) : 0); }

  function section(i) {
    var one = data.fn(i);
    return el("section", {id: "lines-" + i, "aria-label": one.name},
              el("h2", null, ncalls.link(i)),
              el("p", {"class": "soft"}, format.cost(costOf(one)), data.compared ? [" ", ncalls.change(costOf(one), costOf(one.base), format.cost, true)]
                : ", " + format.share(costOf(one), data.whole)), ncalls.linesOf(i));
  }

  function draw() {
    var query = ncalls.query, wanted = Number(ncalls.params().id);
    var found = known().filter(function (i) { return !query || query.hits[i] || i === wanted; })
      .sort(function (a, b) { return weight(b) - weight(a) || a - b; });
    var shown = all ? found : found.filter(function (i, n) { return n < MOST || i === wanted; });
    ncalls.clear(root).append(el("h1", {"class": "said"}, "Lines"), el("div", null, shown.map(section)));
    if (!found.length) root.append(el("p", {"class": "hint"}, "No function with lines matches."));
    if (shown.length < found.length)
      root.append(el("button", {type: "button", "class": "more", on: {click: function () {
        all = true;
        draw();
      }}}, format.plural(found.length - shown.length, "more function")));
  }

  ncalls.view({
    id: "lines", title: "Lines", key: "l", order: 80,
    available: function () { return Boolean(lines || sources.length); },
    build: function (node) { root = node; },
    show: function (params) {
      var one;
      draw();
      one = params.id && document.getElementById("lines-" + params.id);
      if (one) one.scrollIntoView({block: "start"});
    },
    find: function (i) { return byFunction.has(i) ? {id: i} : null; },
    search: function (query) {
      if (root && ncalls.isShown("lines")) draw();
      return query ? known().filter(function (i) { return query.hits[i]; }).length : 0;
    }
  });
})();
