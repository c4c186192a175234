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
                        finding.saving === undefined ? null : el("span", {"class": "soft"}, "saves up to ", el("b", null, format.cost(finding.saving)), ncalls.since(finding, "saving")));
            })),
            all.length > worst.length ? el("p", null, el("a", {href: "#/findings"}, "All " + format.count(all.length) + " findings")) : null];
  }

  /* ---- one bar with a legend: [{title, cost, was, waits}], the largest first ---- */

  function bar(label, parts, whole, colorOf) {
    var shown = parts.filter(function (part) { return part.cost > 0 || part.was > 0; });
    return el("figure", {"class": "split"},
              el("div", {"class": "bar", role: "img", "aria-label": label + ": " + shown.map(function (part) {
                return part.title + " " + format.share(part.cost, whole);
              }).join(", ")}, shown.map(function (part, i) {
                if (!(part.cost > 0)) return null;
                var percent = part.cost * 100 / whole;
                return el("span", {"class": colorOf(part, i) + (part.waits ? " waits" : ""), style: {"flex-grow": percent},
                                   title: part.title + " " + format.cost(part.cost)},
                          percent > 9 ? el("span", null, part.title) : null);
              })),
              el("figcaption", null, el("ul", null, shown.map(function (part, i) {
                return el("li", null, el("span", {"class": "key " + colorOf(part, i) + (part.waits ? " waits" : "")}),
                          el("span", null, part.title), " ", el("b", null, format.share(part.cost, whole)), " ",
                          el("span", {"class": "soft"}, format.cost(part.cost)),
                          part.was === undefined ? null : [" ", ncalls.change(part.cost, part.was, format.cost, true)], part.waits ? el("span", {"class": "soft"}, " waiting") : null);
              }))));
  }

  /* Rows of both sides by title; those that are gone cost nothing now. */
  function joined(rows, before) {
    var old = new Map((before || []).map(function (row) { return [row.title, row]; })), parts;
    parts = rows.map(function (row) {
      var was = before && old.get(row.title);
      old["delete"](row.title);
      return {title: row.title, cost: row.self, was: before ? was ? was.self : 0 : undefined, waits: row.waits, owner: row["class"]};
    });
    old.forEach(function (row) { parts.push({title: row.title, cost: 0, was: row.self, waits: row.waits, owner: row["class"]}); });
    return parts;
  }

  function top(parts, most) {
    var rest = parts.slice(most);
    function sum(key) { return rest.reduce(function (all, part) { return all + part[key]; }, 0); }
    return rest.length ? parts.slice(0, most).concat({title: format.plural(rest.length, "other"), cost: sum("cost"),
                                                      was: data.compared ? sum("was") : undefined}) : parts;
  }

  function kinds() {
    var parts = joined(raw.spending || [], raw.base_spending);
    if (parts.length < 2 || !(data.whole > 0)) return null;
    return [el("h2", null, format.noun[0].toUpperCase() + format.noun.slice(1) + " by kind of work"),
            bar("By kind of work", top(parts, COLORS), data.whole, function (part) {
              return "h-" + (ncalls.kindHue(part.title) || WHOSE[part.title] || "generated");
            })];
  }

  function owners() {
    var packages = joined(raw.packages, raw.base_packages), parts;
    function sum(owner, key) {
      return packages.reduce(function (all, part) { return part.owner === owner ? all + part[key] : all; }, 0);
    }
    parts = CLASS_TITLES.map(function (title, i) { return {title: title, cost: sum(i, "cost"), was: data.compared ? sum(i, "was") : undefined, kind: ["mine", "stdlib", "others", "builtin", "generated", "unknown"][i]}; })
      .sort(function (a, b) { return b.cost - a.cost; });
    if (!(data.whole > 0)) return null;
    return [el("h2", null, "Whose code it is"),
            bar("By owner", parts, data.whole, function (part) { return "h-" + part.kind; }),
            el("p", {"class": "names"}, packages.filter(function (row) { return row.owner === 2 && (row.cost > 0 || row.was > 0); }).slice(0, 8).map(function (row) {
              return el("a", {"class": "pill", href: ncalls.hash("functions", {package: row.title})}, row.title, " ",
                        el("span", {"class": "soft"}, format.share(row.cost, data.whole)),
                        data.compared ? [" ", ncalls.change(row.cost, row.was, format.cost, true)] : null);
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
    var values, rows = raw.pareto.filter(function (row) { return row.functions > 0; });
    if (!rows.length || raw.totals.functions < 10) return null;
    values = data.column("self").filter(function (self) { return self > 0; }).sort().reverse();
    return [el("h2", null, "How concentrated it is"),
            el("figure", {"class": "pareto"}, curve(values), el("figcaption", null, rows.map(function (row) {
              return el("span", {"class": "point"}, el("b", null, format.count(row.functions)), " ",
                        row.base === undefined ? null : [ncalls.change(row.functions, row.base, format.count), " "],
                        row.functions === 1 ? "function holds " : "functions hold ", el("b", null, row.percent + "%"));
            }), el("span", {"class": "soft"}, "of " + format.plural(raw.totals.functions, "function"),
                        data.compared ? [" ", ncalls.change(raw.totals.functions, raw.totals.base_functions, format.count)] : null,
                        "; to the right: functions, the dearest first; upwards: their share of all " + format.noun)))];
  }

  /* ---- the hottest ---- */

  function most(column, holds) {
    var rows = [], i, at;
    for (i = 1; i <= data.count; i++) {
      if (!(column[i] > (rows.length < HOT ? 0 : column[rows[HOT - 1]])) || !holds(i)) continue;
      for (at = rows.length; at && column[rows[at - 1]] < column[i]; at--);
      rows.splice(at, 0, i);
      rows.length = Math.min(rows.length, HOT);
    }
    return rows;
  }

  function changed(key, say) {
    return {id: key + "-change", title: "\u00b1", help: "change since the base", value: function (i) { return Math.abs(data.fn(i)[key] - data.fn(i).base[key]); },
            cell: function (i) { return ncalls.change(data.fn(i)[key], data.fn(i).base[key], say); }};
  }

  function ranking(caption, rows, key, title) {
    var cost = data.column(key), calls = data.column("calls");
    return ncalls.table({caption: caption, rows: rows, sort: key, columns: [
      {id: "name", title: "function", kind: "name", value: function (i) { return data.haystack()[i]; }, cell: function (i) { return ncalls.link(i); }},
      calls && {id: "calls", title: "calls", value: function (i) { return calls[i]; }, cell: function (i) { return format.count(calls[i]); }},
      calls && data.compared && changed("calls", format.count),
      {id: key, title: title, value: function (i) { return cost[i]; }, cell: function (i) { return format.cost(cost[i]); }},
      data.compared ? changed(key, format.cost)
        : {id: "share", title: "share", kind: "share", less: 1, value: function (i) { return cost[i]; }, cell: function (i) { return ncalls.share(cost[i], data.whole); }}
    ].filter(Boolean)});
  }

  function hot() {
    var rows = most(data.column("self"), function () { return true; });
    if (!rows.length) return null;
    return [el("h2", null, "Hottest functions"), ranking("Hottest functions by self", rows, "self", "self"),
            el("p", null, el("a", {href: "#/functions"}, "All " + format.plural(data.count, "function")))];
  }

  /* Where libraries are the hottest it is through these that one gets there. */
  function own() {
    var total = data.column("total"), rows = total ? most(total, function (i) { return data.classOf(i) === "mine"; }) : [];
    if (!rows.length) return null;
    return [el("h2", null, "Your functions, with all that they call"),
            ranking("Your functions by cumulative", rows, "total", "cumulative"),
            el("p", null, el("a", {href: ncalls.hash("functions", {mine: "1", sort: "total"})}, "All of yours"))];
  }

  ncalls.view({
    id: "summary", title: "Summary", key: "s", order: 10,
    build: function (root) {
      root.append(el("h1", null, raw.title.replace(/^after /, "After ")) /* a sentence; else names stay as they are */,
                  el("dl", {"class": "facts"}, raw.facts.map(function (fact) {
                    return el("div", null, el("dt", null, fact[0]), el("dd", null, fact[1]));
                  })));
      ncalls.append(root, [raw.notes.map(function (note) { return el("p", {"class": "note", role: "note"}, note); }),
                           raw.shown.functions < raw.shown.of ? el("p", {"class": "note", role: "note"}, ncalls.folded()) : null,
                           ncalls.spans ? el("p", {"class": "see"}, "This profile keeps the order of time: ", el("a", {href: "#/time"}, "see what ran when"), ".") : null,
                           ncalls.gates(), ncalls.changes(), findings(), kinds(), owners(), own(), hot(), pareto()]);
    }
  });
})();
