/* SPDX-License-Identifier: MIT */
#include "write/picture.h"

#include <string.h>

#include "base/alloc.h"
#include "draw/figure.h"
#include "report/diffing.h"
#include "rules/finding.h"
#include "write/kinds.h"

typedef struct blame {
    nc_figure_mark *marks;
    size_t count;
    nc_text *texts; /* of each */
} blame;

/* `before`: NULL, or the findings of the base. */
static bool list_marks(blame *b, const ncalls_profile *p, const ncalls_findings *findings,
                       const ncalls_findings *before)
{
    b->marks = nc_alloc_zeroed((size_t)findings->count + 1, sizeof *b->marks);
    b->texts = nc_alloc_zeroed((size_t)findings->count + 1, sizeof *b->texts);
    if (!b->marks || !b->texts)
        return false;
    for (uint32_t i = 0; i < findings->count; i++) {
        const nc_finding *finding = &findings->items[i];
        nc_text *text = &b->texts[b->count];

        nc_text_init(text);
        if (before && !nc_diffing_find(before, finding->fingerprint))
            nc_text_add_string(text, "new: ");
        nc_text_add_format(text, "%s %s: ", finding->rule->id, finding->rule->title);
        nc_text_add_string(text, finding->message);
        b->marks[b->count].function = nc_finding_shown(p, findings->profile, finding->function);
        b->marks[b->count++].text = text->bytes;
        if (nc_text_failed(text))
            return false;
    }
    return true;
}

static bool is_by_category(const ncalls_write_options *options)
{
    return options->flame && options->flame->color_by && strcmp(options->flame->color_by, "category") == 0;
}

/* Frames are functions of the whole profile where it has stacks. */
static const ncalls_profile *framed(const ncalls_results *results)
{
    return results->whole->has & NCALLS_HAS_CONTEXTS ? results->whole : results->profile;
}

static ncalls_status draw(nc_scene *scene, nc_figure_input *input, nc_text *summary, ncalls_error *error)
{
    nc_kinds kinds = {0};
    ncalls_status status = NCALLS_OK;

    if (input->results->diff) {
        status = nc_diffing_summarize(summary, input->results->diff, input->options, error);
        if (summary->size && summary->bytes[0] >= 'a' && summary->bytes[0] <= 'z')
            summary->bytes[0] -= 'a' - 'A';
        input->summary = summary->bytes;
    }
    if (!status && is_by_category(input->options)) {
        status = nc_kinds_find(&kinds, framed(input->results), input->options->rules, error);
        input->kinds = &kinds.figure;
    }
    if (!status && nc_text_failed(summary))
        status = nc_fail_memory(error);
    if (!status)
        status = nc_figure_draw(scene, input, error);
    nc_kinds_reset(&kinds);
    return status;
}

ncalls_status nc_picture_draw(nc_scene *scene, const ncalls_results *results, const ncalls_write_options *options,
                              const nc_picture_names *names, ncalls_error *error)
{
    nc_figure_input input = {.results = results, .options = options};
    blame b = {0};
    nc_text summary;
    ncalls_status status = NCALLS_OK;

    *scene = (nc_scene){0};
    if (names) {
        input.places = names->places;
        input.numbers = names->numbers;
    }
    nc_text_init(&summary);
    if (options->findings && !list_marks(&b, results->profile, options->findings, options->base_findings))
        status = nc_fail_memory(error);
    input.marks = b.marks;
    input.mark_count = b.count;
    if (!status)
        status = draw(scene, &input, &summary, error);
    for (size_t i = 0; i < b.count; i++)
        nc_text_reset(&b.texts[i]);
    nc_text_reset(&summary);
    nc_alloc_free(b.texts);
    nc_alloc_free(b.marks);
    return status;
}
