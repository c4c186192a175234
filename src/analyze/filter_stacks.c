/* SPDX-License-Identifier: MIT */
#include "analyze/filter_stacks.h"

#include "analyze/rebuild.h"
#include "analyze/stackview.h"
#include "base/alloc.h"
#include "base/number.h"
#include "model/callstack.h"

bool nc_filter_stacks_can(const ncalls_profile *p)
{
    const nc_contexts *c = &p->contexts;
    bool saturated = false;
    int64_t self = 0;

    if (!(p->has & NCALLS_HAS_CONTEXTS) || p->has & NCALLS_HAS_CALLS)
        return false;
    for (uint32_t i = 1; i <= c->count; i++)
        self = nc_number_add(self, c->self[i], &saturated);
    return self == p->totals.self && !saturated;
}

/* The walk over the call tree, with what is shown of it on a stack. */
typedef struct walk {
    const nc_stackview *view;
    nc_rebuild *rebuild;
    nc_callstack stack;
    bool *left; /* [context] something of it, or below it, was not dropped */
} walk;

static void find_left(walk *w)
{
    const nc_contexts *c = w->view->contexts;

    for (uint32_t i = c->count; i; i--) {
        w->left[i] |= w->view->self[i] != 0;
        w->left[c->parent[i].at] |= w->left[i];
    }
}

static void visit(walk *w, uint32_t context)
{
    const nc_contexts *c = w->view->contexts;

    if (!w->view->skip || !w->view->skip[context])
        nc_callstack_enter(&w->stack,
                           (nc_frame){nc_rebuild_keep(w->rebuild, c->function[context]), c->line[context]}, false);
    nc_callstack_pass(&w->stack, w->view->self[context]);
}

static void leave(walk *w, uint32_t context)
{
    if ((!w->view->skip || !w->view->skip[context]) && w->stack.depth)
        nc_callstack_leave(&w->stack);
}

/* Preorder: what ends before the next one begins is left, innermost first. */
static void walk_tree(walk *w)
{
    const nc_contexts *c = w->view->contexts;
    uint32_t open = 0;

    for (uint32_t i = 1; i <= c->count; i++) {
        for (; open && i >= c->end[open]; open = c->parent[open].at)
            leave(w, open);
        if (!w->left[i]) {
            i = c->end[i] - 1;
            continue;
        }
        visit(w, i);
        open = i;
    }
    nc_callstack_reset(&w->stack);
}

static ncalls_status rebuild(ncalls_profile **out, const ncalls_profile *profile, const nc_stackview *view,
                             const char *const *notes, ncalls_error *error)
{
    walk w = {.view = view, .left = nc_alloc_zeroed((size_t)profile->contexts.count + 1, sizeof *w.left)};
    nc_rebuild r;

    if (!w.left)
        return nc_fail_memory(error);
    nc_rebuild_start(&r, profile, NULL);
    if (r.builder) {
        for (; *notes; notes++)
            nc_builder_note(r.builder, "%s", *notes);
        w.rebuild = &r;
        nc_callstack_init(&w.stack, r.builder, 0);
        find_left(&w);
        walk_tree(&w);
    }
    nc_alloc_free(w.left);
    return nc_rebuild_finish(&r, out, error);
}

ncalls_status nc_filter_stacks_apply(ncalls_profile **out, const ncalls_profile *profile,
                                     const ncalls_analyze_options *filters, const char *const *notes,
                                     ncalls_error *error)
{
    ncalls_results results = {.whole = profile, .filters = *filters};
    nc_stackview view;
    ncalls_status status = nc_stackview_make(&view, &results, error);

    *out = NULL;
    if (status == NCALLS_OK)
        status = rebuild(out, profile, &view, notes, error);
    nc_stackview_reset(&view);
    return status;
}
