/* SPDX-License-Identifier: MIT */
#include "model/profile.h"

#include <string.h>

#include "base/alloc.h"
#include "model/edges.h"

static void free_functions(nc_functions *f)
{
    nc_alloc_free(f->name);
    nc_alloc_free(f->file);
    nc_alloc_free(f->line);
    nc_alloc_free(f->kind);
    nc_alloc_free(f->calls);
    nc_alloc_free(f->primitive);
    nc_alloc_free(f->self);
    nc_alloc_free(f->total);
}

static void free_contexts(nc_contexts *c)
{
    nc_alloc_free(c->parent);
    nc_alloc_free(c->end);
    nc_alloc_free(c->function);
    nc_alloc_free(c->line);
    nc_alloc_free(c->thread);
    nc_alloc_free(c->self);
    nc_alloc_free(c->total);
}

static void free_lines(nc_lines *l)
{
    nc_alloc_free(l->function);
    nc_alloc_free(l->line);
    nc_alloc_free(l->hits);
    nc_alloc_free(l->self);
    nc_alloc_free(l->memory);
    nc_alloc_free(l->blocks);
    nc_alloc_free(l->source);
}

void ncalls_profile_free(ncalls_profile *profile)
{
    if (!profile)
        return;
    nc_strtab_reset(&profile->strings);
    nc_alloc_free(profile->files.path);
    nc_alloc_free(profile->files.package);
    nc_alloc_free(profile->files.library);
    nc_alloc_free(profile->files.class_);
    free_functions(&profile->functions);
    nc_edges_reset(&profile->edges);
    free_contexts(&profile->contexts);
    free_lines(&profile->lines);
    nc_timeline_reset(&profile->timeline);
    nc_alloc_free(profile->threads);
    nc_alloc_free(profile->sources);
    nc_alloc_free(profile->notes);
    nc_verbatim_free(profile->verbatim);
    nc_alloc_free(profile);
}

unsigned ncalls_profile_has(const ncalls_profile *profile)
{
    return profile->has;
}

ncalls_unit ncalls_profile_unit(const ncalls_profile *profile)
{
    return profile->unit;
}

ncalls_totals ncalls_profile_totals(const ncalls_profile *profile)
{
    return profile->totals;
}

bool ncalls_profile_function(const ncalls_profile *profile, uint32_t id, ncalls_function *out)
{
    const nc_functions *f = &profile->functions;
    bool has_calls = profile->has & NCALLS_HAS_CALLS;
    nc_func func = {id};
    nc_str path;

    if (!id || id > f->count)
        return false;
    path = nc_profile_path(profile, func);
    *out = (ncalls_function){
        .name = nc_profile_text(profile, f->name[id]),
        .name_size = nc_profile_size(profile, f->name[id]),
        .file = nc_profile_text(profile, path),
        .file_size = nc_profile_size(profile, path),
        .package = nc_profile_text(profile, nc_profile_package(profile, func)),
        .line = f->line[id],
        .kind = (ncalls_kind)f->kind[id],
        .class_ = nc_profile_class(profile, func),
        .calls = has_calls ? f->calls[id] : NCALLS_ABSENT,
        .primitive = has_calls ? f->primitive[id] : NCALLS_ABSENT,
        .self = f->self[id],
        .total = f->total[id],
    };
    return true;
}

bool ncalls_profile_edge(const ncalls_profile *profile, uint32_t id, ncalls_edge *out)
{
    const nc_edges *e = &profile->edges;

    if (!id || id > e->count)
        return false;
    *out = (ncalls_edge){e->caller[id].at, e->callee[id].at, e->calls[id], e->primitive[id], e->self[id], e->total[id]};
    return true;
}

nc_str nc_profile_find_text(const ncalls_profile *profile, const char *text)
{
    size_t size = strlen(text);

    for (uint32_t id = 1; id < profile->strings.count; id++) {
        nc_str str = {id};

        if (nc_profile_size(profile, str) == size && memcmp(nc_profile_text(profile, str), text, size) == 0)
            return str;
    }
    return (nc_str){0};
}

nc_edge nc_profile_find_edge(const ncalls_profile *profile, nc_func caller, nc_func callee)
{
    const nc_edges *e = &profile->edges;
    uint32_t low = e->in_begin[callee.at], high = e->in_begin[callee.at + 1];

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;

        if (e->caller[middle].at < caller.at)
            low = middle + 1;
        else
            high = middle;
    }
    return (nc_edge){low < e->in_begin[callee.at + 1] && e->caller[low].at == caller.at ? low : 0};
}

static int compare_text(const ncalls_profile *profile, nc_str a, nc_str b)
{
    size_t a_size = nc_profile_size(profile, a), b_size = nc_profile_size(profile, b);
    int order = memcmp(nc_profile_text(profile, a), nc_profile_text(profile, b), a_size < b_size ? a_size : b_size);

    return order ? order : (a_size > b_size) - (a_size < b_size);
}

int nc_profile_compare(const ncalls_profile *profile, nc_func a, nc_func b)
{
    const nc_functions *f = &profile->functions;
    nc_str a_path, b_path;
    int order;

    if (a.at == b.at)
        return 0;
    a_path = nc_profile_path(profile, a);
    b_path = nc_profile_path(profile, b);
    order = a_path.at == b_path.at ? 0 : compare_text(profile, a_path, b_path);
    if (order)
        return order;
    if (f->line[a.at] != f->line[b.at])
        return f->line[a.at] < f->line[b.at] ? -1 : 1;
    return compare_text(profile, f->name[a.at], f->name[b.at]);
}
