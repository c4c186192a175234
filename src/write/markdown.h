/* SPDX-License-Identifier: MIT */
/* Blocks of a document as GitHub Flavored Markdown, for the writers that put
 * them together: names of others are no markup, no mention and no link. */
#ifndef NC_MARKDOWN_H
#define NC_MARKDOWN_H

#include "base/sink.h"
#include "report/document.h"
#include "write/branches.h"

typedef struct nc_markdown {
    nc_sink *sink;
    const nc_document *document;
    nc_branches branches; /* of the table that is being written */
    nc_text scratch;      /* reset it; its failure is the page's */
} nc_markdown;

void nc_markdown_init(nc_markdown *page, nc_sink *sink, const nc_document *document);

/* Words, ours or of others. */
void nc_markdown_add_text(nc_markdown *page, const char *text, size_t size);
/* A name as a code span; a long one loses its middle. */
void nc_markdown_add_code(nc_markdown *page, const char *text, size_t size, bool in_table);
/* With a newline at its end; an empty line is needed before the next. False: no memory. */
bool nc_markdown_add_block(nc_markdown *page, const nc_block *block);

#endif
