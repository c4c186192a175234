/* SPDX-License-Identifier: MIT */
#include "model/stacksort.h"

#include <string.h>

#include "base/alloc.h"
#include "base/limit.h"
#include "base/number.h"
#include "base/sort.h"

/* What is left of a stack below the frames that were dealt with: it moves with
 * those that begin alike, and so the next look at them is from end to end. */
typedef struct item {
    size_t at;     /* its next frame, in the list */
    uint32_t left; /* how many there are */
    uint32_t thread;
    int64_t weight;
} item;

/* Stacks with the same beginning, which ends with one frame: a context. */
typedef struct group {
    uint32_t begin, count; /* of the items */
    uint32_t parent;       /* context */
    uint32_t frame;
    int64_t weight;
} group;

/* What stacks go on with: a group to be. */
typedef struct child {
    uint32_t frame, count;
    int64_t weight;
} child;

typedef struct sorting {
    const nc_stacklist *list;
    const nc_frame *by_rank; /* [number after ranking] */
    item *items, *spare;
    group *groups;           /* not dealt with yet: what comes first lies on top */
    size_t group_count, group_room;
    child *children;         /* of the group at hand */
    size_t child_count, child_room;
    uint32_t *child_of;      /* [frame] its child + 1; 0 between groups */
    nc_contexts *c;
    size_t room;             /* of its columns */
    uint32_t thread;
    int64_t least;
    bool *saturated;
} sorting;

/* ---- numbers that ascend as frames do ------------------------------------------- */

typedef struct ranked {
    uint64_t key; /* the function's place, the line */
    uint32_t number;
} ranked;

static int compare_ranked(const void *left, const void *right, void *payload)
{
    const ranked *x = left, *y = right;

    (void)payload;
    return (x->key > y->key) - (x->key < y->key);
}

/* Gives the list's frames new numbers; by_rank[] is what those mean. */
static bool rank_frames(nc_stacklist *l, const nc_frame *frames, size_t count, const uint32_t *ranks, nc_frame *by_rank)
{
    ranked *sorted = nc_alloc(count * sizeof *sorted);
    uint32_t *to = nc_alloc_zeroed(count + 1, sizeof *to);
    bool fine = sorted && to;

    for (uint32_t i = 0; fine && i < count; i++)
        sorted[i] = (ranked){(uint64_t)ranks[frames[i + 1].function.at] << 32 |
                                 ((uint32_t)frames[i + 1].line ^ 0x80000000u),
                             i + 1};
    if (fine)
        nc_sort(sorted, count, sizeof *sorted, compare_ranked, NULL);
    for (uint32_t i = 0; fine && i < count; i++) {
        to[sorted[i].number] = i + 1;
        by_rank[i + 1] = frames[sorted[i].number];
    }
    for (size_t i = 0; fine && i < l->frame_count; i++)
        l->frames[i] = to[l->frames[i]];
    nc_alloc_free(sorted);
    nc_alloc_free(to);
    return fine;
}

/* ---- contexts --------------------------------------------------------------------- */

static bool resize(nc_contexts *c, size_t *room, size_t need)
{
    size_t next[7] = {*room, *room, *room, *room, *room, *room, *room};

    if (need > NC_LIMIT_ROWS || !nc_alloc_grow(&c->parent, &next[0], need, sizeof *c->parent) ||
        !nc_alloc_grow(&c->end, &next[1], need, sizeof *c->end) ||
        !nc_alloc_grow(&c->function, &next[2], need, sizeof *c->function) ||
        !nc_alloc_grow(&c->line, &next[3], need, sizeof *c->line) ||
        !nc_alloc_grow(&c->thread, &next[4], need, sizeof *c->thread) ||
        !nc_alloc_grow(&c->self, &next[5], need, sizeof *c->self) ||
        !nc_alloc_grow(&c->total, &next[6], need, sizeof *c->total))
        return false;
    *room = next[0];
    return true;
}

static void put_context(sorting *s, uint32_t parent, uint32_t frame, int64_t self, int64_t total)
{
    nc_contexts *c = s->c;
    uint32_t at = ++c->count;

    c->parent[at].at = parent;
    c->function[at] = s->by_rank[frame].function;
    c->line[at] = s->by_rank[frame].line;
    c->thread[at] = s->thread;
    c->self[at] = self;
    c->total[at] = total;
}

/* The ends of subtrees, whose last contexts are known by now. */
static void find_ends(nc_contexts *c)
{
    for (uint32_t i = 0; i <= c->count; i++)
        c->end[i] = i + 1;
    for (uint32_t i = c->count; i; i--)
        if (c->end[c->parent[i].at] < c->end[i])
            c->end[c->parent[i].at] = c->end[i];
}

static void *tighten(void *column, uint32_t count, size_t size)
{
    void *tight = nc_alloc_resize(column, (size_t)count + 1, size);

    return tight ? tight : column;
}

static void tighten_all(nc_contexts *c)
{
    c->parent = tighten(c->parent, c->count, sizeof *c->parent);
    c->end = tighten(c->end, c->count, sizeof *c->end);
    c->function = tighten(c->function, c->count, sizeof *c->function);
    c->line = tighten(c->line, c->count, sizeof *c->line);
    c->thread = tighten(c->thread, c->count, sizeof *c->thread);
    c->self = tighten(c->self, c->count, sizeof *c->self);
    c->total = tighten(c->total, c->count, sizeof *c->total);
}

/* ---- dealing ------------------------------------------------------------------------ */

static int compare_children(const void *left, const void *right, void *payload)
{
    const child *x = left, *y = right;

    (void)payload;
    return (x->frame > y->frame) - (x->frame < y->frame);
}

/* Returns what stacks weigh that have no frame any more. */
static bool find_children(sorting *s, const item *items, uint32_t count, int64_t *ended)
{
    s->child_count = 0;
    *ended = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t frame = items[i].left ? s->list->frames[items[i].at] : 0, *at = &s->child_of[frame];

        if (!frame) {
            *ended = nc_number_add(*ended, items[i].weight, s->saturated);
            continue;
        }
        if (!*at) {
            if (!nc_alloc_grow(&s->children, &s->child_room, s->child_count + 1, sizeof *s->children))
                return false;
            s->children[s->child_count++] = (child){frame, 0, 0};
            *at = (uint32_t)s->child_count;
        }
        s->children[*at - 1].count++;
        s->children[*at - 1].weight = nc_number_add(s->children[*at - 1].weight, items[i].weight, s->saturated);
    }
    return true;
}

/* Each child's items behind those of the child before it. */
static void deal(sorting *s, item *items, uint32_t count)
{
    uint32_t place = 0;

    for (size_t i = 0; i < s->child_count; i++) {
        s->child_of[s->children[i].frame] = place;
        place += s->children[i].count;
    }
    for (uint32_t i = 0; i < count; i++)
        if (items[i].left) {
            item moved = items[i];
            uint32_t frame = s->list->frames[moved.at++];

            moved.left--;
            s->spare[s->child_of[frame]++] = moved;
        }
    memcpy(items, s->spare, place * sizeof *items);
}

/* Those of children whose order is known, the last one first. */
static bool push_children(sorting *s, uint32_t begin, uint32_t parent)
{
    uint32_t end = begin;

    if (!nc_alloc_grow(&s->groups, &s->group_room, s->group_count + s->child_count, sizeof *s->groups))
        return false;
    for (size_t i = 0; i < s->child_count; i++) {
        const child *one = &s->children[i];

        s->groups[s->group_count + s->child_count - 1 - i] = (group){end, one->count, parent, one->frame, one->weight};
        s->child_of[one->frame] = 0;
        end += one->count;
    }
    s->group_count += s->child_count;
    return true;
}

/* What lies below a context; 0: the first frames of a thread's stacks. */
static bool split(sorting *s, uint32_t begin, uint32_t count, uint32_t context)
{
    int64_t ended;

    if (!find_children(s, s->items + begin, count, &ended))
        return false;
    if (context)
        s->c->self[context] = ended;
    if (s->child_count > 1)
        nc_sort(s->children, s->child_count, sizeof *s->children, compare_children, NULL);
    deal(s, s->items + begin, count);
    return push_children(s, begin, context);
}

/* A stack that is alone from here on. */
static bool put_rest(sorting *s, const item *one, uint32_t parent)
{
    for (uint32_t i = 0; i < one->left; i++)
        put_context(s, i ? s->c->count : parent, s->list->frames[one->at + i], 0, one->weight);
    s->c->self[s->c->count] = one->weight;
    return true;
}

static bool put_group(sorting *s, group g)
{
    const item *first = &s->items[g.begin];
    bool narrow = g.weight < s->least;

    if (!resize(s->c, &s->room, (size_t)s->c->count + 2 + (g.count == 1 ? first->left : 0)))
        return false;
    put_context(s, g.parent, g.frame, narrow ? g.weight : 0, g.weight);
    if (narrow)
        return true;
    return g.count == 1 ? put_rest(s, first, s->c->count) : split(s, g.begin, g.count, s->c->count);
}

static bool put_thread(sorting *s, uint32_t begin, uint32_t count)
{
    bool fine = split(s, begin, count, 0);

    s->thread = s->items[begin].thread;
    while (fine && s->group_count)
        fine = put_group(s, s->groups[--s->group_count]);
    return fine;
}

static int compare_threads(const void *left, const void *right, void *payload)
{
    const item *x = left, *y = right;

    (void)payload;
    return (x->thread > y->thread) - (x->thread < y->thread);
}

static void fill_items(sorting *s)
{
    bool differ = false;

    for (size_t i = 0; i < s->list->count; i++) {
        const nc_stacklist_row *r = &s->list->rows[i];

        s->items[i] = (item){r->begin, r->count, r->thread, r->weight};
        differ |= s->items[i].thread != s->items[0].thread;
    }
    if (differ)
        nc_sort(s->items, s->list->count, sizeof *s->items, compare_threads, NULL);
}

static bool start(sorting *s)
{
    nc_contexts *c = s->c;

    if (!resize(c, &s->room, 1))
        return false;
    c->count = 0;
    c->parent[0] = (nc_context){0};
    c->function[0] = (nc_func){0};
    c->line[0] = 0;
    c->thread[0] = 0;
    c->self[0] = c->total[0] = 0;
    return true;
}

static bool make(sorting *s)
{
    bool fine = start(s);

    fill_items(s);
    for (uint32_t i = 0, end; fine && i < s->list->count; i = end) {
        for (end = i + 1; end < s->list->count && s->items[end].thread == s->items[i].thread;)
            end++;
        fine = put_thread(s, i, end - i);
    }
    if (fine) {
        find_ends(s->c);
        tighten_all(s->c);
    }
    return fine;
}

bool nc_stacksort_contexts(nc_contexts *out, nc_stacklist *list, const nc_frame *frames, size_t frame_count,
                           const uint32_t *ranks, int64_t least, bool *saturated)
{
    sorting s = {.list = list, .c = out, .least = least, .saturated = saturated};
    nc_frame *by_rank = nc_alloc_zeroed(frame_count + 1, sizeof *by_rank);
    bool fine = by_rank && rank_frames(list, frames, frame_count, ranks, by_rank);

    s.by_rank = by_rank;
    s.items = nc_alloc(list->count * sizeof *s.items);
    s.spare = nc_alloc(list->count * sizeof *s.spare);
    s.child_of = nc_alloc_zeroed(frame_count + 1, sizeof *s.child_of);
    fine = fine && s.items && s.spare && s.child_of && make(&s);
    nc_alloc_free(s.items);
    nc_alloc_free(s.spare);
    nc_alloc_free(s.child_of);
    nc_alloc_free(s.groups);
    nc_alloc_free(s.children);
    nc_alloc_free(by_rank);
    nc_stacklist_reset(list);
    return fine;
}
