/* SPDX-License-Identifier: MIT
 * Elements without markup: texts are text nodes, styles go through the CSSOM, so
 * that no name can be more than a name and the page's policy holds. */
(function () {
  "use strict";
  var ncalls = window.ncalls;

  function append(node, child) {
    if (child === null || child === undefined || child === false) return;
    if (Array.isArray(child)) child.forEach(function (each) { append(node, each); });
    else node.append(child);
  }

  function make(node, props, children) {
    Object.keys(props || {}).forEach(function (name) {
      var value = props[name];
      if (value === null || value === undefined || value === false) return;
      if (name === "on") Object.keys(value).forEach(function (type) { node.addEventListener(type, value[type]); });
      else if (name === "style") Object.keys(value).forEach(function (key) { node.style.setProperty(key, value[key]); });
      else if (name === "text") node.textContent = value;
      else node.setAttribute(name, value === true ? "" : value);
    });
    children.forEach(function (child) { append(node, child); });
    return node;
  }

  /* ncalls.el("a", {href: "#x", class: "y", on: {click: f}, style: {"--w": 3}}, "text", node, [more]) */
  ncalls.el = function (tag, props) {
    return make(document.createElement(tag), props, Array.prototype.slice.call(arguments, 2));
  };
  ncalls.svg = function (tag, props) {
    return make(document.createElementNS("http://www.w3.org/2000/svg", tag), props,
                Array.prototype.slice.call(arguments, 2));
  };
  ncalls.append = append;
  ncalls.clear = function (node) { while (node.firstChild) node.firstChild.remove(); return node; };

  /* A link to a function's own view, with where it is: what every view shows of one. */
  ncalls.link = function (i, props) {
    var one = ncalls.data.fn(i);
    return ncalls.el("a", Object.assign({href: "#/function=" + i, "class": "fname", title: one.path || null}, props),
                     ncalls.el("b", null, one.name), " ",
                     one.mine ? ncalls.el("i", {"class": "tag"}, "mine") : null, one.mine ? " " : null,
                     ncalls.el("span", {"class": "place"}, one.place));
  };

  /* Runs `f` once a frame, however often it is asked for. */
  ncalls.soon = function (f) {
    var asked = false;
    return function () {
      if (asked) return;
      asked = true;
      requestAnimationFrame(function () { asked = false; f(); });
    };
  };
})();
