/* SPDX-License-Identifier: MIT */
/*
 * Entries of a pstats dump in the form that cProfile writes, straight from the
 * window: nearly all of a large file. Whatever stands there in another form is
 * left for the token by token way in pstats.c, which knows every form and says
 * what is wrong.
 */
#ifndef NC_PSTATS_USUAL_H
#define NC_PSTATS_USUAL_H

#include "read/pstats_key.h"

/* A function up to the first of its callers: key, four figures, "{". False,
 * with nothing read: something else. */
bool nc_pstats_usual_function(nc_pstats *p, nc_pstats_key *who, nc_pstats_figures *f);

/* Callers, as many as there are. True: the end of the dict was read, too. */
bool nc_pstats_usual_callers(nc_pstats *p, nc_func callee);

#endif
