/* SPDX-License-Identifier: MIT
 * With a base profile: what the comparison comes to, for the summary and the findings. */
(function () {
  "use strict";
  var ncalls = window.ncalls, el = ncalls.el, data = ncalls.data, format = ncalls.format, change = data.raw.change;
  var MOST = 10;

  function difference(i) {
    var one = data.fn(i);
    return one.total === null || one.base.total === null ? 0 : Math.abs(one.total - one.base.total);
  }

  /* Of the total, then of the calls, where times did not change. */
  function mostChanged() {
    var rows = [], i;
    for (i = 1; i <= data.count; i++) if (difference(i) > 0) rows.push(i);
    return rows.sort(function (a, b) { return difference(b) - difference(a) || a - b; }).slice(0, MOST);
  }

  function figure(key, say) {
    return {id: key, title: key === "total" ? "cumulative" : key, less: key === "total" ? 0 : 1,
            value: function (i) { return data.fn(i)[key]; }, cell: function (i) { return say(data.fn(i)[key]); }};
  }

  function changed(key, say) {
    return {id: key + "-change", title: "\u00b1", help: "change since the base",
            value: function (i) { return Math.abs(data.fn(i)[key] - data.fn(i).base[key]); },
            cell: function (i) { return ncalls.change(data.fn(i)[key], data.fn(i).base[key], say); }};
  }

  function table() {
    var columns = [
      {id: "name", title: "function", kind: "name", value: function (i) { return data.haystack()[i]; }, cell: function (i) { return ncalls.link(i); }},
      figure("total", format.cost), changed("total", format.cost)
    ];
    if (data.has.calls) columns.push(figure("calls", format.count), changed("calls", format.count));
    return ncalls.table({caption: "Functions that changed most", columns: columns, rows: mostChanged(), sort: "total-change"});
  }

  function list(title, findings, mark) {
    return findings && findings.length ? [el("h3", null, title), el("ul", null, findings.map(function (finding) {
      return el("li", null, mark === "new" ? el("a", {href: ncalls.hash("findings", {id: finding.fingerprint})}, finding.message) : finding.message);
    }))] : null;
  }

  ncalls.isNew = function (finding) {
    return Boolean(change && change["new"] && change["new"].some(function (one) { return one.fingerprint === finding.fingerprint; }));
  };

  ncalls.changes = function () {
    if (!change) return null;
    return [el("h2", null, "What changed"),
            el("p", {"class": "soft"}, "Before ", format.cost(data.totals.base_self), ", now ", format.cost(data.totals.self), " ",
               ncalls.change(data.totals.self, data.totals.base_self, format.cost),
               data.has.calls ? ["; ", format.count(data.totals.base_calls), " calls, now ", format.count(data.totals.calls), " ",
                                 ncalls.change(data.totals.calls, data.totals.base_calls, format.count)] : null,
               change.scaled ? "; the base was scaled to as many samples" : ""),
            list("New findings", change["new"], "new"), list("Findings that are gone", change.gone, "gone"), table()];
  };
})();
