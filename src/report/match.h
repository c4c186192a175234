/* SPDX-License-Identifier: MIT */
/*
 * The function that somebody means.
 *
 *     views.py:14(list_books)      as reports print it, with as much of the path as is wanted
 *     views.py:list_books          file and name; views.py:14 and views:list_books, too
 *     shop.views.list_books        as Python imports it
 *     list_books, len, execute     a name; a built-in's, too
 *     list_.*                      a regular expression, searched for in file:line(name)
 *
 * What is written out wins over a name, a name over an expression; among equals
 * the greatest cumulative time.
 */
#ifndef NC_MATCH_H
#define NC_MATCH_H

#include "base/error.h"
#include "analyze/naming.h"

enum { NC_MATCH_MOST = 11 };

typedef struct nc_match {
    nc_func best[NC_MATCH_MOST]; /* best first */
    size_t count;                /* of best */
    size_t total;                /* of all that match */
} nc_match;

/* NCALLS_USAGE when nothing matches; the message names what is near. */
ncalls_status nc_match_find(nc_match *out, const nc_naming *naming, const char *pattern, ncalls_error *error);

#endif
