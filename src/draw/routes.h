/* SPDX-License-Identifier: MIT */
/*
 * y of the ranks, and the course of each edge: a smooth curve through the x of
 * its vertices.
 *
 * Between two ranks there is nothing but edges, so a curve that stays between
 * them touches no node. Across a rank it goes straight, as steeply as its
 * neighbours there leave it room.
 */
#ifndef NC_ROUTES_H
#define NC_ROUTES_H

#include "draw/layers.h"

/* Sets x and y of nodes, labels and points of `graph`, which the layers are of,
 * and its height. False: no memory. */
bool nc_routes_draw(nc_layered *graph, const nc_layers *layers);

#endif
