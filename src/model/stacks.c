/* SPDX-License-Identifier: MIT */
#include "model/stacks.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/hash.h"
#include "base/limit.h"
#include "base/map.h"
#include "base/number.h"
#include "model/build.h"
#include "model/lines.h"

enum { FIRST_SLOTS = 1024 };

/* A node of the call tree. Those without a function are the roots of threads;
 * their line is the thread. A parent's number is lower than its children's. */
typedef struct node {
    uint32_t parent; /* 0 = none */
    nc_func function;
    int32_t line;
} node;

/* A pair of neighbours. */
typedef struct pair {
    nc_func caller, callee;
    int64_t self, total;
    uint32_t active; /* how often it is on the path now */
} pair;

/* A frame of the path that the last stack left open, when there is no tree. */
typedef struct open_frame {
    nc_frame frame;
    uint32_t pair;  /* + 1, 0 = none */
    int64_t self, total;
} open_frame;

struct nc_stacks {
    node *nodes; /* from 1 */
    int64_t *weights;
    size_t node_count, node_room, weight_room;
    uint32_t *slots; /* node by (parent, function, line) */
    size_t slot_mask;
    uint64_t hash_key;
    nc_map pair_index;
    pair *pairs;
    size_t pair_count, pair_room;
    uint32_t *active; /* [function]: how often it is on the open path */
    size_t active_count, active_room;
    open_frame *path;
    size_t depth, path_room;
    nc_thread *threads; /* from 1 */
    size_t thread_count, thread_room;
    /* The stack before this one: neighbours in a file share most frames. */
    nc_frame *last;
    uint32_t *last_nodes;
    size_t last_count, last_room, last_node_room;
    uint32_t last_thread;
};

void nc_stacks_free(nc_stacks *s)
{
    if (!s)
        return;
    nc_alloc_free(s->nodes);
    nc_alloc_free(s->weights);
    nc_alloc_free(s->slots);
    nc_map_reset(&s->pair_index);
    nc_alloc_free(s->pairs);
    nc_alloc_free(s->active);
    nc_alloc_free(s->path);
    nc_alloc_free(s->threads);
    nc_alloc_free(s->last);
    nc_alloc_free(s->last_nodes);
    nc_alloc_free(s);
}

static void fail_memory(nc_builder *b)
{
    nc_builder_fail(b, NCALLS_MEMORY, "out of memory");
}

static nc_stacks *stacks_of(nc_builder *b)
{
    nc_stacks *s = b->stacks;

    if (s)
        return s;
    s = nc_alloc_zeroed(1, sizeof *s);
    if (s) {
        s->hash_key = nc_hash_key();
        s->slots = nc_alloc_zeroed(FIRST_SLOTS, sizeof *s->slots);
        s->slot_mask = FIRST_SLOTS - 1;
        if (s->slots && nc_map_init(&s->pair_index))
            return b->stacks = s;
    }
    nc_stacks_free(s);
    fail_memory(b);
    return NULL;
}

uint32_t nc_stacks_thread(nc_builder *b, nc_str name, int64_t process, int64_t thread)
{
    nc_stacks *s = stacks_of(b);

    if (!s)
        return 0;
    for (size_t i = s->thread_count; i; i--)
        if (s->threads[i].name.at == name.at && s->threads[i].process == process && s->threads[i].thread == thread)
            return (uint32_t)i;
    if (!nc_alloc_grow(&s->threads, &s->thread_room, s->thread_count + 2, sizeof *s->threads)) {
        fail_memory(b);
        return 0;
    }
    s->threads[0] = (nc_thread){{0}, 0, 0};
    s->threads[++s->thread_count] = (nc_thread){name, process, thread};
    return (uint32_t)s->thread_count;
}

static size_t hash_node(const nc_stacks *s, const node *n)
{
    return nc_hash_pair((uint64_t)n->parent << 32 | n->function.at, (uint32_t)n->line, s->hash_key);
}

static uint32_t *find_slot(const nc_stacks *s, const node *n)
{
    size_t i = hash_node(s, n) & s->slot_mask;

    for (; s->slots[i]; i = (i + 1) & s->slot_mask) {
        const node *other = &s->nodes[s->slots[i]];

        if (other->parent == n->parent && other->function.at == n->function.at && other->line == n->line)
            break;
    }
    return &s->slots[i];
}

static bool grow_slots(nc_stacks *s)
{
    uint32_t *slots = nc_alloc_zeroed(2 * (s->slot_mask + 1), sizeof *slots);

    if (!slots)
        return false;
    nc_alloc_free(s->slots);
    s->slots = slots;
    s->slot_mask = 2 * s->slot_mask + 1;
    for (uint32_t i = 1; i <= s->node_count; i++)
        *find_slot(s, &s->nodes[i]) = i;
    return true;
}

static uint32_t add_node(nc_builder *b, nc_stacks *s, node n)
{
    uint32_t *slot = find_slot(s, &n), id;

    if (*slot)
        return *slot;
    id = (uint32_t)s->node_count + 1;
    if (id >= NC_LIMIT_ROWS) {
        nc_builder_fail(b, NCALLS_LIMIT, "more than %u distinct stacks", NC_LIMIT_ROWS);
        return 0;
    }
    if (s->node_count >= s->slot_mask / 2) {
        if (!grow_slots(s)) {
            fail_memory(b);
            return 0;
        }
        slot = find_slot(s, &n);
    }
    if (!nc_alloc_grow(&s->nodes, &s->node_room, id + (size_t)1, sizeof *s->nodes) ||
        !nc_alloc_grow(&s->weights, &s->weight_room, id + (size_t)1, sizeof *s->weights)) {
        fail_memory(b);
        return 0;
    }
    s->nodes[id] = n;
    s->weights[id] = 0;
    s->node_count = id;
    return *slot = id;
}

uint32_t nc_stacks_root(nc_builder *b, uint32_t thread)
{
    nc_stacks *s = stacks_of(b);

    return s && !nc_builder_failed(b) ? add_node(b, s, (node){0, {0}, (int32_t)thread}) : 0;
}

uint32_t nc_stacks_child(nc_builder *b, uint32_t parent, nc_frame frame)
{
    if (!parent || !frame.function.at || nc_builder_failed(b))
        return 0;
    return add_node(b, b->stacks, (node){parent, frame.function, frame.line});
}

void nc_stacks_weigh(nc_builder *b, uint32_t id, int64_t self)
{
    if (id)
        b->stacks->weights[id] = nc_number_add(b->stacks->weights[id], self, &b->saturated);
}

/* The pair's number + 1; 0: no memory. */
static uint32_t pair_of(nc_builder *b, nc_stacks *s, nc_func caller, nc_func callee)
{
    uint32_t *at = nc_map_add(&s->pair_index, (uint64_t)caller.at << 32 | callee.at);

    if (!at || (!*at && !nc_alloc_grow(&s->pairs, &s->pair_room, s->pair_count + 1, sizeof *s->pairs))) {
        fail_memory(b);
        return 0;
    }
    if (!*at) {
        s->pairs[s->pair_count++] = (pair){caller, callee, 0, 0, 0};
        *at = (uint32_t)s->pair_count;
    }
    return *at;
}

static void add_self(nc_builder *b, nc_func function, int32_t line, int64_t weight)
{
    b->figures[function.at].self = nc_number_add(b->figures[function.at].self, weight, &b->saturated);
    if (line)
        nc_lines_add(b, (nc_line_row){function, line, NCALLS_ABSENT, weight, NCALLS_ABSENT, {0}});
}

/* How many frames from the root on are those of the last stack. */
static size_t common_frames(const nc_stacks *s, uint32_t thread, const nc_frame *frames, size_t count)
{
    size_t n = 0;

    if (thread != s->last_thread)
        return 0;
    while (n < count && n < s->last_count && frames[n].function.at == s->last[n].function.at &&
           frames[n].line == s->last[n].line)
        n++;
    return n;
}

/*
 * Summing without a tree. The frames of the last stack stay open; what the next
 * one shares with it, it only adds to. A frame that is closed hands its total
 * down, and counts for its function and pair if it was the outermost there.
 */
static void close_frame(nc_builder *b, nc_stacks *s)
{
    const open_frame *f = &s->path[--s->depth];
    nc_func function = f->frame.function;

    if (s->depth)
        s->path[s->depth - 1].total = nc_number_add(s->path[s->depth - 1].total, f->total, &b->saturated);
    if (--s->active[function.at] == 0)
        b->figures[function.at].total = nc_number_add(b->figures[function.at].total, f->total, &b->saturated);
    if (f->pair) {
        pair *p = &s->pairs[f->pair - 1];

        p->self = nc_number_add(p->self, f->self, &b->saturated);
        if (--p->active == 0)
            p->total = nc_number_add(p->total, f->total, &b->saturated);
    }
    if (f->self)
        add_self(b, function, f->frame.line, f->self);
}

static bool open_frames(nc_builder *b, nc_stacks *s, const nc_frame *frames, size_t count)
{
    if (!nc_alloc_grow(&s->path, &s->path_room, count, sizeof *s->path))
        return false;
    if (s->active_count <= b->function_count) {
        if (!nc_alloc_grow(&s->active, &s->active_room, b->function_count + 1, sizeof *s->active))
            return false;
        memset(s->active + s->active_count, 0, (s->active_room - s->active_count) * sizeof *s->active);
        s->active_count = s->active_room;
    }
    for (; s->depth < count; s->depth++) {
        nc_frame frame = frames[s->depth];
        uint32_t number = 0;

        if (s->depth && !(number = pair_of(b, s, s->path[s->depth - 1].frame.function, frame.function)))
            return false;
        if (number)
            s->pairs[number - 1].active++;
        s->active[frame.function.at]++;
        s->path[s->depth] = (open_frame){frame, number, 0, 0};
    }
    return true;
}

static void sum_stack(nc_builder *b, nc_stacks *s, const nc_frame *frames, size_t count, int64_t weight)
{
    size_t shared = 0;
    open_frame *leaf;

    while (shared < count && shared < s->depth && s->path[shared].frame.function.at == frames[shared].function.at &&
           s->path[shared].frame.line == frames[shared].line)
        shared++;
    while (s->depth > shared)
        close_frame(b, s);
    if (!open_frames(b, s, frames, count)) {
        fail_memory(b);
        return;
    }
    leaf = &s->path[count - 1];
    leaf->self = nc_number_add(leaf->self, weight, &b->saturated);
    leaf->total = nc_number_add(leaf->total, weight, &b->saturated);
}

static void keep_stack(nc_builder *b, nc_stacks *s, uint32_t thread, const nc_frame *frames, size_t count,
                       int64_t weight)
{
    size_t shared = common_frames(s, thread, frames, count);
    uint32_t at = shared ? s->last_nodes[shared - 1] : nc_stacks_root(b, thread);

    if (!nc_alloc_grow(&s->last, &s->last_room, count, sizeof *s->last) ||
        !nc_alloc_grow(&s->last_nodes, &s->last_node_room, count, sizeof *s->last_nodes)) {
        fail_memory(b);
        return;
    }
    for (size_t i = shared; i < count; i++) {
        at = nc_stacks_child(b, at, frames[i]);
        s->last[i] = frames[i];
        s->last_nodes[i] = at;
    }
    s->last_count = count;
    s->last_thread = thread;
    nc_stacks_weigh(b, at, weight);
}

void nc_stacks_add(nc_builder *b, uint32_t thread, const nc_frame *frames, size_t count, int64_t weight)
{
    nc_stacks *s = stacks_of(b);

    if (!s || !count || nc_builder_failed(b))
        return;
    for (size_t i = 0; i < count; i++)
        if (!frames[i].function.at)
            return;
    if (b->keep & NCALLS_KEEP_STACKS)
        keep_stack(b, s, thread, frames, count, weight);
    else
        sum_stack(b, s, frames, count, weight);
}

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
        qsort_r(ids, count, sizeof *ids, compare_functions, o->b);
    for (uint32_t i = 0; i < count; i++)
        o->rank[ids[i]] = i + 1;
    nc_alloc_free(ids);
    return true;
}

static bool comes_before(const ordering *o, uint32_t a, uint32_t b)
{
    const node *x = &o->s->nodes[a], *y = &o->s->nodes[b];

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
    uint32_t pair;        /* + 1, 0 = none */
    uint32_t thread;
} step;

static uint32_t enter_context(ordering *o, const step *parent, uint32_t n)
{
    const node *from = &o->s->nodes[n];
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
    const node *n = &o->s->nodes[s->node];

    s->next = o->begin[s->node];
    s->pair = s->context = 0;
    s->thread = (uint32_t)n->line;
    if (!n->function.at)
        return true;
    s->thread = parent->thread;
    s->context = enter_context(o, parent, s->node);
    o->active[n->function.at]++;
    if (parent->context) {
        s->pair = pair_of(o->b, o->s, o->c->function[parent->context], n->function);
        if (!s->pair)
            return false;
        o->s->pairs[s->pair - 1].active++;
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
        pair *p = &o->s->pairs[s->pair - 1];

        p->self = nc_number_add(p->self, c->self[s->context], &o->b->saturated);
        if (--p->active == 0)
            p->total = nc_number_add(p->total, total, &o->b->saturated);
    }
    if (c->self[s->context])
        add_self(o->b, function, c->line[s->context], c->self[s->context]);
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

static bool order_tree(nc_builder *b, nc_contexts *c)
{
    ordering o = {.b = b, .s = b->stacks, .c = c};
    bool fine;

    nc_alloc_free(b->stacks->slots); /* nothing is looked up any more */
    b->stacks->slots = NULL;
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

/* Threads get numbers by identity, so that those of a sum do not depend on the
 * order of its files. */
static bool order_threads(nc_builder *b, nc_stacks *s)
{
    size_t count = s->thread_count;
    uint32_t *ids = nc_alloc_zeroed(count + 1, sizeof *ids), *number = nc_alloc_zeroed(count + 1, sizeof *number);
    nc_thread *sorted = nc_alloc_zeroed(count + 1, sizeof *sorted);
    bool fine = ids && number && sorted;

    for (uint32_t i = 0; fine && i < count; i++)
        ids[i] = i + 1;
    if (fine && count > 1)
        qsort_r(ids, count, sizeof *ids, compare_threads, b);
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

bool nc_stacks_finish(nc_builder *b, ncalls_profile *p)
{
    nc_stacks *s = b->stacks;

    if (!s)
        return true;
    while (s->depth)
        close_frame(b, s);
    if (s->thread_count && !order_threads(b, s))
        return false;
    if (s->node_count) {
        if (!order_tree(b, &p->contexts))
            return false;
        b->has |= NCALLS_HAS_CONTEXTS | (s->thread_count ? (unsigned)NCALLS_HAS_THREADS : 0);
    }
    for (size_t i = 0; i < s->pair_count; i++) {
        const pair *e = &s->pairs[i];

        nc_builder_add_edge(
            b, (nc_edge_row){e->caller, e->callee, NCALLS_ABSENT, NCALLS_ABSENT, e->self, e->total});
    }
    p->threads = s->threads;
    p->thread_count = (uint32_t)s->thread_count;
    s->threads = NULL;
    return !nc_builder_failed(b);
}
