/* SPDX-License-Identifier: MIT */
/*
 * Single lines: where the input has figures of lines, and (for rules with a
 * `source`) the text of the line, as line_profiler and memory_profiler print it.
 */
#include "rules/finding.h"

static bool fits_source(const nc_judgement *j, const nc_pattern *pattern, uint32_t line)
{
    nc_str source = j->profile->lines.source[line];

    if (!pattern)
        return true;
    return source.at && nc_pattern_matches(pattern, nc_profile_text(j->profile, source),
                                           nc_profile_size(j->profile, source));
}

/* A rule of memory looks at bytes only, another never. */
static bool fits_unit(const nc_judgement *j, const nc_rule *rule)
{
    return (rule->limits[NC_LIMIT_size] >= 0) == (j->profile->unit == NCALLS_UNIT_BYTES);
}

static bool is_found(const nc_judgement *j, const nc_rule *rule, const nc_pattern *pattern, uint32_t i)
{
    const nc_lines *lines = &j->profile->lines;
    int64_t self = lines->self[i], count = rule->limits[NC_LIMIT_size] >= 0 && lines->hits[i] == NCALLS_ABSENT
                                               ? lines->blocks[i]
                                               : lines->hits[i];
    nc_file file = j->profile->functions.file[lines->function[i].at];

    if (!j->meaning.is_my_file[file.at] || self == NCALLS_ABSENT || self <= 0 ||
        !nc_judge_costs_enough(j, rule, self) ||
        self < nc_judge_limit(rule, NC_LIMIT_size, 0))
        return false;
    if (rule->limits[NC_LIMIT_calls] >= 0 && (count == NCALLS_ABSENT || count < rule->limits[NC_LIMIT_calls]))
        return false;
    if (rule->limits[NC_LIMIT_each_at_most] >= 0 && (count <= 0 || self / count > rule->limits[NC_LIMIT_each_at_most]))
        return false;
    if (rule->limits[NC_LIMIT_each] >= 0 && (count <= 0 || self / count < rule->limits[NC_LIMIT_each]))
        return false;
    return fits_source(j, pattern, i);
}

static ncalls_status add(nc_judgement *j, const nc_rule *rule, uint32_t i, ncalls_error *error)
{
    const nc_lines *lines = &j->profile->lines;
    nc_finding *finding = nc_finding_add(j, rule, lines->function[i]);

    if (!finding)
        return nc_fail_memory(error);
    finding->line = lines->line[i];
    finding->calls = lines->hits[i] != NCALLS_ABSENT ? lines->hits[i] : lines->blocks[i];
    finding->cost = finding->saving = lines->self[i];
    finding->each = finding->calls > 0 ? finding->cost / finding->calls : NCALLS_ABSENT;
    return NCALLS_OK;
}

static ncalls_status find(nc_judgement *j, const nc_rule *rule, ncalls_error *error)
{
    nc_pattern *pattern = NULL;
    ncalls_status status = NCALLS_OK;

    if (!fits_unit(j, rule))
        return NCALLS_OK;
    if (rule->source)
        status = nc_pattern_compile(&pattern, rule->source, error);
    for (uint32_t i = 1; !status && i <= j->profile->lines.count; i++)
        if (is_found(j, rule, pattern, i))
            status = add(j, rule, i, error);
    nc_pattern_free(pattern);
    return status;
}

const nc_detector nc_rules_lines = {"lines", NCALLS_HAS_LINES, find};
