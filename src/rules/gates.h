/* SPDX-License-Identifier: MIT */
/* What the public ncalls_gates is inside, and what those who judge share:
 * gate_budgets.c, gate_conditions.c, gate_growth.c. */
#ifndef NC_GATES_H
#define NC_GATES_H

#include "analyze/diff.h"
#include "analyze/naming.h"
#include "base/arena.h"
#include "ncalls/gates.h"
#include "rules/condition.h"
#include "rules/finding.h"
#include "rules/measurer.h"

typedef struct nc_gates_row {
    ncalls_gate shown;
    uint32_t budget; /* from 1; 0 = none */
    bool is_absent;  /* skipped since there is no such function: that must not hold of all profiles */
} nc_gates_row;

struct ncalls_gates {
    const nc_lexicon *lexicon;
    ncalls_rules *own_rules; /* the built-in ones, where the caller gave none */
    bool with_budgets, no_findings;
    nc_condition *conditions;
    size_t condition_count, condition_room;
    nc_gates_row *rows;
    size_t row_count, row_room;
    bool *checked; /* [budget] by some profile */
    const nc_suppression **expired; /* that have ended although a finding is there */
    size_t expired_count, expired_room;
    nc_arena arena;
};

/* One profile that is judged. */
typedef struct nc_gates_case {
    ncalls_gates *gates;
    const char *profile; /* its name, escaped */
    const char *path;    /* as it is */
    const ncalls_results *results;
    const ncalls_findings *findings, *base_findings;
    nc_naming naming;    /* of what the filters leave, which is what is measured */
    nc_naming of_findings; /* of the whole */
    nc_measurer now, base;
    nc_text value, was, message, details; /* of the row that is being made */
    ncalls_error *error;
} nc_gates_case;

/* A new row, failed until it says otherwise; NULL: no memory. Valid until the next. */
nc_gates_row *nc_gates_add(nc_gates_case *c, const char *kind, const char *name);
/* Takes the texts over. */
ncalls_status nc_gates_end(nc_gates_case *c, nc_gates_row *row);

/* Says what the row is about. */
ncalls_status nc_gates_place(nc_gates_case *c, const nc_naming *naming, nc_gates_row *row, nc_func f);
/* The function as reports show it. */
void nc_gates_add_function(const nc_naming *naming, nc_text *out, nc_func f);

/* "848 queries", "2.5 calls per call (5 by 2)", "12.3 ms", "20% of the time" */
void nc_gates_add_value(const nc_gates_case *c, nc_text *out, const nc_quantity *quantity, int64_t value, int64_t per);
/* Why the profile cannot say, as a sentence; NULL: it can. */
const char *nc_gates_obstacle(const nc_gates_case *c, const nc_quantity *quantity, nc_amount amount,
                              nc_measured_state state);
/* value / per > amount, which is no percentage of a base */
bool nc_gates_exceeds(int64_t value, int64_t per, nc_amount amount);
/* Finding and fix as a line of `details`. */
void nc_gates_add_finding(nc_gates_case *c, const nc_finding *finding);

ncalls_status nc_gates_measure(nc_gates_case *c, const nc_quantity *quantity, nc_amount amount, nc_gates_row *row,
                               nc_measured *measured); /* fills the row, but for its outcome if it is not absent */

ncalls_status nc_gates_budgets(nc_gates_case *c);    /* gate_budgets.c */
ncalls_status nc_gates_condition(nc_gates_case *c, const nc_condition *condition); /* gate_conditions.c */
ncalls_status nc_gates_growth(nc_gates_case *c, const nc_condition *condition);    /* gate_growth.c */

#endif
