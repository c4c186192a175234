/* SPDX-License-Identifier: MIT */
#include "rules/parts.h"

static bool is_part(const ncalls_profile *p, nc_func f)
{
    return p->functions.kind[f.at] == NCALLS_KIND_PYTHON && *nc_profile_text(p, p->functions.name[f.at]) == '<';
}

/* It stands in the same file, behind the first line of f. */
static bool is_behind(const ncalls_profile *p, nc_func part, nc_func f)
{
    const nc_functions *functions = &p->functions;

    return part.at != f.at && functions->file[part.at].at == functions->file[f.at].at &&
           functions->line[part.at] >= functions->line[f.at];
}

bool nc_parts_is_of(const ncalls_profile *p, nc_func part, nc_func f)
{
    const nc_edges *e = &p->edges;

    if (!is_part(p, part) || !is_behind(p, part, f))
        return false;
    for (uint32_t i = e->in_begin[part.at]; i < e->in_begin[part.at + 1]; i++) {
        nc_func caller = e->caller[i];

        if (caller.at == f.at ||
            (p->functions.kind[caller.at] == NCALLS_KIND_BUILTIN && nc_profile_find_edge(p, f, caller).at))
            return true;
    }
    return false;
}

/* Of the callers of f that are mine and stand before `part`, the last one; else `best`. */
static nc_func nearest_caller(const nc_meaning *m, nc_func f, nc_func part, nc_func best)
{
    const ncalls_profile *p = m->profile;
    const nc_edges *e = &p->edges;

    for (uint32_t i = e->in_begin[f.at]; i < e->in_begin[f.at + 1]; i++)
        if (m->is_mine[e->caller[i].at] && is_behind(p, part, e->caller[i]) &&
            (!best.at || p->functions.line[e->caller[i].at] > p->functions.line[best.at]))
            best = e->caller[i];
    return best;
}

nc_func nc_parts_owner(const nc_meaning *m, nc_func f)
{
    const ncalls_profile *p = m->profile;
    const nc_edges *e = &p->edges;
    nc_func owner;

    if (m->is_mine[f.at])
        return f;
    if (!m->is_my_file[p->functions.file[f.at].at] || !is_part(p, f))
        return (nc_func){0};
    owner = nearest_caller(m, f, f, (nc_func){0});
    for (uint32_t i = e->in_begin[f.at]; !owner.at && i < e->in_begin[f.at + 1]; i++)
        if (p->functions.kind[e->caller[i].at] == NCALLS_KIND_BUILTIN)
            owner = nearest_caller(m, e->caller[i], f, owner);
    return owner;
}
