/* SPDX-License-Identifier: MIT
 * What the page knows (ncalls.data) and how it says it (ncalls.format).
 *
 * The numbers come as JSON in <script id="ncalls-data">, see src/write/page.h: a
 * column is an array by function number, whose element 0 is nobody's. Functions
 * have the numbers of `--format json`, unless small ones were folded. null is
 * "the profile does not know", never zero. Names and paths are hostile text: they
 * have their control characters shown as escapes, and go into textContent only. */
(function () {
  "use strict";
  var ncalls = window.ncalls = {};
  var raw = JSON.parse(document.getElementById("ncalls-data").textContent);
  var strings = raw.strings, f = raw.functions, files = raw.files, e = raw.edges;
  var cache = [], inBegin = null, inEdges = null, haystack = null;
  var has = {};
  raw.has.forEach(function (word) { has[word] = true; });

  function at(column, i) { return column ? column[i] : null; }

  /* One function, as an object that is made once. */
  function fn(i) {
    var known = cache[i], file = f.file[i];
    if (known) return known;
    return cache[i] = {
      id: i, name: strings[f.name[i]], line: f.line[i], kind: f.kind[i],
      path: strings[files.path[file]], file: strings[files.short[file]],
      place: placeOf(i), "class": files["class"][file], mine: files["class"][file] === "mine",
      package: strings[files.package[file]],
      calls: at(f.calls, i), primitive: at(f.primitive, i), self: at(f.self, i), total: at(f.total, i)
    };
  }

  /* "books/views.py:20"; "" for what is written in C. */
  function placeOf(i) {
    var short = f.placed[i] ? strings[files.short[f.file[i]]] : "";
    return short && f.line[i] ? short + ":" + f.line[i] : short;
  }

  function edge(at_) {
    return {
      id: at_, caller: callerOf(at_), callee: e.callee[at_], calls: at(e.calls, at_), primitive: at(e.primitive, at_),
      self: at(e.self, at_), total: at(e.total, at_)
    };
  }

  /* Edges stand by caller: those of i are begin[i] .. begin[i + 1] - 1. */
  function callerOf(at_) {
    var low = 1, high = raw.functions.count, middle;
    while (low < high) {
      middle = (low + high + 1) >> 1;
      if (e.begin[middle] > at_) high = middle - 1; else low = middle;
    }
    return low;
  }

  function indexCallees() {
    var n = f.count, next, i, k;
    inBegin = new Uint32Array(n + 2);
    inEdges = new Uint32Array(e.callee.length);
    for (k = 0; k < e.callee.length; k++) inBegin[e.callee[k] + 1]++;
    for (i = 1; i < n + 2; i++) inBegin[i] += inBegin[i - 1];
    next = inBegin.slice();
    for (k = 0; k < e.callee.length; k++) inEdges[next[e.callee[k]]++] = k;
  }

  ncalls.data = {
    raw: raw, has: has, unit: raw.unit, totals: raw.totals, count: f.count, whole: raw.totals.self,
    strings: strings, fn: fn, edge: edge, edgeCount: e ? e.callee.length : 0,
    /* A whole column, by function: "calls", "primitive", "self", "total", "line". */
    column: function (name) { return f[name] || null; },
    callees: function (i) {
      var found = [], k;
      if (e) for (k = e.begin[i]; k < e.begin[i + 1]; k++) found.push(edge(k));
      return found;
    },
    callers: function (i) {
      var found = [], k;
      if (!e) return found;
      if (!inBegin) indexCallees();
      for (k = inBegin[i]; k < inBegin[i + 1]; k++) found.push(edge(inEdges[k]));
      return found;
    },
    /* What a search looks through, in lower case. */
    haystack: function () {
      var i;
      if (!haystack) {
        haystack = new Array(f.count + 1);
        for (i = 1; i <= f.count; i++) haystack[i] = (placeOf(i) + "(" + strings[f.name[i]] + ")").toLowerCase();
      }
      return haystack;
    }
  };

  /* ---- words and digits, as src/base/unit.c has them: three digits and a unit ---- */

  var TIMES = [[1, " ns"], [1e3, " \u00b5s"], [1e6, " ms"], [1e9, " s"]];
  var SIZES = [[1, " B"], [1024, " KiB"], [1048576, " MiB"], [1073741824, " GiB"], [1099511627776, " TiB"]];
  var PLAIN = [[1, ""]];

  function divide(number, by) { return Math.floor((number + Math.floor(by / 2)) / by); }

  function grouped(n) {
    var digits = String(Math.abs(Math.round(n))), out = "";
    while (digits.length > 3) {
      out = "," + digits.slice(-3) + out;
      digits = digits.slice(0, -3);
    }
    return (n < 0 ? "-" : "") + digits + out;
  }

  function three(number, by, whole) {
    if (whole && divide(number, by) < 1000) return grouped(divide(number, by));
    if (divide(number * 100, by) < 1000) return (divide(number * 100, by) / 100).toFixed(2);
    if (divide(number * 10, by) < 1000) return (divide(number * 10, by) / 10).toFixed(1);
    return divide(number, by) < 1000 ? grouped(divide(number, by)) : null;
  }

  function scaled(value, per, steps) {
    var number = Math.abs(value), i = 0, text;
    while ((text = three(number, per * steps[i][0], steps[i][0] === 1 && number % per === 0)) === null) {
      if (i + 1 === steps.length) {
        text = grouped(divide(number, per * steps[i][0]));
        break;
      }
      i++;
    }
    return (value < 0 ? "-" : "") + text + steps[i][1];
  }

  var STEPS = {ns: TIMES, bytes: SIZES};

  var format = ncalls.format = {
    unknown: "\u2013",
    count: function (n) { return n === null ? format.unknown : grouped(n); },
    time: function (n) { return n ? scaled(n, 1, TIMES) : "0 s"; },
    bytes: function (n) { return scaled(n, 1, SIZES); },
    /* In the profile's unit. */
    cost: function (n) {
      if (n === null) return format.unknown;
      if (raw.unit === "ns") return format.time(n);
      return raw.unit === "bytes" ? format.bytes(n) : grouped(n);
    },
    /* The cost of one call. */
    each: function (cost, calls) {
      if (cost === null || calls === null || calls <= 0) return format.unknown;
      if (!cost) return format.cost(0);
      return STEPS[raw.unit] ? scaled(cost, calls, STEPS[raw.unit]) : format.ratio(cost, calls);
    },
    ratio: function (number, per) {
      if (number === null || per === null || per <= 0) return format.unknown;
      if (number && divide(Math.abs(number) * 100, per) === 0) return number < 0 ? ">-0.01" : "<0.01";
      return scaled(number, per, PLAIN);
    },
    share: function (part, whole) {
      var tenths;
      if (part === null || !(whole > 0)) return format.unknown;
      tenths = divide(Math.abs(part) * 1000, whole);
      if (part && !tenths) return part < 0 ? ">-0.1%" : "<0.1%";
      return (part < 0 ? "-" : "") + (Math.min(tenths, 1000) / 10).toFixed(1) + "%";
    },
    /* Calls as pstats has them: all, and behind a slash those that are not recursive. */
    calls: function (calls, primitive) {
      if (calls === null) return format.unknown;
      return primitive !== null && primitive !== calls ? grouped(calls) + "/" + grouped(primitive) : grouped(calls);
    },
    /* 3 functions, 1 function */
    plural: function (n, one, many) { return grouped(n) + " " + (n === 1 ? one : many || one + "s"); },
    /* What the cost is of: "time", "samples", "bytes". */
    noun: {ns: "time", samples: "samples", bytes: "memory", count: "count"}[raw.unit]
  };
})();
