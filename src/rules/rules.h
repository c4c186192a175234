/* SPDX-License-Identifier: MIT */
/* What the public ncalls_rules is inside. */
#ifndef NC_RULES_H
#define NC_RULES_H

#include "ncalls/findings.h"
#include "rules/lexicon.h"

const nc_lexicon *nc_rules_lexicon(const ncalls_rules *rules);

#endif
