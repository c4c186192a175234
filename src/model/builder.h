/* SPDX-License-Identifier: MIT */
/*
 * Makes profiles. Readers add what they find, in any order and from any number
 * of files; finish sums equal rows, sorts, indexes and hands over a profile.
 *
 * Failures (no memory, a limit) stick: ids come back as 0, later calls do
 * nothing, and nc_builder_finish says why.
 */
#ifndef NC_BUILDER_H
#define NC_BUILDER_H

#include "base/error.h"
#include "model/profile.h"

typedef struct nc_builder nc_builder;

nc_builder *nc_builder_new(unsigned keep); /* NCALLS_KEEP_...; NULL: no memory */
/* Before anything is added: what may be left out of stacks, see ncalls_read_options. */
void nc_builder_set_narrow(nc_builder *builder, double narrow);
void nc_builder_free(nc_builder *builder); /* NULL is fine */
bool nc_builder_failed(const nc_builder *builder);

/* Interns bytes of a name or path. */
nc_str nc_builder_string(nc_builder *builder, const char *bytes, size_t size);
const char *nc_builder_text(const nc_builder *builder, nc_str id);
size_t nc_builder_text_size(const nc_builder *builder, nc_str id);

/* Begins one input file. `path` as the user gave it; `modified` in seconds
 * since 1970, 0 = unknown. */
void nc_builder_begin_source(nc_builder *builder, const char *path, const char *reader, int64_t modified);
/* What the reader found out about the current source's producer. */
void nc_builder_set_tool(nc_builder *builder, const char *tool);
void nc_builder_set_python(nc_builder *builder, const char *version);
/* A sentence about an oddity that was survived; once per text. */
void nc_builder_note(nc_builder *builder, const char *format, ...) NC_PRINTF(2, 3);

/* What this source knows. Sources of one profile must agree on the unit:
 * false, with a failure that sticks, if they do not. */
bool nc_builder_declare(nc_builder *builder, unsigned has, ncalls_unit unit);

/* The function with this normalised identity (model/identity.h), added if it
 * is new. */
nc_func nc_builder_function(nc_builder *builder, nc_str file, int32_t line, nc_str name);
/* Fetch into the cache what nc_builder_function will need for this label, and
 * nc_builder_add_calls for this function. */
void nc_builder_prefetch(const nc_builder *builder, nc_str file, int32_t line, nc_str name);
void nc_builder_prefetch_figures(const nc_builder *builder, nc_func function);
/* Overrides what identity would say (native and synthetic frames). */
void nc_builder_set_kind(nc_builder *builder, nc_func function, ncalls_kind kind);

/* Marks that the current source lists `function`; false if it did before. */
bool nc_builder_mark_listed(nc_builder *builder, nc_func function);
/* True if every name that led to this function was kept as it was: no two
 * labels of one file can mean it. */
bool nc_builder_is_plain(const nc_builder *builder, nc_func function);

/* Adds to a function's figures. NCALLS_ABSENT total: unknown. */
void nc_builder_add_calls(nc_builder *builder, nc_func function, int64_t calls, int64_t primitive, int64_t self,
                          int64_t total);

typedef struct nc_edge_row {
    nc_func caller, callee;
    int64_t calls, primitive, self, total; /* NCALLS_ABSENT = unknown */
} nc_edge_row;

void nc_builder_add_edge(nc_builder *builder, nc_edge_row edge);

/* The edges, with room for `more` behind the last: for a reader that has so many
 * of them that it fills the columns itself. NULL: no memory, or a limit; the
 * builder has failed. */
nc_edges *nc_builder_reserve_edges(nc_builder *builder, uint32_t more);

/* The edges that were added so far, from 1 on: for a reader that learns at the
 * end of a file what they meant. Only the six columns are there. */
nc_edges *nc_builder_edges(nc_builder *builder);

/* NULL unless NCALLS_KEEP_VERBATIM. */
nc_verbatim *nc_builder_verbatim(nc_builder *builder);

/* Makes the builder fail with this sentence (a count that overflows, say). */
void nc_builder_fail(nc_builder *builder, ncalls_status status, const char *format, ...) NC_PRINTF(3, 4);

/* Takes the builder's contents; free the builder all the same. */
ncalls_status nc_builder_finish(nc_builder *builder, ncalls_profile **out, ncalls_error *error);

#endif
