/* SPDX-License-Identifier: MIT
 * The tables that the page has without a script, as one more view. */
(function () {
  "use strict";
  var ncalls = window.ncalls, el = ncalls.el, root;

  /* Its links stay within this view: #tables=f12. */
  function adopt(node) {
    node.querySelectorAll("[id]").forEach(function (each) { each.id = "t-" + each.id; });
    node.querySelectorAll("a[href]").forEach(function (each) {
      each.setAttribute("href", "#/tables=" + each.getAttribute("href").slice(1));
    });
    return node;
  }

  function reveal() {
    var id = ncalls.params().id, one = id && document.getElementById("t-" + id);
    if (one) one.scrollIntoView({block: "start"});
  }

  function take() {
    var report = document.getElementById("report");
    ["nav", "main", "footer"].forEach(function (tag) {
      var from = report.querySelector(tag), to = el("div", {"class": "report report-" + tag});
      if (!from) return;
      while (from.firstChild) to.append(from.firstChild);
      root.append(adopt(to));
    });
    reveal();
  }

  ncalls.view({
    id: "tables", title: "Tables", key: "b", order: 95,
    build: function (node) {
      root = node;
      root.append(el("h1", {"class": "said"}, "Tables"));
      take();
    },
    show: function () { reveal(); }
  });
})();
