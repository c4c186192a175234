/* SPDX-License-Identifier: MIT */
#include "write/markup.h"

#include "base/utf8.h"

static const char *entity_of(uint32_t code)
{
    switch (code) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

/* Printable ASCII but what means something. */
static bool is_plain(unsigned char c)
{
    const uint64_t odd = 1ull << '&' | 1ull << '<' | 1ull << '>' | 1ull << '"' | 1ull << '\'';

    return c < 64 ? c >= 0x20 && !(odd >> c & 1) : c < 0x7f;
}

void nc_markup_escape(nc_text *out, const char *bytes, size_t size)
{
    while (size) {
        size_t plain = 0;

        while (plain < size && is_plain((unsigned char)bytes[plain]))
            plain++;
        nc_text_add(out, bytes, plain);
        bytes += plain;
        size -= plain;
        if (size) {
            nc_rune rune = nc_utf8_next(bytes, size);
            const char *entity = rune.valid ? entity_of(rune.code) : NULL;

            if (entity)
                nc_text_add_string(out, entity);
            else
                nc_text_add_escaped(out, bytes, rune.size);
            bytes += rune.size;
            size -= rune.size;
        }
    }
}
