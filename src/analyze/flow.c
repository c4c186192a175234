/* SPDX-License-Identifier: MIT */
/*
 * Components of the call graph without built-ins are settled callees first, so
 * that each is divided once. Built-ins (next, getattr, len) may lead back to a
 * component that was settled already: it is then divided anew, and the difference
 * goes on. Shares never shrink as the amount grows, so differences are never
 * negative; that a difference dies out in a cycle of built-ins is made sure by
 * counting visits.
 */
#include "analyze/flow.h"

#include "analyze/apportion.h"
#include "analyze/inflow.h"
#include "base/alloc.h"

/* Rounds of a cycle through built-ins: what is left after so many is less than
 * what rounding takes away. FILLS: of capped callers in one division. */
enum { VISITS = 24, FILLS = 16 };

ncalls_status nc_flow_init(nc_flow *flow, const ncalls_profile *profile, ncalls_error *error)
{
    size_t functions = (size_t)profile->functions.count + 1, count;
    ncalls_status status;

    *flow = (nc_flow){.profile = profile};
    status = nc_cycles_find(&flow->cycles, profile, NC_CYCLES_PYTHON, error);
    if (status)
        return status;
    count = (size_t)flow->cycles.component_count + 1;
    flow->is_source = nc_alloc_zeroed(functions, sizeof *flow->is_source);
    flow->amount = nc_alloc_zeroed(count, sizeof *flow->amount);
    flow->passed = nc_alloc_zeroed(count, sizeof *flow->passed);
    flow->visits = nc_alloc_zeroed(count, sizeof *flow->visits);
    flow->touched = nc_alloc(count * sizeof *flow->touched);
    flow->heap = nc_alloc(count * sizeof *flow->heap);
    if (flow->is_source && flow->amount && flow->passed && flow->visits && flow->touched && flow->heap)
        return NCALLS_OK;
    nc_flow_reset(flow);
    return nc_fail_memory(error);
}

void nc_flow_reset(nc_flow *flow)
{
    nc_cycles_reset(&flow->cycles);
    nc_alloc_free(flow->is_source);
    nc_alloc_free(flow->amount);
    nc_alloc_free(flow->passed);
    nc_alloc_free(flow->visits);
    nc_alloc_free(flow->touched);
    nc_alloc_free(flow->heap);
    nc_alloc_free(flow->parts);
    *flow = (nc_flow){0};
}

/* --- The heap: a component is in it while it has something to hand on. --- */

static void sift_up(nc_flow *flow, uint32_t i)
{
    uint32_t moved = flow->heap[i];

    for (; i && moved < flow->heap[(i - 1) / 2]; i = (i - 1) / 2)
        flow->heap[i] = flow->heap[(i - 1) / 2];
    flow->heap[i] = moved;
}

static uint32_t pop(nc_flow *flow)
{
    uint32_t lowest = flow->heap[0], moved = flow->heap[--flow->heap_count], i = 0;

    for (;;) {
        uint32_t child = 2 * i + 1;

        if (child + 1 < flow->heap_count && flow->heap[child + 1] < flow->heap[child])
            child++;
        if (child >= flow->heap_count || flow->heap[child] >= moved)
            break;
        flow->heap[i] = flow->heap[child];
        i = child;
    }
    flow->heap[i] = moved;
    return lowest;
}

static void add(nc_flow *flow, uint32_t component, int64_t amount)
{
    bool waits = flow->amount[component] != flow->passed[component];

    if (!amount)
        return;
    if (!flow->visits[component]) {
        flow->visits[component] = 1;
        flow->touched[flow->touched_count++] = component;
    }
    if (__builtin_add_overflow(flow->amount[component], amount, &flow->amount[component]))
        flow->amount[component] = INT64_MAX;
    if (waits || flow->amount[component] == flow->passed[component])
        return;
    flow->heap[flow->heap_count++] = component;
    sift_up(flow, flow->heap_count - 1);
}

/* A share that is too small goes nowhere, however often it is looked at. */
static int64_t worth(const nc_flow *flow, int64_t share)
{
    return share < flow->least ? 0 : share;
}

/* --- One division. --- */

static int64_t in_parts(int64_t calls)
{
    return calls > INT64_MAX / NC_FLOW_ONE ? INT64_MAX : calls * NC_FLOW_ONE;
}

static bool add_part(nc_flow *flow, uint32_t edge, int64_t calls, int64_t weight, bool weighed)
{
    if (weight <= 0 && (weighed || calls <= 0))
        return true;
    if (!nc_alloc_grow(&flow->parts, &flow->part_room, flow->part_count + 1, sizeof *flow->parts))
        return false;
    flow->parts[flow->part_count++] = (struct nc_flow_part){edge, calls > 0 ? calls : 0, weight > 0 ? weight : 0, 0, 0};
    return true;
}

/* Who called f from outside its component, and callers from nowhere: the calls
 * that no edge accounts for. One pass, since most of a large profile's time goes
 * here. */
static bool collect_function(nc_flow *flow, uint32_t component, nc_func f, nc_inflow_by by)
{
    const ncalls_profile *p = flow->profile;
    const nc_edges *e = &p->edges;
    bool fine = true, weighed = by == NC_INFLOW_BELOW, counted = p->has & NCALLS_HAS_CALLS;
    int64_t left = p->functions.calls[f.at];

    for (uint32_t i = e->in_begin[f.at]; fine && i < e->in_begin[f.at + 1]; i++) {
        if (e->calls[i] == NCALLS_ABSENT || __builtin_sub_overflow(left, e->calls[i], &left))
            counted = false;
        if (flow->cycles.component[e->caller[i].at] != component)
            fine = add_part(flow, i, e->calls[i], nc_inflow_of(p, (nc_edge){i}, by), weighed);
    }
    if (fine && (left > 0 || !counted))
        fine = add_part(flow, 0, nc_inflow_from_nowhere(p, f, NC_INFLOW_CALLS), nc_inflow_from_nowhere(p, f, by),
                        weighed);
    return fine;
}

static bool collect_by(nc_flow *flow, uint32_t component, nc_inflow_by by)
{
    bool fine = true;

    flow->part_count = 0;
    for (uint32_t m = flow->cycles.begin[component]; fine && m < flow->cycles.begin[component + 1]; m++)
        fine = collect_function(flow, component, flow->cycles.members[m], by);
    return fine;
}

static bool has_source(const nc_flow *flow, uint32_t component)
{
    for (uint32_t m = flow->cycles.begin[component]; m < flow->cycles.begin[component + 1]; m++)
        if (flow->is_source[flow->cycles.members[m].at])
            return true;
    return false;
}

/* What a source takes is its own. What passes through another function happened
 * below it: a caller whose calls took no time but the function's own had no part
 * in that (a thousand len() of lists beside one of a query). */
static bool collect(nc_flow *flow, uint32_t component)
{
    bool source = has_source(flow, component);

    if (!source && !collect_by(flow, component, NC_INFLOW_BELOW))
        return false;
    return (!source && flow->part_count) || collect_by(flow, component, NC_INFLOW_TOTAL);
}

typedef struct sums {
    int64_t calls, weight;
} sums;

static sums sum_parts(const nc_flow *flow)
{
    sums all = {0, 0};

    for (size_t i = 0; i < flow->part_count; i++) {
        if (__builtin_add_overflow(all.calls, flow->parts[i].calls, &all.calls))
            all.calls = INT64_MAX;
        if (__builtin_add_overflow(all.weight, flow->parts[i].weight, &all.weight))
            all.weight = INT64_MAX;
    }
    return all;
}

/* amount * part / whole, rounded down. */
static int64_t part_of(int64_t amount, int64_t part, int64_t whole)
{
    return (int64_t)((unsigned __int128)(uint64_t)amount * (uint64_t)part / (uint64_t)whole);
}

/* In proportion to weights, but to nobody more than its calls; what the capped
 * cannot take goes to the others (water filling). */
static void fill(nc_flow *flow, int64_t amount)
{
    for (int round = 0; round < FILLS; round++) {
        int64_t left = amount, weight = 0;
        bool capped = false;

        for (size_t i = 0; i < flow->part_count; i++) {
            const struct nc_flow_part *part = &flow->parts[i];

            if (part->share == in_parts(part->calls))
                left -= part->share;
            else if (__builtin_add_overflow(weight, part->weight, &weight))
                weight = INT64_MAX;
        }
        for (size_t i = 0; i < flow->part_count && weight > 0 && left > 0; i++) {
            struct nc_flow_part *part = &flow->parts[i];
            int64_t cap = in_parts(part->calls), share;

            if (part->share == cap)
                continue;
            share = part_of(left, part->weight, weight);
            capped |= share >= cap;
            part->share = share < cap ? share : cap;
        }
        if (!capped)
            return;
    }
}

/* Of a source's time each caller has what its own calls took: nothing is divided.
 * Where sources call each other (an import that imports) that is more than there
 * is in all, but what lies within another source is not handed on. */
static void hand_out(nc_flow *flow, int64_t amount)
{
    for (size_t i = 0; i < flow->part_count; i++) {
        int64_t own = in_parts(flow->parts[i].weight);

        flow->parts[i].share = own < amount ? own : amount;
    }
}

/* Divides `amount` among the parts that collect found. */
static void divide(nc_flow *flow, int64_t amount)
{
    sums all = sum_parts(flow);
    int64_t most = flow->is_cost ? INT64_MAX : in_parts(all.calls);

    for (size_t i = 0; i < flow->part_count; i++)
        flow->parts[i].share = 0;
    if (flow->part_count == 1) {
        flow->parts[0].share = amount;
        return;
    }
    if (!flow->is_cost && all.calls && amount < most && all.weight) {
        fill(flow, amount);
        return;
    }
    for (size_t i = 0; i < flow->part_count; i++) {
        struct nc_flow_part *part = &flow->parts[i];
        int64_t base = amount < most ? 0 : in_parts(part->calls), rest = amount < most ? amount : amount - most;

        if (all.weight)
            part->share = base + part_of(rest, part->weight, all.weight);
        else if (all.calls)
            part->share = part_of(amount, part->calls, all.calls);
    }
}

static void deal(nc_flow *flow, uint32_t component, int64_t amount)
{
    if (flow->is_cost && has_source(flow, component))
        hand_out(flow, amount);
    else
        divide(flow, amount);
}

static bool is_stopped(const nc_flow *flow, uint32_t component)
{
    const bool *these = flow->stops.these, *those = flow->stops.those;

    for (uint32_t m = flow->cycles.begin[component]; m < flow->cycles.begin[component + 1]; m++) {
        uint32_t f = flow->cycles.members[m].at;

        if ((these && these[f]) || (those && those[f]))
            return true;
    }
    return false;
}

/* Hands on what the component has got since the last time: what each caller is
 * due now, less what it was due then. So the end is the same in whatever order
 * components are settled. */
static bool settle(nc_flow *flow, uint32_t component)
{
    int64_t before = flow->passed[component];

    flow->passed[component] = flow->amount[component];
    if (is_stopped(flow, component) || flow->visits[component] >= VISITS)
        return true;
    flow->visits[component]++;
    if (!collect(flow, component))
        return false;
    if (before)
        deal(flow, component, before);
    for (size_t i = 0; i < flow->part_count; i++)
        flow->parts[i].given = before ? worth(flow, flow->parts[i].share) : 0;
    deal(flow, component, flow->amount[component]);
    for (size_t i = 0; i < flow->part_count; i++) {
        const struct nc_flow_part *part = &flow->parts[i];
        nc_func caller = flow->profile->edges.caller[part->edge];

        if (caller.at && !flow->is_source[caller.at])
            add(flow, flow->cycles.component[caller.at], worth(flow, part->share) - part->given);
    }
    return true;
}

static ncalls_status settle_all(nc_flow *flow, ncalls_error *error)
{
    while (flow->heap_count)
        if (!settle(flow, pop(flow)))
            return nc_fail_memory(error);
    return NCALLS_OK;
}

void nc_flow_clear(nc_flow *flow)
{
    for (uint32_t i = 0; i < flow->touched_count; i++) {
        flow->amount[flow->touched[i]] = 0;
        flow->passed[flow->touched[i]] = 0;
        flow->visits[flow->touched[i]] = 0;
    }
    flow->touched_count = flow->heap_count = 0;
    for (size_t i = 0; i < flow->source_count; i++)
        flow->is_source[flow->sources[i].function.at] = false;
    flow->source_count = 0;
}

static void begin(nc_flow *flow, const nc_flow_source *source)
{
    uint32_t component = flow->cycles.component[source->function.at];
    int64_t amount = in_parts(source->amount);

    add(flow, component, worth(flow, flow->is_cost ? amount - flow->amount[component] : amount));
}

/* Shares below this are dropped: in a large graph they would go everywhere, and
 * mean nothing. Of 848 queries that is a fifth of one. */
static int64_t least_of(const nc_flow_source *sources, size_t count, nc_flow_by by)
{
    int64_t sum = 0, least;

    for (size_t i = 0; i < count; i++)
        if (__builtin_add_overflow(sum, sources[i].amount, &sum))
            sum = INT64_MAX;
    if (by == NC_FLOW_COST)
        return in_parts(sum / 2000) + 1;
    least = in_parts(sum) / (sum > 50000 ? 1024 : 4096);
    return least > NC_FLOW_ONE / 16 ? least : NC_FLOW_ONE / 16;
}

ncalls_status nc_flow_run(nc_flow *flow, const nc_flow_source *sources, size_t count, nc_flow_by by,
                          nc_flow_stops stops, ncalls_error *error)
{
    nc_flow_clear(flow);
    flow->sources = sources;
    flow->source_count = count;
    flow->stops = stops;
    flow->is_cost = by == NC_FLOW_COST;
    flow->least = least_of(sources, count, by);
    for (size_t i = 0; i < count; i++)
        flow->is_source[sources[i].function.at] = true;
    for (size_t i = 0; i < count; i++)
        begin(flow, &sources[i]);
    return settle_all(flow, error);
}

ncalls_status nc_flow_take_back(nc_flow *flow, nc_func f, ncalls_error *error)
{
    uint32_t component = flow->cycles.component[f.at];

    if (is_stopped(flow, component))
        return NCALLS_OK;
    if (!collect(flow, component))
        return nc_fail_memory(error);
    deal(flow, component, flow->amount[component]);
    for (size_t i = 0; i < flow->part_count; i++) {
        nc_func caller = flow->profile->edges.caller[flow->parts[i].edge];

        if (caller.at && !flow->is_source[caller.at])
            add(flow, flow->cycles.component[caller.at], -worth(flow, flow->parts[i].share));
    }
    return NCALLS_OK;
}

ncalls_status nc_flow_go_on(nc_flow *flow, nc_flow_stops stops, ncalls_error *error)
{
    flow->stops = stops;
    for (uint32_t i = 0; i < flow->touched_count; i++)
        flow->visits[flow->touched[i]] = 1;
    return settle_all(flow, error);
}

ncalls_status nc_flow_over(nc_flow *flow, nc_edge edge, int64_t *out, bool *exact, ncalls_error *error)
{
    const nc_edges *e = &flow->profile->edges;
    uint32_t component = flow->cycles.component[e->callee[edge.at].at];
    int64_t amount = flow->amount[component];

    *out = 0;
    *exact = true;
    if (!amount || flow->cycles.component[e->caller[edge.at].at] == component || is_stopped(flow, component))
        return NCALLS_OK;
    if (!collect(flow, component))
        return nc_fail_memory(error);
    deal(flow, component, amount);
    *exact = flow->part_count == 1 ||
             (flow->is_cost ? has_source(flow, component) : amount == in_parts(sum_parts(flow).calls));
    for (size_t i = 0; i < flow->part_count; i++)
        if (flow->parts[i].edge == edge.at)
            *out = flow->parts[i].share;
    return NCALLS_OK;
}

int64_t nc_flow_begun(const nc_flow *flow, nc_func f)
{
    const nc_functions *functions = &flow->profile->functions;

    return nc_cycles_is_recursive(&flow->cycles, flow->profile, f) ? functions->primitive[f.at]
                                                                   : functions->calls[f.at];
}
