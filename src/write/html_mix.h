/* SPDX-License-Identifier: MIT */
/* Whose code the time went into, as one bar with a key. */
#ifndef NC_HTML_MIX_H
#define NC_HTML_MIX_H

#include "write/html_page.h"

/* Puts it where the facts stand; nothing when there is no time to divide. */
void nc_html_mix_put(nc_template_run *run, nc_html_page *page);

#endif
