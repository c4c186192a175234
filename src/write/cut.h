/* SPDX-License-Identifier: MIT */
/*
 * Text of others in a given number of terminal cells: escaped, and where it is
 * too long, cut so that what identifies it stays.
 *
 *     django/db/models/sql/compiler.py:1593(execute_sql)
 *     django/…/sql/compiler.py:1593(execute_sql)
 *     …/compiler.py:1593(execute_sql)
 *     compiler.py:1593(exec…_sql)
 *     {method 'execute' of 'sqlite3.Curs…}      {…builtins.isinstance}
 *
 * A cell of the terminal holds at most three combining marks; more are shown as
 * escapes, since they would be painted over the lines above and below.
 */
#ifndef NC_CUT_H
#define NC_CUT_H

#include "base/text.h"
#include "analyze/naming.h"

/* Names are never shown longer than this, however wide the terminal is. */
enum { NC_CUT_MOST = 240 };

/* Cells of all of it, or `most` + 1 when it is wider than `most`. */
size_t nc_cut_width(const char *bytes, size_t size, size_t most);
size_t nc_cut_function_width(const nc_naming_parts *parts, size_t most);

/* Appends at most `cells` cells and returns how many; what does not fit is cut
 * at the end, or in the middle. */
size_t nc_cut_end(nc_text *out, const char *bytes, size_t size, size_t cells);
size_t nc_cut_middle(nc_text *out, const char *bytes, size_t size, size_t cells);

/* The same for a function. [*name_begin, *name_end) of `out` is its name, for
 * writers that set it off. */
size_t nc_cut_function(nc_text *out, const nc_naming_parts *parts, size_t cells, size_t *name_begin, size_t *name_end);

#endif
