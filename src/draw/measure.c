/* SPDX-License-Identifier: MIT */
#include "draw/measure.h"

#include "base/utf8.h"

/* Thousandths of an em, from space to ~: the widths that Helvetica, Arial and
 * their metric twins share. */
static const uint16_t regular[95] = {
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
};
static const uint16_t heavy[95] = {
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611,
    556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389,
    280, 389, 584,
};

enum { ELLIPSIS = 1000 };

/*
 * Beyond ASCII: letters of one kind are all as wide as they are on average in
 * Helvetica's twins and, where those have none, in Noto Sans. Faces differ, and
 * another one may stand in: what is wider there is squeezed.
 */
typedef struct range {
    uint32_t last; /* code point */
    uint16_t regular, heavy;
} range;

static const range ranges[] = {
    {0xb6, 500, 540},   {0xb7, 333, 333},   {0xbf, 500, 540},   {0xd6, 680, 710},   {0xd7, 584, 584},
    {0xde, 680, 710},   {0xf6, 530, 580},   {0xf7, 584, 584},   {0x24f, 540, 580},  {0x36f, 600, 640},
    {0x3ab, 670, 710},  {0x3ff, 540, 590},  {0x42f, 710, 740},  {0x58f, 580, 640},  {0x5ff, 560, 600},
    {0x6ff, 560, 620},  {0x1dff, 640, 680}, {0x1eff, 540, 580}, {0x2013, 640, 680}, {0x2017, 1000, 1000},
    {0x201f, 500, 500}, {0x2211, 1000, 1000}, {0x2212, 584, 584}, {0x2bff, 1000, 1000}, /* dashes, arrows, signs */
    {0x10ffff, 640, 680},
};

static unsigned em_of(uint32_t code, bool bold)
{
    const range *r = ranges;

    if (code >= ' ' && code <= '~')
        return bold ? heavy[code - ' '] : regular[code - ' '];
    switch (nc_utf8_cells(code)) {
    case 0: return 0;
    case 1: break;
    default: return code >= 0x1f000 && code < 0x20000 ? 1300 : 1000; /* emoji are wider than an em */
    }
    while (code > r->last && r->last < 0x10ffff)
        r++;
    return bold ? r->heavy : r->regular;
}

/* The width of the first letter, and how many bytes it has. */
static unsigned take_letter(const char *text, size_t size, bool bold, size_t *taken)
{
    nc_rune rune;

    *taken = 1;
    if (*text >= ' ' && *text <= '~')
        return bold ? heavy[*text - ' '] : regular[*text - ' '];
    rune = nc_utf8_next(text, size);
    *taken = rune.size;
    return em_of(rune.code, bold);
}

static int32_t scale(uint64_t ems, int32_t font_size)
{
    uint64_t width = (ems * (uint64_t)font_size + 999) / 1000;

    return width < INT32_MAX ? (int32_t)width : INT32_MAX;
}

/* scale(ems, font_size) <= room, without dividing. */
static bool fits(uint64_t ems, int32_t font_size, int32_t room)
{
    return room >= 0 && (ems * (uint64_t)font_size <= (uint64_t)room * 1000 || room == INT32_MAX);
}

int32_t nc_measure_width(const char *text, size_t size, int32_t font_size, bool bold)
{
    uint64_t ems = 0;

    for (size_t at = 0, taken; at < size; at += taken)
        ems += take_letter(text + at, size - at, bold, &taken);
    return scale(ems, font_size);
}

nc_measure_fit nc_measure_cut(const char *text, size_t size, int32_t font_size, bool bold, int32_t room)
{
    size_t shorter = 0; /* what fits with an ellipsis */
    uint64_t ems = 0, shorter_ems = 0;

    for (size_t at = 0, taken; at < size; at += taken) {
        unsigned width = take_letter(text + at, size - at, bold, &taken);

        /* A cut stands before what has a width, so that marks stay with their letter. */
        if (width && at && fits(ems + ELLIPSIS, font_size, room)) {
            shorter = at;
            shorter_ems = ems + ELLIPSIS;
        }
        ems += width;
        if (!fits(ems, font_size, room))
            return (nc_measure_fit){shorter, shorter ? scale(shorter_ems, font_size) : 0, true};
    }
    return (nc_measure_fit){size, scale(ems, font_size), false};
}
