/* SPDX-License-Identifier: MIT */
/*
 * What --fail-on takes:
 *
 *     conditions = condition { "," condition }
 *     condition  = [ "new-" ] ( "findings" | "error" | "warning" | rule )
 *                | measure [ "(" function ")" ] ( "+" | ":" ) amount
 *     measure    = one of rules/measures.def, or a category ("cache.call")
 *     amount     = "10" | "2.5" | "10%" | "50 ms" | "64 KiB"
 *
 * "calls+10%" fails if the new profile has over 10% more calls than the base,
 * "queries:50" if a profile has more than 50 queries.
 */
#ifndef NC_CONDITION_H
#define NC_CONDITION_H

#include "base/arena.h"
#include "rules/budget.h"

typedef enum nc_condition_kind {
    NC_CONDITION_FINDINGS,
    NC_CONDITION_GROWTH, /* + */
    NC_CONDITION_LEVEL,  /* : */
} nc_condition_kind;

typedef struct nc_condition {
    const char *text; /* as it was written */
    nc_condition_kind kind;
    nc_quantity quantity;
    nc_amount amount;
    bool only_new;            /* of FINDINGS: that the base does not have */
    ncalls_severity severity; /* this or worse */
    const char *rule;         /* id, name or beginning of ids; NULL = any */
} nc_condition;

/* Adds those of one text to a list that nc_alloc_grow makes; texts go into the
 * arena. A mistake is a sentence that begins with the condition. */
ncalls_status nc_condition_parse(nc_condition **list, size_t *count, size_t *room, const char *text, nc_arena *arena,
                                 const nc_lexicon *lexicon, ncalls_error *error);

#endif
