/* SPDX-License-Identifier: MIT */
/*
 * Unified diffs: which lines of the new side of which files were added, and
 * where some were taken away. Names may be quoted as git does it; what stands
 * between the diffs of files (mail, git log) is passed over. The number of lines
 * that a hunk announces decides where it ends, not what its lines look like.
 */
#ifndef NC_UNIDIFF_H
#define NC_UNIDIFF_H

#include <stdbool.h>

#include "base/input.h"
#include "base/text.h"
#include "ncalls/changes.h"

typedef struct nc_unidiff_range {
    uint32_t file;       /* into files, from 0 */
    int32_t first, last; /* lines of the new side */
    bool added;          /* false: what stood behind `first` is gone */
} nc_unidiff_range;

typedef struct nc_unidiff_file {
    size_t begin, size; /* its path in names */
} nc_unidiff_file;

struct ncalls_changes {
    nc_text names;
    nc_unidiff_file *files; /* by path, each once */
    size_t file_count, file_room;
    nc_unidiff_range *ranges; /* by file, then line */
    size_t range_count, range_room;
};

/* Reads all of `input`. Reset in any case. */
ncalls_status nc_unidiff_read(ncalls_changes *changes, nc_input *input, ncalls_error *error);
void nc_unidiff_reset(ncalls_changes *changes);

/* The ranges of the file of this path, with or without the "b/" that git puts before; NULL: the
 * diff does not have it. A file that was only renamed has none: count 0. */
const nc_unidiff_range *nc_unidiff_find(const ncalls_changes *changes, const char *path, size_t size, size_t *count);

#endif
