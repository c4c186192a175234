/* SPDX-License-Identifier: MIT */
/*
 * A growing piece of text.
 *
 * `bytes` is always NUL-terminated (never NULL after init). A failure to grow
 * sticks: later calls do nothing, and whoever made the text asks
 * nc_text_failed once, at the end.
 */
#ifndef NC_TEXT_H
#define NC_TEXT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/error.h"

typedef struct nc_text {
    char *bytes;
    size_t size;  /* without the NUL */
    size_t room;  /* 0: `bytes` is a constant "" */
    bool failed;
} nc_text;

void nc_text_init(nc_text *text);
void nc_text_reset(nc_text *text);             /* frees; usable again as if new */
void nc_text_clear(nc_text *text);             /* empties, keeps the room */
void nc_text_trim(nc_text *text, char c);      /* every `c` at its end goes */
bool nc_text_failed(const nc_text *text);
void nc_text_add(nc_text *text, const char *bytes, size_t size);
static inline void nc_text_add_string(nc_text *text, const char *string)
{
    nc_text_add(text, string, strlen(string));
}
void nc_text_add_char(nc_text *text, char c);
void nc_text_add_repeat(nc_text *text, char c, size_t count);
void nc_text_add_format(nc_text *text, const char *format, ...) NC_PRINTF(2, 3);
/* Bytes from a file, made harmless as nc_utf8_escape does it. */
void nc_text_add_escaped(nc_text *text, const char *bytes, size_t size);
/* Gives the bytes away (free with nc_alloc_free); NULL if anything failed. */
char *nc_text_take(nc_text *text);

#endif
