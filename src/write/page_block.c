/* SPDX-License-Identifier: MIT */
#include "write/page_block.h"

#include <string.h>

typedef struct block {
    const nc_text *file;
    size_t at;          /* the next line */
    size_t indent;      /* of the def */
    const char *quotes; /* of the string that has not ended yet, NULL = none */
} block;

size_t nc_page_block_line(const nc_text *file, size_t at, nc_page_line *out)
{
    const char *begin = file->bytes + at, *end = memchr(begin, '\n', file->size - at);
    size_t size = end ? (size_t)(end - begin) : file->size - at;

    *out = (nc_page_line){begin, size};
    while (out->size && out->bytes[out->size - 1] == '\r')
        out->size--;
    return at + size + (end ? 1 : 0);
}

static size_t indent_of(const nc_page_line *line)
{
    size_t i = 0;

    while (i < line->size && (line->bytes[i] == ' ' || line->bytes[i] == '\t'))
        i++;
    return i;
}

static bool begins_with(const nc_page_line *line, const char *word)
{
    size_t indent = indent_of(line), size = strlen(word);

    return line->size - indent >= size && memcmp(line->bytes + indent, word, size) == 0;
}

/* Strings in three quotes may hold lines that are less indented. */
static void follow_quotes(block *b, const nc_page_line *line)
{
    for (size_t i = 0; i + 3 <= line->size; i++) {
        const char *here = line->bytes + i;

        if (!b->quotes && *here == '#')
            return;
        for (unsigned k = 0; k < 2; k++) {
            const char *quotes = k ? "'''" : "\"\"\"";

            if (memcmp(here, quotes, 3) == 0 && (!b->quotes || b->quotes == quotes)) {
                b->quotes = b->quotes ? NULL : quotes;
                i += 2;
                break;
            }
        }
    }
}

static bool is_blank(const nc_page_line *line)
{
    return indent_of(line) == line->size;
}

/* Neither deeper than the def nor the end of its signature. */
static bool is_behind(const block *b, const nc_page_line *line)
{
    return !b->quotes && !is_blank(line) && indent_of(line) <= b->indent && line->bytes[indent_of(line)] != ')' &&
           line->bytes[indent_of(line)] != ']';
}

/* Decorators stand before the def, and may take several lines; lines up to and with the
 * def, 0: there is none. */
static uint32_t skip_decorators(block *b, uint32_t most)
{
    nc_page_line line;
    bool decorated = false;

    for (uint32_t count = 1; count <= most && b->at < b->file->size; count++) {
        b->at = nc_page_block_line(b->file, b->at, &line);
        if (count == 1)
            b->indent = indent_of(&line);
        if (begins_with(&line, "def ") || begins_with(&line, "async ") || begins_with(&line, "class ")) {
            follow_quotes(b, &line);
            return count;
        }
        decorated |= begins_with(&line, "@");
        if (!decorated)
            return 0;
    }
    return 0;
}

uint32_t nc_page_block_count(const nc_text *file, uint32_t first, uint32_t most)
{
    block b = {.file = file};
    nc_page_line line;
    uint32_t count, last;

    for (uint32_t i = 1; i < first && b.at < file->size; i++)
        b.at = nc_page_block_line(file, b.at, &line);
    if (b.at >= file->size)
        return 0;
    count = skip_decorators(&b, most);
    if (!count)
        return 1;
    for (last = count; count < most && b.at < file->size; count++) {
        b.at = nc_page_block_line(file, b.at, &line);
        if (is_behind(&b, &line) && !begins_with(&line, "#"))
            break;
        follow_quotes(&b, &line);
        if (!is_blank(&line) && (b.quotes || indent_of(&line) > b.indent || !begins_with(&line, "#")))
            last = count + 1;
    }
    return last;
}
