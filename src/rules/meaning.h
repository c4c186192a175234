/* SPDX-License-Identifier: MIT */
/* What the functions of a profile mean: the lexicon's categories, and whose
 * code they are. */
#ifndef NC_MEANING_H
#define NC_MEANING_H

#include "base/error.h"
#include "model/profile.h"
#include "rules/lexicon.h"

typedef struct nc_meaning_row {
    nc_func function;
    nc_category category;
    uint16_t library; /* of the lexicon; 0 = none */
} nc_meaning_row;

typedef struct nc_meaning {
    const ncalls_profile *profile;
    const nc_lexicon *lexicon;
    nc_meaning_row *rows; /* by category, then function; each pair once */
    uint32_t count;
    uint32_t *begin;      /* rows of category c: [begin[c], begin[c + 1]) */
    bool *is_my_file;     /* [file] */
    bool *is_mine;        /* [function] mine to blame: my Python code, but no comprehension or lambda */
} nc_meaning;

ncalls_status nc_meaning_find(nc_meaning *out, const ncalls_profile *profile, const nc_lexicon *lexicon,
                              ncalls_error *error);
void nc_meaning_reset(nc_meaning *meaning);

/* Its middle, src/rules/meaning_search.c: adds rows in any order, the same perhaps twice, and sets is_mine. */
ncalls_status nc_meaning_search(nc_meaning *out, ncalls_error *error);

/* The first row that puts f into one of these categories; NULL if none does. */
const nc_meaning_row *nc_meaning_of(const nc_meaning *meaning, nc_func f, const nc_category_set *set);

/* The rows of these categories, one after the other; NULL behind the last. Begins with {0}. */
typedef struct nc_meaning_cursor {
    uint32_t category, at;
} nc_meaning_cursor;
const nc_meaning_row *nc_meaning_next(const nc_meaning *meaning, const nc_category_set *set,
                                      nc_meaning_cursor *cursor);

#endif
