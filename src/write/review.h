/* SPDX-License-Identifier: MIT */
/*
 * Findings as tools of code review take them: each at one place in a file, with
 * a path below the repository's root. What all of their formats share.
 */
#ifndef NC_REVIEW_H
#define NC_REVIEW_H

#include "analyze/results.h"
#include "base/text.h"
#include "ncalls/write.h"
#include "rules/finding.h"

/* Where a function is written. */
typedef struct nc_review_place {
    const char *path; /* NULL: in no file; a piece of the profile's text */
    size_t size;
    int32_t line;     /* 0 = unknown */
} nc_review_place;

typedef struct nc_review_item {
    const nc_finding *finding;
    nc_review_place place;  /* of the finding: of the first of its evidence that has one */
    uint32_t occurrence;    /* from 1: findings of one fingerprint (lines of one function) told apart */
} nc_review_item;

typedef struct nc_review {
    const ncalls_findings *all;
    const char *prefix;
    nc_review_item *items;  /* errors first, then by falling saving */
    size_t count, total;    /* count: at most what the format or --limit allows */
} nc_review;

/* Fails where no findings were looked for. Of two profiles the findings that the base did not
 * have. `most`: findings that the format's
 * readers take, 0 = any number; `with_place`: only those in a file. Reset in any case. */
ncalls_status nc_review_init(nc_review *review, const ncalls_results *results, const ncalls_write_options *options,
                             size_t most, bool with_place, ncalls_error *error);
void nc_review_reset(nc_review *review);

nc_review_place nc_review_place_of(const nc_review *review, nc_func function);

/* Whether what is put into links and markers is fit for it: id and source_url. */
ncalls_status nc_review_check(const ncalls_write_options *options, ncalls_error *error);

/* Below the repository's root, as far as can be told: in a file, by a relative path. */
bool nc_review_is_relative(const nc_review_place *place);

/* The path with / between its parts, escaped as text. */
void nc_review_add_path(nc_text *out, const nc_review_place *place);
/* As a URI reference: relative where the path is. */
void nc_review_add_uri(nc_text *out, const nc_review_place *place);
/* The function's name, escaped as text. */
void nc_review_add_name(nc_text *out, const nc_review *review, nc_func function);

#endif
