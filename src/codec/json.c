/* SPDX-License-Identifier: MIT */
#include "codec/json.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/alloc.h"
#include "base/limit.h"
#include "codec/jsonscan.h"

void nc_json_init(nc_json *j, nc_input *input)
{
    memset(j, 0, sizeof *j);
    j->input = input;
    nc_text_init(&j->text);
}

void nc_json_reset(nc_json *j)
{
    nc_alloc_free(j->kinds);
    nc_text_reset(&j->text);
    memset(j, 0, sizeof *j);
}

bool nc_json_fail(nc_json *j, const char *format, ...)
{
    char text[NCALLS_MESSAGE_SIZE];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    nc_fail(&j->error, NCALLS_DAMAGED, "at byte %llu: %s", (unsigned long long)j->start, text);
    return false;
}

static const char *describe(nc_json_type type)
{
    static const char *const names[] = {"the end", "null", "a bool", "a number", "no number",
                                        "a string", "an array", "an object"};

    return names[type];
}

bool nc_json_wrong(nc_json *j, const nc_json_value *v, const char *what)
{
    return nc_json_fail(j, "%s expected, not %s", what, describe(v->type));
}

static bool push(nc_json *j, bool is_object)
{
    if (j->depth >= NC_LIMIT_JSON_DEPTH) {
        nc_fail(&j->error, NCALLS_LIMIT, "at byte %llu: more than %u values within each other",
                (unsigned long long)j->start, NC_LIMIT_JSON_DEPTH);
        return false;
    }
    if (!nc_alloc_grow(&j->kinds, &j->kind_room, j->depth / 64 + 1, sizeof *j->kinds))
        return nc_jsonscan_fail_memory(j);
    if (is_object)
        j->kinds[j->depth / 64] |= (uint64_t)1 << j->depth % 64;
    else
        j->kinds[j->depth / 64] &= ~((uint64_t)1 << j->depth % 64);
    j->depth++;
    j->in_object = is_object;
    j->is_first = true;
    j->after_key = false;
    return true;
}

void nc_jsonscan_leave(nc_json *j)
{
    j->depth--;
    j->is_first = false;
    j->after_key = false;
    j->in_object = j->depth && (j->kinds[(j->depth - 1) / 64] >> (j->depth - 1) % 64 & 1);
}

static bool take_word(nc_json *j, nc_json_value *v, const char *word, nc_json_type type)
{
    size_t size = strlen(word);

    v->type = type;
    v->digits = *word == 't';
    for (size_t i = 0; i < size; i++) {
        if (!nc_input_need(j->input, 1))
            return nc_jsonscan_fail_short(j, word);
        if (*j->input->p != (unsigned char)word[i])
            return nc_jsonscan_fail_here(j, word);
        j->input->p++;
    }
    return true;
}

static bool take_value(nc_json *j, nc_json_value *v, int c, const char *what)
{
    j->start = nc_input_offset(j->input);
    v->negative = false;
    switch (c) {
    case '"':
        j->input->p++;
        return nc_jsonscan_text(j, v);
    case '[':
    case '{':
        j->input->p++;
        v->type = c == '{' ? NC_JSON_OBJECT : NC_JSON_ARRAY;
        return push(j, c == '{');
    case '-':
        j->input->p++;
        v->negative = true;
        return nc_input_need(j->input, 1) && *j->input->p == 'I' ? take_word(j, v, "Infinity", NC_JSON_NAN)
                                                                 : nc_jsonscan_number(j, v);
    case 't': return take_word(j, v, "true", NC_JSON_BOOL);
    case 'f': return take_word(j, v, "false", NC_JSON_BOOL);
    case 'n': return take_word(j, v, "null", NC_JSON_NULL);
    case 'N': return take_word(j, v, "NaN", NC_JSON_NAN);
    case 'I': return take_word(j, v, "Infinity", NC_JSON_NAN);
    default:
        if (c >= '0' && c <= '9')
            return nc_jsonscan_number(j, v);
        return c < 0 ? nc_jsonscan_fail_short(j, what) : nc_jsonscan_fail_here(j, what);
    }
}

/* The end of the container, if it is here. */
static bool take_end(nc_json *j, nc_json_value *v, int c, int bracket)
{
    if (c != bracket && !(c < 0 && j->open_ended && j->depth == 1 && bracket == ']' && !j->input->status))
        return false;
    j->start = nc_input_offset(j->input);
    if (c < 0)
        j->was_cut = true;
    else
        j->input->p++;
    v->type = NC_JSON_END;
    nc_jsonscan_leave(j);
    return true;
}

/* At an item of the innermost array, behind its comma; c < 0 and *ended: see
 * take_end. */
static bool next_item(nc_json *j, nc_json_value *v, int *c, bool *ended)
{
    *ended = take_end(j, v, *c, ']');
    if (*ended || j->is_first)
        return true;
    if (*c != ',')
        return *c < 0 ? nc_jsonscan_fail_short(j, "a comma or ']'") : nc_jsonscan_fail_here(j, "a comma or ']'");
    j->input->p++;
    *c = nc_jsonscan_peek(j);
    if (j->open_ended && j->depth == 1)
        *ended = take_end(j, v, *c, ']');
    return true;
}

bool nc_json_next(nc_json *j, nc_json_value *v, const char *what)
{
    int c = nc_jsonscan_peek(j);
    bool ended = false;

    if (j->depth && !j->in_object) {
        if (!next_item(j, v, &c, &ended))
            return false;
        if (ended)
            return true;
        j->is_first = false;
    }
    j->after_key = false;
    return take_value(j, v, c, what);
}

/* The colon behind a key. Its bytes must outlive a window that moves. */
static bool take_colon(nc_json *j, nc_json_value *key)
{
    if (nc_input_left(j->input) && *j->input->p == ':') {
        j->input->p++;
        return true;
    }
    if (key->bytes != j->text.bytes) {
        nc_text_clear(&j->text);
        nc_text_add(&j->text, key->bytes, key->size);
        if (nc_text_failed(&j->text))
            return nc_jsonscan_fail_memory(j);
        key->bytes = j->text.bytes;
    }
    if (nc_jsonscan_peek(j) != ':')
        return nc_input_left(j->input) ? nc_jsonscan_fail_here(j, "a colon") : nc_jsonscan_fail_short(j, "a colon");
    j->input->p++;
    return true;
}

bool nc_json_key(nc_json *j, nc_json_value *key)
{
    int c = nc_jsonscan_peek(j);

    if (take_end(j, key, c, '}'))
        return true;
    if (!j->is_first) {
        if (c != ',')
            return c < 0 ? nc_jsonscan_fail_short(j, "a comma or '}'") : nc_jsonscan_fail_here(j, "a comma or '}'");
        j->input->p++;
        c = nc_jsonscan_peek(j);
    }
    if (c != '"')
        return c < 0 ? nc_jsonscan_fail_short(j, "a key") : nc_jsonscan_fail_here(j, "a key in quotes");
    j->is_first = false;
    j->after_key = true;
    j->start = nc_input_offset(j->input);
    j->input->p++;
    return nc_jsonscan_text(j, key) && take_colon(j, key);
}

bool nc_json_skip(nc_json *j, const nc_json_value *v)
{
    size_t outside = j->depth - 1;
    nc_json_value inner;
    bool fine = true;

    if (v->type != NC_JSON_ARRAY && v->type != NC_JSON_OBJECT)
        return true;
    j->skipping = true;
    while (fine && j->depth > outside)
        fine = j->in_object && !j->after_key ? nc_json_key(j, &inner) : nc_json_next(j, &inner, "a value");
    j->skipping = false;
    return fine;
}

/* Eight bytes at a time: true if one may be a bracket, a brace or a quote ('Y',
 * '_' and 'y' are taken for one, too). */
static bool may_have_structure(const unsigned char *p)
{
    const uint64_t ones = 0x0101010101010101u, highs = 0x8080808080808080u;
    uint64_t word, brackets, quotes;

    memcpy(&word, p, 8);
    brackets = (word | ones * 0x26) ^ ones * 0x7f;
    quotes = word ^ ones * '"';
    return (((brackets - ones) & ~brackets) | ((quotes - ones) & ~quotes)) & highs;
}

static bool is_structure(unsigned char c)
{
    return c == '"' || c == '[' || c == ']' || c == '{' || c == '}';
}

/* To the next bracket, brace or quote in the window. */
static const unsigned char *find_structure(const unsigned char *p, const unsigned char *end)
{
    for (;;) {
        while (end - p >= 8 && !may_have_structure(p))
            p += 8;
        for (int i = 0; i < 8 && p < end; i++, p++)
            if (is_structure(*p))
                return p;
        if (p == end)
            return p;
    }
}

bool nc_json_leap(nc_json *j, const nc_json_value *v)
{
    nc_input *input = j->input;
    nc_json_value ignored;
    size_t inside = 1;
    bool fine = true;

    if (v->type != NC_JSON_ARRAY && v->type != NC_JSON_OBJECT)
        return true;
    j->skipping = true;
    while (fine && inside) {
        input->p = find_structure(input->p, input->end);
        if (!nc_input_need(input, 1)) {
            fine = nc_jsonscan_fail_short(j, "the end of an array or object");
        } else {
            unsigned char c = *input->p++;

            if (c == '"')
                fine = nc_jsonscan_pieces(j, &ignored);
            else
                inside += c == '[' || c == '{' ? (size_t)1 : c == ']' || c == '}' ? (size_t)-1 : 0;
        }
    }
    j->skipping = false;
    nc_jsonscan_leave(j);
    return fine;
}

bool nc_json_at_end(nc_json *j)
{
    return nc_jsonscan_peek(j) < 0 && !j->input->status;
}

bool nc_json_finish(nc_json *j)
{
    if (nc_json_at_end(j))
        return true;
    return j->input->status ? nc_jsonscan_fail_short(j, "the end") : nc_jsonscan_fail_here(j, "the end of the file");
}

bool nc_json_expect(nc_json *j, nc_json_value *v, nc_json_type type, const char *what)
{
    return nc_json_next(j, v, what) && (v->type == type || nc_json_wrong(j, v, what));
}
