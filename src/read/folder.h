/* SPDX-License-Identifier: MIT */
/* What lies in a folder that was named in place of a file. */
#ifndef NC_FOLDER_H
#define NC_FOLDER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

bool nc_folder_is(const char *path);

/* The regular files of a folder that are not hidden, by name, so that no order
 * of the disk shows. On failure, too, what is in *out is the caller's to free. */
ncalls_status nc_folder_list(const char *folder, char ***out, size_t *count, ncalls_error *error);

#endif
