/* SPDX-License-Identifier: MIT */
/*
 * Text that somebody else wrote.
 *
 * Names in a profile are bytes: usually UTF-8, sometimes with lone surrogates
 * (Python's surrogatepass), sometimes in no encoding at all. They are kept as
 * they came, and made harmless here, on the way out.
 */
#ifndef NC_UTF8_H
#define NC_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One step through text. */
typedef struct nc_rune {
    uint32_t code;  /* the code point, a lone surrogate, or the raw byte when !valid */
    uint8_t size;   /* bytes taken, 1 to 4 */
    bool valid;     /* false: not UTF-8; a surrogate (D800..DFFF) counts as invalid, with size 3 */
} nc_rune;

/* `size` must be at least 1. */
nc_rune nc_utf8_next(const char *text, size_t size);

/* True if all of it is strict UTF-8. */
bool nc_utf8_valid(const char *text, size_t size);

/* True if the code point must not reach a terminal, a page or a review as
 * itself: C0, DEL, C1, line and paragraph separators, bidi controls, zero-width
 * and tag characters. */
bool nc_utf8_is_control(uint32_t code);

/* Cells that a code point takes in a terminal: 0 (combining), 1 or 2 (wide). */
unsigned nc_utf8_cells(uint32_t code);

/* Cells of `text` once escaped as nc_utf8_escape does it. */
size_t nc_utf8_width(const char *text, size_t size);

/*
 * Writes `text` with everything unsafe as a visible escape (\n, \x1b, \u202e,
 * \xff for a byte that is no UTF-8, \udce9 for a lone surrogate; a backslash
 * stays as it is), never more than `room` bytes and never half an escape or
 * character; then a NUL, so `out` has room + 1 bytes. Returns the bytes
 * written without the NUL.
 */
size_t nc_utf8_escape(char *out, size_t room, const char *text, size_t size);

/* What nc_utf8_escape would write if there were room. */
size_t nc_utf8_escaped_size(const char *text, size_t size);

/* The escape of one rune, at most 10 bytes into `out`; 0 when it may stand as
 * itself. */
size_t nc_utf8_escape_rune(char out[12], nc_rune rune);

#endif
