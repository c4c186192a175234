/* SPDX-License-Identifier: MIT */
/*
 * A function's owners are the average of its callers' owners. As in
 * analyze/reach.c, a component begins with one list for all, which is what
 * enters it on the whole, and is then refined a number of times from the lists
 * of the round before.
 */
#include "analyze/owners.h"

#include "base/alloc.h"
#include "base/select.h"

typedef unsigned __int128 wide;

enum { ROUNDS = 32, EDGE_STEPS = 8 << 20 };

typedef struct search {
    const ncalls_profile *p;
    const bool *hidden;
    const nc_cycles *cycles;
    nc_owners_list *lists;
    nc_owners_list *next; /* of the members of one component: the round that is being made */
    /* The list that is being made. */
    wide *sum;         /* [function] its share, times the weight */
    uint32_t *stamp;   /* [function] the list its sum belongs to */
    uint32_t now;      /* this list's stamp */
    uint32_t *touched; /* functions with a sum */
    uint32_t touched_count;
    wide weight;
    bool is_cut;
} search;

static void begin_list(search *s)
{
    s->now++;
    s->touched_count = 0;
    s->weight = 0;
    s->is_cut = false;
}

static void add(search *s, nc_func owner, wide amount)
{
    if (!amount)
        return;
    if (s->stamp[owner.at] != s->now) {
        s->stamp[owner.at] = s->now;
        s->sum[owner.at] = 0;
        s->touched[s->touched_count++] = owner.at;
    }
    s->sum[owner.at] += amount;
}

/* What comes in over one edge belongs to its caller or to that one's owners. */
static void add_edge(search *s, uint32_t edge, nc_inflow_by by)
{
    nc_func caller = s->p->edges.caller[edge];
    uint64_t amount = (uint64_t)nc_inflow_of(s->p, (nc_edge){edge}, by);
    const nc_owners_list *above = &s->lists[caller.at];

    s->weight += amount;
    if (!s->hidden[caller.at]) {
        add(s, caller, (wide)amount * NC_OWNERS_ONE);
        return;
    }
    for (uint32_t i = 0; i < above->count; i++)
        add(s, above->shares[i].owner, (wide)amount * above->shares[i].share);
    s->is_cut |= amount && above->is_cut;
}

/* component: what calls f from outside of it; 0: all that calls it. */
static void add_callers(search *s, nc_func f, uint32_t component, nc_inflow_by by)
{
    const nc_edges *e = &s->p->edges;

    for (uint32_t i = e->in_begin[f.at]; i < e->in_begin[f.at + 1]; i++)
        if (!component || s->cycles->component[e->caller[i].at] != component)
            add_edge(s, i, by);
    s->weight += (uint64_t)nc_inflow_from_nowhere(s->p, f, by);
}

static int compare(uint32_t a, uint32_t b, const void *payload)
{
    const search *s = payload;

    if (s->sum[a] != s->sum[b])
        return s->sum[a] > s->sum[b] ? -1 : 1;
    return nc_profile_compare(s->p, (nc_func){a}, (nc_func){b});
}

static nc_owners_list end_list(search *s)
{
    nc_owners_list list = {.is_cut = s->is_cut};

    if (!s->weight)
        return list;
    list.count = s->touched_count < NC_OWNERS_MOST ? s->touched_count : NC_OWNERS_MOST;
    list.is_cut |= list.count < s->touched_count;
    nc_select_first(s->touched, s->touched_count, list.count, compare, s);
    for (uint32_t i = 0; i < list.count; i++)
        list.shares[i] = (nc_owners_share){{s->touched[i]}, (uint64_t)(s->sum[s->touched[i]] / s->weight)};
    return list;
}

nc_inflow_by nc_owners_measure(const ncalls_profile *p, const nc_cycles *cycles, uint32_t component)
{
    const nc_edges *e = &p->edges;
    nc_inflow_by by = NC_INFLOW_BELOW;

    for (; by < NC_INFLOW_ONE; by++)
        for (uint32_t m = cycles->begin[component]; m < cycles->begin[component + 1]; m++) {
            nc_func f = cycles->members[m];

            if (nc_inflow_from_nowhere(p, f, by))
                return by;
            for (uint32_t i = e->in_begin[f.at]; i < e->in_begin[f.at + 1]; i++)
                if (cycles->component[e->caller[i].at] != component && nc_inflow_of(p, (nc_edge){i}, by))
                    return by;
        }
    return by;
}

static nc_owners_list list_of_all(search *s, uint32_t component)
{
    nc_inflow_by by = nc_owners_measure(s->p, s->cycles, component);

    begin_list(s);
    for (uint32_t m = s->cycles->begin[component]; m < s->cycles->begin[component + 1]; m++)
        add_callers(s, s->cycles->members[m], component, by);
    return end_list(s);
}

static nc_owners_list list_of(search *s, nc_func f)
{
    for (nc_inflow_by by = NC_INFLOW_BELOW; by < NC_INFLOW_KINDS; by++) {
        begin_list(s);
        add_callers(s, f, 0, by);
        if (s->weight)
            break;
    }
    return end_list(s);
}

/* True while some share still moves by more than a millionth. */
static bool differ(const nc_owners_list *a, const nc_owners_list *b)
{
    if (a->count != b->count)
        return true;
    for (uint32_t i = 0; i < a->count; i++) {
        uint64_t x = a->shares[i].share, y = b->shares[i].share;

        if (a->shares[i].owner.at != b->shares[i].owner.at || (x > y ? x - y : y - x) > NC_OWNERS_ONE >> 20)
            return true;
    }
    return false;
}

static bool refine(search *s, const nc_func *members, uint32_t count)
{
    bool moves = false;

    for (uint32_t i = 0; i < count; i++)
        s->next[i] = list_of(s, members[i]);
    for (uint32_t i = 0; i < count; i++) {
        moves |= differ(&s->lists[members[i].at], &s->next[i]);
        s->lists[members[i].at] = s->next[i];
    }
    return moves;
}

static void settle(search *s, uint32_t component)
{
    const nc_func *members = s->cycles->members + s->cycles->begin[component];
    uint32_t count = s->cycles->begin[component + 1] - s->cycles->begin[component];
    nc_owners_list all = list_of_all(s, component);
    uint64_t edges = count, rounds;

    for (uint32_t i = 0; i < count; i++) {
        s->lists[members[i].at] = all;
        edges += s->p->edges.in_begin[members[i].at + 1] - s->p->edges.in_begin[members[i].at];
    }
    rounds = EDGE_STEPS / edges;
    if (count == 1 || all.count == 0)
        return;
    for (uint64_t i = 0; i < rounds && i < ROUNDS; i++)
        if (!refine(s, members, count))
            break;
}

ncalls_status nc_owners_find(nc_owners *out, const ncalls_profile *profile, const bool *hidden, const nc_cycles *cycles,
                             ncalls_error *error)
{
    search s = {.p = profile, .hidden = hidden, .cycles = cycles};
    size_t count = (size_t)profile->functions.count + 1;
    bool fine;

    s.lists = nc_alloc_zeroed(count, sizeof *s.lists);
    s.next = nc_alloc_zeroed(count, sizeof *s.next);
    s.sum = nc_alloc_zeroed(count, sizeof *s.sum);
    s.stamp = nc_alloc_zeroed(count, sizeof *s.stamp);
    s.touched = nc_alloc_zeroed(count, sizeof *s.touched);
    fine = s.lists && s.next && s.sum && s.stamp && s.touched;
    for (uint32_t c = fine ? cycles->component_count : 0; c; c--) /* callers first */
        if (hidden[cycles->members[cycles->begin[c]].at])
            settle(&s, c);
    nc_alloc_free(s.next);
    nc_alloc_free(s.sum);
    nc_alloc_free(s.stamp);
    nc_alloc_free(s.touched);
    *out = (nc_owners){s.lists};
    if (fine)
        return NCALLS_OK;
    nc_owners_reset(out);
    return nc_fail_memory(error);
}

void nc_owners_reset(nc_owners *owners)
{
    nc_alloc_free(owners->lists);
    *owners = (nc_owners){0};
}
