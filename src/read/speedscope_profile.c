/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/alloc.h"
#include "base/limit.h"
#include "read/speedscope.h"

const nc_speedscope_unit nc_speedscope_profile_units[] = {
    {"none", 0, NCALLS_UNIT_SAMPLES},
    {"nanoseconds", 0, NCALLS_UNIT_NANOSECONDS},
    {"microseconds", 3, NCALLS_UNIT_NANOSECONDS},
    {"milliseconds", 6, NCALLS_UNIT_NANOSECONDS},
    {"seconds", 9, NCALLS_UNIT_NANOSECONDS},
    {"bytes", 0, NCALLS_UNIT_BYTES},
    {NULL, 0, NCALLS_UNIT_COUNT},
};

static bool fail_memory(nc_speedscope *s)
{
    nc_fail_memory(&s->json.error);
    return false;
}

/* Numbers in the store: seven bits a byte, the lowest first. */
static void put(nc_speedscope *s, uint64_t number)
{
    for (; number > 0x7f; number >>= 7)
        nc_text_add_char(&s->store, (char)(0x80 | (number & 0x7f)));
    nc_text_add_char(&s->store, (char)number);
}

static uint64_t get(const nc_speedscope *s, size_t *at)
{
    uint64_t number = 0;

    for (unsigned shift = 0;; shift += 7) {
        unsigned char byte = (unsigned char)s->store.bytes[(*at)++];

        number |= (uint64_t)(byte & 0x7f) << shift;
        if (!(byte & 0x80))
            return number;
    }
}

static bool stored_one(nc_speedscope *s, nc_speedscope_profile *p)
{
    p->stored_count++;
    return !nc_text_failed(&s->store) || fail_memory(s);
}

/* What a sample shares with the one before it is not stored. */
static bool store_sample(nc_speedscope *s, nc_speedscope_profile *p)
{
    size_t same = p->stored_count ? s->list.same : 0;

    put(s, same);
    put(s, s->list.count - same);
    for (size_t i = same; i < s->list.count; i++)
        put(s, s->list.items[i]);
    return stored_one(s, p);
}

static bool store_event(nc_speedscope *s, nc_speedscope_profile *p, const nc_speedscope_event *e)
{
    put(s, (uint64_t)e->frame << 1 | e->is_open);
    put(s, e->at.digits);
    put(s, (uint64_t)(uint32_t)e->at.exponent << 1 | e->at.negative);
    return stored_one(s, p);
}

/* All of "samples": into the store (if `keep`) or to the feed. */
static bool take_samples(nc_speedscope *s, nc_speedscope_profile *keep)
{
    nc_json_value v;
    bool is_first = true;

    for (;; is_first = false) {
        if (!nc_json_next(&s->json, &v, "a stack"))
            return false;
        if (v.type == NC_JSON_END)
            return true;
        if (v.type != NC_JSON_ARRAY)
            return nc_json_wrong(&s->json, &v, "a stack (an array of frame indexes)");
        if (!nc_jsonlist_read(&s->list, &s->json, "a frame's index", NC_LIMIT_STACK))
            return false;
        if (keep ? !store_sample(s, keep)
                 : !nc_speedscope_feed_sample(s, s->list.items, s->list.count, is_first ? 0 : s->list.same))
            return false;
    }
}

static bool take_event_type(nc_speedscope *s, nc_speedscope_event *e, const nc_json_value *v)
{
    if (!nc_json_is(v, "O") && !nc_json_is(v, "C"))
        return nc_json_fail(&s->json, "an event's type, \"O\" or \"C\", expected");
    e->is_open = *v->bytes == 'O';
    return true;
}

static bool take_event_frame(nc_speedscope *s, nc_speedscope_event *e, const nc_json_value *v)
{
    int64_t index;

    if (v->type != NC_JSON_NUMBER)
        return nc_json_wrong(&s->json, v, "a frame's index");
    if (!nc_json_whole(v, &index) || index < 0 || index > UINT32_MAX)
        return nc_json_fail(&s->json, "a frame's index expected, not a number that is negative, fractional or too "
                                      "large");
    e->frame = (uint32_t)index;
    return true;
}

static bool take_event_time(nc_speedscope *s, nc_speedscope_event *e, const nc_json_value *v)
{
    e->at = *v;
    return v->type == NC_JSON_NUMBER || nc_json_wrong(&s->json, v, "the time of an event");
}

static bool take_event(nc_speedscope *s, nc_speedscope_event *e)
{
    static const struct {
        const char *key;
        bool (*take)(nc_speedscope *s, nc_speedscope_event *e, const nc_json_value *v);
    } members[] = {{"type", take_event_type}, {"frame", take_event_frame}, {"at", take_event_time}};
    enum { MEMBERS = sizeof members / sizeof *members };
    nc_json_value key, v;
    unsigned seen = 0;

    for (;;) {
        size_t i = 0;

        if (!nc_json_key(&s->json, &key))
            return false;
        if (key.type == NC_JSON_END)
            break;
        while (i < MEMBERS && !nc_json_is(&key, members[i].key))
            i++;
        if (!nc_json_next(&s->json, &v, "a value") ||
            (i < MEMBERS ? !members[i].take(s, e, &v) : !nc_json_skip(&s->json, &v)))
            return false;
        seen |= 1u << i;
    }
    for (size_t i = 0; i < MEMBERS; i++)
        if (!(seen & 1u << i))
            return nc_json_fail(&s->json, "an event without \"%s\"", members[i].key);
    return true;
}

/* All of "events", likewise. */
static bool take_events(nc_speedscope *s, nc_speedscope_profile *keep)
{
    nc_speedscope_event e;
    nc_json_value v;

    for (;;) {
        if (!nc_json_next(&s->json, &v, "an event"))
            return false;
        if (v.type == NC_JSON_END)
            return true;
        if (v.type != NC_JSON_OBJECT)
            return nc_json_wrong(&s->json, &v, "an event (an object)");
        if (!take_event(s, &e) || (keep ? !store_event(s, keep, &e) : !nc_speedscope_feed_event(s, &e)))
            return false;
    }
}

/* The first time: into the store, or left for the second time. */
static bool set_stacks_aside(nc_speedscope *s, nc_speedscope_profile *p, bool are_events)
{
    nc_json_value v;
    bool *has = are_events ? &p->has_events : &p->has_samples;

    if (!nc_json_expect(&s->json, &v, NC_JSON_ARRAY, are_events ? "an array of events" : "an array of samples"))
        return false;
    if (p->has_samples || p->has_events)
        return nc_json_fail(&s->json, "a profile with \"samples\" or \"events\" twice");
    *has = true;
    if (!s->keeps)
        return nc_json_leap(&s->json, &v);
    p->stored = s->store.size;
    if (are_events ? !take_events(s, p) : !take_samples(s, p))
        return false;
    p->stored_size = s->store.size - p->stored;
    return true;
}

static bool add_weight(nc_speedscope *s, nc_speedscope_profile *p, const nc_json_value *v)
{
    nc_speedscope_run *last = p->run_count ? &s->runs[s->run_count - 1] : NULL;

    if (v->type != NC_JSON_NUMBER)
        return nc_json_wrong(&s->json, v, "a weight (a number)");
    if (v->negative && v->digits)
        return nc_json_fail(&s->json, "a weight that is negative");
    p->weight_count++;
    if (last && last->digits == v->digits && last->exponent == v->exponent && last->count < UINT32_MAX) {
        last->count++;
        return true;
    }
    if (!nc_alloc_grow(&s->runs, &s->run_room, s->run_count + 1, sizeof *s->runs))
        return fail_memory(s);
    s->runs[s->run_count++] = (nc_speedscope_run){v->digits, v->exponent, 1};
    p->run_count++;
    return true;
}

static bool take_weights(nc_speedscope *s, nc_speedscope_profile *p)
{
    nc_json_value v;

    if (!nc_json_expect(&s->json, &v, NC_JSON_ARRAY, "an array of weights"))
        return false;
    if (p->has_weights)
        return nc_json_fail(&s->json, "\"weights\" a second time");
    p->has_weights = true;
    p->first_run = s->run_count;
    for (;;) {
        if (!nc_json_next(&s->json, &v, "a weight"))
            return false;
        if (v.type == NC_JSON_END)
            return true;
        if (!add_weight(s, p, &v))
            return false;
    }
}

static bool take_type(nc_speedscope *s, nc_speedscope_profile *p)
{
    nc_json_value v;

    if (!nc_json_expect(&s->json, &v, NC_JSON_TEXT, "a profile's type"))
        return false;
    if (nc_json_is(&v, "sampled"))
        p->type = NC_SPEEDSCOPE_SAMPLED;
    else if (nc_json_is(&v, "evented"))
        p->type = NC_SPEEDSCOPE_EVENTED;
    else
        return nc_json_fail(&s->json, "a profile of the type \"%.*s\", neither sampled nor evented",
                            (int)(v.size < 100 ? v.size : 100), v.bytes);
    return true;
}

static bool take_unit(nc_speedscope *s, nc_speedscope_profile *p)
{
    nc_json_value v;

    if (!nc_json_next(&s->json, &v, "a unit"))
        return false;
    if (v.type == NC_JSON_NULL)
        return true;
    if (v.type != NC_JSON_TEXT)
        return nc_json_wrong(&s->json, &v, "a unit");
    for (p->unit = 0; nc_speedscope_profile_units[p->unit].name; p->unit++)
        if (nc_json_is(&v, nc_speedscope_profile_units[p->unit].name))
            return true;
    return nc_json_fail(&s->json, "the unit \"%.*s\", which speedscope does not know",
                        (int)(v.size < 100 ? v.size : 100), v.bytes);
}

/* What is no number says nothing: only a wrong weight needs to know the end. */
static bool take_bound(nc_speedscope *s, nc_json_value *bound)
{
    nc_json_value v;

    if (!nc_json_next(&s->json, &v, "a value"))
        return false;
    if (v.type == NC_JSON_NUMBER)
        *bound = v;
    return nc_json_skip(&s->json, &v);
}

static bool take_name(nc_speedscope *s, nc_speedscope_profile *p)
{
    nc_json_value v;

    if (!nc_json_next(&s->json, &v, "a name"))
        return false;
    if (v.type == NC_JSON_TEXT)
        p->name = nc_builder_string(s->builder, v.bytes, v.size);
    return nc_json_skip(&s->json, &v);
}

static bool take_member(nc_speedscope *s, nc_speedscope_profile *p, const nc_json_value *key)
{
    nc_json_value v;

    if (nc_json_is(key, "samples") || nc_json_is(key, "events"))
        return set_stacks_aside(s, p, *key->bytes == 'e');
    if (nc_json_is(key, "weights"))
        return take_weights(s, p);
    if (nc_json_is(key, "type"))
        return take_type(s, p);
    if (nc_json_is(key, "unit"))
        return take_unit(s, p);
    if (nc_json_is(key, "name"))
        return take_name(s, p);
    if (nc_json_is(key, "startValue"))
        return take_bound(s, &p->start);
    if (nc_json_is(key, "endValue"))
        return take_bound(s, &p->end);
    return nc_json_next(&s->json, &v, "a value") && nc_json_skip(&s->json, &v);
}

static bool check_profile(nc_speedscope *s, const nc_speedscope_profile *p)
{
    const char *missing = NULL;

    if (p->type == NC_SPEEDSCOPE_UNKNOWN)
        missing = "type";
    else if (p->type == NC_SPEEDSCOPE_EVENTED && !p->has_events)
        missing = "events";
    else if (p->type == NC_SPEEDSCOPE_SAMPLED && !p->has_samples)
        missing = "samples";
    else if (p->type == NC_SPEEDSCOPE_SAMPLED && !p->has_weights)
        missing = "weights";
    if (missing)
        return nc_json_fail(&s->json, "a profile without \"%s\"", missing);
    if (s->keeps && p->type == NC_SPEEDSCOPE_SAMPLED && p->stored_count != p->weight_count)
        return nc_json_fail(&s->json, "a profile with %llu samples and %llu weights",
                            (unsigned long long)p->stored_count, (unsigned long long)p->weight_count);
    return true;
}

bool nc_speedscope_profile_read(nc_speedscope *s)
{
    nc_speedscope_profile p = {0};
    nc_json_value key;

    do {
        if (!nc_json_key(&s->json, &key) || (key.type != NC_JSON_END && !take_member(s, &p, &key)))
            return false;
    } while (key.type != NC_JSON_END);
    if (!check_profile(s, &p))
        return false;
    if (!nc_alloc_grow(&s->profiles, &s->profile_room, s->profile_count + 1, sizeof *s->profiles))
        return fail_memory(s);
    s->profiles[s->profile_count++] = p;
    return true;
}

bool nc_speedscope_profile_reread(nc_speedscope *s, const nc_speedscope_profile *p)
{
    bool is_sampled = p->type == NC_SPEEDSCOPE_SAMPLED, is_wanted;
    nc_json_value key, v;

    if (!nc_speedscope_feed_begin(s, p))
        return false;
    for (;;) {
        if (!nc_json_key(&s->json, &key))
            return false;
        if (key.type == NC_JSON_END)
            return nc_speedscope_feed_end(s);
        is_wanted = nc_json_is(&key, is_sampled ? "samples" : "events");
        if (!nc_json_next(&s->json, &v, "a value"))
            return false;
        if (!is_wanted || v.type != NC_JSON_ARRAY ? !nc_json_leap(&s->json, &v)
            : is_sampled                          ? !take_samples(s, NULL)
                                                  : !take_events(s, NULL))
            return false;
    }
}

static bool replay_samples(nc_speedscope *s, const nc_speedscope_profile *p)
{
    size_t at = p->stored;

    for (uint64_t n = 0; n < p->stored_count; n++) {
        size_t same = (size_t)get(s, &at), count = same + (size_t)get(s, &at);

        /* The list is as long as any sample was. */
        for (size_t i = same; i < count; i++)
            s->list.items[i] = (uint32_t)get(s, &at);
        if (!nc_speedscope_feed_sample(s, s->list.items, count, same))
            return false;
    }
    return true;
}

static bool replay_events(nc_speedscope *s, const nc_speedscope_profile *p)
{
    size_t at = p->stored;

    for (uint64_t n = 0; n < p->stored_count; n++) {
        nc_speedscope_event e = {.at = {.type = NC_JSON_NUMBER}};
        uint64_t head = get(s, &at), tail;

        e.frame = (uint32_t)(head >> 1);
        e.is_open = head & 1;
        e.at.digits = get(s, &at);
        tail = get(s, &at);
        e.at.exponent = (int32_t)(uint32_t)(tail >> 1);
        e.at.negative = tail & 1;
        if (!nc_speedscope_feed_event(s, &e))
            return false;
    }
    return true;
}

bool nc_speedscope_profile_replay(nc_speedscope *s, const nc_speedscope_profile *p)
{
    return nc_speedscope_feed_begin(s, p) &&
           (p->type == NC_SPEEDSCOPE_SAMPLED ? replay_samples(s, p) : replay_events(s, p)) &&
           nc_speedscope_feed_end(s);
}
