/* SPDX-License-Identifier: MIT */
#include "model/check.h"

#define BREACH(...) nc_fail(error, NCALLS_DAMAGED, "profile check: " __VA_ARGS__)

static ncalls_status check_functions(const ncalls_profile *p, ncalls_error *error)
{
    const nc_functions *f = &p->functions;

    for (uint32_t i = 1; i <= f->count; i++) {
        if (f->name[i].at >= p->strings.count)
            return BREACH("function %u: name out of range", i);
        if (!f->file[i].at || f->file[i].at > p->files.count)
            return BREACH("function %u: file out of range", i);
        if (f->kind[i] > NCALLS_KIND_SYNTHETIC)
            return BREACH("function %u: kind out of range", i);
        if (f->calls[i] < 0 || f->primitive[i] < 0)
            return BREACH("function %u: negative calls", i);
        if (!(p->has & NCALLS_HAS_CALLS) && (f->calls[i] || f->primitive[i]))
            return BREACH("function %u: calls that the input did not know", i);
        if (f->self[i] == NCALLS_ABSENT)
            return BREACH("function %u: self time cannot be absent", i);
    }
    return NCALLS_OK;
}

static ncalls_status check_files(const ncalls_profile *p, ncalls_error *error)
{
    for (uint32_t i = 1; i <= p->files.count; i++)
        if (p->files.path[i].at >= p->strings.count || p->files.package[i].at >= p->strings.count ||
            p->files.class_[i] > NCALLS_CLASS_UNKNOWN)
            return BREACH("file %u out of range", i);
    return NCALLS_OK;
}

static ncalls_status check_edge_order(const ncalls_profile *p, ncalls_error *error)
{
    const nc_edges *e = &p->edges;

    for (uint32_t i = 1; i <= e->count; i++) {
        if (!e->caller[i].at || e->caller[i].at > p->functions.count || !e->callee[i].at ||
            e->callee[i].at > p->functions.count)
            return BREACH("edge %u: end out of range", i);
        if (i > 1 && (e->callee[i].at < e->callee[i - 1].at ||
                      (e->callee[i].at == e->callee[i - 1].at && e->caller[i].at <= e->caller[i - 1].at)))
            return BREACH("edge %u: out of order or twice", i);
        if (e->calls[i] != NCALLS_ABSENT && e->calls[i] < 0)
            return BREACH("edge %u: negative calls", i);
    }
    return NCALLS_OK;
}

static ncalls_status check_edge_indexes(const ncalls_profile *p, ncalls_error *error)
{
    const nc_edges *e = &p->edges;
    uint32_t functions = p->functions.count;

    if (e->in_begin[0] != 1 || e->in_begin[functions + 1] != e->count + 1 || e->out_begin[0] != 0 ||
        e->out_begin[functions + 1] != e->count)
        return BREACH("edge indexes do not cover the edges");
    for (uint32_t f = 1; f <= functions; f++) {
        for (uint32_t i = e->in_begin[f]; i < e->in_begin[f + 1]; i++)
            if (e->callee[i].at != f)
                return BREACH("function %u: incoming edge %u is another's", f, i);
        for (uint32_t i = e->out_begin[f]; i < e->out_begin[f + 1]; i++)
            if (e->caller[e->out[i].at].at != f)
                return BREACH("function %u: outgoing edge %u is another's", f, i);
    }
    return NCALLS_OK;
}

static ncalls_status check_totals(const ncalls_profile *p, ncalls_error *error)
{
    int64_t calls = 0;

    if (p->totals.functions > p->functions.count || p->totals.edges != p->edges.count)
        return BREACH("totals do not count the rows");
    if (!(p->has & NCALLS_HAS_CALLS))
        return p->totals.calls == NCALLS_ABSENT ? NCALLS_OK : BREACH("total calls that the input did not know");
    for (uint32_t i = 1; i <= p->functions.count; i++)
        calls += p->functions.calls[i];
    if (calls != p->totals.calls)
        return BREACH("total calls are not the sum of calls");
    return NCALLS_OK;
}

static ncalls_status check_contexts(const ncalls_profile *p, ncalls_error *error)
{
    const nc_contexts *c = &p->contexts;

    for (uint32_t i = 1; i <= c->count; i++) {
        uint32_t parent = c->parent[i].at;

        if (parent >= i || (parent && i >= c->end[parent]))
            return BREACH("context %u: its parent is not above it", i);
        if (c->end[i] <= i || c->end[i] > c->count + 1 || (parent && c->end[i] > c->end[parent]))
            return BREACH("context %u: its subtree is not within its parent's", i);
        if (!c->function[i].at || c->function[i].at > p->functions.count || c->thread[i] > p->thread_count)
            return BREACH("context %u: function or thread out of range", i);
    }
    return NCALLS_OK;
}

/* Totals are sums, so the self of all below a root is the root's total. */
static ncalls_status check_context_sums(const ncalls_profile *p, ncalls_error *error)
{
    const nc_contexts *c = &p->contexts;

    for (uint32_t i = 1; i <= c->count; i++) {
        __int128 sum = 0;

        if (c->parent[i].at)
            continue;
        for (uint32_t j = i; j < c->end[i]; j++)
            sum += c->self[j];
        if (sum != c->total[i] && c->total[i] != INT64_MAX)
            return BREACH("context %u: its total is not the sum of self", i);
    }
    return NCALLS_OK;
}

static ncalls_status check_lines(const ncalls_profile *p, ncalls_error *error)
{
    const nc_lines *l = &p->lines;

    for (uint32_t i = 1; i <= l->count; i++) {
        if (!l->function[i].at || l->function[i].at > p->functions.count || l->source[i].at >= p->strings.count)
            return BREACH("line %u: function or source out of range", i);
        if (i > 1 && (l->function[i].at < l->function[i - 1].at ||
                      (l->function[i].at == l->function[i - 1].at && l->line[i] <= l->line[i - 1])))
            return BREACH("line %u: out of order or twice", i);
    }
    return NCALLS_OK;
}

/* Within the span that it lies in, and behind the one before it. */
static bool stands_right(const nc_timeline *t, const nc_track *track, uint32_t i, int64_t *ends)
{
    const nc_span *s = &t->spans[i], *before = i > track->first ? &t->spans[i - 1] : NULL;
    uint32_t deepest = before ? before->depth + (before->calls == 0) : 1;

    if (!s->depth || s->depth > deepest || s->depth > track->depth || s->start < ends[s->depth] ||
        s->end < s->start || (s->depth > 1 && s->end > ends[NC_TIMELINE_DEEPEST + s->depth]) || s->end > t->length)
        return false;
    ends[s->depth] = s->end;                              /* where its next sibling may begin */
    ends[s->depth + 1] = s->start;                        /* and its first child */
    ends[NC_TIMELINE_DEEPEST + s->depth + 1] = s->end;    /* where all its children end */
    return true;
}

static ncalls_status check_timeline(const ncalls_profile *p, ncalls_error *error)
{
    int64_t ends[2 * NC_TIMELINE_DEEPEST + 2];
    const nc_timeline *t = &p->timeline;
    uint32_t next = 0;

    if ((t->count != 0) != ((p->has & NCALLS_HAS_ORDER) != 0))
        return BREACH("an order of time without spans, or spans without it");
    for (uint32_t k = 0; k < t->track_count; k++) {
        const nc_track *track = &t->tracks[k];

        if (track->first != next || !track->count || track->count > t->count - next ||
            track->depth > NC_TIMELINE_DEEPEST || track->thread > p->thread_count)
            return BREACH("track %u: its spans, depth or thread are out of range", k);
        next += track->count;
        ends[1] = 0;
        for (uint32_t i = track->first; i < next; i++)
            if (!stands_right(t, track, i, ends))
                return BREACH("span %u: it is not within the one that it lies in", i);
    }
    for (uint32_t i = 0; i < t->count; i++)
        if (t->spans[i].function > p->functions.count || (t->spans[i].function == 0) != (t->spans[i].calls != 0))
            return BREACH("span %u: function out of range", i);
    return next == t->count ? NCALLS_OK : BREACH("spans of no track");
}

ncalls_status nc_check_profile(const ncalls_profile *p, ncalls_error *error)
{
    ncalls_status status = check_files(p, error);

    if (!status)
        status = check_functions(p, error);
    if (!status)
        status = check_edge_order(p, error);
    if (!status)
        status = check_edge_indexes(p, error);
    if (!status)
        status = check_totals(p, error);
    if (!status)
        status = check_contexts(p, error);
    if (!status)
        status = check_context_sums(p, error);
    if (!status)
        status = check_lines(p, error);
    if (!status)
        status = check_timeline(p, error);
    return status;
}
