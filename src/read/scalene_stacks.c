/* SPDX-License-Identifier: MIT */
#include "read/scalene_stacks.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/number.h"

/* What rounding and the time before the first sample leave out. */
#define SLACK 0.005

bool nc_scalene_stacks_init(nc_scalene_stacks *t, nc_builder *builder)
{
    memset(t, 0, sizeof *t);
    t->builder = builder;
    return nc_map_init(&t->functions);
}

void nc_scalene_stacks_reset(nc_scalene_stacks *t)
{
    nc_map_reset(&t->functions);
    nc_alloc_free(t->frames);
    nc_alloc_free(t->stacks);
    nc_alloc_free(t->path);
    memset(t, 0, sizeof *t);
}

static bool fail_memory(nc_json *json)
{
    nc_fail_memory(&json->error);
    return false;
}

/* "/w/busy.py Tree.walk:12;" False: it is something else. */
static bool parse_frame(nc_scalene_stacks *t, const char *text, size_t size, nc_scalene_frame *out)
{
    const char *colon, *blank;
    int64_t line;

    size -= size && text[size - 1] == ';';
    colon = size ? memrchr(text, ':', size) : NULL;
    blank = colon ? memrchr(text, ' ', (size_t)(colon - text)) : NULL;
    if (!blank || !nc_number_parse_int(colon + 1, (size_t)(text + size - colon - 1), &line) || line < 0 ||
        line > INT32_MAX)
        return false;
    *out = (nc_scalene_frame){nc_builder_string(t->builder, text, (size_t)(blank - text)),
                              nc_builder_string(t->builder, blank + 1, (size_t)(colon - blank - 1)), (int32_t)line};
    return true;
}

/* Behind the '[' of its frames. *is_known false: some frame is of another form. */
static bool read_frames(nc_scalene_stacks *t, nc_json *json, bool *is_known)
{
    nc_json_value v;

    for (;;) {
        if (!nc_json_next(json, &v, "a frame"))
            return false;
        if (v.type == NC_JSON_END)
            return true;
        if (!nc_alloc_grow(&t->frames, &t->frame_room, t->frame_count + 1, sizeof *t->frames))
            return fail_memory(json);
        if (v.type == NC_JSON_TEXT && parse_frame(t, v.bytes, v.size, &t->frames[t->frame_count]))
            t->frame_count++;
        else
            *is_known = false;
        if (v.type != NC_JSON_TEXT && !nc_json_skip(json, &v))
            return false;
    }
}

/* The object behind the frames, or, once, a count. Share 0: it tells none. */
static bool read_figures(nc_json *json, double *share)
{
    nc_json_value v, key;

    if (!nc_json_next(json, &v, "a stack's figures"))
        return false;
    if (v.type != NC_JSON_OBJECT)
        return nc_json_skip(json, &v);
    for (;;) {
        bool is_share;

        if (!nc_json_key(json, &key))
            return false;
        if (key.type == NC_JSON_END)
            return true;
        is_share = nc_json_is(&key, "cpu_samples");
        if (!nc_json_next(json, &v, "a figure"))
            return false;
        if (is_share && v.type == NC_JSON_NUMBER)
            *share = nc_json_double(&v);
        if (!nc_json_skip(json, &v))
            return false;
    }
}

/* Behind its '['. */
static bool read_stack(nc_scalene_stacks *t, nc_json *json)
{
    size_t begin = t->frame_count;
    double share = 0;
    bool is_known = true;
    nc_json_value v;

    if (!nc_json_expect(json, &v, NC_JSON_ARRAY, "a stack's frames") || !read_frames(t, json, &is_known) ||
        !read_figures(json, &share))
        return false;
    for (;;) {
        if (!nc_json_next(json, &v, "the end of a stack"))
            return false;
        if (v.type == NC_JSON_END)
            break;
        if (!nc_json_skip(json, &v))
            return false;
    }
    if (!is_known || t->frame_count == begin || !(share > 0 && share < 1e6)) {
        t->frame_count = begin;
        t->others++;
        return true;
    }
    if (!nc_alloc_grow(&t->stacks, &t->room, t->count + 1, sizeof *t->stacks))
        return fail_memory(json);
    t->stacks[t->count++] = (nc_scalene_stack){begin, share};
    return true;
}

bool nc_scalene_stacks_read(nc_scalene_stacks *t, nc_json *json)
{
    nc_json_value v;

    if (!nc_json_next(json, &v, "stacks"))
        return false;
    if (v.type != NC_JSON_ARRAY)
        return nc_json_skip(json, &v);
    for (;;) {
        if (!nc_json_next(json, &v, "a stack"))
            return false;
        if (v.type == NC_JSON_END)
            return true;
        if (v.type != NC_JSON_ARRAY)
            return nc_json_wrong(json, &v, "a stack");
        if (!read_stack(t, json))
            return false;
    }
}

/* Strings are fewer than 2^31, so that the highest bit tells a line from a name. */
static uint64_t key_of(nc_str file, uint32_t what, bool is_line)
{
    return ((uint64_t)file.at << 32 | what) ^ (is_line ? (uint64_t)1 << 63 : 0);
}

static bool put(nc_scalene_stacks *t, uint64_t key, nc_func function)
{
    uint32_t *place = key ? nc_map_add(&t->functions, key) : NULL;

    if (place && !*place)
        *place = function.at;
    return place || !key;
}

bool nc_scalene_stacks_know(nc_scalene_stacks *t, nc_str file, nc_str name, int32_t line, nc_func function)
{
    return (!name.at || put(t, key_of(file, name.at, false), function)) &&
           put(t, key_of(file, (uint32_t)line, true), function);
}

bool nc_scalene_stacks_are_whole(const nc_scalene_stacks *t, double share)
{
    double sum = 0;

    for (size_t i = 0; i < t->count; i++)
        sum += t->stacks[i].share;
    if (t->count && !t->others && fabs(sum - share) <= SLACK)
        return true;
    if (t->count || t->others)
        nc_builder_note(t->builder, "scalene's stacks do not hold all of the time: only its lines were read");
    return false;
}

static nc_func function_of(nc_scalene_stacks *t, const nc_scalene_frame *f)
{
    uint32_t function = nc_map_find(&t->functions, key_of(f->file, f->name.at, false));

    if (!function)
        function = nc_map_find(&t->functions, key_of(f->file, (uint32_t)f->line, true));
    return function ? (nc_func){function} : nc_builder_function(t->builder, f->file, 0, f->name);
}

void nc_scalene_stacks_hand_over(nc_scalene_stacks *t, double elapsed)
{
    for (size_t i = 0; i < t->count && !nc_builder_failed(t->builder); i++) {
        const nc_scalene_stack *s = &t->stacks[i];
        size_t end = i + 1 < t->count ? t->stacks[i + 1].begin : t->frame_count, depth = end - s->begin;
        bool inexact = false;

        if (!nc_alloc_grow(&t->path, &t->path_room, depth, sizeof *t->path)) {
            nc_builder_fail(t->builder, NCALLS_MEMORY, "out of memory");
            return;
        }
        for (size_t k = 0; k < depth; k++) /* lines have figures of their own */
            t->path[k] = (nc_frame){function_of(t, &t->frames[s->begin + k]), 0};
        nc_stacks_add(t->builder, 0, t->path, depth, nc_number_nanoseconds(s->share * elapsed, &inexact));
    }
}
