/* SPDX-License-Identifier: MIT */
/* A table of the report on an HTML page. */
#ifndef NC_HTML_TABLE_H
#define NC_HTML_TABLE_H

#include "write/html_page.h"

/* Puts a block (TABLE or PATH) where tables stand. `name` is what a screen
 * reader calls it. */
void nc_html_table_put(nc_template_run *run, nc_html_page *page, const nc_block *block, nc_template_value name);

#endif
