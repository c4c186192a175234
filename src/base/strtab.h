/* SPDX-License-Identifier: MIT */
/*
 * Interned strings: equal bytes have one id, so names compare as numbers.
 *
 * The bytes lie end to end in one block, each string with a NUL behind it (for
 * printing; a name may hold NULs itself, so the size counts). Ids are handed
 * out in order of first arrival, from 1; 0 is the empty string.
 */
#ifndef NC_STRTAB_H
#define NC_STRTAB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct nc_str {
    uint32_t at; /* 0 = the empty string */
} nc_str;

typedef struct nc_strtab {
    char *bytes;        /* all strings, each followed by a NUL */
    size_t used, room;  /* of bytes */
    uint32_t *offsets;  /* [id]: where it begins; [id + 1] - 1: its NUL */
    size_t count;       /* ids given out, 0 included */
    size_t offset_room;
    uint64_t *slots;    /* open addressing: high 32 bits of the hash | id, 0 = free */
    size_t slot_mask;
    uint64_t key;       /* of the hash */
} nc_strtab;

bool nc_strtab_init(nc_strtab *table); /* false: out of memory, but reset it all the same */
void nc_strtab_reset(nc_strtab *table);

/* The id of these bytes, adding them if they are new. False when there is no
 * memory or a limit is met (base/limit.h). */
bool nc_strtab_add(nc_strtab *table, const char *bytes, size_t size, nc_str *out);

/* The id of these bytes or 0 with *found false; never adds. */
nc_str nc_strtab_find(const nc_strtab *table, const char *bytes, size_t size, bool *found);

/* Gives up the look-up slots and all spare room; nothing can be added after. */
void nc_strtab_freeze(nc_strtab *table);

static inline const char *nc_strtab_text(const nc_strtab *table, nc_str id)
{
    return table->bytes + table->offsets[id.at];
}

static inline size_t nc_strtab_size(const nc_strtab *table, nc_str id)
{
    return table->offsets[id.at + 1] - table->offsets[id.at] - 1;
}

#endif
