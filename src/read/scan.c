/* SPDX-License-Identifier: MIT */
#include "read/scan.h"

#include <string.h>

#include "base/alloc.h"
#include "base/number.h"
#include "base/text.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\0';
}

void nc_scan_skip_blanks(nc_scan *s)
{
    while (s->p < s->end && is_blank(*s->p))
        s->p++;
}

void nc_scan_skip_margin(nc_scan *s)
{
    while (s->p < s->end && (is_blank(*s->p) || *s->p == '>' || *s->p == '#' || *s->p == '|'))
        s->p++;
}

void nc_scan_trim(nc_scan *s)
{
    while (s->end > s->p && is_blank(s->end[-1]))
        s->end--;
}

nc_scan nc_scan_word(nc_scan *s)
{
    nc_scan word;

    nc_scan_skip_blanks(s);
    word.p = s->p;
    while (s->p < s->end && !is_blank(*s->p))
        s->p++;
    word.end = s->p;
    return word;
}

bool nc_scan_equals(nc_scan s, const char *text)
{
    return nc_scan_left(&s) == strlen(text) && memcmp(s.p, text, strlen(text)) == 0;
}

bool nc_scan_skip(nc_scan *s, const char *text)
{
    size_t size = strlen(text);

    if (nc_scan_left(s) < size || memcmp(s->p, text, size) != 0)
        return false;
    s->p += size;
    return true;
}

const char *nc_scan_find(nc_scan s, const char *text)
{
    return memmem(s.p, nc_scan_left(&s), text, strlen(text));
}

bool nc_scan_calls(nc_scan *s, int64_t *first, int64_t *second)
{
    nc_scan rest = *s, word = nc_scan_word(&rest);
    const char *slash = nc_scan_left(&word) ? memchr(word.p, '/', nc_scan_left(&word)) : NULL;
    const char *end = slash ? slash : word.end;

    if (!nc_scan_left(&word) || word.p[0] < '0' || word.p[0] > '9' ||
        !nc_number_parse_int(word.p, (size_t)(end - word.p), first))
        return false;
    *second = *first;
    if (slash && (slash + 1 == word.end || slash[1] < '0' || slash[1] > '9' ||
                  !nc_number_parse_int(slash + 1, (size_t)(word.end - slash - 1), second)))
        return false;
    *s = rest;
    return true;
}

bool nc_scan_float(nc_scan *s, double *out)
{
    nc_scan rest = *s, word = nc_scan_word(&rest);

    if (!nc_scan_left(&word) || word.p[0] == '{' ||
        !(memchr(word.p, '.', nc_scan_left(&word)) || nc_scan_equals(word, "nan") || nc_scan_equals(word, "inf") ||
          nc_scan_equals(word, "-inf")) ||
        !nc_number_parse_float(word.p, nc_scan_left(&word), out))
        return false;
    *s = rest;
    return true;
}

/* pstats shows "<built-in method len>" of file "~" as "{built-in method len}". */
static bool take_builtin(nc_scan s, nc_builder *b, nc_func *out)
{
    size_t size = nc_scan_left(&s);
    char *name = nc_alloc_text(s.p, size);
    nc_str file;

    if (!name) {
        nc_builder_fail(b, NCALLS_MEMORY, "out of memory");
        return false;
    }
    name[0] = '<';
    name[size - 1] = '>';
    file = nc_builder_string(b, "~", 1);
    *out = nc_builder_function(b, file, 0, nc_builder_string(b, name, size));
    nc_alloc_free(name);
    return true;
}

/* The first ":12(": a path may hold parentheses and a name may hold anything,
 * but a path that holds all three in a row has not been seen. */
static const char *find_place(nc_scan s, int64_t *line, const char **open)
{
    for (const char *p = s.p; p < s.end && (p = memchr(p, ':', (size_t)(s.end - p))); p++) {
        const char *digit = p + 1;

        while (digit < s.end && digit - p < 13 && *digit != '(' && *digit != ':')
            digit++;
        *open = digit;
        if (digit < s.end && *digit == '(' && nc_number_parse_int(p + 1, (size_t)(digit - p - 1), line) &&
            *line >= INT32_MIN && *line <= INT32_MAX)
            return p;
    }
    return NULL;
}

/* `<code object main at 0x7f.., file "app.py", line 1>` is what the profile module names a script by:
 * "main (app.py:1)", as it is from the profile itself. */
static nc_str take_name(nc_scan s, nc_builder *b)
{
    nc_scan whole = s, name, file;
    const char *at, *line;
    nc_text text;
    nc_str id;

    if (!nc_scan_skip(&s, "<code object ") || !(at = nc_scan_find(s, " at 0x")) ||
        !(file.p = nc_scan_find((nc_scan){at, s.end}, ", file \"")) || !(line = nc_scan_find(s, "\", line ")) ||
        line < file.p + 8 || s.end[-1] != '>')
        return nc_builder_string(b, whole.p, nc_scan_left(&whole));
    name = (nc_scan){s.p, at};
    file = (nc_scan){file.p + 8, line};
    nc_text_init(&text);
    nc_text_add(&text, name.p, nc_scan_left(&name));
    nc_text_add(&text, " (", 2);
    nc_text_add(&text, file.p, nc_scan_left(&file));
    nc_text_add_char(&text, ':');
    nc_text_add(&text, line + 8, (size_t)(s.end - line - 9));
    nc_text_add_char(&text, ')');
    if (nc_text_failed(&text))
        nc_builder_fail(b, NCALLS_MEMORY, "out of memory");
    id = nc_text_failed(&text) ? (nc_str){0} : nc_builder_string(b, text.bytes, text.size);
    nc_text_reset(&text);
    return id;
}

bool nc_scan_function(nc_scan s, nc_builder *b, nc_func *out)
{
    const char *open, *colon;
    int64_t line;
    nc_str file;

    nc_scan_skip_blanks(&s);
    nc_scan_trim(&s);
    if (nc_scan_left(&s) < 3)
        return false;
    if (s.p[0] == '{' && s.end[-1] == '}')
        return take_builtin(s, b, out);
    colon = s.end[-1] == ')' ? find_place(s, &line, &open) : NULL;
    if (!colon)
        return false;
    file = nc_builder_string(b, s.p, (size_t)(colon - s.p));
    *out = nc_builder_function(b, file, (int32_t)line, take_name((nc_scan){open + 1, s.end - 1}, b));
    return true;
}
