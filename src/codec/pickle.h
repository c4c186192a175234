/* SPDX-License-Identifier: MIT */
/*
 * Python's pickle, protocols 2 to 5, as data.
 *
 * A pickle is a program for a small stack machine (Lib/pickletools.py). This
 * one runs only what makes data: numbers, texts, tuples, lists, dicts, and
 * objects of classes that the caller names, of which nothing is made but a
 * record of the class and its state. Every other global is an error even if
 * nothing comes of it, and so is each opcode that would call something (REDUCE,
 * INST, OBJ, EXT, PERSID). Protocols 0 and 1 cannot make an object without
 * calling, so they are refused.
 *
 * Values may be shared and may hold themselves: walk them to a known depth, and
 * count what you walk.
 */
#ifndef NC_PICKLE_H
#define NC_PICKLE_H

#include "base/input.h"
#include "base/map.h"
#include "base/strtab.h"

typedef enum nc_pickle_type {
    NC_PICKLE_NONE,
    NC_PICKLE_BOOL,   /* integer: 0 or 1 */
    NC_PICKLE_INT,    /* integer, if fits */
    NC_PICKLE_FLOAT,
    NC_PICKLE_TEXT,   /* str, and Python 2's byte strings */
    NC_PICKLE_TUPLE,
    NC_PICKLE_LIST,
    NC_PICKLE_DICT,   /* items alternate: key, value */
    NC_PICKLE_OBJECT, /* of an allowed class */
    NC_PICKLE_CLASS,
} nc_pickle_type;

/* A value's number; 0 = none. */
typedef uint32_t nc_pickle_value;

typedef struct nc_pickle_node {
    uint8_t type;
    bool fits;        /* INT: within 64 bits */
    uint16_t class_;  /* OBJECT, CLASS: index into the allowed classes */
    uint32_t count;   /* TUPLE, LIST: items; DICT: keys and values */
    union {
        int64_t integer;
        double number;
        nc_str text;
        nc_pickle_value state; /* OBJECT: 0 = it has none */
        struct {
            uint32_t first, last; /* cells; TUPLE: first is into items */
        };
    };
} nc_pickle_node;

typedef struct nc_pickle_cell {
    nc_pickle_value value;
    uint32_t next; /* 0 = the last one */
} nc_pickle_cell;

typedef struct nc_pickle_class {
    const char *module, *name;
} nc_pickle_class;

typedef struct nc_pickle {
    const nc_pickle_class *allowed;
    size_t allowed_count;
    nc_strtab texts;
    nc_pickle_node *nodes; /* from 1 */
    size_t node_count, node_room;
    nc_pickle_value *items; /* of tuples */
    size_t item_count, item_room;
    nc_pickle_cell *cells;  /* of lists and dicts, from 1 */
    size_t cell_count, cell_room;
    nc_pickle_value root;
    /* The machine; empty after loading. */
    nc_pickle_value *stack;
    size_t depth, stack_room;
    size_t *marks;
    size_t mark_count, mark_room;
    nc_map memo;
    uint32_t memo_count;
    uint64_t frame_end;
    uint64_t start; /* of the opcode being run */
    nc_input *input;
    ncalls_error error;
} nc_pickle;

/* Reads one pickle; nc_pickle_reset is due in any case. */
ncalls_status nc_pickle_load(nc_pickle *pickle, nc_input *input, const nc_pickle_class *allowed, size_t allowed_count,
                             ncalls_error *error);
void nc_pickle_reset(nc_pickle *pickle);

static inline const nc_pickle_node *nc_pickle_at(const nc_pickle *pickle, nc_pickle_value value)
{
    return &pickle->nodes[value];
}

/* Item `index` of a tuple. */
static inline nc_pickle_value nc_pickle_item(const nc_pickle *pickle, const nc_pickle_node *tuple, uint32_t index)
{
    return pickle->items[tuple->first + index];
}

/* The value of a dict under this text, 0 if there is none (the last one, as
 * Python keeps it, if there are several). */
nc_pickle_value nc_pickle_get(const nc_pickle *pickle, const nc_pickle_node *dict, const char *key);

#endif
