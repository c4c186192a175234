/* SPDX-License-Identifier: MIT */
/*
 * Random programs whose whole stacks are known: what a filter must give, exactly
 * as pprof would say it, next to the profile of edges that cProfile would have
 * written of the same run.
 *
 * A node is a stack: all calls of its function with the same functions above
 * it. Node 0 is above all and no function.
 */
#ifndef FOREST_H
#define FOREST_H

#include "sample.h"

enum { FOREST_NODES = 400, FOREST_FUNCTIONS = 401 };

typedef struct forest {
    uint32_t count;
    struct forest_node {
        uint32_t parent;
        uint32_t function; /* from 1 */
        int64_t calls, self;
    } node[FOREST_NODES];
    uint32_t functions;
    ncalls_profile *profile; /* function k is called "fk" */
} forest;

typedef enum forest_shape {
    FOREST_TREE,      /* each function has one caller */
    FOREST_DAG,       /* several callers, no recursion */
    FOREST_RECURSIVE, /* anything */
} forest_shape;

static inline void forest_name(char out[16], uint32_t function)
{
    snprintf(out, 16, "f%u", function);
}

static inline uint32_t forest_depth(const forest *f, uint32_t node)
{
    uint32_t depth = 0;

    for (; node; node = f->node[node].parent)
        depth++;
    return depth;
}

/* Levels keep a DAG from recursing: functions of a level are its own. */
static inline uint32_t forest_pick(const forest *f, forest_shape shape, uint32_t node, uint64_t *seed)
{
    if (shape == FOREST_TREE)
        return node;
    if (shape == FOREST_DAG)
        return 1 + 4 * (forest_depth(f, f->node[node].parent) % 99) + sample_random(seed) % 4;
    return 1 + sample_random(seed) % 24;
}

static inline bool forest_has_twin(const forest *f, uint32_t node)
{
    for (uint32_t i = 1; i < node; i++)
        if (f->node[i].parent == f->node[node].parent && f->node[i].function == f->node[node].function)
            return true;
    return false;
}

static inline void forest_add_function(nc_builder *b, const forest *f, const int64_t *total, uint32_t node,
                                       uint32_t above, bool nested, bool nested_edge)
{
    char name[16], caller[16];
    const struct forest_node *n = &f->node[node];
    nc_func self;

    forest_name(name, n->function);
    self = sample_function(b, name);
    nc_builder_add_calls(b, self, n->calls, nested ? 0 : n->calls, n->self, nested ? 0 : total[node]);
    if (!above)
        return;
    forest_name(caller, f->node[above].function);
    nc_builder_add_edge(b, (nc_edge_row){sample_function(b, caller), self, n->calls, nested_edge ? 0 : n->calls,
                                         n->self, nested_edge ? 0 : total[node]});
}

/* What cProfile writes: a function's (an edge's) total and primitive calls are
 * those of its outermost level. */
static inline ncalls_profile *forest_profile(const forest *f)
{
    nc_builder *b = nc_builder_new(0);
    int64_t total[FOREST_NODES] = {0};

    nc_builder_begin_source(b, "forest", "pstats", 0);
    nc_builder_declare(b, SAMPLE_HAS, NCALLS_UNIT_NANOSECONDS);
    for (uint32_t i = f->count - 1; i; i--) {
        total[i] += f->node[i].self;
        total[f->node[i].parent] += total[i];
    }
    for (uint32_t i = 1; i < f->count; i++) {
        uint32_t above = f->node[i].parent, function = f->node[i].function;
        bool nested = false, nested_edge = false;

        for (uint32_t a = above; a; a = f->node[a].parent) {
            nested |= f->node[a].function == function;
            nested_edge |= f->node[a].function == function && f->node[a].parent &&
                           f->node[f->node[a].parent].function == f->node[above].function;
        }
        forest_add_function(b, f, total, i, above, nested, nested_edge);
    }
    return sample_finish(b);
}

static inline void forest_grow(forest *f, forest_shape shape, uint64_t *seed)
{
    uint32_t wanted = 2 + sample_random(seed) % (FOREST_NODES - 2);

    *f = (forest){.count = 1};
    for (uint32_t i = 1; i < wanted; i++) {
        struct forest_node *n = &f->node[f->count];

        n->parent = f->count > 1 ? 1 + sample_random(seed) % (f->count - 1) : 0;
        n->function = forest_pick(f, shape, f->count, seed);
        if (forest_has_twin(f, f->count))
            continue;
        n->calls = 1 + sample_random(seed) % 9;
        n->self = sample_random(seed) % 5 ? sample_random(seed) % 100000 : 0;
        if (n->function > f->functions)
            f->functions = n->function;
        f->count++;
    }
    f->profile = forest_profile(f);
}

/* Marks in terms of a profile's own ids. */
static inline bool *forest_marks(const forest *f, const bool *chosen)
{
    bool *marks = calloc((size_t)f->profile->functions.count + 1, sizeof *marks);

    for (uint32_t i = 1; i <= f->profile->functions.count; i++)
        marks[i] = chosen[atoi(nc_profile_text(f->profile, f->profile->functions.name[i]) + 1)];
    return marks;
}

static inline void forest_choose(const forest *f, bool *chosen, uint32_t one_in, uint64_t *seed)
{
    for (uint32_t i = 0; i <= f->functions; i++)
        chosen[i] = i && sample_random(seed) % one_in == 0;
}

/* The self of function k in a filtered profile; 0 when it is not there. */
static inline int64_t forest_self(const ncalls_profile *p, uint32_t function)
{
    char name[16];

    forest_name(name, function);
    for (uint32_t i = 1; i <= p->functions.count; i++)
        if (strcmp(nc_profile_text(p, p->functions.name[i]), name) == 0)
            return p->functions.self[i];
    return 0;
}

static inline bool forest_is_estimated(const ncalls_profile *p)
{
    for (uint32_t i = 0; i < p->note_count; i++)
        if (strncmp(nc_profile_text(p, p->notes[i]), "estimated: ", 11) == 0)
            return true;
    return false;
}

static inline int64_t forest_distance(int64_t a, int64_t b)
{
    return a > b ? a - b : b - a;
}

#endif
