/* SPDX-License-Identifier: MIT
 * The call tree as rows that open and close. Only rows that are scrolled to are in
 * the page, and nodes are made when their parent is opened, so that its size does
 * not matter. Its state is in the hash: mode=up (what costs, and its callers), f=12
 * (below function 12), path=12.40 (the chosen row), colour=category (of the bars). */
(function () {
  "use strict";
  var ncalls = window.ncalls, el = ncalls.el, format = ncalls.format, tree = ncalls.calltree;
  var COLUMNS = [["function", "name"], ["cumulative", "total"], ["self", "self"], ["calls", "calls"]];
  var HEIGHT = tree.compared ? 44 : 28, MARGIN = 10, PART = 0.05, DEEPEST = 100, INDENTS = 24, PRINTED = 500, isPrinted = false;
  var isCounted = Boolean(ncalls.data.tree && ncalls.data.tree.calls); /* along each way */
  var COLOURS = [["", "none"], ["package", "package"]].concat(ncalls.data.has.categories ? [["category", "kind of work"]] : []);
  var mode, colour, brush = null, legend, whole, grid, space, body, found, about, steps, head;
  var root = null, rows = [], open = new Set(), chosen = null, matches = null, roots = {}, place = "";
  var soon = ncalls.soon(paint);

  /* ---- which rows there are ---- */

  function collect() {
    var stack = [root], node, below;
    rows = [];
    while (stack.length) {
      node = stack.pop();
      if (node !== root || root.fn) rows.push(node);
      if (node !== root && !open.has(node)) continue;
      below = tree.children(node);
      for (var at = below.length - 1; at >= 0; at--) stack.push(below[at]);
    }
    space.style.setProperty("height", rows.length * HEIGHT + "px");
    grid.setAttribute("aria-rowcount", rows.length + 1);
  }

  /* The heaviest way down, as far as it is worth a look. */
  function openHeaviest(node) {
    var next, steps = 0;
    while (steps++ < DEEPEST && (next = tree.children(node)[0]) && next.total >= PART * tree.whole) {
      if (tree.children(next).length) open.add(next);
      node = next;
    }
  }

  function openTo(node) {
    for (node = node.parent; node; node = node.parent) open.add(node);
  }

  /* ---- one row ---- */

  function number(node, value, base, say, kind) {
    return el("span", {role: "gridcell", "class": "cell number " + kind},
              (node.estimated && value !== null ? "~" : "") + say(value),
              node.base ? [" ", ncalls.change(value, base, say, kind === "total")] : null);
  }

  function total(node) {
    var share = tree.whole > 0 ? Math.min(100, node.total / tree.whole * 100) : 0;
    var cell = number(node, node.total, node.base && node.base.total, format.cost, "total");
    cell.prepend(el("i", {"class": "bar", style: {width: share + "%", background: brush && brush.of(node)}}));
    if (!tree.compared) cell.append(el("span", {"class": "share"}, " " + format.share(node.total, tree.whole)));
    return cell;
  }

  function name(node, level) {
    var leads = tree.children(node).length > 0, isOpen = open.has(node) || node === root;
    var link = node.fn ? ncalls.link(node.fn, {tabindex: "-1"}) : el("span", null, ncalls.nameOf(node));
    return el("span", {role: "gridcell", "class": "cell name",
                       style: {"--level": Math.min(level - 1, INDENTS)}},
              level > INDENTS ? el("span", {"class": "level"}, String(level)) : null,
              el("span", {"class": "twist" + (leads ? "" : " leaf"), "aria-hidden": "true"}, leads ? isOpen ? "\u25be" : "\u25b8" : "\u00b7"),
              link, brush && brush.by === "category" && node.fn ? el("span", {"class": "place"}, ncalls.data.category(node.fn)) : null,
              node.recursive ? " " : null, node.recursive ? el("span", {"class": "tag", title: "It was called again from below here; its figures have that in them."}, "recursive") : null);
  }

  function levelOf(node) { return node.depth - root.depth + (root.fn ? 1 : 0); }

  function row(node, at) {
    var siblings = node.parent && node !== root ? tree.children(node.parent) : [node], leads = tree.children(node).length > 0;
    return el("div", {
      role: "row", id: "row" + at, "class": "row" + (node === chosen ? " chosen" : "") +
        (ncalls.query && ncalls.query.hits[node.fn] ? " hit" : "") + (node.total === 0 && node.base ? " gone" : ""),
      "aria-level": levelOf(node), "aria-posinset": siblings.indexOf(node) + 1, "aria-setsize": siblings.length,
      "aria-rowindex": at + 2, "aria-selected": String(node === chosen),
      "aria-expanded": leads ? String(open.has(node) || node === root) : null,
      "data-at": at, style: {top: at * HEIGHT + "px", height: HEIGHT + "px"}
    }, name(node, levelOf(node)), total(node),
       number(node, root.kind === "down" ? node.self : null, node.base && node.base.self, format.cost, "self"),
       number(node, node.calls, node.base && node.base.calls, format.count, "calls"));
  }

  function paint() {
    var first = isPrinted ? 0 : Math.max(0, Math.floor(grid.scrollTop / HEIGHT) - MARGIN);
    var last = Math.min(rows.length, isPrinted ? PRINTED : Math.ceil((grid.scrollTop + grid.clientHeight) / HEIGHT) + MARGIN), at, nodes = [];
    for (at = first; at < last; at++) nodes.push(row(rows[at], at));
    ncalls.clear(space).append(...nodes);
    at = rows.indexOf(chosen);
    if (at >= first && at < last) grid.setAttribute("aria-activedescendant", "row" + at);
    else grid.removeAttribute("aria-activedescendant");
  }

  /* ---- moving about ---- */

  function reveal(node) {
    var top = rows.indexOf(node) * HEIGHT, seen = grid.clientHeight - head.offsetHeight;
    if (top < grid.scrollTop) grid.scrollTop = top;
    else if (top + HEIGHT > grid.scrollTop + seen) grid.scrollTop = top + HEIGHT - seen;
  }

  function choose(node) {
    if (!node) return;
    chosen = node;
    reveal(node);
    paint();
    ncalls.keep({path: tree.path(node)});
  }

  function toggle(node, wanted) {
    if (node === root || !tree.children(node).length) return;
    if (wanted === undefined ? open.has(node) : !wanted) open["delete"](node); else open.add(node);
    collect();
    paint();
  }

  function toggleBelow(node) {
    tree.children(node).forEach(function (child) { if (tree.children(child).length) open.add(child); });
    toggle(node, true);
  }

  function inwards(node) {
    if (open.has(node)) choose(tree.children(node)[0]); else toggle(node, true);
  }

  function outwards(node) {
    if (open.has(node) && node !== root) toggle(node, false);
    else if (node.parent && rows.indexOf(node.parent) !== -1) choose(node.parent);
  }

  function press(event) {
    var at = rows.indexOf(chosen), page = Math.max(1, Math.floor(grid.clientHeight / HEIGHT) - 2);
    var jumps = {ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1, PageDown: at + page, PageUp: at - page};
    if (event.ctrlKey || event.metaKey || event.altKey || !rows.length) return;
    if (event.key in jumps) choose(rows[Math.max(0, Math.min(rows.length - 1, jumps[event.key]))]);
    else if (!chosen) return;
    else if (event.key === "ArrowRight") inwards(chosen);
    else if (event.key === "ArrowLeft") outwards(chosen);
    else if (event.key === " ") toggle(chosen);
    else if (event.key === "*") toggleBelow(chosen);
    else if (event.key === "Enter" && chosen.fn) ncalls.open(chosen.fn);
    else return;
    event.preventDefault();
  }

  function click(event) {
    var line = event.target.closest(".row[data-at]"), node = line && rows[+line.dataset.at];
    if (!node || event.target.closest("a")) return;
    chosen = node;
    ncalls.keep({path: tree.path(node)});
    if (tree.children(node).length && node !== root) toggle(node); else paint();
  }

  /* ---- the search ---- */

  function seek() {
    var stack = [root], node, below, at;
    matches = [];
    while (stack.length) {
      node = stack.pop();
      if (ncalls.query.hits[node.fn]) matches.push(node);
      below = tree.children(node);
      for (at = below.length - 1; at >= 0; at--) stack.push(below[at]);
    }
  }

  function tell() {
    steps.hidden = !ncalls.query;
    found.textContent = !ncalls.query ? "" : ncalls.query.error ||
      (matches.length ? (matches.indexOf(chosen) + 1 || "\u2013") + " of " + format.plural(matches.length, "match", "matches") : "nothing matches");
  }

  function step(by) {
    var at = matches ? matches.indexOf(chosen) : -1;
    if (!matches || !matches.length) return;
    at = at === -1 ? (by > 0 ? 0 : matches.length - 1) : (at + by + matches.length) % matches.length;
    openTo(matches[at]);
    collect();
    choose(matches[at]);
    tell();
  }

  function asked() {
    matches = null;
    if (ncalls.query) seek();
    tell();
    soon();
  }

  /* ---- the view ---- */

  function build(view) {
    mode = ncalls.choice("Direction", [["down", "callees"], ["up", "callers"]], function (value) {
      ncalls.go("tree", {mode: value === "up" ? "up" : ""});
    });
    colour = ncalls.menu("Colour", COLOURS, function (value) { ncalls.go("tree", Object.assign({}, ncalls.params(), {colour: value})); });
    whole = el("button", {type: "button", on: {click: function () { ncalls.go("tree", {}); }}}, "Show all");
    found = el("span", {"class": "found", role: "status"});
    steps = el("span", {hidden: true},
               el("button", {type: "button", "aria-label": "Match before", on: {click: function () { step(-1); }}}, "\u2191"), " ",
               el("button", {type: "button", "aria-label": "Next match", on: {click: function () { step(1); }}}, "\u2193"));
    about = el("p", {"class": "about"});
    head = el("div", {role: "row", "class": "row head", "aria-rowindex": "1"}, COLUMNS.map(function (column) {
      return el("span", {role: "columnheader", "class": "cell " + column[1] + (column[1] === "name" ? "" : " number")}, column[0]);
    }));
    legend = el("ul", {"class": "legend", "aria-label": "Colours"});
    space = body = el("div", {role: "rowgroup", "class": "rows"});
    grid = el("div", {role: "treegrid", "class": "treegrid" + (tree.compared ? " compared" : "") + (isCounted ? "" : " uncounted"), tabindex: "0", "aria-label": "Call tree",
                      "aria-readonly": "true", on: {keydown: press, click: click, scroll: soon}},
              el("div", {role: "rowgroup", "class": "headgroup"}, head), body);
    view.append(el("h1", {"class": "said"}, "Call tree"),
                el("div", {"class": "strip"}, mode.element, colour.element, whole, steps, found, el("span", {"class": "space"}), ncalls.estimate() || ""),
                about, grid, legend);
    ncalls.themed(function () {
      if (brush) ink();
      soon();
    });
    new ResizeObserver(soon).observe(grid);
    ncalls.printed(grid, function (on) {
      if (!root || !grid.offsetParent) return;
      isPrinted = on;
      space.style.setProperty("height", (on ? Math.min(PRINTED, rows.length) : rows.length) * HEIGHT + "px");
      paint();
    });
  }

  function ink() {
    brush.refresh();
    ncalls.legend(legend, brush.legend());
  }

  /* Bars are as their frames in the flame graph. */
  function paintBy(by) {
    var way = COLOURS.find(function (each) { return each[0] === by; }) || COLOURS[0];
    colour.set(way[0]);
    brush = way[0] ? ncalls.flamePaint(way[0]) : null;
    legend.hidden = !brush;
    if (brush) ink();
  }

  function rootOf(params) {
    var kind = params.mode === "up" ? "up" : "down", key = +params.f ? "f" + params.f : kind;
    if (!roots[key]) roots[key] = +params.f ? tree.below(+params.f) : tree[kind]();
    return roots[key];
  }

  function show(params) {
    var wanted = rootOf(params), key = (params.f || "") + (params.mode || ""), node;
    about.textContent = wanted ? params.f ? "What is below " + ncalls.nameOf(wanted) + ", whoever called it."
      : params.mode === "up" ? "What costs itself, the most first; below each function stand its callers." : ""
      : "This function is too small to be in the page\u2019s call tree.";
    mode.set(params.mode === "up" ? "up" : "down");
    paintBy(params.colour || "");
    whole.disabled = !params.f && params.mode !== "up";
    if (!wanted) {
      rows = [];
      root = null;
      ncalls.clear(space);
      return;
    }
    if (root !== wanted || place !== key) {
      root = wanted;
      place = key;
      chosen = null;
      if (root.kind === "down") openHeaviest(root);
      if (ncalls.query) seek();
    }
    node = params.path ? tree.find(root, params.path) : null;
    if (node && node !== root) openTo(node);
    collect();
    chosen = node && rows.indexOf(node) !== -1 ? node : chosen || rows[0];
    paint();
    if (params.path) reveal(chosen);
    tell();
  }

  ncalls.view({
    id: "tree", title: "Call tree", order: 70, key: "c",
    available: function () { return tree.available; },
    build: build, show: show,
    find: function (i) { return tree.holds(i) ? {f: i} : null; },
    search: function (query) {
      if (root) asked();
      return query ? tree.count(rootOf({}), query, function () { return 0; }).nodes : undefined;
    },
    keys: [["up, down", "from row to row"], ["right, left", "open, close"], ["Space", "open or close"], ["*", "open one level of all below"],
           ["Enter", "the function"], ["n, p", "next match, match before"]],
    keydown: function (event) {
      if (event.key === "n") step(1);
      else if (event.key === "p") step(-1);
      else return false;
      return true;
    }
  });
})();
