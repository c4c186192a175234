/* SPDX-License-Identifier: MIT */
/* reviewdog's diagnostics, which both of its formats consist of. */
#ifndef NC_RDJSONL_H
#define NC_RDJSONL_H

#include "base/sink.h"
#include "ncalls/write.h"

/* One a line, or as one document. */
ncalls_status nc_rdjsonl_write(nc_sink *sink, const ncalls_results *results, const ncalls_write_options *options,
                               bool document, ncalls_error *error);

#endif
