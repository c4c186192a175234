/* SPDX-License-Identifier: MIT */
/* The inside of the pstats reader: its state, and the reading of keys (who) and
 * numbers. Only pstats*.c include this. */
#ifndef NC_PSTATS_KEY_H
#define NC_PSTATS_KEY_H

#include "codec/marshal.h"
#include "read/reader.h"

/* A key: who. */
typedef struct nc_pstats_key {
    nc_func function;
    uint32_t label; /* verbatim only */
} nc_pstats_key;

/* The five (or a caller's four) numbers of a row, as they stand in the file. */
typedef struct nc_pstats_figures {
    int64_t first, second; /* cc, nc of a function; nc, cc of a caller */
    double self, total;
    size_t edge_begin, edge_count; /* a function's callers, in the builder's edges */
} nc_pstats_figures;

/* A function whose two counts differ: they may have to be exchanged. */
typedef struct nc_pstats_row {
    nc_func function;
    int64_t first, second;
} nc_pstats_row;

typedef struct nc_pstats {
    nc_marshal m;
    nc_builder *b;
    nc_verbatim *v;         /* NULL unless wanted */
    size_t row_count;
    nc_pstats_row *unequal; /* of the rows */
    size_t unequal_count, unequal_room;
    nc_func twice;          /* the first function that stands there twice */
    double interval;        /* seconds a call of the first row with calls: of a sample */
    nc_pstats_key *keys;              /* verbatim only: what a reference to a key means */
    size_t key_count, key_room;
    nc_pstats_figures *shared;        /* tuples and dicts that may be referred to again */
    size_t shared_count, shared_room;
    size_t edge_mark, verbatim_mark; /* where this file's edges begin */
    uint64_t repeated;      /* edges copied because of references */
    bool sampled;           /* ("__sampled__",) was there */
    bool has_tuples, has_counts; /* among the callers */
    bool minus_one, counted;     /* calls of -1; calls of 0 and more */
    bool primitive_above;   /* a row with cc > nc */
    bool is_yappi;          /* ... whose callers prove that cc is all calls */
    bool inexact;
} nc_pstats;

/* What a reference to a container means: two low bits say what it is. */
enum nc_pstats_bound { NC_PSTATS_KEY = 1, NC_PSTATS_FIGURES = 2, NC_PSTATS_CALLERS = 3 };

/* "a tuple of 2 where WHAT is expected"; always false. */
bool nc_pstats_key_wrong(nc_pstats *p, const nc_marshal_value *v, const char *expected);

/* For nc_marshal_init; the payload is the builder. */
uint32_t nc_pstats_key_intern(void *payload, const char *bytes, size_t size);

bool nc_pstats_key_take_int(nc_pstats *p, int64_t *out, const char *what);
bool nc_pstats_key_take_number(nc_pstats *p, double *out, const char *what);
bool nc_pstats_key_take_text(nc_pstats *p, nc_str *out, const char *what);

/* `v` is the token that begins a key: a tuple of three or a reference to one. */
bool nc_pstats_key_take(nc_pstats *p, const nc_marshal_value *v, nc_pstats_key *out);

/* What a reference to this key shall hold; false with error set. */
bool nc_pstats_key_number(nc_pstats *p, nc_pstats_key who, uint32_t *bound);

static inline nc_pstats_key nc_pstats_key_of(const nc_pstats *p, uint32_t bound)
{
    return p->v ? p->keys[bound >> 2] : (nc_pstats_key){{bound >> 2}, 0};
}

static inline void nc_pstats_add_verbatim_edge(nc_pstats *p, nc_verbatim_edge edge)
{
    if (p->v && !nc_verbatim_add_edge(p->v, edge))
        nc_builder_fail(p->b, NCALLS_MEMORY, "out of memory");
}

#endif
