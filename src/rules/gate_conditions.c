/* SPDX-License-Identifier: MIT */
/* Conditions of --fail-on that one profile can answer: findings and levels. */
#include <string.h>

#include "base/unit.h"
#include "rules/gates.h"

static bool is_in(const ncalls_findings *findings, const char *fingerprint)
{
    for (uint32_t i = 0; findings && i < findings->count; i++)
        if (strcmp(findings->items[i].fingerprint, fingerprint) == 0)
            return true;
    return false;
}

static bool is_meant(const nc_gates_case *c, const nc_condition *condition, const nc_finding *f)
{
    return f->severity >= condition->severity &&
           (!condition->rule || strncmp(f->rule->id, condition->rule, strlen(condition->rule)) == 0 ||
            strcmp(f->rule->name, condition->rule) == 0) &&
           !(condition->only_new && is_in(c->base_findings, f->fingerprint));
}

static ncalls_status judge_findings(nc_gates_case *c, const nc_condition *condition, nc_gates_row *row)
{
    int64_t count = 0, most = condition->kind == NC_CONDITION_LEVEL ? condition->amount.value / 1000 : 0;
    char text[NC_UNIT_ROOM];

    if (!c->findings) {
        row->shown.outcome = NCALLS_GATE_UNCHECKED;
        nc_text_add_string(&c->message, "no findings were looked for");
        return nc_gates_end(c, row);
    }
    for (uint32_t i = 0; i < c->findings->count; i++) {
        const nc_finding *f = &c->findings->items[i];

        if (!is_meant(c, condition, f))
            continue;
        nc_gates_add_finding(c, f);
        if (!count++ && nc_gates_place(c, &c->of_findings, row, f->function))
            return NCALLS_MEMORY;
    }
    row->shown.measured = count;
    row->shown.outcome = count > most ? NCALLS_GATE_FAILED : NCALLS_GATE_PASSED;
    nc_unit_format_count(text, count);
    nc_text_add_format(&c->value, "%s %s%s", count ? text : "no", condition->only_new ? "new " : "",
                       count == 1 ? "finding" : "findings");
    nc_text_add(&c->message, c->value.bytes, c->value.size);
    return nc_gates_end(c, row);
}

static ncalls_status judge_level(nc_gates_case *c, const nc_condition *condition, nc_gates_row *row)
{
    nc_measured measured;
    ncalls_status status = nc_gates_measure(c, &condition->quantity, condition->amount, row, &measured);
    const char *amount = strrchr(condition->text, ':') + 1;

    if (status)
        return status;
    row->shown.limit = amount;
    if (measured.state == NC_MEASURED_NO_FUNCTION || measured.state == NC_MEASURED_NO_UNDER) {
        row->shown.outcome = NCALLS_GATE_UNCHECKED;
        nc_text_add_string(&c->message, "no function in the profile is called so");
    } else if (row->shown.outcome != NCALLS_GATE_UNCHECKED) {
        nc_text_add_format(&c->message, "; at most %s", amount);
    }
    return nc_gates_end(c, row);
}

ncalls_status nc_gates_condition(nc_gates_case *c, const nc_condition *condition)
{
    nc_gates_row *row = nc_gates_add(c, "condition", condition->text);

    if (!row)
        return nc_fail_memory(c->error);
    return condition->quantity.measure == NC_MEASURE_findings ? judge_findings(c, condition, row)
                                                              : judge_level(c, condition, row);
}
