/* SPDX-License-Identifier: MIT */
/* What the public ncalls_rules is inside. */
#ifndef NC_RULES_H
#define NC_RULES_H

#include "ncalls/findings.h"
#include "rules/lexicon.h"

/* NCALLS_HAS_...: without them the rule does not run. */
unsigned nc_rules_needs(const nc_rule *rule);

const nc_lexicon *nc_rules_lexicon(const ncalls_rules *rules);

#endif
