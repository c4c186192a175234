/* SPDX-License-Identifier: MIT */
/* Gates in ncalls/1 and ncalls-diff/1, and ncalls-check/1, which is nothing but
 * gates: see ncalls-json(5). */
#ifndef NC_JSON_GATES_H
#define NC_JSON_GATES_H

#include "ncalls/write.h"
#include "write/jsontext.h"

/* "verdict" and "gates", each with a comma behind; nothing if there are none. */
void nc_json_gates_add(nc_jsontext *out, const ncalls_gates *gates);

/* The document of a check. */
ncalls_status nc_json_gates_write(nc_sink *sink, const ncalls_write_options *options, const char *prefix,
                                  ncalls_error *error);

#endif
