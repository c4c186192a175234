/* SPDX-License-Identifier: MIT
 * Boxes on boxes on a canvas: one part of the flame graph. It knows nodes and
 * widths, not what they mean. Only rows that are scrolled to are painted, and
 * what is narrower than half a pixel is counted in a grey box.
 *
 *   chart = ncalls.flameChart({
 *     flipped: false,           true: the root at the bottom
 *     label: "Flame graph",     what a screen reader says it is
 *     weight: function (node),  how wide
 *     children: function (node),
 *     hit: function (node),     true, false; null: nothing is searched
 *     paint: function (),       a ncalls.flamePaint
 *     choose: function (node),  the frame that has the focus; null: none
 *     zoom: function (node),    is wanted as wide as all
 *     open: function (node),    its function is wanted
 *     describe: function (node) elements for the tooltip
 *   });
 *   chart.element; chart.show(root, zoomed); chart.draw(); chart.flip(flipped) */
(function () {
  "use strict";
  var ncalls = window.ncalls, el = ncalls.el;
  var ROW = 20, GAP = 1, PADDING = 4, LEGIBLE = 26, LEAST = 0.5, FONT = "12px system-ui, sans-serif", MOST = 1200;
  var PAPER = {width: 680, height: 800}; /* of one sheet, in pixels */

  ncalls.flameChart = function (how) {
    var canvas = el("canvas", {"aria-hidden": "true"});
    var space = el("div"), tip = ncalls.tip();
    var box = el("div", {"class": "frames", tabindex: "0", role: "application", "aria-roledescription": how.label,
                         "aria-label": how.label}, canvas, space);
    var context = canvas.getContext("2d");
    var root = null, zoomed = null, chosen = null, rows = [], width = 0, height = 0, hatch = null, flipped = how.flipped, paper = null;
    var soon = ncalls.soon(paint);

    /* ---- where boxes stand ---- */

    function put(row, frame) { (rows[row] = rows[row] || []).push(frame); }

    function layOut() {
      var above = ncalls.calltree.ancestors(zoomed), stack = [], scale;
      rows = [];
      above.forEach(function (node, row) { put(row, {node: node, x: 0, w: width}); });
      scale = how.weight(zoomed) > 0 ? width / how.weight(zoomed) : 0;
      stack.push({node: zoomed, x: 0, row: above.length - 1});
      while (stack.length) layOutChildren(stack.pop(), scale, stack);
      rows.forEach(function (row) { row.sort(function (a, b) { return a.x - b.x; }); });
      height = rows.length * ROW;
    }

    function layOutChildren(parent, scale, stack) {
      var x = parent.x, rest = parent.node.rest;
      if (parent.row > MOST) return;
      how.children(parent.node).forEach(function (node) {
        var w = how.weight(node) * scale;
        if (w < LEAST) {
          rest += how.weight(node);
          return;
        }
        put(parent.row + 1, {node: node, x: x, w: w});
        stack.push({node: node, x: x, row: parent.row + 1});
        x += w;
      });
      if (rest * scale >= LEAST) put(parent.row + 1, {rest: rest, parent: parent.node, x: x, w: rest * scale});
    }

    /* ---- painting ---- */

    function hatching(ink) {
      var tile = document.createElement("canvas"), brush = tile.getContext("2d");
      tile.width = tile.height = 8;
      brush.strokeStyle = ink;
      brush.globalAlpha = 0.16;
      brush.lineWidth = 1.5;
      brush.beginPath();
      [-8, 0, 8].forEach(function (at) { brush.moveTo(at, 8); brush.lineTo(at + 8, 0); });
      brush.stroke();
      return context.createPattern(tile, "repeat");
    }

    function yOf(row) { return (flipped ? rows.length - 1 - row : row) * ROW; }

    /* Of a comparison: what the colour says. */
    function sign(node) {
      if (!node.base || node.total === node.base.total) return "";
      return node.base.total === 0 ? "new: " : node.total === 0 ? "gone: " : node.total > node.base.total ? "+ " : "\u2212 ";
    }

    function words(frame) {
      var one;
      if (!frame.node) return "smaller ones";
      if (!frame.node.fn) return ncalls.nameOf(frame.node) + "  " + ncalls.format.cost(how.weight(frame.node));
      one = ncalls.data.fn(frame.node.fn);
      return sign(frame.node) + (frame.node.estimated ? "~" : "") + one.name + (frame.w > 160 && one.place ? "  " + one.place : "");
    }

    function paintFrame(frame, y, paint) {
      var w = Math.max(frame.w - GAP, 0.4), hit = frame.node && frame.node.fn ? how.hit(frame.node) : null;
      var isDim = hit === false || zoomed && frame.node && frame.node.depth < zoomed.depth;
      context.fillStyle = !frame.node ? paint.rest() : hit ? paint.hit() : paint.of(frame.node, isDim);
      context.fillRect(frame.x, y, w, ROW - GAP);
      if (frame.node && frame.node.estimated) {
        context.fillStyle = hatch;
        context.fillRect(frame.x, y, w, ROW - GAP);
      }
      if (frame.node && frame.node === chosen) {
        context.strokeStyle = paint.ink();
        context.lineWidth = 2;
        context.strokeRect(frame.x + 1, y + 1, Math.max(w - 2, 1), ROW - GAP - 2);
      }
      if (frame.w < LEGIBLE) return;
      context.fillStyle = paint.ink();
      context.fillText(ncalls.fitted(context, words(frame), frame.w - 2 * PADDING), frame.x + PADDING, y + 14);
    }

    function paint() {
      var brush = how.paint(), top = paper ? 0 : box.scrollTop, seen = paper ? paper.height : box.clientHeight, ratio = window.devicePixelRatio || 1;
      if (!root || !width) return;
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(Math.min(seen, height) * ratio);
      context.setTransform(ratio, 0, 0, ratio, 0, -top * ratio);
      context.font = FONT;
      hatch = hatching(brush.ink());
      rows.forEach(function (row, at) {
        var y = yOf(at);
        if (y + ROW < top || y > top + seen) return;
        row.forEach(function (frame) { paintFrame(frame, y, brush); });
      });
    }

    /* The canvas is as high as what is seen of it, and sticks there. */
    function size() {
      var seen;
      box.style.setProperty("height", height + 2 + "px");
      seen = Math.min((paper || {height: box.clientHeight}).height, height);
      if (paper) box.style.setProperty("height", seen + "px");
      canvas.style.setProperty("width", width + "px");
      canvas.style.setProperty("height", seen + "px");
      space.style.setProperty("height", (paper ? 0 : height - seen) + "px");
    }

    function draw() {
      width = paper ? paper.width : box.clientWidth;
      if (!root || !width) return;
      layOut();
      size();
      if (!paper && box.clientWidth !== width) { /* a scroll bar came or went */
        width = box.clientWidth;
        layOut();
        size();
      }
      paint();
    }

    /* ---- which frame ---- */

    function rowOf(node) { return node.depth - root.depth; }

    function frameAt(event) {
      var area = box.getBoundingClientRect();
      var x = event.clientX - area.left - box.clientLeft, y = event.clientY - area.top - box.clientTop + box.scrollTop;
      var at = Math.floor(y / ROW);
      if (flipped) at = rows.length - 1 - at;
      return (rows[at] || []).find(function (frame) { return x >= frame.x && x < frame.x + frame.w; }) || null;
    }

    function reveal(node) {
      var y = yOf(rowOf(node));
      if (y < box.scrollTop) box.scrollTop = y;
      else if (y + ROW > box.scrollTop + box.clientHeight) box.scrollTop = y + ROW - box.clientHeight;
    }

    function choose(node, isSilent) {
      chosen = node;
      if (node) reveal(node);
      if (!isSilent) how.choose(node);
      soon();
    }

    function point(event) {
      var frame = frameAt(event);
      tip.show(event, !frame ? null : frame.node ? how.describe(frame.node) : [words(frame) + ": " + ncalls.format.cost(frame.rest)]);
    }

    /* ---- keys: along the row, to the parent, to the heaviest child ---- */

    function beside(step) {
      var row = rows[rowOf(chosen)] || [], at = row.findIndex(function (frame) { return frame.node === chosen; });
      for (at += step; row[at] && !row[at].node; at += step);
      return row[at] && row[at].node;
    }

    function below() {
      var row = rows[rowOf(chosen) + 1] || [], best = null;
      row.forEach(function (frame) { if (frame.node && frame.node.parent === chosen && (!best || frame.w > best.w)) best = frame; });
      return best && best.node;
    }

    function neighbour(key) {
      if (key === "ArrowLeft" || key === "ArrowRight") return beside(key === "ArrowLeft" ? -1 : 1);
      return (key === "ArrowDown") === !flipped ? below() : chosen === root ? null : chosen.parent;
    }

    function press(event) {
      var next;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      chosen = chosen || zoomed;
      if (/^Arrow/.test(event.key)) {
        next = neighbour(event.key);
        if (next) choose(next);
      } else if (event.key === "Enter" || event.key === " ") {
        if (event.shiftKey && chosen.fn) how.open(chosen); else how.zoom(chosen);
      } else if (event.key === "Escape" || event.key === "Backspace") {
        if (zoomed === root) return;
        how.zoom(event.key === "Escape" ? root : zoomed.parent || root);
      } else if (event.key === "Home") choose(root);
      else return;
      event.preventDefault();
    }

    box.addEventListener("keydown", press);
    box.addEventListener("mousemove", point);
    box.addEventListener("mouseleave", tip.hide);
    box.addEventListener("scroll", function () { tip.hide(); soon(); });
    box.addEventListener("focus", function () { if (!chosen && zoomed && box.matches(":focus-visible")) choose(zoomed); });
    box.addEventListener("click", function (event) {
      var frame = frameAt(event);
      tip.hide();
      if (!frame || !frame.node) return;
      choose(frame.node);
      how.zoom(frame.node);
    });
    ncalls.printed(box, function (on) {
      if (!box.offsetParent) return;
      paper = on ? PAPER : null;
      how.paint().refresh(on);
      draw();
    });
    new ResizeObserver(ncalls.soon(function () { if (!paper && box.clientWidth !== width) draw(); })).observe(box);

    return {
      element: box, draw: draw, repaint: soon,
      chosen: function () { return chosen; },
      frames: function () { return rows; },
      flip: function (isFlipped) { flipped = isFlipped; },
      leave: tip.hide,
      /* Shows `node` as wide as all of `top`; what was chosen stays if it is in there. */
      show: function (top, node) {
        var changed = zoomed !== node || root !== top;
        root = top;
        zoomed = node;
        if (chosen && ncalls.calltree.ancestors(chosen).indexOf(top) === -1) chosen = null;
        draw();
        if (changed) box.scrollTop = flipped ? box.scrollHeight : 0;
        if (changed) reveal(node);
        paint();
      }
    };
  };
})();
