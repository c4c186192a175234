/* SPDX-License-Identifier: MIT */
/* A step summary of GitHub Actions; one above 1 MiB is not shown at all. */
#include "write/folded.h"
#include "write/writer.h"

static ncalls_status write_summary(nc_sink *sink, const ncalls_results *results, const ncalls_write_options *options,
                                   ncalls_error *error)
{
    static const nc_folded form = {.room = 1000000, .open = true};

    return nc_folded_write(sink, &form, results, options, error);
}

const nc_writer nc_write_summary = {
    .row = {.name = "summary",
            .suffix = "summary.md",
            .title = "step summary of GitHub Actions: >> $GITHUB_STEP_SUMMARY",
            .compares = true,
            .places = true,
            .checks = NCALLS_CHECKS_MANY},
    .write = write_summary,
};
