/* SPDX-License-Identifier: MIT */
#include "analyze/pairing.h"

#include <string.h>

#include "analyze/pairing_side.h"
#include "base/alloc.h"
#include "base/hash.h"
#include "base/map.h"
#include "base/sort.h"

enum { SIDES = 2, NESTED_MOST = 100 /* comprehensions in one another */ };

/* A function while its partner is sought. */
typedef struct item {
    uint64_t key;   /* what both must share in this pass, 0 = it takes no part */
    uint64_t shape; /* the names around it */
    int32_t line;
    uint32_t side, function;
} item;

/* A key and who has it. */
typedef struct alone {
    uint32_t base, now;
    bool several; /* of one side */
} alone;

typedef nc_pairing_side side;

typedef struct work {
    nc_strtab strings;
    side side[SIDES];
    item *items;
    size_t count;
    bool failed;
} work;

const char *nc_pairing_word(nc_pairing_how how)
{
    static const char *const words[] = {"same", "moved", "renamed", "added", "gone"};

    return words[how];
}

static void forget(work *w)
{
    for (unsigned i = 0; i < SIDES; i++)
        nc_pairing_side_reset(&w->side[i]);
    nc_alloc_free(w->items);
    nc_strtab_reset(&w->strings);
}

/* ---- passes --------------------------------------------------------------- */

/* Never 0, though both may be empty. */
static uint64_t join(nc_str a, nc_str b)
{
    return ((uint64_t)a.at + 1) << 32 | b.at;
}

/* Only one's own files move; a library's say where they belong. */
static bool can_move(const side *s, uint32_t f)
{
    ncalls_class class_ = nc_profile_class(s->profile, (nc_func){f});

    return class_ == NCALLS_CLASS_MINE || class_ == NCALLS_CLASS_UNKNOWN;
}

/* Names that every module has. */
static bool is_common(const side *s, uint32_t f)
{
    const char *name = nc_profile_text(s->profile, s->profile->functions.name[f]);

    return *name == '<' || strncmp(name, "__", 2) == 0;
}

static uint64_t key_same(const work *w, const side *s, uint32_t f)
{
    (void)w;
    return join(s->module[s->profile->functions.file[f].at], s->name[f]);
}

/* Where only one side has qualified names. */
static uint64_t key_last(const work *w, const side *s, uint32_t f)
{
    nc_str module = s->module[s->profile->functions.file[f].at];

    if (!w->side[0].last == !w->side[1].last)
        return 0;
    return join(module, s->last && s->last[f].at ? s->last[f] : s->name[f]);
}

static uint64_t key_tail(const work *w, const side *s, uint32_t f)
{
    (void)w;
    return can_move(s, f) ? join(s->tail[s->profile->functions.file[f].at], s->name[f]) : 0;
}

/* Every package has an __init__.py. */
static uint64_t key_file(const work *w, const side *s, uint32_t f)
{
    nc_str file = s->file[s->profile->functions.file[f].at];

    return can_move(s, f) && strncmp(nc_strtab_text(&w->strings, file), "__", 2) != 0 ? join(file, s->name[f]) : 0;
}

static uint64_t key_name(const work *w, const side *s, uint32_t f)
{
    (void)w;
    return can_move(s, f) && !is_common(s, f) ? s->name[f].at : 0;
}

/* What has no name of its own goes with its file. */
static uint64_t key_origin(const work *w, const side *s, uint32_t f)
{
    uint32_t origin = s->origin[s->profile->functions.file[f].at];

    (void)w;
    return origin ? (uint64_t)origin << 32 | s->name[f].at : 0;
}

/* What has no name of its own, such as a module or a lambda, in a file of another name: among the same neighbours. */
static uint64_t key_neighbours(const work *w, const side *s, uint32_t f)
{
    ncalls_class class_ = nc_profile_class(s->profile, (nc_func){f});

    (void)w;
    if (!s->shape[f] || class_ == NCALLS_CLASS_STDLIB || class_ == NCALLS_CLASS_PACKAGE)
        return 0;
    return nc_hash_pair(s->name[f].at, s->shape[f], 11);
}

/* _parse was parse, or __parse. */
static uint64_t key_bare(const work *w, const side *s, uint32_t f)
{
    nc_str module = s->module[s->profile->functions.file[f].at];

    (void)w;
    return is_common(s, f) || !s->bare[f].at ? 0 : join(module, s->bare[f]);
}

/* In the same module, between the same functions, as far as these are found again. */
static uint64_t key_place(const work *w, const side *s, uint32_t f)
{
    (void)w;
    if (is_common(s, f) || !s->shape[f] || s->profile->functions.kind[f] != NCALLS_KIND_PYTHON)
        return 0;
    return nc_hash_pair(s->module[s->profile->functions.file[f].at].at, s->shape[f], 7);
}

static const struct {
    uint64_t (*key)(const work *, const side *, uint32_t);
    nc_pairing_how how;
    bool unique; /* two with one key are too few evidence */
    bool placed; /* shapes are of the neighbours that have partners, not of names */
} passes[] = {
    {key_same,       NC_PAIRING_SAME,    false, false},
    {key_last,       NC_PAIRING_SAME,    false, false},
    {key_tail,       NC_PAIRING_MOVED,   false, false},
    {key_file,       NC_PAIRING_MOVED,   false, false},
    {key_name,       NC_PAIRING_MOVED,   true,  false},
    {key_origin,     NC_PAIRING_MOVED,   false, false},
    {key_neighbours, NC_PAIRING_MOVED,   false, false},
    {key_bare,       NC_PAIRING_RENAMED, true,  false},
    {key_place,      NC_PAIRING_RENAMED, true,  true },
    {key_place,      NC_PAIRING_RENAMED, true,  true }, /* whose neighbours were renamed, too */
};

#define ORDER(a, b) (((a) > (b)) - ((a) < (b)))

static int by_key(const void *one, const void *two, void *payload)
{
    const item *a = one, *b = two;
    int order = ORDER(a->key, b->key);

    (void)payload;
    order = order ? order : ORDER(a->side, b->side);
    order = order ? order : ORDER(a->line, b->line);
    return order ? order : ORDER(a->function, b->function);
}

static int by_shape(const void *one, const void *two, void *payload)
{
    const item *a = one, *b = two;
    int order = ORDER(a->shape, b->shape);

    return order ? order : by_key(one, two, payload);
}

static int by_line(const item *a, const item *b)
{
    return ORDER(a->line, b->line);
}

static int by_shape_alone(const item *a, const item *b)
{
    return a->shape && b->shape ? ORDER(a->shape, b->shape) : a->shape != b->shape ? ORDER(a->shape, b->shape) : -1;
}

static int in_order(const item *a, const item *b)
{
    (void)a;
    (void)b;
    return 0;
}

static void pair(work *w, const item *base, const item *now, nc_pairing_how how)
{
    w->side[0].partner[base->function] = now->function;
    w->side[1].partner[now->function] = base->function;
    w->side[1].how[now->function] = (uint8_t)how;
}

/* Walks two sorted lists and pairs what `compare` calls equal; closes the gaps. */
static void merge(work *w, item *base, size_t *m, item *now, size_t *n, nc_pairing_how how,
                  int (*compare)(const item *, const item *))
{
    size_t i = 0, j = 0, left = 0, kept = 0;

    while (i < *m || j < *n) {
        int order = i == *m ? 1 : j == *n ? -1 : compare(&base[i], &now[j]);

        if (!order)
            pair(w, &base[i++], &now[j++], how);
        else if (order < 0)
            base[left++] = base[i++];
        else
            now[kept++] = now[j++];
    }
    *m = left;
    *n = kept;
}

/* All of one key: `m` of the base, then `n` of the new profile. */
static void pair_group(work *w, item *base, size_t m, item *now, size_t n, nc_pairing_how how)
{
    if (m > 1 || n > 1) {
        nc_sort(base, m, sizeof *base, by_shape, NULL);
        nc_sort(now, n, sizeof *now, by_shape, NULL);
        merge(w, base, &m, now, &n, how, by_shape_alone);
        nc_sort(base, m, sizeof *base, by_key, NULL);
        nc_sort(now, n, sizeof *now, by_key, NULL);
        if (m != n)
            merge(w, base, &m, now, &n, how, by_line);
    }
    merge(w, base, &m, now, &n, how, in_order);
}

static void collect(work *w, unsigned pass)
{
    w->count = 0;
    if (passes[pass].key == key_origin)
        nc_pairing_side_follow(&w->side[0], &w->side[1]);
    for (uint32_t i = 0; i < SIDES && passes[pass].placed; i++)
        nc_pairing_side_place(&w->side[i], i == 0);
    for (uint32_t i = 0; i < SIDES; i++) {
        const side *s = &w->side[i];

        for (uint32_t f = 1; f <= s->profile->functions.count; f++) {
            uint64_t key = s->partner[f] ? 0 : passes[pass].key(w, s, f);

            if (key)
                w->items[w->count++] = (item){key, s->shape[f], s->profile->functions.line[f], i, f};
        }
    }
    nc_sort(w->items, w->count, sizeof *w->items, by_key, NULL);
}

/* Of most keys each side has one function: these need no order. */
static void pair_alone(work *w, unsigned pass)
{
    alone *found = nc_alloc(((size_t)w->side[0].profile->functions.count + 1) * sizeof *found);
    uint32_t count = 0;
    nc_map places;

    w->failed |= !found || !nc_map_init(&places);
    if (w->failed) {
        nc_alloc_free(found);
        return;
    }
    for (uint32_t f = 1; f <= w->side[0].profile->functions.count && !w->failed; f++) {
        uint64_t key = passes[pass].key(w, &w->side[0], f);
        uint32_t *place = key ? nc_map_add(&places, key) : NULL;

        w->failed |= key && !place;
        if (!place)
            continue;
        if (!*place) {
            found[count++] = (alone){f, 0, false};
            *place = count;
        } else {
            found[*place - 1].several = true;
        }
    }
    for (uint32_t f = 1; f <= w->side[1].profile->functions.count && !w->failed; f++) {
        uint64_t key = passes[pass].key(w, &w->side[1], f);
        uint32_t place = key ? nc_map_find(&places, key) : 0;

        if (place) {
            found[place - 1].several |= found[place - 1].now != 0;
            found[place - 1].now = f;
        }
    }
    for (uint32_t i = 0; i < count && !w->failed; i++)
        if (!found[i].several && found[i].now)
            pair(w, &(item){.function = found[i].base}, &(item){.function = found[i].now}, passes[pass].how);
    nc_map_reset(&places);
    nc_alloc_free(found);
}

static void run_pass(work *w, unsigned pass)
{
    if (!pass)
        pair_alone(w, pass);
    if (w->failed)
        return;
    collect(w, pass);
    for (size_t begin = 0, end; begin < w->count; begin = end) {
        size_t middle = begin;

        for (end = begin; end < w->count && w->items[end].key == w->items[begin].key; end++)
            middle += w->items[end].side == 0;
        if (passes[pass].unique && (middle - begin != 1 || end - middle != 1))
            continue;
        pair_group(w, &w->items[begin], middle - begin, &w->items[middle], end - middle, passes[pass].how);
    }
}

/* ---- comprehensions ------------------------------------------------------- */

static bool is_comprehension(const side *s, uint32_t f)
{
    static const char *const names[] = {"<listcomp>", "<dictcomp>", "<setcomp>"};
    nc_str id = s->profile->functions.name[f];
    const char *name = nc_profile_text(s->profile, id);

    name += nc_pairing_side_last(name, nc_profile_size(s->profile, id));
    for (unsigned i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return false;
}

static bool has_comprehensions(const side *s)
{
    for (uint32_t f = 1; f <= s->profile->functions.count; f++)
        if (is_comprehension(s, f))
            return true;
    return false;
}

/* The caller that calls it most, or where nobody counted costs most; 0: none. */
static uint32_t owner_of(const side *s, uint32_t f)
{
    const nc_edges *e = &s->profile->edges;
    uint32_t best = 0;

    for (uint32_t i = e->in_begin[f]; i < e->in_begin[f + 1]; i++)
        if (e->caller[i].at != f && (!best || e->calls[i] > e->calls[best] ||
                                     (e->calls[i] == e->calls[best] && e->total[i] > e->total[best])))
            best = i;
    return best ? e->caller[best].at : 0;
}

static void inline_comprehensions(nc_pairing *out, const side *s, uint32_t *row_of)
{
    for (uint32_t f = 1; f <= s->profile->functions.count; f++) {
        uint32_t owner = f;

        if (row_of[f] || !is_comprehension(s, f))
            continue;
        for (unsigned depth = 0; depth < NESTED_MOST && owner && is_comprehension(s, owner); depth++)
            owner = owner_of(s, owner);
        if (!owner || is_comprehension(s, owner) || !row_of[owner])
            continue;
        row_of[f] = row_of[owner];
        out->inlined++;
    }
}

/* ---- rows ----------------------------------------------------------------- */

static uint32_t add_row(nc_pairing *out, uint32_t base, uint32_t now, nc_pairing_how how)
{
    out->rows[++out->count] = (nc_pairing_row){{base}, {now}, how};
    if (base)
        out->of_base[base] = out->count;
    if (now)
        out->of_now[now] = out->count;
    return out->count;
}

/* Comprehensions come last: their owners must have rows. */
static void make_rows(nc_pairing *out, const work *w)
{
    const side *base = &w->side[0], *now = &w->side[1];
    bool from_base = has_comprehensions(base), from_now = has_comprehensions(now);
    bool fold_base = from_base && !from_now, fold_now = from_now && !from_base;

    for (uint32_t f = 1; f <= now->profile->functions.count; f++)
        if (now->partner[f])
            add_row(out, now->partner[f], f, (nc_pairing_how)now->how[f]);
        else if (!fold_now || !is_comprehension(now, f))
            add_row(out, 0, f, NC_PAIRING_ADDED);
    for (uint32_t f = 1; f <= base->profile->functions.count; f++)
        if (!base->partner[f] && (!fold_base || !is_comprehension(base, f)))
            add_row(out, f, 0, NC_PAIRING_GONE);
    if (fold_base)
        inline_comprehensions(out, base, out->of_base);
    if (fold_now)
        inline_comprehensions(out, now, out->of_now);
    for (uint32_t f = 1; f <= now->profile->functions.count; f++)
        if (!out->of_now[f])
            add_row(out, 0, f, NC_PAIRING_ADDED);
    for (uint32_t f = 1; f <= base->profile->functions.count; f++)
        if (!out->of_base[f])
            add_row(out, f, 0, NC_PAIRING_GONE);
}

ncalls_status nc_pairing_make(nc_pairing *out, const ncalls_profile *base, const ncalls_profile *now,
                              ncalls_error *error)
{
    size_t most = (size_t)base->functions.count + now->functions.count;
    work w = {.failed = false};

    *out = (nc_pairing){0};
    if (!nc_strtab_init(&w.strings)) {
        nc_strtab_reset(&w.strings); /* it may have got half-way */
        return nc_fail_memory(error);
    }
    w.items = nc_alloc((most + 1) * sizeof *w.items);
    out->rows = nc_alloc_zeroed(most + 1, sizeof *out->rows);
    out->of_base = nc_alloc_zeroed((size_t)base->functions.count + 1, sizeof *out->of_base);
    out->of_now = nc_alloc_zeroed((size_t)now->functions.count + 1, sizeof *out->of_now);
    w.failed = !nc_pairing_side_init(&w.side[0], &w.strings, base) ||
               !nc_pairing_side_init(&w.side[1], &w.strings, now) || !w.items || !out->rows || !out->of_base ||
               !out->of_now;
    for (unsigned i = 0; i < sizeof passes / sizeof *passes && !w.failed; i++)
        run_pass(&w, i);
    if (!w.failed)
        make_rows(out, &w);
    forget(&w);
    if (!w.failed)
        return NCALLS_OK;
    nc_pairing_reset(out);
    return nc_fail_memory(error);
}

void nc_pairing_reset(nc_pairing *pairing)
{
    nc_alloc_free(pairing->rows);
    nc_alloc_free(pairing->of_base);
    nc_alloc_free(pairing->of_now);
    *pairing = (nc_pairing){0};
}
