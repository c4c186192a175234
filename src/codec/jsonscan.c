/* SPDX-License-Identifier: MIT */
#include "codec/jsonscan.h"

#include <stdio.h>

#include "base/limit.h"

/* The next byte is none that may stand here. */
bool nc_jsonscan_fail_here(nc_json *j, const char *what)
{
    unsigned char c = *j->input->p;
    char shown[8];

    j->start = nc_input_offset(j->input);
    snprintf(shown, sizeof shown, c > ' ' && c < 0x7f ? "'%c'" : "0x%02x", c);
    return nc_json_fail(j, "%s expected, not %s", what, shown);
}

bool nc_jsonscan_fail_short(nc_json *j, const char *what)
{
    nc_input_fail_short(j->input, what, &j->error);
    return false;
}

bool nc_jsonscan_fail_memory(nc_json *j)
{
    nc_fail_memory(&j->error);
    return false;
}

int nc_jsonscan_peek_far(nc_json *j)
{
    nc_input *input = j->input;

    do
        for (; input->p < input->end; input->p++) {
            unsigned char c = *input->p;

            if (c != ' ' && c != '\n' && c != '\r' && c != '\t')
                return c;
        }
    while (nc_input_fill(input, 1));
    return -1;
}

/* Eight bytes at a time: none of them is a quote or a backslash. */
static bool has_none(const char *p)
{
    const uint64_t ones = 0x0101010101010101u, highs = 0x8080808080808080u;
    uint64_t word, quotes, slashes;

    memcpy(&word, p, 8);
    quotes = word ^ ones * '"';
    slashes = word ^ ones * '\\';
    return !((((quotes - ones) & ~quotes) | ((slashes - ones) & ~slashes)) & highs);
}

/* Where the first quote or backslash from `at` on is, `size` if nowhere. */
static size_t find_special(const char *p, size_t at, size_t size)
{
    while (size - at >= 8 && has_none(p + at))
        at += 8;
    while (at < size && p[at] != '"' && p[at] != '\\')
        at++;
    return at;
}

static bool take_hex(nc_json *j, uint32_t *out)
{
    *out = 0;
    if (!nc_input_need(j->input, 4))
        return nc_jsonscan_fail_short(j, "four hexadecimal digits");
    for (int i = 0; i < 4; i++) {
        unsigned char c = *j->input->p, lower = c | 0x20;

        if (c >= '0' && c <= '9')
            *out = *out << 4 | (uint32_t)(c - '0');
        else if (lower >= 'a' && lower <= 'f')
            *out = *out << 4 | (uint32_t)(lower - 'a' + 10);
        else
            return nc_jsonscan_fail_here(j, "a hexadecimal digit");
        j->input->p++;
    }
    return true;
}

static void add_code(nc_text *text, uint32_t code)
{
    char out[4];
    size_t size = 0;

    if (code < 0x80) {
        out[size++] = (char)code;
    } else if (code < 0x800) {
        out[size++] = (char)(0xc0 | code >> 6);
    } else if (code < 0x10000) {
        out[size++] = (char)(0xe0 | code >> 12);
        out[size++] = (char)(0x80 | (code >> 6 & 0x3f));
    } else {
        out[size++] = (char)(0xf0 | code >> 18);
        out[size++] = (char)(0x80 | (code >> 12 & 0x3f));
        out[size++] = (char)(0x80 | (code >> 6 & 0x3f));
    }
    if (code >= 0x80)
        out[size++] = (char)(0x80 | (code & 0x3f));
    nc_text_add(text, out, size);
}

/* Behind "\u". Two halves of a pair are one character; a half alone stays, in
 * three bytes, as Python's surrogatepass has it. */
static bool take_unicode(nc_json *j)
{
    uint32_t code, low;

    if (!take_hex(j, &code))
        return false;
    while (code >= 0xd800 && code <= 0xdbff && nc_input_need(j->input, 2) && j->input->p[0] == '\\' &&
           j->input->p[1] == 'u') {
        j->input->p += 2;
        if (!take_hex(j, &low))
            return false;
        if (low >= 0xdc00 && low <= 0xdfff) {
            code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
            break;
        }
        add_code(&j->text, code);
        code = low;
    }
    add_code(&j->text, code);
    return true;
}

/* At a backslash. */
static bool take_escape(nc_json *j)
{
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    const char *found;

    if (!nc_input_need(j->input, 2))
        return nc_jsonscan_fail_short(j, "the rest of an escape");
    j->input->p++;
    if (*j->input->p == 'u') {
        j->input->p++;
        return take_unicode(j);
    }
    found = *j->input->p ? strchr(from, *j->input->p) : NULL;
    if (!found)
        return nc_jsonscan_fail_here(j, "one of \"\\/bfnrtu");
    nc_text_add_char(&j->text, to[found - from]);
    j->input->p++;
    return true;
}

static bool check_text_size(nc_json *j, size_t size)
{
    if (size <= NC_LIMIT_NAME)
        return true;
    nc_fail(&j->error, NCALLS_LIMIT, "at byte %llu: a string of more than %zu bytes", (unsigned long long)j->start,
            NC_LIMIT_NAME);
    return false;
}

/* A string that has an escape, from behind its first quote: into j->text. Also
 * what is passed over, which need not fit into the window. */
bool nc_jsonscan_pieces(nc_json *j, nc_json_value *v)
{
    nc_text_clear(&j->text);
    for (;;) {
        const char *p = (const char *)j->input->p;
        size_t left = nc_input_left(j->input), at = find_special(p, 0, left);

        if (!j->skipping)
            nc_text_add(&j->text, p, at);
        j->input->p += at;
        if (at == left) {
            if (!nc_input_fill(j->input, 1))
                return nc_jsonscan_fail_short(j, "the end of a string");
        } else if (*j->input->p == '"') {
            j->input->p++;
            break;
        } else if (!take_escape(j)) {
            return false;
        }
        if (j->skipping)
            nc_text_clear(&j->text);
        else if (!check_text_size(j, j->text.size))
            return false;
    }
    if (nc_text_failed(&j->text))
        return nc_jsonscan_fail_memory(j);
    v->bytes = j->text.bytes;
    v->size = j->text.size;
    return true;
}

/* From behind the first quote. Usually there is no escape and the whole of it
 * lies in the window. */
bool nc_jsonscan_text(nc_json *j, nc_json_value *v)
{
    size_t at = 0;

    v->type = NC_JSON_TEXT;
    while (!j->skipping) {
        const char *p = (const char *)j->input->p;
        size_t left = nc_input_left(j->input);

        at = find_special(p, at, left);
        if (at < left && p[at] == '\\')
            break;
        if (at < left) {
            v->bytes = p;
            v->size = at;
            j->input->p += at + 1;
            return check_text_size(j, at);
        }
        if (!check_text_size(j, left))
            return false;
        if (!nc_input_fill(j->input, left + 1))
            return nc_jsonscan_fail_short(j, "the end of a string");
    }
    return nc_jsonscan_pieces(j, v);
}

static bool is_digit(nc_json *j)
{
    return nc_input_need(j->input, 1) && *j->input->p >= '0' && *j->input->p <= '9';
}

static bool fail_digit(nc_json *j)
{
    return nc_input_left(j->input) ? nc_jsonscan_fail_here(j, "a digit") : nc_jsonscan_fail_short(j, "a digit");
}

/* Digits as far as they fit into 64 bits; those behind add `beyond` to the
 * exponent and are zero or lost. */
static void take_digits(nc_json *j, nc_json_value *v, int32_t within, int32_t beyond)
{
    while (is_digit(j)) {
        unsigned digit = (unsigned)*j->input->p++ - '0';

        if (v->digits <= (UINT64_MAX - 9) / 10) {
            v->digits = v->digits * 10 + digit;
            v->exponent += v->exponent > -NC_LIMIT_JSON_EXPONENT ? within : 0;
        } else {
            v->rounded |= digit != 0;
            v->exponent += v->exponent < NC_LIMIT_JSON_EXPONENT ? beyond : 0;
        }
    }
}

static bool take_exponent(nc_json *j, nc_json_value *v)
{
    int32_t exponent = 0;
    bool negative = false;

    j->input->p++;
    if (nc_input_need(j->input, 1) && (*j->input->p == '+' || *j->input->p == '-'))
        negative = *j->input->p++ == '-';
    if (!is_digit(j))
        return fail_digit(j);
    while (is_digit(j)) {
        int32_t digit = *j->input->p++ - '0';

        if (exponent < NC_LIMIT_JSON_EXPONENT)
            exponent = exponent * 10 + digit;
    }
    v->exponent += negative ? -exponent : exponent;
    return true;
}

/* Nearly all numbers: no exponent, at most 18 digits, all in the window. False,
 * with nothing taken, for others. */
static bool take_usual(nc_json *j, nc_json_value *v)
{
    const unsigned char *p = j->input->p, *begin = p, *point = NULL;
    uint64_t digits = 0;

    if (nc_input_left(j->input) < 32)
        return false;
    while (p - begin < 19) {
        unsigned digit = *p - (unsigned)'0';

        if (digit <= 9) {
            digits = digits * 10 + digit;
        } else if (*p == '.' && !point && p != begin) {
            point = p;
        } else {
            break;
        }
        p++;
    }
    if (p == begin || p - begin == 19 || (*p | 0x20) == 'e' || p - 1 == point ||
        (*begin == '0' && p - begin > 1 && point != begin + 1))
        return false;
    v->digits = digits;
    v->exponent = point && digits ? (int32_t)(point + 1 - p) : 0;
    j->input->p = p;
    return true;
}

/* At its first digit. */
bool nc_jsonscan_number(nc_json *j, nc_json_value *v)
{
    v->type = NC_JSON_NUMBER;
    v->rounded = false;
    if (take_usual(j, v))
        return true;
    v->digits = 0;
    v->exponent = 0;
    if (!is_digit(j))
        return fail_digit(j);
    if (*j->input->p == '0')
        j->input->p++;
    else
        take_digits(j, v, 0, 1);
    if (nc_input_need(j->input, 1) && *j->input->p == '.') {
        j->input->p++;
        if (!is_digit(j))
            return fail_digit(j);
        take_digits(j, v, -1, 0);
    }
    if (nc_input_need(j->input, 1) && (*j->input->p | 0x20) == 'e' && !take_exponent(j, v))
        return false;
    if (!v->digits)
        v->exponent = 0;
    return true;
}

