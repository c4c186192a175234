/* SPDX-License-Identifier: MIT
 * One function: its figures, who calls it (above) and what it calls (below). */
(function () {
  "use strict";
  var ncalls = window.ncalls, el = ncalls.el, data = ncalls.data, format = ncalls.format;
  var root, current = 0, FINDINGS = 5;

  function some(edges, key) { return edges.some(function (edge) { return edge[key] !== null; }); }

  function plain(id, title, help, say, value, less) {
    return {id: id, title: title, help: help, less: less, value: value || function (edge) { return edge[id]; },
            cell: function (edge) { return say((value || function (edge) { return edge[id]; })(edge)); }};
  }

  function change(key, say) {
    return {id: key + "-change", title: "\u00b1", help: "change since the base", less: key === "total" ? 0 : 1,
            value: function (edge) { return Math.abs(edge[key] - edge.base[key]); },
            cell: function (edge) { return ncalls.change(edge[key], edge.base[key], say); }};
  }

  /* How calls multiply, and what they did. */
  function multiplied(edge, side) {
    var caller = data.fn(edge.caller), calls = (side ? caller.base : caller).calls, own = (side ? edge.base : edge).calls;
    return own !== null && calls > 0 ? own / calls : null;
  }

  function multipliedChange(edge) {
    var now = multiplied(edge), base = multiplied(edge, "base");
    return now === null ? null : base === null ? el("span", {"class": "change risen"}, "(new)")
      : ncalls.change(now, base, function (each) { return format.ratio(each, 1); });
  }

  /* `end` is what the rows are about, "caller" or "callee"; `of` is the function's cost. */
  function columnsOf(edges, end, of) {
    var counted = some(edges, "calls"), timed = some(edges, "total");
    return [
      {id: "name", title: end, kind: "name", cell: function (edge) { return ncalls.link(edge[end]); },
       value: function (edge) { return data.haystack()[edge[end]]; }},
      counted && {id: "calls", title: "calls", help: "of these two: all, and those that were not recursive",
                  value: function (edge) { return edge.calls; },
                  cell: function (edge) { return format.calls(edge.calls, edge.primitive); }},
      counted && data.compared && change("calls", format.count),
      counted && {id: "each", title: "ampli\u00adfication", help: "calls by one call of the caller: how they multiply",
                  value: function (edge) { return multiplied(edge); },
                  cell: function (edge) { return amplified(edge); }},
      counted && data.compared && {id: "each-change", title: "\u00b1", help: "change since the base", less: 1, cell: multipliedChange,
                                   value: function (edge) { return Math.abs(multiplied(edge) - multiplied(edge, "base")); }},
      some(edges, "self") && plain("self", "self", "of the callee, while called from this caller", format.cost, null, 1),
      some(edges, "self") && data.compared && change("self", format.cost),
      timed && plain("total", "cumulative", "of the callee, while called from this caller", format.cost),
      timed && data.compared && change("total", format.cost),
      timed && !data.compared && {id: "share", title: "share", kind: "share", less: 1, help: "of this function's cumulative",
                value: function (edge) { return edge.total; },
                cell: function (edge) { return ncalls.share(edge.total, of); }}
    ].filter(Boolean);
  }

  function amplified(edge) {
    var calls = data.fn(edge.caller).calls, text = format.ratio(edge.calls, calls);
    return calls > 0 && edge.calls / calls >= 10 ? el("strong", {"class": "many"}, text) : text;
  }

  /* Of a large profile not all calls are on the page. */
  function left() { return data.raw.shown.edges < data.raw.shown.edgesOf; }

  function leftOut(one, callers) {
    var shown = data.raw.shown, calls = callers.reduce(function (sum, edge) { return sum + edge.calls; }, 0);
    return !left() ? null : el("p", {"class": "hint"}, "Callers and callees may be missing here: " + format.count(shown.edges) + " of " +
      format.plural(shown.edgesOf, "way") + " in which functions call each other are on this page" +
      (one.calls > calls && !data.compared ? ", and " + format.count(one.calls - calls) + " of " + format.plural(one.calls, "call") + " of this one came along others, or from nowhere" : "") +
      ". --min-share sets the limit.");
  }

  function edgeTable(edges, end, one) {
    var title = end === "caller" ? "Callers" : "Callees", columns;
    if (!edges.length) return el("p", {"class": "hint"}, left() ? "None that is on this page."
                                   : end === "caller" ? "Nothing called it." : "It called nothing.");
    columns = columnsOf(edges, end, one.total === null ? one.self : one.total);
    return ncalls.table({caption: title + " of " + one.name, columns: columns, rows: edges,
                         sort: columns.some(function (each) { return each.id === "total"; }) ? "total" : "calls"});
  }

  /* ---- recursion: the shortest way from the function back to itself ---- */

  function wayBack(i) {
    var from = new Map(), queue = [i], at, k, e = data.edges, next, way;
    for (at = 0; e && at < queue.length; at++)
      for (k = e.begin[queue[at]]; k < e.begin[queue[at] + 1]; k++) {
        next = e.callee[k];
        if (next === i) {
          way = [i];
          for (next = queue[at]; next !== i; next = from.get(next)) way.unshift(next);
          return [i].concat(way);
        }
        if (!from.has(next) && next !== i) {
          from.set(next, queue[at]);
          queue.push(next);
        }
      }
    return null;
  }

  function recursion(one) {
    var way = one.calls !== one.primitive || !data.has.calls ? wayBack(one.id) : null, parts = [];
    if (!way) return null;
    way.forEach(function (i, k) {
      if (k) parts.push(" \u2192 ");
      parts.push(el("a", {href: "#/function=" + i, "class": "code"}, data.name(i)));
    });
    return el("p", null, el("strong", null, "Recursive"),
              data.has.calls ? [": " + format.count(one.calls - one.primitive) + " of its " +
                format.plural(one.calls, "call") + " came from below itself, ",
                one.base ? ["before " + format.count(one.base.calls - one.base.primitive) + ", "] : null] : ": ", parts);
  }

  /* ---- the head ---- */

  function figure(title, value, more, changed) {
    return el("div", null, el("dt", null, title), el("dd", null, value, more ? el("span", {"class": "soft"}, " " + more) : null,
                                                    changed ? [" ", changed] : null));
  }

  function figures(one) {
    var whole = data.whole, base = one.base;
    function since(key, say) { return base ? ncalls.change(one[key], base[key], say) : null; }
    function sinceEach(key) { return base ? ncalls.changeEach(one[key], one.calls, base[key], base.calls) : null; }
    function share(key) {
      return format.share(one[key], whole) + (base ? ", was " + format.share(base[key], data.totals.base_self) : "");
    }
    return el("dl", {"class": "figures"},
              one.calls === null ? null : figure("calls", format.count(one.calls),
                                                 one.primitive !== one.calls ? [format.count(one.primitive) + " primitive", base ? [" ", since("primitive", format.count)] : null] : null,
                                                 since("calls", format.count)),
              one.self === null ? null : figure("self", format.cost(one.self), share("self"), since("self", format.cost)),
              one.calls > 0 ? figure("self per call", format.each(one.self, one.calls), null, sinceEach("self")) : null,
              one.total === null ? null : figure("cumulative", format.cost(one.total), share("total"),
                                                 since("total", format.cost)),
              one.calls > 0 && one.total !== null ? figure("cumulative per call", format.each(one.total, one.calls), null, sinceEach("total")) : null);
  }

  /* Links to where else it can be seen. */
  ncalls.elsewhere = function (i, except) {
    var links = ncalls.views().map(function (view) {
      var params = view.find && view.id !== except ? view.find(i) : null;
      return params ? el("a", {href: ncalls.hash(view.id, params), "class": "pill"}, view.title) : null;
    }).filter(Boolean);
    return links.length ? el("p", {"class": "elsewhere"}, el("span", null, "Show in"), links) : null;
  };

  /* Those that blame it, then those whose evidence goes through it. */
  function findingsOf(i) {
    var all = data.raw.findings || [], blames = all.filter(function (finding) { return finding.where.function === i; });
    return blames.concat(all.filter(function (finding) {
      return blames.indexOf(finding) === -1 && finding.path.some(function (step) { return step.function === i; });
    })).slice(0, FINDINGS);
  }

  function said(finding, i) {
    return el("p", {"class": "said-here " + finding.severity},
              el("a", {href: ncalls.hash("findings", {id: finding.fingerprint})}, finding.rule + " " + finding.name), " ",
              finding.where.function === i ? null : el("span", {"class": "soft"}, "goes through here: "), finding.message);
  }

  function show(i) {
    var one = data.fn(i), lines = ncalls.linesOf ? ncalls.linesOf(i) : null;
    var callers = data.callers(i), callees = data.callees(i);
    current = i;
    ncalls.clear(root).append(
      el("h1", {"class": "code"}, one.name),
      el("p", {"class": "where"}, one.mine ? el("i", {"class": "tag"}, "mine") : null, one.mine ? " " : null,
         el("span", null, one.path + (one.line > 0 ? ":" + one.line : "")),
         one.pairing && one.pairing !== "same" ? el("span", {"class": "soft"}, " (" + one.pairing + ")") : null,
         one.package ? el("span", {"class": "soft"}, " " + one.package) : null,
         one.work ? el("span", {"class": "tag"}, one.work) : null),
      figures(one));
    ncalls.append(root, [
      recursion(one), ncalls.elsewhere(i, "function"),
      findingsOf(i).map(function (finding) { return said(finding, i); }),
      data.edges ? [el("h2", null, "Callers ", el("span", {"class": "soft"}, format.count(callers.length))),
                    edgeTable(callers, "caller", one),
                    el("h2", null, "Callees ", el("span", {"class": "soft"}, format.count(callees.length))),
                    edgeTable(callees, "callee", one), leftOut(one, callers)] : null,
      lines ? [el("h2", null, "Lines"), lines] : null]);
  }

  ncalls.view({
    id: "function", order: 35,
    heading: function () { return current ? data.name(current) : "Function"; },
    build: function (node) { root = node; },
    show: function (params) {
      var i = Number(params.id);
      if (i >= 1 && i <= data.count && i === Math.floor(i)) {
        if (i !== current) show(i);
        window.scrollTo(0, 0);
        return;
      }
      current = 0;
      ncalls.clear(root).append(el("h1", null, "No such function"),
                                el("p", null, "This page has no function ", el("code", null, String(params.id)), ". ",
                                   el("a", {href: "#/functions"}, "All functions")));
    }
  });
})();
