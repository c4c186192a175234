/* SPDX-License-Identifier: MIT */
/* The "findings" of ncalls/1, see ncalls-json(5). */
#ifndef NC_JSON_FINDINGS_H
#define NC_JSON_FINDINGS_H

#include "rules/finding.h"
#include "write/jsontext.h"

/* One object, without what stands between objects. `prefix` is taken off paths.
 * `status` (NULL: none): what a diff says of it. */
void nc_json_findings_add(nc_jsontext *out, const ncalls_findings *findings, const nc_finding *finding,
                          const char *prefix, const char *status);

#endif
