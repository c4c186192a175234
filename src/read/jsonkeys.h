/* SPDX-License-Identifier: MIT */
/* Which keys a JSON file has, for bids: told from its beginning without
 * reading it, in whatever order they stand. */
#ifndef NC_JSONKEYS_H
#define NC_JSONKEYS_H

#include "read/reader.h"

typedef enum nc_jsonkeys_place {
    NC_JSONKEYS_TOP,   /* { "key": ... } */
    NC_JSONKEYS_ITEMS, /* [ { "key": ... }, ... ] */
} nc_jsonkeys_place;

/* Keys that are spelled with escapes are not found. */
bool nc_jsonkeys_has(const nc_head *head, nc_jsonkeys_place place, const char *key);

#endif
