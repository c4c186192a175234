/* SPDX-License-Identifier: MIT */
/* The rules themselves for people and programs: ncalls_rules_write. */
#ifndef NC_RULEBOOK_H
#define NC_RULEBOOK_H

#include "base/sink.h"
#include "rules/rules.h"

/* One form: all rules, or one of them with all its words. `rule` may be NULL. */
typedef ncalls_status nc_rulebook_form(nc_sink *sink, const nc_lexicon *lexicon, const nc_rule *rule, unsigned width,
                                       ncalls_error *error);

nc_rulebook_form nc_rulebook_text, nc_rulebook_markdown, nc_rulebook_json, nc_rulebook_yaml;

/* "warning", "estimated" */
const char *nc_rulebook_severity(const nc_rule *rule);
const char *nc_rulebook_confidence(const nc_rule *rule);

/* True for a file of ours. */
bool nc_rulebook_is_builtin(const char *origin);

/* Calls `take` with the name of each thing the rule needs: "calls", "edges". */
void nc_rulebook_needs(const nc_rule *rule, void (*take)(void *payload, const char *need), void *payload);

/* The limits that the rule states, as "calls 10, share 1% or time 50 ms". */
void nc_rulebook_limits(nc_text *out, const int64_t limits[NC_LIMITS]);

/* The categories of a set, with commas between. */
void nc_rulebook_set(nc_text *out, const nc_lexicon *lexicon, const nc_category_set *set);

/* One line of a text of several: its bytes, NULL behind the last. `*rest` begins
 * as the text. */
const char *nc_rulebook_line(const char **rest, size_t *size);

#endif
