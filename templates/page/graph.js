/* SPDX-License-Identifier: MIT
 * The call graph: the picture that stands on the page for who has no script, here
 * to be moved and enlarged. Its functions have data-function, its calls data-from
 * and data-to: numbers of ncalls.data. The hash: f=12 shows function 12 in it,
 * palette=red-green has other colours, palette=work those of kinds of work. */
(function () {
  "use strict";
  var ncalls = window.ncalls, el = ncalls.el;
  var PALETTES = [["", "heat"], ["red-green", "red\u2013green"]].concat(ncalls.data.has.categories ? [["work", "kind of work"]] : []);
  var MOST = 4, STEP = 1.25, MOVE = 60, NEAR = 4;
  var svg = document.querySelector("svg.callgraph"), box, palette, about, legend, caption, keys, nodes = {};
  var scale = 1, left = 0, top = 0, fitted = 1, pointers = new Map(), moved = 0, isPlaced = false;
  var width = svg ? svg.width.baseVal.value : 0, height = svg ? svg.height.baseVal.value : 0;

  /* ---- where the picture stands ---- */

  function clamp(at, size, room) {
    return size <= room ? (room - size) / 2 : Math.min(0, Math.max(room - size, at));
  }

  function place() {
    left = clamp(left, width * scale, box.clientWidth);
    top = clamp(top, height * scale, box.clientHeight);
    svg.style.setProperty("transform", "translate(" + left + "px," + top + "px) scale(" + scale + ")");
  }

  /* (x, y) of the box stays where it is. */
  function zoom(factor, x, y) {
    var next = Math.max(Math.min(fitted, 1) * 0.8, Math.min(MOST, scale * factor));
    if (x === undefined) {
      x = box.clientWidth / 2;
      y = box.clientHeight / 2;
    }
    left = x - (x - left) * next / scale;
    top = y - (y - top) * next / scale;
    scale = next;
    place();
  }

  function fit() {
    fitted = Math.min(box.clientWidth / width, box.clientHeight / height);
    scale = Math.min(1, fitted);
    left = top = 0;
    place();
  }

  /* As large as can be read: all of it, or the top of it, where it begins. */
  function start() {
    var first = svg.querySelector(".function");
    fit();
    if (scale >= 0.6) return;
    scale = Math.min(1, Math.max(0.75, box.clientWidth / width));
    if (first) centre(first);
    top = 0;
    place();
  }

  function centre(node) {
    var area = node.querySelector("rect").getBBox();
    left = box.clientWidth / 2 - (area.x + area.width / 2) * scale;
    top = box.clientHeight / 2 - (area.y + area.height / 2) * scale;
    place();
  }

  /* ---- pointers: one moves, two enlarge ---- */

  function distance() {
    var two = Array.from(pointers.values());
    return Math.hypot(two[0].clientX - two[1].clientX, two[0].clientY - two[1].clientY);
  }

  function local(event) {
    var area = box.getBoundingClientRect();
    return {x: event.clientX - area.left, y: event.clientY - area.top};
  }

  function down(event) {
    if (event.button) return;
    pointers.set(event.pointerId, event);
    moved = pointers.size > 1 ? NEAR : 0;
  }

  function move(event) {
    var before = pointers.get(event.pointerId), apart, at;
    if (!before) return;
    if (pointers.size === 1) {
      moved += Math.abs(event.clientX - before.clientX) + Math.abs(event.clientY - before.clientY);
      if (moved >= NEAR && !box.hasPointerCapture(event.pointerId)) box.setPointerCapture(event.pointerId);
      left += event.clientX - before.clientX;
      top += event.clientY - before.clientY;
      place();
    } else apart = distance();
    pointers.set(event.pointerId, event);
    if (pointers.size !== 2 || !apart) return;
    at = local(event);
    zoom(distance() / apart, at.x, at.y);
  }

  function up(event) { pointers["delete"](event.pointerId); }

  function wheel(event) {
    var at = local(event), lines = event.deltaMode ? 24 : 1;
    event.preventDefault();
    zoom(Math.pow(1.0018, -event.deltaY * lines), at.x, at.y);
  }

  /* ---- functions in it ---- */

  function functionAt(node) {
    var group = node.closest(".function") || node.matches("a") && node.querySelector(".function"); /* links are around */
    return group ? +group.dataset["function"] : 0;
  }

  function click(event) {
    var f = functionAt(event.target);
    if (event.target.closest("a")) event.preventDefault();
    if (f && moved < NEAR) ncalls.open(f);
  }

  /* What calls it and what it calls stands out. */
  function follow(f) {
    svg.classList.toggle("following", f > 0);
    svg.querySelectorAll(".near").forEach(function (node) { node.classList.remove("near"); });
    if (!f) return;
    nodes[f].classList.add("near");
    svg.querySelectorAll('.call[data-from="' + f + '"], .call[data-to="' + f + '"]').forEach(function (call) {
      call.classList.add("near");
      [call.dataset.from, call.dataset.to].forEach(function (end) { if (nodes[end]) nodes[end].classList.add("near"); });
    });
  }

  function reach(event) {
    var f = functionAt(event.target);
    follow(f);
    if (f && event.type === "focusin" && event.target.matches(":focus-visible")) centre(nodes[f]);
  }

  function mark(query) {
    svg.classList.toggle("asked", !!query);
    Object.keys(nodes).forEach(function (f) { nodes[f].classList.toggle("hit", !!query && !!query.hits[f]); });
  }

  /* ---- what is written over the picture stays where it can be read ---- */

  function isTitle(node) { return node.matches("text.title, text.text"); }

  /* Samples of one key, "name" first, in a picture of their own; they are measured where they are seen. */
  function sample(parts) {
    var group = ncalls.svg("g", null, parts), words = parts[0].textContent;
    var own = ncalls.svg("svg", {"class": "callgraph", role: "img", "aria-label": words}, group);
    keys.append(el("li", {"class": parts.some(function (part) { return part.matches(".heat0"); }) ? "heats" : null}, own));
    var area = group.getBBox();
    own.setAttribute("viewBox", [area.x - 1, area.y - 1, area.width + 2, area.height + 2].join(" "));
    own.setAttribute("width", area.width + 2);
    own.setAttribute("height", area.height + 2);
  }

  function takeCaption() {
    var group = svg.querySelector(":scope > g:not([class])"), words = [], parts = [], top = 0;
    Array.from(svg.children).filter(isTitle).concat(group || []).forEach(function (node) {
      var area = node.getBBox();
      top = Math.max(top, area.y + area.height);
      if (node !== group && !node.matches(".title")) words.push(node.textContent);
      node.remove();
    });
    caption.textContent = words.join(" ");
    Array.from(group ? group.children : []).concat(null).forEach(function (node) {
      if (parts.length && (!node || node.matches("text.text"))) sample(parts.splice(0));
      parts.push(node);
    });
    height -= top;
    svg.setAttribute("viewBox", [0, top, width, height].join(" "));
    svg.setAttribute("height", height);
  }

  /* ---- the view ---- */

  function collect() {
    svg.querySelectorAll(".function").forEach(function (group) {
      var f = +group.dataset["function"], link = group.closest("a");
      if (!f) return;
      nodes[f] = group;
      if (link) link.setAttribute("href", "#/function=" + f);
      else {
        group.setAttribute("tabindex", "0");
        group.setAttribute("role", "link");
      }
    });
  }

  function build(root) {
    palette = !ncalls.calltree.compared && ncalls.choice("Colours", PALETTES, function (value) {
      ncalls.go("graph", Object.assign({}, ncalls.params(), {palette: value}));
    });
    about = el("span", {"class": "found", role: "status"});
    box = el("div", {"class": "graphbox", tabindex: "0", role: "group", "aria-label": "Call graph: + and - enlarge, arrows move", on: {
      pointerdown: down, pointermove: move, pointerup: up, pointercancel: up, click: click, focusin: reach,
      pointerover: reach, focusout: function () { follow(0); }, pointerleave: function () { follow(0); },
      keydown: function (event) {
        if (event.key !== "Enter" || !functionAt(event.target)) return;
        event.preventDefault();
        ncalls.open(functionAt(event.target));
      }
    }}, svg);
    box.addEventListener("wheel", wheel, {passive: false});
    box.addEventListener("dragstart", function (event) { event.preventDefault(); });
    collect();
    legend = el("ul", {"class": "legend", "aria-label": "Colours"});
    keys = el("ul", {"class": "legend samples", "aria-label": "Signs"});
    caption = el("p", {"class": "order"});
    ncalls.themed(function () { ink(ncalls.params().palette); });
    root.append(el("h1", {"class": "said"}, "Call graph"),
                el("div", {"class": "strip"}, palette ? palette.element : "",
                   ncalls.button("\u2212", "Smaller", function () { zoom(1 / STEP); }), ncalls.button("+", "Larger", function () { zoom(STEP); }),
                   ncalls.button("Fit", "Fit: all of it", fit), about), box, keys, legend, caption);
    new ResizeObserver(function () { if (isPlaced && box.clientWidth) place(); }).observe(box);
  }

  /* Functions by what they do, as in the flame graph. */
  function ink(wanted) {
    var isOn = palette && wanted === "work" && ncalls.data.has.categories, paint;
    legend.hidden = !isOn;
    keys.classList.toggle("by-work", isOn);
    Object.keys(nodes).forEach(function (f) {
      nodes[f].querySelector("rect").style.setProperty("fill", isOn ? "var(--flame-" + ncalls.workHue(+f) + ")" : "");
    });
    if (!isOn) return;
    paint = ncalls.flamePaint("category");
    paint.refresh();
    ncalls.legend(legend, paint.legend());
  }

  function show(params) {
    var node = nodes[params.f];
    if (palette) palette.set(PALETTES.some(function (way) { return way[0] === params.palette; }) ? params.palette : "");
    [svg, keys].forEach(function (each) { each.classList.toggle("red-green", params.palette === "red-green"); });
    ink(params.palette);
    svg.querySelectorAll(".asked-for").forEach(function (each) { each.classList.remove("asked-for"); });
    if (!isPlaced) takeCaption();
    if (!isPlaced) start();
    isPlaced = true;
    about.textContent = "";
    if (node) {
      node.classList.add("asked-for");
      scale = Math.max(scale, 1);
      centre(node);
    } else if (+params.f) about.textContent = ncalls.data.name(+params.f) + " is too small to be in this picture";
    mark(ncalls.query);
  }

  var KEYS = {
    "+": function () { zoom(STEP); }, "=": function () { zoom(STEP); }, "-": function () { zoom(1 / STEP); },
    "0": fit, "1": function () { zoom(1 / scale); },
    ArrowLeft: function () { left += MOVE; place(); }, ArrowRight: function () { left -= MOVE; place(); },
    ArrowUp: function () { top += MOVE; place(); }, ArrowDown: function () { top -= MOVE; place(); }
  };

  ncalls.view({
    id: "graph", title: "Call graph", order: 60, key: "g",
    available: function () { return !!svg; },
    build: build, show: show,
    find: function (i) { return svg.querySelector('[data-function="' + i + '"]') ? {f: i} : null; },
    search: function (query) {
      if (box) mark(query);
      return query ? Array.from(svg.querySelectorAll(".function")).filter(function (group) {
        return query.hits[group.dataset["function"]];
      }).length : undefined;
    },
    keys: [["+, -", "larger, smaller"], ["0, 1", "all of it, its own size"], ["arrows", "move"],
           ["Tab", "from function to function"], ["Enter", "the function"]],
    keydown: function (event) {
      if (!KEYS[event.key]) return false;
      KEYS[event.key]();
      return true;
    }
  });
})();
