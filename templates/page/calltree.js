/* SPDX-License-Identifier: MIT
 * The call tree of ncalls.data, and what is read out of it. Nodes are made when
 * somebody looks at them, so that only what is shown costs anything.
 *
 *   ncalls.calltree.down()    everything; its children are the roots
 *   ncalls.calltree.up()      everything; its children are what costs itself, below them their callers
 *   ncalls.calltree.below(f)  function f and what it calls, however it was reached
 *   ncalls.calltree.above(f)  function f and who called it
 *   .children(node)           heaviest first
 *   .path(node), .find(root, path)   "12.40.7": functions from the root down, for the hash
 *   .changes(root)                   {added, gone} nodes of a comparison
 *   .count(root, query, weight)      {nodes, cost} that match
 *
 * A node: fn (0: not on the page), all (true: of no function, it is everything),
 * parent, depth, total, self, calls (null: nobody counted), rest (of children that
 * are too small for the page), and estimated, recursive, cut as in
 * src/analyze/calltree.h. With a base profile
 * `base` has its total, self and calls on the same path (0: it is new), and nodes
 * that are gone have total 0.
 *
 * Items of a node are places in the page's tree: at the leaf that it counts
 * (callers only), and at the frame that it stands for. */
(function () {
  "use strict";
  var ncalls = window.ncalls;
  var data = ncalls.data, sources = null, NONE = [];

  function read(tree) {
    var n = tree.count + 1, parent = new Uint32Array(n), end = new Uint32Array(n), above = [], i, depth;
    for (i = 0; i < n; i++) {
      depth = tree.depth[i];
      parent[i] = depth ? above[depth - 1] : 0;
      above[depth] = i;
      end[i] = n;
    }
    for (i = n - 1; i > 0; i--) if (i + 1 < n) end[i] = endOf(tree.depth, end, i, n);
    tree.total[0] = 0;
    for (i = 1; i < n; i = end[i]) tree.total[0] += tree.total[i];
    return {count: n, parent: parent, end: end, fn: tree["function"], total: tree.total, self: tree.self,
            calls: tree.calls, rest: tree.rest, marks: tree.marks};
  }

  /* Behind i come its children, each with its own end. */
  function endOf(depth, end, i, n) {
    var at = i + 1;
    while (at < n && depth[at] > depth[i]) at = end[at];
    return at;
  }

  function both() {
    if (!sources) sources = [data.tree, data.baseTree].filter(Boolean).map(read);
    return sources;
  }

  function sum(column, items) {
    var total = 0, i;
    if (!column) return null;
    for (i = 0; i < items.length; i++) total += column[items[i]];
    return total === total ? total : null;
  }

  function marked(source, items, bit) {
    return items.some(function (at) { return source.marks[at] & bit; });
  }

  /* What is counted: of a way down the frames themselves, of callers the leaves. */
  function figures(kind, source, item, isRoot) {
    var leaves = item.leaf || item.at, total;
    if (!source) return null;
    total = sum(kind === "up" ? source.self : source.total, leaves);
    return {total: total, self: item.leaf ? (isRoot ? sum(source.self, leaves) : 0) : sum(source.self, leaves),
            calls: leaves.length ? sum(source.calls, leaves) : 0};
  }

  function make(kind, parent, fn, items) {
    var own = both(), now = figures(kind, own[0], items[0], !parent || parent.all), node = {
      kind: kind, fn: fn, all: !parent && !fn, parent: parent, depth: parent ? parent.depth + 1 : 0, items: items, known: null,
      total: now.total, self: now.self, calls: now.calls, rest: items[0].leaf ? 0 : sum(own[0].rest, items[0].at),
      estimated: own.some(function (source, side) {
        return marked(source, items[side].at, 1) || !!items[side].leaf && marked(source, items[side].leaf, 1);
      }),
      recursive: marked(own[0], items[0].at, 2), cut: !items[0].leaf && marked(own[0], items[0].at, 4),
      base: own[1] ? figures(kind, own[1], items[1], !parent || parent.all) : null,
      part: parent && parent.part || 0 /* of figures that come to more than what was measured; 0: all */
    };
    if (node.part) node.total = Math.round(node.total * node.part);
    return node;
  }

  function group(groups, fn, side, at, leaf, withLeaf) {
    var found = groups.get(fn);
    if (!found) groups.set(fn, found = both().map(function () { return {at: [], leaf: withLeaf ? [] : null}; }));
    found[side].at.push(at);
    if (withLeaf) found[side].leaf.push(leaf);
  }

  /* ---- children ---- */

  function groupDown(groups, source, side, item) {
    item.at.forEach(function (at) {
      for (var child = at + 1; child < source.end[at]; child = source.end[child])
        group(groups, source.fn[child], side, child);
    });
  }

  function groupUp(groups, source, side, item) {
    item.at.forEach(function (at, k) {
      var above = source.parent[at];
      if (above) group(groups, source.fn[above], side, above, item.leaf[k], true);
    });
  }

  function groupLeaves(groups, source, side) {
    for (var at = 1; at < source.count; at++)
      if (source.self[at] > 0) group(groups, source.fn[at], side, at, at, true);
  }

  /* Functions know what they cost, also on ways that are too small for the tree. */
  function addFunctions(groups) {
    var self = data.column("self"), fn;
    for (fn = 1; self && fn <= data.count; fn++)
      if (self[fn] > 0 && !groups.has(fn)) groups.set(fn, both().map(function () { return {at: [], leaf: []}; }));
  }

  function complete(node) {
    var self = data.column("self"), known = self && node.fn ? self[node.fn] : 0;
    if (known > 0) node.estimated = false;
    if (known > 0 && known < node.total && !node.base) node.part = known / node.total;
    if (!(known > node.total) && !node.part) return;
    node.rest = Math.max(0, known - node.total);
    node.total = node.self = known;
    node.calls = data.fn(node.fn).calls;
  }

  function heavier(a, b) {
    return b.total - a.total || (b.base ? b.base.total - a.base.total : 0) || a.fn - b.fn;
  }

  function children(node) {
    var groups = new Map(), nodes = [];
    if (node.known) return node.known;
    both().forEach(function (source, side) {
      if (node.kind === "down") groupDown(groups, source, side, node.items[side]);
      else if (node.all) groupLeaves(groups, source, side);
      else groupUp(groups, source, side, node.items[side]);
    });
    if (node.kind === "up" && node.all) addFunctions(groups);
    groups.forEach(function (items, fn) { nodes.push(make(node.kind, node, fn, items)); });
    if (node.kind === "up" && node.all) nodes.forEach(complete);
    return node.known = nodes.sort(heavier);
  }

  /* ---- roots ---- */

  function everything(kind) {
    var node = make("down", null, 0, both().map(function () { return {at: [0], leaf: null}; }));
    node.kind = kind;
    if (kind === "up") node.self = node.total;
    return node;
  }

  /* Frames of f that stand on no other frame of f. */
  function topmost(source, f) {
    var found = [], at = 1;
    while (at < source.count)
      if (source.fn[at] === f) {
        found.push(at);
        at = source.end[at];
      } else at++;
    return found;
  }

  function below(f) {
    var node = make("down", null, f, both().map(function (source) { return {at: topmost(source, f), leaf: null}; }));
    return node.items.some(function (item) { return item.at.length; }) ? node : null;
  }

  function above(f) {
    var node = make("all", null, f, both().map(function (source) {
      var found = topmost(source, f);
      return {at: found, leaf: found};
    }));
    return node.items.some(function (item) { return item.at.length; }) ? node : null;
  }

  /* Everything, without making nodes of it. */
  function countAll(source, hits) {
    var nodes = 0, cost = 0, end = 0, at;
    for (at = 1; at < source.count; at++) {
      if (!hits[source.fn[at]]) continue;
      nodes++;
      if (at < end) continue;
      cost += source.total[at];
      end = source.end[at];
    }
    return {nodes: nodes, cost: cost};
  }

  /* What a search finds below root: how many nodes, and their cost; those on one another count once. */
  function count(root, query, weight) {
    var nodes = 0, cost = 0, stack = [[root, false]], item, hit;
    if (root.all && root.kind === "down" && both().length === 1) return countAll(both()[0], query.hits);
    while (stack.length) {
      item = stack.pop();
      hit = !!query.hits[item[0].fn];
      if (hit) nodes++;
      if (hit && !item[1]) cost += weight(item[0]);
      children(item[0]).forEach(function (child) { stack.push([child, item[1] || hit]); });
    }
    return {nodes: nodes, cost: cost};
  }

  /* Of a comparison: how many nodes are new, how many are gone. */
  function changes(root) {
    var found = {added: 0, gone: 0}, stack = [root], node;
    while (stack.length) {
      node = stack.pop();
      if (node.base.total === 0) found.added++;
      if (node.total === 0) found.gone++;
      children(node).forEach(function (child) { stack.push(child); });
    }
    return found;
  }

  function path(node) {
    var names = [];
    for (; node && node.parent; node = node.parent) names.unshift(node.fn);
    return names.join(".");
  }

  /* As far as the path leads. */
  function find(root, text) {
    return (text ? text.split(".") : NONE).reduce(function (node, name) {
      return node && children(node).find(function (child) { return child.fn === +name; }) || node;
    }, root);
  }

  /* Whether function i has a node. */
  var held = null;
  function holds(i) {
    var k;
    if (!held) {
      held = new Uint8Array(data.count + 1);
      for (k = 1; k <= data.tree.count; k++) held[data.tree.function[k]] = 1;
    }
    return held[i] === 1;
  }

  ncalls.calltree = {
    available: !!data.tree && data.tree.count > 0,
    exact: !!data.tree && !!data.tree.exact,
    whole: data.tree ? data.tree.whole : 0,
    compared: !!data.baseTree,
    down: function () { return everything("down"); },
    up: function () { return everything("up"); },
    below: below, above: above, children: children, count: count, changes: changes, path: path, find: find, holds: holds,
    ancestors: function (node) {
      var found = [];
      for (; node; node = node.parent) found.unshift(node);
      return found;
    }
  };
})();
