/* SPDX-License-Identifier: MIT */
#include "analyze/rebuild.h"

#include "analyze/apportion.h"
#include "base/alloc.h"
#include "model/lines.h"

static nc_str copy_string(nc_rebuild *r, nc_str text)
{
    return nc_builder_string(r->builder, nc_profile_text(r->from, text), nc_profile_size(r->from, text));
}

static void copy_sources(nc_rebuild *r)
{
    const ncalls_profile *p = r->from;

    for (uint32_t i = 0; i < p->source_count; i++) {
        const nc_source_info *s = &p->sources[i];

        nc_builder_begin_source(r->builder, nc_profile_text(p, s->path), nc_profile_text(p, s->reader), s->modified);
        if (s->tool.at)
            nc_builder_set_tool(r->builder, nc_profile_text(p, s->tool));
        if (s->python.at)
            nc_builder_set_python(r->builder, nc_profile_text(p, s->python));
    }
}

void nc_rebuild_start(nc_rebuild *r, const ncalls_profile *from, const char *note)
{
    *r = (nc_rebuild){from, nc_builder_new(0), nc_alloc_zeroed((size_t)from->functions.count + 1, sizeof *r->to)};
    if (r->builder && !r->to) {
        nc_builder_free(r->builder);
        r->builder = NULL;
    }
    if (!r->builder)
        return;
    copy_sources(r);
    nc_builder_declare(r->builder, from->has & ~(unsigned)(NCALLS_HAS_CONTEXTS | NCALLS_HAS_THREADS), from->unit);
    for (uint32_t i = 0; i < from->note_count; i++)
        nc_builder_note(r->builder, "%s", nc_profile_text(from, from->notes[i]));
    if (note)
        nc_builder_note(r->builder, "%s", note);
}

/* Lines have no callers: of a function that is kept in part, each line is kept
 * in the same part. */
static int64_t line_part(int64_t value, int64_t part, int64_t whole)
{
    return value <= 0 || part == whole || part < 0 || whole <= 0 ? value : nc_apportion_scale(value, part, whole);
}

static void add_lines(nc_rebuild *r, nc_func f, int64_t self)
{
    const nc_lines *l = &r->from->lines;
    uint32_t low = 1, high = l->count + 1;
    int64_t whole = r->from->functions.self[f.at];

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;

        if (l->function[middle].at < f.at)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low <= l->count && l->function[low].at == f.at; low++)
        nc_lines_add(r->builder, (nc_line_row){
                                     .function = r->to[f.at],
                                     .line = l->line[low],
                                     .hits = line_part(l->hits[low], self, whole),
                                     .self = line_part(l->self[low], self, whole),
                                     .memory = line_part(l->memory[low], self, whole),
                                     .blocks = line_part(l->blocks[low], self, whole),
                                     .source = copy_string(r, l->source[low]),
                                 });
}

nc_func nc_rebuild_keep(nc_rebuild *r, nc_func f)
{
    const ncalls_profile *p = r->from;

    if (r->builder && !r->to[f.at].at) {
        r->to[f.at] = nc_builder_function(r->builder, copy_string(r, nc_profile_path(p, f)),
                                          p->functions.line[f.at], copy_string(r, p->functions.name[f.at]));
        nc_builder_set_kind(r->builder, r->to[f.at], (ncalls_kind)p->functions.kind[f.at]);
    }
    return r->to[f.at];
}

void nc_rebuild_add(nc_rebuild *r, nc_func f, nc_rebuild_figures n)
{
    if (!r->builder)
        return;
    nc_builder_add_calls(r->builder, nc_rebuild_keep(r, f), n.calls, n.primitive, n.self, n.total);
    if (r->from->lines.count)
        add_lines(r, f, n.self);
}

void nc_rebuild_edge(nc_rebuild *r, nc_func caller, nc_func callee, nc_rebuild_figures n)
{
    if (r->builder && r->to[caller.at].at && r->to[callee.at].at)
        nc_builder_add_edge(r->builder,
                            (nc_edge_row){r->to[caller.at], r->to[callee.at], n.calls, n.primitive, n.self, n.total});
}

ncalls_status nc_rebuild_finish(nc_rebuild *r, ncalls_profile **out, ncalls_error *error)
{
    ncalls_status status = r->builder ? nc_builder_finish(r->builder, out, error) : nc_fail_memory(error);

    nc_builder_free(r->builder);
    nc_alloc_free(r->to);
    *r = (nc_rebuild){0};
    return status;
}
