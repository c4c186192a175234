/* SPDX-License-Identifier: MIT */
/* What lies in a folder that was named in place of a file. */
#ifndef NC_LISTING_H
#define NC_LISTING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

bool nc_listing_is_folder(const char *path);

/* The regular files of a folder that are not hidden, by name, so that no order
 * of the disk shows. On failure, too, what is in *out is the caller's to free. */
ncalls_status nc_listing_make(const char *folder, char ***out, size_t *count, ncalls_error *error);

#endif
