/* SPDX-License-Identifier: MIT */
/* The section on gates, which other documents have, too. */
#ifndef NC_REPORT_GATES_H
#define NC_REPORT_GATES_H

#include "report/report.h"
#include "rules/lexicon.h"

/* "ok", "skipped", "FAILED", "UNCHECKED" */
const char *nc_report_gate_outcome(ncalls_gate_outcome outcome);

/* "Failed: 2 of 5 gates do not hold", without a full stop. */
void nc_report_gates_verdict(nc_text *out, const ncalls_gates *gates);

/* The section of a report or a diff; nothing without gates. */
void nc_report_gates_section(nc_document *document, const ncalls_write_options *options);

/* A document of nothing but gates, maybe of several profiles. */
void nc_report_gates_build(nc_document *document, const ncalls_write_options *options);

/* A note for each suppression that has ended although its finding is there. */
void nc_report_gates_expired(nc_document *document, const nc_suppression *const *expired, size_t count);

#endif
