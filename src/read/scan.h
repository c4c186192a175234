/* SPDX-License-Identifier: MIT */
/* A cursor over one line of a report for people: numbers, words, places. */
#ifndef NC_SCAN_H
#define NC_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/builder.h"

typedef struct nc_scan {
    const char *p, *end;
} nc_scan;

static inline size_t nc_scan_left(const nc_scan *s)
{
    return (size_t)(s->end - s->p);
}

/* Blanks, tabs and what mail and pasted code put before a line ("> ", "# "). */
void nc_scan_skip_margin(nc_scan *s);
void nc_scan_skip_blanks(nc_scan *s);
void nc_scan_trim(nc_scan *s); /* blanks at the end */

/* The next run of non-blanks, or empty. */
nc_scan nc_scan_word(nc_scan *s);
bool nc_scan_equals(nc_scan s, const char *text);
/* True, and s stands behind it, if `text` comes next. */
bool nc_scan_skip(nc_scan *s, const char *text);
/* Where `text` is, NULL if it is not in the line. */
const char *nc_scan_find(nc_scan s, const char *text);

/* A word that is a whole number; "5167/1" is two (the second is the first again
 * if there is no slash). False, with nothing taken, if the next word is not. */
bool nc_scan_calls(nc_scan *s, int64_t *first, int64_t *second);
/* A word that is a decimal number with a point, in `unit` seconds. */
bool nc_scan_float(nc_scan *s, double *out);

/* "app.py:4(fib)", "{built-in method len}", ":0(len)", as pstats prints a
 * function: all that is left. False if it is none. */
bool nc_scan_function(nc_scan s, nc_builder *builder, nc_func *out);

#endif
