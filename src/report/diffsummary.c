/* SPDX-License-Identifier: MIT */
/* The first sentence of a diff. */
#include <string.h>

#include "analyze/ranksum.h"
#include "base/number.h"
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

/* A module is called as its file is. */
static void add_module(const words *w, const ncalls_profile *p, nc_func function)
{
    nc_str id = nc_profile_path(p, function);
    const char *path = nc_profile_text(p, id);
    size_t size = nc_profile_size(p, id), begin = size;

    while (begin && path[begin - 1] != '/' && path[begin - 1] != '\\')
        begin--;
    nc_text_add(w->out, path + begin, size - begin);
}

static void say_name(const words *w, uint32_t row)
{
    const nc_pairing_row *r = &w->diff->pairing.rows[row];
    const ncalls_profile *p = w->diff->profile[r->now.at ? NC_DIFF_NOW : NC_DIFF_BASE];
    nc_func function = r->now.at ? r->now : r->base;
    nc_str name = p->functions.name[function.at];
    const char *text = nc_profile_text(p, name);
    size_t size = nc_profile_size(p, name);
    bool braced = size > 2 && text[0] == '<' && text[size - 1] == '>' && memchr(text, ' ', size);

    if ((strcmp(text, "<module>") == 0 || strcmp(text, "<file>") == 0) &&
        nc_profile_size(p, nc_profile_path(p, function))) {
        add_module(w, p, function);
        return;
    }
    if (braced)
        nc_text_add_char(w->out, '{');
    nc_text_add(w->out, text + braced, size - 2 * (size_t)braced);
    if (braced)
        nc_text_add_char(w->out, '}');
}

static void say_cost(const words *w, int64_t cost)
{
    char text[NC_UNIT_ROOM];

    if (w->diff->sampled)
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

static bool is_double(const nc_diff *d)
{
    return nc_diff_is_double(d->cost[NC_DIFF_BASE], d->cost[NC_DIFF_NOW]);
}

/* "p=0.008", between two texts */
static void say_p(const words *w, const char *before, const char *after)
{
    double p = nc_diff_p(w->diff, 0, NC_DIFF_OF_SELF);
    char text[400];

    if (!nc_diff_can_test(w->diff))
        return;
    nc_number_format_fixed(text, sizeof text, p, 3);
    nc_text_add_string(w->out, before);
    nc_text_add_format(w->out, p < 0.001 ? "p<0.001" : "p=%s", text);
    nc_text_add_string(w->out, after);
}

/* "after is 12.8x faster" */
static void say_direction(const words *w)
{
    static const char *const more[] = {"slower", "samples", "more memory", "more"};
    static const char *const less[] = {"faster", "samples", "less memory", "less"};
    int64_t was = w->diff->cost[NC_DIFF_BASE], is = w->diff->cost[NC_DIFF_NOW];
    const char *word = is > was ? more[w->unit] : less[w->unit];
    char ratio[NC_UNIT_ROOM];

    nc_text_add_string(w->out, w->unit == NCALLS_UNIT_NANOSECONDS ? "after is " : "after takes ");
    if (was > 0 && is > 0) {
        nc_unit_format_ratio(ratio, was > is ? was : is, was > is ? is : was);
        nc_text_add_format(w->out, "%sx ", ratio);
    }
    nc_text_add_string(w->out, word);
    say_p(w, " (", ")");
    if (w->diff->samples && !nc_diff_can_test(w->diff))
        nc_text_add_string(w->out, ", as far as so few runs tell");
}

/* The graver list against the other: what came with more cost, what went with less. */
static const nc_finding *find_cause(const ncalls_findings *had, const ncalls_findings *lacks, int64_t least)
{
    for (uint32_t i = 0; had && lacks && i < had->count; i++) {
        const nc_finding *f = &had->items[i];
        const char *name = nc_profile_text(had->profile, had->profile->functions.name[f->function.at]);
        size_t size = strlen(name);

        if (f->saving != NCALLS_ABSENT && f->saving >= least && !nc_diffing_find(lacks, f->fingerprint) &&
            strncmp(f->message, name, size) == 0 && f->message[size] == ' ')
            return f;
    }
    return NULL;
}

/* The message from its verb to its first colon or comma, without asides in parentheses. */
static void add_verdict(nc_text *out, const char *rest)
{
    while (*rest && *rest != ':' && *rest != ';' && !(rest[0] == ',' && rest[1] == ' ')) {
        const char *end = rest[0] == ' ' && rest[1] == '(' ? strchr(rest, ')') : NULL;

        if (end)
            rest = end + 1;
        else
            nc_text_add_char(out, *rest++);
    }
}

/* How often the other side calls what the finding counts, NCALLS_ABSENT if that
 * is not known, or the sentence does not speak of it. */
static int64_t calls_otherwise(const words *w, const ncalls_findings *findings, const nc_finding *f, unsigned side,
                               const char *verdict)
{
    const nc_diff *d = w->diff;
    uint32_t function = f->path[f->path_count - 1].function, row;
    char count[NC_UNIT_ROOM + 2] = " ";

    if (f->calls == NCALLS_ABSENT || findings->profile != d->profile[side] || d->calls[0] == NCALLS_ABSENT)
        return NCALLS_ABSENT;
    nc_unit_format_count(count + 1, f->calls);
    row = (side == NC_DIFF_BASE ? d->pairing.of_base : d->pairing.of_now)[function];
    if (!strstr(verdict, count) || d->rows[row].at[side].calls != f->calls)
        return NCALLS_ABSENT;
    return d->rows[row].at[!side].calls;
}

/* "list_books now runs 848 Django queries, was 1", "... no longer runs 848 Django queries, but 1" */
static void say_finding(const words *w, const ncalls_findings *findings, const nc_finding *f, int direction)
{
    const char *rest = strchr(f->message, ' ');
    char text[NC_UNIT_ROOM];
    int64_t other;
    nc_text verdict;

    nc_text_init(&verdict);
    add_verdict(&verdict, rest);
    nc_text_add(w->out, f->message, (size_t)(rest - f->message));
    nc_text_add_string(w->out, direction > 0 ? " now" : " no longer");
    nc_text_add(w->out, verdict.bytes, verdict.size);
    other = calls_otherwise(w, findings, f, direction > 0 ? NC_DIFF_NOW : NC_DIFF_BASE, verdict.bytes);
    if (other != NCALLS_ABSENT && (other || direction > 0) && other != f->calls) {
        nc_unit_format_count(text, other);
        nc_text_add_format(w->out, direction > 0 ? ", was %s" : ", but %s", text);
    }
    w->out->failed |= nc_text_failed(&verdict);
    nc_text_reset(&verdict);
}

/* "below list_books, " */
static void say_mine(const words *w, const nc_diff_root *root, uint32_t row)
{
    if (!root->mine || root->mine == row)
        return;
    nc_text_add_string(w->out, "below ");
    say_name(w, root->mine);
    nc_text_add_string(w->out, ", ");
}

static void say_calls(const words *w, const nc_diff_root *root)
{
    const nc_diff_edge *e = &root->edge;
    bool gone = !e->calls[NC_DIFF_NOW];

    say_mine(w, root, e->caller);
    say_name(w, e->caller);
    nc_text_add_string(w->out, gone ? " no longer calls " : " now calls ");
    say_name(w, e->callee);
    nc_text_add_char(w->out, gone ? ',' : ' ');
    if (!gone)
        say_times(w, e->calls[NC_DIFF_NOW]);
    nc_text_add_string(w->out, gone ? " was " : ", was ");
    if (e->calls[NC_DIFF_BASE])
        say_times(w, e->calls[NC_DIFF_BASE]);
    else
        nc_text_add_char(w->out, '0');
}

/* "takes 232 ms in 150,049 calls, was 80.7 µs in 47" */
static void say_costs_of_calls(const words *w, const nc_diff_figures *at, bool self)
{
    int64_t was = self ? at[NC_DIFF_BASE].self : at[NC_DIFF_BASE].total;
    int64_t is = self ? at[NC_DIFF_NOW].self : at[NC_DIFF_NOW].total;
    char count[NC_UNIT_ROOM];

    if (w->diff->calls[NC_DIFF_BASE] == NCALLS_ABSENT || at[NC_DIFF_BASE].calls == at[NC_DIFF_NOW].calls) {
        say_costs(w, was, is);
        nc_text_add_string(w->out, w->diff->calls[NC_DIFF_BASE] == NCALLS_ABSENT ? "" : ", in as many calls");
        return;
    }
    say_cost(w, is);
    nc_unit_format_count(count, at[NC_DIFF_NOW].calls);
    nc_text_add_format(w->out, " in %s call%s, was ", count, at[NC_DIFF_NOW].calls == 1 ? "" : "s");
    say_cost(w, was);
    nc_unit_format_count(count, at[NC_DIFF_BASE].calls);
    nc_text_add_format(w->out, " in %s", count);
}

static void say_row(const words *w, const nc_diff_root *root)
{
    const nc_diff_figures *at = w->diff->rows[root->row].at;
    nc_pairing_how how = w->diff->pairing.rows[root->row].how;
    bool self = root->cause == NC_DIFF_SELF;

    say_mine(w, root, root->row);
    say_name(w, root->row);
    if (how >= NC_PAIRING_ADDED) {
        nc_text_add_string(w->out, how == NC_PAIRING_ADDED ? " is new and takes " : " is gone and took ");
        say_cost(w, at[how == NC_PAIRING_ADDED ? NC_DIFF_NOW : NC_DIFF_BASE].total);
        return;
    }
    nc_text_add_string(w->out, self ? " itself takes " : " takes ");
    say_costs_of_calls(w, at, self);
}

/* "after spends 64.4% of its samples in parse, was 0.4%" */
static void say_share(const words *w, const nc_diff_root *root)
{
    const nc_diff_figures *at = w->diff->rows[root->row].at;
    nc_pairing_how how = w->diff->pairing.rows[root->row].how;
    bool self = root->cause == NC_DIFF_SELF;
    int64_t was = self ? at[0].self : at[0].total, is = self ? at[1].self : at[1].total;

    nc_text_add_string(w->out, how == NC_PAIRING_GONE ? "after no longer spends "
                               : is < was             ? "after spends only "
                                                      : "after spends ");
    say_cost(w, how == NC_PAIRING_GONE ? was : is);
    nc_text_add_format(w->out, " of its %s in ", w->unit == NCALLS_UNIT_SAMPLES ? "samples" : "time");
    say_name(w, root->row);
    if (how == NC_PAIRING_GONE) {
        nc_text_add_string(w->out, ", which is gone");
    } else if (how == NC_PAIRING_ADDED) {
        nc_text_add_string(w->out, ", which is new");
    } else {
        nc_text_add_string(w->out, self ? " itself, was " : " and what it calls, was ");
        say_cost(w, was);
    }
}

static void say_unchanged(const words *w)
{
    const nc_diff *d = w->diff;
    bool counted = d->calls[NC_DIFF_BASE] != NCALLS_ABSENT;

    if (d->sampled) {
        nc_text_add_string(w->out, "no share of the samples changed by more than chance");
        return;
    }
    nc_text_add_string(w->out, counted ? "no number of calls changed" : "nothing changed by more than runs differ");
    if (d->cost[NC_DIFF_BASE] != d->cost[NC_DIFF_NOW]) {
        nc_text_add_string(w->out, "; it took ");
        say_costs(w, d->cost[NC_DIFF_BASE], d->cost[NC_DIFF_NOW]);
        nc_text_add_string(w->out, ", as runs differ without a change");
        say_p(w, " (", ")");
    }
}

/* ", though parse is called 16,000 times, was 10,000": the user's own function of
 * whose calls most came or went. */
static void say_most_calls(const words *w)
{
    const nc_diff *d = w->diff;
    uint32_t best = 0;
    int64_t most = 0;
    char count[NC_UNIT_ROOM];

    for (uint32_t row = 1; row <= d->pairing.count && d->calls[NC_DIFF_BASE] != NCALLS_ABSENT; row++) {
        int64_t change = nc_diff_change(d->rows[row].at[0].calls, d->rows[row].at[1].calls);

        change = change < 0 ? -change : change;
        if (change > most && !d->rows[row].varies && nc_diff_is_mine(d, row)) {
            best = row;
            most = change;
        }
    }
    if (!best)
        return;
    nc_text_add_string(w->out, ", though ");
    say_name(w, best);
    nc_text_add_string(w->out, " is called ");
    say_times(w, d->rows[best].at[NC_DIFF_NOW].calls);
    nc_unit_format_count(count, d->rows[best].at[NC_DIFF_BASE].calls);
    nc_text_add_format(w->out, ", was %s", count);
}

/* The whole costs the same, but something may be done in another way. */
static void say_level(const words *w, const ncalls_write_options *options)
{
    const nc_finding *new_ = find_cause(options->findings, options->base_findings, 1);
    const nc_finding *fixed = find_cause(options->base_findings, options->findings, 1);

    nc_text_add_string(w->out, nc_diff_can_test(w->diff) && nc_diff_p(w->diff, 0, NC_DIFF_OF_SELF) >= NC_RANKSUM_ALPHA
                                   ? "the runs cannot show that the cost changed ("
                                   : "after costs about the same (");
    say_costs(w, w->diff->cost[NC_DIFF_BASE], w->diff->cost[NC_DIFF_NOW]);
    say_p(w, "; ", "");
    nc_text_add_char(w->out, ')');
    if (!new_ && !fixed) {
        say_most_calls(w);
        return;
    }
    nc_text_add_string(w->out, ", though ");
    if (new_ && (!fixed || new_->saving > fixed->saving))
        say_finding(w, options->findings, new_, 1);
    else
        say_finding(w, options->base_findings, fixed, -1);
}

static void say_cause(const words *w, const nc_diff_root *root, const ncalls_write_options *options)
{
    int64_t change = nc_diff_change(w->diff->cost[NC_DIFF_BASE], w->diff->cost[NC_DIFF_NOW]) * root->direction;
    int64_t least = change / 100 * MATTERS + 1;
    bool worse = root->direction > 0;
    const ncalls_findings *had = worse ? options->findings : options->base_findings;
    const nc_finding *finding = find_cause(had, worse ? options->base_findings : options->findings, least);

    if (!finding && root->cause != NC_DIFF_CALLS && !nc_diff_can_test(w->diff) &&
        !is_double(w->diff) && w->diff->calls[NC_DIFF_BASE] != NCALLS_ABSENT)
        nc_text_add_string(w->out, ", which two runs may differ by");
    if (finding || root->cause != NC_DIFF_NOTHING)
        nc_text_add_string(w->out, ": ");
    if (finding)
        say_finding(w, had, finding, root->direction);
    else if (root->cause == NC_DIFF_CALLS)
        say_calls(w, root);
    else if (root->cause != NC_DIFF_NOTHING)
        say_row(w, root);
}

ncalls_status nc_diffing_summarize(nc_text *out, const nc_diff *diff, const ncalls_write_options *options,
                                   ncalls_error *error)
{
    words w = {out, diff, diff->profile[NC_DIFF_NOW]->unit};
    nc_diff_root root;
    ncalls_status status = nc_diff_find_root(&root, diff, error);

    if (status)
        return status;
    if (nc_diff_is_unchanged(diff)) {
        say_unchanged(&w);
    } else if (diff->sampled) {
        say_share(&w, &root);
    } else if (nc_diff_is_level(diff)) {
        say_level(&w, options);
    } else {
        say_direction(&w);
        say_cause(&w, &root, options);
    }
    nc_diff_root_reset(&root);
    return NCALLS_OK;
}
