/* SPDX-License-Identifier: MIT */
#include "read/pstats_usual.h"

#include "base/number.h"

enum {
    TUPLE_SIZE = 2 + NC_MARSHAL_FIGURES_SIZE, /* up to the fourth item */
    KEY_SIZE = 2 + 3 * NC_MARSHAL_ITEM_SIZE,  /* of references */
    SHORT_TEXT = 2 + 255, /* "z", a size in one byte, bytes */
    /* The longest entry: a key with two new texts, a tuple, "{". */
    LONGEST = 2 + SHORT_TEXT + NC_MARSHAL_ITEM_SIZE + SHORT_TEXT + TUPLE_SIZE + 1,
    REFS = 8,             /* more than the new references of one entry */
    BATCH = 64,           /* callers for which room is made at once */
};

/* A name that was seen before, or a new short one: where it ends, or NULL. */
static inline const unsigned char *take_text(nc_marshal *m, const unsigned char *at, nc_str *out)
{
    if (nc_marshal_peek_ref(m, at, NC_MARSHAL_TEXT, &out->at))
        return at + NC_MARSHAL_ITEM_SIZE;
    return nc_marshal_quick_text(m, at, &out->at);
}

/* A key of texts. The tuple's number comes before those of its items. */
static const unsigned char *take_new_key(nc_pstats *p, const unsigned char *at, nc_pstats_key *out)
{
    nc_marshal *m = &p->m;
    size_t number = m->ref_count;
    bool flagged = at[0] & 0x80;
    nc_label label;
    int64_t line;
    uint32_t bound;

    if ((at[0] & 0x7f) != ')' || at[1] != 3)
        return NULL;
    m->ref_count += flagged;
    at = take_text(m, at + 2, &label.file);
    if (!at || !nc_marshal_quick_int(m, at, &line))
        return NULL;
    at = take_text(m, at + NC_MARSHAL_ITEM_SIZE, &label.name);
    if (!at)
        return NULL;
    label.line = (int32_t)line;
    out->function = nc_builder_function(p->b, label.file, label.line, label.name);
    out->label = 0;
    if (p->v && !nc_verbatim_label(p->v, label, &out->label))
        return NULL;
    if (flagged) {
        if (!nc_pstats_key_number(p, *out, &bound))
            return NULL;
        m->ref_types[number] = NC_MARSHAL_TUPLE;
        m->ref_values[number] = bound;
    }
    return at;
}

/* A key of either kind: where it ends, or NULL. */
static inline const unsigned char *take_key(nc_pstats *p, const unsigned char *at, nc_pstats_key *out)
{
    uint32_t bound;

    if (!nc_marshal_peek_ref(&p->m, at, NC_MARSHAL_TUPLE, &bound))
        return take_new_key(p, at, out);
    if ((bound & 3) != NC_PSTATS_KEY)
        return NULL;
    *out = nc_pstats_key_of(p, bound);
    return at + NC_MARSHAL_ITEM_SIZE;
}

/* A key and the beginning of the tuple of `count` behind it: where the tuple
 * ends but for items after the fourth. NULL: it is in another form, and no
 * reference was numbered. */
static inline const unsigned char *take_entry(nc_pstats *p, const unsigned char *at, unsigned count,
                                              nc_pstats_key *who, nc_marshal_figures *f)
{
    size_t number = p->m.ref_count;

    at = take_key(p, at, who);
    if (at && at[0] == ')' && at[1] == count && nc_marshal_quick_figures(&p->m, at + 2, f))
        return at + TUPLE_SIZE;
    p->m.ref_count = number;
    return NULL;
}

/* Asks memory for the function that the key at `at` means, if it is one of
 * references: it answers while what stands before is read. */
static inline void prefetch_key(const nc_pstats *p, const unsigned char *at)
{
    const nc_marshal *m = &p->m;
    uint32_t file, name, line;

    if ((at[0] & 0x7f) != ')' || at[1] != 3 || !nc_marshal_peek_ref(m, at + 2, NC_MARSHAL_TEXT, &file) ||
        !nc_marshal_peek_ref(m, at + 12, NC_MARSHAL_TEXT, &name))
        return;
    if (!nc_marshal_peek_ref(m, at + 7, NC_MARSHAL_INT, &line))
        line = nc_marshal_load32(at + 8);
    nc_builder_prefetch(p->b, (nc_str){file}, (int32_t)line, (nc_str){name});
}

/* The key behind this caller, of another caller or of the next function. A
 * guess: the caller may hold new texts. */
static inline void prefetch_next(const nc_pstats *p, const unsigned char *at)
{
    at += (at[0] == 'r' ? NC_MARSHAL_ITEM_SIZE : KEY_SIZE) + TUPLE_SIZE;
    prefetch_key(p, at + (at[0] == '0'));
}

bool nc_pstats_usual_function(nc_pstats *p, nc_pstats_key *who, nc_pstats_figures *f)
{
    nc_marshal *m = &p->m;
    size_t number = m->ref_count;
    nc_marshal_figures usual;
    const unsigned char *at;

    if (!nc_input_need(m->input, LONGEST + KEY_SIZE) || !nc_marshal_reserve(m, REFS))
        return false;
    at = take_entry(p, m->input->p, 5, who, &usual);
    if (!at || at[0] != '{') {
        m->ref_count = number;
        return false;
    }
    m->input->p = at + 1;
    prefetch_key(p, at + 1);
    nc_builder_prefetch_figures(p->b, who->function);
    *f = (nc_pstats_figures){usual.first, usual.second, usual.third, usual.fourth, 0, 0};
    return true;
}

static inline void set_edge(nc_pstats *p, nc_edges *e, nc_func caller, nc_func callee, const nc_marshal_figures *f)
{
    uint32_t id = e->count + 1;

    if (!caller.at || !callee.at)
        return; /* the builder has failed */
    e->caller[id] = caller;
    e->callee[id] = callee;
    e->calls[id] = f->first;
    e->primitive[id] = f->second;
    e->self[id] = nc_number_nanoseconds(f->third, &p->inexact);
    e->total[id] = nc_number_nanoseconds(f->fourth, &p->inexact);
    e->count = id;
}

/* Up to BATCH callers. True: go on, there may be more of them. */
static bool take_batch(nc_pstats *p, nc_func callee)
{
    nc_input *in = p->m.input;
    nc_edges *e = nc_builder_reserve_edges(p->b, BATCH);

    if (!e || !nc_marshal_reserve(&p->m, BATCH * REFS))
        return false;
    for (unsigned i = 0; i < BATCH && nc_input_left(in) >= LONGEST && in->p[0] != '0'; i++) {
        size_t number = p->m.ref_count;
        nc_marshal_figures f;
        nc_pstats_key caller;
        const unsigned char *end;

        prefetch_next(p, in->p);
        end = take_entry(p, in->p, 4, &caller, &f);
        if (!end || f.first < 0 || f.second < 0) {
            p->m.ref_count = number;
            return false;
        }
        p->has_tuples = true;
        set_edge(p, e, caller.function, callee, &f);
        nc_pstats_add_verbatim_edge(p, (nc_verbatim_edge){caller.label, false, f.first, f.second, f.third, f.fourth});
        in->p = end;
    }
    return true;
}

bool nc_pstats_usual_callers(nc_pstats *p, nc_func callee)
{
    nc_input *in = p->m.input;

    while (nc_input_need(in, LONGEST)) {
        if (in->p[0] == '0') {
            p->m.start = nc_input_offset(in); /* as nc_marshal_next would, for messages about the function */
            in->p++;
            return true;
        }
        if (!take_batch(p, callee))
            return false;
    }
    return false;
}
