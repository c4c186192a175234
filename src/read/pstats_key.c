/* SPDX-License-Identifier: MIT */
#include "read/pstats_key.h"

#include "base/alloc.h"
#include "base/text.h"

bool nc_pstats_key_wrong(nc_pstats *p, const nc_marshal_value *v, const char *expected)
{
    char what[40];

    return nc_marshal_fail(&p->m, "%s where %s is expected", nc_marshal_describe(v, what), expected);
}

uint32_t nc_pstats_key_intern(void *payload, const char *bytes, size_t size)
{
    return nc_builder_string(payload, bytes, size).at;
}

static nc_str text_of(nc_pstats *p, const nc_marshal_value *v)
{
    return v->is_interned ? (nc_str){v->interned} : nc_builder_string(p->b, v->bytes, v->size);
}

bool nc_pstats_key_take_int(nc_pstats *p, int64_t *out, const char *what)
{
    nc_marshal_value v;

    if (!nc_marshal_next(&p->m, &v, what))
        return false;
    if (v.type != NC_MARSHAL_INT)
        return nc_pstats_key_wrong(p, &v, what);
    if (!v.fits)
        return nc_marshal_fail(&p->m, "%s beyond 64 bits", what);
    *out = v.integer;
    return true;
}

bool nc_pstats_key_take_number(nc_pstats *p, double *out, const char *what)
{
    nc_marshal_value v;

    if (!nc_marshal_next(&p->m, &v, what))
        return false;
    if (v.type == NC_MARSHAL_FLOAT)
        *out = v.number;
    else if (v.type == NC_MARSHAL_INT && v.fits)
        *out = (double)v.integer;
    else
        return nc_pstats_key_wrong(p, &v, what);
    return true;
}

bool nc_pstats_key_take_text(nc_pstats *p, nc_str *out, const char *what)
{
    nc_marshal_value v;

    if (!nc_marshal_next(&p->m, &v, what))
        return false;
    if (v.type != NC_MARSHAL_TEXT)
        return nc_pstats_key_wrong(p, &v, what);
    *out = text_of(p, &v);
    return true;
}

/* The name of a code object is shown as Python shows it (address apart) in
 * verbatim tables, and as "<module> (script.py:1)" everywhere else. */
static bool take_code_name(nc_pstats *p, nc_str *shown, nc_str *raw)
{
    nc_marshal_code code;
    nc_text text;

    if (!nc_marshal_skip_code(&p->m, &code))
        return false;
    nc_text_init(&text);
    nc_text_add_format(&text, "%s (%s:%d)", nc_builder_text(p->b, (nc_str){code.name}),
                       nc_builder_text(p->b, (nc_str){code.file}), code.line);
    *shown = nc_builder_string(p->b, text.bytes, text.size);
    nc_text_clear(&text);
    nc_text_add_format(&text, "<code object %s at 0x0, file \"%s\", line %d>",
                       nc_builder_text(p->b, (nc_str){code.name}), nc_builder_text(p->b, (nc_str){code.file}),
                       code.line);
    *raw = nc_builder_string(p->b, text.bytes, text.size);
    if (nc_text_failed(&text))
        nc_builder_fail(p->b, NCALLS_MEMORY, "out of memory");
    nc_text_reset(&text);
    return true;
}

static bool take_name(nc_pstats *p, nc_str *shown, nc_str *raw)
{
    nc_marshal_value v;

    if (!nc_marshal_next(&p->m, &v, "a function's name"))
        return false;
    if (v.type == NC_MARSHAL_CODE)
        return take_code_name(p, shown, raw);
    if (v.type != NC_MARSHAL_TEXT)
        return nc_pstats_key_wrong(p, &v, "a function's name");
    *shown = *raw = text_of(p, &v);
    return true;
}

static bool take_key_parts(nc_pstats *p, nc_pstats_key *out)
{
    nc_str file = {0}, name = {0}, raw = {0};
    int64_t line = 0;

    if (!nc_pstats_key_take_text(p, &file, "a file name") || !nc_pstats_key_take_int(p, &line, "a line number"))
        return false;
    if (line < INT32_MIN || line > INT32_MAX)
        return nc_marshal_fail(&p->m, "a line number of %lld", (long long)line);
    if (!take_name(p, &name, &raw))
        return false;
    out->function = nc_builder_function(p->b, file, (int32_t)line, name);
    out->label = 0;
    if (p->v && !nc_verbatim_label(p->v, (nc_label){file, raw, (int32_t)line}, &out->label))
        nc_builder_fail(p->b, NCALLS_MEMORY, "out of memory");
    return true;
}

bool nc_pstats_key_number(nc_pstats *p, nc_pstats_key who, uint32_t *bound)
{
    uint32_t number = who.function.at;

    if (p->v) {
        if (!nc_alloc_grow(&p->keys, &p->key_room, p->key_count + 1, sizeof *p->keys)) {
            nc_fail_memory(&p->m.error);
            return false;
        }
        number = (uint32_t)p->key_count;
        p->keys[p->key_count++] = who;
    }
    *bound = number << 2 | NC_PSTATS_KEY;
    return true;
}

static bool share_key(nc_pstats *p, const nc_marshal_value *v, nc_pstats_key who)
{
    uint32_t bound;

    if (!nc_pstats_key_number(p, who, &bound))
        return false;
    nc_marshal_bind(&p->m, v, bound);
    return true;
}

bool nc_pstats_key_take(nc_pstats *p, const nc_marshal_value *v, nc_pstats_key *out)
{
    if (v->type == NC_MARSHAL_SHARED && (v->bound & 3) == NC_PSTATS_KEY) {
        *out = nc_pstats_key_of(p, v->bound);
        return true;
    }
    if (v->type != NC_MARSHAL_TUPLE || v->count != 3)
        return nc_pstats_key_wrong(p, v, "a function (file, line, name)");
    return take_key_parts(p, out) && (!v->ref || share_key(p, v, *out));
}
