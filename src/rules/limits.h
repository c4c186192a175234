/* SPDX-License-Identifier: MIT */
/* The numbers of rules (rules/limits.def) as people write them: "1%", "50 ms",
 * "64 KiB", "2.5". Keys have - where the list has _. */
#ifndef NC_LIMITS_H
#define NC_LIMITS_H

#include "rules/lexicon.h"

enum { NC_LIMITS_ROOM = 40 };

typedef enum nc_limits_unit {
    NC_LIMITS_COUNT,
    NC_LIMITS_RATIO, /* in thousandths */
    NC_LIMITS_SHARE, /* likewise: "1%" is 10 */
    NC_LIMITS_TIME,
    NC_LIMITS_SIZE,
} nc_limits_unit;

/* False: not a number of this unit, or finer than its smallest step. */
bool nc_limits_read(const char *text, nc_limits_unit unit, int64_t *out);

/* The limit that a key means, -1 if none. */
int nc_limits_find(const char *key);

/* The key as it is written; NUL-terminated, at most NC_LIMITS_ROOM with it. */
void nc_limits_key(char out[NC_LIMITS_ROOM], enum nc_limit limit);

/* False: not such a number, or finer than the limit's smallest step. */
bool nc_limits_parse(const char *text, enum nc_limit limit, int64_t *out);

/* What such a number looks like, for the message. */
const char *nc_limits_example(enum nc_limit limit);

/* The number in its largest unit without a fraction that is cut: what
 * nc_limits_parse reads back as the same. */
void nc_limits_format(char out[NC_LIMITS_ROOM], enum nc_limit limit, int64_t value);

/* True if the texts are the same but for _ and -. */
bool nc_limits_is_key(const char *name, const char *key);

/* The name of the limit or set as the lists have it, for the nearest word; NULL
 * behind the last. Limits come first. */
const char *nc_limits_word(size_t index);

/* The set that a key means, -1 if none. */
int nc_limits_find_set(const char *key);

#endif
