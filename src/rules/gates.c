/* SPDX-License-Identifier: MIT */
#include "rules/gates.h"

#include <string.h>

#include "base/alloc.h"
#include "base/unit.h"
#include "rules/rules.h"

static bool needs_base(const nc_condition *c)
{
    return c->kind == NC_CONDITION_GROWTH || c->only_new;
}

static ncalls_status take_conditions(ncalls_gates *g, const ncalls_gate_options *options, ncalls_error *error)
{
    ncalls_status status = NCALLS_OK;

    for (size_t i = 0; !status && i < options->condition_count; i++)
        status = nc_condition_parse(&g->conditions, &g->condition_count, &g->condition_room, options->conditions[i],
                                    &g->arena, g->lexicon, error);
    for (size_t i = 0; !status && i < g->condition_count; i++)
        if (!options->with_base && needs_base(&g->conditions[i]))
            status = nc_fail(error, NCALLS_USAGE, "%.100s: there is no base to compare with; that is for ncalls diff",
                             g->conditions[i].text);
    return status;
}

static ncalls_status fill(ncalls_gates *g, const ncalls_rules *rules, const ncalls_gate_options *options,
                          ncalls_error *error)
{
    ncalls_status status = NCALLS_OK;

    g->with_budgets = options->with_budgets;
    g->no_findings = options->no_findings;
    if (!rules) {
        status = ncalls_rules_open(&g->own_rules, NULL, 0, error);
        rules = g->own_rules;
    }
    if (status)
        return status;
    g->lexicon = nc_rules_lexicon(rules);
    g->checked = nc_alloc_zeroed((size_t)g->lexicon->budget_count + 1, sizeof *g->checked);
    return g->checked ? take_conditions(g, options, error) : nc_fail_memory(error);
}

ncalls_status ncalls_gates_new(ncalls_gates **out, const ncalls_rules *rules, const ncalls_gate_options *options,
                               ncalls_error *error)
{
    ncalls_status status;

    *out = nc_alloc_zeroed(1, sizeof **out);
    if (!*out)
        return nc_fail_memory(error);
    status = fill(*out, rules, options, error);
    if (status) {
        ncalls_gates_free(*out);
        *out = NULL;
    }
    return status;
}

void ncalls_gates_free(ncalls_gates *g)
{
    if (!g)
        return;
    nc_alloc_free(g->conditions);
    nc_alloc_free(g->rows);
    nc_alloc_free(g->checked);
    nc_alloc_free(g->expired);
    nc_arena_reset(&g->arena);
    ncalls_rules_free(g->own_rules);
    nc_alloc_free(g);
}

size_t ncalls_gates_count(const ncalls_gates *g)
{
    return g->condition_count + (g->with_budgets ? g->lexicon->budget_count : 0) + g->no_findings;
}

/* ---- rows ------------------------------------------------------------------------- */

static const char *keep_escaped(ncalls_gates *g, const char *text, size_t size)
{
    const char *copy;
    nc_text escaped;

    nc_text_init(&escaped);
    nc_text_add_escaped(&escaped, text, size);
    copy = nc_text_failed(&escaped) ? NULL : nc_arena_add_text(&g->arena, escaped.bytes, escaped.size);
    nc_text_reset(&escaped);
    return copy;
}

nc_gates_row *nc_gates_add(nc_gates_case *c, const char *kind, const char *name)
{
    ncalls_gates *g = c->gates;
    const char *shown = keep_escaped(g, name, strlen(name));

    if (!shown || !nc_alloc_grow(&g->rows, &g->row_room, g->row_count + 1, sizeof *g->rows))
        return NULL;
    g->rows[g->row_count] = (nc_gates_row){
        .shown = {
            .name = shown,
            .kind = kind,
            .origin = "",
            .profile = c->profile,
            .outcome = NCALLS_GATE_FAILED,
            .function = "",
            .file = "",
            .measured = NCALLS_ABSENT,
            .per = 1,
            .base = NCALLS_ABSENT,
            .limit = "",
        },
    };
    nc_text_clear(&c->value);
    nc_text_clear(&c->was);
    nc_text_clear(&c->message);
    nc_text_clear(&c->details);
    return &g->rows[g->row_count++];
}

static bool keep(nc_gates_case *c, const nc_text *text, const char **out)
{
    *out = nc_text_failed(text) ? NULL : nc_arena_add_text(&c->gates->arena, text->bytes, text->size);
    return *out;
}

ncalls_status nc_gates_end(nc_gates_case *c, nc_gates_row *row)
{
    bool fine = keep(c, &c->value, &row->shown.value) && keep(c, &c->was, &row->shown.was) &&
                keep(c, &c->message, &row->shown.message) && keep(c, &c->details, &row->shown.details);

    return fine ? NCALLS_OK : nc_fail_memory(c->error);
}

ncalls_status nc_gates_place(nc_gates_case *c, const nc_naming *naming, nc_gates_row *row, nc_func f)
{
    const ncalls_profile *p = naming->profile;
    nc_naming_parts parts = nc_naming_of(naming, f);
    nc_str name = p->functions.name[f.at], path = nc_profile_path(p, f);
    size_t taken = nc_naming_prefix(naming->prefix, nc_profile_text(p, path), nc_profile_size(p, path));
    bool in_file = parts.form == NC_NAMING_PLACE || parts.form == NC_NAMING_FILE;

    row->shown.function = keep_escaped(c->gates, nc_profile_text(p, name), nc_profile_size(p, name));
    row->shown.file = in_file ? keep_escaped(c->gates, nc_profile_text(p, path) + taken,
                                             nc_profile_size(p, path) - taken)
                              : "";
    row->shown.line = p->functions.line[f.at];
    return row->shown.function && row->shown.file ? NCALLS_OK : nc_fail_memory(c->error);
}

bool ncalls_gates_at(const ncalls_gates *g, size_t index, ncalls_gate *out)
{
    const nc_gates_row *row;

    if (index >= g->row_count)
        return false;
    row = &g->rows[index];
    *out = row->shown;
    if (row->is_absent && !g->checked[row->budget])
        out->outcome = NCALLS_GATE_UNCHECKED;
    return true;
}

ncalls_gate_outcome ncalls_gates_outcome(const ncalls_gates *g)
{
    ncalls_gate_outcome worst = NCALLS_GATE_SKIPPED;
    ncalls_gate gate;

    for (size_t i = 0; ncalls_gates_at(g, i, &gate); i++)
        if (gate.outcome != NCALLS_GATE_SKIPPED && (worst == NCALLS_GATE_SKIPPED || gate.outcome > worst))
            worst = gate.outcome;
    return worst;
}

/* ---- words ------------------------------------------------------------------------ */

void nc_gates_add_function(const nc_naming *naming, nc_text *out, nc_func f)
{
    nc_text name;

    nc_text_init(&name);
    nc_naming_add(&name, naming, f);
    nc_text_add_escaped(out, name.bytes, name.size);
    out->failed |= nc_text_failed(&name);
    nc_text_reset(&name);
}

static const char *noun_of(const nc_quantity *q, bool one)
{
    static const char *const many[] = {[NC_MEASURE_queries] = "queries", [NC_MEASURE_requests] = "requests"};
    static const char *const single[] = {[NC_MEASURE_queries] = "query", [NC_MEASURE_requests] = "request"};

    if (nc_budget_kind(q->measure) == NC_MEASURE_FINDINGS)
        return one ? "finding" : "findings";
    if (q->measure == NC_MEASURE_queries || q->measure == NC_MEASURE_requests)
        return one ? single[q->measure] : many[q->measure];
    return one ? "call" : "calls";
}

static void add_count(nc_text *out, const nc_quantity *q, int64_t value, int64_t per)
{
    char text[NC_UNIT_ROOM], all[NC_UNIT_ROOM], calls[NC_UNIT_ROOM];

    nc_unit_format_ratio(text, value, per);
    nc_unit_format_count(all, value);
    nc_unit_format_count(calls, per);
    if (!q->per_call && nc_budget_kind(q->measure) != NC_MEASURE_PER_CALL)
        nc_text_add_format(out, "%s %s", all, noun_of(q, value == 1));
    else if (per == 1)
        nc_text_add_format(out, "%s %s per call", all, noun_of(q, value == 1));
    else
        nc_text_add_format(out, "%s %s per call (%s by %s)", text, noun_of(q, value == per), all, calls);
}

void nc_gates_add_value(const nc_gates_case *c, nc_text *out, const nc_quantity *q, int64_t value, int64_t per)
{
    static const char *const units[] = {"", " samples", "", ""};
    nc_measure_kind kind = nc_budget_kind(q->measure);
    ncalls_unit unit = c->results->profile->unit;
    char text[NC_UNIT_ROOM], part[NC_UNIT_ROOM];

    if (kind == NC_MEASURE_COUNT || kind == NC_MEASURE_PER_CALL || kind == NC_MEASURE_FINDINGS) {
        add_count(out, q, value, per);
        return;
    }
    nc_unit_format_cost(part, value, unit);
    if (kind == NC_MEASURE_SHARE) {
        nc_unit_format_share(text, value, per);
        nc_text_add_format(out, "%s (%s%s)", text, part, units[unit]);
    } else {
        nc_text_add_format(out, "%s%s", part, units[unit]);
    }
}

void nc_gates_add_finding(nc_gates_case *c, const nc_finding *f)
{
    if (c->details.size)
        nc_text_add_char(&c->details, '\n');
    nc_text_add_format(&c->details, "%s %s ", f->rule->id, f->rule->name);
    nc_gates_add_function(&c->of_findings, &c->details, f->function);
    nc_text_add_format(&c->details, ": %s. %s.", f->message, f->fix);
}

/* ---- comparing --------------------------------------------------------------------- */

const char *nc_gates_obstacle(const nc_gates_case *c, const nc_quantity *q, nc_amount amount, nc_measured_state state)
{
    ncalls_unit unit = c->results->profile->unit;
    nc_measure_kind kind = nc_budget_kind(q->measure);

    if (state == NC_MEASURED_NO_CALLS)
        return "this profile does not count calls";
    if (state == NC_MEASURED_NO_CALLERS)
        return "this profile does not know who called";
    if (state == NC_MEASURED_NO_TOTALS)
        return "this profile has no cumulative figures";
    if ((kind != NC_MEASURE_WHOLE && kind != NC_MEASURE_SELF && kind != NC_MEASURE_CUMULATIVE) || !amount.value)
        return NULL; /* nothing is nothing in any unit */
    if (amount.unit == NC_AMOUNT_TIME && unit != NCALLS_UNIT_NANOSECONDS)
        return "this profile does not measure time";
    if (amount.unit == NC_AMOUNT_SIZE && unit != NCALLS_UNIT_BYTES)
        return "this profile does not measure bytes";
    if (amount.unit == NC_AMOUNT_NUMBER && unit == NCALLS_UNIT_NANOSECONDS)
        return "this profile measures time, and the limit has no unit of time";
    if (amount.unit == NC_AMOUNT_NUMBER && unit == NCALLS_UNIT_BYTES)
        return "this profile measures bytes, and the limit has no unit of size";
    return NULL;
}

bool nc_gates_exceeds(int64_t value, int64_t per, nc_amount amount)
{
    __int128 steps = amount.unit == NC_AMOUNT_NUMBER || amount.unit == NC_AMOUNT_PERCENT ? 1000 : 1;

    return value * steps > (__int128)amount.value * per;
}

ncalls_status nc_gates_measure(nc_gates_case *c, const nc_quantity *q, nc_amount amount, nc_gates_row *row,
                               nc_measured *measured)
{
    ncalls_status status = nc_measurer_take(&c->now, q, measured, c->error);
    const char *obstacle = status ? NULL : nc_gates_obstacle(c, q, amount, measured->state);
    char digits[NC_UNIT_ROOM];

    if (status)
        return status;
    if (obstacle) {
        row->shown.outcome = NCALLS_GATE_UNCHECKED;
        nc_text_add_string(&c->message, obstacle);
        return NCALLS_OK;
    }
    if (measured->state != NC_MEASURED_FINE)
        return NCALLS_OK; /* there is no such function: what that means the caller knows */
    row->shown.measured = measured->value;
    row->shown.per = measured->per;
    row->shown.outcome = nc_gates_exceeds(measured->value, measured->per, amount) ? NCALLS_GATE_FAILED
                                                                                    : NCALLS_GATE_PASSED;
    if (measured->estimated)
        nc_text_add_char(&c->value, '~');
    nc_gates_add_value(c, &c->value, q, measured->value, measured->per);
    nc_text_add(&c->message, c->value.bytes, c->value.size);
    if (amount.unit == NC_AMOUNT_TIME && measured->value > amount.value &&
        measured->value - amount.value <= amount.value / 100) { /* rounded it would be the same */
        nc_unit_format_count(digits, measured->value);
        nc_text_add_format(&c->message, " (%s ns)", digits);
    }
    if (!measured->where.at)
        return NCALLS_OK;
    nc_text_add_string(&c->message, q->under && !q->per_call ? " under " : " of ");
    nc_gates_add_function(&c->naming, &c->message, measured->where);
    return nc_gates_place(c, &c->naming, row, measured->where);
}

/* ---- judging one profile -------------------------------------------------------------- */

static ncalls_status judge_findings(nc_gates_case *c)
{
    nc_gates_row *row = nc_gates_add(c, "findings", "no new findings");
    uint32_t count = c->findings->count;

    if (!row)
        return nc_fail_memory(c->error);
    row->shown.measured = count;
    row->shown.outcome = count ? NCALLS_GATE_FAILED : NCALLS_GATE_PASSED;
    nc_text_add_format(&c->value, "%u new", count);
    if (count)
        nc_text_add_format(&c->message, "%u %s not in the baseline", count, count == 1 ? "finding is" : "findings are");
    else
        nc_text_add_string(&c->message, "nothing that the baseline does not have");
    if (c->findings->known)
        nc_text_add_format(&c->message, "; %u known", c->findings->known);
    for (uint32_t i = 0; i < count; i++)
        nc_gates_add_finding(c, &c->findings->items[i]);
    if (count && nc_gates_place(c, &c->of_findings, row, c->findings->items[0].function))
        return NCALLS_MEMORY;
    return nc_gates_end(c, row);
}

static ncalls_status add_expired(ncalls_gates *g, const ncalls_findings *findings, ncalls_error *error)
{
    for (uint32_t i = 0; findings && i < findings->expired_count; i++) {
        bool there = false;

        for (size_t had = 0; had < g->expired_count; had++)
            there |= g->expired[had] == findings->expired[i];
        if (there)
            continue;
        if (!nc_alloc_grow(&g->expired, &g->expired_room, g->expired_count + 1, sizeof *g->expired))
            return nc_fail_memory(error);
        g->expired[g->expired_count++] = findings->expired[i];
    }
    return NCALLS_OK;
}

static ncalls_status judge(nc_gates_case *c)
{
    const ncalls_gates *g = c->gates;
    ncalls_status status = add_expired(c->gates, c->findings, c->error);

    for (size_t i = 0; !status && i < g->condition_count; i++)
        status = g->conditions[i].kind == NC_CONDITION_GROWTH ? nc_gates_growth(c, &g->conditions[i])
                                                              : nc_gates_condition(c, &g->conditions[i]);
    if (!status && g->with_budgets)
        status = nc_gates_budgets(c);
    if (!status && g->no_findings && c->findings)
        status = judge_findings(c);
    return status;
}

ncalls_status ncalls_gates_judge(ncalls_gates *gates, const char *name, const ncalls_results *results,
                                 const ncalls_findings *findings, const ncalls_findings *base_findings,
                                 ncalls_error *error)
{
    nc_gates_case c = {.gates = gates, .path = name, .results = results, .findings = findings,
                       .base_findings = base_findings, .error = error};
    ncalls_results whole = *results;
    ncalls_status status;

    whole.profile = results->whole;
    nc_naming_init(&c.naming, results);
    nc_naming_init(&c.of_findings, &whole);
    nc_measurer_init(&c.now, results->profile, gates->lexicon);
    nc_measurer_init(&c.base, results->base, gates->lexicon);
    nc_text_init(&c.value);
    nc_text_init(&c.was);
    nc_text_init(&c.message);
    nc_text_init(&c.details);
    c.profile = keep_escaped(gates, name, strlen(name));
    status = c.profile ? judge(&c) : nc_fail_memory(error);
    nc_measurer_reset(&c.now);
    nc_measurer_reset(&c.base);
    nc_text_reset(&c.value);
    nc_text_reset(&c.was);
    nc_text_reset(&c.message);
    nc_text_reset(&c.details);
    return status;
}
