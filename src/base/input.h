/* SPDX-License-Identifier: MIT */
/*
 * Where bytes come from, and the one bounds-checked window on them.
 *
 * A source yields bytes in pieces (a file, standard input, memory, or a
 * decompressor on top of another source). A window (nc_input) shows the
 * stretch of it that a reader looks at; memory follows the longest stretch that
 * a reader asks for at once, not the file's size. Files are read, never mapped:
 * a mapped file that is cut while it is read kills the process.
 */
#ifndef NC_INPUT_H
#define NC_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

typedef struct nc_source nc_source;

struct nc_source {
    /* Up to `room` (> 0) bytes into `out`; *size 0 = the end. */
    ncalls_status (*read)(nc_source *source, unsigned char *out, size_t room, size_t *size, ncalls_error *error);
    void (*free)(nc_source *source);
    /* Back to the first byte; NULL, or false with nothing changed: cannot. */
    bool (*rewind)(nc_source *source);
};

/* "-" is standard input. Directories, sockets and devices are refused;
 * `*expected` (may be NULL) receives the size, 0 if unknown. */
ncalls_status nc_input_open_file(nc_source **out, const char *path, uint64_t *expected, ncalls_error *error);

/* Borrows the bytes. NULL: no memory. */
nc_source *nc_input_open_memory(const void *bytes, size_t size);

typedef struct nc_input {
    const unsigned char *p;    /* the next byte */
    const unsigned char *end;  /* behind the last byte in the window */
    unsigned char *buffer;
    size_t room;
    uint64_t base;             /* of buffer[0] in the source */
    nc_source *source;         /* owned */
    bool at_end;               /* the source has no more */
    ncalls_status status;      /* of the source; a failure sticks */
    ncalls_error error;
} nc_input;

/* Takes the source over. False: no memory (the source is freed). */
bool nc_input_init(nc_input *input, nc_source *source);
void nc_input_reset(nc_input *input);

/* Makes at least `need` bytes visible from p on; false when there are fewer
 * (then all that is left is visible) or the source failed (see status). */
bool nc_input_fill(nc_input *input, size_t need);

static inline bool nc_input_need(nc_input *input, size_t need)
{
    return __builtin_expect((size_t)(input->end - input->p) >= need, 1) || nc_input_fill(input, need);
}

/* Where p is in the source, from 0. */
static inline uint64_t nc_input_offset(const nc_input *input)
{
    return input->base + (uint64_t)(input->p - input->buffer);
}

static inline size_t nc_input_left(const nc_input *input)
{
    return (size_t)(input->end - input->p);
}

/* The failure of the source if it failed, else NCALLS_DAMAGED with "cut off at
 * byte N: WHAT expected". */
ncalls_status nc_input_fail_short(nc_input *input, const char *what, ncalls_error *error);

/* Back to the first byte, for formats whose end explains their beginning.
 * False, with nothing changed: a pipe, or compressed data. */
bool nc_input_rewind(nc_input *input);

/* Everything from p to the end in one piece (text formats that need it whole).
 * False: failed, see status. */
bool nc_input_fill_all(nc_input *input);

#endif
