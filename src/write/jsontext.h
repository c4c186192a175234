/* SPDX-License-Identifier: MIT */
/*
 * Pieces of JSON into a sink: what must be escaped, and digits, fast.
 *
 * Output is ASCII and UTF-8 that any strict parser takes, whatever bytes a name
 * holds. A reader gets back what the profile had: a lone surrogate as itself, a
 * byte that is no UTF-8 as U+DC80 to U+DCFF, as Python's surrogateescape does.
 */
#ifndef NC_JSONTEXT_H
#define NC_JSONTEXT_H

#include <string.h>

#include "base/sink.h"

typedef struct nc_jsontext {
    nc_sink *sink;
    bool in_page; /* for <script> in HTML: < > & ' as \u escapes, too */
    size_t used;
    char buffer[16 << 10];
} nc_jsontext;

void nc_jsontext_init(nc_jsontext *text, nc_sink *sink, bool in_page);
/* Hands on what is buffered; nothing reaches the sink for certain before. */
void nc_jsontext_flush(nc_jsontext *text);

void nc_jsontext_add(nc_jsontext *text, const char *bytes, size_t size);
void nc_jsontext_add_int(nc_jsontext *text, int64_t value);
/* In quotes. Control and bidi characters are escaped as well, so that a file
 * may be shown on a terminal. */
void nc_jsontext_add_string(nc_jsontext *text, const char *bytes, size_t size);

/* A key with what stands before it (", \"rule\": "), then the word in quotes. */
void nc_jsontext_add_word(nc_jsontext *text, const char *key, const char *word);

/* Where so many bytes may be written, a few; `used` says then how many were. */
static inline char *nc_jsontext_reserve(nc_jsontext *text, size_t size)
{
    if (size > sizeof text->buffer - text->used)
        nc_jsontext_flush(text);
    return text->buffer + text->used;
}

/* Inline, so that the copy of a short constant becomes two or three moves. */
static inline void nc_jsontext_add_constant(nc_jsontext *text, const char *bytes, size_t size)
{
    memcpy(nc_jsontext_reserve(text, size), bytes, size);
    text->used += size;
}

/* A piece of JSON that is a constant. */
#define NC_JSONTEXT(text, literal) nc_jsontext_add_constant((text), "" literal, sizeof(literal) - 1)

#endif
