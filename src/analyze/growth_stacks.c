/* SPDX-License-Identifier: MIT */
/* A call tree's children out of whole stacks: contexts with the same function
 * below (inverted: above) those of a node are one child. */
#include <string.h>

#include "analyze/growth.h"
#include "base/alloc.h"
#include "base/number.h"

/* Contexts that will be one child. */
typedef struct group {
    nc_func function;
    int32_t line;
    uint32_t next; /* another line of this function + 1, 0 = none */
    uint32_t count;
    int64_t total, self;
    nc_growth_item *items;
} group;

typedef struct found {
    nc_growth_item item;
    uint32_t group;
} found;

typedef struct stacks {
    nc_growth_source source;
    const ncalls_profile *profile;
    const nc_stackview *view;
    found *found; /* of the node that is being expanded */
    size_t found_count, found_room;
    group *groups;
    size_t group_count, group_room;
    uint32_t *group_of; /* [function] its first group + 1; 0 between expansions */
    bool failed, saturated;
} stacks;

static uint32_t new_group(stacks *s, nc_func function, int32_t line)
{
    if (!nc_alloc_grow(&s->groups, &s->group_room, s->group_count + 1, sizeof *s->groups)) {
        s->failed = true;
        return 0;
    }
    s->groups[s->group_count] = (group){.function = function, .line = line, .next = s->group_of[function.at]};
    s->group_of[function.at] = (uint32_t)++s->group_count;
    return s->group_of[function.at];
}

static uint32_t find_group(stacks *s, nc_func function, int32_t line)
{
    uint32_t at = s->group_of[function.at];

    while (at && s->groups[at - 1].line != line)
        at = s->groups[at - 1].next;
    return at ? at : new_group(s, function, line);
}

static void find(stacks *s, bool by_line, uint32_t context, int64_t weight)
{
    const nc_contexts *c = s->view->contexts;
    uint32_t at;

    if (weight <= 0 || s->failed)
        return;
    at = find_group(s, c->function[context], by_line ? c->line[context] : 0);
    if (!at || !nc_alloc_grow(&s->found, &s->found_room, s->found_count + 1, sizeof *s->found)) {
        s->failed = true;
        return;
    }
    s->found[s->found_count++] = (found){
        {context, weight},
        at - 1
    };
    s->groups[at - 1].count++;
    s->groups[at - 1].total = nc_number_add(s->groups[at - 1].total, weight, &s->saturated);
    s->groups[at - 1].self = nc_number_add(s->groups[at - 1].self, s->view->self[context], &s->saturated);
}

/* What is shown next within [begin, end): through frames that are not, on to
 * their children. */
static void find_below(stacks *s, bool by_line, uint32_t begin, uint32_t end)
{
    const nc_stackview *v = s->view;

    for (uint32_t c = begin; c < end && !s->failed;) {
        if (v->skip && v->skip[c]) {
            c++;
            continue;
        }
        find(s, by_line, c, v->total[c]);
        c = v->contexts->end[c];
    }
}

/* Inverted, the roots are all that cost anything. */
static void find_leaves(stacks *s, bool by_line)
{
    const nc_stackview *v = s->view;

    for (uint32_t c = 1; c <= v->contexts->count && !s->failed; c++) {
        uint32_t shown = v->skip && v->skip[c] ? nc_stackview_above(v, c) : c;

        if (v->self[c] > 0 && shown)
            find(s, by_line, shown, v->self[c]);
    }
}

/* Returns what of the node ends here: it has nothing above. */
static int64_t find_above(stacks *s, bool by_line, const nc_growth_node *node)
{
    int64_t ended = 0;

    for (uint32_t i = 0; i < node->item_count; i++) {
        uint32_t above = nc_stackview_above(s->view, node->items[i].context);

        if (above)
            find(s, by_line, above, node->items[i].weight);
        else
            ended = nc_number_add(ended, node->items[i].weight, &s->saturated);
    }
    return ended;
}

static void find_children(stacks *s, nc_growth *g, uint32_t node)
{
    const nc_contexts *c = s->view->contexts;
    const nc_growth_node *n = &g->nodes[node];

    if (!node && g->inverted)
        find_leaves(s, g->by_line);
    else if (!node)
        find_below(s, g->by_line, 1, c->count + 1);
    else if (g->inverted)
        g->nodes[node].shown.self = find_above(s, g->by_line, n);
    for (uint32_t i = 0; node && !g->inverted && i < n->item_count; i++)
        find_below(s, g->by_line, n->items[i].context + 1, c->end[n->items[i].context]);
}

/* Hands each group that will be a node its contexts. */
static bool fill_groups(stacks *s, int64_t least)
{
    for (size_t i = 0; i < s->group_count; i++) {
        group *one = &s->groups[i];

        if (one->total >= least && !(one->items = nc_alloc(one->count * sizeof *one->items)))
            return false;
        one->count = 0;
    }
    for (size_t i = 0; i < s->found_count; i++) {
        group *one = &s->groups[s->found[i].group];

        if (one->items)
            one->items[one->count++] = s->found[i].item;
    }
    return true;
}

static bool add_groups(stacks *s, nc_growth *g, uint32_t node)
{
    bool fine = fill_groups(s, g->least);

    for (size_t i = 0; i < s->group_count; i++) {
        group *one = &s->groups[i];
        nc_growth_node child = {.items = one->items, .item_count = one->count};

        child.shown = (nc_calltree_node){.function = one->function, .line = one->line, .calls = NCALLS_ABSENT};
        child.shown.total = one->total;
        child.shown.self = g->inverted ? 0 : one->self;
        if (fine)
            fine = nc_growth_add(g, node, child);
        else
            nc_alloc_free(one->items);
    }
    return fine;
}

/* Frames that are not shown cost what their callers then cost themselves. */
static void take_self(const stacks *s, nc_growth *g, uint32_t node)
{
    int64_t self = g->nodes[node].shown.total;

    for (size_t i = 0; i < s->group_count; i++)
        self = s->groups[i].total < self ? self - s->groups[i].total : 0;
    g->nodes[node].shown.self = self;
}

static bool expand(nc_growth_source *source, nc_growth *g, uint32_t node)
{
    stacks *s = (stacks *)source;
    bool fine;

    s->found_count = s->group_count = 0;
    find_children(s, g, node);
    fine = !s->failed && add_groups(s, g, node);
    if (fine && node && !g->inverted)
        take_self(s, g, node);
    for (size_t i = 0; i < s->group_count; i++)
        s->group_of[s->groups[i].function.at] = 0;
    return fine;
}

static void free_stacks(nc_growth_source *source)
{
    stacks *s = (stacks *)source;

    nc_alloc_free(s->found);
    nc_alloc_free(s->groups);
    nc_alloc_free(s->group_of);
    nc_alloc_free(s);
}

nc_growth_source *nc_growth_from_stacks(const ncalls_profile *profile, const nc_stackview *view)
{
    stacks *s = nc_alloc_zeroed(1, sizeof *s);

    if (!s)
        return NULL;
    s->source = (nc_growth_source){expand, free_stacks};
    s->profile = profile;
    s->view = view;
    s->group_of = nc_alloc_zeroed((size_t)profile->functions.count + 1, sizeof *s->group_of);
    if (s->group_of)
        return &s->source;
    free_stacks(&s->source);
    return NULL;
}
