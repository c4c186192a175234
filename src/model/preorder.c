/* SPDX-License-Identifier: MIT */
#include "model/preorder.h"

#include <string.h>

#include "base/alloc.h"
#include "base/number.h"
#include "base/sort.h"
#include "model/build.h"

/* The tree on its way into preorder. */
typedef struct ordering {
    nc_builder *b;
    nc_stacks *s;
    nc_contexts *c;
    uint32_t *rank;     /* [function]: its place in the order of names */
    uint32_t *begin;    /* [node]: its children are order[begin[n] .. begin[n + 1]) */
    uint32_t *order;
    uint32_t *active;   /* [function]: how often it is on the path */
} ordering;

static int compare_texts(const nc_builder *b, nc_str x, nc_str y)
{
    size_t x_size = nc_builder_text_size(b, x), y_size = nc_builder_text_size(b, y);
    int order = memcmp(nc_builder_text(b, x), nc_builder_text(b, y), x_size < y_size ? x_size : y_size);

    return order ? order : (x_size > y_size) - (x_size < y_size);
}

/* The order of nc_profile_compare, before there is a profile. */
static int compare_functions(const void *x, const void *y, void *payload)
{
    const nc_builder *b = payload;
    const nc_key *k = &b->keys[*(const uint32_t *)x], *l = &b->keys[*(const uint32_t *)y];
    int order = k->file.at == l->file.at ? 0 : compare_texts(b, b->files[k->file.at].path, b->files[l->file.at].path);

    if (order)
        return order;
    if (k->line != l->line)
        return k->line < l->line ? -1 : 1;
    return compare_texts(b, k->name, l->name);
}

static bool rank_functions(ordering *o)
{
    size_t count = o->b->function_count;
    uint32_t *ids = nc_alloc_zeroed(count + 1, sizeof *ids);

    o->rank = nc_alloc_zeroed(count + 1, sizeof *o->rank);
    if (!ids || !o->rank) {
        nc_alloc_free(ids);
        return false;
    }
    for (uint32_t i = 0; i < count; i++)
        ids[i] = i + 1;
    if (count > 1)
        nc_sort(ids, count, sizeof *ids, compare_functions, o->b);
    for (uint32_t i = 0; i < count; i++)
        o->rank[ids[i]] = i + 1;
    nc_alloc_free(ids);
    return true;
}

static bool comes_before(const ordering *o, uint32_t a, uint32_t b)
{
    const nc_stack_node *x = &o->s->nodes[a], *y = &o->s->nodes[b];

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
    size_t count = o->s->node_count;

    o->begin = nc_alloc_zeroed(count + 2, sizeof *o->begin);
    o->order = nc_alloc_zeroed(count, sizeof *o->order);
    if (!o->begin || !o->order)
        return false;
    for (uint32_t i = 1; i <= count; i++)
        o->begin[o->s->nodes[i].parent + 1]++;
    for (uint32_t i = 0; i <= count; i++)
        o->begin[i + 1] += o->begin[i];
    for (uint32_t i = 1; i <= count; i++)
        o->order[o->begin[o->s->nodes[i].parent]++] = i;
    memmove(o->begin + 1, o->begin, (count + 1) * sizeof *o->begin);
    o->begin[0] = 0;
    for (uint32_t i = 0; i <= count; i++)
        sort_children(o, o->order + o->begin[i], o->begin[i + 1] - o->begin[i]);
    return true;
}

static bool allocate_contexts(nc_contexts *c, size_t room)
{
    c->parent = nc_alloc_zeroed(room + 1, sizeof *c->parent);
    c->end = nc_alloc_zeroed(room + 1, sizeof *c->end);
    c->function = nc_alloc_zeroed(room + 1, sizeof *c->function);
    c->line = nc_alloc_zeroed(room + 1, sizeof *c->line);
    c->thread = nc_alloc_zeroed(room + 1, sizeof *c->thread);
    c->self = nc_alloc_zeroed(room + 1, sizeof *c->self);
    c->total = nc_alloc_zeroed(room + 1, sizeof *c->total);
    return c->parent && c->end && c->function && c->line && c->thread && c->self && c->total;
}

/* One frame of the walk over the tree. */
typedef struct step {
    uint32_t node, next;  /* next: into order */
    uint32_t context;     /* 0: the root of a thread */
    uint32_t pair;        /* 0 = none */
    uint32_t thread;
} step;

static uint32_t enter_context(ordering *o, const step *parent, uint32_t n)
{
    const nc_stack_node *from = &o->s->nodes[n];
    nc_contexts *c = o->c;
    uint32_t id = ++c->count;

    c->parent[id] = (nc_context){parent->context};
    c->function[id] = from->function;
    c->line[id] = from->line;
    c->thread[id] = parent->thread;
    c->self[id] = c->total[id] = o->s->weights[n];
    return id;
}

static bool enter(ordering *o, step *s, const step *parent)
{
    const nc_stack_node *n = &o->s->nodes[s->node];

    s->next = o->begin[s->node];
    s->pair = s->context = 0;
    s->thread = (uint32_t)n->line;
    if (!n->function.at)
        return true;
    s->thread = parent->thread;
    s->context = enter_context(o, parent, s->node);
    o->active[n->function.at]++;
    if (parent->context) {
        s->pair = nc_stacks_pair(o->b, o->s, o->c->function[parent->context], n->function);
        if (!s->pair)
            return false;
        o->s->pairs[s->pair].active++;
    }
    return true;
}

/* A context's total is complete when its children are: the outermost one of a
 * function on each path counts for it, and so with pairs. */
static void leave(ordering *o, const step *s, const step *parent)
{
    nc_contexts *c = o->c;
    nc_func function = c->function[s->context];
    int64_t total = c->total[s->context];

    if (!s->context)
        return;
    c->end[s->context] = c->count + 1;
    if (parent->context)
        c->total[parent->context] = nc_number_add(c->total[parent->context], total, &o->b->saturated);
    if (--o->active[function.at] == 0)
        o->b->figures[function.at].total =
            nc_number_add(o->b->figures[function.at].total, total, &o->b->saturated);
    if (s->pair) {
        nc_stack_pair *p = &o->s->pairs[s->pair];

        p->self = nc_number_add(p->self, c->self[s->context], &o->b->saturated);
        if (--p->active == 0)
            p->total = nc_number_add(p->total, total, &o->b->saturated);
    }
    if (c->self[s->context])
        nc_stacks_self(o->b, function, c->line[s->context], c->self[s->context]);
}

static bool walk_tree(ordering *o)
{
    step *path = NULL;
    size_t room = 0, depth = 0;
    bool fine = nc_alloc_grow(&path, &room, 1, sizeof *path);

    if (fine)
        path[depth++] = (step){0, o->begin[0], 0, 0, 0};
    while (fine && depth) {
        step *top = &path[depth - 1];

        if (top->next == o->begin[top->node + 1]) {
            if (depth > 1)
                leave(o, top, top - 1);
            depth--;
        } else if ((fine = nc_alloc_grow(&path, &room, depth + 1, sizeof *path))) {
            top = &path[depth - 1];
            path[depth].node = o->order[top->next++];
            fine = enter(o, &path[depth], top);
            depth++;
        }
    }
    nc_alloc_free(path);
    return fine;
}

bool nc_preorder_contexts(nc_builder *b, nc_contexts *c)
{
    ordering o = {.b = b, .s = b->stacks, .c = c};
    bool fine;

    nc_alloc_free(b->stacks->node_index.slots); /* nothing is looked up any more */
    b->stacks->node_index.slots = NULL;
    o.active = nc_alloc_zeroed(b->function_count + 1, sizeof *o.active);
    fine = o.active && rank_functions(&o) && list_children(&o) && allocate_contexts(c, b->stacks->node_count) &&
           walk_tree(&o);
    if (fine)
        c->end[0] = c->count + 1;
    nc_alloc_free(o.rank);
    nc_alloc_free(o.begin);
    nc_alloc_free(o.order);
    nc_alloc_free(o.active);
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
    return compare_texts(b, t->name, u->name);
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
    for (uint32_t i = 1; fine && i <= s->node_count; i++)
        if (!s->nodes[i].function.at)
            s->nodes[i].line = (int32_t)number[s->nodes[i].line];
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
