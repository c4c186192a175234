/* SPDX-License-Identifier: MIT */
/* Unified diffs: files and their ranges come out in order and each is found. */
#include <stdio.h>
#include <stdlib.h>

#include "codec/unidiff.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "broken: %s\n", what);
    abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ncalls_changes *changes;
    ncalls_error error = {0};

    if (ncalls_changes_parse(&changes, data, size, &error)) {
        demand(!changes && *error.message, "a refusal is a sentence");
        return 0;
    }
    for (size_t i = 0; i < changes->file_count; i++) {
        const nc_unidiff_file *f = &changes->files[i];

        demand(ncalls_changes_has(changes, changes->names.bytes + f->begin, f->size), "each file is found");
    }
    for (size_t i = 0; i < changes->range_count; i++) {
        const nc_unidiff_range *r = &changes->ranges[i];

        demand(r->file < changes->file_count && r->first > 0 && r->first <= r->last, "a range has lines of a file");
        demand(!i || r[-1].file < r->file || (r[-1].file == r->file && r[-1].first <= r->first), "they are in order");
    }
    ncalls_changes_free(changes);
    return 0;
}
