/* SPDX-License-Identifier: MIT */
#include "analyze/pairing_side.h"

#include <string.h>

#include "analyze/modulepath.h"
#include "base/alloc.h"
#include "base/hash.h"
#include "base/text.h"

enum { CALLED = 1, CALLING = 2, SEED = 7 };

/* The last `parts` components. */
static const char *tail_of(const char *path, size_t size, unsigned parts)
{
    while (size && (path[size - 1] != '/' || --parts))
        size--;
    return path + size;
}

static bool know_files(nc_pairing_side *s, nc_strtab *strings)
{
    const nc_files *f = &s->profile->files;
    bool sound = true;
    nc_text text;

    nc_text_init(&text);
    for (uint32_t i = 1; i <= f->count && sound; i++) {
        const char *two, *one;

        nc_text_clear(&text);
        nc_modulepath_add(&text, nc_profile_text(s->profile, f->path[i]), nc_profile_size(s->profile, f->path[i]));
        two = tail_of(text.bytes, text.size, 2);
        one = tail_of(text.bytes, text.size, 1);
        sound = !nc_text_failed(&text) && nc_strtab_add(strings, text.bytes, text.size, &s->module[i]) &&
                nc_strtab_add(strings, two, text.size - (size_t)(two - text.bytes), &s->tail[i]) &&
                nc_strtab_add(strings, one, text.size - (size_t)(one - text.bytes), &s->file[i]);
    }
    nc_text_reset(&text);
    return sound;
}

static bool know_names(nc_pairing_side *s, nc_strtab *strings)
{
    const ncalls_profile *p = s->profile;

    for (uint32_t i = 1; i <= p->functions.count; i++) {
        const char *name = nc_profile_text(p, p->functions.name[i]);
        size_t size = nc_profile_size(p, p->functions.name[i]), first = 0;

        while (first < size && name[first] == '_')
            first++;
        if (!nc_strtab_add(strings, name, size, &s->name[i]))
            return false;
        if (!first)
            s->bare[i] = s->name[i];
        else if (first < size && !nc_strtab_add(strings, name + first, size - first, &s->bare[i]))
            return false;
    }
    return true;
}

size_t nc_pairing_side_last(const char *name, size_t size)
{
    size_t begin = size;

    if (size && name[size - 1] == '>')
        while (begin && name[begin - 1] != '<')
            begin--;
    if (begin && begin < size)
        begin--; /* the bracket itself */
    else if (begin == size)
        while (begin && name[begin - 1] != '.')
            begin--;
    return begin && name[begin - 1] == '.' ? begin : 0;
}

/* Samplers of Python 3.11 on write qualified names, older ones cannot. */
static bool know_last(nc_pairing_side *s, nc_strtab *strings)
{
    const ncalls_profile *p = s->profile;

    for (uint32_t i = 1; i <= p->functions.count; i++) {
        const char *name = nc_profile_text(p, p->functions.name[i]);
        size_t size = nc_profile_size(p, p->functions.name[i]);
        size_t begin = p->functions.kind[i] == NCALLS_KIND_PYTHON ? nc_pairing_side_last(name, size) : 0;

        if (!begin || begin == size)
            continue;
        if (!s->last)
            s->last = nc_alloc_zeroed((size_t)p->functions.count + 1, sizeof *s->last);
        if (!s->last || !nc_strtab_add(strings, name + begin, size - begin, &s->last[i]))
            return false;
    }
    return true;
}

/* The sum of a hash of each neighbour's name does not depend on their order. */
static void know_shapes(nc_pairing_side *s)
{
    const nc_edges *e = &s->profile->edges;

    for (uint32_t i = 1; i <= e->count; i++) {
        uint32_t from = e->caller[i].at, to = e->callee[i].at;

        s->shape[from] += nc_hash_pair(s->name[to].at, CALLED, SEED);
        s->shape[to] += nc_hash_pair(s->name[from].at, CALLING, SEED);
    }
}

bool nc_pairing_side_init(nc_pairing_side *s, nc_strtab *strings, const ncalls_profile *profile)
{
    size_t files = (size_t)profile->files.count + 1, functions = (size_t)profile->functions.count + 1;

    s->profile = profile;
    s->module = nc_alloc_zeroed(files, sizeof *s->module);
    s->tail = nc_alloc_zeroed(files, sizeof *s->tail);
    s->file = nc_alloc_zeroed(files, sizeof *s->file);
    s->origin = nc_alloc_zeroed(files, sizeof *s->origin);
    s->name = nc_alloc_zeroed(functions, sizeof *s->name);
    s->bare = nc_alloc_zeroed(functions, sizeof *s->bare);
    s->shape = nc_alloc_zeroed(functions, sizeof *s->shape);
    s->partner = nc_alloc_zeroed(functions, sizeof *s->partner);
    s->how = nc_alloc_zeroed(functions, sizeof *s->how);
    if (!s->module || !s->tail || !s->file || !s->origin || !s->name || !s->bare || !s->shape || !s->partner ||
        !s->how)
        return false;
    if (!know_files(s, strings) || !know_names(s, strings) || !know_last(s, strings))
        return false;
    know_shapes(s);
    return true;
}

void nc_pairing_side_reset(nc_pairing_side *s)
{
    nc_alloc_free(s->module);
    nc_alloc_free(s->tail);
    nc_alloc_free(s->file);
    nc_alloc_free(s->origin);
    nc_alloc_free(s->name);
    nc_alloc_free(s->bare);
    nc_alloc_free(s->last);
    nc_alloc_free(s->shape);
    nc_alloc_free(s->partner);
    nc_alloc_free(s->how);
    *s = (nc_pairing_side){0};
}

/* One neighbour of `f`, as both sides call it: a pair by its function of the base. */
static bool add_neighbour(nc_pairing_side *s, uint32_t f, uint32_t neighbour, unsigned way, bool is_base)
{
    uint32_t pair = is_base && s->partner[neighbour] ? neighbour : s->partner[neighbour];

    if (f == neighbour)
        return false;
    s->shape[f] += nc_hash_pair(pair, way, SEED);
    return pair;
}

void nc_pairing_side_place(nc_pairing_side *s, bool is_base)
{
    const nc_edges *e = &s->profile->edges;

    for (uint32_t f = 1; f <= s->profile->functions.count; f++) {
        bool known = false;

        if (s->partner[f])
            continue;
        s->shape[f] = 0;
        for (uint32_t i = e->in_begin[f]; i < e->in_begin[f + 1]; i++)
            known |= add_neighbour(s, f, e->caller[i].at, CALLING, is_base);
        for (uint32_t i = e->out_begin[f]; i < e->out_begin[f + 1]; i++)
            known |= add_neighbour(s, f, e->callee[e->out[i].at].at, CALLED, is_base);
        if (!known)
            s->shape[f] = 0;
    }
}

void nc_pairing_side_follow(nc_pairing_side *base, nc_pairing_side *now)
{
    const uint32_t several = UINT32_MAX;

    for (uint32_t i = 1; i <= base->profile->files.count; i++)
        base->origin[i] = i;
    memset(now->origin, 0, ((size_t)now->profile->files.count + 1) * sizeof *now->origin);
    for (uint32_t f = 1; f <= now->profile->functions.count; f++) {
        uint32_t *origin = &now->origin[now->profile->functions.file[f].at];
        uint32_t from = now->partner[f] ? base->profile->functions.file[now->partner[f]].at : 0;

        if (from)
            *origin = *origin && *origin != from ? several : from;
    }
    for (uint32_t i = 1; i <= now->profile->files.count; i++)
        if (now->origin[i] == several)
            now->origin[i] = 0;
}
