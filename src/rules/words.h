/* SPDX-License-Identifier: MIT */
/*
 * The sentences of findings: a rule's text with {placeholders} filled in. What
 * stands in [brackets] is left out if a placeholder in it has nothing to say.
 *
 *     {function}  the function to blame: list_books; views.py for a <module>
 *     {callee}    what it calls: the evidence's second step
 *     {last}      what is called in the end: the evidence's last step
 *     {reader}    the last function of mine on the way there
 *     {what}      the title of the library that belongs to: Django
 *     {cause}     the words of the cause that was found
 *     {calls}     847            {runs}   how often the function was begun
 *     {per_call}  calls by one run of the function
 *     {time}      744 ms         {share}  98.1%       {each}  time of one call
 */
#ifndef NC_WORDS_H
#define NC_WORDS_H

#include "base/text.h"
#include "rules/finding.h"

/* A new text, free with nc_alloc_free; NULL: no memory. Names are escaped. */
char *nc_words_fill(const nc_judgement *judgement, const nc_finding *finding, const char *text);

/* The text as it holds for every finding: without the [brackets]. */
void nc_words_add_general(nc_text *out, const char *text);

/* The word after `{`, "function": false if there is no such placeholder. */
bool nc_words_knows(const char *word, size_t size);

#endif
