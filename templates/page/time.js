/* SPDX-License-Identifier: MIT
 * In order of time: what ran when, in each thread. Its state is in the hash:
 *
 *   from=100&to=900  what is in sight, in the unit of the profile
 *   at=12            the chosen span; without from and to it is shown among its neighbours
 *   colour=self      see ncalls.flamePaint.ways */
(function () {
  "use strict";
  var ncalls = window.ncalls, el = ncalls.el, format = ncalls.format, spans = ncalls.spans, data = ncalls.data;
  var MOST = 200, AROUND = 2;
  var ways, colour, paint, chart, back, crumbs, found, legend, line, text, writing = 0;

  /* ---- one span in words ---- */

  function say(time) { return spans.unit === "ns" ? format.time(time) : format.plural(time, "sample"); }

  /* Samples say how often a function was seen, not how often it was called. */
  function counted(count, kind) {
    return spans.sampled ? format.plural(count, kind + "stretch", kind + "stretches") : format.plural(count, kind + "call");
  }

  function titleOf(i) {
    if (spans.merges[i]) return counted(spans.merges[i], "short ");
    return ncalls.nameOf({fn: spans.fn[i]});
  }

  /* As exact as a thousandth of what is in sight. */
  function when(time) {
    var range = chart.range(), step = Math.pow(10, Math.floor(Math.log10(Math.max(1, (range[1] - range[0]) / 1000))));
    return ncalls.clock(Math.round(time / step) * step, step);
  }

  function figures(i) {
    var out = [["starts at", when(spans.start[i])], [spans.sampled ? "seen for" : "took", say(spans.took[i])]];
    if (spans.merges[i]) out.push(["", "each too short to be kept by itself"]);
    else out.push(["self", say(spans.own(i))]);
    return out.map(function (pair, at) { return [at ? " \u00b7 " : "", pair[0] ? pair[0] + " " : "", el("b", null, pair[1])]; });
  }

  function describe(i) {
    var one = spans.fn[i] ? data.fn(spans.fn[i]) : null;
    return [el("b", null, titleOf(i)), one ? el("span", {"class": "place"}, [one.place, one.work].filter(Boolean).join(" \u00b7 ")) : null,
            el("div", null, figures(i))];
  }

  function tell(i) {
    ncalls.clear(line);
    if (i < 0) return;
    ncalls.append(line, [spans.fn[i] ? ncalls.link(spans.fn[i]) : el("b", null, titleOf(i)), el("span", {"class": "costs"}, figures(i))]);
  }

  function way(i) {
    var nodes = [{title: "all", i: -1}];
    if (i >= 0) spans.way(i).forEach(function (each) { nodes.push({title: titleOf(each), i: each}); });
    ncalls.clear(crumbs).append(ncalls.crumbs(nodes, function (node) { zoom(node.i); }));
  }

  /* ---- moving about ---- */

  function rounded(from, to) {
    return {from: from <= 0 && to >= spans.length ? "" : Math.round(from), to: from <= 0 && to >= spans.length ? "" : Math.round(to)};
  }

  function zoom(i) {
    var to = i < 0 ? spans.length : spans.start[i] + Math.max(spans.took[i], 1);
    written();
    ncalls.go("time", Object.assign({}, ncalls.params(), rounded(i < 0 ? 0 : spans.start[i], to), {at: i < 0 ? "" : i}));
  }

  /* Of a movement only its end is written into the address. */
  function moved() {
    back.disabled = chart.range()[1] - chart.range()[0] >= spans.length;
    clearTimeout(writing);
    writing = setTimeout(written, 200);
  }

  function written() {
    clearTimeout(writing);
    if (!writing) return;
    writing = 0;
    ncalls.keep(Object.assign(rounded(chart.range()[0], chart.range()[1]), {at: chart.chosen() < 0 ? "" : chart.chosen()}));
    if (text.open) list();
  }

  function choose(i) {
    tell(i);
    way(i);
    moved();
  }

  /* ---- the same in words ---- */

  function list() {
    var range = chart.range(), seen = [], named = spans.tracks.some(function (track) { return track.title; }), i;
    for (i = 0; i < spans.count; i++) if (spans.start[i] <= range[1] && spans.start[i] + spans.took[i] >= range[0]) seen.push(i);
    seen = seen.sort(function (a, b) { return spans.took[b] - spans.took[a] || a - b; }).slice(0, MOST)
      .sort(function (a, b) { return a - b; });
    ncalls.clear(text.lastChild).append(el("table", null,
      el("caption", null, "The longest that are in sight, in order of time"),
      el("thead", null, el("tr", null, [named && ["thread"], ["function"], ["start", "number"], [spans.sampled ? "seen for" : "took", "number"]]
        .filter(Boolean).map(function (head) { return el("th", {scope: "col", "class": head[1]}, head[0]); }))),
      el("tbody", null, seen.map(function (each) {
        return el("tr", null, named ? el("td", null, trackOf(each).title) : null,
          el("td", null, el("button", {type: "button", on: {click: function () { zoom(each); }}}, titleOf(each)), " ",
             el("span", {"class": "place"}, spans.fn[each] ? data.place(spans.fn[each]) : "")),
          el("td", {"class": "number"}, when(spans.start[each])), el("td", {"class": "number"}, say(spans.took[each])));
      }))));
  }

  function trackOf(i) { return spans.tracks.find(function (track) { return i < track.first + track.count; }); }

  function about() {
    var words = [spans.sampled ? "These are stretches of equal samples: how often a function was called in one of them is not known."
      : "Each box is one call, as it was recorded."];
    if (spans.apart) words.push("Each thread has a clock of its own: what stands below each other need not have been at once.");
    words.push("Where nothing stands, nothing ran or nothing was recorded.");
    if (spans.merged) words.push(format.count(spans.merged) + " of " + counted(spans.calls, "") +
      " took less than " + say(spans.least) + " and are drawn together, in grey.");
    if (spans.deep) words.push(counted(spans.deep, "") + " deeper than 2,000 frames are left out.");
    if (spans.left_out) words.push(format.plural(spans.left_out, "more thread") + " had no room on this page.");
    return words.join(" ");
  }

  /* ---- the view ---- */

  function matches() {
    var query = ncalls.query, sum;
    if (!query) {
      found.textContent = "";
      return;
    }
    sum = spans.cost(query);
    found.textContent = query.error || (!sum.spans ? "nothing matches" : format.plural(sum.spans, "box matches", "boxes match") +
      ", together " + (spans.merged ? "at least " : "") + format.share(sum.cost, sum.of) + " of the time of all threads");
  }

  function next(step) {
    var i = chart.chosen(), k;
    for (k = 0; ncalls.query && k < spans.count; k++) {
      i = (i + step + spans.count) % spans.count;
      if (ncalls.query.hits[spans.fn[i]]) return chart.choose(i);
    }
  }

  function key() {
    var rows = paint.legend();
    if (spans.merged) rows = rows.concat([[paint.rest(), "too short to be drawn"]]);
    ncalls.legend(legend, ncalls.query ? [[paint.hit(), "matches the search"]].concat(rows) : rows);
  }

  function build(root) {
    ways = ncalls.flamePaint.ways();
    colour = ncalls.menu("Colour", ways, function (value) {
      written();
      ncalls.go("time", Object.assign({}, ncalls.params(), {colour: value === ways[0][0] ? "" : value}));
    });
    back = el("button", {type: "button", on: {click: function () { zoom(-1); }}}, "Show all");
    found = el("span", {"class": "found", role: "status"});
    crumbs = el("div");
    legend = el("ul", {"class": "legend", "aria-label": "Colours"});
    line = el("div", {"class": "picked", "aria-live": "polite"});
    text = el("details", {"class": "astext", on: {toggle: function () { if (text.open) list(); }}},
              el("summary", null, "The same as a table"), el("div"));
    chart = ncalls.timeChart({
      label: "In order of time: " + format.plural(spans.tracks.length, "thread") + ", " + say(spans.length), title: titleOf, describe: describe, choose: choose, zoom: zoom, moved: moved,
      paint: function () { return paint; },
      hit: function (fn) { return ncalls.query ? !!ncalls.query.hits[fn] : null; },
      open: function (i) {
        written();
        ncalls.open(spans.fn[i]);
      }
    });
    root.append(el("h1", {"class": "said"}, "In order of time"),
                el("div", {"class": "strip"}, colour.element, ncalls.button("\u2212", "Smaller", function () { chart.by(1 / 1.5); }),
                   ncalls.button("+", "Larger", function () { chart.by(1.5); }), back, found),
                crumbs, chart.element, line, legend, text, el("p", {"class": "order"}, about()));
    ncalls.printed(legend, function () { if (legend.offsetParent) key(); }); /* paper is white: behind the chart */
    ncalls.themed(function () {
      paint.refresh();
      key();
      chart.repaint();
    });
  }

  /* What the address asks for: a range, or a span with something around it. */
  function rangeOf(params, at) {
    var around = at < 0 ? 0 : spans.took[at] * AROUND;
    if (params.from !== undefined && +params.to > +params.from) return [+params.from, +params.to];
    return at < 0 ? [0, spans.length] : [spans.start[at] - around, spans.start[at] + spans.took[at] + around];
  }

  ncalls.view({
    id: "time", title: "Time order", order: 55, key: "i",
    available: function () { return Boolean(spans); },
    build: build,
    show: function (params) {
      var by = ways.some(function (each) { return each[0] === params.colour; }) ? params.colour : ways[0][0];
      var at = params.at !== undefined && +params.at >= 0 && +params.at < spans.count ? Math.floor(+params.at) : -1, range = rangeOf(params, at);
      paint = ncalls.flamePaint(by, true);
      colour.set(by);
      chart.show(range[0], range[1], at);
      back.disabled = chart.range()[1] - chart.range()[0] >= spans.length;
      tell(at);
      way(at);
      key();
      matches();
      if (text.open) list();
    },
    leave: function () {
      clearTimeout(writing);
      writing = 0;
      chart.leave();
    },
    /* The longest call of it. */
    find: function (f) {
      var best = -1, i;
      for (i = 0; i < spans.count; i++) if (spans.fn[i] === f && (best < 0 || spans.took[i] > spans.took[best])) best = i;
      return best < 0 ? null : {at: best};
    },
    search: function (query) {
      if (chart) {
        key();
        matches();
        chart.repaint();
      }
      return query ? spans.cost(query).spans : undefined;
    },
    keys: [["+, -", "larger, smaller"], ["PgUp, PgDn", "earlier, later"], ["Home, End", "the beginning, the end"],
           ["left, right", "the call before, the next one"], ["up, down", "the caller, the first call; the next thread"],
           ["Enter", "as wide as all"], ["Shift+Enter", "the function"], ["Backspace, Esc", "one call out, show all"], ["n, p", "next match, match before"]],
    keydown: function (event) {
      if (event.key === "n") next(1);
      else if (event.key === "p") next(-1);
      else if (/^[-+=]$/.test(event.key)) chart.by(event.key === "-" ? 1 / 1.5 : 1.5);
      else return false;
      return true;
    }
  });
})();
