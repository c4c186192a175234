/* SPDX-License-Identifier: MIT */
/* Requests by endpoint for programs, see ncalls-json(5). */
#ifndef NC_JSON_ENDPOINTS_H
#define NC_JSON_ENDPOINTS_H

#include "base/sink.h"
#include "ncalls/write.h"

ncalls_status nc_json_endpoints_write(nc_sink *sink, const ncalls_write_options *options, ncalls_error *error);

#endif
