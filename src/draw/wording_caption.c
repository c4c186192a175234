/* SPDX-License-Identifier: MIT */
/* The title of a call graph, and what it says of itself. */
#include <string.h>

#include "base/number.h"
#include "base/unit.h"
#include "draw/wording_parts.h"

/* "app.prof", "app.prof and 3 more" */
static void add_source(nc_text *out, const ncalls_profile *p)
{
    const char *path, *slash;
    size_t size;

    path = nc_profile_text(p, p->sources[0].path);
    size = nc_profile_size(p, p->sources[0].path);
    slash = memrchr(path, '/', size);
    if (slash && slash + 1 < path + size) {
        size = (size_t)(path + size - slash - 1);
        path = slash + 1;
    }
    if (size == 1 && *path == '-')
        nc_text_add_string(out, "standard input");
    else
        nc_wording_add_cut(out, path, size, NC_WORDING_NAME_CELLS);
    if (p->source_count > 1)
        nc_text_add_format(out, " and %u more", p->source_count - 1);
}

void nc_wording_title(const nc_wording *w, nc_text *out)
{
    const ncalls_profile *base = w->overlay ? w->overlay->diff->profile[NC_DIFF_BASE] : NULL;
    const ncalls_profile *p = w->overlay ? w->overlay->diff->profile[NC_DIFF_NOW] : w->results->whole;

    nc_text_add_string(out, "Call graph");
    if (!p->source_count)
        return;
    nc_text_add_string(out, " of ");
    if (base && base->source_count) {
        add_source(out, base);
        nc_text_add_string(out, " → ");
    }
    add_source(out, p);
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

/* "1.01 s in 527,370 calls" */
static void add_whole(const nc_wording *w, nc_text *out, const ncalls_profile *p)
{
    nc_wording_add_cost(w, out, p->totals.self);
    if (p->unit == NCALLS_UNIT_SAMPLES)
        nc_text_add_string(out, p->totals.self == 1 ? " sample" : " samples");
    if (p->totals.calls != NCALLS_ABSENT) {
        nc_text_add_string(out, " in ");
        nc_wording_add_count(out, p->totals.calls);
        nc_text_add_string(out, p->totals.calls == 1 ? " call" : " calls");
    }
}

static void add_count_of(nc_text *out, const char *what, uint32_t count)
{
    if (!count)
        return;
    nc_text_add_string(out, what);
    nc_wording_add_count(out, count);
}

static void add_wholes(const nc_wording *w, nc_text *out)
{
    const nc_diff *diff = w->overlay->diff;
    uint32_t count[NC_PAIRING_GONE + 1] = {0};

    nc_text_add_string(out, "Before: ");
    add_whole(w, out, diff->profile[NC_DIFF_BASE]);
    nc_text_add_string(out, "; now: ");
    add_whole(w, out, diff->profile[NC_DIFF_NOW]);
    for (uint32_t row = 1; row <= diff->pairing.count; row++)
        count[diff->pairing.rows[row].how]++;
    add_count_of(out, "; functions added: ", count[NC_PAIRING_ADDED]);
    add_count_of(out, "; removed: ", count[NC_PAIRING_GONE]);
    add_count_of(out, "; moved: ", count[NC_PAIRING_MOVED]);
    add_count_of(out, "; renamed: ", count[NC_PAIRING_RENAMED]);
}

/* Who calls whom among them, where that is not all of it. */
static void add_links(nc_text *out, const nc_selection *s, uint32_t undrawn)
{
    if (s->edge_count - undrawn == s->links)
        return;
    nc_text_add_string(out, ", and ");
    nc_wording_add_count(out, s->edge_count - undrawn);
    nc_text_add_string(out, " of the ");
    nc_wording_add_count(out, s->links);
    nc_text_add_string(out, " ways they call each other");
}

/* "Left out: 495 below 0.5%, 61 more for want of room." */
static void add_left_out(nc_text *out, const nc_selection *s, uint32_t undrawn)
{
    const char *before = " Left out: ";

    if (s->small) {
        nc_text_add_string(out, before);
        nc_wording_add_count(out, s->small);
        nc_text_add_string(out, " below ");
        add_percent(out, s->min_node);
        before = ", ";
    }
    if (s->deep) {
        nc_text_add_string(out, before);
        nc_wording_add_count(out, s->deep);
        nc_text_add_string(out, " too deep");
        before = ", ";
    }
    if (s->unrelated) {
        nc_text_add_string(out, before);
        nc_wording_add_count(out, s->unrelated);
        nc_text_add_string(out, " more for want of room");
    }
    nc_text_add_string(out, s->small || s->deep || s->unrelated ? "." : "");
    if (undrawn) {
        nc_text_add_string(out, " Not drawn: ");
        nc_wording_add_count(out, undrawn);
        nc_text_add_string(out, undrawn == 1 ? " call over too many ranks." : " calls over too many ranks.");
    }
}

static void add_filter(nc_text *out, const char *option, const char *pattern, const char **before)
{
    if (!pattern)
        return;
    nc_text_add_string(out, *before);
    nc_text_add_string(out, option);
    nc_wording_add_cut(out, pattern, strlen(pattern), NC_WORDING_NAME_CELLS);
    *before = ", ";
}

void nc_wording_add_filters(nc_text *out, const ncalls_analyze_options *filters)
{
    const char *before = out->size ? " Filtered: " : "Filtered: ";

    add_filter(out, "focus ", filters->focus, &before);
    add_filter(out, "ignore ", filters->ignore, &before);
    add_filter(out, "hide ", filters->hide, &before);
    add_filter(out, "show from ", filters->show_from, &before);
    add_filter(out, "only ", filters->only_mine ? "your code" : NULL, &before);
    if (*before == ',')
        nc_text_add_char(out, '.');
}

void nc_wording_caption(const nc_wording *w, nc_text *out, const nc_selection *s, uint32_t undrawn)
{
    if (w->overlay)
        add_wholes(w, out);
    else
        add_whole(w, out, w->results->whole);
    nc_text_add_string(out, ". ");
    if (!s->node_count) {
        nc_text_add_string(out, "There is no function to show.");
        nc_wording_add_filters(out, &w->results->filters);
        return;
    }
    if (s->node_count == s->functions)
        nc_text_add_string(out, s->functions == 1 ? "Its one function is shown" : "All ");
    if (s->functions != 1 || s->node_count != s->functions) {
        nc_wording_add_count(out, s->node_count);
        if (s->node_count != s->functions) {
            nc_text_add_string(out, " of ");
            nc_wording_add_count(out, s->functions);
        }
        nc_text_add_string(out, " functions are shown");
    }
    if (s->whole > 0 && s->node_count != s->functions && !w->overlay) {
        nc_text_add_string(out, ", with ");
        nc_wording_add_share(out, s->self, s->whole);
        nc_text_add_string(out, " of the self cost");
    }
    add_links(out, s, undrawn);
    nc_text_add_char(out, '.');
    add_left_out(out, s, undrawn);
    nc_wording_add_filters(out, &w->results->filters);
    if (!(w->results->profile->has & NCALLS_HAS_EDGES))
        nc_text_add_string(out, " The input does not say who called whom.");
}
