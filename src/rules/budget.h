/* SPDX-License-Identifier: MIT */
/* What gates limit: a quantity, such as the queries under one function, and an
 * amount of it. Budgets (.ncalls.yml) and conditions (--fail-on) are both. */
#ifndef NC_BUDGET_H
#define NC_BUDGET_H

#include "rules/lexicon.h"

#define MEASURE(name, kind, category, help) NC_MEASURE_##name,
typedef enum nc_measure {
#include "rules/measures.def"
    NC_MEASURES
} nc_measure;
#undef MEASURE

typedef enum nc_measure_kind {
    NC_MEASURE_COUNT,
    NC_MEASURE_WHOLE,
    NC_MEASURE_SELF,
    NC_MEASURE_CUMULATIVE,
    NC_MEASURE_SHARE,
    NC_MEASURE_PER_CALL,
    NC_MEASURE_FINDINGS,
} nc_measure_kind;

nc_measure_kind nc_budget_kind(nc_measure measure);
/* "db.query" of queries; "" if the measure is of no category. */
const char *nc_budget_category(nc_measure measure);
/* "per-call"; NULL behind the last. Constants. */
const char *nc_budget_word(size_t measure);

/* Texts belong to whoever made it. */
typedef struct nc_quantity {
    nc_measure measure;
    nc_category_set categories; /* empty: it is not about categories */
    const char *category;       /* how these were written; NULL */
    const char *function;       /* a pattern (rules/place.h), of each that fits; NULL = none was named */
    const char *under;          /* likewise: only calls in or under this one */
    bool per_call;              /* by one call of `under` */
} nc_quantity;

typedef enum nc_amount_unit {
    NC_AMOUNT_NUMBER,  /* in thousandths */
    NC_AMOUNT_PERCENT, /* in tenths of a percent */
    NC_AMOUNT_TIME,    /* nanoseconds */
    NC_AMOUNT_SIZE,    /* bytes */
} nc_amount_unit;

typedef struct nc_amount {
    nc_amount_unit unit;
    int64_t value;
} nc_amount;

/* "10", "2.5", "10%", "50 ms", "64 KiB"; false for anything else. */
bool nc_budget_amount(const char *text, nc_amount *out);

/* What is wrong with limiting such a quantity by such an amount, as the end of a
 * sentence; NULL: nothing. `change`: a difference may be a part of what there was. */
const char *nc_budget_mismatch(const nc_quantity *quantity, nc_amount amount, bool change);

typedef struct nc_budget {
    const char *name;      /* as it is shown */
    const char *profile;   /* glob for the end of a profile's path; NULL = any */
    nc_quantity quantity;
    nc_amount limit;
    const char *limit_text;
    const char *rule;      /* of FINDINGS: id, name or beginning of ids; NULL = any */
    ncalls_severity severity; /* of FINDINGS: this or worse */
    const char *origin;    /* the file that says so, and the line there */
    int32_t line;
} nc_budget;

#endif
