/* SPDX-License-Identifier: MIT */
/* A comment on a pull request; GitHub takes 65,536 characters. */
#include "write/folded.h"
#include "write/writer.h"

static ncalls_status write_comment(nc_sink *sink, const ncalls_results *results, const ncalls_write_options *options,
                                   ncalls_error *error)
{
    static const nc_folded form = {.room = 60000, .marked = true};

    return nc_folded_write(sink, &form, results, options, error);
}

const nc_writer nc_write_comment = {
    .row = {.name = "comment",
            .suffix = "pr.md",
            .title = "comment on a pull request: verdict first, details folded",
            .compares = true,
            .places = true,
            .checks = NCALLS_CHECKS_MANY},
    .write = write_comment,
};
