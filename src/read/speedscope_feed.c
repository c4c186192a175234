/* SPDX-License-Identifier: MIT */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/number.h"
#include "model/timekeeper.h"
#include "read/speedscope.h"

enum { NANO = 1000000000 };

/* "profile 2, sample 17: ..." */
static bool fail(nc_speedscope *s, const char *format, ...) NC_PRINTF(2, 3);
static bool fail(nc_speedscope *s, const char *format, ...)
{
    bool is_sampled = s->profile->type == NC_SPEEDSCOPE_SAMPLED;
    char text[200];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    return nc_json_fail(&s->json, "profile %zu, %s %llu: %s", (size_t)(s->profile - s->profiles) + 1,
                        is_sampled ? "sample" : "event", (unsigned long long)s->number, text);
}

static bool fail_memory(nc_speedscope *s)
{
    nc_fail_memory(&s->json.error);
    return false;
}

/* A number, or 0x and a hexadecimal one. */
static bool take_id(const char **p, const char *end, int64_t *out)
{
    const char *digits = "0123456789abcdef", *found, *begin;
    uint64_t id = 0, base = 10;

    if (end - *p > 2 && (*p)[0] == '0' && ((*p)[1] | 0x20) == 'x') {
        *p += 2;
        base = 16;
    }
    for (begin = *p; *p < end && **p && (found = strchr(digits, **p >= 'A' && **p <= 'F' ? **p | 0x20 : **p)) &&
                     (uint64_t)(found - digits) < base;
         ++*p)
        id = id * base + (uint64_t)(found - digits);
    *out = (int64_t)id;
    return *p > begin;
}

static bool take_word(const char **p, const char *end, const char *word)
{
    size_t size = strlen(word);

    if ((size_t)(end - *p) < size || memcmp(*p, word, size) != 0)
        return false;
    *p += size;
    return true;
}

/* `Thread 12252 "MainThread"` and `Process 7 Thread 0x7F3A ""` are py-spy's, where the number stands for a thread
 * without a name; all others are names as they are. */
static uint32_t parse_thread(nc_speedscope *s, const char *p, const char *end)
{
    const char *name = p, *name_end = end;
    int64_t process = 0, thread = 0;
    bool is_known = !take_word(&p, end, "Process ") || (take_id(&p, end, &process) && take_word(&p, end, " "));
    const char *number = p;

    is_known = is_known && take_word(&p, end, "Thread ") && take_id(&p, end, &thread) &&
               (p == end || (end - p >= 3 && p[0] == ' ' && p[1] == '"' && end[-1] == '"'));
    if (is_known) {
        name = end - p > 3 ? p + 2 : number;
        name_end = end - p > 3 ? end - 1 : p;
    } else {
        process = thread = 0;
    }
    return nc_stacks_thread(s->builder, nc_builder_string(s->builder, name, (size_t)(name_end - name)), process,
                            thread);
}

static uint32_t find_thread(nc_speedscope *s, nc_str name)
{
    size_t size = nc_builder_text_size(s->builder, name);
    char *copy = nc_alloc_text(nc_builder_text(s->builder, name), size); /* interning may move the text */
    uint32_t thread = copy ? parse_thread(s, copy, copy + size) : 0;

    if (!copy)
        nc_builder_fail(s->builder, NCALLS_MEMORY, "out of memory");
    nc_alloc_free(copy);
    return thread;
}

static bool starts(const nc_speedscope *s, nc_str text, const char *with)
{
    return strncasecmp(nc_builder_text(s->builder, text), with, strlen(with)) == 0;
}

/*
 * py-spy 0.3.8 wrote every weight as one second, and as the end the number of
 * profiles times the interval (0.3.7 had counted both in samples).
 */
static bool has_wrong_weights(const nc_speedscope *s, const nc_speedscope_profile *p)
{
    const nc_speedscope_run *run = p->run_count ? &s->runs[p->first_run] : NULL;

    return starts(s, s->exporter, "py-spy@0.3.8") && nc_speedscope_profile_units[p->unit].power == 9 && run &&
           p->run_count == 1 && p->end.type == NC_JSON_NUMBER && !p->end.negative &&
           nc_json_double(&(nc_json_value){.type = NC_JSON_NUMBER, .digits = run->digits, .exponent = run->exponent}) ==
               1;
}

static bool weigh(nc_speedscope *s, const nc_json_value *number, nc_speedscope_weight *out)
{
    int power = nc_speedscope_profile_units[s->profile->unit].power;
    int64_t fine;

    if (nc_json_fixed(number, power + 9, &fine)) {
        *out = (nc_speedscope_weight){fine / NANO, fine % NANO};
        return true;
    }
    out->fraction = 0;
    return nc_json_fixed(number, power, &out->whole) || fail(s, "a weight beyond 64 bits");
}

static bool next_run(nc_speedscope *s)
{
    const nc_speedscope_run *run = &s->runs[s->run];
    nc_json_value number = {.type = NC_JSON_NUMBER, .digits = run->digits, .exponent = run->exponent};

    s->run++;
    s->run_left = run->count;
    if (!has_wrong_weights(s, s->profile))
        return weigh(s, &number, &s->weight);
    if (!weigh(s, &s->profile->end, &s->weight))
        return false;
    s->weight.fraction += s->weight.whole % (int64_t)s->profile_count * NANO;
    s->weight.whole /= (int64_t)s->profile_count;
    s->weight.fraction /= (int64_t)s->profile_count;
    nc_builder_note(s->builder, "py-spy 0.3.8 gave each sample a second; its sampling interval was used instead");
    return true;
}

/* From now until the sample's end, in whole units. What is rounded off here
 * comes back with the next samples: their sum is exact. */
static bool pass_time(nc_speedscope *s, int64_t *passed)
{
    nc_speedscope_weight *c = &s->clock;
    int64_t before = c->whole + (c->fraction >= NANO / 2);

    c->fraction += s->weight.fraction;
    if (__builtin_add_overflow(c->whole, s->weight.whole + c->fraction / NANO, &c->whole) || c->whole == INT64_MAX)
        return fail(s, "the weights add up to more than 64 bits");
    c->fraction %= NANO;
    *passed = c->whole + (c->fraction >= NANO / 2) - before;
    return true;
}

static bool take_weight(nc_speedscope *s, int64_t *passed)
{
    const nc_speedscope_profile *p = s->profile;

    if (!s->run_left) {
        if (s->run == p->first_run + p->run_count)
            return nc_json_fail(&s->json, "profile %zu has more samples than weights (%llu)",
                                (size_t)(p - s->profiles) + 1, (unsigned long long)p->weight_count);
        if (!next_run(s))
            return false;
    }
    s->run_left--;
    return pass_time(s, passed);
}

static bool meet_frame(nc_speedscope *s, uint32_t index)
{
    const nc_speedscope_frame *f = index < s->frame_count ? &s->frames[index] : NULL;
    nc_frame_meaning m;

    if (!f)
        return fail(s, "there is no frame %u, the file has %zu", index, s->frame_count);
    nc_frame_describe(s->builder, f->name, f->file, s->lines_execute ? 0 : f->line, s->lines_execute ? f->line : 0,
                      &m);
    s->known[index] = m.frame;
    return true;
}

static inline bool find_frame(nc_speedscope *s, uint32_t index, nc_frame *out)
{
    if (__builtin_expect(index >= s->frame_count || !s->known[index].function.at, 0) && !meet_frame(s, index))
        return false;
    *out = s->known[index];
    return true;
}

/* Where the samples of a profile begin, as far as can be told. */
static int64_t start_of(const nc_speedscope_profile *p)
{
    int64_t start;

    return p->start.type == NC_JSON_NUMBER &&
                   nc_json_fixed(&p->start, nc_speedscope_profile_units[p->unit].power, &start)
               ? start
               : 0;
}

/* The moment of the first event. */
static void start_clock(nc_speedscope *s, int64_t at)
{
    nc_timekeeper_track *order = nc_callstack_keep_order(&s->open, at);

    if (order && s->samples_as_events)
        nc_timekeeper_join(order);
}

bool nc_speedscope_feed_begin(nc_speedscope *s, const nc_speedscope_profile *p)
{
    bool has_name = s->profile_count > 1 || starts(s, s->exporter, "py-spy@");

    s->profile = p;
    s->number = 0;
    s->thread = has_name ? find_thread(s, p->name) : 0;
    s->run = p->first_run;
    s->run_left = 0;
    s->clock = (nc_speedscope_weight){0, 0};
    s->depth = s->root_count = 0;
    s->is_pending = false;
    s->open_count = 0;
    if (p->type == NC_SPEEDSCOPE_EVENTED)
        nc_callstack_init(&s->open, s->builder, s->thread);
    else
        nc_stacks_begin_track(s->builder, s->thread, start_of(p));
    return !nc_builder_failed(s->builder);
}

/* Samples that follow each other and are alike are added as one. */
static void flush(nc_speedscope *s)
{
    if (!s->is_pending)
        return;
    s->is_pending = false;
    if (s->depth > s->root_count) {
        nc_stacks_add(s->builder, s->thread, s->stack + s->root_count, s->depth - s->root_count, s->pending);
        s->has_fed = true;
    } else {
        nc_func none = nc_builder_function(s->builder, (nc_str){0}, 0, nc_builder_string(s->builder, "<no frame>", 10));

        nc_builder_set_kind(s->builder, none, NCALLS_KIND_SYNTHETIC);
        nc_stacks_add(s->builder, s->thread, &(nc_frame){none, 0}, 1, s->pending);
    }
}

bool nc_speedscope_feed_sample(nc_speedscope *s, const uint32_t *indexes, size_t count, size_t same)
{
    int64_t passed = 0;

    s->number++;
    if (!take_weight(s, &passed))
        return false;
    if (s->is_pending && same == count && count == s->depth) {
        s->pending += passed; /* no more than the clock */
    } else {
        flush(s);
        if (!nc_alloc_grow(&s->stack, &s->stack_room, count, sizeof *s->stack))
            return fail_memory(s);
        for (size_t i = same; i < count; i++)
            if (!find_frame(s, indexes[i], &s->stack[i]))
                return false;
        s->depth = count;
        /* py-spy's processes and threads come first and are no functions. */
        s->root_count = s->root_count < same ? s->root_count : same;
        while (s->root_count < count && !s->stack[s->root_count].function.at)
            s->root_count++;
        s->pending = passed;
        s->is_pending = true;
    }
    return !nc_builder_failed(s->builder);
}

static bool open_frame(nc_speedscope *s, uint32_t index)
{
    nc_frame frame;

    if (!find_frame(s, index, &frame))
        return false;
    if (!nc_alloc_grow(&s->open_frames, &s->open_room, s->open_count + 1, sizeof *s->open_frames))
        return fail_memory(s);
    if (!frame.function.at) /* named like a thread of py-spy, which writes no events */
        frame.function = nc_builder_function(s->builder, (nc_str){0}, 0, s->frames[index].name);
    s->open_frames[s->open_count++] = index;
    s->has_fed = true;
    return nc_callstack_enter(&s->open, frame, false);
}

static bool close_frame(nc_speedscope *s, uint32_t index)
{
    if (!s->open_count)
        return fail(s, "frame %u is closed, but none is open", index);
    if (s->open_frames[s->open_count - 1] != index)
        return fail(s, "frame %u is closed, but the innermost open one is %u", index,
                    s->open_frames[s->open_count - 1]);
    s->open_count--;
    nc_callstack_leave(&s->open);
    return true;
}

bool nc_speedscope_feed_event(nc_speedscope *s, const nc_speedscope_event *e)
{
    int64_t at, passed;

    s->number++;
    if (!nc_json_fixed(&e->at, nc_speedscope_profile_units[s->profile->unit].power, &at))
        return fail(s, "a time beyond 64 bits");
    if (s->number > 1) {
        if (at < s->at)
            return fail(s, "it is earlier than the one before");
        if (__builtin_sub_overflow(at, s->at, &passed))
            return fail(s, "a time beyond 64 bits");
        nc_callstack_pass(&s->open, passed);
    } else {
        start_clock(s, at);
    }
    s->at = at;
    return e->is_open ? open_frame(s, e->frame) : close_frame(s, e->frame);
}

bool nc_speedscope_feed_end(nc_speedscope *s)
{
    const nc_speedscope_profile *p = s->profile;

    flush(s);
    if (p->type == NC_SPEEDSCOPE_SAMPLED && s->number != p->weight_count)
        return nc_json_fail(&s->json, "profile %zu has %llu samples, but %llu weights", (size_t)(p - s->profiles) + 1,
                            (unsigned long long)s->number, (unsigned long long)p->weight_count);
    if (s->open_count)
        return nc_json_fail(&s->json, "profile %zu ends while frame %u is open", (size_t)(p - s->profiles) + 1,
                            s->open_frames[s->open_count - 1]);
    nc_callstack_reset(&s->open);
    return !nc_builder_failed(s->builder);
}
