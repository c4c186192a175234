/* SPDX-License-Identifier: MIT */
/* Files that are often taken for profiles: a name is a better answer than
 * "unknown format". */
#ifndef NC_FOREIGN_H
#define NC_FOREIGN_H

#include "read/reader.h"

/* A sentence part such as "this is a .pyc of Python 3.11, not a profile", into
 * `out`; false when the bytes say nothing. */
bool nc_foreign_name(const nc_head *head, char *out, size_t room);

#endif
