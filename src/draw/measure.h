/* SPDX-License-Identifier: MIT */
/*
 * How wide text is, without a font at hand.
 *
 * Pictures are set in Helvetica or a face of the same widths (Arial, Liberation
 * Sans, Nimbus Sans, Arimo). What is beyond Latin is taken as a full em where it
 * is wide and as 0 where it combines; writers squeeze a label into its measured
 * width when a face is wider, so text never leaves its box.
 */
#ifndef NC_MEASURE_H
#define NC_MEASURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* In the unit of `font_size`. `text` is as nc_utf8_escape leaves it. */
int32_t nc_measure_width(const char *text, size_t size, int32_t font_size, bool bold);

typedef struct nc_measure_fit {
    size_t size;   /* bytes of text that may stand */
    int32_t width; /* with the ellipsis, if any */
    bool cut;      /* an ellipsis follows */
} nc_measure_fit;

/* The most of `text` that fits into `room`, never half a character or one
 * without what combines with it. size = 0: not even one letter and "…" fit. */
nc_measure_fit nc_measure_cut(const char *text, size_t size, int32_t font_size, bool bold, int32_t room);

#endif
