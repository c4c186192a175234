/* SPDX-License-Identifier: MIT */
/* The inside of a builder, shared by builder.c and functions.c (adding) and
 * build.c (finishing); nobody outside this folder includes this. */
#ifndef NC_BUILD_H
#define NC_BUILD_H

#include "base/number.h"
#include "model/builder.h"
#include "model/edges.h"

/* What a string means, worked out when it is first used as a file or a name. */
typedef struct nc_known {
    uint32_t name : 31;    /* cleaned name + 1, 0 = not asked yet */
    uint32_t is_plain : 1; /* the cleaned name is short, and does not begin with "<" */
    uint32_t file;         /* nc_file, 0 = not asked yet */
} nc_known;

typedef struct nc_file_row {
    nc_str path, package;
    uint32_t library; /* see nc_files */
    uint8_t class_;
    uint8_t kind;    /* of its functions, unless their name says otherwise */
    bool is_long;    /* see NC_LIMIT_LONG_NAME */
    nc_file unknown; /* the same path, of functions that turned out to be nobody knows whose; 0 = none yet */
} nc_file_row;

/* Open addressing; the key lies in the slot, so that a look-up touches one
 * cache line. The hash is not kept: it is computed again when the table grows.
 * Its highest bits are the place, so that both tables are then passed from end
 * to end. */
typedef struct nc_slot {
    nc_str path;
    nc_str name; /* cleaned */
    int32_t line;
    uint32_t id; /* 0 = free */
} nc_slot;

typedef struct nc_key {
    nc_file file;
    nc_str name;
    int32_t line;
    uint8_t kind;
    bool cleaned; /* some label of it was not kept as it was */
} nc_key;

typedef struct nc_figures {
    int64_t calls, primitive, self, total;
    uint32_t listed; /* number of the last source that listed it */
} nc_figures;

struct nc_builder {
    ncalls_error error; /* the first failure; sticks */
    uint64_t hash_key;
    nc_strtab strings;
    nc_known *known; /* [string id] */
    size_t known_count, known_room;
    nc_file_row *files; /* from 1 */
    size_t file_count, file_room;
    nc_key *keys; /* from 1 */
    nc_figures *figures;
    size_t function_count, function_room;
    nc_func *listing; /* those that some source listed (nc_builder_mark_listed), in that order */
    size_t listed_count, listing_room;
    uint64_t long_names; /* see NC_LIMIT_LONG_NAMES */
    nc_slot *slots;
    unsigned slot_bits; /* there are two to the power of this */
    nc_edges edges; /* the columns only, as they came */
    size_t edge_room;
    size_t compact_at; /* sum equal edges when there are this many */
    nc_source_info *sources;
    size_t source_count, source_room;
    nc_str *notes;
    size_t note_count, note_room;
    nc_verbatim *verbatim;
    struct nc_stacks *stacks;    /* model/stacks.h; NULL until a stack comes */
    struct nc_timekeeper *timekeeper; /* model/timekeeper.h; NULL: nobody asked, or the input has no order */
    int order;                   /* nc_stacks_order: how it learns of what happens */
    ncalls_unit clock;           /* what its time is counted in */
    struct nc_lines_rows *lines; /* model/lines.h, likewise */
    unsigned keep;               /* NCALLS_KEEP_... */
    double narrow;               /* see ncalls_read_options */
    size_t longest;              /* string in bytes */
    bool declared;
    bool saturated; /* a time did not fit into 64 bits of nanoseconds */
    unsigned has;
    ncalls_unit unit;
};

/* The table of functions, empty; false: no memory. */
bool nc_functions_init(nc_builder *builder);

/* Known plus unknown is unknown. */
static inline void nc_build_add_known(int64_t *sum, int64_t value, bool *saturated)
{
    *sum = *sum == NCALLS_ABSENT || value == NCALLS_ABSENT ? NCALLS_ABSENT : nc_number_add(*sum, value, saturated);
}

#endif
