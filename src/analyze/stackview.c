/* SPDX-License-Identifier: MIT */
#include "analyze/stackview.h"

#include <string.h>

#include "analyze/marks.h"
#include "base/alloc.h"
#include "base/number.h"

/* The view while it is made. */
typedef struct making {
    const ncalls_profile *profile;
    int64_t *self, *total;
    bool *skip;   /* [context] */
    bool *marks;  /* [function] what the pattern at hand matches */
    bool *inside; /* [context] at or below a match */
} making;

static ncalls_status find_marks(making *m, const char *expression, ncalls_error *error)
{
    nc_pattern *pattern;
    ncalls_status status = nc_pattern_compile(&pattern, expression, error);

    memset(m->marks, 0, (size_t)m->profile->functions.count + 1);
    if (status == NCALLS_OK)
        status = nc_marks_add(m->marks, m->profile, pattern, error);
    nc_pattern_free(pattern);
    return status;
}

/* Frames that are hidden are no matches for what comes after. */
static void find_inside(making *m)
{
    const nc_contexts *c = &m->profile->contexts;

    m->inside[0] = false;
    for (uint32_t i = 1; i <= c->count; i++)
        m->inside[i] = m->inside[c->parent[i].at] || (m->marks[c->function[i].at] && !m->skip[i]);
}

/* Drops the stacks that lie inside, or those that do not. */
static ncalls_status drop(making *m, const char *expression, bool inside, ncalls_error *error)
{
    ncalls_status status;

    if (!expression)
        return NCALLS_OK;
    status = find_marks(m, expression, error);
    if (status != NCALLS_OK)
        return status;
    find_inside(m);
    for (uint32_t i = 1; i <= m->profile->contexts.count; i++)
        if (m->inside[i] == inside)
            m->self[i] = 0;
    return NCALLS_OK;
}

static ncalls_status hide(making *m, const ncalls_analyze_options *options, ncalls_error *error)
{
    const nc_contexts *c = &m->profile->contexts;
    ncalls_status status = NCALLS_OK;

    if (options->hide)
        status = find_marks(m, options->hide, error);
    for (uint32_t i = 1; i <= c->count && status == NCALLS_OK; i++)
        m->skip[i] = (options->hide && m->marks[c->function[i].at]) ||
                     (options->only_mine && nc_profile_class(m->profile, c->function[i]) != NCALLS_CLASS_MINE);
    return status;
}

static ncalls_status show_from(making *m, const char *expression, ncalls_error *error)
{
    ncalls_status status = drop(m, expression, false, error);

    for (uint32_t i = 1; expression && i <= m->profile->contexts.count && status == NCALLS_OK; i++)
        m->skip[i] |= !m->inside[i];
    return status;
}

static void sum(making *m)
{
    const nc_contexts *c = &m->profile->contexts;
    bool saturated = false;

    memcpy(m->total, m->self, ((size_t)c->count + 1) * sizeof *m->total);
    for (uint32_t i = c->count; i; i--)
        if (c->parent[i].at)
            m->total[c->parent[i].at] = nc_number_add(m->total[c->parent[i].at], m->total[i], &saturated);
}

static bool start(making *m)
{
    size_t count = (size_t)m->profile->contexts.count + 1;

    m->self = nc_alloc_zeroed(2 * count, sizeof *m->self);
    m->skip = nc_alloc_zeroed(count, sizeof *m->skip);
    m->inside = nc_alloc_zeroed(count, sizeof *m->inside);
    m->marks = nc_alloc_zeroed((size_t)m->profile->functions.count + 1, sizeof *m->marks);
    if (!m->self || !m->skip || !m->inside || !m->marks)
        return false;
    m->total = m->self + count;
    memcpy(m->self, m->profile->contexts.self, count * sizeof *m->self);
    return true;
}

static ncalls_status filter(making *m, const ncalls_analyze_options *o, ncalls_error *error)
{
    ncalls_status status = start(m) ? NCALLS_OK : nc_fail_memory(error);

    if (status == NCALLS_OK)
        status = drop(m, o->focus, false, error);
    if (status == NCALLS_OK)
        status = drop(m, o->ignore, true, error);
    if (status == NCALLS_OK)
        status = hide(m, o, error);
    if (status == NCALLS_OK)
        status = show_from(m, o->show_from, error);
    if (status == NCALLS_OK)
        sum(m);
    return status;
}

ncalls_status nc_stackview_make(nc_stackview *out, const ncalls_results *results, ncalls_error *error)
{
    const ncalls_analyze_options *o = &results->filters;
    const nc_contexts *c = &results->whole->contexts;
    making m = {.profile = results->whole};
    ncalls_status status;

    *out = (nc_stackview){.contexts = c, .self = c->self, .total = c->total};
    if (!o->focus && !o->ignore && !o->hide && !o->show_from && !o->only_mine)
        return NCALLS_OK;
    status = filter(&m, o, error);
    nc_alloc_free(m.inside);
    nc_alloc_free(m.marks);
    out->self = out->made = m.self;
    out->total = m.total;
    out->skip = out->skips = m.skip;
    return status;
}

void nc_stackview_reset(nc_stackview *view)
{
    nc_alloc_free(view->made);
    nc_alloc_free(view->skips);
    *view = (nc_stackview){0};
}
