/* SPDX-License-Identifier: MIT */
/*
 * Left to right on each rank, with few crossings: weighted medians of the
 * neighbours' places, down and up in turn, and exchanges of neighbours that
 * lessen crossings (Gansner et al. 1993, section 3).
 */
#ifndef NC_CROSSINGS_H
#define NC_CROSSINGS_H

#include "draw/layers.h"

/* Leaves the best order that was found. False: no memory. */
bool nc_crossings_reduce(nc_layers *layers);

#endif
