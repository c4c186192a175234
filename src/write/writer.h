/* SPDX-License-Identifier: MIT */
/* A writer: one file in this folder and one row in writers.def. */
#ifndef NC_WRITER_H
#define NC_WRITER_H

#include "analyze/results.h"
#include "base/sink.h"
#include "ncalls/list.h"
#include "ncalls/write.h"

typedef struct nc_writer {
    ncalls_writer_row row; /* name, suffix, title, keep, binary */
    /* Prints all of it to `sink`; the sink's own failures are the caller's
     * business. `options` is never NULL. */
    ncalls_status (*write)(nc_sink *sink, const ncalls_results *results, const ncalls_write_options *options,
                           ncalls_error *error);
} nc_writer;

/* All writers, ended by NULL. */
extern const nc_writer *const nc_writers_all[];

#define WRITER(name) extern const nc_writer nc_write_##name;
#include "write/writers.def"
#undef WRITER

#endif
