/* SPDX-License-Identifier: MIT */
/* A document's table in the cells of a terminal. */
#ifndef NC_GRID_H
#define NC_GRID_H

#include "report/document.h"
#include "write/ansi.h"

/* TABLE and PATH, with the titles of the columns. False: no memory. */
bool nc_grid_put(const nc_ansi *terminal, const nc_document *document, const nc_block *block);

/* FACTS: names and values. False: no memory. */
bool nc_grid_put_facts(const nc_ansi *terminal, const nc_document *document, const nc_block *block);

#endif
