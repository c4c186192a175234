/* SPDX-License-Identifier: MIT */
#include "write/cut.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

#define ELLIPSIS "…"

/* What one step through a text puts on the terminal. */
typedef struct glyph {
    size_t bytes; /* taken from the text */
    size_t cells;
    char escape[12];
    size_t escape_size; /* 0: the bytes stand as they are */
} glyph;

/* `marks` counts the combining marks on the current cell. */
static glyph next_glyph(const char *text, size_t size, unsigned *marks)
{
    nc_rune rune = nc_utf8_next(text, size);
    glyph g = {rune.size, 0, "", 0};

    g.escape_size = nc_utf8_escape_rune(g.escape, rune);
    g.cells = g.escape_size ? g.escape_size : nc_utf8_cells(rune.code);
    *marks = g.cells ? 0 : *marks + 1;
    if (*marks > 3) {
        g.escape_size = (size_t)snprintf(g.escape, sizeof g.escape, "\\u%04x", (unsigned)rune.code & 0x1fffff);
        g.cells = g.escape_size;
    }
    return g;
}

/* Printable ASCII at the beginning, at most `most` bytes: as many cells. It is
 * nearly all there is, and a report of all functions has 100 MB of it. */
static size_t plain_size(const char *text, size_t size, size_t most)
{
    size_t n = 0;

    if (most > size)
        most = size;
    while (n < most && text[n] >= ' ' && text[n] <= '~')
        n++;
    return n;
}

size_t nc_cut_width(const char *bytes, size_t size, size_t most)
{
    unsigned marks = 0;
    size_t cells = 0;

    while (size) {
        size_t plain = plain_size(bytes, size, most - cells);
        glyph g;

        if (plain) {
            marks = 0;
            cells += plain;
            bytes += plain;
            size -= plain;
            continue;
        }
        g = next_glyph(bytes, size, &marks);
        cells += g.cells;
        if (cells > most)
            return most + 1;
        bytes += g.bytes;
        size -= g.bytes;
    }
    return cells;
}

/* Bytes at the beginning that fit into `cells`, marks on the last one and all. */
static size_t head_size(const char *bytes, size_t size, size_t cells)
{
    unsigned marks = 0;
    size_t used = 0, taken = 0;

    while (taken < size) {
        glyph g = next_glyph(bytes + taken, size - taken, &marks);

        if (used + g.cells > cells)
            break;
        used += g.cells;
        taken += g.bytes;
    }
    return taken;
}

/* Bytes at the end that fit into `cells`; they begin with no loose mark. */
static size_t tail_size(const char *bytes, size_t size, size_t cells)
{
    size_t left = nc_cut_width(bytes, size, SIZE_MAX - 1), at = 0;
    unsigned marks = 0;

    while (at < size) {
        glyph g = next_glyph(bytes + at, size - at, &marks);

        if (left <= cells && g.cells)
            break;
        left -= g.cells;
        at += g.bytes;
    }
    return size - at;
}

/* Appends bytes that are known to fit. */
static size_t put(nc_text *out, const char *bytes, size_t size)
{
    unsigned marks = 0;
    size_t cells = 0;

    while (size) {
        size_t plain = plain_size(bytes, size, size);
        glyph g = {plain, plain, "", 0};

        if (plain)
            marks = 0;
        else
            g = next_glyph(bytes, size, &marks);
        if (g.escape_size)
            nc_text_add(out, g.escape, g.escape_size);
        else
            nc_text_add(out, bytes, g.bytes);
        cells += g.cells;
        bytes += g.bytes;
        size -= g.bytes;
    }
    return cells;
}

static size_t put_ellipsis(nc_text *out)
{
    nc_text_add_string(out, ELLIPSIS);
    return 1;
}

size_t nc_cut_end(nc_text *out, const char *bytes, size_t size, size_t cells)
{
    size_t used;

    if (!cells)
        return 0;
    if (nc_cut_width(bytes, size, cells) <= cells)
        return put(out, bytes, size);
    used = put(out, bytes, head_size(bytes, size, cells - 1));
    return used + put_ellipsis(out);
}

size_t nc_cut_middle(nc_text *out, const char *bytes, size_t size, size_t cells)
{
    size_t used, tail;

    if (!cells)
        return 0;
    if (nc_cut_width(bytes, size, cells) <= cells)
        return put(out, bytes, size);
    used = put(out, bytes, head_size(bytes, size, (cells - 1) / 2));
    used += put_ellipsis(out);
    tail = tail_size(bytes, size, cells - used);
    return used + put(out, bytes + size - tail, tail);
}

/* Only the end: "…builtins.isinstance". */
static size_t cut_begin(nc_text *out, const char *bytes, size_t size, size_t cells)
{
    size_t tail;

    if (!cells)
        return 0;
    if (nc_cut_width(bytes, size, cells) <= cells)
        return put(out, bytes, size);
    tail = tail_size(bytes, size, cells - 1);
    return put_ellipsis(out) + put(out, bytes + size - tail, tail);
}

static bool is_separator(char c)
{
    return c == '/' || c == '\\';
}

static size_t base_begin(const char *path, size_t size)
{
    while (size && !is_separator(path[size - 1]))
        size--;
    return size;
}

/* Where the tail of `path` begins that has as many components as fit into
 * `cells`; its size if not even the last one does. The separator before it
 * belongs to the tail. */
static size_t fitting_tail(const char *path, size_t size, size_t cells)
{
    size_t best = size, at = size;

    while (at) {
        at = base_begin(path, at);
        if (!at)
            break;
        at--;
        if (nc_cut_width(path + at, size - at, cells) > cells)
            break;
        best = at;
    }
    return best;
}

/* "django/…/sql/compiler.py", "…/sql/compiler.py", "compiler.py", "…piler.py" */
static size_t cut_path(nc_text *out, const char *path, size_t size, size_t cells)
{
    size_t base = base_begin(path, size), first = 0, tail, used;

    if (nc_cut_width(path, size, cells) <= cells)
        return put(out, path, size);
    while (first < size && (first == 0 || !is_separator(path[first - 1])))
        first++;
    used = nc_cut_width(path, first, cells);
    if (used + 1 < cells && first < base) {
        tail = fitting_tail(path, size, cells - used - 1);
        if (tail < size && tail >= first) {
            used = put(out, path, first) + put_ellipsis(out);
            return used + put(out, path + tail, size - tail);
        }
    }
    tail = cells > 1 ? fitting_tail(path, size, cells - 1) : size;
    if (tail < size)
        return put_ellipsis(out) + put(out, path + tail, size - tail);
    return cut_begin(out, path + base, size - base, cells);
}

/* ":1593" for a place, nothing for a file. */
static size_t line_text(const nc_naming_parts *parts, char out[16])
{
    if (parts->form != NC_NAMING_PLACE)
        return 0;
    return (size_t)snprintf(out, 16, ":%d", (int)parts->line);
}

size_t nc_cut_function_width(const nc_naming_parts *parts, size_t most)
{
    size_t cells = nc_cut_width(parts->name, parts->name_size, most);
    char line[16];

    if (parts->form == NC_NAMING_BARE || cells > most)
        return cells;
    cells += 2 + line_text(parts, line);
    if (parts->form != NC_NAMING_BRACED && cells <= most)
        cells += nc_cut_width(parts->path, parts->path_size, most);
    return cells > most ? most + 1 : cells;
}

static size_t add_char(nc_text *out, char c)
{
    nc_text_add_char(out, c);
    return 1;
}

/* "built-in method builtins.isinstance" is what nobody needs, then what tells
 * it apart; "method 'execute' of 'sqlite3.Cursor' objects" begins with that. */
static size_t cut_braced_name(nc_text *out, const char *name, size_t size, size_t cells)
{
    static const char idle[] = "built-in method ";
    size_t skipped = sizeof idle - 1, used;

    if (!cells || size <= skipped || memcmp(name, idle, skipped) != 0 || nc_cut_width(name, size, cells) <= cells)
        return nc_cut_end(out, name, size, cells);
    name += skipped;
    size -= skipped;
    used = put_ellipsis(out);
    if (nc_cut_width(name, size, cells) >= cells && !memchr(name, ' ', size)) {
        size_t tail = tail_size(name, size, cells - used);

        return used + put(out, name + size - tail, tail);
    }
    return used + nc_cut_end(out, name, size, cells - used);
}

static size_t cut_braced(nc_text *out, const nc_naming_parts *parts, size_t cells)
{
    size_t used;

    if (cells < 3)
        return nc_cut_end(out, parts->name, parts->name_size, cells);
    used = add_char(out, '{');
    used += cut_braced_name(out, parts->name, parts->name_size, cells - 2);
    return used + add_char(out, '}');
}

/* Where the last part of the path and the name do not both fit, the path is cut
 * first, down to a quarter of the room. */
static size_t cut_place(nc_text *out, const nc_naming_parts *parts, size_t cells, size_t *name_begin, size_t *name_end)
{
    size_t base = base_begin(parts->path, parts->path_size);
    size_t shortest = nc_cut_width(parts->path + base, parts->path_size - base, cells);
    size_t name = nc_cut_width(parts->name, parts->name_size, cells), path, used;
    char line[16];
    size_t fixed = line_text(parts, line) + 2;

    if (cells < fixed + 8 && nc_cut_function_width(parts, cells) > cells) {
        *name_begin = out->size;
        used = nc_cut_middle(out, parts->name, parts->name_size, cells);
        *name_end = out->size;
        return used;
    }
    cells -= fixed;
    if (name + shortest > cells) {
        size_t least = cells / 4 > 5 ? cells / 4 : 5;

        least = shortest < least ? shortest : least;
        if (name > cells - least)
            name = cells - least;
    }
    path = cells - name;
    used = cut_path(out, parts->path, parts->path_size, path);
    nc_text_add(out, line, fixed - 2);
    used += fixed - 2 + add_char(out, '(');
    *name_begin = out->size;
    used += nc_cut_middle(out, parts->name, parts->name_size, name);
    *name_end = out->size;
    return used + add_char(out, ')');
}

size_t nc_cut_function(nc_text *out, const nc_naming_parts *parts, size_t cells, size_t *name_begin, size_t *name_end)
{
    size_t used = 0;

    *name_begin = *name_end = out->size;
    if (!cells)
        return 0;
    switch (parts->form) {
    case NC_NAMING_PLACE:
    case NC_NAMING_FILE: return cut_place(out, parts, cells, name_begin, name_end);
    case NC_NAMING_BRACED: used = cut_braced(out, parts, cells); break;
    case NC_NAMING_BARE: used = nc_cut_middle(out, parts->name, parts->name_size, cells); break;
    }
    *name_end = out->size;
    return used;
}
