/* SPDX-License-Identifier: MIT */
/* SHA-256 (FIPS 180-4): for the hashes by which a page's Content-Security-Policy
 * names its own styles and scripts, and for fingerprints that stay the same. */
#ifndef NC_SHA256_H
#define NC_SHA256_H

#include <stddef.h>

enum { NC_SHA256_SIZE = 32, NC_SHA256_SOURCE_ROOM = 64 };

void nc_sha256(unsigned char out[NC_SHA256_SIZE], const void *bytes, size_t size);

/* The bytes as a CSP source: 'sha256-<base64>', with its quotes and a NUL. */
void nc_sha256_source(char out[NC_SHA256_SOURCE_ROOM], const void *bytes, size_t size);

#endif
