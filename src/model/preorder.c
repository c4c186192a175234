/* SPDX-License-Identifier: MIT */
#include "model/preorder.h"

#include <string.h>

#include "base/alloc.h"
#include "base/number.h"
#include "base/sort.h"
#include "model/build.h"
#include "model/functionorder.h"
#include "model/stacksort.h"
#include "model/timekeeper.h"

/* The tree on its way into preorder. What is no longer needed is freed at once:
 * trees have millions of nodes, and the most memory is needed here. */
typedef struct ordering {
    nc_stacktree *tree;
    nc_contexts *c;
    const uint32_t *rank; /* [function]: its place in the order of names */
    uint32_t *begin;    /* [node]: its children are order[begin[n] .. begin[n + 1]) */
    uint32_t *order;
    uint32_t *nodes;    /* [context]: its node */
} ordering;

static bool comes_before(const ordering *o, uint32_t a, uint32_t b)
{
    const nc_stacktree_node *x = &o->tree->nodes[a], *y = &o->tree->nodes[b];

    if (x->function.at != y->function.at)
        return o->rank[x->function.at] < o->rank[y->function.at];
    return x->line < y->line;
}

static void sift_down(const ordering *o, uint32_t *heap, uint32_t root, uint32_t count)
{
    uint32_t moved = heap[root];

    for (;;) {
        uint32_t child = 2 * root + 1;

        if (child >= count)
            break;
        child += child + 1 < count && comes_before(o, heap[child], heap[child + 1]);
        if (!comes_before(o, moved, heap[child]))
            break;
        heap[root] = heap[child];
        root = child;
    }
    heap[root] = moved;
}

static void sort_children(const ordering *o, uint32_t *list, uint32_t count)
{
    for (uint32_t i = count / 2; i--;)
        sift_down(o, list, i, count);
    for (uint32_t last = count; last-- > 1;) {
        uint32_t swap = list[0];

        list[0] = list[last];
        list[last] = swap;
        sift_down(o, list, 0, last);
    }
}

static bool list_children(ordering *o)
{
    size_t count = o->tree->count;

    o->begin = nc_alloc_zeroed(count + 2, sizeof *o->begin);
    o->order = nc_alloc_zeroed(count, sizeof *o->order);
    if (!o->begin || !o->order)
        return false;
    for (uint32_t i = 1; i <= count; i++)
        o->begin[o->tree->nodes[i].parent + 1]++;
    for (uint32_t i = 0; i <= count; i++)
        o->begin[i + 1] += o->begin[i];
    for (uint32_t i = 1; i <= count; i++)
        o->order[o->begin[o->tree->nodes[i].parent]++] = i;
    memmove(o->begin + 1, o->begin, (count + 1) * sizeof *o->begin);
    o->begin[0] = 0;
    for (uint32_t i = 0; i <= count; i++)
        sort_children(o, o->order + o->begin[i], o->begin[i + 1] - o->begin[i]);
    return true;
}

/* One step of the walk over the tree. */
typedef struct step {
    uint32_t next, end; /* the children of its node that are left, in order */
    uint32_t context;   /* 0: the root of a thread, or of all */
} step;

static void enter(const ordering *o, step *path, size_t depth)
{
    step *parent = &path[depth - 1];
    uint32_t node = o->order[parent->next++], context = 0;

    if (parent->next < parent->end)
        __builtin_prefetch(&o->begin[o->order[parent->next]]);
    if (depth > 1) { /* not the root of a thread */
        context = ++o->c->count;
        o->nodes[context] = node;
        o->c->parent[context] = (nc_context){parent->context};
    }
    path[depth] = (step){o->begin[node], o->begin[node + 1], context};
}

static bool walk_tree(ordering *o)
{
    size_t count = o->tree->count + 1, room = 0, depth = 0;
    step *path = NULL;
    bool fine;

    o->nodes = nc_alloc_zeroed(count, sizeof *o->nodes);
    o->c->parent = nc_alloc_zeroed(count, sizeof *o->c->parent);
    o->c->end = nc_alloc_zeroed(count, sizeof *o->c->end);
    fine = o->nodes && o->c->parent && o->c->end && nc_alloc_grow(&path, &room, 1, sizeof *path);
    if (fine)
        path[depth++] = (step){o->begin[0], o->begin[1], 0};
    while (fine && depth) {
        if (path[depth - 1].next == path[depth - 1].end)
            o->c->end[path[--depth].context] = o->c->count + 1;
        else if ((fine = nc_alloc_grow(&path, &room, depth + 1, sizeof *path)))
            enter(o, path, depth++);
    }
    nc_alloc_free(path);
    nc_alloc_free(o->begin);
    nc_alloc_free(o->order);
    o->begin = o->order = NULL;
    return fine;
}

/* What the nodes say, in the order of contexts. */
static bool move_columns(ordering *o)
{
    nc_contexts *c = o->c;
    nc_stacktree *t = o->tree;

    c->function = nc_alloc_zeroed(c->count + (size_t)1, sizeof *c->function);
    c->line = nc_alloc_zeroed(c->count + (size_t)1, sizeof *c->line);
    c->thread = nc_alloc_zeroed(c->count + (size_t)1, sizeof *c->thread);
    if (!c->function || !c->line || !c->thread)
        return false;
    for (uint32_t i = 1; i <= c->count; i++) {
        const nc_stacktree_node *n = &t->nodes[o->nodes[i]];

        c->function[i] = n->function;
        c->line[i] = n->line;
        c->thread[i] = c->parent[i].at ? c->thread[c->parent[i].at] : (uint32_t)t->nodes[n->parent].line;
    }
    nc_alloc_free(t->nodes);
    t->nodes = NULL;
    c->self = nc_alloc_zeroed(c->count + (size_t)1, sizeof *c->self);
    if (!c->self)
        return false;
    for (uint32_t i = 1; i <= c->count; i++)
        c->self[i] = t->weights[o->nodes[i]];
    nc_stacktree_reset(t);
    nc_alloc_free(o->nodes);
    o->nodes = NULL;
    return true;
}

static bool sum_totals(nc_builder *b, nc_contexts *c)
{
    c->total = nc_alloc_zeroed(c->count + (size_t)1, sizeof *c->total);
    if (!c->total)
        return false;
    memcpy(c->total, c->self, (c->count + (size_t)1) * sizeof *c->total);
    for (uint32_t i = c->count; i; i--)
        if (c->parent[i].at)
            c->total[c->parent[i].at] = nc_number_add(c->total[c->parent[i].at], c->total[i], &b->saturated);
    return true;
}

/* The outermost context of a function on each path counts for the function, and
 * so with pairs. */
static bool count_context(nc_builder *b, const nc_contexts *c, uint32_t i, uint32_t pair)
{
    nc_func function = c->function[i];
    nc_figures *figures = &b->figures[function.at];

    if (b->stacks->active[function.at]++ == 0)
        nc_build_add_known(&figures->total, c->total[i], &b->saturated);
    if (c->self[i])
        nc_stacks_self(b, function, c->line[i], c->self[i]);
    if (pair) {
        nc_pair *p = &b->stacks->pairs.rows[pair];

        p->self = nc_number_add(p->self, c->self[i], &b->saturated);
        if (p->active++ == 0)
            p->total = nc_number_add(p->total, c->total[i], &b->saturated);
    }
    return !nc_builder_failed(b);
}

/* A context that is open while the ones below it are counted. */
typedef struct open_context {
    uint32_t context, pair;
} open_context;

static void close_context(nc_stacks *s, const nc_contexts *c, const open_context *open)
{
    s->active[c->function[open->context].at]--;
    if (open->pair)
        s->pairs.rows[open->pair].active--;
}

static bool sum_figures(nc_builder *b, const nc_contexts *c)
{
    nc_stacks *s = b->stacks;
    open_context *path = NULL;
    size_t depth = 0, room = 0;
    bool fine = nc_stacks_reserve_active(b);

    for (uint32_t i = 1; fine && i <= c->count; i++) {
        uint32_t parent = c->parent[i].at, pair = 0;

        while (depth && path[depth - 1].context != parent)
            close_context(s, c, &path[--depth]);
        fine = nc_alloc_grow(&path, &room, depth + 1, sizeof *path) &&
               (!parent || (pair = nc_stacks_pair(b, c->function[parent], c->function[i]))) &&
               count_context(b, c, i, pair);
        if (fine)
            path[depth++] = (open_context){i, pair};
    }
    while (depth)
        close_context(s, c, &path[--depth]);
    nc_alloc_free(path);
    return fine;
}

static bool order_tree(nc_builder *b, nc_contexts *c, const uint32_t *ranks)
{
    ordering o = {.tree = &b->stacks->tree, .c = c, .rank = ranks};
    bool fine;

    nc_stacktree_freeze(o.tree);
    fine = list_children(&o) && walk_tree(&o) && move_columns(&o) && sum_totals(b, c) && sum_figures(b, c);
    nc_alloc_free(o.begin);
    nc_alloc_free(o.order);
    nc_alloc_free(o.nodes);
    return fine;
}

/* No more than is asked for of stacks that are kept for a picture: what was at the
 * end of each, and who called it there. */
static bool sum_selves(nc_builder *b)
{
    nc_stacks *s = b->stacks;

    for (size_t i = 0; i < s->list.count; i++) {
        const nc_stacklist_row *r = &s->list.rows[i];
        const uint32_t *end = s->list.frames + r->begin + r->count;
        nc_func function = s->frames[end[-1]].function;

        nc_stacks_self(b, function, 0, r->weight);
        if (r->count > 1) {
            uint32_t pair = nc_stacks_pair(b, s->frames[end[-2]].function, function);

            if (!pair)
                return false;
            s->pairs.rows[pair].self = nc_number_add(s->pairs.rows[pair].self, r->weight, &b->saturated);
        }
    }
    for (size_t i = 1; i <= s->frame_count; i++)
        b->figures[s->frames[i].function.at].total = NCALLS_ABSENT;
    for (size_t i = 1; i <= s->pairs.count; i++)
        s->pairs.rows[i].total = NCALLS_ABSENT;
    return true;
}

/* Rounded down: who asked rounds in another way, perhaps. Where something costs
 * less than nothing, what is small may have large parts. */
static int64_t find_least(nc_builder *b)
{
    const nc_stacklist *l = &b->stacks->list;
    int64_t whole = 0;

    for (size_t i = 0; i < l->count; i++) {
        if (l->rows[i].weight < 0)
            return 0;
        whole = nc_number_add(whole, l->rows[i].weight, &b->saturated);
    }
    return b->narrow < 1 ? (int64_t)((double)whole * b->narrow * 0.999) : 0;
}

static bool order_list(nc_builder *b, nc_contexts *c, const uint32_t *ranks)
{
    nc_stacks *s = b->stacks;
    int64_t least = b->narrow > 0 ? find_least(b) : 0;

    return (!(b->narrow > 0) || sum_selves(b)) &&
           nc_stacksort_contexts(c, &s->list, s->frames, s->frame_count, ranks, least, &b->saturated) &&
           (b->narrow > 0 || sum_figures(b, c));
}

bool nc_preorder_contexts(nc_builder *b, nc_contexts *c)
{
    uint32_t *ranks = nc_functionorder_ranks(b);
    bool fine = ranks && (b->stacks->list.count ? order_list(b, c, ranks) : order_tree(b, c, ranks));

    nc_alloc_free(ranks);
    return fine;
}

static int compare_threads(const void *x, const void *y, void *payload)
{
    const nc_builder *b = payload;
    const nc_thread *t = &b->stacks->threads[*(const uint32_t *)x], *u = &b->stacks->threads[*(const uint32_t *)y];

    if (t->process != u->process)
        return t->process < u->process ? -1 : 1;
    if (t->thread != u->thread)
        return t->thread < u->thread ? -1 : 1;
    return nc_functionorder_compare_texts(b, t->name, u->name);
}

bool nc_preorder_threads(nc_builder *b)
{
    nc_stacks *s = b->stacks;
    size_t count = s->thread_count;
    uint32_t *ids = nc_alloc_zeroed(count + 1, sizeof *ids), *number = nc_alloc_zeroed(count + 1, sizeof *number);
    nc_thread *sorted = nc_alloc_zeroed(count + 1, sizeof *sorted);
    bool fine = ids && number && sorted;

    for (uint32_t i = 0; fine && i < count; i++)
        ids[i] = i + 1;
    if (fine && count > 1)
        nc_sort(ids, count, sizeof *ids, compare_threads, b);
    for (uint32_t i = 0; fine && i < count; i++) {
        number[ids[i]] = i + 1;
        sorted[i + 1] = s->threads[ids[i]];
    }
    for (uint32_t i = 1; fine && i <= s->tree.count; i++)
        if (!s->tree.nodes[i].function.at)
            s->tree.nodes[i].line = (int32_t)number[s->tree.nodes[i].line];
    for (size_t i = 0; fine && i < s->list.count; i++)
        s->list.rows[i].thread = number[s->list.rows[i].thread];
    if (fine && b->timekeeper)
        nc_timekeeper_renumber(b->timekeeper, number);
    nc_alloc_free(ids);
    nc_alloc_free(number);
    if (fine) {
        nc_alloc_free(s->threads);
        s->threads = sorted;
    } else {
        nc_alloc_free(sorted);
    }
    return fine;
}
