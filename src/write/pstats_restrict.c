/* SPDX-License-Identifier: MIT */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "write/pstats_restrict.h"

#include <pcre2.h>
#include <string.h>

#include "base/alloc.h"
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

static void *take_memory(size_t size, void *payload)
{
    (void)payload;
    return nc_alloc(size);
}

static void give_memory(void *block, void *payload)
{
    (void)payload;
    nc_alloc_free(block);
}

/* NULL: a broken pattern, or no memory if *failed. Codes and match data keep
 * what they need of the contexts. */
static pcre2_code *compile(const char *pattern, pcre2_match_data **match, bool *failed)
{
    pcre2_general_context *general = pcre2_general_context_create(take_memory, give_memory, NULL);
    pcre2_compile_context *context = general ? pcre2_compile_context_create(general) : NULL;
    pcre2_code *code = NULL;
    int number = PCRE2_ERROR_NOMEMORY;
    PCRE2_SIZE where;

    *match = NULL;
    if (context) {
        pcre2_set_newline(context, PCRE2_NEWLINE_LF);
        code =
            pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED, PCRE2_UTF | PCRE2_UCP, &number, &where, context);
        pcre2_compile_context_free(context);
    }
    if (code) {
        pcre2_jit_compile(code, PCRE2_JIT_COMPLETE); /* else it runs without */
        *match = pcre2_match_data_create_from_pattern(code, general);
    }
    pcre2_general_context_free(general);
    *failed = code ? !*match : number == PCRE2_ERROR_NOMEMORY || number == PCRE2_ERROR_HEAP_FAILED;
    return code;
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
    nc_text pattern;
    pcre2_match_data *match = NULL;
    bool failed;

    nc_text_init(&pattern);
    translate(r->text, &pattern);
    failed = nc_text_failed(&pattern);
    if (!failed)
        r->code = compile(pattern.bytes, &match, &failed);
    r->match = match;
    nc_text_reset(&pattern);
    r->kind = r->code ? NC_PSTATS_PATTERN : NC_PSTATS_BROKEN;
    return failed ? nc_fail_memory(error) : NCALLS_OK;
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
    pcre2_match_data_free(r->match);
    pcre2_code_free(r->code);
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

/* The stack of compiled patterns is small and fixed; the interpreter has the
 * heap. */
static int match_subject(const nc_pstats_restrict *r)
{
    PCRE2_SPTR subject = (PCRE2_SPTR)r->subject.bytes;
    int result = pcre2_match(r->code, subject, r->subject.size, 0, PCRE2_NO_UTF_CHECK, r->match, NULL);

    if (result == PCRE2_ERROR_JIT_STACKLIMIT)
        result = pcre2_match(r->code, subject, r->subject.size, 0, PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT, r->match, NULL);
    return result;
}

ncalls_status nc_pstats_restrict_find(nc_pstats_restrict *r, const nc_stdname *name, bool *out, ncalls_error *error)
{
    int result;

    nc_text_clear(&r->subject);
    for (unsigned i = 0; i < name->count; i++)
        add_sound(&r->subject, name->part[i], name->size[i]);
    if (nc_text_failed(&r->subject))
        return nc_fail_memory(error);
    result = match_subject(r);
    *out = result >= 0;
    if (result >= PCRE2_ERROR_NOMATCH)
        return NCALLS_OK;
    if (result == PCRE2_ERROR_NOMEMORY)
        return nc_fail_memory(error);
    return nc_fail(error, NCALLS_LIMIT, "the pattern '%s' takes more steps than are allowed on a name of %zu bytes",
                   r->text, r->subject.size);
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
    pcre2_match_data *match;
    bool failed;
    pcre2_code *hidden = compile("[\\p{C}\\p{Z}]", &match, &failed);

    if (failed)
        out->failed = true;
    else if (!rune.valid || pcre2_match(hidden, (PCRE2_SPTR)text, rune.size, 0, 0, match, NULL) >= 0)
        show_rune(out, rune);
    else
        nc_text_add(out, text, rune.size);
    pcre2_match_data_free(match);
    pcre2_code_free(hidden);
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
