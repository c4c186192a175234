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

void nc_stacks_free(nc_stacks *s)
{
    if (!s)
        return;
    nc_stacktree_reset(&s->tree);
    nc_stacklist_reset(&s->list);
    nc_map_reset(&s->frame_index);
    nc_alloc_free(s->frames);
    nc_pairs_reset(&s->pairs);
    nc_map_reset(&s->thread_index);
    nc_map_reset(&s->open_functions);
    nc_map_reset(&s->open_pairs);
    nc_alloc_free(s->active);
    nc_alloc_free(s->path);
    nc_alloc_free(s->threads);
    nc_alloc_free(s->last);
    nc_alloc_free(s->numbers);
    nc_alloc_free(s->tracks);
    nc_alloc_free(s);
}

static void fail_memory(nc_builder *b)
{
    nc_builder_fail(b, NCALLS_MEMORY, "out of memory");
}

/* Number 0 is no frame. */
static bool start_frames(nc_stacks *s)
{
    if (!nc_alloc_grow(&s->frames, &s->frame_room, 1, sizeof *s->frames))
        return false;
    s->frames[0] = (nc_frame){{0}, 0};
    return true;
}

nc_stacks *nc_stacks_of(nc_builder *b)
{
    nc_stacks *s = b->stacks;

    if (s)
        return s;
    s = nc_alloc_zeroed(1, sizeof *s);
    if (s) {
        s->hash_key = nc_hash_key();
        if (nc_stacktree_init(&s->tree) && nc_stacklist_init(&s->list) && nc_map_init(&s->frame_index) &&
            nc_pairs_init(&s->pairs) && nc_map_init(&s->thread_index) && start_frames(s))
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

static bool fail_tree(nc_builder *b)
{
    if (b->stacks->tree.count + 1 >= NC_LIMIT_ROWS)
        nc_builder_fail(b, NCALLS_LIMIT, "more than %u distinct stacks", NC_LIMIT_ROWS);
    else
        fail_memory(b);
    return false;
}

uint32_t nc_stacks_root(nc_builder *b, uint32_t thread)
{
    nc_stacks *s = nc_stacks_of(b);
    uint32_t node = 0;

    if (!s || nc_builder_failed(b))
        return 0;
    return nc_stacktree_add_root(&s->tree, thread, &node) || fail_tree(b) ? node : 0;
}

uint32_t nc_stacks_child(nc_builder *b, uint32_t parent, nc_frame frame)
{
    uint32_t node = 0;

    if (!parent || !frame.function.at || nc_builder_failed(b))
        return 0;
    return nc_stacktree_add(&b->stacks->tree, parent, &frame, 1, &node) || fail_tree(b) ? node : 0;
}

void nc_stacks_weigh(nc_builder *b, uint32_t node, int64_t self)
{
    if (node)
        b->stacks->tree.weights[node] = nc_number_add(b->stacks->tree.weights[node], self, &b->saturated);
}

uint32_t nc_stacks_pair(nc_builder *b, nc_func caller, nc_func callee)
{
    uint32_t row = nc_pairs_add(&b->stacks->pairs, caller, callee);

    if (!row)
        fail_memory(b);
    return row;
}

bool nc_stacks_reserve_active(nc_builder *b)
{
    nc_stacks *s = b->stacks;

    if (s->active_count > b->function_count)
        return true;
    if (!nc_alloc_grow(&s->active, &s->active_room, b->function_count + 1, sizeof *s->active))
        return false;
    memset(s->active + s->active_count, 0, (s->active_room - s->active_count) * sizeof *s->active);
    s->active_count = s->active_room;
    return true;
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

static void add_self(nc_builder *b, const nc_stack_frame *f, nc_figures *figures)
{
    figures->self = nc_number_add(figures->self, f->self, &b->saturated);
    if (f->pair) {
        nc_pair *p = &b->stacks->pairs.rows[f->pair];

        p->self = nc_number_add(p->self, f->self, &b->saturated);
    }
    if (f->line)
        nc_lines_add_self(b, f->line, f->self);
}

/*
 * Summing without a tree. The frames of the last stack stay open; what the next
 * one shares with it, it only adds to. A frame that is closed hands its total
 * down, and counts for its function and pair if it was the outermost there.
 */
static void close_frame(nc_builder *b, nc_stacks *s)
{
    const nc_stack_frame *f = &s->path[--s->depth];
    nc_figures *figures = &b->figures[f->function.at];

    if (s->depth)
        s->path[s->depth - 1].total = nc_number_add(s->path[s->depth - 1].total, f->total, &b->saturated);
    if (--s->active[f->function.at] == 0)
        nc_build_add_known(&figures->total, f->total, &b->saturated);
    if (f->pair) {
        nc_pair *p = &s->pairs.rows[f->pair];

        if (--p->active == 0)
            p->total = nc_number_add(p->total, f->total, &b->saturated);
    }
    if (f->self)
        add_self(b, f, figures);
}

static bool open_frames(nc_builder *b, nc_stacks *s, const uint32_t *frames, size_t count)
{
    size_t begin = s->depth;
    nc_frame leaf = s->frames[frames[count - 1]];

    nc_lines_prefetch(b, leaf.function, leaf.line);
    for (size_t i = begin; i < count; i++) {
        nc_func function = s->frames[frames[i]].function;

        s->path[i] = (nc_stack_frame){function, 0, 0, 0, 0};
        s->active[function.at]++;
    }
    begin += begin == 0; /* the first frame has no caller */
    for (size_t i = begin; i < count; i++)
        nc_pairs_prefetch(&s->pairs, s->path[i - 1].function, s->path[i].function);
    for (size_t i = begin; i < count; i++)
        nc_pairs_prefetch_row(&s->pairs, s->path[i - 1].function, s->path[i].function);
    for (size_t i = begin; i < count; i++) {
        s->path[i].pair = nc_pairs_add(&s->pairs, s->path[i - 1].function, s->path[i].function);
        if (!s->path[i].pair)
            return false;
        s->pairs.rows[s->path[i].pair].active++;
    }
    s->depth = count;
    return true;
}

static bool sum_stack(nc_builder *b, nc_stacks *s, const uint32_t *frames, size_t shared, size_t count,
                      int64_t weight)
{
    nc_frame last = s->frames[frames[count - 1]];
    nc_stack_frame *leaf;

    while (s->depth > shared)
        close_frame(b, s);
    if (!nc_alloc_grow(&s->path, &s->path_room, count, sizeof *s->path) || !nc_stacks_reserve_active(b) ||
        !open_frames(b, s, frames, count))
        return false;
    leaf = &s->path[count - 1];
    leaf->self = nc_number_add(leaf->self, weight, &b->saturated);
    leaf->total = nc_number_add(leaf->total, weight, &b->saturated);
    if (weight && !leaf->line && last.line)
        leaf->line = nc_lines_number(b, last.function, last.line);
    return true;
}

/* A row of the list below the frames that it shares with the row before it, whose
 * nodes are known. */
static bool pour_row(nc_builder *b, size_t row, nc_frame *frames, uint32_t *nodes)
{
    nc_stacks *s = b->stacks;
    const nc_stacklist_row *r = &s->list.rows[row], *before = row ? r - 1 : NULL;
    const uint32_t *numbers = s->list.frames + r->begin;
    size_t shared = before && before->thread == r->thread
                        ? nc_stacklist_common(numbers, r->count, s->list.frames + before->begin, before->count)
                        : 0;
    uint32_t parent = shared ? nodes[shared - 1] : nc_stacks_root(b, r->thread);

    for (size_t i = shared; i < r->count; i++)
        frames[i] = s->frames[numbers[i]];
    if (!parent || !nc_stacktree_add(&s->tree, parent, frames + shared, r->count - shared, nodes + shared))
        return false;
    nc_stacks_weigh(b, nodes[r->count - 1], r->weight);
    return true;
}

/* All of the list, into the tree: somebody knows nodes, or there is too much of it. */
static bool pour(nc_builder *b)
{
    nc_stacklist *l = &b->stacks->list;
    nc_frame *frames = NULL;
    uint32_t *nodes = NULL;
    size_t frame_room = 0, node_room = 0;
    bool fine = true;

    for (size_t row = 0; fine && row < l->count; row++)
        fine = nc_alloc_grow(&frames, &frame_room, l->rows[row].count, sizeof *frames) &&
               nc_alloc_grow(&nodes, &node_room, l->rows[row].count, sizeof *nodes) && pour_row(b, row, frames, nodes);
    nc_alloc_free(frames);
    nc_alloc_free(nodes);
    nc_stacklist_reset(l);
    return fine;
}

static bool keep_stack(nc_builder *b, nc_stacks *s, uint32_t thread, const uint32_t *frames, size_t shared,
                       size_t count, int64_t weight)
{
    nc_stacklist_row *row = nc_stacklist_add(&s->list, thread, frames, count, shared);

    if (!row)
        return false;
    row->weight = nc_number_add(row->weight, weight, &b->saturated);
    return !nc_stacklist_is_bloated(&s->list) || (pour(b) && nc_stacklist_init(&s->list));
}

uint32_t nc_stacks_number(nc_builder *b, nc_frame frame)
{
    nc_stacks *s = nc_stacks_of(b);
    uint32_t *at;

    if (!s || !frame.function.at || nc_builder_failed(b))
        return 0;
    if (b->narrow > 0)
        frame.line = 0;
    at = nc_map_add(&s->frame_index, (uint64_t)frame.function.at << 32 | (uint32_t)frame.line);
    if (at && *at)
        return *at;
    if (!at || !nc_alloc_grow(&s->frames, &s->frame_room, s->frame_count + 2, sizeof *s->frames)) {
        fail_memory(b);
        return 0;
    }
    s->frames[++s->frame_count] = frame;
    return *at = (uint32_t)s->frame_count;
}

void nc_stacks_add_numbers(nc_builder *b, uint32_t thread, const uint32_t *frames, size_t count, int64_t weight)
{
    nc_stacks *s = nc_stacks_of(b);
    size_t shared;
    bool fine;

    if (!s || !count || nc_builder_failed(b))
        return;
    if (b->narrow > 0)
        thread = 0;
    shared = thread == s->last_thread ? nc_stacklist_common(frames, count, s->last, s->last_count) : 0;
    for (size_t i = shared; i < count; i++)
        if (!frames[i])
            return;
    fine = nc_alloc_grow(&s->last, &s->last_room, count, sizeof *s->last) &&
           (b->keep & NCALLS_KEEP_STACKS ? keep_stack(b, s, thread, frames, shared, count, weight)
                                         : sum_stack(b, s, frames, shared, count, weight));
    if (!fine) {
        fail_tree(b);
        return;
    }
    if (b->timekeeper && (b->order == NC_STACKS_WEIGHTS || b->order == NC_STACKS_APART))
        nc_stacks_keep_order(b, thread, frames, count, weight);
    memcpy(s->last + shared, frames + shared, (count - shared) * sizeof *frames);
    s->last_count = count;
    s->last_thread = thread;
}

/* How many frames from the root on are those of the last stack. */
static size_t common_frames(const nc_builder *b, const nc_frame *frames, size_t count)
{
    const nc_stacks *s = b->stacks;
    size_t n = 0;

    for (; n < count && n < s->last_count; n++) {
        nc_frame other = s->frames[s->last[n]];

        if (frames[n].function.at != other.function.at || (frames[n].line != other.line && !(b->narrow > 0)))
            break;
    }
    return n;
}

void nc_stacks_add(nc_builder *b, uint32_t thread, const nc_frame *frames, size_t count, int64_t weight)
{
    nc_stacks *s = nc_stacks_of(b);
    size_t shared;

    if (!s || nc_builder_failed(b))
        return;
    if (!nc_alloc_grow(&s->numbers, &s->number_room, count, sizeof *s->numbers)) {
        fail_memory(b);
        return;
    }
    shared = common_frames(b, frames, count);
    if (shared)
        memcpy(s->numbers, s->last, shared * sizeof *s->numbers);
    for (size_t i = shared; i < count; i++)
        s->numbers[i] = nc_stacks_number(b, frames[i]);
    nc_stacks_add_numbers(b, thread, s->numbers, count, weight);
}

static void add_edges(nc_builder *b, const nc_pairs *pairs)
{
    for (size_t i = 1; i <= pairs->count; i++) {
        const nc_pair *p = &pairs->rows[i];
        nc_pair_calls c = {NCALLS_ABSENT, NCALLS_ABSENT};

        if (b->has & NCALLS_HAS_CALLS)
            c = i < pairs->call_count ? pairs->calls[i] : (nc_pair_calls){0, 0};
        nc_builder_add_edge(b, (nc_edge_row){p->caller, p->callee, c.calls, c.primitive, p->self, p->total});
    }
}

bool nc_stacks_finish(nc_builder *b, ncalls_profile *p)
{
    nc_stacks *s = b->stacks;

    if (!s)
        return true;
    while (s->depth)
        close_frame(b, s);
    if ((s->thread_count && !nc_preorder_threads(b)) || !nc_stacks_finish_order(b, p))
        return false;
    if (s->tree.count && s->list.count && !pour(b))
        return false;
    if (s->tree.count || s->list.count) {
        if (!nc_preorder_contexts(b, &p->contexts))
            return false;
        b->has |= NCALLS_HAS_CONTEXTS;
    }
    b->has |= s->thread_count ? (unsigned)NCALLS_HAS_THREADS : 0;
    if (b->narrow > 0 && s->frame_count)
        b->has &= ~(unsigned)(NCALLS_HAS_THREADS | NCALLS_HAS_LINES | NCALLS_HAS_EDGES);
    add_edges(b, &s->pairs);
    p->threads = s->threads;
    p->thread_count = (uint32_t)s->thread_count;
    s->threads = NULL;
    return !nc_builder_failed(b);
}
