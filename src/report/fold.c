/* SPDX-License-Identifier: MIT */
#include "report/fold.h"

#include <string.h>

#include "base/alloc.h"
#include "base/number.h"

enum {
    SMALLEST = 2, /* number of frames that are folded */
    SLOW = 5,     /* what costs 1/SLOW of everything itself is shown */
    NAMES = 3,
};

/* What a profiler made up, such as a thread, is nobody's and stays. */
static bool is_library(const nc_calltree *t, uint32_t node)
{
    nc_func f = t->nodes[node].function;

    return node && nc_profile_class(t->profile, f) != NCALLS_CLASS_MINE &&
           t->profile->functions.kind[f.at] != NCALLS_KIND_SYNTHETIC;
}

/* Where nothing is mine, the libraries are what somebody looks at. */
static bool has_mine(const nc_calltree *t)
{
    for (uint32_t i = 1; i <= t->count; i++)
        if (nc_profile_class(t->profile, t->nodes[i].function) == NCALLS_CLASS_MINE)
            return true;
    return false;
}

static void find_groups(nc_fold *fold, bool *calls_back)
{
    const nc_calltree *t = fold->tree;

    for (uint32_t i = 1; i <= t->count; i++) {
        uint32_t parent = t->nodes[i].parent;

        if (is_library(t, i))
            fold->group[i] = fold->group[parent] ? fold->group[parent] : i;
        else
            calls_back[parent] = true;
    }
}

/* The first of mine that has nearly all there is; 0: there is none. All above it
 * leads to it, and does nothing else. */
static uint32_t find_beginning(const nc_calltree *t)
{
    for (uint32_t i = 1; i <= t->count; i++)
        if (nc_profile_class(t->profile, t->nodes[i].function) == NCALLS_CLASS_MINE)
            return t->nodes[i].total >= t->nodes[0].total / 100 * 99 ? i : 0;
    return 0;
}

static void fold_leading(nc_fold *fold)
{
    const nc_calltree *t = fold->tree;
    uint32_t begin = find_beginning(t);

    for (uint32_t i = begin ? t->nodes[begin].parent : 0; i; i = t->nodes[i].parent)
        if (fold->group[i] && !fold->folded[i]) {
            fold->folded[i] = true;
            fold->hidden[fold->group[i]]++;
        }
}

static bool is_import(const nc_calltree *t, uint32_t node)
{
    static const char name[] = "importlib";
    nc_str package = nc_profile_package(t->profile, t->nodes[node].function);

    return nc_profile_size(t->profile, package) == sizeof name - 1 &&
           memcmp(nc_profile_text(t->profile, package), name, sizeof name - 1) == 0;
}

/* The machinery of imports, and exec(), which it runs modules by. */
static bool passes_on(const nc_calltree *t, uint32_t node)
{
    return is_import(t, node) || nc_profile_class(t->profile, t->nodes[node].function) == NCALLS_CLASS_BUILTIN;
}

/* What a group begins with: its first frame, but of an import the modules that it
 * runs. The way to them is the same for all. */
static bool is_beginning(const nc_fold *fold, uint32_t node)
{
    const nc_calltree *t = fold->tree;
    uint32_t group = fold->group[node], above = t->nodes[node].parent;

    if (fold->inverted || !is_import(t, group))
        return group == node;
    for (; above != group && passes_on(t, above); above = t->nodes[above].parent)
        ;
    return above == group && !passes_on(t, node);
}

static void choose_folded(nc_fold *fold, const bool *calls_back)
{
    const nc_calltree *t = fold->tree;

    for (uint32_t i = 1; i <= t->count; i++) {
        uint32_t group = fold->group[i];

        fold->folded[i] = group && !is_beginning(fold, i) && !calls_back[i] && t->nodes[i].self < t->whole / SLOW;
        fold->hidden[group] += fold->folded[i];
    }
}

static void sum_folded(nc_fold *fold)
{
    const nc_calltree *t = fold->tree;
    bool saturated = false;

    for (uint32_t i = 0; i <= t->count; i++)
        if (fold->hidden[i] < SMALLEST)
            fold->hidden[i] = 0;
    for (uint32_t i = 1; i <= t->count; i++) {
        uint32_t group = fold->group[i];

        fold->folded[i] &= fold->hidden[group] != 0;
        if (!fold->folded[i])
            continue;
        fold->self[group] = nc_number_add(fold->self[group], t->nodes[i].self, &saturated);
        fold->estimated[group] |= t->nodes[i].estimated;
    }
}

bool nc_fold_init(nc_fold *fold, const nc_calltree *tree, bool none, bool inverted)
{
    size_t count = (size_t)tree->count + 1;
    bool *calls_back = nc_alloc_zeroed(count, sizeof *calls_back), fine;

    *fold = (nc_fold){.tree = tree, .inverted = inverted};
    fold->folded = nc_alloc_zeroed(count, sizeof *fold->folded);
    fold->group = nc_alloc_zeroed(count, sizeof *fold->group);
    fold->hidden = nc_alloc_zeroed(count, sizeof *fold->hidden);
    fold->self = nc_alloc_zeroed(count, sizeof *fold->self);
    fold->estimated = nc_alloc_zeroed(count, sizeof *fold->estimated);
    fine = calls_back && fold->folded && fold->group && fold->hidden && fold->self && fold->estimated;
    if (fine && !none && has_mine(tree)) {
        find_groups(fold, calls_back);
        choose_folded(fold, calls_back);
        if (!inverted)
            fold_leading(fold);
        sum_folded(fold);
    }
    nc_alloc_free(calls_back);
    return fine;
}

void nc_fold_reset(nc_fold *fold)
{
    nc_alloc_free(fold->folded);
    nc_alloc_free(fold->group);
    nc_alloc_free(fold->hidden);
    nc_alloc_free(fold->self);
    nc_alloc_free(fold->estimated);
    *fold = (nc_fold){0};
}

void nc_fold_add_packages(const nc_fold *fold, uint32_t group, nc_text *text)
{
    const nc_calltree *t = fold->tree;
    nc_str seen[NAMES];
    unsigned count = 0, known;

    for (uint32_t i = group; i < t->nodes[group].end; i++) {
        nc_str package = nc_profile_package(t->profile, t->nodes[i].function);

        if (fold->group[i] != group || !fold->folded[i] || !nc_profile_size(t->profile, package))
            continue;
        for (known = 0; known < count && seen[known].at != package.at; known++)
            ;
        if (known < count)
            continue;
        nc_text_add_string(text, count ? ", " : " ");
        if (count == NAMES) {
            nc_text_add_string(text, "…");
            return;
        }
        nc_text_add(text, nc_profile_text(t->profile, package), nc_profile_size(t->profile, package));
        seen[count++] = package;
    }
}
