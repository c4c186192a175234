/* SPDX-License-Identifier: MIT */
/* What the writers of pictures have in common: the figure that was asked for,
 * with the findings at the functions that they blame. */
#ifndef NC_PICTURE_H
#define NC_PICTURE_H

#include "analyze/results.h"
#include "draw/scene.h"
#include "ncalls/write.h"

/* `places`: as in draw/figure.h, for a page that has the picture in it; else
 * NULL. Reset the scene in any case. */
ncalls_status nc_picture_draw(nc_scene *scene, const ncalls_results *results, const ncalls_write_options *options,
                              const uint32_t *places, ncalls_error *error);

#endif
