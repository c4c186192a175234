/* SPDX-License-Identifier: MIT */
/*
 * Undoes compression: gzip (RFC 1952, any number of members) with zlib, zstd
 * (RFC 8878, any number of frames) with libzstd, as a source on top of a
 * source. Readers pull; so a reader that stops at the first byte that makes no
 * sense also stops a decompression bomb.
 */
#ifndef NC_EXPAND_H
#define NC_EXPAND_H

#include "base/input.h"

/*
 * Looks at the first bytes of `*source` and, if they are gzip's or zstd's,
 * replaces it by a source of what they expand to (at most NC_LIMIT_EXPANDED
 * bytes; compressed twice is refused). Takes the source over: on failure it is
 * freed and *source is NULL.
 */
ncalls_status nc_expand_source(nc_source **source, ncalls_error *error);

#endif
