/* SPDX-License-Identifier: MIT
 * Runs in the head: the tables are read but not laid out, since the views take their
 * place. Where these fail, the tables are shown after all. */
document.documentElement.classList.add("scripted");
window.addEventListener("error", function () {
  if (!document.documentElement.classList.contains("live")) document.documentElement.classList.remove("scripted");
});
