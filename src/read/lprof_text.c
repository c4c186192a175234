/* SPDX-License-Identifier: MIT */
/*
 * What kernprof -v and `python -m line_profiler` print.
 *
 *     Timer unit: 1e-06 s
 *
 *     Total time: 0.169202 s
 *     File: lp.py
 *     Function: addable at line 19
 *
 *     Line #      Hits         Time  Per Hit   % Time  Line Contents
 *     ==============================================================
 *         22         1         85.9     85.9      0.1      s = [...]
 *
 * (line_profiler.py, show_text.) Traps: times are in the printed unit, which is
 * not the file's; "Total time" is always seconds and has more digits than the
 * column; long numbers become 1e+07 and push the rest to the right; a line that
 * never ran has no figures, but its source may begin with numbers; without the
 * source file neither file nor function is printed. 1.0b has "Total time" last.
 */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/number.h"
#include "codec/textlines.h"
#include "model/lines.h"
#include "read/reader.h"
#include "read/scan.h"

enum { WIDEST_HITS = 20 };

typedef struct lprof_text {
    nc_builder *b;
    double unit;         /* seconds */
    bool has_total;
    double total;        /* of the function being read, seconds */
    nc_str file, name;
    int32_t line;
    bool has_file, has_name;
    nc_func function;    /* 0: its first row is still to come */
    int64_t summed;      /* of its lines */
    size_t contents;     /* where the source begins in a row, 0 = not in a table */
    bool is_cut, is_wrapped; /* the row before has no percentage; some row's stood in a line of its own */
    uint64_t rows, functions, odd, first_odd;
    bool inexact;
} lprof_text;

static int64_t nanoseconds(lprof_text *t, double seconds)
{
    return nc_number_nanoseconds(seconds, &t->inexact);
}

/* The table is over: the function gets its time. */
static void finish_function(lprof_text *t)
{
    if (t->function.at) {
        int64_t total = t->has_total ? nanoseconds(t, t->total) : t->summed;

        nc_builder_add_calls(t->b, t->function, 0, 0, total, total);
        t->functions++;
    }
    t->function = (nc_func){0};
    t->has_total = t->has_file = t->has_name = false;
    t->summed = 0;
    t->contents = 0;
}

/* "Total time: 0.169202 s" and "Timer unit: 1e-06 s". */
static bool take_seconds(nc_scan s, const char *label, double *out)
{
    nc_scan word;

    if (!nc_scan_skip(&s, label))
        return false;
    word = nc_scan_word(&s);
    return nc_number_parse_float(word.p, nc_scan_left(&word), out) && isfinite(*out) && *out >= 0;
}

static bool take_file(lprof_text *t, nc_scan s)
{
    if (!nc_scan_skip(&s, "File: ") && !nc_scan_skip(&s, "Could not find file "))
        return false;
    nc_scan_trim(&s);
    t->file = nc_builder_string(t->b, s.p, nc_scan_left(&s));
    t->has_file = true;
    return true;
}

/* "Function: addable at line 19"; a name may hold " at line ". */
static bool take_name(lprof_text *t, nc_scan s)
{
    const char *at = NULL;
    int64_t line;

    if (!nc_scan_skip(&s, "Function: "))
        return false;
    nc_scan_trim(&s);
    for (const char *p = s.p; (p = nc_scan_find((nc_scan){p, s.end}, " at line ")); p++)
        at = p;
    if (!at || !nc_number_parse_int(at + 9, (size_t)(s.end - at - 9), &line) || line < 0 || line > INT32_MAX)
        return false;
    t->name = nc_builder_string(t->b, s.p, (size_t)(at - s.p));
    t->line = (int32_t)line;
    t->has_name = true;
    return true;
}

static bool take_heading(lprof_text *t, nc_scan line)
{
    const char *contents = nc_scan_find(line, "Line Contents");

    if (!contents || !nc_scan_find(line, "Hits") || !nc_scan_find(line, "Per Hit"))
        return false;
    t->contents = (size_t)(contents - line.p);
    t->is_cut = t->is_wrapped = false;
    return true;
}

/* A function begins where its table does; one without a source file has no
 * name, and its first row is its first line. */
static void begin_function(lprof_text *t, int32_t first_row)
{
    if (t->function.at)
        return;
    if (!t->has_name) {
        t->name = nc_builder_string(t->b, "?", 1);
        t->line = first_row;
    }
    if (!t->has_file)
        t->file = nc_builder_string(t->b, "?", 1);
    t->function = nc_builder_function(t->b, t->file, t->line, t->name);
}

/* A number, whole or not, plain or as 1e+07. */
static bool take_figure(nc_scan *s, double *out)
{
    nc_scan word = nc_scan_word(s);

    return nc_scan_left(&word) && nc_number_parse_float(word.p, nc_scan_left(&word), out) && isfinite(*out) &&
           *out >= 0;
}

/* The source stands at its column, unless long numbers have pushed it. */
static nc_str source_of(lprof_text *t, nc_scan line, nc_scan rest)
{
    nc_scan s = {line.p + t->contents, line.end};

    if (nc_scan_left(&line) <= t->contents || t->is_wrapped)
        return (nc_str){0};
    if (s.p < rest.p) {
        s.p = rest.p;
        if (!nc_scan_skip(&s, "  "))
            nc_scan_skip(&s, " ");
    }
    nc_scan_trim(&s);
    return nc_builder_string(t->b, s.p, nc_scan_left(&s));
}

static void add_line(lprof_text *t, nc_line_row row)
{
    row.function = t->function;
    nc_lines_add(t->b, row);
    t->rows++;
}

/* False: no row of a table. */
static bool take_row(lprof_text *t, nc_scan line)
{
    nc_scan s = line, rest;
    int64_t number, ignored;
    double hits, time, per_hit, percent;
    bool saturated = false;
    nc_line_row row = NC_LINE_ROW((nc_func){0}, 0);

    nc_scan_skip_margin(&s);
    if (!nc_scan_calls(&s, &number, &ignored) || number > INT32_MAX)
        return false;
    begin_function(t, (int32_t)number);
    rest = s;
    nc_scan_skip_blanks(&s);
    /* Nothing before the source's column, or (rich puts it further to the left) where hits would be: it never ran. */
    if (!nc_scan_left(&s) || (size_t)(s.p - line.p) >= t->contents || s.p - rest.p >= WIDEST_HITS)
        return true;
    if (!take_figure(&s, &hits) || !take_figure(&s, &time) || !take_figure(&s, &per_hit))
        return false;
    rest = s;
    t->is_cut = !take_figure(&s, &percent) || (nc_scan_left(&s) && *s.p != ' ');
    if (!t->is_cut)
        rest = s; /* there is none where the total is 0 */
    row.line = (int32_t)number;
    row.hits = hits < 9e18 ? (int64_t)hits : INT64_MAX;
    row.self = nanoseconds(t, time * t->unit);
    row.source = source_of(t, line, rest);
    t->summed = nc_number_add(t->summed, row.self, &saturated);
    add_line(t, row);
    return true;
}

/* Where rich (-r) had too little room, a row's percentage stands alone in the next line, and the sources, which are
 * a column of their own, from there on beside other rows than theirs. */
static bool take_wrapped(lprof_text *t, nc_scan line)
{
    nc_scan s = line, word = nc_scan_word(&s);
    double percent;

    if (!t->is_cut || !nc_scan_find(word, ".") || !nc_number_parse_float(word.p, nc_scan_left(&word), &percent))
        return false;
    t->is_cut = false;
    t->is_wrapped = true;
    return true;
}

/* "  0.10 seconds - lp.py:54 - slow": the summary, often of functions whose
 * table stands above. */
static bool take_summary(lprof_text *t, nc_scan line)
{
    nc_scan s = line, place;
    const char *dash, *colon;
    double seconds;
    int64_t number;
    nc_func function;

    nc_scan_skip_margin(&s);
    if (!nc_scan_float(&s, &seconds) || !nc_scan_skip(&s, " seconds - "))
        return false;
    nc_scan_trim(&s);
    dash = nc_scan_find(s, " - ");
    place = (nc_scan){s.p, dash ? dash : s.p};
    colon = dash ? memrchr(place.p, ':', nc_scan_left(&place)) : NULL;
    if (!colon || !nc_number_parse_int(colon + 1, (size_t)(dash - colon - 1), &number) || number < 0 ||
        number > INT32_MAX)
        return false;
    finish_function(t);
    function = nc_builder_function(t->b, nc_builder_string(t->b, place.p, (size_t)(colon - place.p)), (int32_t)number,
                                   nc_builder_string(t->b, dash + 3, (size_t)(s.end - dash - 3)));
    if (nc_builder_mark_listed(t->b, function)) {
        int64_t total = nanoseconds(t, seconds);

        nc_builder_add_calls(t->b, function, 0, 0, total, total);
        t->functions++;
    }
    return true;
}

static bool take_label(lprof_text *t, nc_scan line)
{
    nc_scan s = line;
    double value;

    nc_scan_skip_margin(&s);
    if (take_seconds(s, "Timer unit: ", &value)) {
        finish_function(t);
        t->unit = value;
        return true;
    }
    if (t->contents) { /* a label after a table begins the next function */
        if (!nc_scan_find(s, "Total time: ") && !nc_scan_find(s, "File: ") && !nc_scan_find(s, "Could not find file "))
            return false;
        if (s.p[0] != 'T' && s.p[0] != 'F' && s.p[0] != 'C')
            return false;
        finish_function(t);
    }
    if (take_seconds(s, "Total time: ", &value)) {
        t->has_total = true;
        t->total = value;
        return true;
    }
    return take_file(t, s) || take_name(t, s);
}

static void take_line(lprof_text *t, const nc_textlines *lines)
{
    nc_scan line = {lines->bytes, lines->bytes + lines->size}, s = line;

    if (take_label(t, line) || take_heading(t, line))
        return;
    if (t->contents && take_wrapped(t, line))
        return;
    if (t->contents && take_row(t, line)) {
        nc_builder_mark_listed(t->b, t->function);
        return;
    }
    if (take_summary(t, line))
        return;
    nc_scan_skip_margin(&s);
    if (t->contents && nc_scan_left(&s) && *s.p >= '0' && *s.p <= '9' && !t->odd++)
        t->first_odd = lines->number;
}

static ncalls_status hand_over(lprof_text *t, const nc_textlines *lines, ncalls_error *error)
{
    if (lines->status) {
        *error = lines->error;
        return lines->status;
    }
    finish_function(t);
    if (!t->functions || t->odd > t->rows + t->functions)
        return nc_fail(error, NCALLS_DAMAGED, "line %llu: a row of a line_profiler table expected",
                       (unsigned long long)(t->odd ? t->first_odd : lines->number));
    nc_builder_note(t->b, "line_profiler measures lines: a function's time includes what it calls");
    if (t->odd)
        nc_builder_note(t->b, "%llu lines look like rows but are none and were passed over, the first is line %llu",
                        (unsigned long long)t->odd, (unsigned long long)t->first_odd);
    return NCALLS_OK;
}

static ncalls_status read_lprof_text(nc_input *input, nc_builder *builder, ncalls_error *error)
{
    lprof_text t = {.b = builder, .unit = 1e-6};
    nc_textlines lines;

    nc_builder_set_tool(builder, "line_profiler");
    nc_builder_declare(builder, NCALLS_HAS_LINES | NCALLS_HAS_TIME, NCALLS_UNIT_NANOSECONDS);
    nc_textlines_init(&lines, input);
    lines.is_printed = true;
    while (nc_textlines_next(&lines) && !nc_builder_failed(builder))
        take_line(&t, &lines);
    return hand_over(&t, &lines, error);
}

static unsigned bid_lprof_text(const nc_head *head)
{
    nc_scan text = {(const char *)head->bytes, (const char *)head->bytes + head->size};
    const char *hits = nc_scan_find(text, "Hits");

    if (hits && nc_scan_find(text, "Line #") && nc_scan_find((nc_scan){hits, text.end}, "Per Hit"))
        return 30;
    return nc_scan_find(text, "Timer unit: ") && nc_scan_find(text, " seconds - ") ? 24 : 0;
}

const nc_reader nc_read_lprof_text = {
    .name = "lprof_text",
    .title = "tables printed by line_profiler: kernprof -v, python -m line_profiler",
    .is_text = true,
    .bid = bid_lprof_text,
    .read = read_lprof_text,
};
