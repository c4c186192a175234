/* SPDX-License-Identifier: MIT
 * Spans over an axis of time, on a canvas: tracks one below the other, what is called below
 * its caller. Only what is in sight is painted.
 *
 *   chart = ncalls.timeChart({
 *     label: "In order of time",      what a screen reader says it is
 *     paint: function (),             a ncalls.flamePaint
 *     hit: function (fn),             true, false; null: nothing is searched
 *     title: function (i),            what is written on a span
 *     describe: function (i),         elements for the tooltip
 *     choose: function (i),           the span that has the focus; -1: none
 *     open: function (i),             its function is wanted
 *     zoom: function (i),             it is wanted as wide as all; -1: all is
 *     moved: function (from, to)      by a pointer or a key
 *   });
 *   chart.element; chart.show(from, to, i); chart.repaint(); chart.chosen(); chart.by(factor) */
(function () {
  "use strict";
  var ncalls = window.ncalls, el = ncalls.el, spans = ncalls.spans;
  var ROW = 20, GAP = 1, PADDING = 4, LEGIBLE = 26, AXIS = 24, APART = 90, NEAR = 4, LEAST = 10, STEP = 1.5, PART = 0.25;
  var PAPER = {width: 680, height: 800}; /* of one sheet, in pixels */
  var FONT = "12px system-ui, sans-serif";
  var UNITS = [[1e9, " s"], [1e6, " ms"], [1e3, " \u00b5s"], [1, " ns"]];

  /* 1, 2 or 5 times a power of ten, at least so much. */
  function round(least) {
    var power = Math.pow(10, Math.floor(Math.log10(Math.max(1, least))));
    return [1, 2, 5, 10].map(function (each) { return each * power; }).find(function (each) { return each >= least; });
  }

  /* A time, to the step: "1,220 ms". */
  ncalls.clock = function (at, step) {
    var unit;
    if (spans.unit !== "ns") return ncalls.format.count(at);
    if (!at) return "0 s";
    unit = UNITS.find(function (each) { return step >= each[0]; }) || UNITS[3];
    return ncalls.format.count(at / unit[0]) + unit[1];
  };

  ncalls.timeChart = function (how) {
    var canvas = el("canvas", {"aria-hidden": "true"}), space = el("div"), tip = ncalls.tip();
    var box = el("div", {"class": "frames times", tabindex: "0", role: "application", "aria-roledescription": "chart of time",
                         "aria-label": how.label}, canvas, space);
    var context = canvas.getContext("2d"), height = AXIS + spans.rows.length * ROW;
    var from = 0, to = spans.length, width = 0, chosen = -1, pointers = new Map(), moved = 0, paper = null;
    var soon = ncalls.soon(paint);

    function xOf(time) { return (time - from) * width / (to - from); }
    function timeOf(x) { return from + x * (to - from) / width; }
    function yOf(row) { return AXIS + row * ROW - (paper ? 0 : box.scrollTop); }
    function seen() { return Math.min(paper ? paper.height : box.clientHeight, height); }

    /* The first span of a row that ends behind `time`. */
    function firstOf(row, time) {
      var low = 0, high = row.length, middle;
      while (low < high) {
        middle = (low + high) >> 1;
        if (spans.start[row[middle]] + spans.took[row[middle]] < time) low = middle + 1; else high = middle;
      }
      return low;
    }

    /* ---- painting ---- */

    function paintSpan(i, y, brush) {
      var x = Math.max(-2, xOf(spans.start[i])), w = Math.min(width + 2, xOf(spans.start[i] + spans.took[i])) - x;
      var hit = spans.fn[i] ? how.hit(spans.fn[i]) : null;
      w = Math.max(w - (w > 3 ? GAP : 0), 0.6);
      context.fillStyle = hit ? brush.hit() : brush.of({fn: spans.fn[i]}, hit === false);
      context.fillRect(x, y, w, ROW - GAP);
      if (i === chosen) {
        context.strokeStyle = brush.ink();
        context.lineWidth = 2;
        context.strokeRect(x + 1, y + 1, Math.max(w - 2, 1), ROW - GAP - 2);
      }
      if (w < LEGIBLE) return;
      context.fillStyle = brush.ink();
      x = Math.max(x, 0);
      context.fillText(ncalls.fitted(context, how.title(i), Math.min(w, width - x) - 2 * PADDING), x + PADDING, y + 14);
    }

    function paintRow(row, at, brush) {
      var y = yOf(at), k, i, last = -1, x;
      if (y + ROW < AXIS || y > seen()) return;
      for (k = firstOf(row, from); k < row.length && spans.start[i = row[k]] <= to; k++) {
        x = Math.floor(2 * xOf(spans.start[i] + spans.took[i]));
        if (x === last && i !== chosen) continue; /* the same half of a pixel */
        last = x;
        paintSpan(i, y, brush);
      }
    }

    function paintTitles(brush) {
      context.font = "600 " + FONT;
      context.fillStyle = brush.ink();
      spans.tracks.forEach(function (track) {
        if (track.row >= 0) context.fillText(ncalls.fitted(context, track.title, width - 2 * PADDING), PADDING, yOf(track.row) + 14);
      });
      context.font = FONT;
    }

    function paintAxis(brush, ground) {
      var step = round((to - from) * APART / width), at = Math.ceil(from / step) * step, x, words;
      context.fillStyle = ground;
      context.fillRect(0, 0, width, AXIS - 2);
      context.fillStyle = brush.ink();
      context.fillRect(0, AXIS - 3, width, 1);
      for (; at <= to; at += step) {
        x = xOf(at);
        context.fillRect(Math.round(x), AXIS - 8, 1, 5);
        words = ncalls.clock(at, step);
        if (x + 3 + context.measureText(words).width <= width) context.fillText(words, x + 3, 15);
      }
    }

    function paint() {
      var brush = how.paint(), ratio = window.devicePixelRatio || 1;
      if (!width || !box.isConnected) return;
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(seen() * ratio);
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.font = FONT;
      spans.rows.forEach(function (row, at) { paintRow(row, at, brush); });
      paintTitles(brush);
      paintAxis(brush, brush.page());
    }

    function size() {
      box.style.setProperty("height", (paper ? seen() : height + 2) + "px");
      width = paper ? paper.width : box.clientWidth;
      canvas.style.setProperty("width", width + "px");
      canvas.style.setProperty("height", seen() + "px");
      space.style.setProperty("height", (paper ? 0 : height - seen()) + "px");
      paint();
    }

    /* ---- what is in sight ---- */

    function set(first, last, isSilent) {
      var range = Math.min(Math.max(last - first, Math.min(LEAST, spans.length)), spans.length);
      from = Math.max(0, Math.min(first, spans.length - range));
      to = from + range;
      soon();
      if (!isSilent) how.moved(from, to);
    }

    function zoom(factor, x) {
      var at = timeOf(x), range = (to - from) / factor;
      set(at - (at - from) / factor, at - (at - from) / factor + range);
    }

    /* Around the chosen span, if it is in sight. */
    function by(factor) {
      var x = chosen < 0 ? -1 : xOf(spans.start[chosen] + spans.took[chosen] / 2);
      zoom(factor, x >= 0 && x <= width ? x : width / 2);
    }

    function pan(part) { set(from + part * (to - from), to + part * (to - from)); }

    function reveal(i) {
      var y = AXIS + spans.row[i] * ROW, range = to - from, middle = spans.start[i] + spans.took[i] / 2;
      if (y - AXIS < box.scrollTop) box.scrollTop = Math.max(0, y - AXIS - ROW);
      else if (y + ROW > box.scrollTop + box.clientHeight) box.scrollTop = y + ROW - box.clientHeight;
      if (spans.start[i] > to || spans.start[i] + spans.took[i] < from) set(middle - range / 2, middle + range / 2);
    }

    function choose(i) {
      chosen = i;
      if (i >= 0) reveal(i);
      how.choose(i);
      soon();
    }

    /* ---- pointers: one moves, two enlarge ---- */

    function spanAt(event) {
      var area = box.getBoundingClientRect(), x = event.clientX - area.left - box.clientLeft, y = event.clientY - area.top - box.clientTop;
      var row = spans.rows[Math.floor((y - AXIS + box.scrollTop) / ROW)], near = timeOf(3) - from, time = timeOf(x), k, i, best = -1, apart = near;
      if (!row || y < AXIS) return -1;
      for (k = firstOf(row, time - near); k < row.length && spans.start[i = row[k]] <= time + near; k++) {
        near = Math.max(spans.start[i] - time, time - spans.start[i] - spans.took[i], 0);
        if (near <= apart) best = i;
        apart = Math.min(apart, near);
      }
      return best;
    }

    function distance() {
      var two = Array.from(pointers.values());
      return Math.abs(two[0].clientX - two[1].clientX);
    }

    function down(event) {
      if (event.button || event.clientX - box.getBoundingClientRect().left > box.clientWidth) return; /* the scroll bar */
      pointers.set(event.pointerId, event);
      moved = pointers.size > 1 ? NEAR : 0;
    }

    function move(event) {
      var before = pointers.get(event.pointerId), i = before ? -1 : spanAt(event), apart;
      tip.show(event, i < 0 ? null : how.describe(i));
      if (!before) return;
      moved += Math.abs(event.clientX - before.clientX) + Math.abs(event.clientY - before.clientY);
      if (moved >= NEAR && !box.hasPointerCapture(event.pointerId)) box.setPointerCapture(event.pointerId);
      if (pointers.size === 1 && moved >= NEAR) {
        pan((before.clientX - event.clientX) / width);
        box.scrollTop += before.clientY - event.clientY;
      } else if (pointers.size === 2) apart = distance();
      pointers.set(event.pointerId, event);
      if (apart && distance()) zoom(distance() / apart, event.clientX - box.getBoundingClientRect().left);
    }

    function up(event) { pointers["delete"](event.pointerId); }

    function wheel(event) {
      var lines = event.deltaMode ? 24 : 1, along = event.shiftKey ? event.deltaX || event.deltaY : event.deltaX;
      event.preventDefault();
      tip.hide();
      if (event.shiftKey || Math.abs(along) > Math.abs(event.deltaY)) pan(along * lines / width);
      else zoom(Math.pow(1.0018, -event.deltaY * lines), event.clientX - box.getBoundingClientRect().left);
    }

    function click(event) {
      var i = spanAt(event);
      tip.hide();
      if (i < 0 || moved >= NEAR) return;
      choose(i);
      if (event.shiftKey) how.zoom(i);
      else if (spans.fn[i]) how.open(i);
    }

    /* ---- keys: along the row, to the caller, to the first call; into the next track ---- */

    function beside(step) {
      var row = spans.rows[spans.row[chosen]], at = row.indexOf(chosen) + step;
      return row[at] === undefined ? chosen : row[at];
    }

    function trackBeside(step) {
      var at = spans.tracks.findIndex(function (track) { return chosen < track.first + track.count; });
      return spans.tracks[at + step] ? spans.tracks[at + step].first : chosen;
    }

    var STEPS = {
      ArrowLeft: function () { return beside(-1); }, ArrowRight: function () { return beside(1); },
      ArrowUp: function () { return spans.parent[chosen] < 0 ? trackBeside(-1) : spans.parent[chosen]; },
      ArrowDown: function () { return spans.parent[chosen + 1] === chosen ? chosen + 1 : trackBeside(1); }
    };
    var KEYS = {
      "+": function () { by(STEP); }, "=": function () { by(STEP); }, "-": function () { by(1 / STEP); },
      PageUp: function () { pan(-PART); }, PageDown: function () { pan(PART); },
      Home: function () { pan(-spans.length); }, End: function () { pan(spans.length); },
      Escape: function () { how.zoom(-1); },
      Backspace: function () { how.zoom(chosen < 0 ? -1 : spans.parent[chosen]); },
      Enter: function (event) {
        if (chosen < 0) return;
        if (event.shiftKey && spans.fn[chosen]) how.open(chosen); else how.zoom(chosen);
      }
    };

    function press(event) {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (STEPS[event.key]) choose(chosen < 0 ? 0 : STEPS[event.key]());
      else if (KEYS[event.key]) KEYS[event.key](event);
      else return;
      event.preventDefault();
    }

    Object.entries({pointerdown: down, pointermove: move, pointerup: up, pointercancel: up, click: click, keydown: press,
                    pointerleave: tip.hide, scroll: function () { tip.hide(); soon(); }}).forEach(function (row) {
      box.addEventListener(row[0], row[1]);
    });
    box.addEventListener("wheel", wheel, {passive: false});
    ncalls.printed(box, function (on) {
      if (!box.offsetParent) return;
      paper = on ? PAPER : null;
      how.paint().refresh(on);
      size();
    });
    new ResizeObserver(ncalls.soon(function () { if (!paper && box.clientWidth && box.clientWidth !== width) size(); })).observe(box);

    return {
      element: box, repaint: soon, by: by, leave: tip.hide, choose: choose,
      chosen: function () { return chosen; },
      range: function () { return [from, to]; },
      show: function (first, last, i) {
        size();
        chosen = i;
        set(first, last, true);
        if (i >= 0) reveal(i);
        paint();
      }
    };
  };
})();
