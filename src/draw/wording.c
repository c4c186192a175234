/* SPDX-License-Identifier: MIT */
#include "draw/wording.h"

#include <string.h>

#include "base/number.h"
#include "base/unit.h"
#include "base/utf8.h"

enum {
    NAME = 60,    /* cells of a name */
    PLACE = 34,   /* cells of a path with its line */
    ABOUT = 160,  /* cells of either in a tooltip */
};

void nc_wording_init(nc_wording *wording, const ncalls_results *results)
{
    wording->results = results;
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

static void add_cut(nc_text *out, const char *text, size_t size, size_t cells)
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

static void add_share(nc_text *out, int64_t part, int64_t whole)
{
    char text[NC_UNIT_ROOM];

    nc_text_add(out, text, nc_unit_format_share(text, part, whole));
}

static void add_cost(const nc_wording *w, nc_text *out, int64_t cost)
{
    char text[NC_UNIT_ROOM];

    nc_text_add(out, text, nc_unit_format_cost(text, cost, w->results->profile->unit));
}

static void add_count(nc_text *out, int64_t count)
{
    char text[NC_UNIT_ROOM];

    nc_text_add(out, text, nc_unit_format_count(text, count));
}

static int64_t whole(const nc_wording *w)
{
    return w->results->whole->totals.self;
}

/* ---- functions ----------------------------------------------------------- */

static void add_name(const nc_wording *w, nc_text *out, nc_func function, size_t cells)
{
    nc_naming_parts parts = nc_naming_of(&w->naming, function);
    bool braced = parts.form == NC_NAMING_BRACED;

    if (braced)
        nc_text_add_char(out, '{');
    add_cut(out, parts.name, parts.name_size, cells);
    if (braced)
        nc_text_add_char(out, '}');
    if (!parts.name_size)
        nc_text_add_string(out, "(no name)");
}

static void add_place(const nc_wording *w, nc_text *out, nc_func function, size_t cells)
{
    nc_naming_parts parts = nc_naming_of(&w->naming, function);

    if (!parts.path_size)
        return;
    add_tail(out, parts.path, parts.path_size, cells);
    if (parts.form == NC_NAMING_PLACE)
        nc_text_add_format(out, ":%d", parts.line);
}

void nc_wording_name(const nc_wording *wording, nc_text *out, nc_func function)
{
    add_name(wording, out, function, NAME);
}

void nc_wording_place(const nc_wording *wording, nc_text *out, nc_func function)
{
    add_place(wording, out, function, PLACE);
}

void nc_wording_share(const nc_wording *w, nc_text *out, nc_func f)
{
    const nc_functions *functions = &w->results->profile->functions;

    if (functions->total[f.at] != NCALLS_ABSENT) {
        add_share(out, functions->total[f.at], whole(w));
        nc_text_add_string(out, ", ");
    }
    nc_text_add_string(out, "self ");
    add_share(out, functions->self[f.at], whole(w));
}

void nc_wording_calls(const nc_wording *w, nc_text *out, nc_func f)
{
    const ncalls_profile *p = w->results->profile;
    int64_t calls = p->functions.calls[f.at], primitive = p->functions.primitive[f.at];

    if (!(p->has & NCALLS_HAS_CALLS))
        return;
    add_count(out, calls);
    nc_text_add_string(out, calls == 1 ? " call" : " calls");
    if (primitive == calls)
        return;
    nc_text_add_string(out, " (");
    add_count(out, primitive);
    nc_text_add_string(out, " primitive)");
}

void nc_wording_about(const nc_wording *w, nc_text *out, nc_func f)
{
    const nc_functions *functions = &w->results->profile->functions;
    size_t begin;

    add_name(w, out, f, ABOUT);
    nc_text_add_char(out, '\n');
    begin = out->size;
    add_place(w, out, f, ABOUT);
    if (out->size > begin)
        nc_text_add_char(out, '\n');
    if (functions->total[f.at] != NCALLS_ABSENT) {
        nc_text_add_string(out, "cumulative ");
        add_cost(w, out, functions->total[f.at]);
        nc_text_add_string(out, " (");
        add_share(out, functions->total[f.at], whole(w));
        nc_text_add_string(out, ")\n");
    }
    nc_text_add_string(out, "self ");
    add_cost(w, out, functions->self[f.at]);
    nc_text_add_string(out, " (");
    add_share(out, functions->self[f.at], whole(w));
    nc_text_add_string(out, ")\n");
    begin = out->size;
    nc_wording_calls(w, out, f);
    if (out->size > begin)
        nc_text_add_char(out, '\n');
}

/* ---- calls --------------------------------------------------------------- */

void nc_wording_edge_share(const nc_wording *w, nc_text *out, const nc_selection_edge *edge)
{
    if (!edge->measured)
        nc_text_add_string(out, "~");
    add_share(out, edge->cost, whole(w));
}

void nc_wording_edge_calls(const nc_wording *w, nc_text *out, const nc_selection_edge *edge)
{
    int64_t calls = w->results->profile->edges.calls[edge->edge.at];

    if (calls == NCALLS_ABSENT)
        return;
    add_count(out, calls);
    nc_text_add_string(out, "×");
}

void nc_wording_edge_about(const nc_wording *w, nc_text *out, const nc_selection_edge *edge)
{
    const nc_edges *e = &w->results->profile->edges;
    nc_func caller = e->caller[edge->edge.at], callee = e->callee[edge->edge.at];

    add_name(w, out, caller, NAME);
    nc_text_add_string(out, " → ");
    add_name(w, out, callee, NAME);
    nc_text_add_char(out, '\n');
    if (e->calls[edge->edge.at] != NCALLS_ABSENT) {
        add_count(out, e->calls[edge->edge.at]);
        nc_text_add_string(out, e->calls[edge->edge.at] == 1 ? " call\n" : " calls\n");
    }
    nc_text_add_string(out, edge->measured ? "cumulative " : "cumulative, estimated from calls, ");
    add_cost(w, out, edge->cost);
    nc_text_add_string(out, " (");
    add_share(out, edge->cost, whole(w));
    nc_text_add_string(out, ")\n");
}

/* ---- the whole ----------------------------------------------------------- */

void nc_wording_title(const nc_wording *w, nc_text *out)
{
    const ncalls_profile *p = w->results->whole;
    const char *path, *slash;
    size_t size;

    nc_text_add_string(out, "Call graph");
    if (!p->source_count)
        return;
    path = nc_profile_text(p, p->sources[0].path);
    size = nc_profile_size(p, p->sources[0].path);
    slash = memrchr(path, '/', size);
    if (slash && slash + 1 < path + size) {
        size = (size_t)(path + size - slash - 1);
        path = slash + 1;
    }
    nc_text_add_string(out, " of ");
    if (size == 1 && *path == '-')
        nc_text_add_string(out, "standard input");
    else
        add_cut(out, path, size, NAME);
    if (p->source_count > 1)
        nc_text_add_format(out, " and %u more", p->source_count - 1);
}

static void add_percent(nc_text *out, double part)
{
    char text[40];
    size_t size = nc_number_format_shortest(text, (double)(int64_t)(part * 1e6 + 0.5) / 1e4);

    if (size > 2 && memcmp(text + size - 2, ".0", 2) == 0)
        size -= 2;
    nc_text_add(out, text, size);
    nc_text_add_char(out, '%');
}

static void add_whole(const nc_wording *w, nc_text *out)
{
    const ncalls_profile *p = w->results->whole;

    add_cost(w, out, p->totals.self);
    if (p->unit == NCALLS_UNIT_SAMPLES)
        nc_text_add_string(out, p->totals.self == 1 ? " sample" : " samples");
    if (p->totals.calls != NCALLS_ABSENT) {
        nc_text_add_string(out, " in ");
        add_count(out, p->totals.calls);
        nc_text_add_string(out, p->totals.calls == 1 ? " call" : " calls");
    }
    nc_text_add_string(out, ". ");
}

/* Who calls whom among them, where that is not all of it. */
static void add_links(nc_text *out, const nc_selection *s, uint32_t undrawn)
{
    if (s->edge_count - undrawn == s->links)
        return;
    nc_text_add_string(out, ", and ");
    add_count(out, s->edge_count - undrawn);
    nc_text_add_string(out, " of the ");
    add_count(out, s->links);
    nc_text_add_string(out, " ways they call each other");
}

static void add_left_out(nc_text *out, const nc_selection *s, uint32_t undrawn)
{
    if (s->small) {
        nc_text_add_string(out, " Left out: ");
        add_count(out, s->small);
        nc_text_add_string(out, " below ");
        add_percent(out, s->min_node);
        nc_text_add_string(out, s->unrelated ? ", " : ".");
    }
    if (s->unrelated) {
        nc_text_add_string(out, s->small ? "" : " Left out: ");
        add_count(out, s->unrelated);
        nc_text_add_string(out, " more for want of room.");
    }
    if (undrawn) {
        nc_text_add_string(out, " Not drawn: ");
        add_count(out, undrawn);
        nc_text_add_string(out, undrawn == 1 ? " call over too many ranks." : " calls over too many ranks.");
    }
}

void nc_wording_caption(const nc_wording *w, nc_text *out, const nc_selection *s, uint32_t undrawn)
{
    add_whole(w, out);
    if (!s->node_count) {
        nc_text_add_string(out, "There is no function to show.");
        return;
    }
    if (s->node_count == s->functions)
        nc_text_add_string(out, s->functions == 1 ? "Its one function is shown" : "All ");
    if (s->functions != 1 || s->node_count != s->functions) {
        add_count(out, s->node_count);
        if (s->node_count != s->functions) {
            nc_text_add_string(out, " of ");
            add_count(out, s->functions);
        }
        nc_text_add_string(out, " functions are shown");
    }
    if (s->whole > 0 && s->node_count != s->functions) {
        nc_text_add_string(out, ", with ");
        add_share(out, s->self, s->whole);
        nc_text_add_string(out, " of the self cost");
    }
    add_links(out, s, undrawn);
    nc_text_add_char(out, '.');
    add_left_out(out, s, undrawn);
    if (!(w->results->profile->has & NCALLS_HAS_EDGES))
        nc_text_add_string(out, " The input does not say who called whom.");
}
