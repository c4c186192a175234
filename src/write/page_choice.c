/* SPDX-License-Identifier: MIT */
/*
 * What of a large profile a page can hold: the functions and edges that cost
 * most. Costs are sorted into shelves an eighth of a power of two wide, which
 * takes one look at each and depends on no order; the shelf that is only partly
 * taken is so in the order of the page.
 */
#include "base/alloc.h"
#include "write/page.h"

/* The limit of a page is 15 MB: 100,000 functions and their calls are 6 of them, 9 in a
 * comparison. Whoever asks for a share gets what has it, as far as a browser can hold that. */
enum {
    FUNCTIONS = 100000,
    EDGES = 300000,
    TEXTS = 6 << 20, /* bytes of names and paths */
    TEXTS_COMPARED = 4 << 20,
    ASKED = 8,       /* times as many of all where a share is asked for */
    SHELVES = 64 * 8 + 1, /* the last but zero one is of nothing */
};

typedef struct shelves {
    uint64_t count[SHELVES];
    unsigned least; /* all of the shelves from here on are taken */
    uint64_t extra; /* and so many of the one below */
} shelves;

/* 0 of what costs nothing, then rising. */
static unsigned shelf_of(int64_t cost)
{
    unsigned power;

    if (cost <= 0)
        return 0;
    if (cost < 16)
        return (unsigned)cost;
    power = 63 - (unsigned)__builtin_clzll((uint64_t)cost);
    return power * 8 + (unsigned)(cost >> (power - 3) & 7) - 16;
}

/* The least cost of a shelf. */
static int64_t bound_of(unsigned shelf)
{
    if (shelf < 16)
        return shelf;
    return (int64_t)(8 + (shelf & 7)) << ((shelf + 16) / 8 - 3);
}

static void settle(shelves *s, uint64_t room)
{
    s->least = SHELVES;
    while (s->least && s->count[s->least - 1] <= room)
        room -= s->count[--s->least];
    s->extra = s->least ? room : 0;
}

static bool take(shelves *s, int64_t cost)
{
    unsigned shelf = shelf_of(cost);

    if (shelf + 1 == s->least && s->extra) {
        s->extra--;
        return true;
    }
    return shelf >= s->least;
}

/* By the time in it and below it, by its calls where there is no time. */
static int64_t cost_of_function(const ncalls_profile *p, uint32_t function)
{
    const nc_functions *f = &p->functions;
    int64_t cost = f->total[function] > f->self[function] ? f->total[function] : f->self[function];

    return p->totals.self > 0 ? cost : f->calls[function];
}

int64_t nc_page_cost(const nc_page *page, uint32_t number)
{
    return cost_of_function(page->profile, page->canon.functions[number].at);
}

static int64_t cost_of_edge(const ncalls_profile *p, uint32_t edge)
{
    const nc_edges *e = &p->edges;

    return e->total[edge] > 0 ? e->total[edge] : e->calls[edge];
}

/* Findings without their functions would say little. */
static void keep_evidence(const nc_page *page, bool *kept)
{
    const ncalls_findings *findings = page->options->findings;
    ncalls_finding f;

    if (!findings || page->results->whole != page->profile)
        return;
    for (size_t i = 0; ncalls_findings_at(findings, i, &f); i++)
        for (size_t k = 0; k < f.path_count; k++)
            kept[f.path[k].function] = true;
}

static int64_t asked_least(const nc_page *page)
{
    int64_t whole = page->results->whole->totals.self;

    /* Parts per million, so that the product is exact enough and never too large. */
    return whole > 0 ? (int64_t)((__int128)whole * (int64_t)(page->options->min_share * 1e6) / 1000000) : 0;
}

/* What is on all of the shelves that are taken, the partly taken one included. */
static uint32_t list_candidates(const nc_page *page, const shelves *s, const bool *kept, int64_t asked, uint32_t *ids)
{
    const ncalls_profile *p = page->profile;
    unsigned least = s->extra ? s->least - 1 : s->least;
    uint32_t count = 0;

    for (uint32_t i = 1; i <= p->functions.count; i++) {
        int64_t cost = cost_of_function(p, i);

        ids[count] = i;
        count += kept[i] || (cost >= asked && shelf_of(cost) >= least);
    }
    return count;
}

static void take_functions(nc_page *page, shelves *s, const bool *kept, int64_t asked)
{
    nc_canon *o = &page->canon;
    uint32_t count = 0;

    for (uint32_t i = 1; i <= o->count; i++) {
        nc_func f = o->functions[i];
        int64_t cost = cost_of_function(page->profile, f.at);
        bool fits = cost >= asked && take(s, cost);

        o->place[f.at] = 0;
        if (!fits && !kept[f.at])
            continue;
        o->functions[++count] = f;
        o->place[f.at] = count;
    }
    page->count = o->count = count;
}

static size_t longest(const ncalls_profile *p, nc_str string)
{
    size_t size = nc_profile_size(p, string);

    return size < NC_PAGE_LONGEST ? size : NC_PAGE_LONGEST;
}

/* Bytes of what is chosen, at most: functions of one file are neighbours. */
static size_t sum_texts(const nc_page *page)
{
    const ncalls_profile *p = page->profile;
    uint32_t last = 0;
    size_t sum = 0;

    for (uint32_t i = 1; i <= page->count; i++) {
        nc_func f = page->canon.functions[i];
        nc_file file = p->functions.file[f.at];

        sum += longest(p, p->functions.name[f.at]);
        if (file.at != last)
            sum += longest(p, p->files.path[file.at]) + longest(p, p->files.package[file.at]);
        last = file.at;
    }
    return sum;
}

/* So many functions, and what is kept in any case. */
static ncalls_status choose_first(nc_page *page, shelves s, uint64_t room, const bool *kept, uint32_t *ids,
                                  ncalls_error *error)
{
    const ncalls_profile *p = page->profile;
    int64_t asked = asked_least(page);
    ncalls_status status;

    settle(&s, room);
    nc_canon_reset(&page->canon);
    status = nc_canon_init_functions(&page->canon, p, ids, list_candidates(page, &s, kept, asked, ids), error);
    if (status)
        return status;
    take_functions(page, &s, kept, asked);
    if (page->count < p->functions.count)
        page->least = s.least && bound_of(s.least) > asked ? bound_of(s.least) : asked;
    return NCALLS_OK;
}

/* Fewer where their texts are long. */
static ncalls_status choose_functions(nc_page *page, const bool *kept, uint32_t *ids, ncalls_error *error)
{
    unsigned times = page->options->min_share > 0 ? ASKED : 1;
    uint64_t room = (uint64_t)FUNCTIONS * times;
    size_t texts = (size_t)(page->diff ? TEXTS_COMPARED : TEXTS) * times;
    shelves s = {0};
    ncalls_status status;

    for (uint32_t i = 1; i <= page->profile->functions.count; i++)
        s.count[shelf_of(cost_of_function(page->profile, i))]++;
    do {
        status = choose_first(page, s, room, kept, ids, error);
        room = (room < page->count ? room : page->count) / 4 * 3;
    } while (!status && room && sum_texts(page) > texts);
    return status;
}

static ncalls_status choose_edges(nc_page *page, ncalls_error *error)
{
    nc_canon *o = &page->canon;
    shelves s = {0};
    uint32_t count = 0;
    ncalls_status status = nc_canon_add_edges(o, page->profile, error);

    if (status)
        return status;
    for (uint32_t i = 0; i < o->edge_count; i++)
        s.count[shelf_of(cost_of_edge(page->profile, o->edges[i].at))]++;
    settle(&s, (uint64_t)EDGES * (page->options->min_share > 0 ? ASKED : 1));
    for (uint32_t i = 0; i < o->edge_count; i++)
        if (take(&s, cost_of_edge(page->profile, o->edges[i].at)))
            o->edges[count++] = o->edges[i];
    page->edge_count = o->edge_count = count;
    return NCALLS_OK;
}

ncalls_status nc_page_choose(nc_page *page, ncalls_error *error)
{
    size_t count = (size_t)page->profile->functions.count + 1;
    bool *kept = nc_alloc_zeroed(count, sizeof *kept);
    uint32_t *ids = nc_alloc_zeroed(count, sizeof *ids);
    ncalls_status status = kept && ids ? NCALLS_OK : nc_fail_memory(error);

    if (!status) {
        keep_evidence(page, kept);
        status = choose_functions(page, kept, ids, error);
    }
    if (!status)
        status = choose_edges(page, error);
    nc_alloc_free(kept);
    nc_alloc_free(ids);
    return status;
}

/* ---- what filters have made of the functions ------------------------------ */

static int compare_texts(const ncalls_profile *p, nc_str a, const ncalls_profile *q, nc_str b)
{
    size_t size = nc_profile_size(p, a), other = nc_profile_size(q, b);
    int order = memcmp(nc_profile_text(p, a), nc_profile_text(q, b), size < other ? size : other);

    return order ? order : (size > other) - (size < other);
}

/* As nc_profile_compare, across two profiles. */
static int compare(const ncalls_profile *p, nc_func a, const ncalls_profile *q, nc_func b)
{
    int order = compare_texts(p, nc_profile_path(p, a), q, nc_profile_path(q, b));

    if (order)
        return order;
    if (p->functions.line[a.at] != q->functions.line[b.at])
        return p->functions.line[a.at] < q->functions.line[b.at] ? -1 : 1;
    return compare_texts(p, p->functions.name[a.at], q, q->functions.name[b.at]);
}

uint32_t nc_page_find(const nc_page *page, const ncalls_profile *profile, nc_func function)
{
    uint32_t low = 0, high = page->count; /* in (low, high] */

    while (low < high) {
        uint32_t middle = low + (high - low + 1) / 2;
        int order = compare(page->profile, page->canon.functions[middle], profile, function);

        if (!order)
            return middle;
        if (order < 0)
            low = middle;
        else
            high = middle - 1;
    }
    return 0;
}

bool nc_page_map(nc_page *page)
{
    const ncalls_profile *whole = page->results->whole;

    if (whole == page->profile)
        return true;
    page->known = nc_alloc_zeroed((size_t)whole->functions.count + 1, sizeof *page->known);
    for (uint32_t f = 1; page->known && f <= whole->functions.count; f++)
        page->known[f] = nc_page_find(page, whole, (nc_func){f});
    return page->known;
}

uint32_t nc_page_number(const nc_page *page, nc_func function)
{
    return (page->known ? page->known : page->canon.place)[function.at];
}
