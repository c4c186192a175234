/* SPDX-License-Identifier: MIT */
#include "rules/changed.h"

#include "analyze/naming.h"
#include "base/alloc.h"
#include "base/sort.h"

static int compare_places(const void *left, const void *right, void *payload)
{
    const ncalls_profile *p = payload;
    uint32_t a = ((const nc_func *)left)->at, b = ((const nc_func *)right)->at;

    if (p->functions.file[a].at != p->functions.file[b].at)
        return p->functions.file[a].at < p->functions.file[b].at ? -1 : 1;
    if (p->functions.line[a] != p->functions.line[b])
        return p->functions.line[a] < p->functions.line[b] ? -1 : 1;
    return (a > b) - (a < b);
}

/* A <lambda> or <listcomp> lies within another function, <module> around all. */
static bool ends_others(const ncalls_profile *p, nc_func f)
{
    const char *name = nc_profile_text(p, p->functions.name[f.at]);

    return *name != '<' && p->functions.line[f.at] > 0 && nc_profile_class(p, f) == NCALLS_CLASS_MINE;
}

bool nc_changed_init(nc_changed *c, const ncalls_results *results, const ncalls_changes *changes,
                     nc_sources *sources)
{
    const ncalls_profile *p = results->whole;

    *c = (nc_changed){p, results->path_prefix ? results->path_prefix : "", changes, NULL, 0, sources};
    c->order = nc_alloc_zeroed((size_t)p->functions.count + 1, sizeof *c->order);
    for (uint32_t f = 1; c->order && f <= p->functions.count; f++)
        if (ends_others(p, (nc_func){f}))
            c->order[c->count++] = (nc_func){f};
    if (c->order)
        nc_sort(c->order, c->count, sizeof *c->order, compare_places, (void *)p);
    return c->order;
}

void nc_changed_reset(nc_changed *c)
{
    nc_alloc_free(c->order);
    c->order = NULL;
}

/* The line before the next function of f's file, or the last that there can be. */
static int32_t last_line(const nc_changed *c, nc_func f)
{
    const ncalls_profile *p = c->profile;
    nc_file file = p->functions.file[f.at];
    int32_t known = nc_sources_end(c->sources, f);
    uint32_t low = 0, high = c->count;

    if (known)
        return known;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2, g = c->order[middle].at;
        bool behind = p->functions.file[g].at > file.at ||
                      (p->functions.file[g].at == file.at && p->functions.line[g] > p->functions.line[f.at]);

        if (behind)
            high = middle;
        else
            low = middle + 1;
    }
    if (low < c->count && p->functions.file[c->order[low].at].at == file.at)
        return p->functions.line[c->order[low].at] - 1;
    return INT32_MAX;
}

static const nc_unidiff_range *find_ranges(const nc_changed *c, nc_func f, size_t *count)
{
    const ncalls_profile *p = c->profile;
    nc_str id = nc_profile_path(p, f);
    const char *path = nc_profile_text(p, id);
    size_t size = nc_profile_size(p, id), taken = nc_naming_prefix(c->prefix, path, size);

    if (!taken && size > 2 && path[0] == '.' && path[1] == '/')
        taken = 2;
    return nc_unidiff_find(c->changes, path + taken, size - taken, count);
}

/* The first line in [first, last] that was added; where lines only went, the one before them; 0: none. */
static int32_t find_line(const nc_unidiff_range *ranges, size_t count, int32_t first, int32_t last)
{
    int32_t gone = 0;

    for (size_t i = 0; i < count; i++) {
        int32_t line = ranges[i].first > first ? ranges[i].first : first;

        if (ranges[i].last < first || ranges[i].first > last)
            continue;
        if (ranges[i].added)
            return line;
        if (!gone)
            gone = line;
    }
    return gone;
}

/* A changed line of f, 0 if there is none. Of a finding with a line of its own that line, if it was
 * changed. */
static int32_t find_change(const nc_changed *c, nc_func f, int32_t own)
{
    int32_t first = c->profile->functions.line[f.at], line;
    const nc_unidiff_range *ranges;
    size_t count;

    if (first <= 0 || nc_profile_class(c->profile, f) != NCALLS_CLASS_MINE)
        return 0;
    ranges = find_ranges(c, f, &count);
    if (!ranges)
        return 0;
    line = own > first ? find_line(ranges, count, own, own) : 0;
    return line ? line : find_line(ranges, count, first, last_line(c, f));
}

bool nc_changed_touches(const nc_changed *c, nc_finding *f)
{
    for (uint32_t i = 0; i < f->path_count; i++) {
        nc_func function = {f->path[i].function};

        f->changed_line = find_change(c, function, i ? 0 : f->site ? f->site : f->line);
        if (f->changed_line) {
            f->changed = function;
            return true;
        }
    }
    return false;
}
