/* SPDX-License-Identifier: MIT */
/* What file this is, who recorded it, how much is in it and how far its figures
 * can be trusted: what every view of a profile says before it shows one. */
#ifndef NC_HEADER_H
#define NC_HEADER_H

#include "report/document.h"

/* Heading, facts and notes. */
void nc_header_add(nc_document *document, const ncalls_results *results);

/* Only the notes: what cannot be true, and the oddities that the reader met. */
void nc_header_add_notes(nc_document *document);

#endif
