/* SPDX-License-Identifier: MIT */
#include "draw/figure.h"

#include <string.h>

#define FIGURE(name) &nc_draw_##name,
static const nc_figure *const all[] = {
#include "draw/figures.def"
};
#undef FIGURE

ncalls_status nc_figure_draw(nc_scene *scene, const nc_figure_input *input, ncalls_error *error)
{
    const char *name = input->options->figure;
    const nc_figure *figure = NULL;
    ncalls_status status;

    *scene = (nc_scene){0};
    for (size_t i = 0; !figure && i < sizeof all / sizeof *all; i++)
        if (!name || strcmp(all[i]->name, name) == 0)
            figure = all[i];
    if (!figure)
        return nc_fail(error, NCALLS_USAGE, "no figure is called '%s'", name);
    status = figure->draw(scene, input, error);
    return status == NCALLS_OK && nc_scene_failed(scene) ? nc_fail_memory(error) : status;
}
