/* SPDX-License-Identifier: MIT */
/*
 * Two profiles of one program, figure by figure: base, now, and what to say
 * first. Functions are paired by analyze/pairing.h, edges through them.
 *
 * A side may be several runs: then its figures are the medians of theirs, and
 * one run stands for it where a profile is needed (names, edges, findings).
 *
 * Costs of samples are scaled to the new profile's total: how long it was
 * looked at is no change of the program.
 */
#ifndef NC_DIFF_H
#define NC_DIFF_H

#include "analyze/pairing.h"

enum { NC_DIFF_BASE, NC_DIFF_NOW, NC_DIFF_SIDES };

/* 0 where the function is not in that profile, NCALLS_ABSENT where that does not know. */
typedef struct nc_diff_figures {
    int64_t calls, primitive, self, total;
} nc_diff_figures;

/* `varies`: the calls are not the same in all runs of one side, so that no gate
 * may stand on them. Never of sides with one run. */
typedef struct nc_diff_row {
    nc_diff_figures at[NC_DIFF_SIDES];
    bool varies;
} nc_diff_row;

typedef struct nc_diff_edge {
    uint32_t caller, callee; /* rows */
    int64_t calls[NC_DIFF_SIDES];
    int64_t self[NC_DIFF_SIDES]; /* of the callee */
    int64_t total[NC_DIFF_SIDES];
    bool varies;
} nc_diff_edge;

typedef struct nc_diff {
    const ncalls_profile *profile[NC_DIFF_SIDES]; /* that stand for the sides */
    nc_pairing pairing;
    nc_diff_row *rows;   /* [row of pairing]; rows[0] is the whole: all calls, and self before scaling */
    nc_diff_edge *edges; /* from 0, by caller */
    uint32_t edge_count;
    uint32_t *out_begin;          /* [row] of edges; rows + 3 elements */
    int64_t calls[NC_DIFF_SIDES]; /* of all functions; NCALLS_ABSENT unless both count */
    int64_t cost[NC_DIFF_SIDES];  /* the sum of self, before scaling */
    bool sampled;                 /* costs are what samples saw: shares of it, not amounts, can be compared */
    bool scaled;                  /* the base to the total of the new */
    uint32_t runs[NC_DIFF_SIDES];
    nc_diff_figures *samples;     /* [row][run]: of the base, then of the new; NULL unless a side has several runs */
    uint32_t strays;              /* functions of other runs than those that stand for the sides: left out */
} nc_diff;

typedef struct nc_diff_runs {
    const ncalls_profile *const *items;
    uint32_t count;   /* at least 1 */
    uint32_t typical; /* which one stands for all */
} nc_diff_runs;

/* Profiles of different units are refused. */
ncalls_status nc_diff_make(nc_diff *out, const ncalls_profile *base, const ncalls_profile *now, ncalls_error *error);
ncalls_status nc_diff_make_runs(nc_diff *out, const nc_diff_runs *base, const nc_diff_runs *now, ncalls_error *error);
void nc_diff_reset(nc_diff *diff);

/* A cost of the profile that stands for this side, as rows have it: scaled if they are. */
int64_t nc_diff_scale(const nc_diff *diff, unsigned side, int64_t cost);

/* now - base, 0 where either is not known. */
int64_t nc_diff_change(int64_t base, int64_t now);

/* An order of rows that does not depend on ids: as nc_profile_compare has them,
 * those of the new profile before what is gone. */
int nc_diff_compare_rows(const nc_diff *diff, uint32_t a, uint32_t b);

/* Calls of the callee for one of the caller changed: not only as the caller did. */
bool nc_diff_multiplies(const nc_diff *diff, const nc_diff_edge *edge);

/* Times of two runs differ by half without any reason (by 1.6 in the median of
 * unchanged programs), so what is less than double and than one per cent of the
 * whole is no change. Of samples nothing is that chance makes of them. */
bool nc_diff_exceeds_noise(const nc_diff *diff, int64_t base, int64_t now);

/* ---- several runs: row 0 is the whole -------------------------------------- */

typedef enum nc_diff_measure {
    NC_DIFF_OF_CALLS,
    NC_DIFF_OF_SELF,
    NC_DIFF_OF_TOTAL,
} nc_diff_measure;

/* False where there are too few runs to show that anything differs. */
bool nc_diff_can_test(const nc_diff *diff);

/* How likely sides as far apart are if nothing changed (analyze/ranksum.h); 1
 * where nothing can be said. */
double nc_diff_p(const nc_diff *diff, uint32_t row, nc_diff_measure measure);

/* Of the runs of one side. */
typedef struct nc_diff_range {
    int64_t least, most;
} nc_diff_range;

nc_diff_range nc_diff_range_of(const nc_diff *diff, uint32_t row, nc_diff_measure measure, unsigned side);

/* More than noise: by that test where there are enough runs, else as
 * nc_diff_exceeds_noise has it. */
bool nc_diff_is_real(const nc_diff *diff, uint32_t row, nc_diff_measure measure);

/* At least twice the other. */
bool nc_diff_is_double(int64_t a, int64_t b);

/* The whole costs about as much, or runs cannot show that it does not. */
bool nc_diff_is_level(const nc_diff *diff);

/* The function is the user's own. */
bool nc_diff_is_mine(const nc_diff *diff, uint32_t row);

/* Nothing is called more or less often that is called alike in all runs of a side,
 * and the whole costs what runs without a change may cost. */
bool nc_diff_is_unchanged(const nc_diff *diff);

/* The root of the change: from a function whose cumulative cost changed most in
 * the direction of the whole (the user's own, if it holds half of that), down the
 * edge that explains it, until calls multiply differently or the cost is the
 * function's own. */
typedef enum nc_diff_cause {
    NC_DIFF_NOTHING,
    NC_DIFF_CALLS,  /* `edge`: made more or less often by each call of its caller */
    NC_DIFF_SELF,   /* `row`: its own code costs more or less */
    NC_DIFF_SPREAD, /* `row`: below here no single callee explains it */
} nc_diff_cause;

typedef struct nc_diff_root {
    nc_diff_cause cause;
    int direction; /* 1: costs more, -1: less */
    uint32_t row;
    uint32_t mine; /* the last function on the way that is the user's own; 0 = none */
    nc_diff_edge edge;
    uint32_t *path; /* rows from the start to the root, the callee of `edge` among them */
    uint32_t path_count;
} nc_diff_root;

/* Reset it in any case. */
ncalls_status nc_diff_find_root(nc_diff_root *out, const nc_diff *diff, ncalls_error *error);
void nc_diff_root_reset(nc_diff_root *root);

/* Why a function's cumulative cost changed: calls + self + callees = change. */
typedef struct nc_diff_split {
    int64_t change;
    int64_t calls;   /* more calls, at what a call cost; NCALLS_ABSENT where nobody counted */
    int64_t self;    /* as many calls, whose own code costs more */
    int64_t callees; /* as many calls, and what they call costs more */
} nc_diff_split;

nc_diff_split nc_diff_split_of(const nc_diff *diff, uint32_t row);

#endif
