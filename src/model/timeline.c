/* SPDX-License-Identifier: MIT */
#include "model/timeline.h"

#include <string.h>

#include "base/alloc.h"

void nc_timeline_reset(nc_timeline *t)
{
    nc_alloc_free(t->spans);
    nc_alloc_free(t->tracks);
    memset(t, 0, sizeof *t);
}

/* A span of several, behind `count` others: how many there are then. */
static uint32_t put_merged(nc_span *spans, uint32_t count, nc_span merged, int64_t least)
{
    nc_span *before = count ? &spans[count - 1] : NULL;

    if (before && before->calls && before->depth == merged.depth && merged.start - before->end < least) {
        before->end = merged.end;
        before->calls += merged.calls;
        return count;
    }
    merged.function = 0;
    spans[count] = merged;
    return count + 1;
}

uint32_t nc_timeline_squeeze(nc_span *spans, uint32_t count, int64_t least)
{
    uint32_t out = 0;

    for (uint32_t i = 0, next; i < count; i = next) {
        nc_span s = spans[i];

        next = i + 1;
        if (!s.calls && (s.end == NC_TIMELINE_OPEN || s.end - s.start >= least)) {
            spans[out++] = s;
            continue;
        }
        s.calls += s.calls == 0;
        for (; next < count && spans[next].depth > s.depth; next++) /* all that lies in it is as short */
            s.calls += spans[next].calls + (spans[next].calls == 0);
        out = put_merged(spans, out, s, least);
    }
    return out;
}

void nc_timeline_start(nc_timeline *t)
{
    int64_t begin = INT64_MAX;

    for (uint32_t i = 0; i < t->track_count; i++)
        if (t->spans[t->tracks[i].first].start < begin)
            begin = t->spans[t->tracks[i].first].start;
    for (uint32_t i = 0; i < t->count; i++) {
        nc_span *s = &t->spans[i];

        s->start -= begin;
        s->end -= begin;
        t->length = s->end > t->length ? s->end : t->length;
    }
}
