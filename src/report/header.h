/* SPDX-License-Identifier: MIT */
/* What every view of a profile says before it shows a figure. */
#ifndef NC_HEADER_H
#define NC_HEADER_H

#include "report/document.h"

/* What cannot be true in this profile, and the oddities that its reader met. */
void nc_header_add_notes(nc_document *document);

#endif
