/* SPDX-License-Identifier: MIT */
#include "analyze/endpoint.h"

#include <string.h>

enum { TIMESTAMP = 9 /* digits, or more */, LONG_HEX = 16, TOKEN = 20, UUID = 36 };

typedef struct piece {
    const char *p;
    size_t size;
} piece;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_hex(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_separator(char c)
{
    return c == '.' || c == '_' || c == '-' || c == ' ' || c == '/';
}

static bool are_digits(piece s)
{
    size_t i = 0;

    while (i < s.size && is_digit(s.p[i]))
        i++;
    return s.size && i == s.size;
}

/* 0b5f2a9e-1c7d-4e53-9a61-2f8f3c3f6d10 */
static bool is_uuid(piece s)
{
    for (size_t i = 0; i < s.size; i++)
        if (i == 8 || i == 13 || i == 18 || i == 23 ? s.p[i] != '-' : !is_hex(s.p[i]))
            return false;
    return s.size == UUID;
}

/* A number, a uuid, a hash, a token: another for each object, and so no part of an endpoint. */
static bool is_id(piece s)
{
    size_t digits = 0, hexes = 0, letters = 0;

    for (size_t i = 0; i < s.size; i++) {
        digits += is_digit(s.p[i]);
        hexes += is_hex(s.p[i]);
        letters += is_letter(s.p[i]);
    }
    if (!digits)
        return false;
    return digits == s.size || is_uuid(s) || (s.size >= LONG_HEX && hexes == s.size) ||
           (s.size >= TOKEN && digits + letters == s.size && digits > 2);
}

static bool drop(piece *s, const char *suffix)
{
    size_t size = strlen(suffix);

    if (s->size <= size || memcmp(s->p + s->size - size, suffix, size) != 0)
        return false;
    s->size -= size;
    return true;
}

static piece base_name(const char *path, size_t size)
{
    static const char *const packed[] = {".gz", ".zst", ".zstd"};
    static const char *const kinds[] = {".prof",  ".pstats",   ".pstat", ".profile",
                                        ".cprof", ".cprofile", ".pro",   ".stats"};
    size_t begin = size;
    piece s;

    while (begin && path[begin - 1] != '/')
        begin--;
    s = (piece){path + begin, size - begin};
    for (size_t i = 0; i < sizeof packed / sizeof *packed && !drop(&s, packed[i]); i++)
        ;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds && !drop(&s, kinds[i]); i++)
        ;
    return s;
}

/* ---- what is of the run ---------------------------------------------------- */

static piece last_part(piece s)
{
    size_t begin = s.size;

    while (begin && !is_separator(s.p[begin - 1]))
        begin--;
    return (piece){s.p + begin, s.size - begin};
}

static bool is_duration(piece s)
{
    return s.size > 2 && s.p[s.size - 2] == 'm' && s.p[s.size - 1] == 's' && are_digits((piece){s.p, s.size - 2});
}

/* 20260131T235959, 20260131, 1700000000 */
static bool is_time(piece s)
{
    if (s.size == 15 && s.p[8] == 'T')
        return are_digits((piece){s.p, 8}) && are_digits((piece){s.p + 9, 6});
    return are_digits(s) && (s.size >= TIMESTAMP || (s.size == 8 && (s.p[0] == '1' || s.p[0] == '2')));
}

/* A last part and its separator, as long as something stays. */
static bool cut(piece *s, size_t size)
{
    size_t more = size < s->size && is_separator(s->p[s->size - size - 1]);

    if (size + more >= s->size)
        return false;
    s->size -= size + more;
    return true;
}

/* " (3)", of a browser that had the file already. */
static bool cut_copy(piece *s)
{
    size_t i = s->size;

    if (!i || s->p[i - 1] != ')')
        return false;
    for (i--; i && is_digit(s->p[i - 1]); i--)
        ;
    return i && s->p[i - 1] == '(' && s->size - i > 1 && cut(s, s->size - i + 1);
}

/* The parts of a second behind a time ("1700000000.25"), the time of day behind a date. */
static bool cut_fraction(piece *s)
{
    piece part = last_part(*s), rest = *s;

    if (!are_digits(part) || !cut(&rest, part.size))
        return false;
    part = last_part(rest);
    return (is_time(part) || is_duration(part)) && (*s = rest, true);
}

static bool cut_part(piece *s, bool *timed, bool first)
{
    piece part;

    /* Of the run only as the very last: before a time it belongs to the path. */
    if (first && s->size > UUID && is_uuid((piece){s->p + s->size - UUID, UUID}) &&
        is_separator(s->p[s->size - UUID - 1]))
        return cut(s, UUID);
    part = last_part(*s);
    *timed |= is_duration(part);
    if (is_time(part) || is_duration(part))
        return cut(s, part.size);
    return cut_fraction(s);
}

/* ---- what stays ------------------------------------------------------------- */

/* "GET." before it. */
static size_t method_size(piece s)
{
    static const char *const methods[] = {"GET",  "POST",    "PUT",     "PATCH", "DELETE",
                                          "HEAD", "OPTIONS", "CONNECT", "TRACE", "QUERY"};

    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++) {
        size_t size = strlen(methods[i]);

        if (s.size > size && memcmp(s.p, methods[i], size) == 0 && is_separator(s.p[size]))
            return size;
    }
    return 0;
}

/* A time may stand before the method. */
static piece without_time(piece s)
{
    for (size_t i = 0; i < s.size && (is_digit(s.p[i]) || is_separator(s.p[i]) || strchr(":T", s.p[i])); i++) {
        piece rest = {s.p + i + 1, s.size - i - 1};

        if (is_separator(s.p[i]) && method_size(rest))
            return rest;
    }
    return s;
}

static bool is_word(piece s, const char *word)
{
    return s.size == strlen(word) && memcmp(s.p, word, s.size) == 0;
}

static bool is_empty_word(piece s)
{
    static const char *const words[] = {"view",   "profile",  "prof",     "stats",   "pstats",
                                        "output", "out",      "cprofile", "request", "dump",
                                        "result", "profiler", "trace",    "tmp",     "perf"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (is_word(s, words[i]))
            return true;
    return !s.size || is_id(s);
}

/* Segments between separators, ids by what they are. */
static void add_segments(nc_text *out, piece s, const char *separators, const char *join)
{
    for (size_t begin = 0, end; begin <= s.size; begin = end + 1) {
        piece segment;

        for (end = begin; end < s.size && !strchr(separators, s.p[end]);)
            end++;
        segment = (piece){s.p + begin, end - begin};
        nc_text_add_string(out, begin ? join ? join : "" : "");
        if (begin && !join)
            nc_text_add_char(out, s.p[begin - 1]);
        if (is_id(segment))
            nc_text_add_string(out, "{id}");
        else
            nc_text_add_escaped(out, segment.p, segment.size);
    }
}

bool nc_endpoint_of_path(nc_text *out, const char *path, size_t size)
{
    piece s = base_name(path, size);
    bool timed = false;
    size_t method, parts = 0;

    while (cut_copy(&s) || cut_part(&s, &timed, parts == 0))
        parts++;
    s = without_time(s);
    method = method_size(s);
    if (method) {
        nc_text_add(out, s.p, method);
        nc_text_add_char(out, ' ');
        s = (piece){s.p + method + 1, s.size - method - 1};
    } else if (is_empty_word(s)) {
        return false;
    }
    if (!method && !timed) {
        add_segments(out, s, "_", NULL);
    } else {
        nc_text_add_char(out, '/');
        if (!is_word(s, "root"))
            add_segments(out, s, ".", "/");
    }
    return true;
}
