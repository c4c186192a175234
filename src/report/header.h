/* SPDX-License-Identifier: MIT */
/* What file this is, who recorded it, how much is in it and how far its figures
 * can be trusted: what every view of a profile says before it shows one. */
#ifndef NC_HEADER_H
#define NC_HEADER_H

#include "report/document.h"

/* Heading, facts and notes. */
void nc_header_add(nc_document *document, const ncalls_results *results);

/* Who recorded it, how much of its cost is `left` after filtering, and a last
 * fact that says how far what follows can be trusted; then the notes. */
void nc_header_add_cost(nc_document *document, const ncalls_results *results, int64_t left, const char *name,
                        const char *certainty);

/* Only the notes: what cannot be true, and the oddities that the reader met. */
void nc_header_add_notes(nc_document *document);

#endif
