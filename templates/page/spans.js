/* SPDX-License-Identifier: MIT
 * What ran when: the calls of data.timeline in order of time, track by track (a track is a
 * thread), each behind the one that it lies in. null: this profile keeps no order of time.
 *
 *   ncalls.spans.count, .length (the end of all), .unit, .sampled, .merged ...   see src/write/page_time.c
 *   .fn[i], .start[i], .took[i], .merges[i]   function (0: not on the page), when, how long,
 *                              and of how many short calls it is made (0: it is one)
 *   .parent[i]                 -1: none
 *   .row[i], .rows             where it stands: rows of all tracks, one below the other;
 *                              rows[r] = spans in order of time
 *   .tracks[k]                 {title, row (of its title; -1: it has none), first, count}
 *   .own(i)                    without what it called
 *   .way(i)                    the way down to it, it last
 *   .cost(query)               {spans, cost, of}: what matches, in the time of all tracks */
(function () {
  "use strict";
  var ncalls = window.ncalls, t = ncalls.data.timeline, spans, NONE = -1;

  /* Title rows stand over tracks that have a name or are not alone. */
  function titleOf(track) {
    var ids = track.process === undefined || t.tracks.every(function (each) { return each.process === track.process; }) ? ""
      : "process " + track.process;
    return [track.name || (t.tracks.length > 1 ? "thread " + (track.thread === undefined ? "unknown" : track.thread) : ""), ids].filter(Boolean).join(", ");
  }

  function read() {
    var n = t.count, at = 0, row = 0;
    spans = Object.assign({}, t, {fn: t["function"], took: t.length_of, merges: t.calls_of, start: new Float64Array(n),
                                  parent: new Int32Array(n), row: new Uint32Array(n), rows: []});
    spans.tracks = t.tracks.map(function (track) {
      var title = titleOf(track), made = {title: title, row: title ? row++ : NONE, first: at, count: track.count}, top = row;
      var above = [], start = 0, end = at + track.count, i;
      if (title) spans.rows.push([]);
      for (i = 0; i < track.depth; i++) spans.rows.push([]);
      for (; at < end; at++) {
        spans.start[at] = start += t.step[at];
        above[t.depth[at]] = at;
        spans.parent[at] = t.depth[at] > 1 ? above[t.depth[at] - 1] : NONE;
        spans.row[at] = top + t.depth[at] - 1;
        spans.rows[spans.row[at]].push(at);
      }
      row = top + track.depth;
      return made;
    });
  }

  function own(i) {
    var left = spans.took[i], k;
    for (k = i + 1; k < t.count && t.depth[k] > t.depth[i]; k++)
      if (spans.parent[k] === i) left -= spans.took[k];
    return Math.max(0, left);
  }

  function way(i) {
    var found = [];
    for (; i >= 0; i = spans.parent[i]) found.unshift(i);
    return found;
  }

  /* Calls below one that matches are in its time. */
  function cost(query) {
    var sum = {spans: 0, cost: 0, of: 0}, inside = new Uint8Array(t.count), i, hit, above;
    for (i = 0; i < t.count; i++) {
      above = spans.parent[i];
      hit = query && query.hits[spans.fn[i]];
      if (above < 0) sum.of += spans.took[i];
      if (hit) sum.spans++;
      if (hit && !(above >= 0 && inside[above])) sum.cost += spans.took[i];
      inside[i] = hit || above >= 0 && inside[above] ? 1 : 0;
    }
    return sum;
  }

  if (t) {
    read();
    Object.assign(spans, {own: own, way: way, cost: cost});
  }
  ncalls.spans = spans || null;
})();
