/* SPDX-License-Identifier: MIT */
/*
 * A call tree of what is worth looking at: equal paths merged, heaviest first,
 * what is too small counted. Flame graphs and `ncalls tree` show it.
 *
 * Where the input has whole stacks, it is exact, whatever was filtered. From
 * edges it is a reconstruction: below a function with several callers, its cost
 * is divided among them in proportion, and the nodes say so. Levels of a
 * recursion are told apart as far as edges tell them (analyze/levels.h); what
 * they do not tell is in the level above, as it is in a profile's own figures.
 *
 * Inverted, the roots are what cost, and below them stand their callers.
 */
#ifndef NC_CALLTREE_H
#define NC_CALLTREE_H

#include "analyze/results.h"
#include "base/error.h"

typedef struct nc_calltree_options {
    bool inverted;
    bool by_line;       /* lines of one function apart, where stacks know them */
    double min_share;   /* of the whole: what is less is counted in its parent's rest */
    uint32_t max_nodes; /* 0 = NC_CALLTREE_NODES; the heaviest are kept */
    uint32_t max_depth; /* 0 = no limit */
} nc_calltree_options;

enum { NC_CALLTREE_NODES = 100000 };

typedef struct nc_calltree_node {
    uint32_t parent; /* its number; 0 is above everything and no function */
    uint32_t end;    /* the subtree is [number, end) */
    uint32_t depth;  /* roots have 1 */
    nc_func function;
    int32_t line;    /* 0 unless by_line */
    bool estimated;  /* calls, self and total are reckoned, not measured */
    bool recursive;  /* it was called again from below here, and that is in its figures */
    bool cut;        /* has children that were not looked at: it is max_depth deep */
    int64_t calls;   /* along this path; NCALLS_ABSENT if unknown */
    int64_t self;    /* inverted: what began here */
    int64_t total;   /* children never add up to more */
    int64_t rest;    /* of the children that are left out */
    uint32_t rest_count; /* how many they are; with `cut` nobody counted */
} nc_calltree_node;

typedef struct nc_calltree {
    const ncalls_profile *profile; /* what functions are of */
    nc_calltree_node *nodes;       /* 0 .. count, in preorder */
    uint32_t count;                /* nodes but the one above everything */
    bool exact;                    /* from whole stacks */
    bool deep;                     /* max_depth was met */
    bool wide;                     /* max_nodes was met: rest holds more than what is too small */
    int64_t whole;                 /* the unfiltered profile's: shares are of this */
} nc_calltree;

/* `results` must outlive the tree. Reset it in any case. */
ncalls_status nc_calltree_make(nc_calltree *out, const ncalls_results *results, const nc_calltree_options *options,
                               ncalls_error *error);
void nc_calltree_reset(nc_calltree *tree);

#endif
