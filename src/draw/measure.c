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

/* Beyond ASCII faces differ, and another one may stand in: these are what most
 * letters stay below. */
static unsigned em_of(uint32_t code, bool bold)
{
    if (code >= ' ' && code <= '~')
        return bold ? heavy[code - ' '] : regular[code - ' '];
    switch (nc_utf8_cells(code)) {
    case 0: return 0;
    case 1: break;
    default: return code >= 0x1f000 && code < 0x20000 ? 1300 : 1000; /* emoji are wider than an em */
    }
    if (code >= 0x2018 && code <= 0x201f)
        return 500;
    if (code == 0x2212) /* minus is as wide as plus */
        return regular['+' - ' '];
    if (code >= 0x2014 && code < 0x2c00) /* dashes, arrows, signs */
        return 1000;
    return bold ? 680 : 640;
}

static int32_t scale(uint64_t ems, int32_t font_size)
{
    uint64_t width = (ems * (uint64_t)font_size + 999) / 1000;

    return width < INT32_MAX ? (int32_t)width : INT32_MAX;
}

int32_t nc_measure_width(const char *text, size_t size, int32_t font_size, bool bold)
{
    uint64_t ems = 0;

    for (size_t at = 0; at < size;) {
        nc_rune rune = nc_utf8_next(text + at, size - at);

        ems += em_of(rune.code, bold);
        at += rune.size;
    }
    return scale(ems, font_size);
}

nc_measure_fit nc_measure_cut(const char *text, size_t size, int32_t font_size, bool bold, int32_t room)
{
    nc_measure_fit shorter = {0, 0, true}; /* what fits with an ellipsis */
    uint64_t ems = 0;

    for (size_t at = 0; at < size;) {
        nc_rune rune = nc_utf8_next(text + at, size - at);
        unsigned width = em_of(rune.code, bold);

        /* A cut stands before what has a width, so that marks stay with their letter. */
        if (width && at && scale(ems + ELLIPSIS, font_size) <= room)
            shorter = (nc_measure_fit){at, scale(ems + ELLIPSIS, font_size), true};
        ems += width;
        at += rune.size;
        if (scale(ems, font_size) > room)
            return shorter;
    }
    return (nc_measure_fit){size, scale(ems, font_size), false};
}
