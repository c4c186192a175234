/* SPDX-License-Identifier: MIT */
#include "write/jsontext.h"

#include "base/utf8.h"

/* What a byte needs inside of a string; the letters are JSON's short escapes. */
enum { PLAIN = 0, HEX = 1, MANY = 2, PAGE = 3 };

static const unsigned char needs[256] = {
    [0 ... 7] = HEX, ['\b'] = 'b', ['\t'] = 't',          ['\n'] = 'n', [0x0b] = HEX,
    ['\f'] = 'f',    ['\r'] = 'r', [0x0e ... 0x1f] = HEX, ['"'] = '"',  ['&'] = PAGE,
    ['<'] = PAGE,    ['>'] = PAGE, ['\\'] = '\\',         [0x7f] = HEX, [0x80 ... 0xff] = MANY,
    ['\''] = PAGE,
};

void nc_jsontext_init(nc_jsontext *text, nc_sink *sink, bool in_page)
{
    text->sink = sink;
    text->in_page = in_page;
    text->used = 0;
}

void nc_jsontext_flush(nc_jsontext *text)
{
    nc_sink_add(text->sink, text->buffer, text->used);
    text->used = 0;
}

void nc_jsontext_add(nc_jsontext *text, const char *bytes, size_t size)
{
    if (size > sizeof text->buffer - text->used) {
        nc_jsontext_flush(text);
        if (size > sizeof text->buffer) {
            nc_sink_add(text->sink, bytes, size);
            return;
        }
    }
    memcpy(text->buffer + text->used, bytes, size);
    text->used += size;
}

void nc_jsontext_add_int(nc_jsontext *text, int64_t value)
{
    static const char pairs[] = "00010203040506070809101112131415161718192021222324252627282930313233343536373839"
                                "40414243444546474849505152535455565758596061626364656667686970717273747576777879"
                                "8081828384858687888990919293949596979899";
    char digits[24];
    size_t at = sizeof digits;
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;

    for (; rest >= 100; rest /= 100) {
        at -= 2;
        memcpy(digits + at, pairs + 2 * (rest % 100), 2);
    }
    if (rest >= 10) {
        at -= 2;
        memcpy(digits + at, pairs + 2 * rest, 2);
    } else {
        digits[--at] = (char)('0' + rest);
    }
    if (value < 0)
        digits[--at] = '-';
    nc_jsontext_add(text, digits + at, sizeof digits - at);
}

static void add_unit(nc_jsontext *text, uint32_t unit)
{
    static const char hex[] = "0123456789abcdef";
    char escape[6] = {'\\', 'u', hex[unit >> 12 & 15], hex[unit >> 8 & 15], hex[unit >> 4 & 15], hex[unit & 15]};

    nc_jsontext_add(text, escape, sizeof escape);
}

static void add_code(nc_jsontext *text, uint32_t code)
{
    if (code >= 0x10000) {
        add_unit(text, 0xd800 + ((code - 0x10000) >> 10));
        code = 0xdc00 + ((code - 0x10000) & 0x3ff);
    }
    add_unit(text, code);
}

static size_t add_many(nc_jsontext *text, const char *bytes, size_t size)
{
    nc_rune rune = nc_utf8_next(bytes, size);

    if (!rune.valid)
        add_unit(text, rune.size == 1 ? 0xdc00 + rune.code : rune.code);
    else if (nc_utf8_is_control(rune.code))
        add_code(text, rune.code);
    else
        nc_jsontext_add(text, bytes, rune.size);
    return rune.size;
}

static size_t add_special(nc_jsontext *text, const char *bytes, size_t size)
{
    unsigned char first = (unsigned char)*bytes, need = needs[first];

    if (need == MANY)
        return add_many(text, bytes, size);
    if (need == HEX || need == PAGE) {
        add_unit(text, first);
    } else {
        char escape[2] = {'\\', (char)need};

        nc_jsontext_add(text, escape, sizeof escape);
    }
    return 1;
}

void nc_jsontext_add_string(nc_jsontext *text, const char *bytes, size_t size)
{
    NC_JSONTEXT(text, "\"");
    while (size) {
        size_t plain = 0;

        while (plain < size && (needs[(unsigned char)bytes[plain]] == PLAIN ||
                                (needs[(unsigned char)bytes[plain]] == PAGE && !text->in_page)))
            plain++;
        nc_jsontext_add(text, bytes, plain);
        bytes += plain;
        size -= plain;
        if (size) {
            size_t done = add_special(text, bytes, size);

            bytes += done;
            size -= done;
        }
    }
    NC_JSONTEXT(text, "\"");
}

void nc_jsontext_add_word(nc_jsontext *text, const char *key, const char *word)
{
    nc_jsontext_add(text, key, strlen(key));
    nc_jsontext_add_string(text, word, strlen(word));
}
