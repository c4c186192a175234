/* SPDX-License-Identifier: MIT
 * The last one: all views are known. */
window.ncalls.start();
