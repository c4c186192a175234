/* SPDX-License-Identifier: MIT */
/*
 * Where output goes: a descriptor, a file that appears whole or not at all, or
 * memory.
 *
 * Failures stick: writers print on, and nc_sink_close says what happened first
 * (NCALLS_CLOSED for a closed pipe, NCALLS_IO otherwise). Nothing is written
 * after a failure.
 */
#ifndef NC_SINK_H
#define NC_SINK_H

#include <stdint.h>

#include "base/text.h"
#include "ncalls/status.h"

typedef struct nc_sink nc_sink;

/* Buffers writes to an open descriptor, which stays open. NULL: no memory. */
nc_sink *nc_sink_open_descriptor(int descriptor);

/* Writes beside `path` and renames onto it at close: all or nothing. An
 * existing file's mode is kept; a path that is not a regular file (a pipe,
 * /dev/stdout) is written in place. */
ncalls_status nc_sink_open_file(nc_sink **out, const char *path, ncalls_error *error);

/* Appends to `text`, which must outlive the sink. */
nc_sink *nc_sink_open_text(nc_text *text);

void nc_sink_add(nc_sink *sink, const char *bytes, size_t size);
void nc_sink_add_string(nc_sink *sink, const char *string);
void nc_sink_add_char(nc_sink *sink, char c);
void nc_sink_add_format(nc_sink *sink, const char *format, ...) NC_PRINTF(2, 3);
void nc_sink_add_int(nc_sink *sink, int64_t value);
void nc_sink_add_escaped(nc_sink *sink, const char *bytes, size_t size);

/* True once anything failed: a writer of much output may stop early. */
bool nc_sink_failed(const nc_sink *sink);

/* Flushes, and for a file syncs and renames; frees the sink in any case. */
ncalls_status nc_sink_close(nc_sink *sink, ncalls_error *error);

/* Gives up: a file's temporary is removed, the file is as it was before. */
void nc_sink_abandon(nc_sink *sink);

/* For a signal handler (async-signal-safe): removes the temporaries of all
 * file sinks that are open. */
void nc_sink_remove_temporaries(void);

#endif
