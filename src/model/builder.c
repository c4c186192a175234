/* SPDX-License-Identifier: MIT */
#include "model/builder.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/limit.h"
#include "base/number.h"
#include "model/build.h"
#include "model/lines.h"
#include "model/stacks.h"
#include "model/timekeeper.h"

enum { COMPACT_AT = 1 << 20 };

nc_builder *nc_builder_new(unsigned keep)
{
    nc_builder *b = nc_alloc_zeroed(1, sizeof *b);
    bool fine;

    if (!b)
        return NULL;
    b->keep = keep;
    b->compact_at = COMPACT_AT;
    fine = nc_strtab_init(&b->strings) && nc_functions_init(b);
    if (fine && keep & NCALLS_KEEP_VERBATIM)
        fine = (b->verbatim = nc_verbatim_new()) != NULL;
    if (!fine) {
        nc_builder_free(b);
        return NULL;
    }
    return b;
}

void nc_builder_set_narrow(nc_builder *b, double narrow)
{
    bool may = b->keep & NCALLS_KEEP_STACKS && !(b->keep & NCALLS_KEEP_ORDER); /* which is of threads */

    b->narrow = may && narrow > 0 ? narrow : 0;
}

void nc_builder_free(nc_builder *b)
{
    if (!b)
        return;
    nc_strtab_reset(&b->strings);
    nc_alloc_free(b->known);
    nc_alloc_free(b->files);
    nc_alloc_free(b->keys);
    nc_alloc_free(b->figures);
    nc_alloc_free(b->slots);
    nc_alloc_free(b->listing);
    nc_edges_reset(&b->edges);
    nc_alloc_free(b->sources);
    nc_alloc_free(b->notes);
    nc_verbatim_free(b->verbatim);
    nc_stacks_free(b->stacks);
    nc_timekeeper_free(b->timekeeper);
    nc_lines_free(b->lines);
    nc_alloc_free(b);
}

bool nc_builder_failed(const nc_builder *b)
{
    return b->error.status != NCALLS_OK;
}

void nc_builder_fail(nc_builder *b, ncalls_status status, const char *format, ...)
{
    char text[NCALLS_MESSAGE_SIZE];
    va_list args;

    if (nc_builder_failed(b))
        return;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    nc_fail(&b->error, status, "%s", text);
}

static void fail_memory(nc_builder *b)
{
    nc_builder_fail(b, NCALLS_MEMORY, "out of memory");
}

nc_str nc_builder_string(nc_builder *b, const char *bytes, size_t size)
{
    nc_str id = {0};

    if (size > b->longest)
        b->longest = size;
    if (nc_builder_failed(b) || nc_strtab_add(&b->strings, bytes, size, &id))
        return id;
    if (size > NC_LIMIT_NAME)
        nc_builder_fail(b, NCALLS_LIMIT, "a name of %zu bytes, more than %zu", size, NC_LIMIT_NAME);
    else if (b->strings.used + size >= NC_LIMIT_NAMES)
        nc_builder_fail(b, NCALLS_LIMIT, "more than 4 GB of names");
    else
        fail_memory(b);
    return (nc_str){0};
}

const char *nc_builder_text(const nc_builder *b, nc_str id)
{
    return nc_strtab_text(&b->strings, id);
}

size_t nc_builder_text_size(const nc_builder *b, nc_str id)
{
    return nc_strtab_size(&b->strings, id);
}

static nc_str add_string(nc_builder *b, const char *text)
{
    return nc_builder_string(b, text, strlen(text));
}

void nc_builder_begin_source(nc_builder *b, const char *path, const char *reader, int64_t modified)
{
    if (b->edges.count >= b->compact_at) {
        if (!nc_edges_arrange(&b->edges, b->edge_room, (uint32_t)b->function_count, &b->saturated))
            fail_memory(b);
        b->compact_at = 2 * (size_t)b->edges.count > COMPACT_AT ? 2 * (size_t)b->edges.count : COMPACT_AT;
    }
    nc_timekeeper_free(b->timekeeper); /* files have no clock in common */
    b->timekeeper = NULL;
    if (!nc_alloc_grow(&b->sources, &b->source_room, b->source_count + 1, sizeof *b->sources)) {
        fail_memory(b);
        return;
    }
    b->sources[b->source_count++] =
        (nc_source_info){add_string(b, path), add_string(b, reader), {0}, {0}, modified};
    if (b->verbatim)
        nc_verbatim_begin_file(b->verbatim);
}

void nc_builder_set_tool(nc_builder *b, const char *tool)
{
    if (b->source_count)
        b->sources[b->source_count - 1].tool = add_string(b, tool);
}

void nc_builder_set_python(nc_builder *b, const char *version)
{
    if (b->source_count)
        b->sources[b->source_count - 1].python = add_string(b, version);
}

void nc_builder_note(nc_builder *b, const char *format, ...)
{
    char text[NCALLS_MESSAGE_SIZE];
    va_list args;
    nc_str id;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    id = add_string(b, text);
    for (size_t i = 0; i < b->note_count; i++)
        if (b->notes[i].at == id.at)
            return;
    if (b->note_count == NC_LIMIT_NOTES || nc_builder_failed(b))
        return;
    if (!nc_alloc_grow(&b->notes, &b->note_room, b->note_count + 1, sizeof *b->notes)) {
        fail_memory(b);
        return;
    }
    b->notes[b->note_count++] = id;
}

bool nc_builder_declare(nc_builder *b, unsigned has, ncalls_unit unit)
{
    static const char *const names[] = {"nanoseconds", "samples", "bytes", "counts"};

    if (!b->declared) {
        b->declared = true;
        b->has = has;
        b->unit = unit;
        return true;
    }
    if (b->unit != unit) {
        nc_builder_fail(b, NCALLS_USAGE, "measures %s, the files before it %s: they cannot be summed", names[unit],
                        names[b->unit]);
        return false;
    }
    if (b->has != has) {
        /* A sum knows what all of its parts know. */
        nc_builder_note(b, "inputs of several kinds are added up, not combined: what two of them saw counts twice, and "
                           "only what all of them know is shown");
        b->has &= has;
    }
    return true;
}

bool nc_builder_mark_listed(nc_builder *b, nc_func function)
{
    uint32_t source = (uint32_t)b->source_count;

    if (!function.at)
        return true;
    if (b->figures[function.at].listed == source)
        return false;
    if (!b->figures[function.at].listed) {
        if (!nc_alloc_grow(&b->listing, &b->listing_room, b->listed_count + 1, sizeof *b->listing)) {
            fail_memory(b);
            return true;
        }
        b->listing[b->listed_count++] = function;
    }
    b->figures[function.at].listed = source;
    return true;
}

void nc_builder_add_calls(nc_builder *b, nc_func function, int64_t calls, int64_t primitive, int64_t self,
                          int64_t total)
{
    nc_figures *f = &b->figures[function.at];

    if (!function.at)
        return;
    if (__builtin_add_overflow(f->calls, calls, &f->calls) ||
        __builtin_add_overflow(f->primitive, primitive, &f->primitive))
        nc_builder_fail(b, NCALLS_LIMIT, "the call counts add up to more than 2^63");
    f->self = nc_number_add(f->self, self, &b->saturated);
    nc_build_add_known(&f->total, total, &b->saturated);
}

nc_edges *nc_builder_reserve_edges(nc_builder *b, uint32_t more)
{
    size_t need = (size_t)b->edges.count + more;

    if (__builtin_expect(need < b->edge_room, 1))
        return &b->edges;
    if (need < NC_LIMIT_ROWS && nc_edges_grow(&b->edges, &b->edge_room, need))
        return &b->edges;
    fail_memory(b);
    return NULL;
}

void nc_builder_add_edge(nc_builder *b, nc_edge_row edge)
{
    nc_edges *e = nc_builder_reserve_edges(b, 1);
    uint32_t id;

    if (!e || !edge.caller.at || !edge.callee.at)
        return;
    id = ++e->count;
    e->caller[id] = edge.caller;
    e->callee[id] = edge.callee;
    e->calls[id] = edge.calls;
    e->primitive[id] = edge.primitive;
    e->self[id] = edge.self;
    e->total[id] = edge.total;
}

nc_edges *nc_builder_edges(nc_builder *b)
{
    return &b->edges;
}

nc_verbatim *nc_builder_verbatim(nc_builder *b)
{
    return b->verbatim;
}
