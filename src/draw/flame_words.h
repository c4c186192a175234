/* SPDX-License-Identifier: MIT */
/* What a flame graph says: of its frames, and of itself. */
#ifndef NC_FLAME_WORDS_H
#define NC_FLAME_WORDS_H

#include "analyze/naming.h"
#include "analyze/treediff.h"
#include "base/text.h"

typedef struct nc_flame_words {
    const nc_calltree *tree;
    const nc_treediff *diff; /* NULL: no difference */
    nc_naming naming;        /* of the tree's functions */
    const ncalls_analyze_options *filters;
    bool inverted;
    bool by_time; /* it is a chart, of what ran when */
} nc_flame_words;

/* All append to `out`. Returns how much of it names the function, without its
 * place: "list_books (books/views.py:14)". */
size_t nc_flame_words_name(const nc_flame_words *words, nc_text *out, uint32_t node);
/* " · 612 ms, 95.7% · self 3.12 ms · 1 call" */
void nc_flame_words_figures(const nc_flame_words *words, nc_text *out, uint32_t node);
/* "612 ms, 95.7%" */
void nc_flame_words_cost(const nc_flame_words *words, nc_text *out, int64_t cost);

/* The title that was given, else (NULL) "Flame graph of app.prof"; and how much it shows and how far it
 * can be trusted. */
void nc_flame_words_title(const nc_flame_words *words, nc_text *out, const char *given);
void nc_flame_words_subtitle(const nc_flame_words *words, nc_text *out, const char *summary);
/* What is not drawn: `merged` frames that are too narrow, which cost that. */
void nc_flame_words_caption(const nc_flame_words *words, nc_text *out, uint32_t merged, int64_t merged_total,
                            const nc_calltree_options *limits);

#endif
