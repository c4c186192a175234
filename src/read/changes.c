/* SPDX-License-Identifier: MIT */
/* Diffs of sources, from where they are to a value. */
#include <string.h>

#include "base/alloc.h"
#include "codec/unidiff.h"

/* Takes the source over. */
static ncalls_status read_all(ncalls_changes **out, nc_source *source, ncalls_error *error)
{
    ncalls_changes *changes = nc_alloc_zeroed(1, sizeof *changes);
    ncalls_status status;
    nc_input input;

    *out = NULL;
    if (!changes || !source) {
        nc_alloc_free(changes);
        if (source)
            source->free(source);
        return nc_fail_memory(error);
    }
    status = nc_input_init(&input, source) ? NCALLS_OK : nc_fail_memory(error);
    if (!status) {
        status = nc_unidiff_read(changes, &input, error);
        nc_input_reset(&input);
    }
    if (status)
        ncalls_changes_free(changes);
    else
        *out = changes;
    return status;
}

ncalls_status ncalls_changes_open(ncalls_changes **out, const char *path, ncalls_error *error)
{
    nc_source *source = NULL;
    ncalls_error ignored;
    ncalls_status status;

    error = error ? error : &ignored;
    *out = NULL;
    status = nc_input_open_file(&source, path, NULL, error);
    if (!status)
        status = read_all(out, source, error);
    return status ? nc_fail_in(error, strcmp(path, "-") == 0 ? "standard input" : path) : NCALLS_OK;
}

ncalls_status ncalls_changes_parse(ncalls_changes **out, const void *bytes, size_t size, ncalls_error *error)
{
    ncalls_error ignored;

    return read_all(out, nc_input_open_memory(bytes, size), error ? error : &ignored);
}

void ncalls_changes_free(ncalls_changes *changes)
{
    if (!changes)
        return;
    nc_unidiff_reset(changes);
    nc_alloc_free(changes);
}

bool ncalls_changes_has(const ncalls_changes *changes, const char *path, size_t size)
{
    size_t count;

    return nc_unidiff_find(changes, path, size, &count) != NULL;
}
