/* SPDX-License-Identifier: MIT */
/* Budgets of a project against one profile. */
#include <string.h>

#include "base/glob.h"
#include "rules/gates.h"

static bool is_for(const nc_budget *b, const char *path)
{
    return !b->profile || nc_glob_ends_path(b->profile, strlen(b->profile), path, strlen(path));
}

static ncalls_status skip(nc_gates_case *c, nc_gates_row *row, const char *why)
{
    row->shown.outcome = NCALLS_GATE_SKIPPED;
    nc_text_add_string(&c->message, why);
    return nc_gates_end(c, row);
}

/* Why the rule was not looked for, NULL if it was. */
static const char *obstacle_of_rule(const nc_gates_case *c, const nc_rule *rule)
{
    for (uint32_t i = 0; i < c->findings->judged_count; i++)
        if (c->findings->judged[i] == rule)
            return NULL;
    for (uint32_t i = 0; i < c->findings->skipped_count; i++)
        if (strcmp(c->findings->skipped[i], rule->name) == 0)
            return "the profile does not know what the rule needs";
    return rule->is_off ? "the rule is off" : "the rule was not looked for";
}

/* Those that the baseline holds count as well: this is about how many there are. */
static ncalls_status judge_findings(nc_gates_case *c, const nc_budget *b, nc_gates_row *row)
{
    const nc_rule *rule = b->rule ? nc_lexicon_find_rule(c->gates->lexicon, b->rule) : NULL;
    const char *obstacle = !c->findings ? "no findings were looked for" : rule ? obstacle_of_rule(c, rule) : NULL;
    uint32_t all = obstacle ? 0 : c->findings->count + c->findings->known;
    int64_t count = 0;

    if (obstacle) {
        row->shown.outcome = NCALLS_GATE_UNCHECKED;
        nc_text_add_string(&c->message, obstacle);
        return nc_gates_end(c, row);
    }
    for (uint32_t i = 0; i < all; i++) {
        const nc_finding *f = &c->findings->items[i];

        if ((rule && f->rule != rule) || f->severity < b->severity)
            continue;
        nc_gates_add_finding(c, f);
        if (!count++ && nc_gates_place(c, &c->of_findings, row, f->function))
            return NCALLS_MEMORY;
    }
    row->shown.measured = count;
    row->shown.outcome = nc_gates_exceeds(count, 1, b->limit) ? NCALLS_GATE_FAILED : NCALLS_GATE_PASSED;
    nc_gates_add_value(c, &c->value, &b->quantity, count, 1);
    nc_text_add_format(&c->message, "%s; at most %s", c->value.bytes, b->limit_text);
    return nc_gates_end(c, row);
}

/* Where there is no such function it is not called either. But a limit above 0 is
 * for something that is there: a name that was mistyped would be right for ever. */
static ncalls_status judge_absent(nc_gates_case *c, const nc_budget *b, nc_gates_row *row, nc_measured_state state)
{
    bool forbids = !b->limit.value && state == NC_MEASURED_NO_FUNCTION;

    row->shown.outcome = forbids ? NCALLS_GATE_PASSED : NCALLS_GATE_SKIPPED;
    row->is_absent = !forbids;
    if (forbids)
        row->shown.measured = 0;
    if (forbids)
        nc_text_add_string(&c->value, "no calls");
    nc_text_add_string(&c->message, state == NC_MEASURED_NO_UNDER ? "nothing fits the function that it is under"
                                                                  : "no function in the profile is called so");
    return nc_gates_end(c, row);
}

static ncalls_status judge(nc_gates_case *c, uint32_t index)
{
    const nc_budget *b = &c->gates->lexicon->budgets[index];
    nc_gates_row *row = nc_gates_add(c, "budget", b->name);
    nc_measured measured;
    ncalls_status status;

    if (!row)
        return nc_fail_memory(c->error);
    row->budget = index + 1;
    row->shown.origin = b->origin;
    row->shown.origin_line = b->line;
    row->shown.limit = b->limit_text;
    if (!is_for(b, c->path))
        return skip(c, row, "it is for other profiles");
    if (nc_budget_kind(b->quantity.measure) == NC_MEASURE_FINDINGS)
        return judge_findings(c, b, row);
    status = nc_gates_measure(c, &b->quantity, b->limit, row, &measured);
    if (status)
        return status;
    if (measured.state == NC_MEASURED_NO_FUNCTION || measured.state == NC_MEASURED_NO_UNDER)
        return judge_absent(c, b, row, measured.state);
    if (row->shown.outcome != NCALLS_GATE_UNCHECKED) {
        c->gates->checked[index + 1] = true;
        nc_text_add_format(&c->message, "; at most %s", b->limit_text);
    }
    return nc_gates_end(c, row);
}

ncalls_status nc_gates_budgets(nc_gates_case *c)
{
    ncalls_status status = NCALLS_OK;

    for (uint32_t i = 0; !status && i < c->gates->lexicon->budget_count; i++)
        status = judge(c, i);
    return status;
}
