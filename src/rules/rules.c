/* SPDX-License-Identifier: MIT */
#include "rules/rules.h"

#include <string.h>

#include "base/alloc.h"
#include "rules/finding.h"
#include "rules/load.h"

struct ncalls_rules {
    nc_lexicon *lexicon;
};

ncalls_status ncalls_rules_open(ncalls_rules **out, const char *const *paths, size_t count, ncalls_error *error)
{
    ncalls_rules *rules = nc_alloc_zeroed(1, sizeof *rules);
    ncalls_status status = rules ? nc_load_files(&rules->lexicon, paths, count, error) : nc_fail_memory(error);

    *out = status ? NULL : rules;
    if (status)
        nc_alloc_free(rules);
    return status;
}

void ncalls_rules_free(ncalls_rules *rules)
{
    if (!rules)
        return;
    nc_load_free(rules->lexicon);
    nc_alloc_free(rules);
}

unsigned nc_rules_needs(const nc_rule *rule)
{
    const nc_detector *detector = nc_finding_detector(rule->detector);

    return detector ? detector->needs : 0;
}

const nc_lexicon *nc_rules_lexicon(const ncalls_rules *rules)
{
    return rules->lexicon;
}

static void show(const nc_rule *rule, ncalls_rule_row *out)
{
    *out = (ncalls_rule_row){
        .id = rule->id,
        .name = rule->name,
        .title = rule->title,
        .help = rule->help,
        .example = rule->example,
        .fix = rule->fix,
        .origin = rule->origin,
        .severity = rule->severity,
        .confidence = rule->confidence,
        .needs = nc_rules_needs(rule),
        .is_off = rule->is_off,
    };
}

bool ncalls_rules_at(const ncalls_rules *rules, size_t index, ncalls_rule_row *out)
{
    if (index >= rules->lexicon->rule_count)
        return false;
    show(&rules->lexicon->rules[index], out);
    return true;
}

bool ncalls_rules_find(const ncalls_rules *rules, const char *word, ncalls_rule_row *out)
{
    const nc_rule *rule = nc_lexicon_find_rule(rules->lexicon, word);

    if (rule)
        show(rule, out);
    return rule;
}
