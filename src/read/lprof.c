/* SPDX-License-Identifier: MIT */
/*
 * .lprof: what line_profiler saves (kernprof -l, LineProfiler.dump_stats), from
 * 1.0 to the newest. A pickle of one LineStats object with two attributes:
 *
 *     timings = { (file, first line, name): [(line, hits, time), ...], ... }
 *     unit    = seconds per tick
 *
 * (line_profiler/_line_profiler.pyx, line_profiler/line_profiler.py). Lines
 * that never ran are absent. A function's time is the sum of its lines', which
 * includes what they call: line_profiler knows no self time. Recursive
 * functions count inner time in each level's line.
 */
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "codec/pickle.h"
#include "model/lines.h"
#include "read/reader.h"

static const nc_pickle_class line_stats[] = {
    {"_line_profiler", "LineStats"},               /* 1.0 to 2.1 */
    {"line_profiler._line_profiler", "LineStats"}, /* 3.0 to 5.0.0 */
    {"line_profiler.line_profiler", "LineStats"},  /* from 5.0.1 on */
};

/* Lines that references may repeat; no real file shares any, and none has so
 * many. They take 0.5 GB. */
enum { LINES_MAX = 4 << 20 };

typedef struct lprof {
    nc_pickle pickle;
    nc_builder *b;
    double unit;
    uint64_t lines;
    bool inexact;
    ncalls_error *error;
} lprof;

static ncalls_status wrong(lprof *l, const char *what)
{
    return nc_fail(l->error, NCALLS_DAMAGED, "%s", what);
}

static const nc_pickle_node *at(const lprof *l, nc_pickle_value value)
{
    return nc_pickle_at(&l->pickle, value);
}

static nc_str text_of(const lprof *l, const nc_pickle_node *text)
{
    return nc_builder_string(l->b, nc_strtab_text(&l->pickle.texts, text->text),
                             nc_strtab_size(&l->pickle.texts, text->text));
}

static bool as_line(const nc_pickle_node *n, int32_t *out)
{
    if (n->type != NC_PICKLE_INT || !n->fits || n->integer < INT32_MIN || n->integer > INT32_MAX)
        return false;
    *out = (int32_t)n->integer;
    return true;
}

static bool as_time(lprof *l, const nc_pickle_node *n, int64_t *out)
{
    double ticks;

    if (n->type == NC_PICKLE_INT && n->fits)
        ticks = (double)n->integer;
    else if (n->type == NC_PICKLE_FLOAT && isfinite(n->number))
        ticks = n->number;
    else
        return false;
    /* Whole ticks of a nanosecond, as 4.0 and later write them, stay whole. */
    if (n->type == NC_PICKLE_INT && l->unit == 1e-9)
        *out = n->integer;
    else
        *out = nc_number_nanoseconds(ticks * l->unit, &l->inexact);
    return ticks >= 0;
}

static ncalls_status read_row(lprof *l, nc_func function, const nc_pickle_node *row, int64_t *total)
{
    nc_line_row line = NC_LINE_ROW(function, 0);
    const nc_pickle_node *hits;
    bool saturated = false;

    if (row->type != NC_PICKLE_TUPLE || row->count != 3)
        return wrong(l, "a line (number, hits, time) expected");
    hits = at(l, nc_pickle_item(&l->pickle, row, 1));
    if (!as_line(at(l, nc_pickle_item(&l->pickle, row, 0)), &line.line))
        return wrong(l, "a line number expected");
    if (hits->type != NC_PICKLE_INT || !hits->fits || hits->integer < 0)
        return wrong(l, "a number of hits expected");
    if (!as_time(l, at(l, nc_pickle_item(&l->pickle, row, 2)), &line.self))
        return wrong(l, "a time in ticks expected");
    if (++l->lines > LINES_MAX)
        return nc_fail(l->error, NCALLS_LIMIT, "more than %d lines", LINES_MAX);
    line.hits = hits->integer;
    nc_lines_add(l->b, line);
    *total = nc_number_add(*total, line.self, &saturated);
    return NCALLS_OK;
}

static ncalls_status read_key(lprof *l, const nc_pickle_node *key, nc_func *out)
{
    const nc_pickle_node *file, *name;
    int32_t line;

    if (key->type != NC_PICKLE_TUPLE || key->count != 3)
        return wrong(l, "a function (file, line, name) expected");
    file = at(l, nc_pickle_item(&l->pickle, key, 0));
    name = at(l, nc_pickle_item(&l->pickle, key, 2));
    if (file->type != NC_PICKLE_TEXT || name->type != NC_PICKLE_TEXT ||
        !as_line(at(l, nc_pickle_item(&l->pickle, key, 1)), &line))
        return wrong(l, "a function's file, line and name expected");
    *out = nc_builder_function(l->b, text_of(l, file), line, text_of(l, name));
    return NCALLS_OK;
}

static ncalls_status read_function(lprof *l, const nc_pickle_node *key, const nc_pickle_node *rows)
{
    nc_func function;
    ncalls_status status = read_key(l, key, &function);
    int64_t total = 0;

    if (status)
        return status;
    if (rows->type != NC_PICKLE_LIST)
        return wrong(l, "a list of lines expected");
    if (!nc_builder_mark_listed(l->b, function) && nc_builder_is_plain(l->b, function))
        return wrong(l, "the same function a second time");
    for (uint32_t cell = rows->count ? rows->first : 0; cell && !status; cell = l->pickle.cells[cell].next)
        status = read_row(l, function, at(l, l->pickle.cells[cell].value), &total);
    nc_builder_add_calls(l->b, function, 0, 0, total, total);
    return status;
}

static ncalls_status read_timings(lprof *l, const nc_pickle_node *timings)
{
    ncalls_status status = NCALLS_OK;

    if (timings->type != NC_PICKLE_DICT)
        return wrong(l, "timings is no dict");
    for (uint32_t cell = timings->count ? timings->first : 0; cell && !status;) {
        nc_pickle_value key = l->pickle.cells[cell].value;

        cell = l->pickle.cells[cell].next;
        status = read_function(l, at(l, key), at(l, l->pickle.cells[cell].value));
        cell = l->pickle.cells[cell].next;
    }
    return status;
}

static ncalls_status read_unit(lprof *l, nc_pickle_value value)
{
    const nc_pickle_node *n = at(l, value);

    if (value && n->type == NC_PICKLE_FLOAT)
        l->unit = n->number;
    else if (value && n->type == NC_PICKLE_INT && n->fits)
        l->unit = (double)n->integer;
    else
        return wrong(l, "unit is no number of seconds");
    if (!isfinite(l->unit) || l->unit <= 0 || l->unit > 1e6)
        return wrong(l, "unit is no sensible number of seconds");
    return NCALLS_OK;
}

static ncalls_status read_object(lprof *l)
{
    const nc_pickle_node *root = at(l, l->pickle.root);
    const nc_pickle_node *state = root->type == NC_PICKLE_OBJECT ? at(l, root->state) : NULL;
    nc_pickle_value timings;
    ncalls_status status;

    if (!state)
        return wrong(l, "a pickle of something else than LineStats");
    if (!root->state || state->type != NC_PICKLE_DICT)
        return wrong(l, "a LineStats without timings and unit");
    timings = nc_pickle_get(&l->pickle, state, "timings");
    if (!timings)
        return wrong(l, "a LineStats without timings");
    status = read_unit(l, nc_pickle_get(&l->pickle, state, "unit"));
    return status ? status : read_timings(l, at(l, timings));
}

static ncalls_status read_lprof(nc_input *input, nc_builder *builder, ncalls_error *error)
{
    lprof l = {.b = builder, .error = error};
    ncalls_status status = nc_pickle_load(&l.pickle, input, line_stats, sizeof line_stats / sizeof *line_stats, error);

    if (!status) {
        nc_builder_set_tool(builder, "line_profiler");
        nc_builder_declare(builder, NCALLS_HAS_LINES | NCALLS_HAS_TIME, NCALLS_UNIT_NANOSECONDS);
        status = read_object(&l);
    }
    if (!status)
        nc_builder_note(builder, "line_profiler measures lines: a function's time includes what it calls");
    if (!status && !l.lines)
        nc_builder_note(builder, "no line was ever run: was the function decorated with @profile called?");
    if (!status && nc_input_need(input, 1))
        nc_builder_note(builder, "bytes after the end of the pickle were ignored");
    nc_pickle_reset(&l.pickle);
    return status;
}

/* A pickle that names LineStats near its beginning. */
static unsigned bid_lprof(const nc_head *head)
{
    size_t size = head->size < 1024 ? head->size : 1024;

    if (head->size < 2 || head->bytes[0] != 0x80 || head->bytes[1] < 2 || head->bytes[1] > 5)
        return 0;
    return memmem(head->bytes, size, "LineStats", 9) ? 60 : 0;
}

const nc_reader nc_read_lprof = {
    .name = "lprof",
    .title = "line_profiler's .lprof: kernprof -l, LineProfiler.dump_stats",
    .bid = bid_lprof,
    .read = read_lprof,
};
