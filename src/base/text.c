/* SPDX-License-Identifier: MIT */
#include "base/text.h"

#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"

static char nothing[1];

void nc_text_init(nc_text *text)
{
    *text = (nc_text){nothing, 0, 0, false};
}

void nc_text_reset(nc_text *text)
{
    if (text->room)
        nc_alloc_free(text->bytes);
    nc_text_init(text);
}

void nc_text_trim(nc_text *text, char c)
{
    while (text->size && text->bytes[text->size - 1] == c)
        text->bytes[--text->size] = '\0';
}

void nc_text_clear(nc_text *text)
{
    text->size = 0;
    if (text->room)
        text->bytes[0] = '\0';
}

bool nc_text_failed(const nc_text *text)
{
    return text->failed;
}

static bool reserve(nc_text *text, size_t more)
{
    char *bytes = text->room ? text->bytes : NULL;
    size_t need;

    if (text->failed)
        return false;
    if (text->room && more < text->room - text->size)
        return true;
    if (__builtin_add_overflow(text->size + 1, more, &need) || !nc_alloc_grow(&bytes, &text->room, need, 1)) {
        text->failed = true;
        return false;
    }
    text->bytes = bytes;
    return true;
}

void nc_text_add(nc_text *text, const char *bytes, size_t size)
{
    if (!size || !reserve(text, size))
        return;
    memcpy(text->bytes + text->size, bytes, size);
    text->size += size;
    text->bytes[text->size] = '\0';
}

void nc_text_add_char(nc_text *text, char c)
{
    if (!reserve(text, 1))
        return;
    text->bytes[text->size++] = c;
    text->bytes[text->size] = '\0';
}

void nc_text_add_repeat(nc_text *text, char c, size_t count)
{
    if (!count || !reserve(text, count))
        return;
    memset(text->bytes + text->size, c, count);
    text->size += count;
    text->bytes[text->size] = '\0';
}

void nc_text_add_format(nc_text *text, const char *format, ...)
{
    va_list args;
    int size;

    va_start(args, format);
    size = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (size <= 0 || !reserve(text, (size_t)size))
        return;
    va_start(args, format);
    vsnprintf(text->bytes + text->size, (size_t)size + 1, format, args);
    va_end(args);
    text->size += (size_t)size;
}

/* Printable ASCII is nearly all there is, and stands as it is. */
void nc_text_add_escaped(nc_text *text, const char *bytes, size_t size)
{
    while (size) {
        char escape[12];
        size_t plain = 0, escaped;
        nc_rune rune;

        while (plain < size && bytes[plain] >= ' ' && bytes[plain] <= '~')
            plain++;
        nc_text_add(text, bytes, plain);
        bytes += plain;
        size -= plain;
        if (!size)
            break;
        rune = nc_utf8_next(bytes, size);
        escaped = nc_utf8_escape_rune(escape, rune);
        nc_text_add(text, escaped ? escape : bytes, escaped ? escaped : rune.size);
        bytes += rune.size;
        size -= rune.size;
    }
}

char *nc_text_take(nc_text *text)
{
    char *bytes = NULL;

    if (!text->failed && (text->room || reserve(text, 0))) {
        text->bytes[text->size] = '\0';
        bytes = text->bytes;
        text->room = 0;
    }
    nc_text_reset(text);
    return bytes;
}
