/* SPDX-License-Identifier: MIT */
/* The lines of one function in a Python file, by its indentation. */
#ifndef NC_PAGE_BLOCK_H
#define NC_PAGE_BLOCK_H

#include "base/text.h"

typedef struct nc_page_line {
    const char *bytes; /* without its end */
    size_t size;
} nc_page_line;

/* One line of a file from `at` on; where the next one begins. */
size_t nc_page_block_line(const nc_text *file, size_t at, nc_page_line *out);

/* How many lines from `first` (from 1) on belong to the function that begins there, with
 * its decorators; `most` at most. A lambda has one; 0: the file has no such line. */
uint32_t nc_page_block_count(const nc_text *file, uint32_t first, uint32_t most);

#endif
