/* SPDX-License-Identifier: MIT
 * A flame graph or chart that answers: click zooms, typing searches. Names of a profile
 * only ever pass through textContent. Without this script the picture is whole. */
(function () {
  "use strict";
  var script = document.currentScript;
  var svg = script && script.closest("svg") || document.documentElement;
  var group = svg.querySelector("#frames"), caption = svg.querySelector("#caption");
  var axis = svg.querySelector("#axis"); /* only charts have one */
  if (!group) return;
  var SVG = "http://www.w3.org/2000/svg", HTML = "http://www.w3.org/1999/xhtml";
  var MARGIN = 10, PADDING = 3, LEGIBLE = 28, NEAR = 2;
  var total = svg.viewBox.baseVal.width, width = total - 2 * MARGIN;
  var zoomed = null, current = null;

  /* b and w: where a frame begins and how wide it is, in ten-millionths; t: on which thread. */
  var frames = Array.prototype.map.call(group.querySelectorAll(".f"), function (g) {
    var rect = g.querySelector("rect"), title = g.querySelector("title").textContent;
    var y = +rect.getAttribute("y"), text = g.querySelector("text");
    var name = title.split(" \u00b7 ")[0];
    return {g: g, rect: rect, text: text, title: title, name: name, bare: name.replace(/ \([^()]*\)$/, ""), y: y,
            b: +g.dataset.b, w: +g.dataset.w, t: g.dataset.t, x: rect.getAttribute("x"), width: rect.getAttribute("width"),
            label: text && text.cloneNode(true)};
  });
  var all = frames[0];
  frames.forEach(function (f) { f.depth = Math.abs(f.y - all.y); });

  function holds(a, f) {
    return (!a.t || a.t === f.t) && a.depth <= f.depth && a.b <= f.b + NEAR && a.b + a.w >= f.b + f.w - NEAR;
  }

  /* What of a name says most, as draw/abbreviation.h has it. */
  function short(name) {
    var parts = /^(~?)(?:method '([^']+)'|(?:built-in method )?(?:.*\.)?([^. /\\'"(){}]+)$)/.exec(name);
    return parts ? parts[1] + (parts[2] || parts[3]) : name;
  }

  /* As much of the name as there is room for. */
  function write(f, x, room) {
    var text = f.text, low = 0, high, middle, name;
    if (room < LEGIBLE) {
      if (text) text.textContent = "";
      return;
    }
    if (!text) {
      text = f.text = f.g.appendChild(document.createElementNS(SVG, "text"));
      text.setAttribute("class", "name");
      text.setAttribute("y", f.y + 13);
    }
    text.removeAttribute("textLength");
    text.setAttribute("x", x + PADDING);
    text.textContent = f.name;
    room -= 2 * PADDING;
    if (text.getComputedTextLength() <= room) return;
    text.textContent = f.bare;
    if (text.getComputedTextLength() <= room) return;
    text.textContent = name = short(f.bare);
    if (text.getComputedTextLength() <= room) return;
    high = name.length;
    while (low < high) {
      middle = (low + high + 1) >> 1;
      text.textContent = name.slice(0, middle) + "\u2026";
      if (text.getComputedTextLength() <= room) low = middle; else high = middle - 1;
    }
    if (low && /[\ud800-\udbff]/.test(name[low - 1])) low--;
    text.textContent = low ? name.slice(0, low) + "\u2026" : "";
  }

  function restore(f) {
    f.g.classList.remove("up", "gone");
    f.rect.setAttribute("x", f.x);
    f.rect.setAttribute("width", f.width);
    if (f.text) {
      f.text.remove();
      f.text = f.label && f.g.appendChild(f.label.cloneNode(true));
    }
  }

  /* Of a chart, all that went on meanwhile is shown. */
  function stretch(f, target) {
    var up = f !== target && holds(f, target);
    var begin = Math.max(f.b, target.b), end = Math.min(f.b + f.w, target.b + target.w);
    var here = up || (axis ? begin < end : holds(target, f));
    var x = up ? MARGIN : MARGIN + ((axis ? begin : f.b) - target.b) / target.w * width;
    var w = up ? width : (axis ? end - begin : f.w) / target.w * width;
    f.g.classList.toggle("up", up);
    f.g.classList.toggle("gone", !here);
    if (!here) return;
    f.rect.setAttribute("x", x);
    f.rect.setAttribute("width", Math.max(w - (w > 2 ? 0.5 : 0), 0));
    write(f, x, w);
  }

  function zoom(target) {
    zoomed = target && target !== all ? target : null;
    frames.forEach(zoomed ? function (f) { stretch(f, zoomed); } : restore);
    if (axis) scale(zoomed || all);
    reset.disabled = !zoomed && !input.value;
  }

  /* ---- the axis of a chart, as src/draw/timeaxis.c has it -------------------- */

  var CLOCK = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400];
  var UNITS = [[1e9, " s"], [1e6, " ms"], [1e3, " \u00b5s"], [1, " ns"]], TICKS = 90;
  var length = axis ? +axis.dataset.length : 0, clock = axis && axis.dataset.clock === "1";
  var minutes = clock && length >= 120e9, ticks = axis ? Array.prototype.slice.call(axis.childNodes) : [];

  function nextStep(step) {
    var power = Math.pow(10, Math.floor(Math.log10(step) + 1e-9)), lead = Math.round(step / power), i;
    for (i = 0; minutes && step >= 1e9 && i < CLOCK.length; i++) if (step < CLOCK[i] * 1e9) return CLOCK[i] * 1e9;
    return minutes && step >= 1e9 ? 2 * step : (lead === 1 ? 2 : lead === 2 ? 5 : 10) * power;
  }

  function moment(at, step) {
    var unit = UNITS.find(function (u) { return length >= u[0]; }) || UNITS[3], seconds = at / 1e9, digits = 0;
    function two(n) { return (n < 10 ? "0" : "") + n; }
    if (!clock) return String(at).replace(/\B(?=(\d{3})+$)/g, ",");
    if (minutes) unit = UNITS[0];
    while (digits < 9 && Math.abs(step / unit[0] * Math.pow(10, digits) % 1) > 1e-6) digits++;
    if (!minutes) return at ? (at / unit[0]).toFixed(digits) + unit[1] : "0";
    return (length >= 3600e9 ? Math.floor(seconds / 3600) + ":" + two(Math.floor(seconds / 60) % 60)
                             : Math.floor(seconds / 60)) + ":" +
      (seconds % 60 < 10 ? "0" : "") + (Math.floor(seconds % 60 * Math.pow(10, digits) + 1e-6) /
                                        Math.pow(10, digits)).toFixed(digits);
  }

  function scale(target) {
    var first = target.b / all.w * length, span = target.w / all.w * length, step = 1, at, x, line, text;
    var model = axis.querySelector("rect");
    axis.textContent = "";
    if (target === all) {
      ticks.forEach(function (tick) { axis.appendChild(tick); });
      return;
    }
    while (span / step > width / TICKS) step = nextStep(step);
    for (at = Math.ceil(first / step) * step; at <= first + span; at += step) {
      x = MARGIN + (at - first) / span * width;
      line = axis.appendChild(model.cloneNode());
      line.setAttribute("x", x);
      text = axis.appendChild(document.createElementNS(SVG, "text"));
      text.setAttribute("class", "ink");
      text.setAttribute("x", x + 4);
      text.setAttribute("y", +model.getAttribute("y") + 13);
      text.textContent = moment(at, step);
      if (x + 4 + text.getComputedTextLength() > total - MARGIN) text.remove();
    }
  }

  /* ---- search -------------------------------------------------------------- */

  function matcher(words) {
    var lower = words.toLowerCase(), expression = null;
    try { expression = new RegExp(words, "i"); } catch (e) { /* what is typed is half an expression */ }
    return function (name) {
      return name.toLowerCase().indexOf(lower) >= 0 || (expression !== null && expression.test(name));
    };
  }

  /* Frames below each other count once. */
  function search(words) {
    var matches = matcher(words), hits = 0, share = 0, end = -1;
    frames.forEach(function (f) {
      f.hit = words !== "" && f !== all && !f.g.classList.contains("r") && matches(f.name);
      f.g.classList.toggle("hit", f.hit);
    });
    frames.filter(function (f) { return f.hit; })
      .sort(function (a, b) { return a.b - b.b || b.w - a.w; })
      .forEach(function (f) {
        hits++;
        if (f.b + f.w <= end + NEAR) return;
        share += f.b + f.w - Math.max(f.b, end);
        end = f.b + f.w;
      });
    svg.classList.toggle("found", hits > 0);
    said = words === "" ? "" : hits === 0 ? "nothing matches" :
      hits + (hits === 1 ? " frame matches, " : " frames match, ") + (share / all.w * 100).toFixed(1) + "%";
    say(said);
    reset.disabled = !zoomed && !words;
  }

  /* ---- what is said below -------------------------------------------------- */

  var said = "", line = document.createElementNS(SVG, "text"), silent = caption && caption.querySelector("text");
  line.setAttribute("class", "ink");
  line.setAttribute("x", MARGIN);
  line.setAttribute("y", svg.viewBox.baseVal.height - 13);
  line.setAttribute("aria-live", "polite");
  (caption || svg).appendChild(line);

  function say(words) {
    line.textContent = words || said;
    if (silent) silent.style.display = words || said ? "none" : "";
  }

  /* ---- keys and clicks ----------------------------------------------------- */

  function of(node) {
    var g = node.closest && node.closest(".f");
    return g && frames.find(function (f) { return f.g === g; });
  }

  function shown(f) { return !f.g.classList.contains("gone"); }

  function choose(f) {
    if (!f) return;
    if (current) current.g.removeAttribute("tabindex");
    current = f;
    f.g.setAttribute("tabindex", "0");
  }

  /* The frame next to the current one: dx along its row, dy towards leaves. */
  function neighbour(dx, dy) {
    var level = frames.filter(function (f) { return shown(f) && f !== current; });
    if (dy) {
      level = level.filter(function (f) { return dy > 0 ? holds(current, f) && f.depth > current.depth
                                                        : holds(f, current) && f.depth < current.depth; });
      level.sort(function (a, b) { return dy * (a.depth - b.depth) || b.w - a.w; });
    } else {
      level = level.filter(function (f) { return f.depth === current.depth && dx * (f.b - current.b) > 0; });
      level.sort(function (a, b) { return dx * (a.b - b.b); });
    }
    return level[0];
  }

  function leave() {
    input.value = "";
    search("");
    zoom(null);
  }

  var leafwards = frames.some(function (f) { return f.y < all.y; }) ? "ArrowUp" : "ArrowDown";
  var moves = {ArrowLeft: [-1, 0], ArrowRight: [1, 0]};
  moves.ArrowUp = [0, leafwards === "ArrowUp" ? 1 : -1];
  moves.ArrowDown = [0, -moves.ArrowUp[1]];

  group.addEventListener("click", function (e) {
    var f = of(e.target);
    if (f) { choose(f); f.g.focus({preventScroll: true}); zoom(f); }
  });
  group.addEventListener("mouseover", function (e) { var f = of(e.target); say(f ? f.title : ""); });
  group.addEventListener("mouseout", function () { say(""); });
  group.addEventListener("focusin", function (e) { var f = of(e.target); if (f) say(f.title); });
  group.addEventListener("focusout", function () { say(""); });
  group.addEventListener("keydown", function (e) {
    var next = moves[e.key] && neighbour(moves[e.key][0], moves[e.key][1]);
    if (e.ctrlKey || e.altKey || e.metaKey) return;
    if (next) { choose(next); next.g.focus(); }
    if (e.key === "Enter" || e.key === " ") zoom(current);
    if (moves[e.key] || e.key === "Enter" || e.key === " ") e.preventDefault();
  });
  (svg === document.documentElement ? document : svg).addEventListener("keydown", function (e) {
    if (e.key === "Escape") leave();
    if (e.key === "/" && e.target !== input) { input.focus(); e.preventDefault(); }
  });

  /* ---- what is only there with a script ------------------------------------ */

  var place = document.createElementNS(SVG, "foreignObject"), bar = document.createElementNS(HTML, "div");
  var input = document.createElementNS(HTML, "input"), reset = document.createElementNS(HTML, "button");
  place.setAttribute("x", total - MARGIN - 280);
  place.setAttribute("y", 6);
  place.setAttribute("width", 280);
  place.setAttribute("height", 26);
  bar.setAttribute("class", "bar");
  input.setAttribute("type", "search");
  input.setAttribute("placeholder", "search (/)");
  input.setAttribute("aria-label", "search frames");
  reset.setAttribute("type", "button");
  reset.textContent = "reset";
  reset.disabled = true;
  bar.appendChild(input);
  bar.appendChild(reset);
  place.appendChild(bar);
  svg.appendChild(place);
  input.addEventListener("input", function () { search(input.value); });
  reset.addEventListener("click", leave);
  svg.classList.add("live");
  choose(all);
})();
