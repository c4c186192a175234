/* SPDX-License-Identifier: MIT
 * The flame graph. Its state is in the hash:
 *
 *   mode=up          what costs stands first, below it who called it
 *   mode=sandwich&f=12   who called function 12 over it, what it calls below
 *   path=12.40       zoomed: functions from the root on; of a sandwich also `above`
 *   colour=self      see ncalls.flamePaint.ways
 *   flip=1           the root at the bottom
 *   by=base          of a comparison: as wide as it was before */
(function () {
  "use strict";
  var ncalls = window.ncalls, el = ncalls.el, format = ncalls.format, tree = ncalls.calltree;
  var ways, paint, mode, colour, widths, flip, back, crumbs, charts, found, legend, line, text, note, empty;
  var upper, lower, state = {}, roots = {};

  function weight(node) { return state.by === "base" && node.base ? node.base.total : node.total; }
  function now(node) { return node.total; }
  function before(node) { return node.base.total; }
  function children(node) {
    var all = tree.children(node);
    return state.by !== "base" ? all : all.slice().sort(function (a, b) { return weight(b) - weight(a) || a.fn - b.fn; });
  }

  function hit(node) { return ncalls.query ? !!ncalls.query.hits[node.fn] : null; }

  function change(params) {
    var next = Object.assign({}, ncalls.params(), params);
    ncalls.go("flame", next);
  }

  function describe(node) {
    var one = node.fn ? ncalls.data.fn(node.fn) : null;
    return [el("b", null, ncalls.nameOf(node)), one ? el("span", {"class": "place"}, [one.place, one.work].filter(Boolean).join(" \u00b7 ")) : "",
            el("div", null, ncalls.costs(node).map(function (part, at) { return [at ? " \u00b7 " : "", part]; }))]
      .filter(Boolean);
  }

  /* ---- the chosen frame: what a pointer reads in the tooltip ---- */

  function say(node) {
    ncalls.clear(line);
    if (!node) return;
    line.append(node.fn ? ncalls.link(node.fn) : el("b", null, ncalls.nameOf(node)), el("span", {"class": "costs"},
      ncalls.costs(node).map(function (part, at) { return [at ? " \u00b7 " : "", part]; })));
    if (node.fn) line.append(el("span", {"class": "ways"}, waysFrom(node.fn)));
  }

  /* A sandwich is of one function. */
  function turn(value) {
    var node = lower.chosen() || upper.chosen() || state.zoomed;
    if (value !== "sandwich") change({mode: value === "down" ? "" : value, f: "", path: "", above: ""});
    else if (node && node.fn) change({mode: value, f: node.fn, path: "", above: ""});
    else found.textContent = "Choose a frame first: a sandwich is who calls one function, and what it calls.";
  }

  function waysFrom(fn) {
    return [el("a", {href: ncalls.hash("flame", {mode: "sandwich", f: fn})}, "sandwich"),
            el("a", {href: ncalls.hash("tree", {f: fn})}, "in the call tree")];
  }

  /* The same in words: what is below the frame that all is zoomed to. */
  function list(node) {
    var nodes = children(node).slice(0, 200);
    ncalls.clear(text.lastChild).append(
      !nodes.length ? "Nothing is below " + ncalls.nameOf(node) + "." : el("table", null,
        el("caption", null, (state.mode === "down" ? "Called by " : "Callers of ") + ncalls.nameOf(node)),
        el("thead", null, el("tr", null, [["function"], [format.noun, "number"], tree.compared ? ["\u00b1", "number"] : ["share", "number"]].map(function (head) {
          return el("th", {scope: "col", "class": head[1]}, head[0]);
        }))),
        el("tbody", null, nodes.map(function (child) {
          return el("tr", null,
            el("td", null, el("button", {type: "button", on: {click: function () { change({path: tree.path(child)}); }}},
                              ncalls.nameOf(child)), " ", el("span", {"class": "place"}, child.fn ? ncalls.data.place(child.fn) : "")),
            el("td", {"class": "number"}, (child.estimated ? "~" : "") + format.cost(child.total)),
            el("td", {"class": "number"}, tree.compared ? ncalls.change(child.total, child.base.total, format.cost, true)
              : format.share(child.total, tree.whole)));
        }))));
  }

  /* ---- the search ---- */

  function rootOf(kind) { return roots[kind] = roots[kind] || tree[kind](); }

  function tell() {
    var query = ncalls.query, root, sum;
    if (!query) {
      found.textContent = "";
      return;
    }
    root = state.mode === "sandwich" && state.lower || rootOf("down");
    sum = tree.count(root, query, now);
    found.textContent = query.error || (!sum.nodes ? "nothing matches" :
      format.plural(sum.nodes, "frame matches", "frames match") + ", together " + format.share(sum.cost, tree.whole) + " of the whole" +
      (tree.compared ? ", was " + format.share(tree.count(root, query, before).cost, ncalls.data.baseTree.whole) : ""));
  }

  /* ---- the view ---- */

  function chart(label, flipped, key) {
    return ncalls.flameChart({
      flipped: flipped, label: label, weight: weight, children: children, hit: hit,
      paint: function () { return paint; }, describe: describe, choose: say,
      open: function (node) { ncalls.open(node.fn); },
      zoom: function (node) {
        var params = {};
        params[key] = tree.path(node);
        change(params);
      }
    });
  }

  function build(root) {
    var changes = tree.compared ? [["now", "after"], ["base", "before"]] : null;
    mode = ncalls.choice("Direction", [["down", "callees"], ["up", "callers"], ["sandwich", "sandwich"]], turn);
    ways = ncalls.flamePaint.ways();
    colour = ncalls.menu("Colour", ways, function (value) { change({colour: value === ways[0][0] ? "" : value}); });
    widths = changes && ncalls.choice("Widths", changes, function (value) { change({by: value === "base" ? "base" : ""}); });
    flip = ncalls.choice("The root", [["", "icicle"], ["1", "flame"]], function (value) { change({flip: value}); });
    back = el("button", {type: "button", on: {click: function () { change({path: "", above: "", mode: "", f: ""}); }}}, "Show all");
    found = el("span", {"class": "found", role: "status"});
    crumbs = el("div");
    charts = el("div");
    legend = el("ul", {"class": "legend", "aria-label": "Colours"});
    line = el("div", {"class": "picked", "aria-live": "polite"});
    text = el("details", {"class": "astext", on: {toggle: function () { if (text.open) list(state.zoomed); }}},
              el("summary", null, "The same as a table"), el("div"));
    note = ncalls.estimate();
    empty = el("p", null, "This function is too small to be in the page\u2019s call tree. ");
    upper = chart("Callers", true, "above");
    lower = chart("Flame graph", false, "path");
    charts.append(upper.element, lower.element, empty);
    root.append(el("h1", {"class": "said"}, tree.compared ? "Difference flame graph" : "Flame graph"),
                el("div", {"class": "strip"}, mode.element, flip.element, widths && widths.element || "", colour.element, back,
                   found, el("span", {"class": "space"}), note || ""),
                crumbs, charts, line, legend, text,
                el("p", {"class": "order"}, order()));
    ncalls.themed(repaint);
    ncalls.printed(legend, function () { if (legend.offsetParent) key(); }); /* paper is white: behind the charts */
  }

  function order() {
    var words = "Frames stand by what they cost, the heaviest first: this is no order of time.", found;
    if (!tree.compared) return ncalls.spans ? [words + " ", el("a", {href: "#/time"}, "In order of time")] : words + " This profile keeps none.";
    found = tree.changes(rootOf("down"));
    return words + " Since the base, " + format.plural(found.added, "frame is new", "frames are new") + " (seen in after) and " +
      format.plural(found.gone, "is gone", "are gone") + " (seen in before); what is too small to be seen is grey.";
  }

  function repaint() {
    paint.refresh();
    key();
    upper.repaint();
    lower.repaint();
  }

  function key() {
    var rows = paint.legend();
    if (ncalls.query) rows = [[paint.hit(), "matches the search"]].concat(rows);
    ncalls.legend(legend, rows);
    if (!tree.exact && ncalls.data.edges)
      legend.append(el("li", null, el("i", {"class": "hatched"}), "~ estimated"));
  }

  function show(params) {
    var by = ways.some(function (way) { return way[0] === params.colour; }) ? params.colour : ways[0][0];
    state = {mode: params.mode === "up" || params.mode === "sandwich" && +params.f ? params.mode : "down", by: params.by};
    paint = ncalls.flamePaint(by, state.mode !== "down");
    state.lower = state.mode === "sandwich" ? tree.below(+params.f) : rootOf(state.mode);
    state.upper = state.mode === "sandwich" ? tree.above(+params.f) : null;
    mode.set(state.mode);
    flip.set(params.flip || "");
    colour.set(by);
    if (widths) widths.set(params.by || "now");
    back.disabled = !params.path && !params.above && state.mode === "down";
    upper.element.hidden = !state.upper;
    lower.element.hidden = !state.lower;
    empty.hidden = !!state.lower;
    state.zoomed = state.lower ? tree.find(state.lower, params.path) : rootOf("down");
    lower.flip(state.mode !== "sandwich" && params.flip === "1");
    if (state.upper) upper.show(state.upper, tree.find(state.upper, params.above));
    if (state.lower) lower.show(state.lower, state.zoomed);
    ncalls.clear(crumbs).append(ncalls.crumbs(tree.ancestors(state.zoomed), function (node) { change({path: tree.path(node)}); }));
    say(lower.chosen() || state.zoomed);
    key();
    tell();
    if (text.open) list(state.zoomed);
  }

  ncalls.view({
    id: "flame", title: "Flame graph", order: 50, key: "m",
    available: function () { return tree.available; },
    build: build, show: show,
    find: function (i) { return tree.holds(i) ? {mode: "sandwich", f: i} : null; },
    leave: function () { upper.leave(); lower.leave(); },
    search: function (query) {
      if (line) {
        key();
        tell();
        upper.repaint();
        lower.repaint();
      }
      return query ? tree.count(rootOf("down"), query, weight).nodes : undefined;
    },
    keys: [["arrows", "from frame to frame"], ["Enter", "as wide as all"], ["Shift+Enter", "the function"],
           ["Esc", "show all"], ["Backspace", "one frame out"], ["c", "callees or callers"], ["s", "sandwich of the chosen frame"]],
    keydown: function (event) {
      var chosen = lower.chosen() || upper.chosen();
      if (event.key === "c") turn(state.mode === "down" ? "up" : "down");
      else if (event.key === "s" && chosen && chosen.fn) turn("sandwich");
      else return false;
      return true;
    }
  });
})();
