/* SPDX-License-Identifier: MIT */
#include "write/json_findings.h"

#include <string.h>

#include "report/report.h"

static void say_text(nc_jsontext *out, const ncalls_profile *p, nc_str text)
{
    nc_jsontext_add_string(out, nc_profile_text(p, text), nc_profile_size(p, text));
}

static void say_path(nc_jsontext *out, const ncalls_profile *p, nc_str path, const char *prefix)
{
    const char *text = nc_profile_text(p, path);
    size_t size = nc_profile_size(p, path), cut = strlen(prefix);

    if (cut && size > cut && memcmp(text, prefix, cut) == 0) {
        text += cut;
        size -= cut;
    }
    nc_jsontext_add_string(out, text, size);
}

static void say_known(nc_jsontext *out, const char *key, int64_t value)
{
    if (value == NCALLS_ABSENT)
        return;
    nc_jsontext_add(out, key, strlen(key));
    nc_jsontext_add_int(out, value);
}

static void say_steps(nc_jsontext *out, const ncalls_profile *p, const nc_finding *f)
{
    NC_JSONTEXT(out, ", \"path\": [");
    for (uint32_t i = 0; i < f->path_count; i++) {
        const ncalls_finding_step *step = &f->path[i];

        if (i)
            NC_JSONTEXT(out, ", ");
        NC_JSONTEXT(out, "{\"function\": ");
        say_text(out, p, p->functions.name[step->function]);
        say_known(out, ", \"calls\": ", step->calls);
        if (step->estimated)
            NC_JSONTEXT(out, ", \"estimated\": true");
        NC_JSONTEXT(out, "}");
    }
    NC_JSONTEXT(out, "]");
}

void nc_json_findings_add(nc_jsontext *out, const ncalls_findings *findings, const nc_finding *f, const char *prefix,
                          const char *status)
{
    static const char *const confidences[] = {"hint", "estimated", "exact"};
    const ncalls_profile *p = findings->profile;

    nc_jsontext_add_word(out, "{\"rule\": ", f->rule->id);
    nc_jsontext_add_word(out, ", \"name\": ", f->rule->name);
    nc_jsontext_add_word(out, ", \"severity\": ", nc_report_severity(f->severity));
    nc_jsontext_add_word(out, ", \"confidence\": ", confidences[f->confidence]);
    NC_JSONTEXT(out, ", \"where\": {\"function\": ");
    say_text(out, p, p->functions.name[f->function.at]);
    NC_JSONTEXT(out, ", \"file\": ");
    say_path(out, p, nc_profile_path(p, f->function), prefix);
    if (f->line)
        say_known(out, ", \"line\": ", f->line);
    NC_JSONTEXT(out, "}");
    say_steps(out, p, f);
    nc_jsontext_add_word(out, ", \"message\": ", f->message);
    nc_jsontext_add_word(out, ", \"fix\": ", f->fix);
    NC_JSONTEXT(out, ", \"help\": \"ncalls rules ");
    nc_jsontext_add(out, f->rule->id, strlen(f->rule->id)); /* letters and digits */
    NC_JSONTEXT(out, "\"");
    say_known(out, ", \"cost\": ", f->cost);
    say_known(out, ", \"saving\": ", f->saving);
    say_known(out, ", \"calls\": ", f->calls);
    nc_jsontext_add_word(out, ", \"fingerprint\": ", f->fingerprint);
    if (status)
        nc_jsontext_add_word(out, ", \"status\": ", status);
    NC_JSONTEXT(out, "}");
}
