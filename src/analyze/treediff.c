/* SPDX-License-Identifier: MIT */
#include "analyze/treediff.h"

#include "base/alloc.h"
#include "base/number.h"
#include "base/sort.h"

/* Shares below which a path is not looked for are this much smaller than those
 * that are shown, so that nothing seems added that was merely below them. */
enum { FINER = 4 };

typedef struct joint { /* a path of both trees, before it has its place */
    uint32_t parent, first, count; /* joints; its children are neighbours */
    uint32_t row;
    int32_t line;
    uint32_t from, to; /* its nodes: into members */
    nc_treediff_node origin;
    int64_t own[NC_DIFF_SIDES]; /* what its children do not have, before it is scaled */
    int64_t rest[NC_DIFF_SIDES];
    int64_t total;
} joint;

/* A node of either tree. */
typedef struct member {
    uint32_t row;
    int32_t line;
    uint32_t side, node;
} member;

typedef struct merge {
    nc_treediff *out;
    joint *joints;
    member *members;
    uint32_t *inlined; /* nodes that were met and belong to the joint that is opened */
    size_t joint_count, joint_room, member_count, member_room, inlined_count, inlined_room;
    int64_t least;
} merge;

/* ---- which paths there are ------------------------------------------------ */

static uint32_t row_of(const merge *m, unsigned side, nc_func f)
{
    const nc_pairing *pairing = &m->out->overlay.diff->pairing;

    return side == NC_DIFF_BASE ? pairing->of_base[f.at] : pairing->of_now[f.at];
}

/* A comprehension that the other Python runs inside its function. */
static bool is_inlined(const merge *m, unsigned side, nc_func f)
{
    const nc_pairing_row *row = &m->out->overlay.diff->pairing.rows[row_of(m, side, f)];

    return (side == NC_DIFF_BASE ? row->base.at : row->now.at) != f.at;
}

static bool add_member(merge *m, unsigned side, uint32_t node)
{
    const nc_calltree_node *n = &m->out->side[side].nodes[node];

    if (!nc_alloc_grow(&m->members, &m->member_room, m->member_count + 1, sizeof *m->members))
        return false;
    m->members[m->member_count++] = (member){row_of(m, side, n->function), n->line, side, node};
    return true;
}

/* Children become members behind the others; those of an inlined one do with it.
 * The node's figures are added to the joint. */
static bool open_node(merge *m, joint *j, unsigned side, uint32_t node)
{
    const nc_calltree *tree = &m->out->side[side];
    const nc_calltree_node *n = &tree->nodes[node];
    int64_t own = n->total - n->rest;
    bool saturated = false, fine = true;

    for (uint32_t child = node + 1; child < n->end && fine; child = tree->nodes[child].end) {
        own -= tree->nodes[child].total;
        if (!is_inlined(m, side, tree->nodes[child].function)) {
            fine = add_member(m, side, child);
            continue;
        }
        fine = nc_alloc_grow(&m->inlined, &m->inlined_room, m->inlined_count + 1, sizeof *m->inlined);
        if (fine)
            m->inlined[m->inlined_count++] = child;
    }
    j->own[side] = nc_number_add(j->own[side], own > 0 ? own : 0, &saturated);
    j->rest[side] = nc_number_add(j->rest[side], n->rest, &saturated);
    return fine;
}

static bool open_member(merge *m, joint *j, member at)
{
    bool fine = open_node(m, j, at.side, at.node);

    while (fine && m->inlined_count)
        fine = open_node(m, j, at.side, m->inlined[--m->inlined_count]);
    return fine;
}

static int compare_members(const void *left, const void *right, void *payload)
{
    const member *a = left, *b = right;

    (void)payload;
    if (a->row != b->row)
        return a->row < b->row ? -1 : 1;
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    if (a->side != b->side)
        return a->side < b->side ? -1 : 1;
    return a->node < b->node ? -1 : a->node > b->node;
}

/* Members of one row and line are one path. */
static bool add_joints(merge *m, uint32_t parent, size_t from)
{
    size_t to;

    m->joints[parent].first = (uint32_t)m->joint_count;
    if (m->member_count > from)
        nc_sort(m->members + from, m->member_count - from, sizeof *m->members, compare_members, NULL);
    for (; from < m->member_count; from = to) {
        joint j = {
            .parent = parent, .row = m->members[from].row, .line = m->members[from].line, .from = (uint32_t)from};

        for (to = from; to < m->member_count && m->members[to].row == j.row && m->members[to].line == j.line; to++)
            if (!j.origin.at[m->members[to].side])
                j.origin.at[m->members[to].side] = m->members[to].node;
        j.to = (uint32_t)to;
        if (!nc_alloc_grow(&m->joints, &m->joint_room, m->joint_count + 1, sizeof *m->joints))
            return false;
        m->joints[m->joint_count++] = j;
        m->joints[parent].count++;
    }
    return true;
}

static bool find_joints(merge *m)
{
    if (!nc_alloc_grow(&m->joints, &m->joint_room, 1, sizeof *m->joints) || !add_member(m, NC_DIFF_BASE, 0) ||
        !add_member(m, NC_DIFF_NOW, 0))
        return false;
    m->joints[m->joint_count++] = (joint){.to = 2};
    for (uint32_t i = 0; i < m->joint_count; i++) {
        joint j = m->joints[i];
        size_t before = m->member_count;

        for (uint32_t k = j.from; k < j.to; k++)
            if (!open_member(m, &j, m->members[k]))
                return false;
        m->joints[i] = j;
        if (!add_joints(m, i, before))
            return false;
    }
    return true;
}

/* ---- how heavy they are --------------------------------------------------- */

static int64_t scale(const nc_treediff *d, unsigned side, int64_t cost)
{
    const nc_diff *diff = d->overlay.diff;

    if (side == NC_DIFF_NOW || !diff->scaled)
        return cost;
    return (int64_t)((__int128)cost * diff->cost[NC_DIFF_NOW] / diff->cost[NC_DIFF_BASE]);
}

static int64_t greater(const merge *m, const int64_t sides[NC_DIFF_SIDES])
{
    int64_t was = scale(m->out, NC_DIFF_BASE, sides[NC_DIFF_BASE]);

    return was > sides[NC_DIFF_NOW] ? was : sides[NC_DIFF_NOW];
}

static void sum_totals(merge *m)
{
    bool saturated = false;

    for (size_t i = m->joint_count; i-- > 0;) {
        joint *j = &m->joints[i];

        j->total = nc_number_add(j->total, greater(m, j->own), &saturated);
        j->total = nc_number_add(j->total, greater(m, j->rest), &saturated);
        if (i)
            m->joints[j->parent].total = nc_number_add(m->joints[j->parent].total, j->total, &saturated);
    }
}

/* ---- their order ---------------------------------------------------------- */

static int compare_joints(const void *left, const void *right, void *payload)
{
    const joint *a = left, *b = right;

    if (a->total != b->total)
        return a->total > b->total ? -1 : 1;
    if (a->row != b->row)
        return nc_diff_compare_rows(payload, a->row, b->row);
    return (a->line > b->line) - (a->line < b->line);
}

static void place(merge *m, const joint *j, uint32_t number, uint32_t parent, uint32_t depth)
{
    const nc_treediff *d = m->out;
    nc_calltree_node n = {.parent = parent, .depth = depth, .function = {j->row}, .line = j->line, .total = j->total};

    n.rest = greater(m, j->rest);
    n.self = greater(m, j->own);
    n.calls = NCALLS_ABSENT;
    n.end = number + 1;
    for (unsigned side = 0; side < NC_DIFF_SIDES; side++) {
        const nc_calltree_node *from = &d->side[side].nodes[j->origin.at[side]];

        if (number && !j->origin.at[side])
            continue;
        n.estimated |= from->estimated;
        n.recursive |= from->recursive;
        n.cut |= from->cut;
        n.rest_count = n.rest_count > from->rest_count ? n.rest_count : from->rest_count;
    }
    d->nodes[number] = j->origin;
    d->tree.nodes[number] = n;
}

typedef struct level { /* of the path to the joint that is looked at */
    uint32_t joint, next, number;
} level;

/* In preorder, the heaviest first; what is too small becomes rest. */
static void walk(merge *m, level *levels)
{
    nc_calltree *tree = &m->out->tree;
    uint32_t depth = 1, count = 1;
    bool saturated = false;

    levels[0] = (level){0};
    place(m, &m->joints[0], 0, 0, 0);
    while (depth) {
        level *l = &levels[depth - 1];
        const joint *j = &m->joints[l->joint], *child = &m->joints[j->first + l->next];
        nc_calltree_node *above = &tree->nodes[l->number];

        if (l->next++ == j->count) {
            depth--;
        } else if (child->total < m->least) {
            above->rest = nc_number_add(above->rest, child->total, &saturated);
            above->rest_count++;
        } else {
            place(m, child, count, l->number, depth);
            levels[depth++] = (level){(uint32_t)(child - m->joints), 0, count++};
        }
    }
    tree->count = count - 1;
    for (uint32_t i = tree->count; i; i--)
        if (tree->nodes[tree->nodes[i].parent].end < tree->nodes[i].end)
            tree->nodes[tree->nodes[i].parent].end = tree->nodes[i].end;
}

static bool arrange(merge *m)
{
    nc_treediff *d = m->out;
    level *levels = nc_alloc_zeroed(m->joint_count + 1, sizeof *levels);

    d->tree.nodes = nc_alloc_zeroed(m->joint_count + 1, sizeof *d->tree.nodes);
    d->nodes = nc_alloc_zeroed(m->joint_count + 1, sizeof *d->nodes);
    if (!levels || !d->tree.nodes || !d->nodes) {
        nc_alloc_free(levels);
        return false;
    }
    for (size_t i = 0; i < m->joint_count; i++)
        if (m->joints[i].count > 1)
            nc_sort(m->joints + m->joints[i].first, m->joints[i].count, sizeof *m->joints, compare_joints,
                    (void *)d->overlay.diff);
    walk(m, levels);
    nc_alloc_free(levels);
    return true;
}

/* ---- the whole ------------------------------------------------------------ */

static ncalls_status make_sides(nc_treediff *d, const ncalls_results *results, const nc_calltree_options *options,
                                ncalls_error *error)
{
    nc_calltree_options finer = *options;
    ncalls_results base = *results;
    ncalls_status status;

    finer.min_share = options->min_share / FINER;
    base.profile = results->base;
    base.whole = results->whole_base;
    status = nc_calltree_make(&d->side[NC_DIFF_BASE], &base, &finer, error);
    return status ? status : nc_calltree_make(&d->side[NC_DIFF_NOW], results, &finer, error);
}

/* Whole stacks are filtered as they are looked at: their functions are those of
 * the whole profiles. */
static ncalls_status pair(nc_treediff *d, const ncalls_results *results, ncalls_error *error)
{
    const ncalls_profile *base = d->side[NC_DIFF_BASE].profile, *now = d->side[NC_DIFF_NOW].profile;
    ncalls_results room = *results;
    ncalls_status status;

    if (base == results->base && now == results->profile)
        return nc_overlay_make(&d->overlay, results, error);
    status = nc_diff_make(&d->diff, base, now, error);
    room.diff = &d->diff;
    return status ? status : nc_overlay_make(&d->overlay, &room, error);
}

static bool merge_sides(nc_treediff *d, const nc_calltree_options *options)
{
    const nc_calltree *was = &d->side[NC_DIFF_BASE], *is = &d->side[NC_DIFF_NOW];
    merge m = {.out = d};
    bool fine;

    d->tree = (nc_calltree){
        .profile = d->overlay.profile,
        .exact = was->exact && is->exact,
        .deep = was->deep || is->deep,
        .wide = was->wide || is->wide,
        .whole = d->overlay.results.whole->totals.self,
    };
    m.least = (int64_t)(options->min_share * (double)d->tree.whole);
    fine = find_joints(&m);
    if (fine) {
        sum_totals(&m);
        fine = arrange(&m);
    }
    nc_alloc_free(m.joints);
    nc_alloc_free(m.members);
    nc_alloc_free(m.inlined);
    return fine;
}

ncalls_status nc_treediff_make(nc_treediff *out, const ncalls_results *results, const nc_calltree_options *options,
                               ncalls_error *error)
{
    ncalls_status status;

    *out = (nc_treediff){0};
    status = make_sides(out, results, options, error);
    if (!status)
        status = pair(out, results, error);
    if (!status && !merge_sides(out, options))
        status = nc_fail_memory(error);
    return status;
}

void nc_treediff_reset(nc_treediff *d)
{
    nc_overlay_reset(&d->overlay);
    nc_diff_reset(&d->diff);
    for (unsigned side = 0; side < NC_DIFF_SIDES; side++)
        nc_calltree_reset(&d->side[side]);
    nc_calltree_reset(&d->tree);
    nc_alloc_free(d->nodes);
    d->nodes = NULL;
}

static const nc_calltree_node *node_of(const nc_treediff *d, uint32_t node, unsigned side)
{
    uint32_t at = d->nodes[node].at[side];

    return at || !node ? &d->side[side].nodes[at] : NULL;
}

int64_t nc_treediff_total(const nc_treediff *d, uint32_t node, unsigned side)
{
    const nc_calltree_node *n = node_of(d, node, side);

    return n ? scale(d, side, n->total) : 0;
}

int64_t nc_treediff_self(const nc_treediff *d, uint32_t node, unsigned side)
{
    const nc_calltree_node *n = node_of(d, node, side);

    return n ? scale(d, side, n->self) : 0;
}

int64_t nc_treediff_calls(const nc_treediff *d, uint32_t node, unsigned side)
{
    const nc_calltree_node *n = node_of(d, node, side);

    return n ? n->calls : d->overlay.diff->calls[side] == NCALLS_ABSENT ? NCALLS_ABSENT : 0;
}
