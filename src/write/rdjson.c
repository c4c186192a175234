/* SPDX-License-Identifier: MIT */
/* Findings for reviewdog: one document. */
#include "write/rdjsonl.h"
#include "write/writer.h"

static ncalls_status write_rdjson(nc_sink *sink, const ncalls_results *results, const ncalls_write_options *options,
                                  ncalls_error *error)
{
    return nc_rdjsonl_write(sink, results, options, true, error);
}

const nc_writer nc_write_rdjson = {
    .row = {.name = "rdjson",
            .suffix = ".rdjson",
            .title = "findings for reviewdog -f=rdjson",
            .compares = true,
            .places = true,
            .checks = NCALLS_CHECKS_ONE},
    .write = write_rdjson,
};
