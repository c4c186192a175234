/* SPDX-License-Identifier: MIT */
/* The findings of a page, in the words of `--format json`, with their rules' help. */
#include "report/diffing.h"
#include "rules/finding.h"
#include "write/page.h"

static void say_text(nc_page *page, const char *key, const char *text)
{
    nc_jsontext_add(&page->out, key, strlen(key));
    nc_page_add_text(page, text, strlen(text));
}

/* Ours, and several lines of them: not cut. */
static void say_words(nc_page *page, const char *key, const char *text)
{
    if (*text)
        nc_jsontext_add_word(&page->out, key, text);
}

static void say_function(nc_page *page, const ncalls_profile *p, nc_func function)
{
    nc_str name = p->functions.name[function.at];

    nc_page_add_known(page, "\"function\": ", nc_page_number(page, function));
    NC_PAGE_SAY(page, ", \"name\": ");
    nc_page_add_text(page, nc_profile_text(p, name), nc_profile_size(p, name));
}

static void say_steps(nc_page *page, const ncalls_profile *p, const nc_finding *f)
{
    NC_PAGE_SAY(page, ",\n\"path\": [");
    for (uint32_t i = 0; i < f->path_count; i++) {
        const ncalls_finding_step *step = &f->path[i];

        if (i)
            NC_PAGE_SAY(page, ", ");
        NC_PAGE_SAY(page, "{");
        say_function(page, p, (nc_func){step->function});
        nc_page_add_known(page, ", \"calls\": ", step->calls);
        if (step->estimated)
            NC_PAGE_SAY(page, ", \"estimated\": true");
        NC_PAGE_SAY(page, "}");
    }
    NC_PAGE_SAY(page, "]");
}

/* What it was, if the base had it. */
static void say_base(nc_page *page, const char *fingerprint)
{
    const ncalls_findings *findings = page->diff ? page->options->base_findings : NULL;
    const nc_finding *f = findings ? nc_diffing_find(findings, fingerprint) : NULL;

    if (!f)
        return;
    NC_PAGE_SAY(page, ",\n\"base\": {\"found\": true");
    nc_page_add_known(page, ", \"cost\": ", nc_diff_scale(page->diff, NC_DIFF_BASE, f->cost));
    nc_page_add_known(page, ", \"saving\": ", nc_diff_scale(page->diff, NC_DIFF_BASE, f->saving));
    NC_PAGE_SAY(page, "}");
}

static void say_finding(nc_page *page, const ncalls_profile *p, const nc_finding *f)
{
    static const char *const confidences[] = {"hint", "estimated", "exact"};

    say_text(page, "{\"rule\": ", f->rule->id);
    say_text(page, ", \"name\": ", f->rule->name);
    say_text(page, ", \"title\": ", f->rule->title);
    say_text(page, ", \"severity\": ", nc_report_severity(f->severity));
    say_text(page, ", \"confidence\": ", confidences[f->confidence]);
    NC_PAGE_SAY(page, ", \"where\": {");
    say_function(page, p, f->function);
    NC_PAGE_SAY(page, "}");
    nc_page_add_known(page, ", \"line\": ", f->line ? f->line : NCALLS_ABSENT);
    say_steps(page, p, f);
    say_words(page, ",\n\"message\": ", f->message);
    say_words(page, ",\n\"fix\": ", f->fix);
    say_words(page, ",\n\"help\": ", f->rule->help);
    say_words(page, ",\n\"example\": ", f->example);
    nc_page_add_known(page, ",\n\"cost\": ", f->cost);
    nc_page_add_known(page, ", \"saving\": ", f->saving);
    nc_page_add_known(page, ", \"calls\": ", f->calls);
    say_text(page, ", \"fingerprint\": ", f->fingerprint);
    say_base(page, f->fingerprint);
    NC_PAGE_SAY(page, "}");
}

/* A filter hides the findings whose function it hides. */
void nc_page_add_findings(nc_page *page)
{
    const ncalls_findings *findings = page->options->findings;
    const char *before = "\n";

    NC_PAGE_SAY(page, ",\n\"findings\": [");
    for (uint32_t i = 0; i < findings->count; i++) {
        nc_jsontext_add(&page->out, before, strlen(before));
        say_finding(page, findings->profile, &findings->items[i]);
        before = ",\n";
    }
    NC_PAGE_SAY(page, "]");
}
