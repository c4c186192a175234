/* SPDX-License-Identifier: MIT
 * What a frame of the flame graph looks like. Colours are the page's variables
 * (--flame-..., flame.css), so that they follow its theme; a hue is never all that
 * says something: names are in the frames, what is estimated is hatched, signs
 * stand before changes.
 *
 *   paint = ncalls.flamePaint("package")    "package", "self", "category", "change"
 *   paint.of(node, dimmed)                  its colour, "#rrggbb"
 *   paint.legend()                          [[colour, words, hatched]]
 *   paint.refresh(isPaper)                  the theme is another one; paper is white */
(function () {
  "use strict";
  var ncalls = window.ncalls, data = ncalls.data, format = ncalls.format;
  var OWN = {mine: "mine", stdlib: "stdlib", builtin: "builtin", generated: "generated", unknown: "unknown"};
  var WORDS = {mine: "mine", stdlib: "standard library", builtin: "built-ins", generated: "generated code",
               unknown: "unknown", others: "other packages"};
  var HEATS = 7, STEPS = 5, PACKAGES = 5;
  var WHOSE = [["mine", "my code"], ["stdlib", "standard library"], ["others", "libraries"], ["builtin", "built-ins"],
               ["unknown", "unknown"], ["generated", "other kinds of work"]];
  var kindHues = null, probe = null, known = {}, mixed = {}, shades = [], paper = false;

  /* What a variable comes to in this theme. */
  function colour(name) {
    if (known[name]) return known[name];
    if (!probe) document.body.append(probe = ncalls.el("span", {hidden: true, "class": "probe"}));
    probe.style.setProperty("color-scheme", paper ? "light" : "");
    probe.style.setProperty("color", "var(--flame-" + name + ", #888888)");
    return known[name] = "#" + getComputedStyle(probe).color.match(/\d+/g).slice(0, 3).map(function (value) {
      return (+value < 16 ? "0" : "") + (+value).toString(16);
    }).join("");
  }

  function part(hex, at) { return parseInt(hex.slice(at, at + 2), 16); }

  /* percent of b in a */
  function mix(a, b, percent) {
    var key = a + b + percent, out = mixed[key];
    if (out) return out;
    return mixed[key] = "#" + [1, 3, 5].map(function (at) {
      var value = Math.round((part(a, at) * (100 - percent) + part(b, at) * percent) / 100);
      return (value < 16 ? "0" : "") + value.toString(16);
    }).join("");
  }

  /* The same function has the same shade everywhere. */
  function shade(fn) {
    var name, hash = 0, i;
    if (shades[fn] !== undefined) return shades[fn];
    name = data.name(fn);
    for (i = 0; i < name.length && i < 64; i++) hash = (hash * 31 + name.charCodeAt(i)) | 0;
    return shades[fn] = [0, 14, 28][(hash >>> 0) % 3];
  }

  /* Keys that cost most get hues of their own: [key, self], heaviest first. */
  function ranked(keyOf) {
    var costs = new Map(), self = data.column("self"), i, key;
    for (i = 1; i <= data.count; i++) {
      key = keyOf(i);
      if (key) costs.set(key, (costs.get(key) || 0) + (self ? self[i] || 0 : 0));
    }
    return Array.from(costs).sort(function (a, b) { return b[1] - a[1] || (a[0] < b[0] ? -1 : 1); });
  }

  /* ---- by package ---- */

  function byPackage() {
    var hues = new Map(), used = {}, legend = [];
    ranked(function (i) { return data.classOf(i) === "package" ? data.packageOf(i) : ""; })
      .forEach(function (row, rank) { hues.set(row[0], rank < PACKAGES ? "package" + rank : "others"); });
    for (var i = 1; i <= data.count; i++) used[data.classOf(i)] = true;
    Object.keys(OWN).forEach(function (name) { if (used[name]) legend.push([name, WORDS[name]]); });
    hues.forEach(function (hue, name) { if (hue !== "others") legend.push([hue, name]); });
    if (hues.size > PACKAGES) legend.push(["others", WORDS.others]);
    return {
      of: function (node) {
        var hue = OWN[data.classOf(node.fn)] || hues.get(data.packageOf(node.fn)) || "others";
        return mix(colour(hue), colour("page"), shade(node.fn));
      },
      legend: function () { return legend.map(function (row) { return [colour(row[0]), row[1]]; }); }
    };
  }

  /* ---- by kind of work; what has none that is known is coloured by whose it is ---- */

  /* The variable's name of a kind's colour: ncalls.kindHue("database"); undefined: that is no kind. */
  ncalls.kindHue = function (word) {
    if (!kindHues) {
      kindHues = new Map();
      ranked(data.category).forEach(function (row, rank) { kindHues.set(row[0], rank < PACKAGES ? "package" + rank : "generated"); });
    }
    return kindHues.get(word);
  };

  function hueOf(fn) {
    var origin = data.classOf(fn);
    return ncalls.kindHue(data.category(fn)) || (origin === "generated" || !OWN[origin] ? "others" : origin);
  }
  ncalls.workHue = hueOf;

  function byCategory() {
    return {
      of: function (node) { return mix(colour(hueOf(node.fn)), colour("page"), shade(node.fn)); },
      legend: function () {
        var used = {}, rows = [], i;
        for (i = 1; i <= data.count; i++) used[hueOf(i)] = true;
        kindHues.forEach(function (hue, word) { if (hue !== "generated") rows.push([colour(hue), word]); });
        WHOSE.forEach(function (row) { if (used[row[0]]) rows.push([colour(row[0]), row[1]]); });
        return rows;
      }
    };
  }

  /* ---- by what it cost itself: each cooler step means less than half ---- */

  function bySelf(inverted) {
    var column = data.column("self"), most = 0;
    function selfOf(node) { return inverted ? column ? column[node.fn] || 0 : 0 : node.self; }
    function step(self) {
      var at = HEATS - 1, limit = most / 2;
      for (; at > 1 && self <= limit; limit /= 2) at--;
      return self > 0 ? at : 0;
    }
    for (var i = 1; column && i <= data.count; i++) most = Math.max(most, column[i] || 0);
    return {
      of: function (node) { return colour("heat" + step(selfOf(node))); },
      legend: function () {
        return [[colour("heat" + (HEATS - 1)), "self more than " + format.cost(Math.round(most / 2))],
                [colour("heat" + (HEATS - 3)), "more than " + format.cost(Math.round(most / 8))],
                [colour("heat1"), "less"], [colour("heat0"), "none"]];
      }
    };
  }

  /* ---- by change: blue is less than before, orange is more ---- */

  function byChange() {
    /* Of the greater of the two wholes; a tenth of it is the strongest step. */
    function step(change) {
      var part = Math.abs(change) / (Math.max(ncalls.calltree.whole, data.baseTree ? data.baseTree.whole : 0) || 1);
      return part <= 0.0005 ? 0 : Math.min(STEPS - 1, 1 + Math.floor(Math.log10(part / 0.0005) / 2.3 * (STEPS - 1)));
    }
    return {
      of: function (node) {
        var change = node.base ? node.total - node.base.total : 0, at = step(change);
        return !at ? colour("same") : colour((change > 0 ? "more" : "less") + at);
      },
      legend: function () {
        return [[colour("less4"), "\u2212 less than before"], [colour("less1"), "\u2212 a little less"], [colour("same"), "= as before"],
                [colour("more1"), "+ a little more"], [colour("more4"), "+ more than before"]];
      }
    };
  }

  ncalls.flamePaint = function (by, inverted) {
    var kind = by === "self" ? bySelf(inverted) : by === "category" ? byCategory()
      : by === "change" ? byChange() : byPackage();
    return {
      by: by,
      of: function (node, dimmed) {
        var own = node.fn ? kind.of(node) : colour(node.all ? "all" : "rest");
        if (node.estimated && by !== "self" && by !== "change") own = mix(own, colour("page"), 30);
        return dimmed ? mix(own, colour("page"), 78) : own;
      },
      hit: function () { return colour("hit"); },
      page: function () { return colour("page"); },
      rest: function () { return colour("rest"); },
      ink: function () { return colour("ink"); },
      legend: kind.legend,
      refresh: function (isPaper) { paper = isPaper === true; known = {}; mixed = {}; }
    };
  };
  ncalls.flamePaint.ways = function () {
    var ways = [["package", "package"], ["self", "self " + format.noun]];
    if (data.has.categories) ways.splice(1, 0, ["category", "kind of work"]);
    if (ncalls.calltree.compared) ways.unshift(["change", "change"]);
    return ways;
  };
})();
