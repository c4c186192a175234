/* SPDX-License-Identifier: MIT */
#include "draw/simplex.h"

#include <string.h>

#include "base/alloc.h"

enum {
    NONE = -1,
    SEARCH = 30, /* candidates among which the best is taken */
};

/* Node `count - 1` is made up, the root of the tree: arcs that are made up too
 * tie the parts to it that no tight arc joins yet. Those mean nothing, and go
 * as soon as that helps. */
typedef struct simplex {
    nc_simplex_arc *arcs;
    int32_t arc_count, real_count, count;
    int32_t *position;
    int32_t *tie;          /* [node] the arc to its parent */
    int64_t *sum;          /* [node] of outgoing less incoming weight, over its subtree */
    int32_t *child, *left, *right; /* [node] its first child in the tree, and its neighbours among its parent's */
    int32_t *first, *next; /* lists of arcs: [node], and [2 * arc + (node is its head)] */
    bool *below;           /* [node] it is in `part` */
    int32_t *part;         /* the subtree that is cut off */
    int32_t part_size;
    int32_t look;          /* where the search for a cut goes on */
    int64_t work;
} simplex;

static int32_t slack(const simplex *s, int32_t a)
{
    return s->position[s->arcs[a].head] - s->position[s->arcs[a].tail] - s->arcs[a].least;
}

static int32_t other_end(const simplex *s, int32_t half)
{
    return half & 1 ? s->arcs[half / 2].tail : s->arcs[half / 2].head;
}

static int32_t parent_of(const simplex *s, int32_t n)
{
    const nc_simplex_arc *a = &s->arcs[s->tie[n]];

    return a->tail == n ? a->head : a->tail;
}

static void hang(simplex *s, int32_t n, int32_t parent)
{
    s->left[n] = NONE;
    s->right[n] = s->child[parent];
    if (s->child[parent] != NONE)
        s->left[s->child[parent]] = n;
    s->child[parent] = n;
}

static void take_down(simplex *s, int32_t n, int32_t parent)
{
    if (s->left[n] == NONE)
        s->child[parent] = s->right[n];
    else
        s->right[s->left[n]] = s->right[n];
    if (s->right[n] != NONE)
        s->left[s->right[n]] = s->left[n];
}

static void link_arc(simplex *s, int32_t a)
{
    s->next[2 * a] = s->first[s->arcs[a].tail];
    s->first[s->arcs[a].tail] = 2 * a;
    s->next[2 * a + 1] = s->first[s->arcs[a].head];
    s->first[s->arcs[a].head] = 2 * a + 1;
}

/* ---- a first tree -------------------------------------------------------- */

/* All that tight arcs reach from `top`, which is tied to the root; sums from
 * the leaves up. */
static void grow_part(simplex *s, int32_t top)
{
    int32_t root = s->count - 1, a = s->arc_count++, size = 1;

    s->arcs[a] = (nc_simplex_arc){root, top, 0, s->position[top] - s->position[root]};
    s->tie[top] = a;
    hang(s, top, root);
    s->part[0] = top;
    for (int32_t at = 0; at < size; at++)
        for (int32_t half = s->first[s->part[at]]; half != NONE; half = s->next[half]) {
            int32_t other = other_end(s, half);

            if (s->tie[other] != NONE || slack(s, half / 2) != 0)
                continue;
            s->tie[other] = half / 2;
            hang(s, other, s->part[at]);
            s->part[size++] = other;
        }
    for (int32_t at = size; at-- > 1;)
        s->sum[parent_of(s, s->part[at])] += s->sum[s->part[at]];
    s->work -= 2 * size;
    link_arc(s, a);
}

/* ---- exchanges ----------------------------------------------------------- */

/* Weight over the cut that the arc above `n` makes, down less up. */
static int64_t cut_value(const simplex *s, int32_t n)
{
    int64_t value = s->arcs[s->tie[n]].tail == n ? s->sum[n] : -s->sum[n];

    if (s->tie[n] >= s->real_count && value > 0) /* made up: either way is as good */
        return -value;
    return value;
}

/* The node whose arc above should go: the most negative cut of the next few
 * that are; NONE when the positions are best. */
static int32_t find_leaving(simplex *s)
{
    int32_t best = NONE, found = 0;
    int64_t least = 0;

    for (int32_t i = 0; i < s->count - 1 && found < SEARCH; i++) {
        int64_t value;

        if (++s->look >= s->count - 1)
            s->look = 0;
        value = cut_value(s, s->look);
        s->work--;
        if (value >= 0)
            continue;
        found++;
        if (value < least) {
            least = value;
            best = s->look;
        }
    }
    return best;
}

/* Lists the subtree of `top`. */
static void mark_below(simplex *s, int32_t top)
{
    s->part[0] = top;
    s->part_size = 1;
    s->below[top] = true;
    for (int32_t at = 0; at < s->part_size; at++)
        for (int32_t n = s->child[s->part[at]]; n != NONE; n = s->right[n]) {
            s->below[n] = true;
            s->part[s->part_size++] = n;
        }
    s->work -= s->part_size;
}

/* The better of `best` and those of n's arcs that join the subtree and the rest
 * out of it, or into it. */
static int32_t find_better(simplex *s, int32_t n, bool out, int32_t best)
{
    bool inside = s->below[n], end = inside == out ? 0 : 1; /* which end of such an arc n is */

    for (int32_t half = s->first[n]; half != NONE; half = s->next[half]) {
        int32_t a = half / 2;

        s->work--;
        if ((half & 1) != end || s->below[other_end(s, half)] == inside || a >= s->real_count)
            continue;
        if (best == NONE || slack(s, a) < slack(s, best) || (slack(s, a) == slack(s, best) && a < best))
            best = a;
    }
    return best;
}

/* The arc with the least slack between the subtree and the rest, one that
 * points out of the subtree or one that points into it: seen from whichever has
 * fewer nodes. */
static int32_t find_entering(simplex *s, bool out)
{
    int32_t best = NONE;

    if (2 * s->part_size <= s->count)
        for (int32_t at = 0; at < s->part_size; at++)
            best = find_better(s, s->part[at], out, best);
    else
        for (int32_t n = 0; n < s->count; n++)
            if (!s->below[n])
                best = find_better(s, n, out, best);
    return best;
}

static void unmark(simplex *s)
{
    for (int32_t i = 0; i < s->part_size; i++)
        s->below[s->part[i]] = false;
}

static void move_part(simplex *s, int32_t by)
{
    for (int32_t i = 0; i < s->part_size && by; i++)
        s->position[s->part[i]] += by;
}

static void add_up(simplex *s, int32_t from, int64_t by)
{
    for (int32_t n = from; n != s->count - 1; n = parent_of(s, n)) {
        s->sum[n] += by;
        s->work--;
    }
}

/* Turns the ties round from `n` up to `top`, whose subtree they are in, and
 * ties `n` by `arc`. */
static void tie_again(simplex *s, int32_t n, int32_t top, int32_t arc)
{
    int64_t all = s->sum[top], before = 0;

    for (bool more = true; more;) {
        int32_t up = s->tie[n], parent = parent_of(s, n);
        int64_t old = s->sum[n];

        more = n != top;
        s->sum[n] = all - before;
        take_down(s, n, parent);
        s->tie[n] = arc;
        hang(s, n, parent_of(s, n));
        before = old;
        arc = up;
        n = parent;
    }
}

/* False: nothing could take the arc's place. */
static bool exchange(simplex *s, int32_t top)
{
    int32_t entering, by;
    int64_t sum = s->sum[top];
    bool out = sum > 0; /* more weight leads out of it than in: it wants to the right, to where such an arc ends */

    mark_below(s, top);
    entering = find_entering(s, out);
    if (entering != NONE) {
        int32_t inside = out ? s->arcs[entering].tail : s->arcs[entering].head;

        by = out ? slack(s, entering) : -slack(s, entering);
        move_part(s, by);
        add_up(s, parent_of(s, top), -sum);
        tie_again(s, inside, top, entering);
        add_up(s, parent_of(s, inside), sum);
    }
    unmark(s);
    return entering != NONE;
}

/* What costs the same anywhere between two neighbours goes half way. */
static void balance(simplex *s)
{
    for (int32_t top = 0; top < s->count - 1 && s->work > 0; top++) {
        bool out = s->arcs[s->tie[top]].head == top;
        int32_t entering;

        if (s->sum[top] != 0)
            continue;
        mark_below(s, top);
        entering = find_entering(s, out);
        if (entering != NONE)
            move_part(s, (out ? slack(s, entering) : -slack(s, entering)) / 2);
        unmark(s);
    }
}

static bool start(simplex *s, int32_t count, const nc_simplex_arc *arcs, int32_t arc_count)
{
    size_t nodes = (size_t)count + 1, all = (size_t)arc_count + nodes;

    s->count = (int32_t)nodes;
    s->real_count = s->arc_count = arc_count;
    s->arcs = nc_alloc_zeroed(all, sizeof *s->arcs);
    s->position = nc_alloc_zeroed(nodes, sizeof *s->position);
    s->tie = nc_alloc_zeroed(nodes, sizeof *s->tie);
    s->sum = nc_alloc_zeroed(nodes, sizeof *s->sum);
    s->first = nc_alloc_zeroed(nodes, sizeof *s->first);
    s->next = nc_alloc_zeroed(2 * all, sizeof *s->next);
    s->child = nc_alloc_zeroed(nodes, sizeof *s->child);
    s->left = nc_alloc_zeroed(nodes, sizeof *s->left);
    s->right = nc_alloc_zeroed(nodes, sizeof *s->right);
    s->below = nc_alloc_zeroed(nodes, sizeof *s->below);
    s->part = nc_alloc_zeroed(nodes, sizeof *s->part);
    if (!s->arcs || !s->position || !s->tie || !s->sum || !s->first || !s->next || !s->below || !s->part ||
        !s->child || !s->left || !s->right)
        return false;
    if (arc_count)
        memcpy(s->arcs, arcs, (size_t)arc_count * sizeof *arcs);
    for (int32_t n = 0; n < s->count; n++)
        s->first[n] = s->tie[n] = s->child[n] = NONE;
    for (int32_t a = 0; a < arc_count; a++) {
        link_arc(s, a);
        s->sum[arcs[a].tail] += arcs[a].weight;
        s->sum[arcs[a].head] -= arcs[a].weight;
    }
    return true;
}

static void finish(simplex *s)
{
    nc_alloc_free(s->arcs);
    nc_alloc_free(s->position);
    nc_alloc_free(s->tie);
    nc_alloc_free(s->sum);
    nc_alloc_free(s->first);
    nc_alloc_free(s->next);
    nc_alloc_free(s->child);
    nc_alloc_free(s->left);
    nc_alloc_free(s->right);
    nc_alloc_free(s->below);
    nc_alloc_free(s->part);
}

bool nc_simplex_solve(int32_t *position, int32_t count, const nc_simplex_arc *arcs, int32_t arc_count, bool even,
                      int64_t work)
{
    simplex s = {.work = work};
    bool fine = start(&s, count, arcs, arc_count);

    if (fine && count) {
        memcpy(s.position, position, (size_t)count * sizeof *position);
        s.tie[count] = INT32_MAX; /* the root has none, but is in the tree */
        for (int32_t n = 0; n < count; n++)
            if (s.tie[n] == NONE)
                grow_part(&s, n);
        while (s.work > 0) {
            int32_t n = find_leaving(&s);

            if (n == NONE || !exchange(&s, n))
                break;
        }
        if (even)
            balance(&s);
        memcpy(position, s.position, (size_t)count * sizeof *position);
    }
    finish(&s);
    return fine;
}
