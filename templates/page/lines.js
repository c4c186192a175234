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

  /* Measured lines, and between them those that the source text has. */
  function rowsOf(i) {
    var rows = (byFunction.get(i) || []).map(function (k) {
      return {k: k, line: lines.line[k], text: data.strings[lines.text[k]] || ""};
    });
    var source = sources.find(function (each) { return each.function === i; });
    var measured = new Map(rows.map(function (row) { return [row.line, row]; }));
    if (!source) return rows;
    source.text.forEach(function (text, n) {
      var row = measured.get(source.first + n);
      if (row) row.text = text;
      else rows.push({k: null, line: source.first + n, text: text});
    });
    return rows.sort(function (a, b) { return a.line - b.line; });
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

  function columnsOf(rows) {
    return [
      ["hits", "hits", "how often the line ran", function (row) { return at("hits", row.k); }, format.count],
      ["self", {ns: "time", bytes: "increment"}[data.unit] || format.noun, "spent in the line", function (row) { return at("self", row.k); }, format.cost],
      ["self", "per hit", "by one run of the line", function (row) {
        var hits = at("hits", row.k), self = at("self", row.k);
        return hits > 0 && self !== null ? [self, hits] : null;
      }, function (pair) { return format.each(pair[0], pair[1]); }],
      ["memory", "in use", "in use when the line had run", function (row) { return at("memory", row.k); }, format.bytes],
      ["blocks", "blocks", "allocated", function (row) { return at("blocks", row.k); }, format.count]
    ].filter(function (column) { return rows.some(function (row) { return column[3](row) !== null; }); })
     .map(function (column) { return {title: column[1], help: column[2], value: column[3], say: column[4]}; });
  }

  /* The table of one function's lines; null: there is nothing of them. */
  ncalls.linesOf = function (i) {
    var rows = rowsOf(i), columns, last = 0, written = rows.some(function (row) { return row.text; });
    if (!rows.length) return null;
    columns = columnsOf(rows);
    return el("div", {"class": "rows source", role: "group", tabindex: "0", "aria-label": "Lines of " + data.name(i)},
              el("table", null, el("caption", {"class": "said"}, "Lines of " + data.name(i)),
                 el("thead", null, el("tr", null, el("th", {scope: "col"}, "line"), columns.map(function (column) {
                   return el("th", {scope: "col", title: column.help}, column.title);
                 }), columns.length ? el("th", {scope: "col", "class": "c-share"}, "share") : null,
                   written ? el("th", {scope: "col", "class": "c-name"}, "text") : null)),
                 el("tbody", null, rows.map(function (row) {
                   var gap = last && row.line > last + 1;
                   last = row.line;
                   return el("tr", {"class": gap ? "gap" : null, style: {"--heat": warmth(row.k)}},
                             el("th", {scope: "row"}, String(row.line)),
                             columns.map(function (column) {
                               var value = column.value(row);
                               return el("td", null, value === null ? "" : column.say(value));
                             }),
                             columns.length ? el("td", {"class": "c-share"}, at("self", row.k) === null ? "" : ncalls.share(at("self", row.k), data.whole)) : null,
                             written ? el("td", {"class": "c-name text"}, el("code", null, row.text || "\u00a0")) : null);
                 }))));
  };

  function known() {
    var found = Array.from(byFunction.keys());
    sources.forEach(function (each) { if (!byFunction.has(each.function)) found.push(each.function); });
    return found;
  }

  function costOf(i) {
    var one = data.fn(i);
    return Math.max(one.total || 0, one.self || 0);
  }

  function section(i) {
    var one = data.fn(i);
    return el("section", {id: "lines-" + i, "aria-label": one.name},
              el("h2", null, ncalls.link(i)),
              el("p", {"class": "soft"}, format.cost(costOf(i)), ", ", format.share(costOf(i), data.whole)), ncalls.linesOf(i));
  }

  function draw() {
    var query = ncalls.query, wanted = Number(ncalls.params().id);
    var found = known().filter(function (i) { return !query || query.hits[i] || i === wanted; })
      .sort(function (a, b) { return costOf(b) - costOf(a) || a - b; });
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
