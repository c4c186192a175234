/* SPDX-License-Identifier: MIT */
/* By what functions are sorted, and the first of them in that order. */
#ifndef NC_ORDER_H
#define NC_ORDER_H

#include "model/profile.h"

/* The rows of ncalls_sort_key_at, in its order. Figures fall, texts and lines
 * rise. */
typedef enum nc_order_key {
    NC_ORDER_CALLS,
    NC_ORDER_PRIMITIVE,
    NC_ORDER_SELF,
    NC_ORDER_CUMULATIVE,
    NC_ORDER_PER_CALL,      /* cumulative time by primitive calls: pstats' second percall */
    NC_ORDER_AMPLIFICATION, /* the greatest of any edge into the function */
    NC_ORDER_NAME,
    NC_ORDER_FILE,
    NC_ORDER_LINE,
    NC_ORDER_NFL,     /* name, then file, then line */
    NC_ORDER_STDNAME, /* "file:line(name)" as one text (analyze/stdname.h) */
    NC_ORDER_NONE,    /* no such key */
} nc_order_key;

/* The key of this name, of pstats' names for it, or of the beginning of one
 * that can mean only one key. Where a beginning is pstats' ("p", "s") it means
 * what pstats means. */
nc_order_key nc_order_find_key(const char *word);

/* What pstats prints behind "Ordered by:"; NULL: it has no such key. */
const char *nc_order_pstats_title(nc_order_key key);

/*
 * The first `limit` functions of the order (0 = all); *count says how many.
 * Equals go by file, line and name; `reverse` turns all of it around. Without
 * sorting the rest: one comparison a function where the limit is small. Free
 * with nc_alloc_free. NULL: no memory.
 */
nc_func *nc_order_top(const ncalls_profile *profile, nc_order_key key, bool reverse, size_t limit, size_t *count);

/* The same by several keys: each decides where those before it find no
 * difference. */
nc_func *nc_order_top_by(const ncalls_profile *profile, const nc_order_key *keys, size_t key_count, bool reverse,
                         size_t limit, size_t *count);

#endif
