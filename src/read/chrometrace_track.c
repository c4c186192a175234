/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/alloc.h"
#include "base/hash.h"
#include "base/limit.h"
#include "read/chrometrace.h"

static void fail_memory(nc_chrometrace *t)
{
    nc_fail_memory(&t->json.error);
}

uint32_t nc_chrometrace_frame_of(nc_chrometrace *t, nc_str name, nc_str file, int32_t line)
{
    uint32_t *place = nc_map_add(&t->place_index, (uint64_t)name.at << 32 | file.at), *at;

    if (place && !*place)
        *place = (uint32_t)t->place_index.count;
    at = place ? nc_map_add(&t->frame_index, (uint64_t)*place << 32 | (uint32_t)line) : NULL;
    if (at && *at)
        return *at;
    if (!at || t->frame_count >= NC_LIMIT_FUNCTIONS ||
        !nc_alloc_grow(&t->frames, &t->frame_room, t->frame_count + 2, sizeof *t->frames)) {
        fail_memory(t);
        return 0;
    }
    t->frames[++t->frame_count] = (nc_chrometrace_frame){.name = name, .file = file, .line = line};
    return *at = (uint32_t)t->frame_count;
}

static bool is_same(nc_chrometrace_id a, nc_chrometrace_id b)
{
    return a.number == b.number && a.text.at == b.text.at;
}

static bool is_track(const nc_chrometrace_track *track, nc_chrometrace_id process, nc_chrometrace_id thread)
{
    return is_same(track->thread, thread) && is_same(track->process, process);
}

static uint64_t hash_id(nc_chrometrace_id id, uint64_t key)
{
    return nc_hash_pair((uint64_t)id.number, id.text.at, key);
}

nc_chrometrace_track *nc_chrometrace_track_of(nc_chrometrace *t, nc_chrometrace_id process, nc_chrometrace_id thread)
{
    uint64_t key = hash_id(process, hash_id(thread, nc_hash_key())) | 1;
    uint32_t *at;

    if (t->last_track && is_track(&t->tracks[t->last_track], process, thread))
        return &t->tracks[t->last_track];
    do {
        at = nc_map_add(&t->track_index, key);
        key += 2; /* equal hashes lie at the next odd number */
    } while (at && *at && !is_track(&t->tracks[*at], process, thread));
    if (!at || (!*at && (t->track_count >= NC_LIMIT_FUNCTIONS ||
                         !nc_alloc_grow(&t->tracks, &t->track_room, t->track_count + 2, sizeof *t->tracks)))) {
        fail_memory(t);
        return NULL;
    }
    if (!*at) {
        nc_chrometrace_track *track = &t->tracks[++t->track_count];

        *track = (nc_chrometrace_track){
            .process = process, .thread = thread, .starts_sorted = true, .ends_sorted = true, .latest = INT64_MIN};
        nc_text_init(&track->store);
        *at = (uint32_t)t->track_count;
    }
    t->last_track = *at;
    return &t->tracks[*at];
}

/* Seven bits a byte, the lowest first. */
static char *put(char *out, uint64_t number)
{
    for (; number > 0x7f; number >>= 7)
        *out++ = (char)(0x80 | (number & 0x7f));
    *out++ = (char)number;
    return out;
}

static uint64_t get(const nc_text *store, size_t *at)
{
    uint64_t number = 0;

    for (unsigned shift = 0;; shift += 7) {
        unsigned char byte = (unsigned char)store->bytes[(*at)++];

        number |= (uint64_t)(byte & 0x7f) << shift;
        if (!(byte & 0x80))
            return number;
    }
}

/* Small numbers of either sign as small numbers. */
static uint64_t fold(int64_t number)
{
    return (uint64_t)number << 1 ^ (uint64_t)(number >> 63);
}

static int64_t unfold(uint64_t number)
{
    return (int64_t)(number >> 1 ^ (0 - (number & 1)));
}

static void compare(nc_chrometrace_track *track, const nc_chrometrace_event *e)
{
    const nc_chrometrace_event *last = &track->last;
    bool are_wholes = e->kind == NC_CHROMETRACE_WHOLE && last->kind == NC_CHROMETRACE_WHOLE;

    if (!track->count)
        return;
    if (e->start < last->start || (e->start == last->start && are_wholes && e->end > last->end))
        track->starts_sorted = false;
    if (!are_wholes || e->end < last->end || (e->end == last->end && e->start > last->start))
        track->ends_sorted = false;
}

bool nc_chrometrace_keep(nc_chrometrace *t, nc_chrometrace_track *track, const nc_chrometrace_event *e)
{
    char bytes[30], *behind = bytes;

    if (track->count % NC_CHROMETRACE_BLOCK == 0) {
        if (!nc_alloc_grow(&track->blocks, &track->block_room, track->block_count + 1, sizeof *track->blocks)) {
            fail_memory(t);
            return false;
        }
        track->blocks[track->block_count++] = (nc_chrometrace_block){track->store.size, track->last.start};
    }
    compare(track, e);
    behind = put(behind, (uint64_t)e->frame << 2 | e->kind);
    behind = put(behind, fold(e->start - track->last.start));
    if (e->kind == NC_CHROMETRACE_WHOLE)
        behind = put(behind, (uint64_t)(e->end - e->start));
    nc_text_add(&track->store, bytes, (size_t)(behind - bytes));
    if (nc_text_failed(&track->store)) {
        fail_memory(t);
        return false;
    }
    track->has_pairs |= e->kind != NC_CHROMETRACE_WHOLE;
    if (!track->root_frame && e->kind == NC_CHROMETRACE_BEGIN)
        track->root_frame = e->frame;
    track->latest = e->end > track->latest ? e->end : track->latest;
    track->last = *e;
    track->count++;
    t->begun += e->kind != NC_CHROMETRACE_END;
    return true;
}

size_t nc_chrometrace_decode(const nc_chrometrace_track *track, size_t block,
                             nc_chrometrace_event events[NC_CHROMETRACE_BLOCK])
{
    uint64_t before = (uint64_t)block * NC_CHROMETRACE_BLOCK, left = track->count - before;
    size_t count = left < NC_CHROMETRACE_BLOCK ? (size_t)left : NC_CHROMETRACE_BLOCK, at = track->blocks[block].begin;
    int64_t clock = track->blocks[block].clock;

    for (size_t i = 0; i < count; i++) {
        uint64_t head = get(&track->store, &at);

        clock += unfold(get(&track->store, &at));
        events[i] = (nc_chrometrace_event){clock, clock, (uint32_t)(head >> 2), (enum nc_chrometrace_kind)(head & 3)};
        if (events[i].kind == NC_CHROMETRACE_WHOLE)
            events[i].end += (int64_t)get(&track->store, &at);
    }
    return count;
}

void nc_chrometrace_forget(nc_chrometrace *t)
{
    for (size_t i = 1; i <= t->track_count; i++) {
        nc_text_reset(&t->tracks[i].store);
        nc_alloc_free(t->tracks[i].blocks);
    }
    nc_alloc_free(t->tracks);
    nc_alloc_free(t->frames);
    nc_map_reset(&t->frame_index);
    nc_map_reset(&t->place_index);
    nc_map_reset(&t->track_index);
    nc_text_reset(&t->name);
    nc_text_reset(&t->file);
    nc_text_reset(&t->label);
}
