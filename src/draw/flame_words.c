/* SPDX-License-Identifier: MIT */
#include "draw/flame_words.h"

#include <string.h>

#include "base/unit.h"
#include "draw/wording.h"

enum { LONGEST = 400 }; /* bytes of a name or a path: a frame is there a thousand times */

static void add_head(nc_text *out, const char *text, size_t size)
{
    size_t kept = size < LONGEST ? size : LONGEST;

    while (kept < size && kept && ((unsigned char)text[kept] & 0xc0) == 0x80)
        kept--;
    nc_text_add(out, text, kept);
    nc_text_add_string(out, kept < size ? "…" : "");
}

/* "list_books (books/views.py:14)" */
size_t nc_flame_words_name(const nc_flame_words *w, nc_text *out, uint32_t number)
{
    const nc_calltree_node *node = &w->tree->nodes[number];
    nc_naming_parts parts = nc_naming_of(&w->naming, node->function);
    size_t size;

    nc_text_add_string(out, node->estimated ? "~" : "");
    add_head(out, parts.name, parts.name_size);
    size = out->size;
    if (parts.form != NC_NAMING_PLACE && parts.form != NC_NAMING_FILE)
        return size;
    nc_text_add_string(out, " (");
    add_head(out, parts.path, parts.path_size);
    if (node->line || parts.form == NC_NAMING_PLACE)
        nc_text_add_format(out, ":%d", node->line ? node->line : parts.line);
    nc_text_add_char(out, ')');
    return size;
}

/* "612 ms, 95.7%" */
void nc_flame_words_cost(const nc_flame_words *w, nc_text *out, int64_t cost)
{
    char digits[NC_UNIT_ROOM], share[NC_UNIT_ROOM];

    nc_unit_format_cost(digits, cost, w->tree->profile->unit);
    nc_unit_format_share(share, cost, w->tree->whole);
    nc_text_add_string(out, digits);
    nc_text_add_string(out, w->tree->profile->unit == NCALLS_UNIT_SAMPLES ? " samples, " : ", ");
    nc_text_add_string(out, share);
}

/* Formats would take a tenth of the time of all. */
static void add_all(nc_text *out, const char *a, const char *b, const char *c)
{
    nc_text_add_string(out, a);
    nc_text_add_string(out, b);
    nc_text_add_string(out, c);
}

static void say_measured(const nc_flame_words *w, nc_text *out, const nc_calltree_node *node)
{
    const char *mark = node->estimated ? "~" : "";
    char digits[NC_UNIT_ROOM];

    add_all(out, " · ", mark, "");
    nc_flame_words_cost(w, out, node->total);
    if (node->self && !w->inverted) {
        nc_unit_format_cost(digits, node->self, w->tree->profile->unit);
        add_all(out, " · self ", mark, digits);
    }
    if (node->calls != NCALLS_ABSENT) {
        nc_unit_format_count(digits, node->calls);
        add_all(out, " · ", mark, digits);
        nc_text_add_string(out, node->calls == 1 ? " call" : " calls");
    }
    if (node->recursive)
        nc_text_add_string(out, " · with its recursion");
}

/* Costs of samples are scaled, and mean something as shares alone. */
static void add_amount(const nc_flame_words *w, nc_text *out, int64_t cost)
{
    char digits[NC_UNIT_ROOM];

    if (w->diff->overlay.diff->scaled)
        nc_unit_format_share(digits, cost, w->tree->whole);
    else
        nc_unit_format_cost(digits, cost, w->tree->profile->unit);
    nc_text_add_string(out, digits);
}

static void add_both(const nc_flame_words *w, nc_text *out, int64_t was, int64_t is)
{
    add_amount(w, out, was);
    if (was == is)
        return;
    nc_text_add_string(out, " → ");
    add_amount(w, out, is);
    nc_text_add_string(out, was < is ? " (+" : " (−");
    add_amount(w, out, was < is ? is - was : was - is);
    nc_text_add_char(out, ')');
}

static void add_calls(nc_text *out, int64_t was, int64_t is)
{
    char digits[NC_UNIT_ROOM];

    if (was == NCALLS_ABSENT || is == NCALLS_ABSENT)
        return;
    nc_text_add_string(out, " · ");
    nc_unit_format_count(digits, was);
    nc_text_add_string(out, digits);
    if (was != is) {
        nc_unit_format_count(digits, is);
        add_all(out, " → ", digits, "");
    }
    nc_text_add_string(out, is == 1 ? " call" : " calls");
}

/* " · added · 0 s → 974 ms (+974 ms) · self ... · 0 → 847 calls" */
static void say_changed(const nc_flame_words *w, nc_text *out, uint32_t node)
{
    const nc_treediff *d = w->diff;
    const uint32_t *at = d->nodes[node].at;
    int64_t was = nc_treediff_self(d, node, NC_DIFF_BASE), is = nc_treediff_self(d, node, NC_DIFF_NOW);

    if (node && !(at[NC_DIFF_BASE] && at[NC_DIFF_NOW]))
        nc_text_add_string(out, at[NC_DIFF_NOW] ? " · added" : " · removed");
    nc_text_add_string(out, " · ");
    add_both(w, out, nc_treediff_total(d, node, NC_DIFF_BASE), nc_treediff_total(d, node, NC_DIFF_NOW));
    if ((was || is) && !w->inverted) {
        nc_text_add_string(out, " · self ");
        add_both(w, out, was, is);
    }
    if (node)
        add_calls(out, nc_treediff_calls(d, node, NC_DIFF_BASE), nc_treediff_calls(d, node, NC_DIFF_NOW));
    if (w->tree->nodes[node].recursive)
        nc_text_add_string(out, " · with its recursion");
}

void nc_flame_words_figures(const nc_flame_words *w, nc_text *out, uint32_t node)
{
    if (w->diff)
        say_changed(w, out, node);
    else
        say_measured(w, out, &w->tree->nodes[node]);
}

/* ---- the whole ------------------------------------------------------------- */

static void add_source(nc_text *out, const ncalls_profile *p)
{
    const char *path, *slash;
    size_t size;

    if (p->source_count != 1) {
        nc_text_add_format(out, "%u files", p->source_count);
        return;
    }
    path = nc_profile_text(p, p->sources[0].path);
    size = nc_profile_size(p, p->sources[0].path);
    slash = memrchr(path, '/', size);
    nc_text_add(out, slash ? slash + 1 : path, slash ? size - (size_t)(slash + 1 - path) : size);
}

void nc_flame_words_title(const nc_flame_words *w, nc_text *out, const char *given)
{
    if (given) {
        nc_text_add_string(out, given);
        return;
    }
    nc_text_add_string(out, w->by_time ? "Flame chart of " : w->inverted ? "What costs most in " : "Flame graph of ");
    if (w->diff) {
        add_source(out, w->diff->side[NC_DIFF_BASE].profile);
        nc_text_add_string(out, " → ");
        add_source(out, w->diff->side[NC_DIFF_NOW].profile);
    } else {
        add_source(out, w->tree->profile);
    }
}

static const char *trust(const nc_flame_words *w)
{
    if (w->tree->exact)
        return " · from whole stacks";
    if (w->diff)
        return " · reconstructed from who called whom: ~ was divided among callers";
    if (w->tree->profile->has & NCALLS_HAS_EDGES)
        return " · reconstructed from who called whom: what is pale and has a ~ was divided among callers";
    return " · the input has no callers: each function stands alone";
}

void nc_flame_words_subtitle(const nc_flame_words *w, nc_text *out, const char *summary)
{
    if (w->diff) {
        nc_text_add_string(out, summary ? summary : "");
    } else {
        nc_flame_words_cost(w, out, w->tree->nodes[0].total);
    }
    nc_text_add_string(out, trust(w));
    if (w->inverted)
        nc_text_add_string(out, " · self time, and who called for it");
}

void nc_flame_words_caption(const nc_flame_words *w, nc_text *out, uint32_t merged, int64_t merged_total,
                            const nc_calltree_options *limits)
{
    char count[NC_UNIT_ROOM];

    if (w->diff)
        nc_text_add_string(out, "Frames are as wide as what is greater, before or now. ");
    nc_unit_format_count(count, merged);
    if (merged) {
        nc_text_add_format(out, "%s %s too narrow to be drawn: ", count, merged == 1 ? "frame is" : "frames are");
        nc_flame_words_cost(w, out, merged_total);
        nc_text_add_string(out, ", grey where there is room. ");
    }
    if (!w->diff && w->tree->nodes[0].total / 100 > w->tree->whole / 99)
        nc_text_add_string(out, "The roots add up to more than the whole: not all callers are what happened. ");
    if (w->tree->deep)
        nc_text_add_format(out, "What lies deeper than %u frames is not shown. ", limits->max_depth);
    if (w->tree->wide)
        nc_text_add_format(out, "Only the %u heaviest frames are shown. ", limits->max_nodes);
    nc_text_trim(out, ' ');
    nc_wording_add_filters(out, w->filters);
}
