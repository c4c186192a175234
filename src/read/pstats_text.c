/* SPDX-License-Identifier: MIT */
/*
 * The table that `python -m cProfile`, print_stats and %prun print, and those
 * of print_callers and print_callees; anywhere in other output, several in one
 * file. Also profiling.sampling's table (nsamples).
 *
 *             21633 function calls (11871 primitive calls) in 0.020 seconds
 *
 *        ncalls  tottime  percall  cumtime  percall filename:lineno(function)
 *        5167/1    0.002    0.000    0.002    0.002 app.py:4(fib)
 *
 *     Function          was called by...
 *                           ncalls  tottime  cumtime
 *     app.py:4(fib)     <-       1    0.000    0.002  app.py:57(main)
 *
 * (Lib/pstats.py.) Traps: a percall is blank when its divisor is 0, so columns
 * cannot be counted; long numbers push the rest to the right; times have three
 * decimals, so most are 0.000; a table may list a part of the functions. The
 * same run is often printed several times in other orders: what was read once
 * is not added again.
 */
#include <string.h>

#include "base/alloc.h"
#include "base/map.h"
#include "base/number.h"
#include "codec/textlines.h"
#include "read/reader.h"
#include "read/scan.h"

/* What the lines after a heading are. */
typedef enum mode {
    MODE_NONE,
    MODE_STATS,
    MODE_SAMPLES,  /* profiling.sampling's own table */
    MODE_CALLERS,
    MODE_CALLEES,
} mode;

typedef struct header {
    int64_t calls, primitive;
    double seconds;
    bool known;
} header;

typedef struct pstats_text {
    nc_builder *b;
    mode mode;
    bool sampled;          /* a column nsamples: no calls */
    double self_unit, total_unit; /* of MODE_SAMPLES' columns, in seconds */
    header last;           /* of the run being read */
    int64_t run;           /* number of distinct runs seen */
    nc_map seen;           /* functions (and edges) of this run */
    nc_scan pending;       /* figures of a row whose name is on the next line */
    char *pending_line;
    size_t pending_room;
    nc_func subject;       /* of callers and callees */
    uint64_t rows, edges, odd, first_odd;
    int64_t row_calls;     /* of this run */
    bool partial, has_stats, inexact;
    nc_edge_row *edge_rows; /* kept until it is known whether functions have figures */
    size_t edge_count, edge_room;
} pstats_text;

static int64_t nanoseconds(pstats_text *t, double seconds)
{
    return nc_number_nanoseconds(seconds, &t->inexact);
}

/* True the first time that this run has `key`. */
static bool is_new(pstats_text *t, uint64_t key)
{
    uint32_t *place = nc_map_add(&t->seen, key);

    if (!place) {
        nc_builder_fail(t->b, NCALLS_MEMORY, "out of memory");
        return false;
    }
    if (*place == (uint32_t)t->run + 1)
        return false;
    *place = (uint32_t)t->run + 1;
    return true;
}

/* "21633 function calls (11871 primitive calls) in 0.020 seconds", perhaps
 * behind what the program printed without a newline. */
static bool take_summary(pstats_text *t, nc_scan line)
{
    const char *at = nc_scan_find(line, " function calls");
    header h = {.known = true};
    nc_scan s;
    double seconds;

    if (!at)
        return false;
    s.p = at;
    while (s.p > line.p && s.p[-1] >= '0' && s.p[-1] <= '9')
        s.p--;
    s.end = line.end;
    if (!nc_scan_calls(&s, &h.calls, &h.primitive) || !nc_scan_skip(&s, " function calls "))
        return false;
    if (nc_scan_skip(&s, "(")) {
        int64_t ignored;

        if (!nc_scan_calls(&s, &h.primitive, &ignored) || !nc_scan_skip(&s, " primitive calls) "))
            return false;
    }
    if (!nc_scan_skip(&s, "in ") || !nc_scan_float(&s, &seconds))
        return false;
    h.seconds = seconds;
    t->mode = MODE_NONE;
    if (t->last.known && (t->last.calls != h.calls || t->last.primitive != h.primitive || t->last.seconds != seconds)) {
        t->run++;
        t->row_calls = 0;
    }
    t->last = h;
    return true;
}

static double unit_of(nc_scan line, const char *column)
{
    const char *at = nc_scan_find(line, column);
    nc_scan s = {at ? at + strlen(column) : line.end, line.end};

    if (nc_scan_skip(&s, " (ms)"))
        return 1e-3;
    if (nc_scan_skip(&s, " (\xce\xbcs)") || nc_scan_skip(&s, " (us)"))
        return 1e-6;
    return 1;
}

static bool take_heading(pstats_text *t, nc_scan line)
{
    nc_scan s = line, word;

    nc_scan_skip_margin(&s);
    word = nc_scan_word(&s);
    if (nc_scan_equals(word, "Function")) {
        nc_scan_skip_blanks(&s);
        if (nc_scan_skip(&s, "was called by..."))
            t->mode = MODE_CALLERS;
        else if (nc_scan_skip(&s, "called..."))
            t->mode = MODE_CALLEES;
        else
            return false;
        t->subject = (nc_func){0};
        return true;
    }
    if (!nc_scan_find(line, "filename:lineno(function)"))
        return false;
    if (nc_scan_equals(word, "nsamples") && nc_scan_find(s, "sample%")) {
        t->mode = MODE_SAMPLES;
        t->sampled = true;
        t->self_unit = unit_of(line, "tottime");
        t->total_unit = unit_of(line, "cumtime");
        return true;
    }
    if ((!nc_scan_equals(word, "ncalls") && !nc_scan_equals(word, "nsamples")) ||
        !nc_scan_equals(nc_scan_word(&s), "tottime"))
        return false;
    t->sampled = nc_scan_equals(word, "nsamples");
    t->mode = MODE_STATS;
    return true;
}

static void add_function(pstats_text *t, nc_func function, int64_t calls, int64_t primitive, double self, double total)
{
    t->rows++;
    t->has_stats = true;
    if (!function.at || !is_new(t, function.at))
        return;
    if (t->sampled)
        calls = primitive = 0;
    t->row_calls += calls;
    nc_builder_add_calls(t->b, function, calls, primitive, nanoseconds(t, self), nanoseconds(t, total));
}

/* The five figures of a row; a percall is blank where its divisor is 0. */
static bool take_figures(nc_scan *s, int64_t *calls, int64_t *primitive, double *self, double *total)
{
    double per_call;

    if (!nc_scan_calls(s, calls, primitive) || !nc_scan_float(s, self))
        return false;
    if (*calls && !nc_scan_float(s, &per_call))
        return false;
    if (!nc_scan_float(s, total))
        return false;
    return !*primitive || nc_scan_float(s, &per_call);
}

static bool take_stats_row(pstats_text *t, nc_scan line)
{
    nc_scan s = line;
    int64_t calls, primitive;
    double self, total;
    nc_func function;

    nc_scan_skip_margin(&s);
    if (!take_figures(&s, &calls, &primitive, &self, &total) || primitive > calls)
        return false;
    nc_scan_skip_blanks(&s);
    if (!nc_scan_function(s, t->b, &function))
        return false;
    add_function(t, function, calls, primitive, self, total);
    return true;
}

/* nsamples sample% tottime cumul% cumtime name */
static bool take_samples_row(pstats_text *t, nc_scan line)
{
    nc_scan s = line;
    int64_t self_samples, total_samples;
    double percent, self, total;
    nc_func function;

    nc_scan_skip_margin(&s);
    if (!nc_scan_calls(&s, &self_samples, &total_samples) || !nc_scan_float(&s, &percent) ||
        !nc_scan_float(&s, &self) || !nc_scan_float(&s, &percent) || !nc_scan_float(&s, &total) ||
        !nc_scan_function(s, t->b, &function))
        return false;
    add_function(t, function, 0, 0, self * t->self_unit, total * t->total_unit);
    return true;
}

static void add_edge(pstats_text *t, nc_func other, nc_edge_row figures)
{
    figures.caller = t->mode == MODE_CALLERS ? other : t->subject;
    figures.callee = t->mode == MODE_CALLERS ? t->subject : other;
    t->edges++;
    if (!is_new(t, (uint64_t)figures.caller.at << 32 | figures.callee.at))
        return;
    if (!nc_alloc_grow(&t->edge_rows, &t->edge_room, t->edge_count + 1, sizeof *t->edge_rows)) {
        nc_builder_fail(t->b, NCALLS_MEMORY, "out of memory");
        return;
    }
    t->edge_rows[t->edge_count++] = figures;
}

/* "1    0.000    0.002  app.py:57(main)": cProfile's callers. */
static bool take_timed_edge(pstats_text *t, nc_scan s)
{
    nc_edge_row e = {{0}, {0}, 0, 0, 0, 0};
    double self, total;
    nc_func other;

    if (!nc_scan_calls(&s, &e.calls, &e.primitive) || !nc_scan_float(&s, &self) || !nc_scan_float(&s, &total) ||
        !nc_scan_function(s, t->b, &other))
        return false;
    e.self = nanoseconds(t, self);
    e.total = nanoseconds(t, total);
    add_edge(t, other, e);
    return true;
}

/* "app.py:57(main)(1)    0.090": the profile module's callers. The time is the
 * caller's own cumulative one, not the edge's (Lib/pstats.py, print_call_line). */
static bool take_counted_edge(pstats_text *t, nc_scan s)
{
    nc_edge_row e = {{0}, {0}, 0, NCALLS_ABSENT, NCALLS_ABSENT, NCALLS_ABSENT};
    const char *blank, *open;
    double ignored;
    nc_scan number;
    nc_func other;

    nc_scan_trim(&s);
    blank = memrchr(s.p, ' ', nc_scan_left(&s));
    if (!blank)
        return false;
    number = (nc_scan){blank, s.end};
    if (!nc_scan_float(&number, &ignored))
        return false;
    s.end = blank;
    nc_scan_trim(&s);
    open = memrchr(s.p, '(', nc_scan_left(&s));
    if (!open || s.end[-1] != ')' || !nc_number_parse_int(open + 1, (size_t)(s.end - open - 2), &e.calls) ||
        e.calls < 0)
        return false;
    s.end = open;
    if (!nc_scan_function(s, t->b, &other))
        return false;
    add_edge(t, other, e);
    return true;
}

static bool take_edge(pstats_text *t, nc_scan s)
{
    nc_scan_skip_blanks(&s);
    nc_scan_trim(&s);
    if (!nc_scan_left(&s))
        return true; /* a function without callers */
    return t->subject.at && (take_timed_edge(t, s) || take_counted_edge(t, s));
}

static bool take_edge_row(pstats_text *t, nc_scan line)
{
    const char *arrow = nc_scan_find(line, t->mode == MODE_CALLERS ? " <-" : " ->");
    nc_scan s = line, name;

    nc_scan_skip_margin(&s);
    if (!arrow) {
        nc_scan words = s;

        if (nc_scan_equals(nc_scan_word(&words), "ncalls")) /* the second heading */
            return true;
        return s.p > line.p && take_edge(t, s);
    }
    name = (nc_scan){s.p, arrow};
    if (!nc_scan_function(name, t->b, &t->subject))
        return false;
    s.p = arrow + 3;
    return take_edge(t, s);
}

/* A terminal's copy has long rows on two lines: figures, then the name. */
static bool is_figures_only(nc_scan line)
{
    int64_t calls, primitive;
    double self, total;

    nc_scan_skip_margin(&line);
    if (!take_figures(&line, &calls, &primitive, &self, &total))
        return false;
    nc_scan_skip_blanks(&line);
    return !nc_scan_left(&line);
}

static void keep_pending(pstats_text *t, nc_scan line)
{
    size_t size = nc_scan_left(&line);

    if (!nc_alloc_grow(&t->pending_line, &t->pending_room, size + 1, 1)) {
        nc_builder_fail(t->b, NCALLS_MEMORY, "out of memory");
        return;
    }
    memcpy(t->pending_line, line.p, size);
    t->pending = (nc_scan){t->pending_line, t->pending_line + size};
}

static bool join_pending(pstats_text *t, nc_scan line)
{
    nc_scan figures = t->pending;
    int64_t calls, primitive;
    double self, total;
    nc_func function;

    t->pending = (nc_scan){NULL, NULL};
    if (!figures.p)
        return false;
    nc_scan_skip_margin(&figures);
    if (!take_figures(&figures, &calls, &primitive, &self, &total) || primitive > calls ||
        !nc_scan_function(line, t->b, &function))
        return false;
    add_function(t, function, calls, primitive, self, total);
    return true;
}

static bool begins_like_row(nc_scan line)
{
    nc_scan_skip_margin(&line);
    return nc_scan_left(&line) && line.p[0] >= '0' && line.p[0] <= '9';
}

static bool take_row(pstats_text *t, nc_scan line)
{
    switch (t->mode) {
    case MODE_STATS: return join_pending(t, line) || take_stats_row(t, line);
    case MODE_SAMPLES: return take_samples_row(t, line);
    case MODE_CALLERS:
    case MODE_CALLEES: return take_edge_row(t, line);
    default: return true;
    }
}

static void take_line(pstats_text *t, const nc_textlines *lines)
{
    nc_scan line = {lines->bytes, lines->bytes + lines->size};

    if (nc_scan_find(line, "List reduced from")) {
        t->partial = true;
        return;
    }
    if (take_summary(t, line) || take_heading(t, line) || take_row(t, line))
        return;
    if (t->mode == MODE_STATS && is_figures_only(line)) {
        keep_pending(t, line);
        return;
    }
    if (begins_like_row(line) && !t->odd++)
        t->first_odd = lines->number;
}

/* Without a table of functions, the callers of one are all that is known of it. */
static void hand_over_edges(pstats_text *t)
{
    for (size_t i = 0; i < t->edge_count; i++) {
        nc_edge_row *e = &t->edge_rows[i];

        if (t->sampled)
            e->calls = e->primitive = NCALLS_ABSENT;
        nc_builder_add_edge(t->b, *e);
        if (!t->has_stats && !t->sampled)
            nc_builder_add_calls(t->b, e->callee, e->calls, e->primitive == NCALLS_ABSENT ? e->calls : e->primitive,
                                 e->self == NCALLS_ABSENT ? 0 : e->self, e->total);
    }
    if (!t->has_stats)
        nc_builder_note(t->b, "only a table of callers: a function's figures are sums over the callers listed");
}

static void note_part(pstats_text *t)
{
    char seconds[336];

    nc_number_format_fixed(seconds, sizeof seconds, t->last.seconds, 3);
    nc_builder_note(t->b, "the table lists a part of the run only: the whole had %lld calls in %s seconds",
                    (long long)t->last.calls, seconds);
}

static ncalls_status hand_over(pstats_text *t, const nc_textlines *lines, ncalls_error *error)
{
    unsigned has = NCALLS_HAS_TIME | (t->edges ? (unsigned)NCALLS_HAS_EDGES : 0) |
                   (t->sampled ? 0 : (unsigned)NCALLS_HAS_CALLS);

    if (lines->status) {
        *error = lines->error;
        return lines->status;
    }
    if (!t->rows && !t->edges)
        return nc_fail(error, NCALLS_DAMAGED, "line %llu: no row of a pstats table that can be read",
                       (unsigned long long)(t->odd ? t->first_odd : lines->number));
    if (t->odd > t->rows + t->edges)
        return nc_fail(error, NCALLS_DAMAGED, "line %llu: a row with calls, four times and a function expected",
                       (unsigned long long)t->first_odd);
    nc_builder_set_tool(t->b, t->sampled ? "profiling.sampling" : "pstats");
    nc_builder_declare(t->b, has, NCALLS_UNIT_NANOSECONDS);
    hand_over_edges(t);
    nc_builder_note(t->b, "read from a printed table: times have three decimals");
    if (t->odd)
        nc_builder_note(t->b, "%llu lines look like rows but are none and were passed over, the first is line %llu",
                        (unsigned long long)t->odd, (unsigned long long)t->first_odd);
    if (t->last.known && (t->partial || t->row_calls < t->last.calls) && t->has_stats && !t->sampled)
        note_part(t);
    if (t->run)
        nc_builder_note(t->b, "%lld runs were printed in this file; they are summed", (long long)t->run + 1);
    return NCALLS_OK;
}

static ncalls_status read_pstats_text(nc_input *input, nc_builder *builder, ncalls_error *error)
{
    pstats_text t = {.b = builder};
    nc_textlines lines;
    ncalls_status status;

    if (!nc_map_init(&t.seen))
        return nc_fail_memory(error);
    nc_textlines_init(&lines, input);
    lines.is_printed = true;
    while (nc_textlines_next(&lines) && !nc_builder_failed(builder))
        take_line(&t, &lines);
    status = hand_over(&t, &lines, error);
    nc_map_reset(&t.seen);
    nc_alloc_free(t.pending_line);
    nc_alloc_free(t.edge_rows);
    return status;
}

static unsigned bid_pstats_text(const nc_head *head)
{
    nc_scan text = {(const char *)head->bytes, (const char *)head->bytes + head->size};
    const char *name = nc_scan_find(text, "filename:lineno(function)");

    if (name) {
        const char *line = name;

        while (line > text.p && line[-1] != '\n')
            line--;
        if (nc_scan_find((nc_scan){line, name}, "tottime"))
            return 30;
    }
    if (nc_scan_find(text, "was called by...") ||
        (nc_scan_find(text, "\nFunction  ") && nc_scan_find(text, "called...")))
        return 26;
    return 0;
}

const nc_reader nc_read_pstats_text = {
    .name = "pstats_text",
    .title = "tables printed by python -m cProfile, print_stats, print_callers, print_callees, %prun",
    .is_text = true,
    .bid = bid_pstats_text,
    .read = read_pstats_text,
};
