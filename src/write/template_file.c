/* SPDX-License-Identifier: MIT */
#include "write/template_file.h"

#include <string.h>

#include "base/embedded.h"
#include "base/folder.h"
#include "base/limit.h"

static ncalls_status read_own(nc_template_file *out, const char *path, const char *name, ncalls_error *error)
{
    nc_folder folder;
    ncalls_status status = nc_folder_open(&folder, path, error);

    if (!status) {
        status = nc_folder_read(&folder, name, NC_LIMIT_TEMPLATE, &out->owned, error);
        if (status && status != NCALLS_UNKNOWN && status != NCALLS_MEMORY) {
            nc_fail_in(error, name);
            nc_fail_in(error, path);
        }
    }
    nc_folder_close(&folder);
    out->is_own = !status;
    out->bytes = out->owned.bytes;
    out->size = out->owned.size;
    return status;
}

/* base/embedded.h has a file by its folder's name and its own. */
static ncalls_status read_embedded(nc_template_file *out, const char *name, ncalls_error *error)
{
    const struct nc_embedded *file;
    nc_text path;
    bool failed;

    nc_text_init(&path);
    nc_text_add_string(&path, strchr(name, '/') ? "" : "templates/");
    nc_text_add_string(&path, name);
    failed = nc_text_failed(&path);
    file = nc_embedded_find(path.bytes);
    nc_text_reset(&path);
    if (failed)
        return nc_fail_memory(error);
    if (!file)
        return NCALLS_UNKNOWN;
    out->bytes = (const char *)file->data;
    out->size = file->size;
    return NCALLS_OK;
}

ncalls_status nc_template_file_read(nc_template_file *out, const char *folder, const char *name, ncalls_error *error)
{
    ncalls_status status = NCALLS_UNKNOWN;

    *out = (nc_template_file){0};
    nc_text_init(&out->owned);
    if (folder)
        status = read_own(out, folder, name, error);
    return status == NCALLS_UNKNOWN ? read_embedded(out, name, error) : status;
}

void nc_template_file_reset(nc_template_file *file)
{
    nc_text_reset(&file->owned);
}
