/* SPDX-License-Identifier: MIT */
/* What the writers of pictures have in common: the figure that was asked for,
 * with the findings at the functions that they blame. */
#ifndef NC_PICTURE_H
#define NC_PICTURE_H

#include "analyze/results.h"
#include "draw/scene.h"
#include "ncalls/write.h"

/* What a page that has the picture in it calls functions, see draw/figure.h. */
typedef struct nc_picture_names {
    const uint32_t *places, *numbers;
} nc_picture_names;

/* `names`: NULL where there is no page around. Reset the scene in any case. */
ncalls_status nc_picture_draw(nc_scene *scene, const ncalls_results *results, const ncalls_write_options *options,
                              const nc_picture_names *names, ncalls_error *error);

#endif
