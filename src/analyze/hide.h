/* SPDX-License-Identifier: MIT */
/*
 * A profile without some of its functions, whose cost goes to their callers.
 *
 *     view ─▶ [query] ─▶ [execute] ─▶ callback
 *
 * becomes view ─▶ callback, and view's self gains what query and execute cost
 * themselves. Totals of what is shown stay as they are.
 *
 * A hidden function's self goes to its callers as its edges' self says, and
 * from hidden ones on to theirs (analyze/inflow.h); hidden functions that call
 * each other in a cycle are one. To the nanosecond, all hidden self arrives, but
 * for what nobody shown has called: that is dropped, as pprof does, and a note
 * says how much. What a caller gets is exact when hidden functions never call a
 * shown one; else it may be divided among several, and a note begins with
 * "estimated: ".
 *
 * Through a hidden function go edges from its heaviest callers only: all pairs
 * of 30,000 callers and 30,000 callees would be 900 million.
 */
#ifndef NC_HIDE_H
#define NC_HIDE_H

#include "base/error.h"
#include "model/profile.h"

/* `note`: a sentence for the new profile, or NULL. */
ncalls_status nc_hide(ncalls_profile **out, const ncalls_profile *profile, const bool *hidden, const char *note,
                      ncalls_error *error);

#endif
