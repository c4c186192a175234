/* SPDX-License-Identifier: MIT
 * Gates: the verdict, and a row for each, those that do not hold first. Part of the summary. */
(function () {
  "use strict";
  var ncalls = window.ncalls, el = ncalls.el, raw = ncalls.data.raw;
  var ORDER = ["FAILED", "UNCHECKED", "ok", "skipped"], TONE = {FAILED: "error", UNCHECKED: "warning"};

  var COLUMNS = [
    {title: "", kind: "word", cell: function (gate) {
      return TONE[gate.outcome] ? el("span", {"class": "severity"}, gate.outcome) : gate.outcome;
    }},
    {title: "gate", kind: "word", cell: function (gate) {
      return [el("b", null, gate.gate), TONE[gate.outcome] ? el("div", {"class": "soft"}, gate.message) : null];
    }},
    {title: "has", key: "value"}, {title: "was", key: "was"}, {title: "limit", key: "limit"}
  ];

  function className(column) { return "c-" + (column.kind || "number"); }

  function line(columns, gate) {
    return el("tr", {"class": TONE[gate.outcome] || ""}, columns.map(function (column, i) {
      return el(i ? "td" : "th", i ? {"class": className(column)} : {scope: "row", "class": className(column)},
                column.cell ? column.cell(gate) : gate[column.key]);
    }));
  }

  ncalls.gates = function () {
    var gates = raw.gates, columns;
    if (!gates) return null;
    columns = COLUMNS.filter(function (column) {
      return !column.key || gates.some(function (gate) { return gate[column.key]; });
    });
    return [el("h2", null, "Gates"), el("p", null, raw.verdict + "."),
            el("div", {"class": "rows gates", role: "region", "aria-label": "Gates", tabindex: "0"},
               el("table", null, el("caption", {"class": "said"}, "Gates"),
                  el("thead", null, el("tr", null, columns.map(function (column) {
                    return el("th", {scope: "col", "class": className(column)}, column.title);
                  }))),
                  el("tbody", null, gates.slice().sort(function (a, b) {
                    return ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome);
                  }).map(function (gate) { return line(columns, gate); }))))];
  };
})();
