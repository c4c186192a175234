/* SPDX-License-Identifier: MIT */
(function () {
  "use strict";
  window.ncalls.view({id: "summary", title: "Summary", key: "s", order: 10, build: function (root) { root.append("x"); }});
})();
