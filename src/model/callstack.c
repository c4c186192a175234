/* SPDX-License-Identifier: MIT */
#include "model/callstack.h"

#include <string.h>

#include "base/alloc.h"
#include "base/number.h"
#include "model/build.h"
#include "model/preorder.h"
#include "model/timekeeper.h"

static bool fail_memory(nc_builder *b)
{
    nc_builder_fail(b, NCALLS_MEMORY, "out of memory");
    return false;
}

void nc_callstack_init(nc_callstack *stack, nc_builder *b, uint32_t thread)
{
    nc_stacks *s = nc_stacks_of(b);

    *stack = (nc_callstack){.builder = b, .thread = thread};
    if (!s)
        return;
    if (!s->callstack_count && (!nc_map_init(&s->open_functions) || !nc_map_init(&s->open_pairs)))
        fail_memory(b);
    stack->number = ++s->callstack_count;
}

void nc_callstack_reset(nc_callstack *stack)
{
    while (stack->depth)
        nc_callstack_leave(stack);
    nc_alloc_free(stack->frames);
    memset(stack, 0, sizeof *stack);
}

struct nc_timekeeper_track *nc_callstack_keep_order(nc_callstack *stack, int64_t at)
{
    nc_timekeeper *keeper = stack->builder->timekeeper;

    return stack->track = keeper ? nc_timekeeper_begin(keeper, stack->thread, at) : NULL;
}

/* How often something is open on a stack, by (stack, its number). */
static uint32_t *count_of(const nc_callstack *stack, nc_map *map, uint32_t number)
{
    return nc_map_add(map, (uint64_t)stack->number << 32 | number);
}

static void add_call(nc_builder *b, int64_t *calls, int64_t *primitive, bool is_outermost)
{
    bool overflow = __builtin_add_overflow(*calls, 1, calls);

    *primitive += is_outermost; /* never more than calls */
    if (overflow)
        nc_builder_fail(b, NCALLS_LIMIT, "the call counts add up to more than 2^63");
}

/* Recursion: only the outermost frame of a function on the stack is a primitive
 * call, and only it counts for the function's total; so with pairs. */
static bool count_open(nc_callstack *stack, nc_callstack_frame *f, bool is_call)
{
    nc_builder *b = stack->builder;
    nc_stacks *s = b->stacks;
    nc_figures *figures = &b->figures[f->frame.function.at];
    uint32_t *open = count_of(stack, &s->open_functions, f->frame.function.at);
    nc_pair_calls *calls;

    if (!open)
        return fail_memory(b);
    if (is_call)
        add_call(b, &figures->calls, &figures->primitive, !*open);
    ++*open;
    if (!f->pair)
        return true;
    open = count_of(stack, &s->open_pairs, f->pair);
    calls = is_call ? nc_pairs_calls(&s->pairs, f->pair) : NULL;
    if (!open || (is_call && !calls))
        return fail_memory(b);
    if (calls)
        add_call(b, &calls->calls, &calls->primitive, !*open);
    ++*open;
    return true;
}

bool nc_callstack_enter(nc_callstack *stack, nc_frame frame, bool is_call)
{
    nc_builder *b = stack->builder;
    nc_callstack_frame f = {frame, 0, 0, 0, 0}, *below;

    if (!frame.function.at || nc_builder_failed(b))
        return false;
    if (!nc_alloc_grow(&stack->frames, &stack->room, stack->depth + 1, sizeof *stack->frames))
        return fail_memory(b);
    below = stack->depth ? &stack->frames[stack->depth - 1] : NULL;
    if (below && !(f.pair = nc_stacks_pair(b, below->frame.function, frame.function)))
        return false;
    if (b->keep & NCALLS_KEEP_STACKS) {
        f.node = nc_stacks_child(b, below ? below->node : nc_stacks_root(b, stack->thread), frame);
        if (!f.node)
            return false;
    }
    if (!count_open(stack, &f, is_call))
        return false;
    stack->frames[stack->depth++] = f;
    if (stack->track)
        nc_timekeeper_enter(stack->track, frame.function);
    return true;
}

/* With a call tree, it is the tree that figures come from. */
static void hand_over(nc_callstack *stack, const nc_callstack_frame *f, bool is_outermost, bool is_outermost_pair)
{
    nc_builder *b = stack->builder;
    nc_func function = f->frame.function;

    if (f->node) {
        nc_stacks_weigh(b, f->node, f->self);
        return;
    }
    if (is_outermost)
        nc_build_add_known(&b->figures[function.at].total, f->total, &b->saturated);
    if (f->pair) {
        nc_pair *p = &b->stacks->pairs.rows[f->pair];

        p->self = nc_number_add(p->self, f->self, &b->saturated);
        if (is_outermost_pair)
            p->total = nc_number_add(p->total, f->total, &b->saturated);
    }
    if (f->self)
        nc_stacks_self(b, function, f->frame.line, f->self);
}

void nc_callstack_leave(nc_callstack *stack)
{
    nc_stacks *s = stack->builder->stacks;
    nc_callstack_frame f = stack->frames[--stack->depth];
    uint32_t *open = count_of(stack, &s->open_functions, f.frame.function.at); /* is there: no memory needed */
    bool is_outermost = open && --*open == 0, is_outermost_pair = false;

    if (stack->track)
        nc_timekeeper_leave(stack->track);
    if (f.pair) {
        open = count_of(stack, &s->open_pairs, f.pair);
        is_outermost_pair = open && --*open == 0;
    }
    if (stack->depth) {
        nc_callstack_frame *below = &stack->frames[stack->depth - 1];

        below->total = nc_number_add(below->total, f.total, &stack->builder->saturated);
    }
    hand_over(stack, &f, is_outermost, is_outermost_pair);
}

void nc_callstack_pass(nc_callstack *stack, int64_t weight)
{
    nc_callstack_frame *top = stack->depth ? &stack->frames[stack->depth - 1] : NULL;

    if (stack->track)
        nc_timekeeper_pass(stack->track, weight);
    if (!top)
        return;
    top->self = nc_number_add(top->self, weight, &stack->builder->saturated);
    top->total = nc_number_add(top->total, weight, &stack->builder->saturated);
}
