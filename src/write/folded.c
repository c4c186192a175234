/* SPDX-License-Identifier: MIT */
#include "write/folded.h"

#include <string.h>

#include "base/unit.h"
#include "report/gates.h"
#include "report/report.h"
#include "write/cut.h"
#include "write/markdown.h"
#include "write/markup.h"
#include "write/review.h"

enum {
    ROWS = 10,     /* of the table of findings, unless --limit says otherwise */
    VERDICT = 500, /* characters */
    LINK = 1000,   /* bytes: a longer one says no more */
    SPARE = 200,   /* of the room, for what says that something was left out */
};

typedef struct page {
    nc_sink *sink; /* into `text` */
    nc_text text;
    nc_document document;
    nc_markdown markdown;
    nc_review review;
    bool reviewed; /* findings were looked for */
    const nc_folded *form;
    const ncalls_write_options *options;
    size_t left_out;
    size_t used; /* bytes handed on */
} page;

/* ---- the first line ------------------------------------------------------- */

static void say_count(page *p, size_t count, const char *word, const char **before)
{
    if (!count)
        return;
    nc_sink_add_format(p->sink, "%s%zu %s%s", *before, count, word, count == 1 || strcmp(word, "info") == 0 ? "" : "s");
    *before = ", ";
}

static void say_counts(page *p)
{
    static const char *const words[] = {"info", "warning", "error"};
    const char *before = p->options->base_findings ? "new findings: " : "";
    size_t counts[3] = {0};

    for (size_t i = 0; i < p->review.total; i++)
        counts[p->review.items[i].finding->severity]++;
    for (size_t i = 3; i--;)
        say_count(p, counts[i], words[i], &before);
}

/* Names may be long, a verdict is not. */
static void say_words(page *p, const char *words)
{
    nc_text text;

    nc_text_init(&text);
    nc_cut_middle(&text, words, strlen(words), VERDICT);
    nc_markdown_add_text(&p->markdown, text.bytes, text.size);
    p->text.failed |= nc_text_failed(&text);
    nc_text_reset(&text);
}

/* Whether the gates hold, and the first that does not. */
static void say_gates(page *p)
{
    const ncalls_gates *gates = p->options->gates;
    ncalls_gate gate;
    nc_text text;

    nc_text_init(&text);
    nc_report_gates_verdict(&text, gates);
    nc_sink_add_string(p->sink, "**");
    say_words(p, text.bytes);
    nc_sink_add_string(p->sink, "**");
    for (size_t i = 0; ncalls_gates_at(gates, i, &gate); i++)
        if (gate.outcome >= NCALLS_GATE_FAILED) {
            nc_sink_add_string(p->sink, ": ");
            say_words(p, gate.message);
            break;
        }
    p->text.failed |= nc_text_failed(&text);
    nc_text_reset(&text);
}

static void say_nothing_found(page *p, const ncalls_profile *profile)
{
    char calls[NC_UNIT_ROOM], cost[NC_UNIT_ROOM];

    nc_unit_format_count(calls, profile->totals.calls);
    nc_unit_format_cost(cost, profile->totals.self, profile->unit);
    nc_sink_add_string(p->sink, !p->reviewed               ? "a profile of "
                                : p->review.all->unchanged ? "nothing was found in what changed; "
                                                           : "nothing was found in ");
    nc_sink_add_string(p->sink, cost);
    if (profile->totals.calls != NCALLS_ABSENT)
        nc_sink_add_format(p->sink, ", %s calls", calls);
}

/* Of a diff its first sentence, else the worst finding, else what was looked at. */
static void say_what(page *p, const ncalls_results *results)
{
    bool found = p->reviewed && p->review.total;

    if (results->base && p->document.count) {
        say_words(p, p->document.blocks[0].text);
        nc_sink_add_string(p->sink, found ? " – " : "");
        if (found)
            say_counts(p);
    } else if (found) {
        say_counts(p);
        nc_sink_add_string(p->sink, " – ");
        say_words(p, p->review.items[0].finding->message);
    } else {
        say_nothing_found(p, results->profile);
    }
}

static void say_verdict(page *p, const ncalls_results *results)
{
    nc_sink_add_string(p->sink, "**ncalls:** ");
    if (p->options->gates)
        say_gates(p);
    if (p->options->gates && !p->options->only_gates)
        nc_sink_add_string(p->sink, " – ");
    if (!p->options->only_gates)
        say_what(p, results);
    if (p->form->marked)
        nc_sink_add_format(p->sink, " <!-- ncalls:report id=%s v=1 -->", p->options->id ? p->options->id : "default");
    nc_sink_add_char(p->sink, '\n');
}

/* ---- the table of findings ------------------------------------------------ */

static void say_place(page *p, const nc_review_item *item)
{
    const nc_review_place *place = &item->place;
    bool linked = p->options->source_url && nc_review_is_relative(place) && place->size <= LINK;
    nc_text text;

    nc_text_init(&text);
    if (place->path)
        nc_review_add_path(&text, place);
    if (place->path && place->line > 0)
        nc_text_add_format(&text, ":%d", place->line);
    nc_sink_add_string(p->sink, linked ? "[" : "");
    nc_markdown_add_code(&p->markdown, text.bytes, text.size, true);
    if (linked) {
        nc_text_clear(&text);
        nc_review_add_uri(&text, place);
        nc_sink_add_format(p->sink, "](%s/%s", p->options->source_url, text.bytes);
        if (place->line > 0)
            nc_sink_add_format(p->sink, "#L%d", place->line);
        nc_sink_add_char(p->sink, ')');
    }
    p->text.failed |= nc_text_failed(&text);
    nc_text_reset(&text);
}

static void say_finding(page *p, const nc_review_item *item)
{
    const ncalls_profile *profile = p->review.all->profile;
    const nc_finding *f = item->finding;
    nc_str name = profile->functions.name[f->function.at];
    char cost[NC_UNIT_ROOM] = "", share[NC_UNIT_ROOM] = "", calls[NC_UNIT_ROOM] = "";

    if (f->calls != NCALLS_ABSENT)
        nc_unit_format_count(calls, f->calls);
    if (f->cost != NCALLS_ABSENT) {
        nc_unit_format_cost(cost, f->cost, profile->unit);
        nc_unit_format_share(share, f->cost, profile->totals.self);
    }
    nc_sink_add_format(p->sink, "| %s | %s %s | ", nc_report_severity(f->severity), f->rule->id, f->rule->name);
    nc_markdown_add_code(&p->markdown, nc_profile_text(profile, name), nc_profile_size(profile, name), true);
    nc_sink_add_string(p->sink, " | ");
    say_place(p, item);
    nc_sink_add_format(p->sink, " | %s | %s | %s |\n", calls, cost, share);
}

static void say_findings(page *p)
{
    size_t limit = p->options->limit ? p->review.count : ROWS, count = p->review.count;

    if (!count)
        return;
    nc_sink_add_string(p->sink, "\n| | finding | in | at | calls | cost | share |\n"
                                "| :--- | :--- | :--- | :--- | ---: | ---: | ---: |\n");
    for (size_t i = 0; i < count && i < limit; i++)
        say_finding(p, &p->review.items[i]);
    if (p->review.total > (count < limit ? count : limit))
        nc_sink_add_format(p->sink, "\n%zu more findings.\n", p->review.total - (count < limit ? count : limit));
}

/* ---- what is folded ------------------------------------------------------- */

/* HTML begins there, in which nothing is Markdown; in <code> no @name calls anybody. */
static void say_title(page *p, const nc_block *heading, nc_text *text)
{
    nc_text_clear(text);
    nc_markup_escape(text, heading->text, heading->name_at);
    if (heading->text[heading->name_at]) {
        nc_text_add_string(text, "<code>");
        nc_markup_escape(text, heading->text + heading->name_at, strlen(heading->text + heading->name_at));
        nc_text_add_string(text, "</code>");
    }
    nc_sink_add(p->sink, text->bytes, text->size);
}

/* Its own text, or what stands before the first heading. */
static bool say_fold(page *p, size_t begin, size_t end, nc_text *text)
{
    const nc_block *blocks = p->document.blocks, *heading = &blocks[begin];
    bool titled = heading->kind == NC_BLOCK_HEADING, fine = true;
    bool open = titled && ((heading->level == 1 && p->options->only_gates) || strcmp(heading->id, "gates") == 0 ||
                           (heading->level == 3 && p->form->open));

    nc_sink_add_format(p->sink, "\n<details%s>\n<summary>", open ? " open" : "");
    if (titled)
        say_title(p, heading, text);
    else
        nc_sink_add_string(p->sink, "Profile");
    nc_sink_add_string(p->sink, "</summary>\n");
    for (size_t i = begin + titled; fine && i < end; i++) {
        nc_sink_add_char(p->sink, '\n');
        fine = nc_markdown_add_block(&p->markdown, &blocks[i]);
    }
    nc_sink_add_string(p->sink, "\n</details>\n");
    return fine;
}

/* A heading of the report or of a finding begins a fold; the one above the findings holds nothing. */
static bool begins(const nc_block *block)
{
    return block->kind == NC_BLOCK_HEADING && block->level <= 3;
}

/* What was put together since, if there is room for it. */
static void hand_on(page *p, nc_sink *out)
{
    size_t size = p->text.size;

    if (p->used + size + SPARE > p->form->room) {
        p->left_out++;
    } else {
        nc_sink_add(out, p->text.bytes, size);
        p->used += size;
    }
    nc_text_clear(&p->text);
}

/* A sink of text holds nothing back, but to close it is the only way to be sure. */
static bool renew(page *p)
{
    bool fine = p->sink && nc_sink_close(p->sink, NULL) == NCALLS_OK;

    p->sink = nc_sink_open_text(&p->text);
    p->markdown.sink = p->sink;
    return fine && p->sink;
}

static bool say_folds(page *p, nc_sink *out, bool compared)
{
    const nc_document *d = &p->document;
    bool fine = true;
    nc_text text;

    nc_text_init(&text);
    for (size_t begin = compared ? 1 : 0, end; fine && begin < d->count; begin = end) {
        end = begin + 1;
        while (end < d->count && !begins(&d->blocks[end]))
            end++;
        if (end == begin + 1 && begins(&d->blocks[begin]))
            continue;
        fine = say_fold(p, begin, end, &text) && renew(p);
        if (fine)
            hand_on(p, out);
    }
    fine = fine && !nc_text_failed(&text);
    nc_text_reset(&text);
    if (p->left_out)
        nc_sink_add_format(out, "\n%zu more part%s of the report %s no room here.\n", p->left_out,
                           p->left_out == 1 ? "" : "s", p->left_out == 1 ? "has" : "have");
    return fine;
}

/* ---- the whole ------------------------------------------------------------ */

static ncalls_status write_all(page *p, nc_sink *out, const ncalls_results *results, ncalls_error *error)
{
    nc_text_init(&p->text);
    p->sink = nc_sink_open_text(&p->text);
    nc_markdown_init(&p->markdown, p->sink, &p->document);
    if (!p->sink)
        return nc_fail_memory(error);
    say_verdict(p, results);
    if (renew(p)) {
        hand_on(p, out);
        if (p->reviewed)
            say_findings(p);
    }
    if (p->sink && renew(p)) {
        hand_on(p, out);
        if (say_folds(p, out, !p->options->only_gates && results->base) && !nc_text_failed(&p->markdown.scratch) &&
            !nc_text_failed(&p->text))
            return NCALLS_OK;
    }
    return nc_fail_memory(error);
}

ncalls_status nc_folded_write(nc_sink *sink, const nc_folded *form, const ncalls_results *results,
                              const ncalls_write_options *options, ncalls_error *error)
{
    page p = {.form = form, .options = options, .reviewed = options->findings};
    ncalls_status status = nc_review_check(options, error);

    if (status)
        return status;
    status = nc_report_build(&p.document, results, options, error);
    if (!status && p.reviewed)
        status = nc_review_init(&p.review, results, options, 0, false, error);
    if (!status)
        status = write_all(&p, sink, results, error);
    if (p.sink)
        nc_sink_abandon(p.sink);
    nc_text_reset(&p.markdown.scratch);
    nc_text_reset(&p.text);
    nc_review_reset(&p.review);
    nc_document_reset(&p.document);
    return status;
}
