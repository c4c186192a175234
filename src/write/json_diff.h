/* SPDX-License-Identifier: MIT */
/* ncalls-diff/1: what --format json writes of two profiles, see ncalls-json(5). */
#ifndef NC_JSON_DIFF_H
#define NC_JSON_DIFF_H

#include "analyze/results.h"
#include "base/sink.h"
#include "ncalls/write.h"

ncalls_status nc_json_diff_write(nc_sink *sink, const ncalls_results *results, const ncalls_write_options *options,
                                 ncalls_error *error);

#endif
