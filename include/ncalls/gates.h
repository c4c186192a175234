/* SPDX-License-Identifier: MIT */
/*
 * Gates: questions with yes or no for an answer, by which a build passes or fails.
 *
 * Conditions are those of --fail-on (ncalls-diff(1)), budgets those of the rules
 * (ncalls-config(5)), and a baseline holds the findings that are known. Gates are
 * made once, then judge one profile after the other.
 */
#ifndef NCALLS_GATES_H
#define NCALLS_GATES_H

#include "findings.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- A baseline: findings that were there when it was written. ---- */

/* `path`: what ncalls_baseline_write wrote; NULL: an empty one. */
NCALLS_API ncalls_status ncalls_baseline_open(ncalls_baseline **out, const char *path, ncalls_error *error);
NCALLS_API void ncalls_baseline_free(ncalls_baseline *baseline); /* NULL is fine */

/* These findings are known from now on: found without a baseline. */
NCALLS_API ncalls_status ncalls_baseline_add(ncalls_baseline *baseline, const ncalls_findings *findings,
                                             ncalls_error *error);
/* How many it holds. */
NCALLS_API size_t ncalls_baseline_count(const ncalls_baseline *baseline);
/* A line for each, sorted: all of the file or, on failure, nothing. */
NCALLS_API ncalls_status ncalls_baseline_write(const ncalls_baseline *baseline, const char *path, ncalls_error *error);

/* ---- Gates. ---- */

typedef struct ncalls_gates ncalls_gates;

typedef struct ncalls_gate_options {
    const char *const *conditions; /* each a list, as --fail-on takes it */
    size_t condition_count;
    bool with_base;                /* profiles are compared with a base */
    bool with_budgets;             /* judge by the budgets of the rules */
    bool no_findings;              /* a finding fails: with a baseline, one that is not in it */
} ncalls_gate_options;

/* A condition that nobody understands is NCALLS_USAGE. `rules` must outlive the
 * gates; NULL: the built-in ones. */
NCALLS_API ncalls_status ncalls_gates_new(ncalls_gates **out, const ncalls_rules *rules,
                                          const ncalls_gate_options *options, ncalls_error *error);
NCALLS_API void ncalls_gates_free(ncalls_gates *gates); /* NULL is fine */

/* How many questions there are: conditions, budgets and findings. */
NCALLS_API size_t ncalls_gates_count(const ncalls_gates *gates);

/* Judges one profile, called `name`. `findings` of the same results; of the base
 * they are NULL where nothing is compared. Nothing of them is kept. */
NCALLS_API ncalls_status ncalls_gates_judge(ncalls_gates *gates, const char *name, const ncalls_results *results,
                                            const ncalls_findings *findings, const ncalls_findings *base_findings,
                                            ncalls_error *error);

typedef enum ncalls_gate_outcome {
    NCALLS_GATE_PASSED,
    NCALLS_GATE_SKIPPED,   /* it is not for this profile */
    NCALLS_GATE_FAILED,
    NCALLS_GATE_UNCHECKED, /* nobody can say: the input does not know what it asks for */
} ncalls_gate_outcome;

/* Texts belong to the gates; names of others in them are escaped. */
typedef struct ncalls_gate {
    const char *name;      /* "calls+10%", or of a budget "queries under views.py(list_books)" */
    const char *kind;      /* "condition", "budget", "findings" */
    const char *origin;    /* the file that says so; "" if that was an option */
    int32_t origin_line;
    const char *profile;   /* that was judged */
    ncalls_gate_outcome outcome;
    const char *value;     /* what was measured, in words: "848 queries"; "" if it was not */
    const char *was;       /* likewise of the base */
    const char *message;   /* one sentence without a full stop: "848 queries under views.py(f); at most 3" */
    const char *details;   /* more of them, a line each; "" if none */
    const char *function;  /* that has most; "" if it is of none */
    const char *file;
    int32_t line;
    int64_t measured;      /* in the profile's unit; NCALLS_ABSENT if it was not measured */
    int64_t per;           /* measured for so many calls; of a share the whole; else 1 */
    int64_t base;          /* NCALLS_ABSENT where nothing is compared */
    const char *limit;     /* as it was written: "3", "+10%"; "" if none */
} ncalls_gate;

/* Row `index`: profile by profile, of each in the order of conditions, budgets,
 * findings; false behind the last. */
NCALLS_API bool ncalls_gates_at(const ncalls_gates *gates, size_t index, ncalls_gate *out);

/* The worst of all; SKIPPED also where nothing was asked. */
NCALLS_API ncalls_gate_outcome ncalls_gates_outcome(const ncalls_gates *gates);

#ifdef __cplusplus
}
#endif
#endif
