/* SPDX-License-Identifier: MIT */
#include "write/pstats_restrict.h"

#include <string.h>

#include "base/number.h"
#include "base/utf8.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* ---- from Python's dialect to pcre2's ------------------------------------- */

static bool is_hex(const char *text, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!is_digit(text[i]) && !((text[i] | 0x20) >= 'a' && (text[i] | 0x20) <= 'f'))
            return false;
    return true;
}

/* `p` stands at a backslash; returns how many bytes were taken. */
static size_t translate_escape(const char *p, nc_text *out)
{
    size_t digits = p[1] == 'u' ? 4 : 8;

    if (p[1] == 'Z') {
        nc_text_add_string(out, "\\z");
        return 2;
    }
    if ((p[1] == 'u' || p[1] == 'U') && strlen(p + 2) >= digits && is_hex(p + 2, digits)) {
        nc_text_add_format(out, "\\x{%.*s}", (int)digits, p + 2);
        return 2 + digits;
    }
    nc_text_add(out, p, p[1] ? 2 : 1);
    return p[1] ? 2 : 1;
}

/* {,n} was plain text for pcre2 until 10.43. */
static bool is_open_repeat(const char *p)
{
    if (p[0] != '{' || p[1] != ',' || !is_digit(p[2]))
        return false;
    for (p += 2; is_digit(*p); p++)
        continue;
    return *p == '}';
}

static void translate(const char *pattern, nc_text *out)
{
    bool in_class = false;

    for (const char *p = pattern; *p;) {
        if (*p == '\\') {
            p += translate_escape(p, out);
            continue;
        }
        if (in_class) {
            in_class = *p != ']';
        } else if (*p == '[') {
            /* A bracket that comes first stands for itself. */
            size_t size = 1 + (p[1] == '^');

            in_class = true;
            size += p[size] == ']';
            nc_text_add(out, p, size);
            p += size;
            continue;
        } else if (is_open_repeat(p)) {
            nc_text_add_string(out, "{0");
            p++;
            continue;
        }
        nc_text_add_char(out, *p++);
    }
}

/* ---- one restriction ------------------------------------------------------ */

void nc_pstats_restrict_init_count(nc_pstats_restrict *r, int64_t count)
{
    *r = (nc_pstats_restrict){.kind = NC_PSTATS_COUNT, .count = count};
    nc_text_init(&r->subject);
}

static bool parse_count(const char *text, int64_t *out)
{
    const char *digits = text + (*text == '-' || *text == '+');
    size_t size = strlen(digits);

    if (!size || strspn(digits, "0123456789") != size)
        return false;
    if (!nc_number_parse_int(text, strlen(text), out))
        *out = INT64_MAX; /* too many lines for any list, or too few: all the same */
    return true;
}

static ncalls_status init_pattern(nc_pstats_restrict *r, ncalls_error *error)
{
    nc_text expression;
    ncalls_error reason;
    ncalls_status status;

    nc_text_init(&expression);
    nc_text_add_string(&expression, "(*LF)");
    translate(r->text, &expression);
    status = nc_text_failed(&expression) ? NCALLS_MEMORY : nc_pattern_compile(&r->pattern, expression.bytes, &reason);
    nc_text_reset(&expression);
    if (status == NCALLS_MEMORY)
        return nc_fail_memory(error);
    r->kind = status ? NC_PSTATS_BROKEN : NC_PSTATS_PATTERN;
    return NCALLS_OK;
}

ncalls_status nc_pstats_restrict_init(nc_pstats_restrict *r, const char *text, ncalls_error *error)
{
    nc_pstats_restrict_init_count(r, 0);
    r->text = text;
    if (parse_count(text, &r->count))
        return NCALLS_OK;
    /* "inf" and "nan" are floats for Python's browser, and good patterns here. */
    if (strpbrk(text, "0123456789") && nc_number_parse_float(text, strlen(text), &r->fraction)) {
        r->kind = NC_PSTATS_FRACTION;
        if (r->fraction >= 0 && r->fraction <= 1)
            return NCALLS_OK;
        return nc_fail(error, NCALLS_USAGE, "'%s' is no restriction: a fraction lies between 0 and 1", text);
    }
    return init_pattern(r, error);
}

void nc_pstats_restrict_reset(nc_pstats_restrict *r)
{
    nc_pattern_free(r->pattern);
    nc_text_reset(&r->subject);
    *r = (nc_pstats_restrict){.kind = NC_PSTATS_COUNT};
}

size_t nc_pstats_restrict_count(const nc_pstats_restrict *r, size_t count)
{
    if (r->kind == NC_PSTATS_FRACTION && r->fraction < 1)
        return (size_t)((double)count * r->fraction + .5);
    if (r->kind == NC_PSTATS_COUNT && r->count >= 0 && (uint64_t)r->count < count)
        return (size_t)r->count;
    return count;
}

/* A private character of its own for each lone surrogate and each byte that is
 * no UTF-8: pcre2 takes neither, and for Python each is one character that is
 * like no other. */
static void add_stand_in(nc_text *out, uint32_t code)
{
    uint32_t private = 0x100000 + code;
    char bytes[4] = {(char)(0xf0 | private >> 18), (char)(0x80 | (private >> 12 & 0x3f)),
                     (char)(0x80 | (private >> 6 & 0x3f)), (char)(0x80 | (private & 0x3f))};

    nc_text_add(out, bytes, sizeof bytes);
}

static void add_sound(nc_text *out, const char *text, size_t size)
{
    if (nc_utf8_valid(text, size)) {
        nc_text_add(out, text, size);
        return;
    }
    for (size_t i = 0; i < size;) {
        nc_rune rune = nc_utf8_next(text + i, size - i);

        if (rune.valid)
            nc_text_add(out, text + i, rune.size);
        else
            add_stand_in(out, rune.code);
        i += rune.size;
    }
}

bool nc_pstats_restrict_find(nc_pstats_restrict *r, const nc_stdname *name)
{
    nc_text_clear(&r->subject);
    for (unsigned i = 0; i < name->count; i++)
        add_sound(&r->subject, name->part[i], name->size[i]);
    return nc_pattern_matches(r->pattern, r->subject.bytes, r->subject.size);
}

/* ---- as repr() shows it --------------------------------------------------- */

static void show_rune(nc_text *out, nc_rune rune)
{
    uint32_t code = !rune.valid && rune.size == 1 ? 0xdc00 + rune.code : rune.code; /* surrogateescape */

    if (code < 0x100)
        nc_text_add_format(out, "\\x%02x", (unsigned)code);
    else if (code < 0x10000)
        nc_text_add_format(out, "\\u%04x", (unsigned)code);
    else
        nc_text_add_format(out, "\\U%08x", (unsigned)code);
}

static void show_ascii(nc_text *out, char c, char quote)
{
    static const char plain[] = "\t\n\r", letters[] = "tnr";
    const char *found = strchr(plain, c);

    if (c == quote || c == '\\') {
        nc_text_add_char(out, '\\');
        nc_text_add_char(out, c);
    } else if (found) {
        nc_text_add_char(out, '\\');
        nc_text_add_char(out, letters[found - plain]);
    } else if (c < ' ' || c == 0x7f) {
        show_rune(out, (nc_rune){(uint32_t)c, 1, true});
    } else {
        nc_text_add_char(out, c);
    }
}

/* What str.isprintable() says no to: separators, and all that Unicode calls
 * other. */
static void show_unicode(nc_text *out, const char *text, nc_rune rune)
{
    nc_pattern *hidden = NULL;

    if (nc_pattern_compile(&hidden, "[\\p{C}\\p{Z}]", NULL))
        out->failed = true;
    else if (!rune.valid || nc_pattern_matches(hidden, text, rune.size))
        show_rune(out, rune);
    else
        nc_text_add(out, text, rune.size);
    nc_pattern_free(hidden);
}

static void show_text(nc_text *out, const char *text)
{
    char quote = strchr(text, '\'') && !strchr(text, '"') ? '"' : '\'';
    size_t size = strlen(text);

    nc_text_add_char(out, quote);
    for (size_t i = 0; i < size;) {
        nc_rune rune = nc_utf8_next(text + i, size - i);

        if (rune.valid && rune.code < 0x80)
            show_ascii(out, text[i], quote);
        else
            show_unicode(out, text + i, rune);
        i += rune.size;
    }
    nc_text_add_char(out, quote);
}

void nc_pstats_restrict_show(const nc_pstats_restrict *r, nc_text *text)
{
    char digits[40];

    if (r->kind == NC_PSTATS_COUNT)
        nc_text_add_format(text, "%lld", (long long)r->count);
    else if (r->kind == NC_PSTATS_FRACTION)
        nc_text_add(text, digits, nc_number_format_shortest(digits, r->fraction));
    else
        show_text(text, r->text);
}
