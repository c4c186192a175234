/* SPDX-License-Identifier: MIT
 * What the page knows (ncalls.data) and how it says it (ncalls.format).
 *
 * The profile is the JSON of #ncalls-data, see src/write/page.h; what it holds but for
 * columns is data.raw. Functions are numbered from 1, as in `--format json` unless small
 * ones were folded. null is "the profile does not know", never zero (in whole columns,
 * NaN is). Names and paths are hostile text: what cannot be seen in them was made
 * visible, and they go into textContent only. */
(function () {
  "use strict";
  var ncalls = window.ncalls = {};
  var raw = JSON.parse(document.getElementById("ncalls-data").textContent);
  var strings = raw.strings, files = raw.files, f, e, tree, baseTree, lines, timeline;
  var CLASSES = ["mine", "stdlib", "package", "builtin", "generated", "unknown"];
  var KINDS = ["python", "builtin", "frozen", "native", "synthetic"];
  var PAIRINGS = ["same", "moved", "renamed", "added", "gone"];
  var BRACED = 2, PLACED = 1; /* how a function is named, see src/analyze/naming.h */
  var cache = [], inBegin = null, inEdges = null, haystack = null, has = {};
  raw.title = raw.title || document.title;
  raw.has.forEach(function (word) { has[word] = true; });

  /* ---- columns ---- */

  var VALUES = new Uint8Array(128);
  Array.prototype.forEach.call("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_",
                               function (digit, i) { VALUES[digit.charCodeAt(0)] = i; });

  /* Writes into out[first ..] and returns it. */
  function decode(text, out, first) {
    var i = 0, at = first, number, scale, digit;
    while (i < text.length) {
      digit = VALUES[text.charCodeAt(i++)];
      number = digit & 31;
      for (scale = 32; digit & 32; scale *= 32) {
        digit = VALUES[text.charCodeAt(i++)];
        number += (digit & 31) * scale;
      }
      if (number < 0x40000000) out[at++] = number & 1 ? number >> 1 : number ? -(number >> 1) : NaN;
      else out[at++] = number % 2 ? (number - 1) / 2 : -number / 2;
    }
    return out;
  }

  /* Columns are read when somebody first looks at them: the first view needs few. */
  function later(out, key, make) {
    Object.defineProperty(out, key, {configurable: true, enumerable: true, get: function () {
      Object.defineProperty(out, key, {value: make()});
      return out[key];
    }});
  }

  function columns(from, first) {
    var out = {count: from.count};
    Object.keys(from).forEach(function (key) {
      if (typeof from[key] !== "string") out[key] = from[key];
      else later(out, key, function () { return decode(from[key], new Float64Array(from.count + 1), first); });
    });
    return out;
  }

  /* Edges stand by caller: those of i are begin[i] .. begin[i + 1] - 1. */
  function readEdges(from) {
    var out = columns(from, 0);
    later(out, "caller", function () {
      var caller = new Uint32Array(out.count), step = out.step, at = 0, k;
      for (k = 0; k < out.count; k++) caller[k] = at += step[k];
      return caller;
    });
    later(out, "begin", function () {
      var begin = new Uint32Array(f.count + 2), caller = out.caller, k;
      for (k = 0; k < out.count; k++) begin[caller[k] + 1] = k + 1;
      for (k = 1; k < f.count + 2; k++) begin[k] = Math.max(begin[k], begin[k - 1]);
      return begin;
    });
    if (from.recursive) later(out, "primitive", function () {
      return out.calls.map(function (calls, k) { return calls - out.recursive[k]; });
    });
    if (from.below) later(out, "total", function () {
      return out.self.map(function (self, k) { return self + out.below[k]; });
    });
    return out;
  }

  f = columns(raw.functions, 1);
  has.categories = f.categories.length > 1;
  f["class"] = function (i) { return CLASSES[files["class"][f.file[i]]]; };
  if (raw.edges) e = readEdges(raw.edges);
  if (raw.tree) tree = columns(raw.tree, 0);
  if (raw.base_tree) baseTree = columns(raw.base_tree, 0);
  if (raw.lines) lines = columns(raw.lines, 0);
  if (raw.timeline) {
    timeline = columns(raw.timeline, 0);
    Object.defineProperty(timeline, "unit", {value: raw.timeline.unit, enumerable: true}); /* a word, no column */
  }
  ["functions", "edges", "tree", "base_tree", "lines", "timeline"].forEach(function (key) { raw[key] = null; });

  function at(column, i) { return column && column[i] === column[i] ? column[i] : null; }

  /* ---- functions ---- */

  function nameOf(i) {
    var name = strings[f.name[i]];
    if (f.form[i] === BRACED) return "{" + name.replace(/^<(.*)>$/, "$1") + "}";
    return name || "(no name)";
  }

  /* "books/views.py:20"; "" for what is written in C. */
  function placeOf(i) {
    if (f.form[i] > PLACED) return "";
    return files.shown[f.file[i]] + (f.form[i] ? "" : ":" + f.line[i]);
  }

  /* One function, as an object that is made once. */
  function fn(i) {
    if (cache[i]) return cache[i];
    return cache[i] = {
      id: i, name: nameOf(i), place: placeOf(i), line: f.line[i], kind: KINDS[f.kind[i]],
      file: files.shown[f.file[i]], path: files.folder[f.file[i]] + files.shown[f.file[i]],
      "class": f["class"](i), mine: f["class"](i) === "mine", package: files["package"][f.file[i]], work: category(i),
      calls: at(f.calls, i), primitive: at(f.primitive, i), self: at(f.self, i), total: at(f.total, i),
      base: raw.change ? {calls: at(f.base_calls, i), primitive: at(f.base_primitive, i), self: at(f.base_self, i),
                          total: at(f.base_total, i)} : null,
      pairing: raw.change ? PAIRINGS[f.pairing[i]] : ""
    };
  }

  /* "database": what kind of work it does; "": none that is known. */
  function category(i) { return f.categories[f.category[i]]; }

  function edge(k) {
    return {id: k, caller: e.caller[k], callee: e.callee[k], calls: at(e.calls, k), primitive: at(e.primitive, k),
            self: at(e.self, k), total: at(e.total, k),
            base: raw.change ? {calls: at(e.base_calls, k), self: at(e.base_self, k), total: at(e.base_total, k)} : null};
  }

  function indexCallees() {
    var next, i, k;
    inBegin = new Uint32Array(f.count + 2);
    inEdges = new Uint32Array(e.count);
    for (k = 0; k < e.count; k++) inBegin[e.callee[k] + 1]++;
    for (i = 1; i < f.count + 2; i++) inBegin[i] += inBegin[i - 1];
    next = inBegin.slice();
    for (k = 0; k < e.count; k++) inEdges[next[e.callee[k]]++] = k;
  }

  ncalls.data = {
    raw: raw, has: has, unit: raw.unit, totals: raw.totals, whole: raw.totals.self, count: f.count,
    fn: fn,                 /* (i): {id, name, place, path, line, kind, class, mine, package, work, calls, ...} */
    name: nameOf, place: placeOf, classOf: f["class"],
    packageOf: function (i) { return files["package"][f.file[i]]; },
    category: category,
    /* "calls", "primitive", "self", "total", "line" of all functions, by number; null: nobody knows. */
    column: function (name) { return f[name] || null; },
    edges: e || null,       /* columns caller, callee, calls, primitive, self, total; rows 0 .. count - 1 */
    edge: edge,             /* (row): the same as an object */
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
    /* The call tree in preorder, or null: columns function (0 = not on the page), depth (roots 1),
     * calls, self, total, rest (of children that were too small), marks (1 estimated, 2 recursive);
     * nodes 1 .. count, 0 is above everything. exact: 1 where it is from whole stacks. */
    tree: tree || null,
    /* With a base profile: its tree, fn(i).base and edge(k).base (what calls, self ... were; 0: it was not
     * there), fn(i).pairing, and columns "base_calls" ...; raw.change says what it comes to. */
    compared: Boolean(raw.change), baseTree: baseTree || null,
    /* Columns function, line, hits, self, memory, blocks; with a base base_hits ... and sides: 1 gone, 2 new, 3 both. */
    lines: lines || null,
    timeline: timeline || null, /* what ran when: see spans.js */
    lineText: function (k) { return raw.change ? lines.text[k] : strings[lines.text[k]]; },
    /* What a search looks through, in lower case. */
    haystack: function () {
      var i;
      if (!haystack) {
        haystack = new Array(f.count + 1);
        for (i = 1; i <= f.count; i++) haystack[i] = (placeOf(i) + "(" + nameOf(i) + ")").toLowerCase();
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
