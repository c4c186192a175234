/* SPDX-License-Identifier: MIT */
/*
 * What memory_profiler prints.
 *
 *     Filename: mem.py
 *
 *     Line #    Mem usage    Increment  Occurrences   Line Contents
 *     =============================================================
 *         10   24.133 MiB    2.289 MiB           1       a = [0] * n
 *
 * (memory_profiler.py, show_results.) Traps: the first row of a function holds
 * the memory at entry as its increment, which is no growth; increments may be
 * negative; columns touch when numbers are wide; before 0.58 there is no
 * Occurrences (0.58 itself writes "Occurences"); MB is MiB. A table does not
 * name its function: the def line does.
 */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/number.h"
#include "codec/textlines.h"
#include "model/lines.h"
#include "read/reader.h"
#include "read/scan.h"

typedef struct memory_text {
    nc_builder *b;
    nc_str file;
    size_t contents;   /* where the source begins in a row, 0 = not in a table */
    bool occurrences;  /* the table has that column */
    int32_t first_line;
    nc_str name;
    bool has_name, is_first;
    nc_line_row *rows; /* of the table being read: its function is not known yet */
    size_t count, room;
    uint64_t tables, odd, first_odd;
    bool inexact;
} memory_text;

static void finish_table(memory_text *t)
{
    nc_func function;
    int64_t grown = 0;
    bool saturated = false;

    if (t->contents && t->first_line) {
        if (!t->has_name)
            t->name = nc_builder_string(t->b, "?", 1);
        function = nc_builder_function(t->b, t->file, t->first_line, t->name);
        for (size_t i = 0; i < t->count; i++) {
            t->rows[i].function = function;
            nc_lines_add(t->b, t->rows[i]);
            grown = nc_number_add(grown, t->rows[i].self, &saturated);
        }
        nc_builder_add_calls(t->b, function, 0, 0, grown, grown);
        t->tables++;
    }
    t->count = 0;
    t->contents = 0;
    t->first_line = 0;
    t->has_name = false;
    t->is_first = true;
}

static bool take_heading(memory_text *t, nc_scan line)
{
    const char *contents = nc_scan_find(line, "Line Contents");

    if (!contents || !nc_scan_find(line, "Mem usage") || !nc_scan_find(line, "Increment"))
        return false;
    finish_table(t);
    t->contents = (size_t)(contents - line.p);
    t->occurrences = nc_scan_find(line, "Occur") != NULL;
    if (nc_scan_find(line, "Occurrences")) /* a letter wider than its column */
        t->contents--;
    return true;
}

static bool take_file(memory_text *t, nc_scan s)
{
    nc_scan_skip_margin(&s);
    if (!nc_scan_skip(&s, "Filename: "))
        return false;
    finish_table(t);
    nc_scan_trim(&s);
    t->file = nc_builder_string(t->b, s.p, nc_scan_left(&s));
    return true;
}

/* "24.133 MiB", perhaps without a blank before the next number. */
static bool take_size(memory_text *t, nc_scan *s, int64_t *out)
{
    nc_scan word = nc_scan_word(s), unit = nc_scan_word(s);
    double value, bytes;

    if (!nc_scan_left(&word) || !nc_number_parse_float(word.p, nc_scan_left(&word), &value) || !isfinite(value))
        return false;
    if (nc_scan_equals(unit, "MiB") || nc_scan_equals(unit, "MB"))
        bytes = value * 1048576;
    else if (nc_scan_equals(unit, "KiB"))
        bytes = value * 1024;
    else if (nc_scan_equals(unit, "GiB"))
        bytes = value * 1073741824;
    else
        return false;
    t->inexact = t->inexact || fabs(bytes) > 9e18;
    *out = fabs(bytes) > 9e18 ? 0 : llround(bytes);
    return true;
}

/* "def my_func():", "async def f(x):" name the table's function. */
static void learn_name(memory_text *t, nc_scan source)
{
    const char *end;

    nc_scan_skip_blanks(&source);
    nc_scan_skip(&source, "async ");
    if (t->has_name || !nc_scan_skip(&source, "def "))
        return;
    for (end = source.p; end < source.end && *end != '(' && *end != ' '; end++)
        ;
    if (end == source.p)
        return;
    t->name = nc_builder_string(t->b, source.p, (size_t)(end - source.p));
    t->has_name = true;
}

static bool keep_row(memory_text *t, nc_line_row row)
{
    if (!nc_alloc_grow(&t->rows, &t->room, t->count + 1, sizeof *t->rows)) {
        nc_builder_fail(t->b, NCALLS_MEMORY, "out of memory");
        return false;
    }
    t->rows[t->count++] = row;
    return true;
}

/* Behind numbers that are wider than their columns the source stands further
 * right than the heading says. */
static nc_scan source_behind(nc_scan numbers, nc_scan by_column)
{
    for (int i = 0; i < 3; i++)
        if (!nc_scan_skip(&numbers, " "))
            return by_column;
    return numbers;
}

static bool take_row(memory_text *t, nc_scan line)
{
    nc_scan s = line, source = {line.p + t->contents, line.end};
    int64_t number, ignored, hits;
    nc_line_row row = NC_LINE_ROW((nc_func){0}, 0);

    nc_scan_skip_margin(&s);
    if (!nc_scan_calls(&s, &number, &ignored) || number > INT32_MAX)
        return false;
    if (source.p > source.end)
        source.p = source.end;
    if (!t->first_line)
        t->first_line = (int32_t)number;
    nc_scan_skip_blanks(&s);
    if (!nc_scan_left(&s) || (size_t)(s.p - line.p) >= t->contents) {
        learn_name(t, source);
        return true; /* never ran */
    }
    if (!take_size(t, &s, &row.memory) || !take_size(t, &s, &row.self))
        return false;
    if (t->occurrences && nc_scan_calls(&s, &hits, &ignored))
        row.hits = hits;
    source = source_behind(s, source);
    learn_name(t, source);
    if (t->is_first)
        row.self = 0; /* memory at entry, no growth */
    t->is_first = false;
    row.line = (int32_t)number;
    nc_scan_trim(&source);
    row.source = nc_builder_string(t->b, source.p, nc_scan_left(&source));
    return keep_row(t, row);
}

static void take_line(memory_text *t, const nc_textlines *lines)
{
    nc_scan line = {lines->bytes, lines->bytes + lines->size}, s = line;

    if (take_file(t, line) || take_heading(t, line) || !t->contents || take_row(t, line))
        return;
    nc_scan_skip_margin(&s);
    if (nc_scan_left(&s) && *s.p >= '0' && *s.p <= '9' && !t->odd++)
        t->first_odd = lines->number;
}

static ncalls_status read_memory_text(nc_input *input, nc_builder *builder, ncalls_error *error)
{
    memory_text t = {.b = builder, .is_first = true};
    nc_textlines lines;
    ncalls_status status = NCALLS_OK;

    nc_builder_set_tool(builder, "memory_profiler");
    nc_builder_declare(builder, NCALLS_HAS_LINES | NCALLS_HAS_MEMORY, NCALLS_UNIT_BYTES);
    nc_textlines_init(&lines, input);
    lines.is_printed = true;
    while (nc_textlines_next(&lines) && !nc_builder_failed(builder))
        take_line(&t, &lines);
    finish_table(&t);
    if (lines.status) {
        *error = lines.error;
        status = lines.status;
    } else if (!t.tables) {
        status = nc_fail(error, NCALLS_DAMAGED, "line %llu: a row of a memory_profiler table expected",
                         (unsigned long long)(t.odd ? t.first_odd : lines.number));
    } else {
        nc_builder_note(builder, "memory_profiler measures growth by line: a line's holds that of what it calls");
    }
    nc_alloc_free(t.rows);
    return status;
}

static unsigned bid_memory_text(const nc_head *head)
{
    nc_scan text = {(const char *)head->bytes, (const char *)head->bytes + head->size};
    const char *usage = nc_scan_find(text, "Mem usage");

    return usage && nc_scan_find(text, "Line #") && nc_scan_find((nc_scan){usage, text.end}, "Increment") ? 30 : 0;
}

const nc_reader nc_read_memory_text = {
    .name = "memory_text",
    .title = "tables printed by memory_profiler",
    .is_text = true,
    .bid = bid_memory_text,
    .read = read_memory_text,
};
