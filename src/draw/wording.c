/* SPDX-License-Identifier: MIT */
#include "base/unit.h"
#include "base/utf8.h"
#include "draw/abbreviation.h"
#include "draw/wording_parts.h"

enum {
    NAME = NC_WORDING_NAME_CELLS,
    PLACE = 40,  /* cells of a path with its line */
    ABOUT = 160, /* cells of either in a tooltip */
};

void nc_wording_init(nc_wording *wording, const ncalls_results *results, const nc_overlay *overlay)
{
    wording->results = results;
    wording->overlay = overlay;
    nc_naming_init(&wording->naming, results);
}

/* Bytes from the start of `text` that take at most `cells`, once escaped. */
static size_t head_of(const char *text, size_t size, size_t cells)
{
    size_t at = 0, used = 0;

    while (at < size) {
        nc_rune rune = nc_utf8_next(text + at, size - at);

        used += nc_utf8_width(text + at, rune.size);
        if (used > cells)
            break;
        at += rune.size;
    }
    return at;
}

void nc_wording_add_cut(nc_text *out, const char *text, size_t size, size_t cells)
{
    size_t head = size > cells ? head_of(text, size, cells) : size;

    if (head < size)
        head = head_of(text, size, cells - 1);
    nc_text_add_escaped(out, text, head);
    if (head < size)
        nc_text_add_string(out, "…");
}

/* Loses its beginning, up to a separator where there is one. */
static void add_tail(nc_text *out, const char *path, size_t size, size_t cells)
{
    size_t from = size > cells ? size - cells : 0, at;

    if (size <= cells && nc_utf8_width(path, size) <= cells) {
        nc_text_add_escaped(out, path, size);
        return;
    }
    for (at = from; at < size && path[at] != '/' && path[at] != '\\'; at++)
        continue;
    if (at < size)
        from = at;
    while (from < size && ((unsigned char)path[from] & 0xc0) == 0x80)
        from++;
    nc_text_add_string(out, "…");
    nc_text_add_escaped(out, path + from, size - from);
}

void nc_wording_add_share(nc_text *out, int64_t part, int64_t whole)
{
    char text[NC_UNIT_ROOM];

    nc_text_add(out, text, nc_unit_format_share(text, part, whole));
}

void nc_wording_add_cost(const nc_wording *w, nc_text *out, int64_t cost)
{
    char text[NC_UNIT_ROOM];

    nc_text_add(out, text, nc_unit_format_cost(text, cost, w->results->profile->unit));
}

void nc_wording_add_count(nc_text *out, int64_t count)
{
    char text[NC_UNIT_ROOM];

    nc_text_add(out, text, nc_unit_format_count(text, count));
}

int64_t nc_wording_whole(const nc_wording *w)
{
    return w->results->whole->totals.self;
}

/* ---- functions ----------------------------------------------------------- */

/* Where a long name is to begin such that its last parts have room: they say
 * most of it. */
static size_t tail_of(const char *name, size_t size, size_t cells)
{
    size_t from = 0, next;

    while (size - from >= cells && (next = nc_abbreviation_next(name, size, from)) != 0)
        from = next;
    return from;
}

void nc_wording_add_name(const nc_wording *w, nc_text *out, nc_func function, size_t cells)
{
    nc_naming_parts parts = nc_naming_of(&w->naming, function);
    bool braced = parts.form == NC_NAMING_BRACED;
    size_t from = braced ? 0 : tail_of(parts.name, parts.name_size, cells);

    if (braced)
        nc_text_add_char(out, '{');
    if (from)
        nc_text_add_string(out, "…");
    nc_wording_add_cut(out, parts.name + from, parts.name_size - from, from ? cells - 1 : cells);
    if (braced)
        nc_text_add_char(out, '}');
    if (!parts.name_size)
        nc_text_add_string(out, "(no name)");
}

void nc_wording_add_place(const nc_wording *w, nc_text *out, nc_func function, size_t cells)
{
    nc_naming_parts parts = nc_naming_of(&w->naming, function);

    if (!parts.path_size)
        return;
    add_tail(out, parts.path, parts.path_size, cells);
    if (parts.form == NC_NAMING_PLACE)
        nc_text_add_format(out, ":%d", parts.line);
}

static void say_share(const nc_wording *w, nc_text *out, nc_func f)
{
    const nc_functions *functions = &w->results->profile->functions;

    if (nc_wording_whole(w) <= 0)
        return;
    if (functions->total[f.at] != NCALLS_ABSENT) {
        nc_wording_add_share(out, functions->total[f.at], nc_wording_whole(w));
        nc_text_add_string(out, ", ");
    }
    nc_text_add_string(out, "self ");
    nc_wording_add_share(out, functions->self[f.at], nc_wording_whole(w));
}

static void say_calls(const nc_wording *w, nc_text *out, nc_func f)
{
    const ncalls_profile *p = w->results->profile;
    int64_t calls = p->functions.calls[f.at], primitive = p->functions.primitive[f.at];

    if (!(p->has & NCALLS_HAS_CALLS))
        return;
    nc_wording_add_count(out, calls);
    nc_text_add_string(out, calls == 1 ? " call" : " calls");
    if (primitive == calls)
        return;
    nc_text_add_string(out, " (");
    nc_wording_add_count(out, primitive);
    nc_text_add_string(out, " primitive)");
}

/* "added · …/backends/utils.py:87", or either */
static void add_placed(const nc_wording *w, nc_text *out, nc_func f)
{
    const char *fate = w->overlay ? nc_wording_fate(w, f) : "";

    nc_text_add_string(out, fate);
    if (*fate && nc_naming_of(&w->naming, f).path_size)
        nc_text_add_string(out, " · ");
    nc_wording_add_place(w, out, f, PLACE);
}

void nc_wording_line(const nc_wording *w, nc_text *out, nc_wording_lines line, nc_func f)
{
    if (line == NC_WORDING_NAME) {
        nc_wording_add_name(w, out, f, NAME);
    } else if (line == NC_WORDING_PLACE) {
        add_placed(w, out, f);
    } else if (w->overlay) {
        nc_wording_add_change(w, out, line, f);
    } else if (line == NC_WORDING_COST) {
        say_share(w, out, f);
    } else if (line == NC_WORDING_CALLS) {
        say_calls(w, out, f);
    }
}

/* Each thing that is said has a line of its own. */
static void end_line(nc_text *out, size_t begin)
{
    if (out->size > begin)
        nc_text_add_char(out, '\n');
}

static void say_measured(const nc_wording *w, nc_text *out, nc_func f)
{
    const nc_functions *functions = &w->results->profile->functions;
    size_t begin;

    if (functions->total[f.at] != NCALLS_ABSENT) {
        nc_text_add_string(out, "cumulative ");
        nc_wording_add_cost(w, out, functions->total[f.at]);
        nc_text_add_string(out, " (");
        nc_wording_add_share(out, functions->total[f.at], nc_wording_whole(w));
        nc_text_add_string(out, ")\n");
    }
    nc_text_add_string(out, "self ");
    nc_wording_add_cost(w, out, functions->self[f.at]);
    nc_text_add_string(out, " (");
    nc_wording_add_share(out, functions->self[f.at], nc_wording_whole(w));
    nc_text_add_string(out, ")\n");
    begin = out->size;
    say_calls(w, out, f);
    end_line(out, begin);
}

void nc_wording_about(const nc_wording *w, nc_text *out, nc_func f)
{
    size_t begin;

    nc_wording_add_name(w, out, f, ABOUT);
    nc_text_add_char(out, '\n');
    begin = out->size;
    nc_wording_add_place(w, out, f, ABOUT);
    end_line(out, begin);
    if (w->overlay)
        nc_wording_add_changes(w, out, f);
    else
        say_measured(w, out, f);
}

/* ---- calls --------------------------------------------------------------- */

void nc_wording_edge_cost(const nc_wording *w, nc_text *out, const nc_selection_edge *edge)
{
    if (w->overlay) {
        nc_wording_add_edge_change(w, out, edge);
        return;
    }
    if (nc_wording_whole(w) <= 0)
        return;
    if (!edge->measured)
        nc_text_add_string(out, "~");
    nc_wording_add_share(out, edge->cost, nc_wording_whole(w));
}

void nc_wording_edge_calls(const nc_wording *w, nc_text *out, const nc_selection_edge *edge)
{
    int64_t calls = w->results->profile->edges.calls[edge->edge.at];

    if (w->overlay)
        nc_wording_add_edge_calls(w, out, edge);
    if (w->overlay || calls == NCALLS_ABSENT)
        return;
    nc_wording_add_count(out, calls);
    nc_text_add_string(out, "×");
}

void nc_wording_edge_about(const nc_wording *w, nc_text *out, const nc_selection_edge *edge)
{
    const nc_edges *e = &w->results->profile->edges;
    nc_func caller = e->caller[edge->edge.at], callee = e->callee[edge->edge.at];

    nc_wording_add_name(w, out, caller, NAME);
    nc_text_add_string(out, " → ");
    nc_wording_add_name(w, out, callee, NAME);
    nc_text_add_char(out, '\n');
    if (w->overlay) {
        nc_wording_add_edge_changes(w, out, edge);
        return;
    }
    if (e->calls[edge->edge.at] != NCALLS_ABSENT) {
        nc_wording_add_count(out, e->calls[edge->edge.at]);
        nc_text_add_string(out, e->calls[edge->edge.at] == 1 ? " call\n" : " calls\n");
    }
    nc_text_add_string(out, edge->measured ? "cumulative " : "cumulative, estimated from calls, ");
    nc_wording_add_cost(w, out, edge->cost);
    nc_text_add_string(out, " (");
    nc_wording_add_share(out, edge->cost, nc_wording_whole(w));
    nc_text_add_string(out, ")\n");
}
