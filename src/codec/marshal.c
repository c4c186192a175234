/* SPDX-License-Identifier: MIT */
#include "codec/marshal.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/limit.h"
#include "base/number.h"

enum { FLAG_REF = 0x80 };

/* Types of references beside nc_marshal_type: the value is in `wide`. */
enum { WIDE_INT = 0x40, WIDE_FLOAT };

void nc_marshal_init(nc_marshal *m, nc_input *input,
                     uint32_t (*intern)(void *payload, const char *bytes, size_t size), void *payload)
{
    memset(m, 0, sizeof *m);
    m->input = input;
    m->intern = intern;
    m->payload = payload;
}

void nc_marshal_reset(nc_marshal *m)
{
    nc_alloc_free(m->ref_types);
    nc_alloc_free(m->ref_values);
    nc_alloc_free(m->wide);
    nc_alloc_free(m->strings);
    memset(m, 0, sizeof *m);
}

bool nc_marshal_fail(nc_marshal *m, const char *format, ...)
{
    char text[NCALLS_MESSAGE_SIZE];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    nc_fail(&m->error, NCALLS_DAMAGED, "at byte %llu: %s", (unsigned long long)m->start, text);
    return false;
}

static bool fail_short(nc_marshal *m, const char *what)
{
    nc_input_fail_short(m->input, what, &m->error);
    return false;
}

static bool fail_memory(nc_marshal *m)
{
    nc_fail_memory(&m->error);
    return false;
}

static bool take32(nc_marshal *m, uint32_t *out, const char *what)
{
    if (!nc_input_need(m->input, 4))
        return fail_short(m, what);
    *out = nc_marshal_load32(m->input->p);
    m->input->p += 4;
    return true;
}

/* A length. CPython writes it as a signed int; a negative one is damage. */
static bool take_length(nc_marshal *m, uint32_t *out, const char *what)
{
    if (!take32(m, out, what))
        return false;
    if (*out > INT32_MAX)
        return nc_marshal_fail(m, "a negative length (%d)", (int32_t)*out);
    return true;
}

bool nc_marshal_grow(nc_marshal *m, size_t refs)
{
    return (m->ref_count + refs <= NC_LIMIT_MARSHAL_REFS &&
            nc_alloc_grow(&m->ref_types, &m->ref_room, m->ref_count + refs, sizeof *m->ref_types) &&
            nc_alloc_grow(&m->ref_values, &m->value_room, m->ref_count + refs, sizeof *m->ref_values)) ||
           fail_memory(m);
}

static bool add_ref(nc_marshal *m, nc_marshal_value *v, uint8_t type, uint32_t stored)
{
    if (!nc_marshal_reserve(m, 1))
        return false;
    m->ref_types[m->ref_count] = type;
    m->ref_values[m->ref_count] = stored;
    v->ref = (uint32_t)++m->ref_count;
    return true;
}

static bool add_wide_ref(nc_marshal *m, nc_marshal_value *v, uint8_t type, uint64_t stored)
{
    if (!nc_alloc_grow(&m->wide, &m->wide_room, m->wide_count + 1, sizeof *m->wide))
        return fail_memory(m);
    m->wide[m->wide_count] = stored;
    return add_ref(m, v, type, (uint32_t)m->wide_count++);
}

static bool finish_int(nc_marshal *m, nc_marshal_value *v, bool flagged, int64_t value, bool fits)
{
    v->type = NC_MARSHAL_INT;
    v->integer = value;
    v->fits = fits;
    if (!flagged)
        return true;
    /* An int beyond 64 bits must not come back from a reference as if it were one. */
    if (!fits)
        return add_ref(m, v, NC_MARSHAL_OTHER, 0);
    if (value == (int32_t)value)
        return add_ref(m, v, NC_MARSHAL_INT, (uint32_t)value);
    return add_wide_ref(m, v, WIDE_INT, (uint64_t)value);
}

/* 15-bit digits, least significant first; the sign is the count's. */
static bool take_long(nc_marshal *m, nc_marshal_value *v, bool flagged)
{
    uint32_t raw, count;
    uint64_t value = 0;
    bool fits = true, negative;

    if (!take32(m, &raw, "an int's size"))
        return false;
    negative = raw > INT32_MAX;
    count = negative ? 0 - raw : raw;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t digit;

        if (!nc_input_need(m->input, 2))
            return fail_short(m, "an int's digits");
        digit = (uint32_t)m->input->p[0] | (uint32_t)m->input->p[1] << 8;
        m->input->p += 2;
        if (digit > 0x7fff)
            return nc_marshal_fail(m, "an int with a digit above 2^15");
        if (i == count - 1 && !digit)
            return nc_marshal_fail(m, "an int that begins with a zero digit");
        if (i * 15 < 64 && (uint64_t)digit << (i * 15) >> (i * 15) == digit)
            value |= (uint64_t)digit << (i * 15);
        else if (digit)
            fits = false;
    }
    fits = fits && value <= (uint64_t)INT64_MAX;
    return finish_int(m, v, flagged, negative ? -(int64_t)value : (int64_t)value, fits);
}

static bool take_double(nc_marshal *m, double *out)
{
    if (!nc_input_need(m->input, 8))
        return fail_short(m, "a float");
    *out = nc_marshal_load_double(m->input->p);
    m->input->p += 8;
    return true;
}

static bool take_text_double(nc_marshal *m, double *out)
{
    size_t size;

    if (!nc_input_need(m->input, 1))
        return fail_short(m, "a float's size");
    size = *m->input->p++;
    if (!nc_input_need(m->input, size))
        return fail_short(m, "a float's digits");
    if (!nc_number_parse_float((const char *)m->input->p, size, out))
        return nc_marshal_fail(m, "a float that is no number");
    m->input->p += size;
    return true;
}

static bool finish_float(nc_marshal *m, nc_marshal_value *v, bool flagged)
{
    uint64_t bits;

    v->type = NC_MARSHAL_FLOAT;
    if (!flagged)
        return true;
    memcpy(&bits, &v->number, sizeof bits);
    return add_wide_ref(m, v, WIDE_FLOAT, bits);
}

static bool is_ascii(const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if ((unsigned char)bytes[i] > 0x7f)
            return false;
    return true;
}

static bool take_text(nc_marshal *m, nc_marshal_value *v, unsigned char code, uint32_t size, bool flagged)
{
    if (size > NC_LIMIT_NAME)
        return nc_marshal_fail(m, "a string of %u bytes, more than %zu", size, NC_LIMIT_NAME);
    if (!nc_input_need(m->input, size))
        return fail_short(m, "a string");
    v->type = NC_MARSHAL_TEXT;
    v->bytes = (const char *)m->input->p;
    v->size = size;
    m->input->p += size;
    if ((code == 'a' || code == 'A' || code == 'z' || code == 'Z') && !is_ascii(v->bytes, size))
        return nc_marshal_fail(m, "an ASCII string with other bytes in it");
    if (flagged || code == 't') {
        v->interned = m->intern(m->payload, v->bytes, size);
        v->is_interned = true;
    }
    if (code == 't') {
        if (!nc_alloc_grow(&m->strings, &m->string_room, m->string_count + 1, sizeof *m->strings))
            return fail_memory(m);
        m->strings[m->string_count++] = v->interned;
    }
    return !flagged || add_ref(m, v, NC_MARSHAL_TEXT, v->interned);
}

const unsigned char *nc_marshal_quick_text(nc_marshal *m, const unsigned char *p, uint32_t *interned)
{
    unsigned char code = p[0] & (unsigned char)~FLAG_REF;
    const char *bytes = (const char *)p + 2;

    if ((code != 'z' && code != 'Z') || !is_ascii(bytes, p[1]))
        return NULL;
    *interned = m->intern(m->payload, bytes, p[1]);
    if (p[0] & FLAG_REF) {
        m->ref_types[m->ref_count] = NC_MARSHAL_TEXT;
        m->ref_values[m->ref_count++] = *interned;
    }
    return p + 2 + p[1];
}

static bool take_container(nc_marshal *m, nc_marshal_value *v, nc_marshal_type type, uint32_t count, bool flagged)
{
    v->type = type;
    v->count = count;
    return !flagged || add_ref(m, v, (uint8_t)type, 0);
}

static bool take_ref(nc_marshal *m, nc_marshal_value *v)
{
    uint32_t index, stored;

    if (!take32(m, &index, "a reference"))
        return false;
    if (index >= m->ref_count)
        return nc_marshal_fail(m, "a reference to object %u of %zu", index, m->ref_count);
    v->ref = index + 1;
    stored = m->ref_values[index];
    switch (m->ref_types[index]) {
    case NC_MARSHAL_INT:
        v->type = NC_MARSHAL_INT;
        v->integer = (int32_t)stored;
        v->fits = true;
        return true;
    case WIDE_INT:
        v->type = NC_MARSHAL_INT;
        v->integer = (int64_t)m->wide[stored];
        v->fits = true;
        return true;
    case WIDE_FLOAT:
        v->type = NC_MARSHAL_FLOAT;
        memcpy(&v->number, &m->wide[stored], sizeof v->number);
        return true;
    case NC_MARSHAL_TEXT:
        v->type = NC_MARSHAL_TEXT;
        v->interned = stored;
        v->is_interned = true;
        return true;
    default:
        v->type = NC_MARSHAL_SHARED;
        v->shared = (nc_marshal_type)m->ref_types[index];
        v->bound = stored;
        return true;
    }
}

static bool take_string_ref(nc_marshal *m, nc_marshal_value *v)
{
    uint32_t index;

    if (!take32(m, &index, "a reference"))
        return false;
    if (index >= m->string_count)
        return nc_marshal_fail(m, "a reference to string %u of %zu", index, m->string_count);
    v->type = NC_MARSHAL_TEXT;
    v->is_interned = true;
    v->interned = m->strings[index];
    return true;
}

static bool take_int64(nc_marshal *m, int64_t *out)
{
    if (!nc_input_need(m->input, 8))
        return fail_short(m, "an int");
    *out = (int64_t)((uint64_t)nc_marshal_load32(m->input->p) | (uint64_t)nc_marshal_load32(m->input->p + 4) << 32);
    m->input->p += 8;
    return true;
}

static bool take_rare(nc_marshal *m, nc_marshal_value *v, unsigned char code, bool flagged)
{
    double ignored;
    int64_t number = 0;
    uint32_t size = 0;

    switch (code) {
    case '0': v->type = NC_MARSHAL_END; return true;
    case 'N': v->type = NC_MARSHAL_NONE; return true;
    case 'T':
    case 'F':
        v->type = NC_MARSHAL_BOOL;
        v->integer = code == 'T';
        return true;
    case 'S':
    case '.': v->type = NC_MARSHAL_OTHER; return true;
    case 'x':
        return take_text_double(m, &ignored) && take_text_double(m, &ignored) &&
               take_container(m, v, NC_MARSHAL_OTHER, 0, flagged);
    case 'y':
        return take_double(m, &ignored) && take_double(m, &ignored) &&
               take_container(m, v, NC_MARSHAL_OTHER, 0, flagged);
    case ':': return take_container(m, v, NC_MARSHAL_OTHER, 3, flagged);
    case '[':
    case '<':
    case '>':
        return take_length(m, &size, "a list's size") && take_container(m, v, NC_MARSHAL_LIST, size, flagged);
    case 'c': return take_container(m, v, NC_MARSHAL_CODE, 0, flagged);
    case 'R': return take_string_ref(m, v);
    case 'l': return take_long(m, v, flagged);
    case 'f': return take_text_double(m, &v->number) && finish_float(m, v, flagged);
    case 'I': return take_int64(m, &number) && finish_int(m, v, flagged, number, true);
    default: return nc_marshal_fail(m, "no marshal type has the code 0x%02x", code);
    }
}

/* The types that make up a profile come first; the rest is in take_rare. */
bool nc_marshal_next(nc_marshal *m, nc_marshal_value *v, const char *what)
{
    unsigned char code;
    bool flagged;
    uint32_t raw = 0;

    m->start = nc_input_offset(m->input);
    if (!nc_input_need(m->input, 1))
        return fail_short(m, what);
    code = *m->input->p++;
    flagged = code & FLAG_REF;
    code &= (unsigned char)~FLAG_REF;
    v->ref = 0;
    v->count = 0;
    v->is_interned = false;
    switch (code) {
    case 'i': return take32(m, &raw, "an int") && finish_int(m, v, flagged, (int32_t)raw, true);
    case 'g': return take_double(m, &v->number) && finish_float(m, v, flagged);
    case 'r': return take_ref(m, v);
    case ')':
        if (!nc_input_need(m->input, 1))
            return fail_short(m, "a tuple's size");
        return take_container(m, v, NC_MARSHAL_TUPLE, *m->input->p++, flagged);
    case '(':
        return take_length(m, &raw, "a tuple's size") && take_container(m, v, NC_MARSHAL_TUPLE, raw, flagged);
    case '{':
    case '}': return take_container(m, v, NC_MARSHAL_DICT, 0, flagged);
    case 'z':
    case 'Z':
        if (!nc_input_need(m->input, 1))
            return fail_short(m, "a string's size");
        return take_text(m, v, code, *m->input->p++, flagged);
    case 's':
    case 't':
    case 'u':
    case 'a':
    case 'A': return take_length(m, &raw, "a string's size") && take_text(m, v, code, raw, flagged);
    default: return take_rare(m, v, code, flagged);
    }
}

void nc_marshal_bind(nc_marshal *m, const nc_marshal_value *container, uint32_t bound)
{
    if (container->ref)
        m->ref_values[container->ref - 1] = bound;
}

const char *nc_marshal_describe(const nc_marshal_value *v, char out[40])
{
    static const char *const names[] = {"the null object", "None", "a bool", "an int", "a float", "a string",
                                        "a tuple", "a dict", "a code object", "a list", "another object"};
    nc_marshal_type type = v->type == NC_MARSHAL_SHARED ? v->shared : v->type;

    if (v->type == NC_MARSHAL_TUPLE || v->type == NC_MARSHAL_LIST)
        snprintf(out, 40, "%s of %u", names[type], v->count);
    else
        snprintf(out, 40, "%s%s", v->type == NC_MARSHAL_SHARED ? "a reference to " : "", names[type]);
    return out;
}
