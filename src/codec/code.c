/* SPDX-License-Identifier: MIT */
/*
 * Code objects inside marshal data: `python -m profile -o` stores the compiled
 * script as the name of its root entry.
 *
 * Nothing says which Python wrote one, so the layout is told from the bytes:
 *
 *     Python     int32s  objects                                     then
 *     2.x          4     code consts names varnames freevars
 *                        cellvars file name                  line lnotab
 *     3.0-3.7      5     the same
 *     3.8-3.10     6     the same
 *     PyPy 3.11    6     the same, and a qualified name      line lnotab
 *     3.11-3.15    5     code consts names localsplusnames
 *                        localspluskinds file name qualname
 *                                                  line linetable exceptions
 */
#include <string.h>

#include "base/alloc.h"
#include "base/limit.h"
#include "codec/marshal.h"

/* What is being read: a container with items to come, or a code object. */
typedef struct frame {
    bool is_code, is_dict;
    uint32_t left;   /* items to come; of a code object: objects read so far */
    bool modern;     /* 3.11 and later */
    bool qualified;  /* has a qualified name */
    unsigned ints;   /* leading int32s */
    nc_marshal_code code;
} frame;

typedef struct reader {
    nc_marshal *m;
    frame *frames;
    size_t depth, room;
    nc_marshal_code result;
} reader;

static bool push(reader *r, frame f)
{
    if (r->depth >= NC_LIMIT_MARSHAL_DEPTH)
        return nc_marshal_fail(r->m, "nested more than %d deep", NC_LIMIT_MARSHAL_DEPTH);
    if (!nc_alloc_grow(&r->frames, &r->room, r->depth + 1, sizeof *r->frames)) {
        nc_fail_memory(&r->m->error);
        return false;
    }
    r->frames[r->depth++] = f;
    return true;
}

/* Byte code is a bytes object or (equal code of two functions) a reference to
 * one; int32s read as if they were either have absurd lengths and indexes. */
static bool begins_bytes(const nc_marshal *m, const unsigned char *p)
{
    uint32_t number = nc_marshal_load32(p + 1);

    if (p[0] == 'r')
        return number < m->ref_count && m->ref_types[number] == NC_MARSHAL_TEXT;
    return (p[0] & 0x7f) == 's' && number <= NC_LIMIT_NAME;
}

static bool push_code(reader *r)
{
    nc_input *in = r->m->input;

    for (unsigned ints = 4; ints <= 6; ints++) {
        const unsigned char *p;

        if (!nc_input_need(in, 4 * ints + 5))
            break;
        p = in->p + 4 * ints;
        if (begins_bytes(r->m, p)) {
            in->p = p;
            return push(r, (frame){.is_code = true, .ints = ints});
        }
    }
    return nc_marshal_fail(r->m, "a code object of no known Python");
}

/* With six int32s the name is followed by the line (CPython) or a qualified
 * name (PyPy). A line below 65,536 has two zero bytes, then lnotab's type. */
static bool has_qualname(const frame *f, nc_input *in)
{
    const unsigned char *p = in->p;

    if (f->modern || f->ints != 6)
        return f->modern;
    if (!nc_input_need(in, 5))
        return false;
    p = in->p;
    return !(p[2] == 0 && p[3] == 0 && ((p[4] & 0x7f) == 's' || p[4] == 'r'));
}

static bool take_line(reader *r, frame *f)
{
    if (!nc_input_need(r->m->input, 4)) {
        nc_input_fail_short(r->m->input, "a code object's line", &r->m->error);
        return false;
    }
    f->code.line = (int32_t)nc_marshal_load32(r->m->input->p);
    r->m->input->p += 4;
    return true;
}

/* Objects are counted from 1. After the file (7, or 6 in 3.11+) and the name
 * come the qualified name if any, the line, and one or two tables. */
static bool finish_code_item(reader *r, frame *f, const nc_marshal_value *v)
{
    uint32_t file_at, name_at, last;

    f->left++;
    if (f->left == 5)
        f->modern = f->ints == 5 && v->type == NC_MARSHAL_TEXT;
    file_at = f->modern ? 6 : 7;
    name_at = file_at + 1;
    if (f->left == file_at || f->left == name_at) {
        if (v->type != NC_MARSHAL_TEXT)
            return nc_marshal_fail(r->m, "a code object's file or name is not a string");
        *(f->left == file_at ? &f->code.file : &f->code.name) =
            v->is_interned ? v->interned : r->m->intern(r->m->payload, v->bytes, v->size);
    }
    if (f->left == name_at) {
        f->qualified = has_qualname(f, r->m->input);
        if (!f->qualified && !take_line(r, f))
            return false;
    } else if (f->left == name_at + 1 && f->qualified && !take_line(r, f)) {
        return false;
    }
    last = name_at + (f->qualified ? 3 : 1);
    if (f->left == last) {
        r->result = f->code;
        r->depth--;
    }
    return true;
}

/* One value is done: count it where it belongs. Containers that are full now
 * are themselves one value of theirs. */
static bool finish_value(reader *r, const nc_marshal_value *v)
{
    static const nc_marshal_value container = {.type = NC_MARSHAL_TUPLE};
    size_t depth;

    do {
        frame *f = &r->frames[r->depth - 1];

        depth = r->depth;
        if (f->is_code) {
            if (!finish_code_item(r, f, v))
                return false;
        } else if (f->is_dict ? v->type == NC_MARSHAL_END : --f->left == 0) {
            r->depth--;
        }
        v = &container;
    } while (r->depth && r->depth < depth);
    return true;
}

static bool begin_value(reader *r, const nc_marshal_value *v)
{
    bool in_dict = r->frames[r->depth - 1].is_dict;

    if (v->type == NC_MARSHAL_END && !in_dict)
        return nc_marshal_fail(r->m, "a null object where a value is expected");
    if (v->type == NC_MARSHAL_CODE)
        return push_code(r);
    if (v->type == NC_MARSHAL_DICT)
        return push(r, (frame){.is_dict = true});
    if ((v->type == NC_MARSHAL_TUPLE || v->type == NC_MARSHAL_LIST || v->type == NC_MARSHAL_OTHER) && v->count)
        return push(r, (frame){.left = v->count});
    return finish_value(r, v);
}

bool nc_marshal_skip_code(nc_marshal *m, nc_marshal_code *code)
{
    reader r = {.m = m};
    bool fine = push_code(&r);

    while (fine && r.depth) {
        nc_marshal_value v = {0};

        fine = nc_marshal_next(m, &v, "a part of a code object") && begin_value(&r, &v);
    }
    nc_alloc_free(r.frames);
    *code = r.result;
    return fine;
}
