/* SPDX-License-Identifier: MIT */
#include "analyze/packages.h"

#include <string.h>

#include "analyze/apportion.h"
#include "base/alloc.h"
#include "base/number.h"
#include "base/sort.h"

enum { CLASSES = NCALLS_CLASS_UNKNOWN + 1 };

typedef struct sums {
    const ncalls_profile *p;
    unsigned flags;
    nc_packages *out;
    size_t room;
    uint32_t *row_of_file;             /* [file]: into rows */
    uint32_t *row_of_package[CLASSES]; /* [string]: row + 1; NULL where the class is one row */
    uint32_t row_of_class[CLASSES];    /* row + 1 */
    int64_t *weights, *shares;         /* of one built-in's callers */
    size_t weight_room, share_room;
    bool saturated;
} sums;

static bool is_split(const sums *s, unsigned class_)
{
    return class_ == NCALLS_CLASS_PACKAGE || (class_ == NCALLS_CLASS_STDLIB && s->flags & NC_PACKAGES_MODULES);
}

static bool start(sums *s, nc_packages *out, const ncalls_profile *p, unsigned flags)
{
    *out = (nc_packages){0};
    *s = (sums){.p = p, .flags = flags, .out = out};
    s->row_of_file = nc_alloc_zeroed((size_t)p->files.count + 1, sizeof *s->row_of_file);
    for (unsigned c = 0; c < CLASSES; c++)
        if (is_split(s, c)) {
            s->row_of_package[c] = nc_alloc_zeroed(p->strings.count, sizeof *s->row_of_package[c]);
            if (!s->row_of_package[c])
                return false;
        }
    return s->row_of_file;
}

static void finish(sums *s)
{
    nc_alloc_free(s->row_of_file);
    for (unsigned c = 0; c < CLASSES; c++)
        nc_alloc_free(s->row_of_package[c]);
    nc_alloc_free(s->weights);
    nc_alloc_free(s->shares);
}

static bool find_row(sums *s, nc_file file)
{
    unsigned class_ = s->p->files.class_[file.at];
    nc_str package = is_split(s, class_) ? s->p->files.package[file.at] : (nc_str){0};
    uint32_t *row = s->row_of_package[class_] ? &s->row_of_package[class_][package.at] : &s->row_of_class[class_];

    if (!*row) {
        if (!nc_alloc_grow(&s->out->rows, &s->room, s->out->count + 1, sizeof *s->out->rows))
            return false;
        s->out->rows[s->out->count] = (nc_packages_row){.class_ = (ncalls_class)class_, .package = package};
        *row = ++s->out->count;
    }
    s->row_of_file[file.at] = *row - 1;
    return true;
}

static nc_packages_row *row_of(sums *s, nc_func f)
{
    return &s->out->rows[s->row_of_file[s->p->functions.file[f.at].at]];
}

static void charge(sums *s, nc_func to, int64_t cost)
{
    nc_packages_row *row = row_of(s, to);

    row->self_with_builtins = nc_number_add(row->self_with_builtins, cost, &s->saturated);
}

static void add_function(sums *s, nc_func f)
{
    nc_packages_row *row = row_of(s, f);

    row->functions++;
    row->calls += s->p->functions.calls[f.at];
    row->self = nc_number_add(row->self, s->p->functions.self[f.at], &s->saturated);
    s->out->whole = nc_number_add(s->out->whole, s->p->functions.self[f.at], &s->saturated);
}

/* What each caller of a built-in is charged with. Edges may add up to a little
 * more than the function (each was rounded to nanoseconds by itself): then the
 * function's time is divided. *known: it was measured, not divided by calls. */
static bool weigh_callers(sums *s, nc_func builtin, uint32_t count, bool *known)
{
    const nc_edges *e = &s->p->edges;
    uint32_t first = e->in_begin[builtin.at];
    __int128 sum = 0;

    if (!nc_alloc_grow(&s->weights, &s->weight_room, count, sizeof *s->weights) ||
        !nc_alloc_grow(&s->shares, &s->share_room, count, sizeof *s->shares))
        return false;
    *known = true;
    for (uint32_t i = 0; i < count; i++) {
        s->weights[i] = e->self[first + i];
        *known &= e->self[first + i] != NCALLS_ABSENT;
        sum += e->self[first + i];
    }
    if (*known && sum <= s->p->functions.self[builtin.at]) {
        memcpy(s->shares, s->weights, count * sizeof *s->shares);
        return true;
    }
    if (!*known)
        for (uint32_t i = 0; i < count; i++)
            s->weights[i] = e->calls[first + i] == NCALLS_ABSENT ? 1 : e->calls[first + i];
    return nc_apportion(s->shares, s->p->functions.self[builtin.at], s->weights, count, NULL, NULL);
}

static bool charge_callers(sums *s, nc_func builtin)
{
    const nc_edges *e = &s->p->edges;
    uint32_t first = e->in_begin[builtin.at], count = e->in_begin[builtin.at + 1] - first;
    int64_t rest = s->p->functions.self[builtin.at];
    bool known = true;

    if (count && !weigh_callers(s, builtin, count, &known))
        return false;
    for (uint32_t i = 0; i < count; i++) {
        charge(s, e->caller[first + i], s->shares[i]);
        rest = nc_number_add(rest, -s->shares[i], &s->saturated);
    }
    charge(s, builtin, rest);
    s->out->estimated |= !known && count > 1;
    return true;
}

static bool add_all(sums *s)
{
    for (uint32_t i = 1; i <= s->p->files.count; i++)
        if (!find_row(s, (nc_file){i}))
            return false;
    for (uint32_t i = 1; i <= s->p->functions.count; i++) {
        nc_func f = {i};

        add_function(s, f);
        if (nc_profile_class(s->p, f) != NCALLS_CLASS_BUILTIN)
            charge(s, f, s->p->functions.self[i]);
        else if (!charge_callers(s, f))
            return false;
    }
    return true;
}

static int compare_names(const ncalls_profile *p, nc_str a, nc_str b)
{
    size_t a_size = nc_profile_size(p, a), b_size = nc_profile_size(p, b);
    int order = memcmp(nc_profile_text(p, a), nc_profile_text(p, b), a_size < b_size ? a_size : b_size);

    return order ? order : (a_size > b_size) - (a_size < b_size);
}

static int compare(const void *left, const void *right, void *payload)
{
    const nc_packages_row *a = left, *b = right;
    const ncalls_profile *p = payload;

    if (a->self_with_builtins != b->self_with_builtins)
        return a->self_with_builtins > b->self_with_builtins ? -1 : 1;
    if (a->self != b->self)
        return a->self > b->self ? -1 : 1;
    if (a->class_ != b->class_)
        return a->class_ < b->class_ ? -1 : 1;
    return compare_names(p, a->package, b->package);
}

/* All functions of a file may turn out to be of another class. */
static void drop_empty(nc_packages *out)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < out->count; i++)
        if (out->rows[i].functions)
            out->rows[count++] = out->rows[i];
    out->count = count;
}

ncalls_status nc_packages_sum(nc_packages *out, const ncalls_profile *profile, unsigned flags, ncalls_error *error)
{
    sums s;
    bool fine = start(&s, out, profile, flags) && add_all(&s);

    finish(&s);
    if (!fine) {
        nc_packages_reset(out);
        return nc_fail_memory(error);
    }
    drop_empty(out);
    for (uint32_t i = 0; i < out->count; i++)
        if (!(profile->has & NCALLS_HAS_CALLS))
            out->rows[i].calls = NCALLS_ABSENT;
    if (out->count > 1)
        nc_sort(out->rows, out->count, sizeof *out->rows, compare, (void *)profile);
    return NCALLS_OK;
}

void nc_packages_reset(nc_packages *packages)
{
    nc_alloc_free(packages->rows);
    *packages = (nc_packages){0};
}

const char *nc_packages_title(const ncalls_profile *profile, const nc_packages_row *row, size_t *size)
{
    static const char *const titles[CLASSES] = {"mine", "stdlib", "package", "built-ins", "generated code", "unknown"};

    if (row->package.at) {
        *size = nc_profile_size(profile, row->package);
        return nc_profile_text(profile, row->package);
    }
    *size = strlen(titles[row->class_]);
    return titles[row->class_];
}
