/* SPDX-License-Identifier: MIT */
/* Two profiles: what changed, and why, in words first. */
#ifndef NC_DIFFING_H
#define NC_DIFFING_H

#include "analyze/diff.h"
#include "report/report.h"
#include "rules/finding.h"

/* results->base against results->profile. */
ncalls_status nc_diffing_add(nc_document *document, const ncalls_results *results, const ncalls_write_options *options,
                             ncalls_error *error);

/* The first sentence, without a full stop: which way, how much and what did it. Names in it are raw. */
ncalls_status nc_diffing_summarize(nc_text *out, const nc_diff *diff, const ncalls_write_options *options,
                                   ncalls_error *error);

/* The finding of that list with this fingerprint, NULL if there is none. */
const nc_finding *nc_diffing_find(const ncalls_findings *findings, const char *fingerprint);

#endif
