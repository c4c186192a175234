/* SPDX-License-Identifier: MIT */
/*
 * --format pstats: byte for byte what print_stats, print_callers and
 * print_callees of Python 3.13's pstats print for the same file (Lib/pstats.py).
 *
 * Where pstats differs between versions: 2.7 has no dict order, writes numbers
 * from 1e50 on with an exponent and adds several files in its own order; 3.15
 * knows files of profiling.sampling, which all before it refuse, and heads
 * their columns in another way: so do we. Several files are added one by one
 * in the order given, as `python -m pstats` adds them (Stats(a, b, c) adds c
 * before b).
 *
 * What differs on purpose: control characters in names are escaped, as
 * everywhere in ncalls; columns are as wide as if they were not.
 */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/number.h"
#include "base/utf8.h"
#include "write/pstats_calls.h"
#include "write/pstats_list.h"
#include "write/pstats_table.h"
#include "write/writer.h"

typedef struct printer {
    nc_sink *sink;
    const ncalls_profile *profile;
    const ncalls_write_options *options;
    nc_pstats_table table;
    nc_pstats_list list;
    bool sampled; /* written by profiling.sampling */
} printer;

/* ---- pieces of a line ----------------------------------------------------- */

static void add_blanks(nc_sink *sink, size_t count)
{
    static const char blanks[] = "                                ";

    for (; count >= sizeof blanks; count -= sizeof blanks - 1)
        nc_sink_add(sink, blanks, sizeof blanks - 1);
    nc_sink_add(sink, blanks, count);
}

static void add_right(nc_sink *sink, const char *text, size_t size, size_t width)
{
    if (size < width)
        add_blanks(sink, width - size);
    nc_sink_add(sink, text, size);
}

static void add_safe(nc_sink *sink, const char *text, size_t size)
{
    size_t plain = 0;

    while (plain < size && text[plain] >= ' ' && text[plain] < 0x7f)
        plain++;
    if (plain == size)
        nc_sink_add(sink, text, size);
    else
        nc_sink_add_escaped(sink, text, size);
}

static void add_name(nc_sink *sink, const nc_stdname *name)
{
    for (unsigned i = 0; i < name->count; i++)
        add_safe(sink, name->part[i], name->size[i]);
}

/* Three decimals in eight columns, more if need be. */
static void add_seconds(nc_sink *sink, double value)
{
    char text[340];

    add_right(sink, text, nc_number_format_fixed(text, sizeof text, value, 3), 8);
}

/* "12", or "12/4" when only 4 of them are primitive. */
static void add_calls(nc_sink *sink, int64_t calls, int64_t primitive, size_t width)
{
    char text[48];
    size_t size = nc_number_format_int(text, calls);

    if (calls != primitive) {
        text[size++] = '/';
        size += nc_number_format_int(text + size, primitive);
    }
    add_right(sink, text, size, width);
}

/* ---- print_stats ---------------------------------------------------------- */

/* As Python's time.ctime: local time, English names. */
static void add_date(nc_sink *sink, int64_t modified)
{
    static const char days[7][4] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static const char months[12][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    time_t seconds = (time_t)modified;
    struct tm local;

    if (localtime_r(&seconds, &local))
        nc_sink_add_format(sink, "%s %s%3d %02d:%02d:%02d %ld    ", days[local.tm_wday], months[local.tm_mon],
                           local.tm_mday, local.tm_hour, local.tm_min, local.tm_sec, local.tm_year + 1900L);
}

/* Standard input has no date, and pstats cannot read it: no line for it. */
static void print_files(printer *p)
{
    bool any = false;

    for (uint32_t i = 0; i < p->profile->source_count; i++) {
        const nc_source_info *source = &p->profile->sources[i];

        if (!source->modified)
            continue;
        any = true;
        add_date(p->sink, source->modified);
        add_safe(p->sink, nc_profile_text(p->profile, source->path), nc_profile_size(p->profile, source->path));
        nc_sink_add_char(p->sink, '\n');
    }
    if (any)
        nc_sink_add_char(p->sink, '\n');
}

static void print_counts(printer *p)
{
    const nc_pstats_table *t = &p->table;
    char text[340];

    for (size_t i = 0; i < t->top_count; i++) {
        nc_str name = t->v->labels[t->tops[i]].name;

        add_blanks(p->sink, 9);
        add_safe(p->sink, nc_strtab_text(t->names, name), nc_strtab_size(t->names, name));
        nc_sink_add_char(p->sink, '\n');
    }
    add_blanks(p->sink, 9);
    nc_sink_add_int(p->sink, t->calls);
    nc_sink_add_string(p->sink, " function calls ");
    if (t->calls != t->primitive) {
        nc_sink_add_char(p->sink, '(');
        nc_sink_add_int(p->sink, t->primitive);
        nc_sink_add_string(p->sink, " primitive calls) ");
    }
    nc_sink_add_string(p->sink, "in ");
    nc_sink_add(p->sink, text, nc_number_format_fixed(text, sizeof text, t->self, 3));
    nc_sink_add_string(p->sink, " seconds\n\n");
}

static void print_row(printer *p, const nc_verbatim_row *row)
{
    nc_stdname name;

    add_calls(p->sink, row->calls, row->primitive, 9);
    nc_sink_add_char(p->sink, ' ');
    add_seconds(p->sink, row->self);
    nc_sink_add_char(p->sink, ' ');
    if (row->calls)
        add_seconds(p->sink, row->self / (double)row->calls);
    else
        add_blanks(p->sink, 8);
    nc_sink_add_char(p->sink, ' ');
    add_seconds(p->sink, row->total);
    nc_sink_add_char(p->sink, ' ');
    if (row->primitive)
        add_seconds(p->sink, row->total / (double)row->primitive);
    else
        add_blanks(p->sink, 8);
    nc_sink_add_char(p->sink, ' ');
    nc_pstats_table_name(&p->table, row->label, &name);
    add_name(p->sink, &name);
    nc_sink_add_char(p->sink, '\n');
}

/* Rows that are no pstats file's own: what must be known about them. */
static void print_notes(printer *p)
{
    const ncalls_profile *profile = p->profile;

    for (uint32_t i = 0; i < profile->note_count && !profile->verbatim; i++) {
        nc_sink_add_string(p->sink, "   Note: ");
        add_safe(p->sink, nc_profile_text(profile, profile->notes[i]), nc_profile_size(profile, profile->notes[i]));
        nc_sink_add_char(p->sink, '\n');
    }
}

/* What all three tables begin with; pstats prints no table without rows, and
 * then not even what made it so. */
static bool print_said(printer *p)
{
    if (!p->list.count)
        return false;
    nc_sink_add(p->sink, p->list.said.bytes, p->list.said.size);
    print_notes(p);
    nc_sink_add_char(p->sink, '\n');
    return true;
}

static ncalls_status print_stats(printer *p)
{
    print_files(p);
    print_counts(p);
    if (!print_said(p))
        return NCALLS_OK;
    nc_sink_add_string(p->sink, p->sampled ? " nsamples  tottime persample cumtime persample"
                                           : "   ncalls  tottime  percall  cumtime  percall");
    nc_sink_add_string(p->sink, " filename:lineno(function)\n");
    for (size_t i = 0; i < p->list.count && !nc_sink_failed(p->sink); i++)
        print_row(p, &p->table.v->rows[p->list.rows[i]]);
    nc_sink_add_string(p->sink, "\n\n");
    return NCALLS_OK;
}

/* ---- print_callers, print_callees ------------------------------------------ */

static size_t find_width(const printer *p)
{
    size_t width = 0;

    for (size_t i = 0; i < p->list.count; i++) {
        nc_stdname name;
        size_t length;

        nc_pstats_table_name(&p->table, p->table.v->rows[p->list.rows[i]].label, &name);
        length = nc_stdname_length(&name);
        if (length > width)
            width = length;
    }
    return width + 2;
}

/* Whether the first function that has callers has them with times. */
static bool has_tuples(const nc_verbatim *v)
{
    for (size_t i = 0; i < v->row_count; i++)
        if (v->rows[i].edge_count)
            return !v->edges[v->rows[i].first_edge].is_count;
    return false;
}

static void print_heading(printer *p, size_t width, const char *what)
{
    static const char heading[] = "Function ";
    size_t size = sizeof heading - 1;

    nc_sink_add(p->sink, heading, size);
    if (width > size)
        add_blanks(p->sink, width - size);
    nc_sink_add_string(p->sink, what);
    nc_sink_add_char(p->sink, '\n');
    if (has_tuples(p->table.v)) {
        add_blanks(p->sink, width);
        nc_sink_add_string(p->sink, p->sampled ? "    nsamples  tottime  cumtime\n" : "    ncalls  tottime  cumtime\n");
    }
}

/* The first call stands in its function's line, and is two narrower there. */
static void print_call(printer *p, const nc_pstats_calls *calls, const nc_pstats_call *call, size_t width, bool first)
{
    const nc_verbatim_edge *edge = &p->table.v->edges[call->edge];
    uint32_t row = calls->row[call->label];
    nc_stdname name;

    nc_pstats_table_name(&p->table, call->label, &name);
    if (!edge->is_count) {
        add_blanks(p->sink, first ? 0 : width + 1);
        add_calls(p->sink, edge->calls, edge->primitive, first ? 7 : 9);
        nc_sink_add_char(p->sink, ' ');
        add_seconds(p->sink, edge->self);
        nc_sink_add_char(p->sink, ' ');
        add_seconds(p->sink, edge->total);
        nc_sink_add_string(p->sink, "  ");
        add_name(p->sink, &name);
    } else {
        add_blanks(p->sink, first ? 0 : width + 3);
        add_name(p->sink, &name);
        nc_sink_add_char(p->sink, '(');
        nc_sink_add_int(p->sink, edge->calls);
        nc_sink_add_string(p->sink, ") ");
        /* pstats ends with a KeyError at a caller that has no row. */
        if (row)
            add_seconds(p->sink, p->table.v->rows[row - 1].total);
        else
            add_blanks(p->sink, 8);
    }
    nc_sink_add_char(p->sink, '\n');
}

static ncalls_status print_call_line(printer *p, nc_pstats_calls *calls, size_t place, size_t width,
                                     ncalls_error *error)
{
    bool callees = p->options->table == NCALLS_PSTATS_CALLEES;
    nc_stdname name;
    size_t count;
    const nc_pstats_call *of = nc_pstats_calls_of(calls, place, &count);

    if (!of)
        return nc_fail_memory(error);
    nc_pstats_table_name(&p->table, p->table.v->rows[p->list.rows[place]].label, &name);
    add_name(p->sink, &name);
    add_blanks(p->sink, width - nc_stdname_length(&name));
    nc_sink_add_string(p->sink, callees ? "-> " : "<- ");
    if (!count)
        nc_sink_add_char(p->sink, '\n');
    for (size_t i = 0; i < count; i++)
        print_call(p, calls, &of[i], width, i == 0);
    return NCALLS_OK;
}

static ncalls_status print_calls(printer *p, ncalls_error *error)
{
    bool callees = p->options->table == NCALLS_PSTATS_CALLEES;
    size_t width = find_width(p);
    nc_pstats_calls calls;
    ncalls_status status;

    if (!print_said(p))
        return NCALLS_OK;
    status = nc_pstats_calls_init(&calls, &p->table, &p->list, callees, error);
    if (!status)
        print_heading(p, width, callees ? "called..." : "was called by...");
    for (size_t i = 0; i < p->list.count && !status && !nc_sink_failed(p->sink); i++)
        status = print_call_line(p, &calls, i, width, error);
    nc_sink_add_string(p->sink, "\n\n");
    nc_pstats_calls_reset(&calls);
    return status;
}

static ncalls_status write_pstats(nc_sink *sink, const ncalls_results *results, const ncalls_write_options *options,
                                  ncalls_error *error)
{
    const ncalls_profile *profile = results->profile;
    bool with_edges = options->table != NCALLS_PSTATS_STATS;
    printer p = {.sink = sink, .profile = profile, .options = options};
    ncalls_status status = nc_pstats_table_init(&p.table, profile, options->strip_dirs, with_edges, error);

    p.sampled =
        profile->source_count && strcmp(nc_profile_text(profile, profile->sources[0].tool), "profiling.sampling") == 0;
    nc_text_init(&p.list.said);
    if (!status)
        status = nc_pstats_list_init(&p.list, &p.table, options, error);
    if (!status)
        status = with_edges ? print_calls(&p, error) : print_stats(&p);
    nc_pstats_list_reset(&p.list);
    nc_pstats_table_reset(&p.table);
    return status;
}

const nc_writer nc_write_pstats = {
    .row = {.name = "pstats",
            .suffix = NULL,
            .title = "what Python's pstats prints: print_stats, print_callers, print_callees",
            .keep = NCALLS_KEEP_VERBATIM,
            .binary = false},
    .write = write_pstats,
};
