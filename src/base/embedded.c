/* SPDX-License-Identifier: MIT */
#include "base/embedded.h"

#include <string.h>

const struct nc_embedded *nc_embedded_find(const char *name)
{
    for (const struct nc_embedded *f = nc_embedded_files; f->name; f++)
        if (strcmp(f->name, name) == 0)
            return f;
    return NULL;
}
