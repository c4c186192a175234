/* SPDX-License-Identifier: MIT */
/*
 * Python's marshal, every version from 0 to 6, as a stream of tokens.
 *
 * One token is one type byte with its payload; containers announce how many
 * items follow (a dict: key, value, ... until NC_MARSHAL_END). The layout is
 * that of CPython's Python/marshal.c; it is little-endian on every machine.
 * Nothing here recurses, and nothing is allocated by what a length claims.
 *
 * Traps:
 * - A flagged value (bit 0x80) gets the next number in the list of references
 *   when its type byte is met, so a container's is lower than its items'.
 *   Singletons (None, True, ...) never get one.
 * - Python 2 has a second list, of interned strings, for 'R'.
 */
#ifndef NC_MARSHAL_H
#define NC_MARSHAL_H

#include <string.h>

#include "base/input.h"

typedef enum nc_marshal_type {
    NC_MARSHAL_END,    /* the null object: ends a dict */
    NC_MARSHAL_NONE,
    NC_MARSHAL_BOOL,   /* integer: 0 or 1 */
    NC_MARSHAL_INT,    /* integer, if fits */
    NC_MARSHAL_FLOAT,  /* number */
    NC_MARSHAL_TEXT,   /* bytes and size, or interned */
    NC_MARSHAL_TUPLE,  /* count items follow */
    NC_MARSHAL_DICT,   /* pairs follow, then NC_MARSHAL_END */
    NC_MARSHAL_CODE,   /* the contents follow: read them with nc_marshal_skip_code */
    NC_MARSHAL_LIST,   /* list or set: count items follow */
    NC_MARSHAL_OTHER,  /* complex, Ellipsis, StopIteration; slice: count items follow */
    NC_MARSHAL_SHARED, /* a reference to a container: `bound` is what the reader gave it */
} nc_marshal_type;

typedef struct nc_marshal_value {
    nc_marshal_type type;
    nc_marshal_type shared; /* SHARED: the container's type */
    uint32_t ref;           /* its number in the list of references + 1, 0 = none */
    bool fits;              /* INT: within 64 bits */
    bool is_interned;       /* TEXT: `interned` is set, bytes are not */
    uint32_t interned;
    int64_t integer;
    double number;
    const char *bytes;      /* valid until the next call */
    size_t size;
    uint32_t count;
    uint32_t bound;         /* SHARED: 0 = the reader bound nothing */
} nc_marshal_value;

typedef struct nc_marshal {
    nc_input *input;
    uint32_t (*intern)(void *payload, const char *bytes, size_t size);
    void *payload;
    /* References are looked up at random, millions of times: 5 bytes each keep
     * the table in the cache. What needs more lies in `wide`. */
    uint8_t *ref_types;   /* nc_marshal_type, or WIDE (see marshal.c) */
    uint32_t *ref_values; /* small int, interned text, what was bound, or index into wide */
    size_t ref_count, ref_room, value_room; /* value_room grows last: there is room in both */
    uint64_t *wide;       /* large ints and doubles */
    size_t wide_count, wide_room;
    uint32_t *strings;    /* Python 2's interned strings */
    size_t string_count, string_room;
    uint64_t start;       /* offset of the token that was read last */
    ncalls_error error;   /* why nc_marshal_next said false */
} nc_marshal;

/* `intern` turns a text that may be referred to again into a number of the
 * reader's. */
void nc_marshal_init(nc_marshal *marshal, nc_input *input,
                     uint32_t (*intern)(void *payload, const char *bytes, size_t size), void *payload);
void nc_marshal_reset(nc_marshal *marshal);

/* The next token; false with marshal->error set. `what` is what is expected
 * here, for the message. */
bool nc_marshal_next(nc_marshal *marshal, nc_marshal_value *value, const char *what);

/* Remembers `bound` (not 0) for later references to a container. */
void nc_marshal_bind(nc_marshal *marshal, const nc_marshal_value *container, uint32_t bound);

/*
 * Short cuts. Nearly all of a profile is references and small ints of five
 * bytes each, and tuples of two ints and two floats of 28. A reader looks with
 * these at bytes it knows to be there, and moves input->p itself; what does not
 * fit is read with nc_marshal_next from where it began.
 */
typedef struct nc_marshal_figures {
    int64_t first, second;
    double third, fourth;
} nc_marshal_figures;

enum { NC_MARSHAL_ITEM_SIZE = 5, NC_MARSHAL_FIGURES_SIZE = 28 };

static inline uint32_t nc_marshal_load32(const unsigned char *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

/* A reference to something of this type; its value in the list into *stored. */
static inline bool nc_marshal_peek_ref(const nc_marshal *m, const unsigned char *p, nc_marshal_type type,
                                       uint32_t *stored)
{
    uint32_t number = nc_marshal_load32(p + 1);

    if (p[0] != 'r' || number >= m->ref_count || m->ref_types[number] != type)
        return false;
    *stored = m->ref_values[number];
    return true;
}

/* Room in the list of references for what follows; false with error set. */
bool nc_marshal_grow(nc_marshal *marshal, size_t refs);
static inline bool nc_marshal_reserve(nc_marshal *m, size_t refs)
{
    return __builtin_expect(m->ref_count + refs <= m->value_room, 1) || nc_marshal_grow(m, refs);
}

/* An int of 32 bits: itself, flagged or not, or a reference. A flagged one gets
 * its number (there must be room): who then finds that the rest does not fit
 * puts marshal->ref_count back. */
static inline bool nc_marshal_quick_int(nc_marshal *m, const unsigned char *p, int64_t *out)
{
    uint32_t stored;

    if (nc_marshal_peek_ref(m, p, NC_MARSHAL_INT, &stored)) {
        *out = (int32_t)stored;
        return true;
    }
    if ((p[0] & 0x7f) != 'i')
        return false;
    stored = nc_marshal_load32(p + 1);
    if (p[0] & 0x80) {
        m->ref_types[m->ref_count] = NC_MARSHAL_INT;
        m->ref_values[m->ref_count++] = stored;
    }
    *out = (int32_t)stored;
    return true;
}

static inline double nc_marshal_load_double(const unsigned char *p)
{
    uint64_t bits = (uint64_t)nc_marshal_load32(p) | (uint64_t)nc_marshal_load32(p + 4) << 32;
    double value;

    memcpy(&value, &bits, sizeof value);
    return value;
}

/* The two ints and two floats within a tuple of four or five. */
static inline bool nc_marshal_quick_figures(nc_marshal *m, const unsigned char *p, nc_marshal_figures *f)
{
    if (p[10] != 'g' || p[19] != 'g' || !nc_marshal_quick_int(m, p, &f->first) ||
        !nc_marshal_quick_int(m, p + 5, &f->second))
        return false;
    f->third = nc_marshal_load_double(p + 11);
    f->fourth = nc_marshal_load_double(p + 20);
    return true;
}

/* A new ASCII text of up to 255 bytes, all of them in the window: interned, and
 * numbered if it is flagged. Where it ends; NULL: something else. */
const unsigned char *nc_marshal_quick_text(nc_marshal *marshal, const unsigned char *p, uint32_t *interned);

/* What a code object says of itself. */
typedef struct nc_marshal_code {
    uint32_t file, name; /* interned */
    int32_t line;
} nc_marshal_code;

/* Reads the contents of a code object of any Python; false with error set. */
bool nc_marshal_skip_code(nc_marshal *marshal, nc_marshal_code *code);

/* Sets marshal->error to "at byte N: ..." and returns false. */
bool nc_marshal_fail(nc_marshal *marshal, const char *format, ...) NC_PRINTF(2, 3);

/* What a value is called in messages: "an int", "a tuple of 3". */
const char *nc_marshal_describe(const nc_marshal_value *value, char out[40]);

#endif
