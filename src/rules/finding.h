/* SPDX-License-Identifier: MIT */
/*
 * Findings: opinions with their evidence. Detectors (rules/detectors.def) add
 * them while rules/find.c goes through the rules; then they are ranked, and
 * nothing changes any more.
 */
#ifndef NC_FINDING_H
#define NC_FINDING_H

#include "analyze/flow.h"
#include "analyze/mixing.h"
#include "analyze/results.h"
#include "rules/funcset.h"
#include "rules/meaning.h"
#include "rules/spending.h"

typedef struct nc_finding {
    const nc_rule *rule;
    const nc_cause *cause;          /* NULL = none of the rule's */
    ncalls_severity severity;
    ncalls_confidence confidence;
    nc_func function;               /* to blame */
    int32_t line;                   /* of the finding: the function's, or of a line rule the line's */
    int32_t site;                   /* where the function calls the next one; 0 = unknown */
    nc_func changed;                /* of the path, that the changes asked for touch; 0 = not asked */
    int32_t changed_line;           /* the first of its lines that they do */
    ncalls_finding_step *path;      /* from the function down; at least itself */
    uint32_t path_count;
    uint16_t library;               /* that the last step belongs to, 0 = none */
    int64_t cost, saving, calls;    /* NCALLS_ABSENT = unknown */
    int64_t begun;                  /* how often the blamed function was begun; 0 = unknown */
    int64_t each;                   /* cost of one call, NCALLS_ABSENT = unknown */
    char *message, *fix;
    const char *example;            /* code, of the lexicon; "" if none */
    char fingerprint[33];
} nc_finding;

struct ncalls_findings {
    const ncalls_profile *profile;  /* the whole one */
    const char *prefix;             /* taken off shown paths; of the results */
    nc_finding *items;              /* by falling saving */
    uint32_t count;
    size_t room;
    const nc_rule **judged;         /* that were looked for, by id */
    uint32_t judged_count;
    const char **skipped;           /* names of rules that need what the input does not know */
    uint32_t skipped_count;
    unsigned missing;               /* what that is: NCALLS_HAS_... */
    uint32_t suppressed;            /* findings that somebody has accepted */
    uint32_t unchanged;             /* findings that the changes asked for do not touch */
    uint32_t known;                 /* that the baseline holds: items behind count */
    const nc_suppression **expired; /* that would have accepted a finding, had they not ended */
    uint32_t expired_count;
    nc_spending spending;           /* of the whole profile */
    int64_t queries;                /* round trips to a database; NCALLS_ABSENT = not known */
    ncalls_rules *own_rules;        /* the built-in ones, where the caller gave none */
};

/* What a detector works with. */
typedef struct nc_judgement {
    const ncalls_results *results;
    const ncalls_profile *profile;
    const nc_lexicon *lexicon;
    nc_meaning meaning;
    nc_flow flow;           /* nc_judge_cycles */
    nc_mixing mixing;       /* nc_judge_is_suspect */
    nc_flow_source *sources; /* of its last run */
    size_t source_room;
    bool has_flow, has_mixing;
    uint32_t *crowds;       /* cycles in which so many of mine call each other that each has but what it asks for */
    uint32_t crowd_count;
    int64_t *direct;        /* [function] what flows into it over its own calls; NULL if there are no crowds */
    bool many;              /* only those that a change touches will be kept, of however many */
    nc_funcset is_source;   /* for the evidence: where it may end */
    nc_funcset stops;       /* where runs of the flow end, besides (stop_at_mine) what is mine */
    nc_funcset rejected;    /* a detector's own, empty when it begins */
    int64_t whole;          /* the profile's self in all */
    int64_t busy;           /* that of it that was not waiting */
    ncalls_findings *out;
} nc_judgement;

typedef struct nc_detector {
    const char *name;
    unsigned needs; /* NCALLS_HAS_... */
    /* Adds what it finds by this rule. */
    ncalls_status (*find)(nc_judgement *judgement, const nc_rule *rule, ncalls_error *error);
} nc_detector;

#define DETECTOR(name) extern const nc_detector nc_rules_##name;
#include "rules/detectors.def"
#undef DETECTOR

/* The detector of that name, NULL if there is none. */
const nc_detector *nc_finding_detector(const char *name);
/* The names of all, then NULL. */
const char *nc_finding_detector_name(size_t index);

/* A new finding of this rule at this function, with its own step as the path;
 * NULL: no memory. Valid until the next one. */
nc_finding *nc_finding_add(nc_judgement *judgement, const nc_rule *rule, nc_func function);
bool nc_finding_add_step(nc_finding *finding, nc_func function, int64_t calls, bool estimated);
void nc_finding_drop(nc_judgement *judgement); /* the last one */
void nc_finding_reset(nc_finding *finding);

/* Of rule, file and function: no line and no count, so that edits elsewhere and
 * more data leave it. */
bool nc_finding_set_fingerprint(nc_finding *finding, const ncalls_profile *profile, const char *prefix,
                                nc_func function);

/* The function f of the whole profile after filtering; 0 = it is hidden. */
nc_func nc_finding_shown(const ncalls_profile *shown, const ncalls_profile *whole, nc_func f);

/* Forgets the steps before this one, whose function is to blame then. */
void nc_finding_begin_at(const nc_judgement *judgement, nc_finding *finding, uint32_t step);

/* The last two components of the function's path, "shop/views.py", or what the
 * prefix leaves of it: what a fingerprint knows. */
const char *nc_finding_path(const ncalls_profile *profile, const char *prefix, nc_func f, size_t *size);

/* --- For detectors: rules/judge.c --- */

/* The rule's limit, or `otherwise` where it does not say. */
int64_t nc_judge_limit(const nc_rule *rule, enum nc_limit limit, int64_t otherwise);

/* The part of the whole in thousandths. */
int64_t nc_judge_permille(const nc_judgement *judgement, int64_t cost);

/* Whether so much is worth a word: the rule's share of the whole, or its time. */
bool nc_judge_costs_enough(const nc_judgement *judgement, const nc_rule *rule, int64_t cost);

/* The flow's cycles are there, whether or not anything flows. */
ncalls_status nc_judge_cycles(nc_judgement *judgement, ncalls_error *error);

/* Callers of f are not to be trusted: threads were recorded as one. */
ncalls_status nc_judge_is_suspect(nc_judgement *judgement, nc_func f, bool *out, ncalls_error *error);

/* Lets the functions of `set` flow up, to where stops, boundaries of the rule and (stop_at_mine)
 * my functions end it. *count: sources; 0 = nothing flows. */
typedef enum nc_judge_by {
    NC_JUDGE_CALLS,
    NC_JUDGE_COST,
} nc_judge_by;
ncalls_status nc_judge_run(nc_judgement *judgement, const nc_rule *rule, enum nc_set set, nc_judge_by by,
                           bool stop_at_mine, size_t *count, ncalls_error *error);

/* What flows through f, in parts of NC_FLOW_ONE; of a member of a crowd only what its own calls
 * bring: nobody knows for whom the others called. And how often that was begun. */
int64_t nc_judge_amount(const nc_judgement *judgement, nc_func f);
int64_t nc_judge_begun(const nc_judgement *judgement, nc_func f);

/* The last run, as if f had been one of its stops; it is one until the rule is done. */
ncalls_status nc_judge_stop(nc_judgement *judgement, nc_func f, ncalls_error *error);

/* The evidence: from the finding's function down to a source of the last run,
 * each time over the edge with the greatest flow. Adds the steps to the finding
 * and sets its calls, cost and confidence. *least: the least flow on the way, in
 * parts of NC_FLOW_ONE. */
ncalls_status nc_judge_path(nc_judgement *judgement, nc_finding *finding, int64_t *least, ncalls_error *error);

/* The first function on the finding's path that one of the categories means; NULL
 * if none does. */
const nc_meaning_row *nc_judge_row(const nc_judgement *judgement, const nc_finding *finding,
                                   const nc_category_set *set);

/* The first cause whose functions lie on the finding's path; NULL if none does. */
const nc_cause *nc_judge_cause(const nc_judgement *judgement, const nc_finding *finding);

#endif
