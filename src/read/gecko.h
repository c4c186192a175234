/* SPDX-License-Identifier: MIT */
/* The inside of the reader of Firefox' profiles, shared by gecko.c (the document)
 * and gecko_stacks.c (what its tables mean); nobody else includes this. */
#ifndef NC_GECKO_H
#define NC_GECKO_H

#include "codec/json.h"
#include "model/stacks.h"

/* A column of a table; null is -1. */
typedef struct nc_gecko_column {
    int64_t *items;
    size_t count, room;
} nc_gecko_column;

typedef enum nc_gecko_which {
    NC_GECKO_STACK,
    NC_GECKO_WEIGHT,
    NC_GECKO_TIME,
    NC_GECKO_FRAME,
    NC_GECKO_PREFIX,
    NC_GECKO_FUNC,
    NC_GECKO_LINE,
    NC_GECKO_NAME,
    NC_GECKO_FILE_NAME,
    NC_GECKO_SOURCE,
    NC_GECKO_SOURCE_FILE,
    NC_GECKO_RESOURCE,
    NC_GECKO_OWNER,
    NC_GECKO_COLUMNS
} nc_gecko_which;

/* What one thread, or "shared", says. */
typedef struct nc_gecko_tables {
    nc_gecko_column columns[NC_GECKO_COLUMNS];
    nc_str *strings;
    size_t string_count, string_room;
    nc_str name;
    int64_t process, thread;
} nc_gecko_tables;

typedef struct nc_gecko {
    nc_builder *b;
    nc_json json;
    nc_gecko_tables shared, *threads;
    size_t thread_count, thread_room;
    uint64_t samples, stacks;
    int64_t interval; /* of samples, in nanoseconds; 0 = unknown */
    bool is_tachyon, has_threads;
} nc_gecko;

/* The samples of one thread, to the builder. */
bool nc_gecko_stacks(nc_gecko *gecko, const nc_gecko_tables *thread);

#endif
