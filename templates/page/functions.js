/* SPDX-License-Identifier: MIT
 * All functions: sorted, filtered, and only those rows that can be seen. */
(function () {
  "use strict";
  var ncalls = window.ncalls, el = ncalls.el, data = ncalls.data, format = ncalls.format;
  var grid, count, packages, mine, sorted = null, sortedBy = "", drawn = null;
  var whole = data.whole, calls = data.column("calls"), primitive = data.column("primitive");
  var self = data.column("self"), total = data.column("total");

  function known(column) {
    return column && function (i) { return column[i] === column[i] ? column[i] : null; };
  }

  function each(column) {
    return function (i) { return column[i] === column[i] && calls[i] > 0 ? column[i] / calls[i] : null; };
  }

  function number(id, title, help, column, say, less) {
    var value = known(column);
    return column && {id: id, title: title, help: help, value: value, less: less,
                      cell: function (i) { return say(value(i)); }};
  }

  function perCall(id, help, column) {
    return calls && column && {id: id, title: "per call", help: help, value: each(column), less: 2,
                               cell: function (i) { return format.each(column[i] === column[i] ? column[i] : null, calls[i]); }};
  }

  function share(id, help, column) {
    var value = known(column);
    return column && {id: id, title: "share", help: help, kind: "share", value: value, less: 1,
                      cell: function (i) { return ncalls.share(value(i), whole); }};
  }

  /* Since the base; the greatest first, whichever way. */
  function change(id, help, column, before, say) {
    return column && before && {id: id + "-change", title: "\u00b1", help: help, less: id === "calls" ? 1 : 0,
      value: function (i) { return Math.abs(column[i] - before[i]); },
      cell: function (i) { return ncalls.change(known(column)(i), known(before)(i), say); }};
  }

  function compared(id, column, say) { return change(id, "change since the base", column, data.column("base_" + id), say); }

  var columns = data.compared ? [
    {id: "name", title: "function", kind: "name", cell: function (i) { return ncalls.link(i, {tabindex: "-1"}); },
     value: function (i) { return data.haystack()[i]; }},
    {id: "pairing", title: "state", kind: "word", less: 1, help: "same, moved or renamed, added or gone",
     value: function (i) { return data.fn(i).pairing; }, cell: function (i) { return data.fn(i).pairing === "same" ? "" : data.fn(i).pairing; }},
    number("calls", "calls", "how often it was called", calls, format.count, 1), compared("calls", calls, format.count),
    number("self", "self", "spent in the function itself (pstats: tottime)", self, format.cost), compared("self", self, format.cost),
    number("total", "cumulative", "with all that it called (pstats: cumtime)", total, format.cost), compared("total", total, format.cost)
  ].filter(Boolean) : [
    {id: "name", title: "function", kind: "name", cell: function (i) { return ncalls.link(i, {tabindex: "-1"}); },
     value: function (i) { return data.haystack()[i]; }},
    number("calls", "calls", "how often it was called", calls, format.count),
    number("primitive", "primitive", "calls that were not recursive", primitive, format.count, 2),
    number("self", "self", "spent in the function itself (pstats: tottime)", self, format.cost),
    share("self-share", "part of the whole that is its own", self),
    perCall("self-each", "self by one call", self),
    number("total", "cumulative", "with all that it called (pstats: cumtime)", total, format.cost),
    share("total-share", "part of the whole with all that it called", total),
    perCall("total-each", "cumulative by one call", total)
  ].filter(Boolean);

  function columnOf(id) {
    return columns.find(function (column) { return column.id === id; }) ||
      columns.find(function (column) { return column.id === (data.compared ? "total-change" : "self"); });
  }

  /* The order of all of them is kept: typing only filters. */
  function sortedRows(column, down) {
    var key = column.id + down, rows, values, i, n = data.count, sign = down ? -1 : 1;
    if (key === sortedBy) return sorted;
    rows = new Uint32Array(n);
    values = new Array(n + 1);
    for (i = 1; i <= n; i++) {
      rows[i - 1] = i;
      values[i] = column.value(i);
    }
    rows.sort(function (a, b) {
      var x = values[a], y = values[b];
      if (x === y) return a - b;
      if (x === null) return 1;
      if (y === null) return -1;
      return x < y ? -sign : sign;
    });
    sortedBy = key;
    return sorted = rows;
  }

  function filtered() {
    var params = ncalls.params(), query = ncalls.query;
    var rows = sortedRows(columnOf(params.sort), down(params));
    if (!query && !params.package && !params.mine) return rows;
    return rows.filter(function (i) {
      return (!query || query.hits[i]) && (!params.mine || data.classOf(i) === "mine") &&
        (!params.package || groupOf(i) === params.package);
    });
  }

  function down(params) {
    if (params.order === "up") return false;
    if (params.order === "down") return true;
    return ncalls.falls(columnOf(params.sort));
  }

  /* What "by package" offers: mine, a package's name, the standard library, what is built in. */
  function groupOf(i) {
    var kind = data.classOf(i);
    return kind === "package" ? data.packageOf(i) : kind;
  }

  /* Coming back finds it as it was left. */
  function update() {
    var params = ncalls.params(), state = ncalls.hash("", Object.assign({}, params, {q: ncalls.query ? ncalls.query.text : ""}));
    if (state === drawn) return;
    drawn = state;
    draw();
    if (params.at) grid.choose(Number(params.at));
  }

  function draw() {
    var rows = filtered(), before = data.column("base_self"), cost = 0, was = 0, k;
    for (k = 0; k < rows.length; k++) cost += self[rows[k]];
    for (k = 0; before && k < rows.length; k++) was += before[rows[k]];
    grid.set(rows);
    count.textContent = rows.length === data.count ? format.plural(data.count, "function")
      : format.count(rows.length) + " of " + format.plural(data.count, "function") +
        (whole > 0 ? ", " + format.share(cost, whole) + " of the " + format.noun +
          (before ? " (was " + format.share(was, data.totals.base_self) + ")" : "") : "");
  }

  function choices() {
    var groups = new Map(), i;
    for (i = 1; i <= data.count; i++) groups.set(groupOf(i), (groups.get(groupOf(i)) || 0) + self[i]);
    return Array.from(groups).sort(function (a, b) { return b[1] - a[1] || (a[0] < b[0] ? -1 : 1); });
  }

  var TITLES = {mine: "mine", stdlib: "standard library", builtin: "built-ins", generated: "generated code",
                unknown: "unknown"};

  function build(root) {
    packages = el("select", {"aria-label": "Package", on: {change: function () {
      ncalls.keep({package: packages.value});
      update();
    }}}, el("option", {value: ""}, "all packages"), choices().map(function (each) {
      return el("option", {value: each[0]}, TITLES[each[0]] || each[0]);
    }));
    mine = el("input", {type: "checkbox", on: {change: function () {
      ncalls.keep({mine: mine.checked ? "1" : ""});
      update();
    }}});
    count = el("span", {"class": "count", role: "status"});
    grid = ncalls.grid({label: "Functions", columns: columns, open: ncalls.open, sorted: function (id, falls) {
      ncalls.keep({sort: id, order: falls === ncalls.falls(columnOf(id)) ? "" : falls ? "down" : "up"});
      update();
    }});
    root.append(el("h1", {"class": "said"}, "Functions"),
                el("div", {"class": "filters"}, packages, el("label", null, mine, " only mine"), count), grid.node);
    if (data.raw.shown.functions < data.raw.shown.of) root.append(el("p", {"class": "hint"}, ncalls.folded()));
  }

  /* What a large profile's page says of what it leaves out. */
  ncalls.folded = function () {
    var shown = data.raw.shown;
    return format.count(shown.functions) + " of " + format.plural(shown.of, "function") + " are on this page: all with " +
      format.cost(shown.least) + " (" + format.share(shown.least, whole) + ") or more. The others have " +
      format.cost(whole - shown.self) + " (" + format.share(whole - shown.self, whole) +
      ") of their own together; --min-share sets the limit.";
  };

  ncalls.view({
    id: "functions", title: "Functions", key: "f", order: 30, build: build,
    keys: [["\u2191 \u2193", "one row"], ["PgUp PgDn Home End", "further"], ["Enter", "the function's callers and callees"]],
    show: function (params) {
      var column = columnOf(params.sort);
      packages.value = params.package || "";
      mine.checked = Boolean(params.mine);
      grid.sortBy(column.id, down(params));
      update();
    },
    find: function (i) { return {at: i}; },
    keydown: function (event) { return grid.key(event); },
    search: function (query) {
      if (grid && ncalls.isShown("functions")) update();
      return query ? query.count : 0;
    }
  });
})();
