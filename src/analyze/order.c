/* SPDX-License-Identifier: MIT */
#include "analyze/order.h"

#include <string.h>

#include "analyze/amplification.h"
#include "analyze/stdname.h"
#include "base/alloc.h"
#include "base/select.h"
#include "ncalls/list.h"

static const ncalls_sort_key keys[] = {
    [NC_ORDER_CALLS] = {"calls",         "ncalls",   "calls"                                        },
    [NC_ORDER_PRIMITIVE] = {"primitive",     "pcalls",   "primitive calls, those that are not recursive"},
    [NC_ORDER_SELF] = {"self",          "tottime",  "time without callees"                         },
    [NC_ORDER_CUMULATIVE] = {"cumulative",    "cumtime",  "time with callees"                            },
    [NC_ORDER_PER_CALL] = {"per-call",      NULL,       "cumulative time of one primitive call"        },
    [NC_ORDER_AMPLIFICATION] = {"amplification", NULL,       "calls per call of the caller"                 },
    [NC_ORDER_NAME] = {"name",          NULL,       "function name"                                },
    [NC_ORDER_FILE] = {"file",          "filename", "file name"                                    },
    [NC_ORDER_LINE] = {"line",          NULL,       "line number"                                  },
    [NC_ORDER_NFL] = {"nfl",           NULL,       "function name, then file, then line"          },
    [NC_ORDER_STDNAME] = {"stdname",       NULL,       "file:line(name) as one text"                  },
};

/* All that pstats takes (Lib/pstats.py, sort_arg_dict_default; "file" until
 * 3.6), with what it prints for it. */
static const struct pstats_word {
    const char *word;
    nc_order_key key;
    const char *title;
} pstats_words[] = {
    {"calls",      NC_ORDER_CALLS,      "call count"          },
    {"ncalls",     NC_ORDER_CALLS,      "call count"          },
    {"cumtime",    NC_ORDER_CUMULATIVE, "cumulative time"     },
    {"cumulative", NC_ORDER_CUMULATIVE, "cumulative time"     },
    {"file",       NC_ORDER_FILE,       "file name"           },
    {"filename",   NC_ORDER_FILE,       "file name"           },
    {"line",       NC_ORDER_LINE,       "line number"         },
    {"module",     NC_ORDER_FILE,       "file name"           },
    {"name",       NC_ORDER_NAME,       "function name"       },
    {"nfl",        NC_ORDER_NFL,        "name/file/line"      },
    {"pcalls",     NC_ORDER_PRIMITIVE,  "primitive call count"},
    {"stdname",    NC_ORDER_STDNAME,    "standard name"       },
    {"time",       NC_ORDER_SELF,       "internal time"       },
    {"tottime",    NC_ORDER_SELF,       "internal time"       },
};

enum { PSTATS_WORDS = sizeof pstats_words / sizeof *pstats_words };

const ncalls_sort_key *ncalls_sort_key_at(size_t index)
{
    return index < sizeof keys / sizeof *keys ? &keys[index] : NULL;
}

/* Joins what two words with the same beginning mean: two keys are no key. */
static bool note_match(nc_order_key *found, nc_order_key key)
{
    bool clear = *found == NC_ORDER_NONE || *found == key;

    *found = key;
    return clear;
}

/* Trap: pstats refuses some beginnings that mean one key only ("t", "cum"),
 * because its table of them stops at the first clash. We take those, too. */
static nc_order_key find_beginning(const char *word)
{
    size_t size = strlen(word);
    nc_order_key found = NC_ORDER_NONE;

    for (size_t i = 0; i < PSTATS_WORDS; i++)
        if (strncmp(pstats_words[i].word, word, size) == 0 && !note_match(&found, pstats_words[i].key))
            return NC_ORDER_NONE;
    for (size_t i = 0; found == NC_ORDER_NONE && ncalls_sort_key_at(i); i++)
        if (strncmp(keys[i].name, word, size) == 0) {
            for (size_t j = i + 1; ncalls_sort_key_at(j); j++)
                if (strncmp(keys[j].name, word, size) == 0)
                    return NC_ORDER_NONE;
            return (nc_order_key)i;
        }
    return found;
}

nc_order_key nc_order_find_key(const char *word)
{
    for (size_t i = 0; ncalls_sort_key_at(i); i++)
        if (strcmp(keys[i].name, word) == 0)
            return (nc_order_key)i;
    for (size_t i = 0; i < PSTATS_WORDS; i++)
        if (strcmp(pstats_words[i].word, word) == 0)
            return pstats_words[i].key;
    return *word ? find_beginning(word) : NC_ORDER_NONE;
}

const ncalls_sort_key *ncalls_sort_key_find(const char *word)
{
    return ncalls_sort_key_at(nc_order_find_key(word)); /* NC_ORDER_NONE is behind the last */
}

const char *nc_order_pstats_title(nc_order_key key)
{
    for (size_t i = 0; i < PSTATS_WORDS; i++)
        if (pstats_words[i].key == key)
            return pstats_words[i].title;
    return NULL;
}

/* One key of an order. */
typedef struct level {
    nc_order_key key;
    const int64_t *figures;   /* [function]: greater comes first; NULL: not such a key */
    nc_amplification *ratios; /* [function]; NULL: not such a key */
} level;

/* One call of nc_order_top. */
typedef struct order {
    const ncalls_profile *profile;
    bool reverse;
    level levels[NC_ORDER_NONE]; /* each key once: again it would change nothing */
    size_t count;
} order;

static int compare_text(const ncalls_profile *p, nc_str a, nc_str b)
{
    size_t a_size = nc_profile_size(p, a), b_size = nc_profile_size(p, b);
    int first =
        a.at == b.at ? 0 : memcmp(nc_profile_text(p, a), nc_profile_text(p, b), a_size < b_size ? a_size : b_size);

    return first ? first : (a_size > b_size) - (a_size < b_size);
}

static void name_function(const ncalls_profile *p, nc_func f, nc_stdname *out)
{
    nc_str file = nc_profile_path(p, f), name = p->functions.name[f.at];

    nc_stdname_init(out, nc_profile_text(p, file), nc_profile_size(p, file), p->functions.line[f.at],
                    nc_profile_text(p, name), nc_profile_size(p, name));
}

static int compare_stdnames(const ncalls_profile *p, nc_func a, nc_func b)
{
    nc_stdname x, y;

    name_function(p, a, &x);
    name_function(p, b, &y);
    return nc_stdname_compare(&x, &y);
}

static int compare_by_text(const ncalls_profile *p, nc_order_key key, nc_func a, nc_func b)
{
    const nc_functions *f = &p->functions;

    switch (key) {
    case NC_ORDER_NAME:
    case NC_ORDER_NFL: /* the rest of which is where all orders end */
        return compare_text(p, f->name[a.at], f->name[b.at]);
    case NC_ORDER_FILE: return compare_text(p, nc_profile_path(p, a), nc_profile_path(p, b));
    case NC_ORDER_LINE: return (f->line[a.at] > f->line[b.at]) - (f->line[a.at] < f->line[b.at]);
    case NC_ORDER_STDNAME: return compare_stdnames(p, a, b);
    default: return 0;
    }
}

static int compare_level(const order *o, const level *l, uint32_t a, uint32_t b)
{
    if (l->figures)
        return (l->figures[a] < l->figures[b]) - (l->figures[a] > l->figures[b]);
    if (l->ratios)
        return nc_amplification_compare(l->ratios[b], l->ratios[a]);
    return compare_by_text(o->profile, l->key, (nc_func){a}, (nc_func){b});
}

/* Of two functions, by id; never 0. */
static int compare(uint32_t a, uint32_t b, const void *payload)
{
    const order *o = payload;
    int first = 0;

    for (size_t i = 0; !first && i < o->count; i++)
        first = compare_level(o, &o->levels[i], a, b);
    if (!first)
        first = nc_profile_compare(o->profile, (nc_func){a}, (nc_func){b});
    return o->reverse ? -first : first;
}

static bool fill_ratios(const ncalls_profile *p, level *l)
{
    const nc_functions *f = &p->functions;
    bool has_calls = p->has & NCALLS_HAS_CALLS;

    l->ratios = nc_alloc_zeroed((size_t)f->count + 1, sizeof *l->ratios);
    if (!l->ratios)
        return false;
    for (uint32_t i = 1; has_calls && i <= f->count; i++) {
        if (l->key == NC_ORDER_AMPLIFICATION)
            l->ratios[i] = nc_amplification_of(p, nc_amplification_into(p, (nc_func){i}));
        else if (f->total[i] != NCALLS_ABSENT && f->primitive[i] > 0)
            l->ratios[i] = (nc_amplification){f->total[i], f->primitive[i]};
    }
    return true;
}

static bool start_level(const ncalls_profile *p, level *l)
{
    const nc_functions *f = &p->functions;

    switch (l->key) {
    case NC_ORDER_CALLS: l->figures = f->calls; return true;
    case NC_ORDER_PRIMITIVE: l->figures = f->primitive; return true;
    case NC_ORDER_SELF: l->figures = f->self; return true;
    case NC_ORDER_CUMULATIVE: l->figures = f->total; return true;
    case NC_ORDER_PER_CALL:
    case NC_ORDER_AMPLIFICATION: return fill_ratios(p, l);
    default: return true;
    }
}

static bool has_level(const order *o, nc_order_key key)
{
    for (size_t i = 0; i < o->count; i++)
        if (o->levels[i].key == key)
            return true;
    return false;
}

static bool start(order *o, const nc_order_key *wanted, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (wanted[i] == NC_ORDER_NONE || has_level(o, wanted[i]))
            continue;
        o->levels[o->count++].key = wanted[i];
        if (!start_level(o->profile, &o->levels[o->count - 1]))
            return false;
    }
    return true;
}

nc_func *nc_order_top_by(const ncalls_profile *profile, const nc_order_key *wanted, size_t wanted_count, bool reverse,
                         size_t limit, size_t *count)
{
    order o = {.profile = profile, .reverse = reverse};
    size_t all = profile->functions.count;
    uint32_t *ids = nc_alloc_zeroed(all + 1, sizeof *ids);
    nc_func *top = NULL;

    *count = limit && limit < all ? limit : all;
    if (ids && start(&o, wanted, wanted_count)) {
        for (size_t i = 0; i < all; i++)
            ids[i] = (uint32_t)i + 1;
        nc_select_first(ids, all, *count, compare, &o);
        top = nc_alloc_zeroed(*count + 1, sizeof *top);
    }
    for (size_t i = 0; top && i < *count; i++)
        top[i] = (nc_func){ids[i]};
    nc_alloc_free(ids);
    for (size_t i = 0; i < o.count; i++)
        nc_alloc_free(o.levels[i].ratios);
    return top;
}

nc_func *nc_order_top(const ncalls_profile *profile, nc_order_key key, bool reverse, size_t limit, size_t *count)
{
    return nc_order_top_by(profile, &key, 1, reverse, limit, count);
}
