/* SPDX-License-Identifier: MIT */
#include "analyze/filter.h"

#include <stdio.h>
#include <string.h>

#include "analyze/filter_stacks.h"
#include "analyze/hide.h"
#include "analyze/marks.h"
#include "analyze/prune.h"
#include "base/alloc.h"
#include "base/pattern.h"

/* The profile as it stands between two filters, and the marks for the next. */
typedef struct filter {
    const ncalls_profile *now;
    ncalls_profile *made; /* `now`, once something was filtered */
    bool *marks;
    char note[NCALLS_MESSAGE_SIZE]; /* "" = none */
} filter;

static void replace(filter *f, ncalls_profile *made)
{
    ncalls_profile_free(f->made);
    f->made = made;
    f->now = made;
}

static ncalls_status clear_marks(filter *f, ncalls_error *error)
{
    nc_alloc_free(f->marks);
    f->marks = nc_alloc_zeroed((size_t)f->now->functions.count + 1, sizeof *f->marks);
    f->note[0] = '\0';
    return f->marks ? NCALLS_OK : nc_fail_memory(error);
}

/* A pattern that matches nothing is a slip of the pen as a rule. */
static void note_no_match(filter *f, const char *what, const char *expression)
{
    ncalls_error sentence;

    for (uint32_t i = 1; i <= f->now->functions.count; i++)
        if (f->marks[i])
            return;
    nc_fail(&sentence, NCALLS_USAGE, "%s: no function matches '%s'", what, expression);
    memcpy(f->note, sentence.message, sizeof f->note);
}

static ncalls_status find_marks(filter *f, const char *expression, ncalls_error *error)
{
    nc_pattern *pattern;
    ncalls_status status = nc_pattern_compile(&pattern, expression, error);

    if (status == NCALLS_OK)
        status = clear_marks(f, error);
    if (status == NCALLS_OK)
        status = nc_marks_add(f->marks, f->now, pattern, error);
    nc_pattern_free(pattern);
    return status;
}

static ncalls_status mark(filter *f, const char *what, const char *expression, ncalls_error *error)
{
    ncalls_status status = find_marks(f, expression, error);

    if (status == NCALLS_OK)
        note_no_match(f, what, expression);
    else
        nc_fail_in(error, what);
    return status;
}

/* All that is not mine. */
static void mark_others(filter *f)
{
    bool mine = false;

    for (uint32_t i = 1; i <= f->now->functions.count; i++) {
        bool other = nc_profile_class(f->now, (nc_func){i}) != NCALLS_CLASS_MINE;

        f->marks[i] |= other;
        mine |= !other;
    }
    snprintf(f->note, sizeof f->note, "%s", mine ? "" : "only_mine: no function in this profile is yours");
}

static const char *note_of(const filter *f)
{
    return f->note[0] ? f->note : NULL;
}

static ncalls_status prune(filter *f, const char *what, const char *expression, nc_prune_keep keep, ncalls_error *error)
{
    ncalls_profile *made = NULL;
    ncalls_status status;

    if (!expression)
        return NCALLS_OK;
    status = mark(f, what, expression, error);
    if (status == NCALLS_OK)
        status = nc_prune(&made, f->now, f->marks, keep, note_of(f), error);
    if (status == NCALLS_OK)
        replace(f, made);
    return status;
}

static ncalls_status hide(filter *f, const ncalls_analyze_options *options, ncalls_error *error)
{
    ncalls_profile *made = NULL;
    ncalls_status status;

    if (!options->hide && !options->only_mine)
        return NCALLS_OK;
    status = options->hide ? mark(f, "hide", options->hide, error) : clear_marks(f, error);
    if (status != NCALLS_OK)
        return status;
    if (options->only_mine)
        mark_others(f);
    status = nc_hide(&made, f->now, f->marks, note_of(f), error);
    if (status == NCALLS_OK)
        replace(f, made);
    return status;
}

typedef struct named_pattern {
    const char *what, *expression; /* NULL: not asked for */
} named_pattern;

enum { PATTERNS = 4 };

static void list_patterns(named_pattern *out, const ncalls_analyze_options *o)
{
    const named_pattern all[PATTERNS] = {
        {"focus",     o->focus    },
        {"ignore",    o->ignore   },
        {"hide",      o->hide     },
        {"show_from", o->show_from}
    };

    memcpy(out, all, sizeof all);
}

/* Wrong patterns are told before any work is done. */
static ncalls_status check_patterns(const ncalls_analyze_options *o, ncalls_error *error)
{
    named_pattern all[PATTERNS];

    list_patterns(all, o);
    for (size_t i = 0; i < PATTERNS; i++) {
        nc_pattern *pattern;
        ncalls_status status;

        if (!all[i].expression)
            continue;
        status = nc_pattern_compile(&pattern, all[i].expression, error);
        if (status != NCALLS_OK) {
            nc_fail_in(error, all[i].what);
            return status;
        }
        nc_pattern_free(pattern);
    }
    return NCALLS_OK;
}

/* Where whole stacks are known there is nothing to estimate. */
static ncalls_status filter_stacks(filter *f, const ncalls_analyze_options *o, ncalls_error *error)
{
    char texts[PATTERNS + 1][NCALLS_MESSAGE_SIZE];
    const char *notes[PATTERNS + 2] = {NULL};
    named_pattern all[PATTERNS];
    ncalls_status status = NCALLS_OK;
    size_t count = 0;

    list_patterns(all, o);
    for (size_t i = 0; i <= PATTERNS && status == NCALLS_OK; i++) {
        if (i < PATTERNS ? !all[i].expression : !o->only_mine)
            continue;
        status = i < PATTERNS ? mark(f, all[i].what, all[i].expression, error) : clear_marks(f, error);
        if (status == NCALLS_OK && i == PATTERNS)
            mark_others(f);
        if (f->note[0])
            notes[count] = memcpy(texts[count], f->note, sizeof f->note);
        count += f->note[0] != '\0';
    }
    return status == NCALLS_OK ? nc_filter_stacks_apply(&f->made, f->now, o, notes, error) : status;
}

static ncalls_status filter_edges(filter *f, const ncalls_analyze_options *o, ncalls_error *error)
{
    ncalls_status status = prune(f, "focus", o->focus, NC_PRUNE_FOCUS, error);

    if (status == NCALLS_OK)
        status = prune(f, "ignore", o->ignore, NC_PRUNE_IGNORE, error);
    if (status == NCALLS_OK)
        status = hide(f, o, error);
    if (status == NCALLS_OK)
        status = prune(f, "show_from", o->show_from, NC_PRUNE_SHOW_FROM, error);
    return status;
}

/* In pprof's order: focus and ignore see what hide takes away, show_from does
 * not. */
ncalls_status nc_filter_apply(ncalls_profile **out, const ncalls_profile *profile,
                              const ncalls_analyze_options *options, ncalls_error *error)
{
    const ncalls_analyze_options *o = options;
    bool asked = o->focus || o->ignore || o->hide || o->show_from || o->only_mine;
    filter f = {.now = profile};
    ncalls_status status = check_patterns(o, error);

    *out = NULL;
    if (status == NCALLS_OK && asked)
        status = nc_filter_stacks_can(profile) ? filter_stacks(&f, o, error) : filter_edges(&f, o, error);
    nc_alloc_free(f.marks);
    if (status == NCALLS_OK)
        *out = f.made;
    else
        ncalls_profile_free(f.made);
    return status;
}
