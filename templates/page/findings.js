/* SPDX-License-Identifier: MIT
 * Findings as cards: what is wrong where, what shows it, what it costs, what to do. */
(function () {
  "use strict";
  var ncalls = window.ncalls, el = ncalls.el, data = ncalls.data, format = ncalls.format;
  var findings = data.raw.findings || [], cards = [], empty;

  function named(step) {
    return step.function ? el("a", {href: "#/function=" + step.function, "class": "code", title: data.place(step.function)}, data.name(step.function))
      : el("span", {"class": "code"}, step.name);
  }

  /* Of a long way through libraries only its ends tell something. */
  function isTold(path, i) {
    var mine = path[i].function && data.fn(path[i].function).mine;
    return mine || i < 2 || i === path.length - 1 || path[i - 1].function && data.fn(path[i - 1].function).mine;
  }

  /* The way from the function to what it should not call so often, with the calls on each arrow. */
  ncalls.chain = function (path) {
    var told = path.filter(function (step, i) { return isTold(path, i); }), list;
    if (told.length + 1 >= path.length) return steps(path);
    list = steps(told);
    list.lastChild.before(el("li", null, el("button", {type: "button", "class": "pill", on: {click: function () {
      var whole = steps(path);
      list.replaceWith(whole);
      whole.querySelector("a").focus();
    }}}, "\u2026 " + format.plural(path.length - told.length, "more step"))));
    return list;
  };

  /* Of a comparison, where the arrow is a call of one function by the other. */
  function calledSince(path, at) {
    var edge = data.compared && at && path[at].function && data.callees(path[at - 1].function).find(function (each) { return each.callee === path[at].function; });
    return edge && edge.calls === path[at].calls ? ncalls.change(edge.calls, edge.base.calls, format.count) : null;
  }

  function steps(path) {
    return el("ol", {"class": "chain"}, path.map(function (step, at) {
      var calls = step.calls === undefined ? null : (step.estimated ? "~" : "") + format.count(step.calls);
      return el("li", null,
                calls ? el("span", {"class": "arrow"}, el("span", null, calls), el("span", {"class": "said"}, step.calls === 1 ? " call of " : " calls of "), calledSince(path, at)) : null,
                el("span", {"class": "step"}, named(step),
                   step.function && data.place(step.function) ? el("span", {"class": "place"}, data.place(step.function)) : null));
    }));
  }

  /* Text with `code` in it; paragraphs are apart by an empty line. */
  ncalls.prose = function (text) {
    return text.split(/\n\s*\n/).map(function (paragraph) {
      return el("p", null, paragraph.split("`").map(function (part, i) {
        return i % 2 ? el("code", null, part) : part.replace(/\s+/g, " ");
      }));
    });
  };

  var CERTAINTY = {exact: "exact", estimated: "partly estimated", hint: "a hint: other causes look the same"};

  /* What it was in the base; a new finding has "new" beside its title. */
  ncalls.since = function (finding, key) {
    return finding.base && finding.base[key] !== undefined ? [" ", ncalls.change(finding[key], finding.base[key], format.cost)] : null;
  };

  function cardOf(finding) {
    var i = finding.where.function, saving = finding.saving;
    return el("article", {"class": "card finding " + finding.severity, id: "finding-" + finding.fingerprint,
                          "aria-label": finding.rule + " " + finding.where.name},
              el("header", null,
                 el("span", {"class": "severity"}, finding.severity), " ",
                 ncalls.isNew(finding) ? [el("span", {"class": "tag"}, "new"), " "] : null,
                 el("h2", null, finding.title), " ",
                 el("span", {"class": "soft code"}, finding.rule + " " + finding.name)),
              el("p", {"class": "where"}, i ? ncalls.link(i) : el("b", {"class": "code"}, finding.where.name)),
              el("p", {"class": "message"}, finding.message),
              ncalls.chain(finding.path),
              el("dl", {"class": "figures"},
                 finding.cost === undefined ? null : el("div", null, el("dt", null, "costs"), el("dd", null, format.cost(finding.cost),
                    ncalls.since(finding, "cost") || el("span", {"class": "soft"}, " " + format.share(finding.cost, data.whole)))),
                 saving === undefined ? null : el("div", null, el("dt", null, "saves up to"), el("dd", {"class": "saving"}, format.cost(saving),
                    ncalls.since(finding, "saving") || el("span", {"class": "soft"}, " " + format.share(saving, data.whole)))),
                 el("div", null, el("dt", null, "evidence"), el("dd", null, CERTAINTY[finding.confidence]))),
              el("div", {"class": "fix"}, el("h3", null, "What to do"), el("p", null, finding.fix),
                 finding.example ? el("pre", {tabindex: "0"}, el("code", null, finding.example.replace(/\n$/, ""))) : null,
                 finding.help ? el("details", null, el("summary", null, "Why, and when to leave it alone"), ncalls.prose(finding.help)) : null),
              i ? ncalls.elsewhere(i, "findings") : null);
  }

  /* Nothing found is less where not everything was looked for. */
  function untried() {
    return data.raw.notes.filter(function (note) { return / rules were not tried$/.test(note); }).map(function (note) {
      return el("p", {"class": "hint"}, note[0].toUpperCase() + note.slice(1) + ".");
    });
  }

  function text(finding) {
    return [finding.rule, finding.name, finding.title, finding.message, finding.where.name].concat(
      finding.path.map(function (step) { return step.name; })).join(" ");
  }

  function matches(finding, query) {
    return query.test(text(finding)) || finding.path.some(function (step) { return query.hits[step.function]; });
  }

  ncalls.view({
    id: "findings", title: "Findings", key: "n", order: 20,
    available: function (data) { return Boolean(data.raw.findings); },
    build: function (root) {
      cards = findings.map(cardOf);
      empty = el("p", {"class": "hint"}, findings.length ? "No finding matches." : "Nothing was found that should be changed.");
      root.append(el("h1", {"class": "said"}, "Findings"), el("div", {"class": "cards"}, cards), empty);
      ncalls.append(root, untried());
    },
    show: function (params) {
      var card = params.id && document.getElementById("finding-" + params.id);
      this.search(ncalls.query);
      cards.forEach(function (each) { each.classList.toggle("chosen", each === card); });
      if (card) card.scrollIntoView({block: "start"});
    },
    search: function (query) {
      var count = 0;
      findings.forEach(function (finding, i) {
        var shown = !query || matches(finding, query);
        count += shown;
        if (cards[i]) cards[i].hidden = !shown;
      });
      if (empty) empty.hidden = count > 0;
      return query ? count : 0;
    }
  });
})();
