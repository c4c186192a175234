/* SPDX-License-Identifier: MIT */
/* Where a template's files come from: a folder of the user's, or what is compiled in. */
#ifndef NC_TEMPLATE_FILE_H
#define NC_TEMPLATE_FILE_H

#include "base/text.h"

typedef struct nc_template_file {
    const char *bytes; /* `size` of them and a NUL */
    size_t size;
    nc_text owned;
    bool is_own; /* of the folder */
} nc_template_file;

/* `name` is "report.html" or "page/core.js". What `folder` (NULL: none) does not have
 * is as compiled in; NCALLS_UNKNOWN: nobody has it. Reset it in any case. */
ncalls_status nc_template_file_read(nc_template_file *out, const char *folder, const char *name, ncalls_error *error);
void nc_template_file_reset(nc_template_file *file);

#endif
