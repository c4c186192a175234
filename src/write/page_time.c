/* SPDX-License-Identifier: MIT */
/*
 * The order of time on a page: spans track by track, each in preorder. Starts are
 * given as steps from the row before in the same track, which never fall.
 */
#include "analyze/timeview.h"
#include "write/page.h"

enum { SPANS = 20000, TRACKS = 200 };

typedef int64_t value_of(const nc_page *page, const nc_timeline *t, uint32_t i);

static int64_t function_of(const nc_page *page, const nc_timeline *t, uint32_t i)
{
    return nc_page_number(page, (nc_func){t->spans[i].function});
}

static int64_t depth_of(const nc_page *page, const nc_timeline *t, uint32_t i)
{
    (void)page;
    return t->spans[i].depth;
}

static int64_t length_of(const nc_page *page, const nc_timeline *t, uint32_t i)
{
    (void)page;
    return t->spans[i].end - t->spans[i].start;
}

static int64_t calls_of(const nc_page *page, const nc_timeline *t, uint32_t i)
{
    (void)page;
    return (int64_t)t->spans[i].calls;
}

static void say_column(nc_page *page, const nc_timeline *t, const char *key, value_of *value)
{
    NC_PAGE_SAY(page, ",\n");
    nc_jsontext_add_word(&page->out, "", key);
    NC_PAGE_SAY(page, ": \"");
    for (uint32_t i = 0; i < t->count; i++)
        nc_page_add_number(page, value(page, t, i));
    NC_PAGE_SAY(page, "\"");
}

static void say_steps(nc_page *page, const nc_timeline *t)
{
    NC_PAGE_SAY(page, ",\n\"step\": \"");
    for (uint32_t k = 0; k < t->track_count; k++) {
        int64_t at = 0;

        for (uint32_t i = t->tracks[k].first; i < t->tracks[k].first + t->tracks[k].count; i++) {
            nc_page_add_number(page, t->spans[i].start - at);
            at = t->spans[i].start;
        }
    }
    NC_PAGE_SAY(page, "\"");
}

static void say_tracks(nc_page *page, const nc_timeline *t)
{
    const ncalls_profile *p = page->results->whole;

    NC_PAGE_SAY(page, ",\n\"tracks\": [");
    for (uint32_t k = 0; k < t->track_count; k++) {
        nc_thread thread = t->tracks[k].thread ? p->threads[t->tracks[k].thread] : (nc_thread){{0}, 0, 0};

        if (k)
            NC_PAGE_SAY(page, ",\n");
        NC_PAGE_SAY(page, "{\"name\": ");
        nc_page_add_text(page, nc_profile_text(p, thread.name), nc_profile_size(p, thread.name));
        nc_page_add_known(page, ", \"process\": ", thread.process ? thread.process : NCALLS_ABSENT);
        nc_page_add_known(page, ", \"thread\": ", thread.thread ? thread.thread : NCALLS_ABSENT);
        nc_page_add_known(page, ", \"count\": ", t->tracks[k].count);
        nc_page_add_known(page, ", \"depth\": ", t->tracks[k].depth);
        NC_PAGE_SAY(page, "}");
    }
    NC_PAGE_SAY(page, "]");
}

static void say_timeline(nc_page *page, const nc_timeline *t)
{
    nc_page_add_known(page, ",\n\"timeline\": {\"count\": ", t->count);
    nc_jsontext_add_word(&page->out, ", \"unit\": ", t->unit == NCALLS_UNIT_NANOSECONDS ? "ns" : "samples");
    nc_page_add_known(page, ", \"sampled\": ", t->sampled);
    nc_page_add_known(page, ", \"apart\": ", t->apart);
    nc_page_add_known(page, ", \"length\": ", t->length);
    nc_page_add_known(page, ", \"least\": ", t->merged ? t->least : 0);
    nc_page_add_known(page, ", \"calls\": ", (int64_t)t->calls);
    nc_page_add_known(page, ", \"merged\": ", (int64_t)t->merged);
    nc_page_add_known(page, ", \"deep\": ", (int64_t)t->deep);
    nc_page_add_known(page, ", \"left_out\": ", t->left_out);
    say_tracks(page, t);
    say_column(page, t, "function", function_of);
    say_column(page, t, "depth", depth_of);
    say_steps(page, t);
    say_column(page, t, "length_of", length_of);
    say_column(page, t, "calls_of", calls_of);
    NC_PAGE_SAY(page, "}");
}

ncalls_status nc_page_add_timeline(nc_page *page, ncalls_error *error)
{
    const nc_timeview_options options = {.spans = SPANS, .tracks = TRACKS};
    nc_timeline timeline = {0};
    ncalls_status status = NCALLS_OK;

    if (!page->diff) /* of two runs there is no one order */
        status = nc_timeview_make(&timeline, page->results, &options, error);
    if (!status && timeline.count)
        say_timeline(page, &timeline);
    nc_timeline_reset(&timeline);
    return status;
}
