/* SPDX-License-Identifier: MIT
 * The frame around the views: which one is shown, where its state lives (the hash),
 * the search, the keys and the colours.
 *
 *   ncalls.view({
 *     id: "flame",                       of the hash: #/flame?root=12
 *     title: "Flame graph", order: 50,   its tab; no title, no tab
 *     key: "f",                          g then f shows it
 *     available: function (data) {},     false: there is no such view in this profile
 *     build: function (root) {},         once, before it is first shown; root is its empty element
 *     show: function (params) {},        whenever the hash says so: {root: "12"}; all are strings
 *     search: function (query) {},       its number of matches, also when not built; undefined: functions count
 *     find: function (i) {},             the params with which it shows function i, or null
 *     leave: function () {},             another view is shown
 *     keys: [["+", "zoom in"]],          for the list under ?
 *     keydown: function (event) {}       true: done; only when it is shown and no field has the focus
 *   });
 *
 *   ncalls.go(id, params)    a step: back undoes it
 *   ncalls.keep(params)      the shown view's state changes without a step; null or "" removes one
 *   ncalls.open(i)           the view of one function
 *   ncalls.query             null, or {text, hits, count, test}: hits[i] is 1 where function i
 *                            matches, test(text) says it of any text */
(function () {
  "use strict";
  var ncalls = window.ncalls, el = ncalls.el;
  var views = [], shown = null, params = {}, prefix = false, resting = 0, writing = 0;
  var bar, tabs, main, field, count, dialog, themeButton;
  ncalls.query = null;

  ncalls.view = function (view) { views.push(view); };
  ncalls.views = function () { return views; };

  function viewOf(id) { return views.find(function (view) { return view.id === id; }); }

  /* ---- the hash: #/view?key=value, and #/function=12 for #/function?id=12; "#view" is understood, too ---- */

  function encode(text) { return encodeURIComponent(text).replace(/%2F/g, "/").replace(/%3A/g, ":"); }

  ncalls.hash = function (id, params) {
    var rest = Object.keys(params || {}).filter(function (key) {
      return key !== "id" && params[key] !== null && params[key] !== undefined && params[key] !== "";
    }).sort().map(function (key) { return encode(key) + "=" + encode(String(params[key])); }).join("&");
    return "#/" + id + (params && params.id ? "=" + encode(String(params.id)) : "") + (rest ? "?" + rest : "");
  };

  function decode(text) {
    try { return decodeURIComponent(text); } catch (error) { return text; }
  }

  function parse(hash) {
    var text = hash.replace(/^#\/?/, ""), mark = text.indexOf("?"), found = {}, equals;
    var name = mark === -1 ? text : text.slice(0, mark);
    (mark === -1 ? "" : text.slice(mark + 1)).split("&").forEach(function (pair) {
      var at = pair.indexOf("=");
      if (at > 0) found[decode(pair.slice(0, at))] = decode(pair.slice(at + 1));
    });
    equals = name.indexOf("=");
    if (equals > 0) found.id = decode(name.slice(equals + 1));
    return {id: equals > 0 ? name.slice(0, equals) : name, params: found};
  }

  ncalls.go = function (id, params) {
    var hash = ncalls.hash(id, withQuery(params));
    written();
    if (hash === location.hash) route(); else location.hash = hash;
  };
  ncalls.open = function (i) { ncalls.go("function", {id: i}); };
  ncalls.keep = function (changes) {
    Object.assign(params, changes);
    history.replaceState(null, "", ncalls.hash(shown.id, params));
    params = parse(location.hash).params;
  };
  ncalls.params = function () { return params; };

  function withQuery(given) {
    return ncalls.query ? Object.assign({q: ncalls.query.text}, given) : given;
  }

  ncalls.isShown = function (id) { return shown !== null && shown.id === id; };

  function route() {
    var wanted = parse(location.hash), view = viewOf(wanted.id) || views[0];
    params = view.id === wanted.id ? wanted.params : {};
    if ((params.q || "") !== (ncalls.query ? ncalls.query.text : "")) {
      field.value = params.q || "";
      ask(field.value);
    }
    display(view);
  }

  function display(view) {
    var changed = shown !== view;
    if (changed && shown) {
      if (shown.leave) shown.leave();
      shown.root.hidden = true;
    }
    shown = view;
    if (!view.built) {
      view.built = true;
      view.build(view.root);
    }
    view.root.hidden = false;
    tabs.querySelectorAll("a").forEach(function (tab) {
      if (tab.dataset.view === view.id) tab.setAttribute("aria-current", "page");
      else tab.removeAttribute("aria-current");
    });
    if (view.show) view.show(params);
    if (changed) revealTab();
    document.title = (view.heading ? view.heading() : view.title) + " \u2013 " + ncalls.data.raw.title;
  }

  /* On a phone the tabs scroll. */
  function revealTab() {
    var tab = tabs.querySelector("[aria-current]");
    if (tab) tabs.scrollLeft = tab.offsetLeft - (tabs.clientWidth - tab.offsetWidth) / 2;
    window.scrollTo(0, 0);
  }

  /* ---- the search: text, or /a regular expression/ ---- */

  function tester(text) {
    var wanted = text.toLowerCase(), expression;
    if (text.length > 1 && text[0] === "/") {
      expression = new RegExp(text.replace(/^\/|\/i?$/g, ""), "i");
      return function (other) { return expression.test(other); };
    }
    return function (other) { return other.indexOf(wanted) !== -1; };
  }

  ncalls.compile = function (text) {
    var haystack = ncalls.data.haystack(), hits = new Uint8Array(haystack.length), found = 0, test, i;
    if (!text) return null;
    try { test = tester(text); } catch (error) { return {text: text, error: "this is no regular expression", hits: hits, count: 0, test: function () { return false; }}; }
    for (i = 1; i < haystack.length; i++)
      if (test(haystack[i])) {
        hits[i] = 1;
        found++;
      }
    return {text: text, hits: hits, count: found, test: function (other) { return test(String(other).toLowerCase()); }};
  };

  function askView(view) {
    var tab = tabs.querySelector('[data-view="' + view.id + '"] .hits'), query = ncalls.query, hits;
    if (view.search) hits = view.search(query);
    if (tab) tab.textContent = query && hits ? ncalls.format.count(hits) : "";
  }

  /* Asks every view: the one that is seen at once, the others when the keys come to rest. */
  function ask(text) {
    var query = ncalls.query = ncalls.compile(text);
    if (shown) askView(shown);
    clearTimeout(resting);
    resting = setTimeout(function () {
      views.forEach(function (view) { if (view !== shown) askView(view); });
    }, shown ? 100 : 0);
    count.textContent = !query ? "" : query.error || ncalls.format.plural(query.count, "function");
  }

  function typed() {
    ask(field.value);
    clearTimeout(writing);
    writing = setTimeout(written, 200);
  }

  /* Writing the address takes longer than a search. */
  function written() {
    clearTimeout(writing);
    if (writing) ncalls.keep({q: field.value});
    writing = 0;
  }

  /* ---- colours ---- */

  var THEMES = ["", "light", "dark", "contrast"];
  var THEME_TITLES = {"": "Colours: as the system", light: "Colours: light", dark: "Colours: dark", contrast: "Colours: high contrast"};

  function remembered() {
    try { return localStorage.getItem("ncalls-theme") || ""; } catch (error) { return ""; }
  }

  function paint(theme) {
    var root = document.documentElement;
    if (theme) root.dataset.theme = theme; else delete root.dataset.theme;
    themeButton.title = THEME_TITLES[theme];
    themeButton.setAttribute("aria-label", THEME_TITLES[theme]);
    try { localStorage.setItem("ncalls-theme", theme); } catch (error) { /* a page from a file may have no store */ }
  }

  function turnTheme() {
    paint(THEMES[(THEMES.indexOf(document.documentElement.dataset.theme || "") + 1) % THEMES.length]);
  }

  /* ---- keys ---- */

  function listKeys() {
    var rows = [["/", "search"], ["Esc", "leave the search; in it, clear it"], ["g, then a letter", "another view:"]];
    views.forEach(function (view) { if (view.key && view.title) rows.push(["g " + view.key, view.title]); });
    rows.push(["t", "colours"], ["?", "this list"]);
    views.forEach(function (view) {
      if (!view.keys) return;
      rows.push([null, view.title]);
      rows.push.apply(rows, view.keys);
    });
    return rows;
  }

  function help() {
    if (!dialog) {
      dialog = el("dialog", {"class": "keys", "aria-label": "Keys"},
                  el("h2", null, "Keys"),
                  el("dl", null, listKeys().map(function (row) {
                    return row[0] === null ? el("div", {"class": "part"}, el("dt", null, row[1]), el("dd"))
                      : el("div", null, el("dt", null, el("kbd", null, row[0])), el("dd", null, row[1]));
                  })),
                  el("form", {method: "dialog"}, el("button", {on: {click: function (event) {
                    event.preventDefault();
                    dialog.close();
                  }}}, "Close")));
      main.parentNode.append(dialog);
    }
    dialog.showModal();
    dialog.scrollTop = 0; /* its button has the focus and is at the end */
  }

  /* Letters are for the field; only / and ? are for nobody in a list or a box to tick. */
  function isTyping(node, key) {
    if (/^(checkbox|radio|button)$/.test(node.type) || node.tagName === "SELECT" && /^[/?]$/.test(key)) return false;
    return /^(input|select|textarea)$/i.test(node.tagName);
  }

  function pressed(event) {
    var view, wasPrefix = prefix;
    prefix = false;
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || dialog && dialog.open) return;
    if (isTyping(event.target, event.key)) {
      if (event.target !== field) return;
      if (event.key === "Escape") leaveSearch();
      if (event.key === "Enter" && !shown.search) ncalls.go("functions");
      return;
    }
    if (wasPrefix) {
      view = views.find(function (each) { return each.key === event.key; });
      if (view) ncalls.go(view.id);
    } else if (event.key === "/") field.focus();
    else if (event.key === "?") help();
    else if (event.key === "t") turnTheme();
    else if (event.key === "g") prefix = true;
    else if (!shown.keydown || !shown.keydown(event)) return;
    event.preventDefault();
  }

  function leaveSearch() {
    if (!field.value) field.blur();
    field.value = "";
    typed();
  }

  /* ---- the page ---- */

  function makeTab(view) {
    return el("a", {href: ncalls.hash(view.id), "data-view": view.id, on: {click: function (event) {
      if (event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      ncalls.go(view.id);
    }}}, view.title, el("span", {"class": "hits"}));
  }

  function makeBar() {
    field = el("input", {type: "search", placeholder: "Search", "aria-label": "Search in all views; /regular expression/",
                         autocomplete: "off", spellcheck: "false", on: {input: typed}});
    count = el("span", {"class": "found", role: "status"});
    themeButton = el("button", {type: "button", "class": "theme", on: {click: turnTheme}}, el("span"));
    tabs = el("nav", {"aria-label": "Views"}, views.filter(function (view) { return view.title; }).map(makeTab));
    bar = el("header", {"class": "top"},
             el("a", {"class": "brand", href: ncalls.hash(views[0].id)}, "ncalls"), tabs,
             el("div", {"class": "tools"},
                el("label", {"class": "search"}, field, count),
                el("button", {type: "button", title: "Keys", "aria-label": "Keys", on: {click: help}}, "?"), themeButton));
  }

  ncalls.start = function () {
    views = views.filter(function (view) { return !view.available || view.available(ncalls.data); });
    views.sort(function (a, b) { return a.order - b.order; });
    makeBar();
    main = el("main", {id: "view", tabindex: "-1"}, views.map(function (view) {
      view.root = el("section", {"class": "view " + view.id, "aria-label": view.title || view.id, hidden: true});
      return view.root;
    }));
    document.documentElement.classList.add("live");
    bar.prepend(el("a", {"class": "skip", href: "#view", on: {click: function (event) {
      event.preventDefault();
      main.focus();
    }}}, "Skip to the view"));
    document.body.append(el("div", {id: "app"}, bar, main));
    paint(remembered());
    window.addEventListener("hashchange", route);
    document.addEventListener("keydown", pressed);
    route();
    setTimeout(ncalls.data.haystack, 300); /* so that the first key need not */
  };
})();
