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
#include "model/preorder.h"

enum { FIRST_SLOTS = 1024 };

void nc_stacks_free(nc_stacks *s)
{
    if (!s)
        return;
    nc_alloc_free(s->nodes);
    nc_alloc_free(s->weights);
    nc_alloc_free(s->node_index.slots);
    nc_alloc_free(s->pair_index.slots);
    nc_map_reset(&s->thread_index);
    nc_map_reset(&s->open_functions);
    nc_map_reset(&s->open_pairs);
    nc_alloc_free(s->pairs);
    nc_alloc_free(s->calls);
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

static bool init_index(nc_stack_index *index)
{
    *index = (nc_stack_index){nc_alloc_zeroed(FIRST_SLOTS, sizeof *index->slots), FIRST_SLOTS - 1};
    return index->slots != NULL;
}

nc_stacks *nc_stacks_of(nc_builder *b)
{
    nc_stacks *s = b->stacks;

    if (s)
        return s;
    s = nc_alloc_zeroed(1, sizeof *s);
    if (s) {
        s->hash_key = nc_hash_key();
        if (init_index(&s->node_index) && init_index(&s->pair_index) && nc_map_init(&s->thread_index))
            return b->stacks = s;
    }
    nc_stacks_free(s);
    fail_memory(b);
    return NULL;
}

static uint64_t hash_thread(const nc_stacks *s, const nc_thread *t)
{
    return nc_hash_pair((uint64_t)t->process ^ (uint64_t)t->name.at << 32, (uint64_t)t->thread, s->hash_key) | 1;
}

/* Where the number of this thread stands, or is to stand. NULL: no memory. */
static uint32_t *find_thread(nc_stacks *s, const nc_thread *t)
{
    uint64_t key = hash_thread(s, t);

    for (;; key += 2) {
        uint32_t *at = nc_map_add(&s->thread_index, key);
        const nc_thread *other = at && *at ? &s->threads[*at] : NULL;

        if (!other || (other->name.at == t->name.at && other->process == t->process && other->thread == t->thread))
            return at;
    }
}

uint32_t nc_stacks_thread(nc_builder *b, nc_str name, int64_t process, int64_t thread)
{
    nc_stacks *s = nc_stacks_of(b);
    nc_thread wanted = {name, process, thread};
    uint32_t *at = s ? find_thread(s, &wanted) : NULL;

    if (at && *at)
        return *at;
    if (!at || !nc_alloc_grow(&s->threads, &s->thread_room, s->thread_count + 2, sizeof *s->threads)) {
        fail_memory(b);
        return 0;
    }
    s->threads[0] = (nc_thread){{0}, 0, 0};
    s->threads[++s->thread_count] = wanted;
    return *at = (uint32_t)s->thread_count;
}

void nc_stacks_name_thread(nc_builder *b, uint32_t thread, nc_str name)
{
    if (thread)
        b->stacks->threads[thread].name = name;
}

/* Twice as many slots for the rows up to `count`. */
static bool grow_index(const nc_stacks *s, nc_stack_index *index, size_t count,
                       size_t (*hash)(const nc_stacks *s, size_t row))
{
    size_t mask = 2 * index->mask + 1;
    uint32_t *slots = nc_alloc_zeroed(mask + 1, sizeof *slots);

    if (!slots)
        return false;
    for (size_t row = 1; row <= count; row++) {
        size_t i = hash(s, row) & mask;

        while (slots[i])
            i = (i + 1) & mask;
        slots[i] = (uint32_t)row;
    }
    nc_alloc_free(index->slots);
    *index = (nc_stack_index){slots, mask};
    return true;
}

static size_t hash_node(const nc_stacks *s, const nc_stack_node *n)
{
    return nc_hash_pair((uint64_t)n->parent << 32 | n->function.at, (uint32_t)n->line, s->hash_key);
}

static size_t hash_known_node(const nc_stacks *s, size_t id)
{
    return hash_node(s, &s->nodes[id]);
}

static uint32_t *find_node(const nc_stacks *s, const nc_stack_node *n)
{
    const nc_stack_index *index = &s->node_index;
    size_t i = hash_node(s, n) & index->mask;

    for (; index->slots[i]; i = (i + 1) & index->mask) {
        const nc_stack_node *other = &s->nodes[index->slots[i]];

        if (other->parent == n->parent && other->function.at == n->function.at && other->line == n->line)
            break;
    }
    return &index->slots[i];
}

static uint32_t add_node(nc_builder *b, nc_stacks *s, nc_stack_node n)
{
    uint32_t *slot = find_node(s, &n), id;

    if (*slot)
        return *slot;
    id = (uint32_t)s->node_count + 1;
    if (id >= NC_LIMIT_ROWS) {
        nc_builder_fail(b, NCALLS_LIMIT, "more than %u distinct stacks", NC_LIMIT_ROWS);
        return 0;
    }
    if (s->node_count >= s->node_index.mask / 2) {
        if (!grow_index(s, &s->node_index, s->node_count, hash_known_node)) {
            fail_memory(b);
            return 0;
        }
        slot = find_node(s, &n);
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
    nc_stacks *s = nc_stacks_of(b);

    return s && !nc_builder_failed(b) ? add_node(b, s, (nc_stack_node){0, {0}, (int32_t)thread}) : 0;
}

uint32_t nc_stacks_child(nc_builder *b, uint32_t parent, nc_frame frame)
{
    if (!parent || !frame.function.at || nc_builder_failed(b))
        return 0;
    return add_node(b, b->stacks, (nc_stack_node){parent, frame.function, frame.line});
}

void nc_stacks_weigh(nc_builder *b, uint32_t id, int64_t self)
{
    if (id)
        b->stacks->weights[id] = nc_number_add(b->stacks->weights[id], self, &b->saturated);
}

static size_t hash_pair(const nc_stacks *s, nc_func caller, nc_func callee)
{
    return nc_hash_mix(((uint64_t)caller.at << 32 | callee.at) ^ NC_HASH_A, s->hash_key ^ NC_HASH_B);
}

static size_t hash_known_pair(const nc_stacks *s, size_t number)
{
    return hash_pair(s, s->pairs[number].caller, s->pairs[number].callee);
}

static void prefetch_pair(const nc_stacks *s, nc_func caller, nc_func callee)
{
    __builtin_prefetch(&s->pair_index.slots[hash_pair(s, caller, callee) & s->pair_index.mask]);
}

static uint32_t *find_pair(const nc_stacks *s, nc_func caller, nc_func callee)
{
    const nc_stack_index *index = &s->pair_index;
    size_t i = hash_pair(s, caller, callee) & index->mask;

    for (; index->slots[i]; i = (i + 1) & index->mask) {
        const nc_stack_pair *other = &s->pairs[index->slots[i]];

        if (other->caller.at == caller.at && other->callee.at == callee.at)
            break;
    }
    return &index->slots[i];
}

static bool reserve_pair(nc_stacks *s)
{
    return (s->pair_count < s->pair_index.mask / 2 ||
            grow_index(s, &s->pair_index, s->pair_count, hash_known_pair)) &&
           nc_alloc_grow(&s->pairs, &s->pair_room, s->pair_count + 2, sizeof *s->pairs) &&
           nc_alloc_grow(&s->calls, &s->call_room, s->pair_count + 2, sizeof *s->calls);
}

uint32_t nc_stacks_pair(nc_builder *b, nc_stacks *s, nc_func caller, nc_func callee)
{
    uint32_t number = *find_pair(s, caller, callee);

    if (number)
        return number;
    if (!reserve_pair(s)) {
        fail_memory(b);
        return 0;
    }
    number = (uint32_t)++s->pair_count;
    s->pairs[number] = (nc_stack_pair){caller, callee, 0, 0, 0};
    s->calls[number] = (nc_stack_calls){0, 0};
    return *find_pair(s, caller, callee) = number;
}

void nc_stacks_self(nc_builder *b, nc_func function, int32_t line, int64_t weight)
{
    b->figures[function.at].self = nc_number_add(b->figures[function.at].self, weight, &b->saturated);
    if (line) {
        nc_line_row row = NC_LINE_ROW(function, line);

        row.self = weight;
        nc_lines_add(b, row);
    }
}

/*
 * Summing without a tree. The frames of the last stack stay open; what the next
 * one shares with it, it only adds to. A frame that is closed hands its total
 * down, and counts for its function and pair if it was the outermost there.
 */
static void close_frame(nc_builder *b, nc_stacks *s)
{
    const nc_stack_frame *f = &s->path[--s->depth];
    nc_frame frame = s->last[s->depth];
    nc_figures *figures = &b->figures[frame.function.at];

    if (s->depth)
        s->path[s->depth - 1].total = nc_number_add(s->path[s->depth - 1].total, f->total, &b->saturated);
    if (--s->active[frame.function.at] == 0)
        figures->total = nc_number_add(figures->total, f->total, &b->saturated);
    if (f->pair) {
        nc_stack_pair *p = &s->pairs[f->pair];

        p->self = nc_number_add(p->self, f->self, &b->saturated);
        if (--p->active == 0)
            p->total = nc_number_add(p->total, f->total, &b->saturated);
    }
    figures->self = nc_number_add(figures->self, f->self, &b->saturated);
    if (f->line)
        nc_lines_add_self(b, f->line, f->self);
}

static bool reserve_path(nc_builder *b, nc_stacks *s, size_t count)
{
    if (!nc_alloc_grow(&s->path, &s->path_room, count, sizeof *s->path))
        return false;
    if (s->active_count > b->function_count)
        return true;
    if (!nc_alloc_grow(&s->active, &s->active_room, b->function_count + 1, sizeof *s->active))
        return false;
    memset(s->active + s->active_count, 0, (s->active_room - s->active_count) * sizeof *s->active);
    s->active_count = s->active_room;
    return true;
}

static bool open_frames(nc_builder *b, nc_stacks *s, const nc_frame *frames, size_t count)
{
    size_t begin = s->depth;

    nc_lines_prefetch(b, frames[count - 1].function, frames[count - 1].line);
    for (size_t i = begin; i < count; i++) {
        s->path[i] = (nc_stack_frame){0, 0, 0, 0};
        s->active[frames[i].function.at]++;
    }
    begin += begin == 0; /* the first frame has no caller */
    for (size_t i = begin; i < count; i++)
        prefetch_pair(s, frames[i - 1].function, frames[i].function);
    for (size_t i = begin; i < count; i++) {
        uint32_t number = nc_stacks_pair(b, s, frames[i - 1].function, frames[i].function);

        if (!number)
            return false;
        s->path[i].pair = number;
        s->pairs[number].active++;
    }
    s->depth = count;
    return true;
}

static bool sum_stack(nc_builder *b, nc_stacks *s, const nc_frame *frames, size_t shared, size_t count,
                      int64_t weight)
{
    nc_stack_frame *leaf;

    while (s->depth > shared)
        close_frame(b, s);
    if (!reserve_path(b, s, count) || !open_frames(b, s, frames, count))
        return false;
    leaf = &s->path[count - 1];
    leaf->self = nc_number_add(leaf->self, weight, &b->saturated);
    leaf->total = nc_number_add(leaf->total, weight, &b->saturated);
    if (weight && !leaf->line && frames[count - 1].line)
        leaf->line = nc_lines_number(b, frames[count - 1].function, frames[count - 1].line);
    return true;
}

static bool keep_stack(nc_builder *b, nc_stacks *s, uint32_t thread, const nc_frame *frames, size_t shared,
                       size_t count, int64_t weight)
{
    uint32_t at = shared ? s->last_nodes[shared - 1] : nc_stacks_root(b, thread);

    if (!nc_alloc_grow(&s->last_nodes, &s->last_node_room, count, sizeof *s->last_nodes))
        return false;
    for (size_t i = shared; i < count; i++)
        s->last_nodes[i] = at = nc_stacks_child(b, at, frames[i]);
    nc_stacks_weigh(b, at, weight);
    return true;
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

void nc_stacks_add(nc_builder *b, uint32_t thread, const nc_frame *frames, size_t count, int64_t weight)
{
    nc_stacks *s = nc_stacks_of(b);
    size_t shared;
    bool fine;

    if (!s || !count || nc_builder_failed(b))
        return;
    shared = common_frames(s, thread, frames, count);
    for (size_t i = shared; i < count; i++)
        if (!frames[i].function.at)
            return;
    fine = nc_alloc_grow(&s->last, &s->last_room, count, sizeof *s->last) &&
           (b->keep & NCALLS_KEEP_STACKS ? keep_stack(b, s, thread, frames, shared, count, weight)
                                         : sum_stack(b, s, frames, shared, count, weight));
    if (!fine) {
        fail_memory(b);
        return;
    }
    memcpy(s->last + shared, frames + shared, (count - shared) * sizeof *frames);
    s->last_count = count;
    s->last_thread = thread;
}

bool nc_stacks_finish(nc_builder *b, ncalls_profile *p)
{
    nc_stacks *s = b->stacks;

    if (!s)
        return true;
    while (s->depth)
        close_frame(b, s);
    if (s->thread_count && !nc_preorder_threads(b))
        return false;
    if (s->node_count) {
        if (!nc_preorder_contexts(b, &p->contexts))
            return false;
        b->has |= NCALLS_HAS_CONTEXTS | (s->thread_count ? (unsigned)NCALLS_HAS_THREADS : 0);
    }
    for (size_t i = 1; i <= s->pair_count; i++) {
        const nc_stack_pair *e = &s->pairs[i];
        bool has_calls = b->has & NCALLS_HAS_CALLS;

        nc_builder_add_edge(b, (nc_edge_row){e->caller, e->callee, has_calls ? s->calls[i].calls : NCALLS_ABSENT,
                                             has_calls ? s->calls[i].primitive : NCALLS_ABSENT, e->self, e->total});
    }
    p->threads = s->threads;
    p->thread_count = (uint32_t)s->thread_count;
    s->threads = NULL;
    return !nc_builder_failed(b);
}
