/* SPDX-License-Identifier: MIT */
/*
 * speedscope's own format: py-spy -f speedscope, pyinstrument -r speedscope,
 * austin2speedscope, speedscope's export. See speedscope.h for how it is read.
 *
 *     { "shared": { "frames": [ {"name", "file", "line"}, ... ] },
 *       "profiles": [ { "type": "sampled", "unit", "samples": [[0, 1], ...], "weights": [...] },
 *                     { "type": "evented", "unit", "events": [{"type": "O", "frame": 0, "at": 0}, ...] } ] }
 *
 * Keys come in any order.
 */
#include "read/speedscope.h"

#include <string.h>

#include "base/alloc.h"
#include "base/limit.h"
#include "codec/encoding.h"
#include "read/reader.h"

static bool take_text(nc_speedscope *s, const nc_json_value *v, nc_str *out)
{
    *out = nc_builder_string(s->builder, v->bytes, v->size);
    return !nc_builder_failed(s->builder);
}

/* A line that is none (null, a string, 10^20) is unknown. */
static int32_t line_of(const nc_json_value *v)
{
    int64_t line;

    return nc_json_whole(v, &line) && line > 0 && line <= INT32_MAX ? (int32_t)line : 0;
}

static bool take_frame_member(nc_speedscope *s, nc_speedscope_frame *f, const nc_json_value *key, bool *has_name)
{
    bool is_name = nc_json_is(key, "name"), is_file = nc_json_is(key, "file"), is_line = nc_json_is(key, "line");
    nc_json_value v;

    if (!nc_json_next(&s->json, &v, "a value"))
        return false;
    if (is_name) {
        *has_name = v.type == NC_JSON_TEXT;
        return *has_name ? take_text(s, &v, &f->name) : nc_json_wrong(&s->json, &v, "a frame's name");
    }
    if (is_file && v.type == NC_JSON_TEXT)
        return take_text(s, &v, &f->file);
    if (is_line)
        f->line = line_of(&v);
    return nc_json_skip(&s->json, &v);
}

static bool take_frame(nc_speedscope *s)
{
    nc_speedscope_frame f = {0};
    nc_json_value key;
    bool has_name = false;

    for (;;) {
        if (!nc_json_key(&s->json, &key))
            return false;
        if (key.type == NC_JSON_END)
            break;
        if (!take_frame_member(s, &f, &key, &has_name))
            return false;
    }
    if (!has_name)
        return nc_json_fail(&s->json, "frame %zu has no name", s->frame_count);
    if (s->frame_count >= NC_LIMIT_FUNCTIONS ||
        !nc_alloc_grow(&s->frames, &s->frame_room, s->frame_count + 1, sizeof *s->frames)) {
        nc_fail_memory(&s->json.error);
        return false;
    }
    s->frames[s->frame_count++] = f;
    return true;
}

/* An array of objects, each handed to `take` when its '{' was read. */
static bool take_objects(nc_speedscope *s, const char *what, const char *one, bool (*take)(nc_speedscope *s))
{
    nc_json_value v;

    if (!nc_json_expect(&s->json, &v, NC_JSON_ARRAY, what))
        return false;
    for (;;) {
        if (!nc_json_next(&s->json, &v, one))
            return false;
        if (v.type == NC_JSON_END)
            return true;
        if (v.type != NC_JSON_OBJECT)
            return nc_json_wrong(&s->json, &v, one);
        if (!take(s))
            return false;
    }
}

static bool once(nc_speedscope *s, bool *has, const char *key)
{
    bool had = *has;

    *has = true;
    return !had || nc_json_fail(&s->json, "\"%s\" a second time", key);
}

static bool take_shared(nc_speedscope *s)
{
    nc_json_value key, v;

    if (!once(s, &s->has_shared, "shared") || !nc_json_expect(&s->json, &v, NC_JSON_OBJECT, "an object with frames"))
        return false;
    for (;;) {
        bool fine;

        if (!nc_json_key(&s->json, &key))
            return false;
        if (key.type == NC_JSON_END)
            return true;
        if (nc_json_is(&key, "frames"))
            fine = once(s, &s->has_frames, "frames") &&
                   take_objects(s, "an array of frames", "a frame (an object)", take_frame);
        else
            fine = nc_json_next(&s->json, &v, "a value") && nc_json_skip(&s->json, &v);
        if (!fine)
            return false;
    }
}

static bool take_other(nc_speedscope *s, const nc_json_value *key)
{
    bool is_exporter = nc_json_is(key, "exporter"), is_active = nc_json_is(key, "activeProfileIndex");
    nc_json_value v;

    if (!nc_json_next(&s->json, &v, "a value"))
        return false;
    if (is_exporter && v.type == NC_JSON_TEXT)
        return take_text(s, &v, &s->exporter);
    if (is_active && !nc_json_whole(&v, &s->active))
        s->active = -1;
    return nc_json_skip(&s->json, &v);
}

/* The first time: all but stacks, which are passed over or kept. */
static bool read_first(nc_speedscope *s)
{
    nc_json_value key, v;

    if (!nc_json_expect(&s->json, &v, NC_JSON_OBJECT, "a speedscope file (an object)"))
        return false;
    for (;;) {
        bool fine;

        if (!nc_json_key(&s->json, &key))
            return false;
        if (key.type == NC_JSON_END)
            break;
        if (nc_json_is(&key, "profiles"))
            fine = once(s, &s->has_profiles, "profiles") &&
                   take_objects(s, "an array of profiles", "a profile (an object)", nc_speedscope_profile_read);
        else
            fine = nc_json_is(&key, "shared") ? take_shared(s) : take_other(s, &key);
        if (!fine)
            return false;
    }
    return nc_json_finish(&s->json);
}

static ncalls_unit unit_of(const nc_speedscope_profile *p)
{
    return nc_speedscope_profile_units[p->unit].unit;
}

/* The unit that is shown: the active profile's. Profiles that measure something
 * else cannot be added to it. */
static ncalls_unit choose_unit(const nc_speedscope *s)
{
    size_t active = s->active >= 0 && (uint64_t)s->active < s->profile_count ? (size_t)s->active : 0;

    return unit_of(&s->profiles[active]);
}

/* What a frame's line is depends on the producer: samplers know which line was
 * executing, everybody else where the function begins. */
static bool executes_lines(const nc_speedscope *s)
{
    const char *exporter = nc_builder_text(s->builder, s->exporter);

    return strncasecmp(exporter, "py-spy", 6) == 0 || strncasecmp(exporter, "austin", 6) == 0;
}

static bool has_lines(const nc_speedscope *s)
{
    for (size_t i = 0; i < s->frame_count; i++)
        if (s->frames[i].line)
            return true;
    return false;
}

static void set_tool(nc_speedscope *s)
{
    char tool[80];
    size_t size = nc_builder_text_size(s->builder, s->exporter);

    if (!size || size >= sizeof tool)
        return;
    memcpy(tool, nc_builder_text(s->builder, s->exporter), size + 1);
    for (size_t i = 0; i < size; i++)
        if (tool[i] == '@')
            tool[i] = ' ';
    nc_builder_set_tool(s->builder, tool);
}

static bool is_same(const nc_json_value *a, const nc_json_value *b)
{
    return a->type == b->type && a->digits == b->digits && a->exponent == b->exponent && a->negative == b->negative;
}

/* pyinstrument writes its samples as events. py-spy lets each thread begin at 0 and
 * leaves out the moments in which it waited. */
static nc_stacks_order order_of(nc_speedscope *s)
{
    bool sampled = false, apart = true;

    s->samples_as_events = strcmp(nc_builder_text(s->builder, s->exporter), "pyinstrument") == 0;
    for (size_t i = 0; i < s->profile_count; i++) {
        sampled |= s->profiles[i].type == NC_SPEEDSCOPE_SAMPLED;
        apart &= is_same(&s->profiles[i].start, &s->profiles[0].start);
    }
    if (sampled)
        return apart ? NC_STACKS_APART : NC_STACKS_WEIGHTS;
    return s->samples_as_events ? NC_STACKS_EVENTS : NC_STACKS_CALLS;
}

static bool prepare(nc_speedscope *s)
{
    ncalls_unit unit;
    unsigned has = NCALLS_HAS_EDGES;

    if (!s->has_profiles || !s->has_frames)
        return nc_json_fail(&s->json, "the file has no \"%s\"", s->has_profiles ? "frames" : "profiles");
    if (!s->profile_count)
        return nc_json_fail(&s->json, "the file has no profile in it");
    unit = choose_unit(s);
    s->lines_execute = executes_lines(s);
    if (s->lines_execute && has_lines(s))
        has |= NCALLS_HAS_LINES;
    has |= unit == NCALLS_UNIT_NANOSECONDS ? (unsigned)NCALLS_HAS_TIME
           : unit == NCALLS_UNIT_BYTES     ? (unsigned)NCALLS_HAS_MEMORY
                                           : 0;
    set_tool(s);
    s->known = nc_alloc_zeroed(s->frame_count, sizeof *s->known);
    if (!s->known) {
        nc_fail_memory(&s->json.error);
        return false;
    }
    if (!nc_builder_declare(s->builder, has, unit))
        return false;
    if (unit != NCALLS_UNIT_BYTES)
        nc_stacks_declare_order(s->builder, order_of(s), unit);
    return true;
}

/* The next profile of the second time, whose '{' was read last. */
static bool reread_profile(nc_speedscope *s)
{
    const nc_speedscope_profile *p = s->profile ? s->profile + 1 : s->profiles;

    if (p == s->profiles + s->profile_count)
        return nc_json_fail(&s->json, "the file changed while it was read");
    s->profile = p;
    if (unit_of(p) == choose_unit(s))
        return nc_speedscope_profile_reread(s, p);
    return nc_json_leap(&s->json, &(nc_json_value){.type = NC_JSON_OBJECT});
}

static bool read_second(nc_speedscope *s, nc_input *input)
{
    nc_json_value key, v;
    ncalls_status status;

    if (!nc_input_rewind(input))
        return nc_json_fail(&s->json, "the file cannot be read a second time");
    nc_json_reset(&s->json);
    nc_json_init(&s->json, input);
    status = nc_encoding_normalise(input, &s->json.error);
    if (status || !nc_json_expect(&s->json, &v, NC_JSON_OBJECT, "a speedscope file (an object)"))
        return false;
    for (;;) {
        bool fine;

        if (!nc_json_key(&s->json, &key))
            return false;
        if (key.type == NC_JSON_END)
            return true;
        if (nc_json_is(&key, "profiles"))
            fine = take_objects(s, "an array of profiles", "a profile (an object)", reread_profile);
        else
            fine = nc_json_next(&s->json, &v, "a value") && nc_json_leap(&s->json, &v);
        if (!fine)
            return false;
    }
}

static bool replay(nc_speedscope *s)
{
    for (size_t i = 0; i < s->profile_count; i++)
        if (unit_of(&s->profiles[i]) == choose_unit(s) && !nc_speedscope_profile_replay(s, &s->profiles[i]))
            return false;
    return true;
}

static bool say_what_was_odd(nc_speedscope *s)
{
    size_t left_out = 0;

    for (size_t i = 0; i < s->profile_count; i++)
        left_out += unit_of(&s->profiles[i]) != choose_unit(s);
    if (!s->has_fed)
        return nc_json_fail(&s->json, "the file has no stack in it: an empty profile");
    if (left_out)
        nc_builder_note(s->builder, "%zu of %zu profiles in the file measure something else and are left out", left_out,
                        s->profile_count);
    return true;
}

static ncalls_status read_speedscope(nc_input *input, nc_builder *builder, ncalls_error *error)
{
    nc_speedscope s = {.builder = builder, .active = -1};
    ncalls_status status = NCALLS_OK;
    bool fine;

    s.keeps = !nc_input_rewind(input);
    nc_text_init(&s.store);
    nc_jsonlist_init(&s.list);
    nc_json_init(&s.json, input);
    fine = (s.keeps || nc_encoding_normalise(input, &s.json.error) == NCALLS_OK) && read_first(&s) && prepare(&s) &&
           (s.keeps ? replay(&s) : read_second(&s, input)) && say_what_was_odd(&s);
    if (!fine && !nc_builder_failed(builder)) {
        status = s.json.error.status;
        if (error)
            *error = s.json.error;
    }
    nc_callstack_reset(&s.open);
    nc_json_reset(&s.json);
    nc_jsonlist_reset(&s.list);
    nc_text_reset(&s.store);
    nc_alloc_free(s.frames);
    nc_alloc_free(s.known);
    nc_alloc_free(s.profiles);
    nc_alloc_free(s.runs);
    nc_alloc_free(s.stack);
    nc_alloc_free(s.open_frames);
    return status;
}

static bool contains(const nc_head *head, const char *text)
{
    return memmem(head->bytes, head->size, text, strlen(text)) != NULL;
}

/* An object that names the schema, or the beginning of its profiles (keys in
 * another order), or all that makes a file of this kind. */
static unsigned bid_speedscope(const nc_head *head)
{
    size_t i = 0;
    unsigned bits = 0;

    while (i < head->size && memchr(" \t\r\n", head->bytes[i], 4))
        i++;
    if (i == head->size || head->bytes[i] != '{')
        return 0;
    if (contains(head, "speedscope.app/file-format-schema"))
        bits += 40;
    if (contains(head, "\"profiles\"") && (contains(head, "\"sampled\"") || contains(head, "\"evented\"")))
        bits += 20;
    if (contains(head, "\"shared\"") && contains(head, "\"frames\"") && contains(head, "\"profiles\""))
        bits += 16;
    return bits;
}

const nc_reader nc_read_speedscope = {
    .name = "speedscope",
    .title = "speedscope: py-spy record -f speedscope, pyinstrument -r speedscope, austin2speedscope",
    .bid = bid_speedscope,
    .read = read_speedscope,
};
