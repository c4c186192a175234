/* SPDX-License-Identifier: MIT */
/* A figure: one file in this folder and one row in figures.def. */
#ifndef NC_FIGURE_H
#define NC_FIGURE_H

#include "analyze/results.h"
#include "base/error.h"
#include "draw/scene.h"
#include "ncalls/write.h"

/* Something to say of a function, next to it: a finding. */
typedef struct nc_figure_mark {
    nc_func function;  /* of results->profile */
    const char *text;  /* one line, for a tooltip */
    const char *link;  /* "#id" of where more is said on the page around; NULL = nowhere */
} nc_figure_mark;

/* What kind of work functions do ("database"), for colours. */
typedef struct nc_figure_kinds {
    const ncalls_profile *profile; /* the one that the results are of, or the whole one where stacks are kept */
    const uint16_t *of;            /* [function] place in names + 1; 0 = none */
    const char *const *names;
    unsigned count;
} nc_figure_kinds;

typedef struct nc_figure_input {
    const ncalls_results *results;
    const ncalls_write_options *options; /* never NULL */
    const nc_figure_mark *marks;         /* worst first */
    size_t mark_count;
    const char *summary; /* what a difference comes down to, one sentence; NULL: no difference */
    const nc_figure_kinds *kinds; /* NULL unless colours by category are asked for */
    /* [function] n: it links to "#fn" of the page around, 0: to nothing; NULL: the
     * picture stands by itself. */
    const uint32_t *places;
    /* [function of what is drawn: of the profile, with a base of its overlay] what
     * its data say that it is; NULL: its id. */
    const uint32_t *numbers;
} nc_figure_input;

typedef struct nc_figure {
    const char *name; /* "graph"; what ncalls_write_options.figure takes */
    /* Draws into `scene`, which is not initialised yet; whoever called resets
     * it in any case. A profile with nothing to show is a scene that says so. */
    ncalls_status (*draw)(nc_scene *scene, const nc_figure_input *input, ncalls_error *error);
} nc_figure;

#define FIGURE(name) extern const nc_figure nc_draw_##name;
#include "draw/figures.def"
#undef FIGURE

/* Draws the figure that the options name (none: the first row's). NCALLS_USAGE
 * when there is none of that name. Reset the scene in any case. */
ncalls_status nc_figure_draw(nc_scene *scene, const nc_figure_input *input, ncalls_error *error);

#endif
