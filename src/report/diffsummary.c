/* SPDX-License-Identifier: MIT */
/* The first sentence of a diff. */
#include <string.h>

#include "base/unit.h"
#include "report/diffing.h"

enum { MATTERS = 30 /* per cent of the change that a finding must explain to be its cause */ };

typedef struct words {
    nc_text *out;
    const nc_diff *diff;
    ncalls_unit unit;
} words;

const nc_finding *nc_diffing_find(const ncalls_findings *findings, const char *fingerprint)
{
    for (uint32_t i = 0; findings && i < findings->count; i++)
        if (strcmp(findings->items[i].fingerprint, fingerprint) == 0)
            return &findings->items[i];
    return NULL;
}

static void say_name(const words *w, uint32_t row)
{
    const nc_pairing_row *r = &w->diff->pairing.rows[row];
    const ncalls_profile *p = w->diff->profile[r->now.at ? NC_DIFF_NOW : NC_DIFF_BASE];
    nc_str name = p->functions.name[r->now.at ? r->now.at : r->base.at];
    const char *text = nc_profile_text(p, name);
    size_t size = nc_profile_size(p, name);
    bool braced = size > 2 && text[0] == '<' && text[size - 1] == '>' && memchr(text, ' ', size);

    if (braced)
        nc_text_add_char(w->out, '{');
    nc_text_add(w->out, text + braced, size - 2 * (size_t)braced);
    if (braced)
        nc_text_add_char(w->out, '}');
}

static void say_cost(const words *w, int64_t cost)
{
    char text[NC_UNIT_ROOM];

    if (w->diff->scaled)
        nc_unit_format_share(text, cost, w->diff->cost[NC_DIFF_NOW]);
    else
        nc_unit_format_cost(text, cost, w->unit);
    nc_text_add_string(w->out, text);
}

/* "1.91 s, was 50.0 ms" */
static void say_costs(const words *w, int64_t was, int64_t is)
{
    say_cost(w, is);
    nc_text_add_string(w->out, ", was ");
    say_cost(w, was);
}

static void say_times(const words *w, int64_t count)
{
    char text[NC_UNIT_ROOM];

    nc_unit_format_count(text, count);
    nc_text_add_format(w->out, "%s %s", text, count == 1 ? "time" : "times");
}

static bool is_double(int64_t a, int64_t b)
{
    return (a >= b ? a : b) / 2 >= (a >= b ? b : a);
}

/* "after is 12.8x faster"; what differs by less than a quarter is about the same. */
static bool say_direction(const words *w)
{
    static const char *const more[] = {"slower", "samples", "more memory", "more"};
    static const char *const less[] = {"faster", "samples", "less memory", "less"};
    int64_t was = w->diff->cost[NC_DIFF_BASE], is = w->diff->cost[NC_DIFF_NOW];
    int64_t great = was > is ? was : is, small = was > is ? is : was;
    char ratio[NC_UNIT_ROOM];

    if (w->diff->scaled || w->unit == NCALLS_UNIT_SAMPLES) {
        nc_text_add_string(w->out, "by shares of the samples");
        return true;
    }
    if (small <= 0 || great - small < small / 4) {
        nc_text_add_string(w->out, "after costs about the same (");
        say_costs(w, was, is);
        nc_text_add_char(w->out, ')');
        return false;
    }
    nc_unit_format_ratio(ratio, great, small);
    nc_text_add_format(w->out, w->unit == NCALLS_UNIT_NANOSECONDS ? "after is %sx %s" : "after takes %sx %s", ratio,
                       is > was ? more[w->unit] : less[w->unit]);
    return true;
}

/* The graver list against the other: what came with more cost, what went with less. */
static const nc_finding *find_cause(const words *w, int direction, const ncalls_findings *had,
                                    const ncalls_findings *lacks)
{
    int64_t change = nc_diff_change(w->diff->cost[NC_DIFF_BASE], w->diff->cost[NC_DIFF_NOW]) * direction;

    for (uint32_t i = 0; had && lacks && i < had->count; i++) {
        const nc_finding *f = &had->items[i];
        const char *name = nc_profile_text(had->profile, had->profile->functions.name[f->function.at]);
        size_t size = strlen(name);

        if (f->saving != NCALLS_ABSENT && f->saving / MATTERS >= change / 100 && change > 0 &&
            !nc_diffing_find(lacks, f->fingerprint) && strncmp(f->message, name, size) == 0 && f->message[size] == ' ')
            return f;
    }
    return NULL;
}

/* "list_books no longer runs 848 Django queries": the message up to its first aside. */
static void say_finding(const words *w, const nc_finding *f, int direction)
{
    const char *rest = strchr(f->message, ' ');
    size_t size = strcspn(rest, "(:;");
    const char *comma = strstr(rest, ", ");

    if (comma && (size_t)(comma - rest) < size)
        size = (size_t)(comma - rest);
    while (size && rest[size - 1] == ' ')
        size--;
    nc_text_add_string(w->out, ": ");
    nc_text_add(w->out, f->message, (size_t)(rest - f->message));
    nc_text_add_string(w->out, direction > 0 ? " now" : " no longer");
    nc_text_add(w->out, rest, size);
}

static void say_calls(const words *w, const nc_diff_root *root)
{
    const nc_diff_edge *e = &root->edge;
    bool gone = !e->calls[NC_DIFF_NOW];

    nc_text_add_string(w->out, ": ");
    if (root->mine && root->mine != e->caller) {
        nc_text_add_string(w->out, "below ");
        say_name(w, root->mine);
        nc_text_add_string(w->out, ", ");
    }
    say_name(w, e->caller);
    nc_text_add_string(w->out, gone ? " no longer calls " : " now calls ");
    say_name(w, e->callee);
    nc_text_add_char(w->out, gone ? ',' : ' ');
    if (!gone)
        say_times(w, e->calls[NC_DIFF_NOW]);
    nc_text_add_string(w->out, gone ? " was " : ", was ");
    say_times(w, e->calls[NC_DIFF_BASE]);
}

static void say_row(const words *w, const nc_diff_root *root)
{
    const nc_diff_figures *at = w->diff->rows[root->row].at;
    bool self = root->cause == NC_DIFF_SELF;

    nc_pairing_how how = w->diff->pairing.rows[root->row].how;

    nc_text_add_string(w->out, ": ");
    say_name(w, root->row);
    if (how >= NC_PAIRING_ADDED) {
        nc_text_add_string(w->out, how == NC_PAIRING_ADDED ? " is new and takes " : " is gone and took ");
        say_cost(w, at[how == NC_PAIRING_ADDED ? NC_DIFF_NOW : NC_DIFF_BASE].total);
        return;
    }
    nc_text_add_string(w->out, self ? " itself takes " : " takes ");
    say_costs(w, self ? at[NC_DIFF_BASE].self : at[NC_DIFF_BASE].total,
              self ? at[NC_DIFF_NOW].self : at[NC_DIFF_NOW].total);
    if (at[NC_DIFF_BASE].calls == at[NC_DIFF_NOW].calls && at[NC_DIFF_NOW].calls > 0)
        nc_text_add_string(w->out, ", in as many calls");
}

static bool is_unchanged(const nc_diff *d)
{
    for (uint32_t row = 1; row <= d->pairing.count; row++)
        if (d->rows[row].at[0].calls != d->rows[row].at[1].calls || d->pairing.rows[row].how >= NC_PAIRING_ADDED)
            return false;
    return d->calls[NC_DIFF_BASE] != NCALLS_ABSENT;
}

static void say_unchanged(const words *w)
{
    const nc_diff *d = w->diff;
    bool same = d->cost[NC_DIFF_BASE] == d->cost[NC_DIFF_NOW];

    nc_text_add_string(w->out, "no number of calls changed");
    if (!same) {
        nc_text_add_string(w->out, "; it took ");
        say_costs(w, d->cost[NC_DIFF_BASE], d->cost[NC_DIFF_NOW]);
        nc_text_add_string(w->out, ", as two runs differ without a change");
    }
}

ncalls_status nc_diffing_summarize(nc_text *out, const nc_diff *diff, const ncalls_write_options *options,
                                   ncalls_error *error)
{
    words w = {out, diff, diff->profile[NC_DIFF_NOW]->unit};
    const nc_finding *finding;
    nc_diff_root root;

    if (is_unchanged(diff) && !is_double(diff->cost[NC_DIFF_BASE], diff->cost[NC_DIFF_NOW])) {
        say_unchanged(&w);
        return NCALLS_OK;
    }
    if (nc_diff_find_root(&root, diff, error))
        return error ? error->status : NCALLS_MEMORY;
    if (!say_direction(&w))
        return NCALLS_OK;
    finding = root.direction > 0 ? find_cause(&w, 1, options->findings, options->base_findings)
                                 : find_cause(&w, -1, options->base_findings, options->findings);
    if (finding)
        say_finding(&w, finding, root.direction);
    else if (root.cause == NC_DIFF_CALLS)
        say_calls(&w, &root);
    else if (root.cause != NC_DIFF_NOTHING)
        say_row(&w, &root);
    return NCALLS_OK;
}
