/* SPDX-License-Identifier: MIT
 * Tables that sort: a plain one, and a grid that only has the rows that can be seen.
 *
 * A column is {id, title, help, kind: "name" | "number" | "share" | "word", value: function (row)
 * {number or string to sort by, null = unknown}, cell: function (row) {text or node}, less: 1
 * where a narrow screen does without, 2 where a middling one does}. */
(function () {
  "use strict";
  var ncalls = window.ncalls, el = ncalls.el;

  /* Unknown comes last, whichever way. */
  function order(column, down) {
    var sign = down ? -1 : 1;
    return function (a, b) {
      var x = column.value(a), y = column.value(b);
      if (x === y) return 0;
      if (x === null || x !== x) return 1;
      if (y === null || y !== y) return -1;
      return x < y ? -sign : sign;
    };
  }

  function isText(column) { return column.kind === "name" || column.kind === "word"; }
  ncalls.falls = function (column) { return !isText(column); };

  function className(column) { return "c-" + (column.kind || "number") + (column.less ? [" less", " least"][column.less - 1] : ""); }

  /* A part of the whole as digits and a bar. */
  ncalls.share = function (part, whole) {
    var width = part > 0 && whole > 0 ? Math.min(100, Math.max(0.5, part * 100 / whole)) : 0;
    return el("span", {"class": "share"}, el("span", {"class": "digits"}, ncalls.format.share(part, whole)),
              el("span", {"class": "meter", style: {"--w": width}}));
  };

  function sortButton(column, sorted, down, choose) {
    return el("button", {type: "button", title: column.help || null, on: {click: function () {
      choose(column.id, sorted ? !down : ncalls.falls(column));
    }}}, column.title, sorted ? el("span", {"aria-hidden": "true", "class": "arrow"}, down ? "\u2193" : "\u2191") : null);
  }

  function ariaSort(sorted, down) { return sorted ? (down ? "descending" : "ascending") : null; }

  /* ---- a plain table: {caption, columns, rows, sort, limit, empty} ---- */

  ncalls.table = function (options) {
    var sort = options.sort, down = true, all = false, limit = options.limit || 30;
    var root = el("div", {"class": "rows", role: "group", "aria-label": options.caption, tabindex: "0"});

    function header() {
      return el("tr", null, options.columns.map(function (column) {
        return el("th", {scope: "col", "class": className(column), "aria-sort": ariaSort(column.id === sort, down)},
                  sortButton(column, column.id === sort, down, function (id, falls) {
                    sort = id;
                    down = falls;
                    draw();
                  }));
      }));
    }

    function line(row) {
      return el("tr", null, options.columns.map(function (column, i) {
        return i ? el("td", {"class": className(column)}, column.cell(row))
          : el("th", {scope: "row", "class": className(column)}, column.cell(row));
      }));
    }

    function draw() {
      var column = options.columns.find(function (each) { return each.id === sort; });
      var rows = options.rows.slice().sort(order(column, down));
      var shown = all ? rows : rows.slice(0, limit);
      ncalls.clear(root).append(
        el("table", null, el("caption", {"class": "said"}, options.caption), el("thead", null, header()),
           el("tbody", null, shown.map(line))));
      if (shown.length < rows.length)
        root.append(el("button", {type: "button", "class": "more", on: {click: function () {
          all = true;
          draw();
        }}}, ncalls.format.plural(rows.length - shown.length, "more row")));
    }

    draw();
    return root;
  };

  /* f(true) before `node` is printed, f(false) when it was. */
  ncalls.printed = function (node, f) {
    window.addEventListener("beforeprint", function () { if (node.isConnected) f(true); });
    window.addEventListener("afterprint", function () { if (node.isConnected) f(false); });
  };

  /* ---- a grid of any number of rows, all equally high ----
   * {label, columns, rowHeight, sort, down, open: function (row), sorted: function (id, down)}
   * gives {node, set(rows), choose(row), sortBy(id, down), key(event): true if it was one of its keys}; rows
 * are numbers. Paper gets the first of them. */
  var PRINTED = 500;

  ncalls.grid = function (options) {
    var rows = [], drawn = new Map(), sort = options.sort, down = options.down !== false, current = -1, height = 0, paper = false;
    var label = "grid-" + Math.random().toString(36).slice(2, 8);
    var head = el("div", {role: "row", "class": "grid-head", "aria-rowindex": 1});
    var body = el("div", {role: "rowgroup", "class": "grid-body"});
    var node = el("div", {role: "grid", "class": "grid", tabindex: "0", "aria-label": options.label,
                          "aria-colcount": options.columns.length, on: {keydown: pressed}},
                  el("div", {role: "rowgroup", "class": "grid-top"}, head), body);
    node.addEventListener("scroll", ncalls.soon(draw), {passive: true});
    if (window.ResizeObserver) new ResizeObserver(ncalls.soon(draw)).observe(node);

    function drawHead() {
      ncalls.clear(head).append.apply(head, options.columns.map(function (column, i) {
        var sorted = column.id === sort;
        return el("div", {role: "columnheader", "class": className(column), "aria-colindex": i + 1,
                          "aria-sort": ariaSort(sorted, down)},
                  sortButton(column, sorted, down, function (id, falls) {
                    sortBy(id, falls);
                    if (options.sorted) options.sorted(id, falls);
                  }));
      }));
    }

    function make(at) {
      return el("div", {role: "row", "class": "grid-row" + (at === current ? " current" : ""), id: label + at,
                        "aria-rowindex": at + 2, "aria-selected": at === current ? "true" : null,
                        style: {top: at * height + "px"}, on: {click: function (event) {
                          if (!event.target.closest("a")) options.open(rows[at]);
                        }}},
                options.columns.map(function (column, i) {
                  return el("div", {role: i ? "gridcell" : "rowheader", "class": className(column), "aria-colindex": i + 1},
                            column.cell(rows[at]));
                }));
    }

    function visible() {
      var top = head.offsetHeight, first = Math.floor(node.scrollTop / height);
      return {first: Math.max(0, first - 4), count: Math.max(1, Math.floor((node.clientHeight - top) / height)),
              last: Math.min(rows.length, first + Math.ceil(node.clientHeight / height) + 4)};
    }

    function draw() {
      var seen, at;
      height = head.offsetHeight || 34; /* the head is as high as a row */
      if (!node.clientHeight) return;
      seen = paper ? {first: 0, last: Math.min(rows.length, PRINTED)} : visible();
      drawn.forEach(function (row, i) {
        if (i >= seen.first && i < seen.last) return;
        row.remove();
        drawn.delete(i);
      });
      for (at = seen.first; at < seen.last; at++)
        if (!drawn.has(at)) {
          drawn.set(at, make(at));
          body.append(drawn.get(at));
        }
    }

    function redraw() {
      drawn.forEach(function (row) { row.remove(); });
      drawn.clear();
      draw();
    }

    function set(given) {
      rows = given;
      current = -1;
      node.removeAttribute("aria-activedescendant");
      node.setAttribute("aria-rowcount", rows.length + 1);
      draw();
      body.style.height = rows.length * height + "px";
      node.scrollTop = 0;
      redraw();
    }

    function sortBy(id, falls) {
      sort = id;
      down = falls;
      drawHead();
    }

    function move(to) {
      var seen = visible();
      current = Math.max(0, Math.min(rows.length - 1, to));
      if (current * height < node.scrollTop) node.scrollTop = current * height;
      else if ((current + 1) * height > node.scrollTop + seen.count * height)
        node.scrollTop = (current + 1 - seen.count) * height;
      redraw();
      node.setAttribute("aria-activedescendant", label + current);
    }

    /* Goes to the row that is this number. */
    function choose(row) {
      var at = rows.indexOf(row);
      if (at >= 0) move(at);
    }

    function pressed(event) {
      var page = visible().count - 1, steps = {ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page};
      if (event.target.closest("button") || event.ctrlKey || event.metaKey || event.altKey || !rows.length) return false;
      if (steps[event.key]) move(current < 0 ? 0 : current + steps[event.key]);
      else if (event.key === "Home") move(0);
      else if (event.key === "End") move(rows.length - 1);
      else if (event.key === "Enter" && current >= 0 && !event.target.closest("a")) options.open(rows[current]);
      else return false;
      event.preventDefault();
      return true;
    }

    function template(most) {
      return options.columns.filter(function (column) { return (column.less || 0) <= most; }).map(function (column) {
        if (column.kind === "name") return most ? "minmax(0, 1fr)" : "";
        return column.kind === "share" ? (most === 1 ? "6.5rem" : "9rem") : ["1fr", "5.5rem", "6.25rem"][most];
      }).join(" ");
    }

    node.style.setProperty("--wide", template(2));
    node.style.setProperty("--middle", template(1));
    node.style.setProperty("--narrow", template(0)); /* there the name is a line of its own */
    drawHead();
    ncalls.printed(node, function (on) {
      paper = on; /* where nothing scrolls: the box that is seen is all rows high, and says so to observers */
      body.style.height = (on ? Math.min(PRINTED, rows.length) : rows.length) * height + "px";
      if (on) draw(); else redraw();
    });
    return {node: node, set: set, sortBy: sortBy, choose: choose, key: pressed};
  };
  ncalls.order = order;
})();
