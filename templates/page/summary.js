/* SPDX-License-Identifier: MIT
 * What was profiled, what is wrong, where the time went and in how few functions. */
(function () {
  "use strict";
  var ncalls = window.ncalls, el = ncalls.el, svg = ncalls.svg, data = ncalls.data, format = ncalls.format, raw = data.raw;
  /* Colours are those of the flame graph. */
  var WHOSE = {"my code": "mine", "standard library": "stdlib", libraries: "others", "built-ins": "builtin", unknown: "unknown"};
  var FINDINGS = 3, HOT = 8, COLORS = 7;
  var CLASS_TITLES = ["mine", "standard library", "packages", "built-ins", "generated code", "unknown"];

  function findings() {
    var all = raw.findings || [], worst = all.slice(0, FINDINGS);
    if (!raw.findings) return null;
    return [el("h2", null, "What to do first"),
            !all.length ? el("p", {"class": "hint"}, "No rule found anything that should be changed.") : null,
            el("div", {"class": "cards brief"}, worst.map(function (finding) {
              return el("a", {"class": "card " + finding.severity, href: ncalls.hash("findings", {id: finding.fingerprint})},
                        el("span", {"class": "severity"}, finding.severity), " ",
                        el("span", {"class": "code"}, finding.where.name),
                        el("span", {"class": "place"}, finding.where.function ? data.place(finding.where.function) : ""),
                        el("span", {"class": "message"}, finding.message),
                        finding.saving === undefined ? null : el("span", {"class": "soft"}, "saves up to ", el("b", null, format.cost(finding.saving))));
            })),
            all.length > worst.length ? el("p", null, el("a", {href: "#/findings"}, "All " + format.count(all.length) + " findings")) : null];
  }

  /* ---- one bar with a legend: [{title, cost, waits}], the largest first ---- */

  function bar(label, parts, whole, colorOf) {
    var shown = parts.filter(function (part) { return part.cost > 0; });
    return el("figure", {"class": "split"},
              el("div", {"class": "bar", role: "img", "aria-label": label + ": " + shown.map(function (part) {
                return part.title + " " + format.share(part.cost, whole);
              }).join(", ")}, shown.map(function (part, i) {
                var percent = part.cost * 100 / whole;
                return el("span", {"class": colorOf(part, i) + (part.waits ? " waits" : ""), style: {"flex-grow": percent},
                                   title: part.title + " " + format.cost(part.cost)},
                          percent > 9 ? el("span", null, part.title) : null);
              })),
              el("figcaption", null, el("ul", null, shown.map(function (part, i) {
                return el("li", null, el("span", {"class": "key " + colorOf(part, i) + (part.waits ? " waits" : "")}),
                          el("span", null, part.title), " ", el("b", null, format.share(part.cost, whole)), " ",
                          el("span", {"class": "soft"}, format.cost(part.cost)), part.waits ? el("span", {"class": "soft"}, " waiting") : null);
              }))));
  }

  function top(parts, most) {
    var rest = parts.slice(most), cost = rest.reduce(function (sum, part) { return sum + part.cost; }, 0);
    return rest.length ? parts.slice(0, most).concat({title: format.plural(rest.length, "other"), cost: cost, rest: true}) : parts;
  }

  function kinds() {
    var parts = (raw.spending || []).map(function (row) { return {title: row.title, cost: row.self, waits: row.waits}; });
    if (parts.length < 2 || !(data.whole > 0)) return null;
    return [el("h2", null, format.noun[0].toUpperCase() + format.noun.slice(1) + " by kind of work"),
            bar("By kind of work", top(parts, COLORS), data.whole, function (part) {
              return "h-" + (ncalls.kindHue(part.title) || WHOSE[part.title] || "generated");
            })];
  }

  function owners() {
    var sums = [0, 0, 0, 0, 0, 0], packages = raw.packages, parts;
    packages.forEach(function (row) { sums[row["class"]] += row.withBuiltins; });
    parts = sums.map(function (cost, i) { return {title: CLASS_TITLES[i], cost: cost, kind: ["mine", "stdlib", "others", "builtin", "generated", "unknown"][i]}; })
      .sort(function (a, b) { return b.cost - a.cost; });
    if (!(data.whole > 0)) return null;
    return [el("h2", null, "Whose code it is"),
            bar("By owner", parts, data.whole, function (part) { return "h-" + part.kind; }),
            el("p", {"class": "names"}, packages.filter(function (row) { return row["class"] === 2 && row.withBuiltins > 0; }).slice(0, 8).map(function (row) {
              return el("a", {"class": "pill", href: ncalls.hash("functions", {package: row.title})}, row.title, " ",
                        el("span", {"class": "soft"}, format.share(row.withBuiltins, data.whole)));
            }))];
  }

  /* ---- how concentrated it is ---- */

  function curve(values) {
    var sum = 0, whole = values.reduce(function (a, b) { return a + b; }, 0), W = 600, H = 120, path = "M0," + H;
    var step = Math.max(1, Math.floor(values.length / 300));
    values.forEach(function (value, i) {
      sum += value;
      if (i % step === 0 || i === values.length - 1)
        path += "L" + ((i + 1) * W / values.length).toFixed(1) + "," + (H - sum * H / whole).toFixed(1);
    });
    return svg("svg", {viewBox: "0 0 600 120", preserveAspectRatio: "none", "aria-hidden": "true", "class": "curve"},
               svg("path", {d: path + "L600,120Z", "class": "under"}), svg("path", {d: path, "class": "line"}));
  }

  function pareto() {
    var self = data.column("self"), values = [], rows = raw.pareto.filter(function (row) { return row.functions > 0; }), i;
    if (!rows.length || raw.totals.functions < 10) return null;
    for (i = 1; i <= data.count; i++) if (self[i] > 0) values.push(self[i]);
    values.sort(function (a, b) { return b - a; });
    return [el("h2", null, "How concentrated it is"),
            el("figure", {"class": "pareto"}, curve(values), el("figcaption", null, rows.map(function (row) {
              return el("span", {"class": "point"}, el("b", null, format.count(row.functions)), " ",
                        row.functions === 1 ? "function holds " : "functions hold ", el("b", null, row.percent + "%"));
            }), el("span", {"class": "soft"}, "of " + format.plural(raw.totals.functions, "function"))))];
  }

  /* ---- the hottest ---- */

  function hottest(column, count) {
    var rows = [], i;
    for (i = 1; i <= data.count; i++) if (column[i] > 0) rows.push(i);
    return rows.sort(function (a, b) { return column[b] - column[a] || a - b; }).slice(0, count);
  }

  function hot() {
    var self = data.column("self"), rows = hottest(self, HOT), calls = data.column("calls");
    var columns = [
      {id: "name", title: "function", kind: "name", value: function (i) { return data.haystack()[i]; }, cell: function (i) { return ncalls.link(i); }},
      calls && {id: "calls", title: "calls", value: function (i) { return calls[i]; }, cell: function (i) { return format.count(calls[i]); }},
      {id: "self", title: "self", value: function (i) { return self[i]; }, cell: function (i) { return format.cost(self[i]); }},
      {id: "share", title: "share", kind: "share", less: 1, value: function (i) { return self[i]; }, cell: function (i) { return ncalls.share(self[i], data.whole); }}
    ].filter(Boolean);
    if (!rows.length) return null;
    return [el("h2", null, "Hottest functions"),
            ncalls.table({caption: "Hottest functions by self", columns: columns, rows: rows, sort: "self"}),
            el("p", null, el("a", {href: "#/functions"}, "All " + format.plural(data.count, "function")))];
  }

  ncalls.view({
    id: "summary", title: "Summary", key: "s", order: 10,
    build: function (root) {
      root.append(el("h1", null, raw.title),
                  el("dl", {"class": "facts"}, raw.facts.map(function (fact) {
                    return el("div", null, el("dt", null, fact[0]), el("dd", null, fact[1]));
                  })));
      ncalls.append(root, [raw.notes.map(function (note) { return el("p", {"class": "note", role: "note"}, note); }),
                           raw.shown.functions < raw.shown.of ? el("p", {"class": "note", role: "note"}, ncalls.folded()) : null,
                           ncalls.gates(), ncalls.changes(), findings(), kinds(), owners(), hot(), pareto()]);
    }
  });
})();
