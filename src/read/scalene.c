/* SPDX-License-Identifier: MIT */
/*
 * Scalene's JSON (scalene run, scalene --json): figures of lines.
 *
 *     { "elapsed_time_sec": 3.5, "memory": true, "files": { "/w/busy.py": {
 *         "functions": [ { "line": "parse", "lineno": 5, ... }, ... ],
 *         "lines": [ { "lineno": 6, "line": "    return ...\n",
 *             "n_cpu_percent_python": 28.7, "n_cpu_percent_c": 22.6, "n_sys_percent": 0.9,
 *             "n_peak_mb": 0.0, "n_mallocs": 0, "start_region_line": 5, "end_region_line": 6,
 *             "start_function_line": 5 }, ... ] } } }
 *
 * (scalene/scalene_json.py.) A line's time is its three percentages of the time
 * elapsed: they add up to 100 over all lines of all files. Every line of a file
 * is listed, most of them with zeros. Which function a line belongs to says
 * start_function_line (0 = none) or, before it was written, the region of the
 * line on which the function begins. What a function's callees took is known if
 * the file has stacks (scalene_stacks.h), and then these, not the lines, are what
 * functions add up from.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/number.h"
#include "codec/json.h"
#include "model/lines.h"
#include "read/jsonkeys.h"
#include "read/reader.h"
#include "read/scalene_stacks.h"

enum {
    MEGABYTE = 1 << 20,
    TRIES_MAX = 1000, /* functions looked at for a line: more than a file's own nest */
};

typedef struct line {
    int64_t number, region_begin, region_end, function; /* function -1: not said */
    double python, c, system, peak, allocated, mallocs;
    nc_str source;
} line;

typedef struct extent {
    int64_t begin, end; /* end 0: not known */
    int64_t def;        /* the line with its name: behind its decorators */
    nc_str name;
} extent;

/* A line with figures, until the elapsed time is known. */
typedef struct row {
    nc_func function;
    line line;
} row;

typedef struct scalene {
    nc_builder *b;
    nc_json json;
    line *lines; /* of the file being read */
    size_t line_count, line_room;
    extent *functions; /* likewise */
    size_t function_count, function_room;
    row *rows; /* of all files */
    size_t row_count, row_room;
    nc_scalene_stacks stacks;
    nc_text source;
    double elapsed;
    bool has_elapsed, has_files, has_memory, inexact;
} scalene;

static bool fail_memory(scalene *s)
{
    nc_fail_memory(&s->json.error);
    return false;
}

static bool pass_over(scalene *s)
{
    nc_json_value v;

    return nc_json_next(&s->json, &v, "a value") && nc_json_skip(&s->json, &v);
}

/* A finite number; null and NaN count as 0. */
static bool read_number(scalene *s, double *out, const char *what)
{
    nc_json_value v;

    *out = 0;
    if (!nc_json_next(&s->json, &v, what))
        return false;
    if (v.type == NC_JSON_NULL || v.type == NC_JSON_NAN)
        return true;
    if (v.type != NC_JSON_NUMBER)
        return nc_json_wrong(&s->json, &v, what);
    *out = nc_json_double(&v);
    return isfinite(*out) || nc_json_fail(&s->json, "%s is beyond any", what);
}

static bool read_line_number(scalene *s, int64_t *out, const char *what)
{
    double number;

    if (!read_number(s, &number, what))
        return false;
    if (number < 0 || number > INT32_MAX || number != floor(number))
        return nc_json_fail(&s->json, "%s: a line number expected", what);
    *out = (int64_t)number;
    return true;
}

static bool read_source(scalene *s)
{
    nc_json_value v;

    nc_text_clear(&s->source);
    if (!nc_json_next(&s->json, &v, "a line's text"))
        return false;
    if (v.type != NC_JSON_TEXT)
        return v.type == NC_JSON_NULL || nc_json_wrong(&s->json, &v, "a line's text");
    while (v.size && (v.bytes[v.size - 1] == '\n' || v.bytes[v.size - 1] == '\r'))
        v.size--;
    nc_text_add(&s->source, v.bytes, v.size);
    return !nc_text_failed(&s->source) || fail_memory(s);
}

static bool read_field(scalene *s, const nc_json_value *key, line *l)
{
    static const struct {
        const char *key;
        size_t offset;
    } numbers[] = {
        {"n_cpu_percent_python", offsetof(line, python)}, {"n_cpu_percent_c", offsetof(line, c)},
        {"n_sys_percent", offsetof(line, system)},        {"n_peak_mb", offsetof(line, peak)},
        {"n_malloc_mb", offsetof(line, allocated)},       {"n_mallocs", offsetof(line, mallocs)},
    }, places[] = {
        {"lineno", offsetof(line, number)},
        {"start_region_line", offsetof(line, region_begin)},
        {"end_region_line", offsetof(line, region_end)},
        {"start_function_line", offsetof(line, function)},
    };

    if (nc_json_is(key, "line"))
        return read_source(s);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (nc_json_is(key, numbers[i].key))
            return read_number(s, (double *)(void *)((char *)l + numbers[i].offset), numbers[i].key);
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (nc_json_is(key, places[i].key))
            return read_line_number(s, (int64_t *)(void *)((char *)l + places[i].offset), places[i].key);
    return pass_over(s);
}

static bool has_figures(const line *l)
{
    return l->python != 0 || l->c != 0 || l->system != 0 || l->peak != 0 || l->allocated != 0 ||
           l->mallocs != 0;
}

static bool add_line(scalene *s, line *l)
{
    if (has_figures(l))
        l->source = nc_builder_string(s->b, s->source.bytes, s->source.size);
    if (!nc_alloc_grow(&s->lines, &s->line_room, s->line_count + 1, sizeof *s->lines))
        return fail_memory(s);
    s->lines[s->line_count++] = *l;
    return true;
}

/* A function has the fields of a line, and its name in place of a text. */
static bool add_function(scalene *s, const line *l)
{
    if (!nc_alloc_grow(&s->functions, &s->function_room, s->function_count + 1, sizeof *s->functions))
        return fail_memory(s);
    s->functions[s->function_count++] =
        (extent){l->number, 0, l->number, nc_builder_string(s->b, s->source.bytes, s->source.size)};
    return true;
}

static bool read_list(scalene *s, bool is_functions)
{
    nc_json_value v, key;

    if (!nc_json_expect(&s->json, &v, NC_JSON_ARRAY, "a list"))
        return false;
    for (;;) {
        line l = {.function = -1};

        if (!nc_json_next(&s->json, &v, "a line"))
            return false;
        if (v.type == NC_JSON_END)
            return true;
        if (v.type != NC_JSON_OBJECT)
            return nc_json_wrong(&s->json, &v, "a line");
        nc_text_clear(&s->source);
        for (;;) {
            if (!nc_json_key(&s->json, &key))
                return false;
            if (key.type == NC_JSON_END)
                break;
            if (!read_field(s, &key, &l))
                return false;
        }
        if (!(is_functions ? add_function(s, &l) : add_line(s, &l)))
            return false;
    }
}

static int compare_extents(const void *a, const void *b)
{
    const extent *x = a, *y = b;

    return (x->begin > y->begin) - (x->begin < y->begin);
}

/* How many functions begin at this line or before it. */
static size_t begun(const scalene *s, int64_t number)
{
    size_t low = 0, high = s->function_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (s->functions[middle].begin <= number)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* A function ends where the region of its first line does; a decorated one begins before that. */
static void find_extents(scalene *s)
{
    if (s->function_count > 1)
        qsort(s->functions, s->function_count, sizeof *s->functions, compare_extents);
    for (size_t i = 0; i < s->line_count; i++) {
        const line *l = &s->lines[i];
        size_t count = l->region_begin == l->number ? begun(s, l->number) : 0;
        extent *e = count ? &s->functions[count - 1] : NULL;

        if (e && (!e->end || e->begin == l->number)) {
            e->end = l->region_end;
            e->def = l->number;
        }
    }
}

/* The innermost one: that which begins last and has not ended. */
static const extent *find_function(const scalene *s, const line *l)
{
    size_t count = begun(s, l->function > 0 ? l->function : l->number), tries = 0;

    if (l->function >= 0)
        return count && (s->functions[count - 1].begin == l->function || s->functions[count - 1].def == l->function)
                   ? &s->functions[count - 1]
                   : NULL;
    for (; count && tries < TRIES_MAX; count--, tries++)
        if (s->functions[count - 1].end >= l->number || s->functions[count - 1].begin == l->number)
            return &s->functions[count - 1];
    return NULL;
}

static nc_func function_of(scalene *s, nc_str file, const line *l)
{
    const extent *e = find_function(s, l);

    if (e)
        return nc_builder_function(s->b, file, (int32_t)e->begin, e->name);
    if (l->function > 0)
        return nc_builder_function(s->b, file, (int32_t)l->function, nc_builder_string(s->b, "<function>", 10));
    return nc_builder_function(s->b, file, 1, nc_builder_string(s->b, "<module>", 8));
}

/* Of the function that a line is in; 0 = Scalene does not say. */
static nc_str name_of(const scalene *s, const line *l)
{
    const extent *e = find_function(s, l);

    return e ? e->name : (nc_str){0};
}

static bool keep_rows(scalene *s, nc_str file)
{
    find_extents(s);
    for (size_t i = 0; i < s->line_count; i++) {
        const line *l = &s->lines[i];

        if (!has_figures(l))
            continue;
        if (!nc_alloc_grow(&s->rows, &s->row_room, s->row_count + 1, sizeof *s->rows))
            return fail_memory(s);
        s->rows[s->row_count++] = (row){function_of(s, file, l), *l};
        if (!nc_scalene_stacks_know(&s->stacks, file, name_of(s, l), (int32_t)l->number,
                                    s->rows[s->row_count - 1].function))
            return fail_memory(s);
    }
    return true;
}

static bool read_file(scalene *s, nc_str file)
{
    nc_json_value v, key;

    s->line_count = s->function_count = 0;
    if (!nc_json_expect(&s->json, &v, NC_JSON_OBJECT, "a file's figures"))
        return false;
    for (;;) {
        bool fine;

        if (!nc_json_key(&s->json, &key))
            return false;
        if (key.type == NC_JSON_END)
            return keep_rows(s, file);
        if (nc_json_is(&key, "functions"))
            fine = read_list(s, true);
        else if (nc_json_is(&key, "lines"))
            fine = read_list(s, false);
        else
            fine = pass_over(s);
        if (!fine)
            return false;
    }
}

static bool read_files(scalene *s)
{
    nc_json_value v, key;

    s->has_files = true;
    if (!nc_json_expect(&s->json, &v, NC_JSON_OBJECT, "files"))
        return false;
    while (!nc_builder_failed(s->b)) {
        if (!nc_json_key(&s->json, &key))
            return false;
        if (key.type == NC_JSON_END)
            return true;
        if (!read_file(s, nc_builder_string(s->b, key.bytes, key.size)))
            return false;
    }
    return true;
}

static bool read_flag(scalene *s, bool *out)
{
    nc_json_value v;

    if (!nc_json_next(&s->json, &v, "true or false"))
        return false;
    *out = v.type == NC_JSON_BOOL && v.digits;
    return nc_json_skip(&s->json, &v);
}

static bool read_document(scalene *s)
{
    nc_json_value key, v;

    if (!nc_json_expect(&s->json, &v, NC_JSON_OBJECT, "an object"))
        return false;
    for (;;) {
        bool fine;

        if (nc_builder_failed(s->b))
            return true;
        if (!nc_json_key(&s->json, &key))
            return false;
        if (key.type == NC_JSON_END)
            break;
        if (nc_json_is(&key, "files"))
            fine = read_files(s);
        else if (nc_json_is(&key, "elapsed_time_sec"))
            fine = s->has_elapsed = read_number(s, &s->elapsed, "the time elapsed");
        else if (nc_json_is(&key, "memory"))
            fine = read_flag(s, &s->has_memory);
        else if (nc_json_is(&key, "stacks"))
            fine = nc_scalene_stacks_read(&s->stacks, &s->json);
        else
            fine = pass_over(s);
        if (!fine)
            return false;
    }
    if (!s->has_files || !s->has_elapsed)
        return nc_json_fail(&s->json, "%s expected, there is none", s->has_files ? "elapsed_time_sec" : "files");
    return nc_json_finish(&s->json);
}

static int64_t whole(scalene *s, double number)
{
    if (!(fabs(number) < 9.2e18)) {
        s->inexact = true;
        return number > 0 ? INT64_MAX : 0;
    }
    return (int64_t)(number + (number < 0 ? -0.5 : 0.5));
}

/* Allocations that were not counted are 0 in every line. */
static void hand_over(scalene *s)
{
    bool counts_mallocs = false, has_stacks;
    double share = 0;

    for (size_t i = 0; i < s->row_count; i++) {
        counts_mallocs |= s->rows[i].line.mallocs > 0;
        share += (s->rows[i].line.python + s->rows[i].line.c + s->rows[i].line.system) / 100;
    }
    has_stacks = nc_scalene_stacks_are_whole(&s->stacks, share);
    nc_builder_declare(s->b,
                       NCALLS_HAS_LINES | NCALLS_HAS_TIME | (s->has_memory ? (unsigned)NCALLS_HAS_MEMORY : 0) |
                           (has_stacks ? (unsigned)NCALLS_HAS_EDGES : 0),
                       NCALLS_UNIT_NANOSECONDS);
    if (has_stacks)
        nc_scalene_stacks_hand_over(&s->stacks, s->elapsed);
    for (size_t i = 0; i < s->row_count; i++) {
        const line *l = &s->rows[i].line;
        nc_line_row out = NC_LINE_ROW(s->rows[i].function, (int32_t)l->number);

        out.self = whole(s, (l->python + l->c + l->system) * s->elapsed * 1e7);
        if (s->has_memory) {
            out.memory = whole(s, l->peak * MEGABYTE);
            if (counts_mallocs)
                out.blocks = whole(s, l->mallocs);
        }
        out.source = l->source;
        if (!has_stacks)
            nc_builder_add_calls(s->b, out.function, 0, 0, out.self, NCALLS_ABSENT);
        nc_lines_add(s->b, out);
    }
    if (s->inexact)
        nc_builder_note(s->b, "some figures are beyond 64 bits and are shown as that");
}

static ncalls_status read_scalene(nc_input *input, nc_builder *builder, ncalls_error *error)
{
    scalene s = {.b = builder};
    ncalls_status status = NCALLS_OK;

    nc_json_init(&s.json, input);
    nc_text_init(&s.source);
    nc_builder_set_tool(builder, "scalene");
    if (!nc_scalene_stacks_init(&s.stacks, builder)) {
        status = nc_fail_memory(error);
    } else if (read_document(&s)) {
        hand_over(&s);
    } else {
        *error = s.json.error;
        status = s.json.error.status;
    }
    nc_scalene_stacks_reset(&s.stacks);
    nc_json_reset(&s.json);
    nc_text_reset(&s.source);
    nc_alloc_free(s.lines);
    nc_alloc_free(s.functions);
    nc_alloc_free(s.rows);
    return status;
}

/* Keys stand in order of the alphabet: from 2.0 on the stacks come before most. */
static unsigned bid_scalene(const nc_head *head)
{
    static const char *const others[] = {"elapsed_time_sec", "files", "combined_stacks", "entrypoint_dir"};

    if (!nc_jsonkeys_has(head, NC_JSONKEYS_TOP, "alloc_samples") &&
        !nc_jsonkeys_has(head, NC_JSONKEYS_TOP, "max_footprint_mb"))
        return 0;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (nc_jsonkeys_has(head, NC_JSONKEYS_TOP, others[i]))
            return 50;
    return 0;
}

const nc_reader nc_read_scalene = {
    .name = "scalene",
    .title = "Scalene: JSON",
    .bid = bid_scalene,
    .read = read_scalene,
};
