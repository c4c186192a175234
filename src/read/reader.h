/* SPDX-License-Identifier: MIT */
/*
 * A reader: one file in this folder and one row in readers.def.
 *
 * Readers bid on the first bytes of a file; the highest bid reads it. The
 * file's name never counts. A bid says how much evidence there is, in bits: a
 * magic of four bytes is 32, a line that looks like a table's header about 20.
 */
#ifndef NC_READER_H
#define NC_READER_H

#include "base/input.h"
#include "model/builder.h"

/* The beginning of a file, decompressed. */
typedef struct nc_head {
    const unsigned char *bytes;
    size_t size;  /* at most NC_LIMIT_HEAD */
    bool whole;   /* there is no more than this */
} nc_head;

typedef struct nc_reader {
    const char *name;  /* for --from and `ncalls formats` */
    const char *title; /* one line for people */
    bool is_text;      /* printed for people: not asked about binary data, in which it would search at length */
    unsigned (*bid)(const nc_head *head); /* bits of evidence, 0 = not mine */
    /* Reads all of `input`. A failure's sentence says what is wrong and where;
     * the caller puts the path before it. */
    ncalls_status (*read)(nc_input *input, nc_builder *builder, ncalls_error *error);
} nc_reader;

/* All readers, ended by NULL. */
extern const nc_reader *const nc_readers_all[];

#define READER(name) extern const nc_reader nc_read_##name;
#include "read/readers.def"
#undef READER

#endif
