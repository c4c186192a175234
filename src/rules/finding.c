/* SPDX-License-Identifier: MIT */
#include "rules/finding.h"

#include <string.h>

#include "analyze/diff.h"
#include "analyze/naming.h"
#include "base/alloc.h"
#include "base/sha256.h"
#include "base/text.h"

#define DETECTOR(name) &nc_rules_##name,
static const nc_detector *const detectors[] = {
#include "rules/detectors.def"
};
#undef DETECTOR

enum { DETECTORS = sizeof detectors / sizeof *detectors };

const nc_detector *nc_finding_detector(const char *name)
{
    for (size_t i = 0; i < DETECTORS; i++)
        if (strcmp(detectors[i]->name, name) == 0)
            return detectors[i];
    return NULL;
}

const char *nc_finding_detector_name(size_t index)
{
    return index < DETECTORS ? detectors[index]->name : NULL;
}

bool nc_finding_add_step(nc_finding *finding, nc_func function, int64_t calls, bool estimated)
{
    size_t room = finding->path_count;

    /* Grown when the count is a power of two: then it is what it has room for. */
    if ((room & (room - 1)) == 0 &&
        !nc_alloc_grow(&finding->path, &room, (size_t)finding->path_count + 1, sizeof *finding->path))
        return false;
    finding->path[finding->path_count++] = (ncalls_finding_step){function.at, calls, estimated};
    return true;
}

void nc_finding_reset(nc_finding *finding)
{
    nc_alloc_free(finding->path);
    nc_alloc_free(finding->message);
    nc_alloc_free(finding->fix);
}

nc_finding *nc_finding_add(nc_judgement *j, const nc_rule *rule, nc_func function)
{
    ncalls_findings *out = j->out;
    bool counted = j->profile->has & NCALLS_HAS_CALLS;
    nc_finding *finding;

    if (!nc_alloc_grow(&out->items, &out->room, (size_t)out->count + 1, sizeof *out->items))
        return NULL;
    finding = &out->items[out->count];
    *finding = (nc_finding){
        .rule = rule,
        .severity = rule->severity,
        .confidence = NCALLS_CONFIDENCE_EXACT,
        .function = function,
        .line = j->profile->functions.line[function.at],
        .cost = NCALLS_ABSENT,
        .saving = NCALLS_ABSENT,
        .calls = NCALLS_ABSENT,
        .each = NCALLS_ABSENT,
    };
    if (!nc_finding_add_step(finding, function, counted ? j->profile->functions.calls[function.at] : NCALLS_ABSENT,
                             false))
        return NULL;
    out->count++;
    return finding;
}

void nc_finding_begin_at(const nc_judgement *j, nc_finding *finding, uint32_t step)
{
    finding->path_count -= step;
    memmove(finding->path, finding->path + step, finding->path_count * sizeof *finding->path);
    finding->function = (nc_func){finding->path[0].function};
    finding->line = j->profile->functions.line[finding->function.at];
}

/* What lies before is another on each machine. */
const char *nc_finding_path(const ncalls_profile *p, const char *prefix, nc_func f, size_t *size)
{
    nc_str id = nc_profile_path(p, f);
    const char *path = nc_profile_text(p, id);
    size_t taken = nc_naming_prefix(prefix, path, nc_profile_size(p, id));
    unsigned separators = 0;

    path += taken;
    *size = nc_profile_size(p, id) - taken;
    for (size_t i = *size; i--;)
        if ((path[i] == '/' || path[i] == '\\') && ++separators == 2) {
            *size -= i + 1;
            return path + i + 1;
        }
    while (*size > 2 && path[0] == '.' && path[1] == '/') {
        *size -= 2;
        path += 2;
    }
    return path;
}

void nc_finding_drop(nc_judgement *j)
{
    nc_finding_reset(&j->out->items[--j->out->count]);
}

void ncalls_findings_free(ncalls_findings *findings)
{
    if (!findings)
        return;
    for (uint32_t i = 0; i < findings->count + findings->known; i++)
        nc_finding_reset(&findings->items[i]);
    nc_alloc_free(findings->items);
    nc_spending_reset(&findings->spending);
    nc_alloc_free(findings->judged);
    nc_alloc_free(findings->skipped);
    nc_alloc_free(findings->expired);
    ncalls_rules_free(findings->own_rules);
    nc_alloc_free(findings);
}

bool nc_finding_set_fingerprint(nc_finding *f, const ncalls_profile *p, const char *prefix, nc_func function)
{
    nc_str name = p->functions.name[function.at];
    unsigned char digest[NC_SHA256_SIZE];
    size_t path_size;
    const char *path = nc_finding_path(p, prefix, function, &path_size);
    bool failed;
    nc_text text;

    nc_text_init(&text);
    nc_text_add(&text, f->rule->id, strlen(f->rule->id) + 1);
    nc_text_add(&text, path, path_size);
    nc_text_add_char(&text, '\0');
    nc_text_add(&text, nc_profile_text(p, name), nc_profile_size(p, name));
    for (size_t i = 0; i < text.size; i++)
        text.bytes[i] = text.bytes[i] == '\\' ? '/' : text.bytes[i];
    nc_sha256(digest, text.bytes, text.size);
    for (size_t i = 0; i < sizeof f->fingerprint / 2; i++) {
        f->fingerprint[2 * i] = "0123456789abcdef"[digest[i] >> 4];
        f->fingerprint[2 * i + 1] = "0123456789abcdef"[digest[i] & 15];
    }
    f->fingerprint[sizeof f->fingerprint - 1] = '\0';
    failed = nc_text_failed(&text);
    nc_text_reset(&text);
    return !failed;
}

static bool is_same_text(const ncalls_profile *a, nc_str of_a, const ncalls_profile *b, nc_str of_b)
{
    size_t size = nc_profile_size(a, of_a);

    return size == nc_profile_size(b, of_b) && memcmp(nc_profile_text(a, of_a), nc_profile_text(b, of_b), size) == 0;
}

nc_func nc_finding_shown(const ncalls_profile *shown, const ncalls_profile *whole, nc_func f)
{
    if (shown == whole)
        return f;
    for (uint32_t i = 1; i <= shown->functions.count; i++)
        if (shown->functions.line[i] == whole->functions.line[f.at] &&
            is_same_text(shown, shown->functions.name[i], whole, whole->functions.name[f.at]) &&
            is_same_text(shown, nc_profile_path(shown, (nc_func){i}), whole, nc_profile_path(whole, f)))
            return (nc_func){i};
    return (nc_func){0};
}

ncalls_status ncalls_findings_rebase(ncalls_findings *base, const ncalls_results *results, ncalls_error *error)
{
    for (uint32_t i = 0; results->diff && i < base->count; i++) {
        const nc_pairing *pairing = &results->diff->pairing;
        nc_func f = nc_finding_shown(results->base, base->profile, base->items[i].function);
        nc_func now = f.at ? pairing->rows[pairing->of_base[f.at]].now : f;

        if (now.at &&
            !nc_finding_set_fingerprint(&base->items[i], results->profile, results->path_prefix, now))
            return nc_fail_memory(error);
    }
    return NCALLS_OK;
}

bool ncalls_findings_at(const ncalls_findings *findings, size_t index, ncalls_finding *out)
{
    const nc_finding *f;

    if (index >= findings->count)
        return false;
    f = &findings->items[index];
    *out = (ncalls_finding){
        .rule = f->rule->id,
        .name = f->rule->name,
        .severity = f->severity,
        .confidence = f->confidence,
        .function = f->function.at,
        .line = f->line,
        .path = f->path,
        .path_count = f->path_count,
        .message = f->message,
        .fix = f->fix,
        .cost = f->cost,
        .saving = f->saving,
        .calls = f->calls,
    };
    memcpy(out->fingerprint, f->fingerprint, sizeof out->fingerprint);
    return true;
}
