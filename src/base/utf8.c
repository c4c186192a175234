/* SPDX-License-Identifier: MIT */
#include "base/utf8.h"

#include <string.h>

#include "ncalls/profile.h"

static const char hex_digits[] = "0123456789abcdef";

static bool is_tail(unsigned char c)
{
    return (c & 0xc0) == 0x80;
}

static nc_rune decode_multibyte(const unsigned char *s, size_t size)
{
    nc_rune bad = {s[0], 1, false};
    uint32_t code;

    if (s[0] >= 0xc2 && s[0] <= 0xdf && size >= 2 && is_tail(s[1])) {
        code = (uint32_t)(s[0] & 0x1f) << 6 | (s[1] & 0x3f);
        return (nc_rune){code, 2, true};
    }
    if ((s[0] & 0xf0) == 0xe0 && size >= 3 && is_tail(s[1]) && is_tail(s[2])) {
        code = (uint32_t)(s[0] & 0x0f) << 12 | (uint32_t)(s[1] & 0x3f) << 6 | (s[2] & 0x3f);
        if (code < 0x800)
            return bad;
        return (nc_rune){code, 3, code < 0xd800 || code > 0xdfff};
    }
    if (s[0] >= 0xf0 && s[0] <= 0xf4 && size >= 4 && is_tail(s[1]) && is_tail(s[2]) && is_tail(s[3])) {
        code = (uint32_t)(s[0] & 0x07) << 18 | (uint32_t)(s[1] & 0x3f) << 12 | (uint32_t)(s[2] & 0x3f) << 6 |
               (s[3] & 0x3f);
        if (code < 0x10000 || code > 0x10ffff)
            return bad;
        return (nc_rune){code, 4, true};
    }
    return bad;
}

nc_rune nc_utf8_next(const char *text, size_t size)
{
    unsigned char first = (unsigned char)text[0];

    if (first < 0x80)
        return (nc_rune){first, 1, true};
    return decode_multibyte((const unsigned char *)text, size);
}

bool nc_utf8_valid(const char *text, size_t size)
{
    while (size) {
        nc_rune rune = nc_utf8_next(text, size);

        if (!rune.valid)
            return false;
        text += rune.size;
        size -= rune.size;
    }
    return true;
}

bool nc_utf8_is_control(uint32_t code)
{
    if (code < 0x20 || (code >= 0x7f && code <= 0x9f))
        return true;
    if (code < 0xad)
        return false;
    return code == 0xad || code == 0x61c || code == 0x180e || (code >= 0x200b && code <= 0x200f) ||
           (code >= 0x2028 && code <= 0x202e) || (code >= 0x2060 && code <= 0x206f) || code == 0xfeff ||
           (code >= 0xfff9 && code <= 0xfffb) || (code >= 0xe0000 && code <= 0xe0fff) || code == 0x115f ||
           code == 0x1160 || code == 0x3164 || code == 0xffa0 || (code & 0xfffe) == 0xfffe;
}

typedef struct range {
    uint32_t first, last;
} range;

static bool in_ranges(const range *ranges, size_t count, uint32_t code)
{
    size_t low = 0, high = count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (code > ranges[middle].last)
            low = middle + 1;
        else if (code < ranges[middle].first)
            high = middle;
        else
            return true;
    }
    return false;
}

/* Combining marks (general categories Mn and Me of Unicode 15, folded into
 * ranges; letters that fall between two marks of one script are left out). */
static const range combining[] = {
    {0x300, 0x36f},     {0x483, 0x489},     {0x591, 0x5bd},     {0x5bf, 0x5bf},     {0x5c1, 0x5c2},
    {0x5c4, 0x5c5},     {0x5c7, 0x5c7},     {0x610, 0x61a},     {0x64b, 0x65f},     {0x670, 0x670},
    {0x6d6, 0x6dc},     {0x6df, 0x6e4},     {0x6e7, 0x6e8},     {0x6ea, 0x6ed},     {0x711, 0x711},
    {0x730, 0x74a},     {0x7a6, 0x7b0},     {0x7eb, 0x7f3},     {0x816, 0x819},     {0x81b, 0x823},
    {0x825, 0x827},     {0x829, 0x82d},     {0x859, 0x85b},     {0x8ca, 0x8e1},     {0x8e3, 0x902},
    {0x93a, 0x93a},     {0x93c, 0x93c},     {0x941, 0x948},     {0x94d, 0x94d},     {0x951, 0x957},
    {0x962, 0x963},     {0x981, 0x981},     {0x9bc, 0x9bc},     {0x9c1, 0x9c4},     {0x9cd, 0x9cd},
    {0xa01, 0xa02},     {0xa3c, 0xa3c},     {0xa41, 0xa51},     {0xa70, 0xa71},     {0xa81, 0xa82},
    {0xabc, 0xabc},     {0xac1, 0xac8},     {0xacd, 0xacd},     {0xb3c, 0xb3c},     {0xb4d, 0xb4d},
    {0xbcd, 0xbcd},     {0xc3e, 0xc40},     {0xc46, 0xc56},     {0xcbc, 0xcbc},     {0xccc, 0xccd},
    {0xd4d, 0xd4d},     {0xe31, 0xe31},     {0xe34, 0xe3a},     {0xe47, 0xe4e},     {0xeb1, 0xeb1},
    {0xeb4, 0xebc},     {0xec8, 0xece},     {0xf18, 0xf19},     {0xf35, 0xf35},     {0xf37, 0xf37},
    {0xf39, 0xf39},     {0xf71, 0xf7e},     {0xf80, 0xf84},     {0xf86, 0xf87},     {0xf8d, 0xfbc},
    {0x102d, 0x1030},   {0x1032, 0x1037},   {0x1039, 0x103a},   {0x135d, 0x135f},   {0x17b4, 0x17b5},
    {0x17b7, 0x17bd},   {0x17c6, 0x17c6},   {0x17c9, 0x17d3},   {0x1ab0, 0x1ace},   {0x1b00, 0x1b03},
    {0x1dc0, 0x1dff},   {0x20d0, 0x20f0},   {0x2cef, 0x2cf1},   {0x2de0, 0x2dff},   {0x302a, 0x302d},
    {0x3099, 0x309a},   {0xa66f, 0xa672},   {0xa674, 0xa67d},   {0xa69e, 0xa69f},   {0xa6f0, 0xa6f1},
    {0xa8e0, 0xa8f1},   {0xfb1e, 0xfb1e},   {0xfe00, 0xfe0f},   {0xfe20, 0xfe2f},   {0x101fd, 0x101fd},
    {0x1d165, 0x1d169}, {0x1d16d, 0x1d172}, {0x1d185, 0x1d18b}, {0x1e8d0, 0x1e8d6}, {0x1e944, 0x1e94a},
};

/* East Asian Wide and Fullwidth, and emoji shown wide (Unicode 15). */
static const range wide[] = {
    {0x1100, 0x115f},   {0x231a, 0x231b},   {0x2329, 0x232a},   {0x23e9, 0x23ec},   {0x23f0, 0x23f0},
    {0x23f3, 0x23f3},   {0x25fd, 0x25fe},   {0x2614, 0x2615},   {0x2648, 0x2653},   {0x267f, 0x267f},
    {0x2693, 0x2693},   {0x26a1, 0x26a1},   {0x26aa, 0x26ab},   {0x26bd, 0x26be},   {0x26c4, 0x26c5},
    {0x26ce, 0x26ce},   {0x26d4, 0x26d4},   {0x26ea, 0x26ea},   {0x26f2, 0x26f3},   {0x26f5, 0x26f5},
    {0x26fa, 0x26fa},   {0x26fd, 0x26fd},   {0x2705, 0x2705},   {0x270a, 0x270b},   {0x2728, 0x2728},
    {0x274c, 0x274c},   {0x274e, 0x274e},   {0x2753, 0x2755},   {0x2757, 0x2757},   {0x2795, 0x2797},
    {0x27b0, 0x27b0},   {0x27bf, 0x27bf},   {0x2b1b, 0x2b1c},   {0x2b50, 0x2b50},   {0x2b55, 0x2b55},
    {0x2e80, 0x303e},   {0x3041, 0x33ff},   {0x3400, 0x4dbf},   {0x4e00, 0xa4cf},   {0xa960, 0xa97c},
    {0xac00, 0xd7a3},   {0xf900, 0xfaff},   {0xfe10, 0xfe19},   {0xfe30, 0xfe6f},   {0xff01, 0xff60},
    {0xffe0, 0xffe6},   {0x16fe0, 0x18cff}, {0x1aff0, 0x1b2fb}, {0x1f004, 0x1f004}, {0x1f0cf, 0x1f0cf},
    {0x1f18e, 0x1f18e}, {0x1f191, 0x1f19a}, {0x1f200, 0x1f320}, {0x1f32d, 0x1f335}, {0x1f337, 0x1f37c},
    {0x1f37e, 0x1f393}, {0x1f3a0, 0x1f3ca}, {0x1f3cf, 0x1f3d3}, {0x1f3e0, 0x1f3f0}, {0x1f3f4, 0x1f3f4},
    {0x1f3f8, 0x1f43e}, {0x1f440, 0x1f440}, {0x1f442, 0x1f4fc}, {0x1f4ff, 0x1f53d}, {0x1f54b, 0x1f54e},
    {0x1f550, 0x1f567}, {0x1f57a, 0x1f57a}, {0x1f595, 0x1f596}, {0x1f5a4, 0x1f5a4}, {0x1f5fb, 0x1f64f},
    {0x1f680, 0x1f6c5}, {0x1f6cc, 0x1f6cc}, {0x1f6d0, 0x1f6d2}, {0x1f6d5, 0x1f6df}, {0x1f6eb, 0x1f6ec},
    {0x1f6f4, 0x1f6fc}, {0x1f7e0, 0x1f7f0}, {0x1f90c, 0x1f93a}, {0x1f93c, 0x1f945}, {0x1f947, 0x1f9ff},
    {0x1fa70, 0x1faff}, {0x20000, 0x3fffd},
};

unsigned nc_utf8_cells(uint32_t code)
{
    if (code < 0x300)
        return 1;
    if (in_ranges(combining, sizeof combining / sizeof *combining, code))
        return 0;
    return in_ranges(wide, sizeof wide / sizeof *wide, code) ? 2 : 1;
}

static size_t put_hex(char *out, const char *prefix, uint32_t value, unsigned digits)
{
    size_t used = strlen(prefix);

    memcpy(out, prefix, used);
    for (unsigned i = digits; i--;)
        out[used++] = hex_digits[(value >> (4 * i)) & 15];
    out[used] = '\0';
    return used;
}

size_t nc_utf8_escape_rune(char out[12], nc_rune rune)
{
    if (!rune.valid)
        return rune.size == 1 ? put_hex(out, "\\x", rune.code, 2) : put_hex(out, "\\u", rune.code, 4);
    if (!nc_utf8_is_control(rune.code))
        return 0;
    switch (rune.code) {
    case '\n': memcpy(out, "\\n", 3); return 2;
    case '\t': memcpy(out, "\\t", 3); return 2;
    case '\r': memcpy(out, "\\r", 3); return 2;
    default: break;
    }
    if (rune.code < 0x100)
        return put_hex(out, "\\x", rune.code, 2);
    return rune.code < 0x10000 ? put_hex(out, "\\u", rune.code, 4) : put_hex(out, "\\U", rune.code, 8);
}

size_t nc_utf8_escape(char *out, size_t room, const char *text, size_t size)
{
    size_t used = 0;

    while (size) {
        nc_rune rune = nc_utf8_next(text, size);
        char escape[12];
        size_t length = nc_utf8_escape_rune(escape, rune);
        const char *from = length ? escape : text;

        if (!length)
            length = rune.size;
        if (used + length > room)
            break;
        memcpy(out + used, from, length);
        used += length;
        text += rune.size;
        size -= rune.size;
    }
    out[used] = '\0';
    return used;
}

size_t nc_utf8_escaped_size(const char *text, size_t size)
{
    size_t used = 0;

    while (size) {
        nc_rune rune = nc_utf8_next(text, size);
        char escape[12];
        size_t length = nc_utf8_escape_rune(escape, rune);

        used += length ? length : rune.size;
        text += rune.size;
        size -= rune.size;
    }
    return used;
}

size_t nc_utf8_width(const char *text, size_t size)
{
    size_t cells = 0;

    while (size) {
        nc_rune rune = nc_utf8_next(text, size);
        char escape[12];
        size_t length = nc_utf8_escape_rune(escape, rune);

        cells += length ? length : nc_utf8_cells(rune.code);
        text += rune.size;
        size -= rune.size;
    }
    return cells;
}

size_t ncalls_text_escape(char *out, size_t room, const char *text, size_t size)
{
    if (room)
        nc_utf8_escape(out, room - 1, text, size);
    return nc_utf8_escaped_size(text, size);
}
