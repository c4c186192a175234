/* SPDX-License-Identifier: MIT */
/*
 * tracemalloc snapshots (Snapshot.dump): a pickle of
 *
 *     Snapshot { traces: _Traces { _traces: [trace, ...] }, traceback_limit: n }
 *     trace = (domain, size, ((file, line), ...), total frames)   3.9 and later
 *             (domain, size, traceback)                           3.6 to 3.8
 *             (size, traceback)                                   3.4 and 3.5
 *
 * (Lib/tracemalloc.py.) One trace is one living block; its traceback has the
 * most recent call first. tracemalloc knows files and lines, no functions: each
 * file stands for one.
 */
#include <string.h>

#include "base/alloc.h"
#include "base/map.h"
#include "base/number.h"
#include "codec/pickle.h"
#include "model/lines.h"
#include "model/stacks.h"
#include "read/reader.h"

enum { SNAPSHOT, TRACES };

static const nc_pickle_class classes[] = {
    [SNAPSHOT] = {"tracemalloc", "Snapshot"},
    [TRACES] = {"tracemalloc", "_Traces"},
};

/* Frames that traces may share by reference: 20,000 traces of 40 frames are
 * fine, 5e8 frames out of a megabyte are not. */
#define FRAMES_MAX ((uint64_t)64 << 20)

/* All blocks with one traceback: tracemalloc shares the tuple. */
typedef struct group {
    nc_pickle_value traceback;
    int64_t size, blocks;
} group;

typedef struct tracemalloc {
    nc_pickle pickle;
    nc_builder *b;
    nc_map index;      /* of groups by traceback */
    group *groups;
    size_t group_count, group_room;
    bool saturated;
    nc_frame *frames;
    size_t room;
    uint64_t walked;
    ncalls_error *error;
} tracemalloc;

static ncalls_status wrong(tracemalloc *t, const char *what)
{
    return nc_fail(t->error, NCALLS_DAMAGED, "%s", what);
}

static const nc_pickle_node *at(const tracemalloc *t, nc_pickle_value value)
{
    return nc_pickle_at(&t->pickle, value);
}

static const nc_pickle_node *item(const tracemalloc *t, const nc_pickle_node *tuple, uint32_t index)
{
    return at(t, nc_pickle_item(&t->pickle, tuple, index));
}

static ncalls_status read_frame(tracemalloc *t, const nc_pickle_node *frame, nc_frame *out)
{
    const nc_pickle_node *file, *line;
    nc_str path, name;

    if (frame->type != NC_PICKLE_TUPLE || frame->count != 2)
        return wrong(t, "a frame (file, line) expected");
    file = item(t, frame, 0);
    line = item(t, frame, 1);
    if (file->type != NC_PICKLE_TEXT || line->type != NC_PICKLE_INT || !line->fits || line->integer < INT32_MIN ||
        line->integer > INT32_MAX)
        return wrong(t, "a frame's file and line expected");
    path = nc_builder_string(t->b, nc_strtab_text(&t->pickle.texts, file->text),
                             nc_strtab_size(&t->pickle.texts, file->text));
    name = nc_builder_string(t->b, "<file>", 6);
    *out = (nc_frame){nc_builder_function(t->b, path, 0, name), (int32_t)line->integer};
    nc_builder_set_kind(t->b, out->function, NCALLS_KIND_SYNTHETIC);
    return NCALLS_OK;
}

static ncalls_status hand_over_group(tracemalloc *t, const group *g)
{
    const nc_pickle_node *traceback = at(t, g->traceback);
    uint32_t count = traceback->count;
    nc_line_row row;

    t->walked += count;
    if (t->walked > FRAMES_MAX)
        return nc_fail(t->error, NCALLS_LIMIT, "more than %llu frames in all tracebacks",
                       (unsigned long long)FRAMES_MAX);
    if (!nc_alloc_grow(&t->frames, &t->room, count, sizeof *t->frames))
        return nc_fail_memory(t->error);
    for (uint32_t i = 0; i < count; i++) {
        ncalls_status status = read_frame(t, item(t, traceback, i), &t->frames[count - 1 - i]);

        if (status)
            return status;
    }
    nc_stacks_add(t->b, 0, t->frames, count, g->size);
    row = NC_LINE_ROW(t->frames[count - 1].function, t->frames[count - 1].line);
    row.blocks = g->blocks;
    row.self = 0; /* the stack brings the rest: bytes of blocks of no size are known, too */
    nc_lines_add(t->b, row);
    return NCALLS_OK;
}

static ncalls_status add_block(tracemalloc *t, nc_pickle_value traceback, int64_t size)
{
    uint32_t *place = nc_map_add(&t->index, traceback);

    if (!place || !nc_alloc_grow(&t->groups, &t->group_room, t->group_count + 1, sizeof *t->groups))
        return nc_fail_memory(t->error);
    if (!*place) {
        t->groups[t->group_count++] = (group){traceback, 0, 0};
        *place = (uint32_t)t->group_count;
    }
    t->groups[*place - 1].size = nc_number_add(t->groups[*place - 1].size, size, &t->saturated);
    t->groups[*place - 1].blocks++;
    return NCALLS_OK;
}

static ncalls_status read_trace(tracemalloc *t, const nc_pickle_node *trace)
{
    const nc_pickle_node *size, *traceback;
    uint32_t first;

    if (trace->type != NC_PICKLE_TUPLE || trace->count < 2 || trace->count > 4)
        return wrong(t, "a trace (domain, size, traceback) expected");
    first = trace->count == 2 ? 0 : 1; /* where the size stands */
    if (first && item(t, trace, 0)->type != NC_PICKLE_INT)
        return wrong(t, "a trace's domain expected");
    size = item(t, trace, first);
    traceback = item(t, trace, first + 1);
    if (size->type != NC_PICKLE_INT || !size->fits || size->integer < 0)
        return wrong(t, "a block's size expected");
    if (traceback->type != NC_PICKLE_TUPLE || !traceback->count)
        return wrong(t, "a traceback expected");
    return add_block(t, nc_pickle_item(&t->pickle, trace, first + 1), size->integer);
}

/* The traces are a list from 3.6 on and were a tuple before. */
static ncalls_status read_traces(tracemalloc *t, const nc_pickle_node *traces)
{
    ncalls_status status = NCALLS_OK;

    if (traces->type == NC_PICKLE_TUPLE) {
        for (uint32_t i = 0; i < traces->count && !status; i++)
            status = read_trace(t, item(t, traces, i));
        return status;
    }
    if (traces->type != NC_PICKLE_LIST)
        return wrong(t, "a list of traces expected");
    for (uint32_t cell = traces->count ? traces->first : 0; cell && !status; cell = t->pickle.cells[cell].next)
        status = read_trace(t, at(t, t->pickle.cells[cell].value));
    return status;
}

/* The attribute of an object of this class; NULL with *status set. */
static const nc_pickle_node *attribute(tracemalloc *t, nc_pickle_value object, unsigned class_, const char *name,
                                       ncalls_status *status)
{
    const nc_pickle_node *n = at(t, object);
    nc_pickle_value value;

    if (!object || n->type != NC_PICKLE_OBJECT || n->class_ != class_ || !n->state ||
        at(t, n->state)->type != NC_PICKLE_DICT) {
        *status = wrong(t, "no snapshot of tracemalloc");
        return NULL;
    }
    value = nc_pickle_get(&t->pickle, at(t, n->state), name);
    if (!value)
        *status = nc_fail(t->error, NCALLS_DAMAGED, "a snapshot without %s", name);
    return value ? at(t, value) : NULL;
}

static ncalls_status read_snapshot(tracemalloc *t)
{
    ncalls_status status = NCALLS_OK;
    const nc_pickle_node *limit, *holder, *traces = NULL;

    limit = attribute(t, t->pickle.root, SNAPSHOT, "traceback_limit", &status);
    holder = limit ? attribute(t, t->pickle.root, SNAPSHOT, "traces", &status) : NULL;
    if (holder && limit->type != NC_PICKLE_INT)
        return wrong(t, "traceback_limit is no number");
    if (holder)
        traces = attribute(t, (nc_pickle_value)(holder - t->pickle.nodes), TRACES, "_traces", &status);
    return traces ? read_traces(t, traces) : status;
}

static ncalls_status read_tracemalloc(nc_input *input, nc_builder *builder, ncalls_error *error)
{
    tracemalloc t = {.b = builder, .error = error};
    ncalls_status status = nc_pickle_load(&t.pickle, input, classes, sizeof classes / sizeof *classes, error);

    if (!status && !nc_map_init(&t.index))
        status = nc_fail_memory(error);
    if (!status) {
        nc_builder_set_tool(builder, "tracemalloc");
        nc_builder_declare(builder, NCALLS_HAS_EDGES | NCALLS_HAS_LINES | NCALLS_HAS_MEMORY, NCALLS_UNIT_BYTES);
        status = read_snapshot(&t);
    }
    for (size_t i = 0; i < t.group_count && !status; i++)
        status = hand_over_group(&t, &t.groups[i]);
    if (t.saturated)
        nc_builder_note(builder, "some sums are beyond 64 bits and are shown as that");
    if (!status)
        nc_builder_note(builder, "tracemalloc knows files and lines, no functions: each file stands for one");
    nc_pickle_reset(&t.pickle);
    nc_map_reset(&t.index);
    nc_alloc_free(t.groups);
    nc_alloc_free(t.frames);
    return status;
}

/* A pickle that names tracemalloc's Snapshot near its beginning. */
static unsigned bid_tracemalloc(const nc_head *head)
{
    size_t size = head->size < 512 ? head->size : 512;

    if (head->size < 2 || head->bytes[0] != 0x80 || head->bytes[1] < 2 || head->bytes[1] > 5)
        return 0;
    return memmem(head->bytes, size, "tracemalloc", 11) ? 58 : 0;
}

const nc_reader nc_read_tracemalloc = {
    .name = "tracemalloc",
    .title = "tracemalloc snapshots: Snapshot.dump",
    .bid = bid_tracemalloc,
    .read = read_tracemalloc,
};
