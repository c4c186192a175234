/* SPDX-License-Identifier: MIT */
#include "read/frame.h"

#include <string.h>

#include "base/alloc.h"
#include "base/hash.h"
#include "base/limit.h"
#include "base/number.h"

/* WAYS slots lie in half a cache line, and a text is in one of those or in none. */
enum { FIRST_SLOTS = 1 << 12, MOST_SLOTS = 1 << 20, WAYS = 4, BATCH = 64 };

typedef struct span {
    const char *p;
    size_t size;
} span;

bool nc_frame_init(nc_frame_cache *cache, nc_builder *builder)
{
    memset(cache, 0, sizeof *cache);
    cache->builder = builder;
    cache->slots = nc_alloc_zeroed(FIRST_SLOTS, sizeof *cache->slots);
    cache->slot_mask = FIRST_SLOTS - 1;
    return cache->slots && nc_strtab_init(&cache->texts);
}

void nc_frame_reset(nc_frame_cache *cache)
{
    nc_strtab_reset(&cache->texts);
    nc_alloc_free(cache->meanings);
    nc_alloc_free(cache->slots);
    nc_alloc_free(cache->numbers);
    memset(cache, 0, sizeof *cache);
}

static bool starts(span s, const char *text)
{
    return s.size >= strlen(text) && memcmp(s.p, text, strlen(text)) == 0;
}

/* Takes ":12" off the end; lines may be negative (odd line tables). */
static bool take_line(span *s, int32_t *line)
{
    const char *colon = s->size ? memrchr(s->p, ':', s->size) : NULL;
    int64_t number;

    if (!colon || !nc_number_parse_int(colon + 1, (size_t)(s->p + s->size - colon - 1), &number) ||
        number < INT32_MIN || number > INT32_MAX)
        return false;
    *line = (int32_t)number;
    s->size = (size_t)(colon - s->p);
    return true;
}

/* What stands in parentheses is a place if it looks like a file: C++ has
 * "operator() (int)". */
static bool looks_like_file(span s)
{
    if (!s.size)
        return false;
    return memchr(s.p, '.', s.size) || memchr(s.p, '/', s.size) || memchr(s.p, '\\', s.size) || s.p[0] == '<' ||
           s.p[0] == '[' || (s.size == 1 && s.p[0] == '?');
}

static bool split_parenthesised(span text, span *name, span *file, int32_t *line)
{
    size_t open;

    if (text.size < 4 || text.p[text.size - 1] != ')')
        return false;
    for (open = text.size - 1; open > 0; open--)
        if (text.p[open] == '(' && text.p[open - 1] == ' ')
            break;
    if (!open)
        return false;
    *name = (span){text.p, open - 1};
    *file = (span){text.p + open + 1, text.size - open - 2};
    return take_line(file, line) || looks_like_file(*file);
}

bool nc_frame_split(const char *text, size_t size, nc_frame_parts *out)
{
    span name, file;

    out->line = 0;
    if (!split_parenthesised((span){text, size}, &name, &file, &out->line))
        return false;
    out->name = name.p;
    out->name_size = name.size;
    out->file = file.p;
    out->file_size = file.size;
    return true;
}

/* "dir/app.py:Tree.walk:12"; the function's name may hold colons, a Windows
 * path holds one. */
static bool split_colons(span text, span *name, span *file, int32_t *line)
{
    span rest = text;
    const char *colon;

    if (!take_line(&rest, line))
        return false;
    colon = memchr(rest.p, ':', rest.size);
    if (colon && colon == rest.p + 1 && rest.size > 3 && (rest.p[2] == '\\' || rest.p[2] == '/'))
        colon = memchr(rest.p + 2, ':', rest.size - 2);
    if (!colon)
        return false;
    *file = (span){rest.p, (size_t)(colon - rest.p)};
    *name = (span){colon + 1, rest.size - file->size - 1};
    return name->size && name->p[0] != ':' &&
           (looks_like_file(*file) || (file->size == name->size && memcmp(file->p, name->p, name->size) == 0));
}

/* flameprof's "dir/app.py:12:walk" and "~:0:<method 'recv' of ...>". */
static bool split_line_between(span text, span *name, span *file, int32_t *line)
{
    for (size_t i = 1; i < text.size; i++) {
        size_t digits = i + 1;
        int64_t number;

        if (text.p[i] != ':')
            continue;
        while (digits < text.size && text.p[digits] >= '0' && text.p[digits] <= '9')
            digits++;
        if (digits == i + 1 || digits + 1 >= text.size || text.p[digits] != ':' ||
            !nc_number_parse_int(text.p + i + 1, digits - i - 1, &number) || number > INT32_MAX)
            continue;
        *file = (span){text.p, i};
        *name = (span){text.p + digits + 1, text.size - digits - 1};
        *line = (int32_t)number;
        return looks_like_file(*file) || (i == 1 && text.p[0] == '~');
    }
    return false;
}

static bool is_native_file(span file)
{
    static const char *const suffixes[] = {".c", ".cc", ".cpp", ".h", ".hpp", ".rs", ".S", ".pyx"};
    span rest = file, last = {"", 0}; /* from a dot on */

    while ((rest.p = rest.size ? memchr(rest.p, '.', rest.size) : NULL)) {
        rest.size = (size_t)(file.p + file.size - rest.p);
        if (starts(rest, ".so") || starts(rest, ".dylib") || starts(rest, ".dll"))
            return true;
        last = rest;
        rest = (span){rest.p + 1, rest.size - 1};
    }
    for (size_t i = 0; last.size && last.size < file.size && i < sizeof suffixes / sizeof *suffixes; i++)
        if (last.size == strlen(suffixes[i]) && starts(last, suffixes[i]))
            return true;
    return (file.size == 1 && file.p[0] == '?') || (file.size && file.p[0] == '['); /* [vdso] */
}

/* "thread (12004): MainThread", "thread 12004"; "process 7:\"python app.py\""
 * and "tid:12004". */
static bool parse_root(nc_builder *b, span text, nc_frame_meaning *out)
{
    size_t skip, digits = 0;
    span rest;

    if (starts(text, "thread ("))
        skip = 8;
    else if (starts(text, "thread "))
        skip = 7;
    else if (starts(text, "process "))
        skip = 8;
    else if (starts(text, "tid:"))
        skip = 4;
    else
        return false;
    rest = (span){text.p + skip, text.size - skip};
    while (digits < rest.size && rest.p[digits] >= '0' && rest.p[digits] <= '9')
        digits++;
    if (!nc_number_parse_int(rest.p, digits, &out->number) && !starts(rest, "0x"))
        return false;
    out->is_process = text.p[0] == 'p';
    out->is_thread = !out->is_process;
    out->name = nc_builder_string(b, text.p, text.size);
    return true;
}

/* Kinds that identity cannot know: a function without a file is Python's unless
 * it looks made up. */
static nc_func function_of(nc_builder *b, nc_str name, nc_str file, int32_t first_line)
{
    nc_func function = nc_builder_function(b, file, first_line, name);

    if (is_native_file((span){nc_builder_text(b, file), nc_builder_text_size(b, file)}))
        nc_builder_set_kind(b, function, NCALLS_KIND_NATIVE);
    else if (!file.at && !(name.at && nc_builder_text(b, name)[0] == '<'))
        nc_builder_set_kind(b, function, NCALLS_KIND_PYTHON);
    return function;
}

static void parse(nc_frame_cache *cache, span text, nc_frame_meaning *out)
{
    nc_builder *b = cache->builder;
    span name = text, file = {"", 0};
    int32_t line = 0, first_line = 0;
    nc_str file_id, name_id;

    memset(out, 0, sizeof *out);
    out->is_known = true;
    if (parse_root(b, text, out))
        return;
    if (split_line_between(text, &name, &file, &first_line)) {
        line = 0;
    } else if (!split_parenthesised(text, &name, &file, &line) && !split_colons(text, &name, &file, &line)) {
        name = text;
        file = (span){"", 0};
        line = first_line = 0;
    } else {
        first_line = 0;
    }
    file_id = nc_builder_string(b, file.p, file.size);
    name_id = nc_builder_string(b, name.p, name.size);
    out->frame = (nc_frame){function_of(b, name_id, file_id, first_line), line};
}

void nc_frame_describe(nc_builder *b, nc_str name, nc_str file, int32_t first_line, int32_t line,
                       nc_frame_meaning *out)
{
    memset(out, 0, sizeof *out);
    out->is_known = true;
    if (!file.at && !first_line && !line &&
        parse_root(b, (span){nc_builder_text(b, name), nc_builder_text_size(b, name)}, out))
        return;
    out->frame = (nc_frame){function_of(b, name, file, first_line), line};
}

static bool fail_text(nc_frame_cache *cache, size_t size)
{
    bool is_long = size > NC_LIMIT_NAME;

    nc_builder_fail(cache->builder, is_long ? NCALLS_LIMIT : NCALLS_MEMORY,
                    is_long ? "a frame's name is too long" : "out of memory");
    return false;
}

static bool reserve_meaning(nc_frame_cache *cache, nc_str id)
{
    if (id.at < cache->count)
        return true;
    if (!nc_alloc_grow(&cache->meanings, &cache->room, id.at + (size_t)1, sizeof *cache->meanings))
        return false;
    memset(cache->meanings + cache->count, 0, (id.at + (size_t)1 - cache->count) * sizeof *cache->meanings);
    cache->count = id.at + (size_t)1;
    return true;
}

/* Length and ends tell nearly all texts from each other. At least eight bytes. */
static uint64_t hash_of(const nc_frame_cache *cache, span text)
{
    uint64_t begin = nc_hash_load((const unsigned char *)text.p, 8);
    uint64_t end = nc_hash_load((const unsigned char *)text.p + text.size - 8, 8);

    return nc_hash_mix(begin ^ NC_HASH_A ^ cache->texts.key, (end + text.size) ^ NC_HASH_B);
}

static uint64_t *ways_of(const nc_frame_cache *cache, uint64_t hash)
{
    return &cache->slots[hash & cache->slot_mask & ~(size_t)(WAYS - 1)];
}

/* 0: not there, or its place was taken. */
static nc_str find_slot(const nc_frame_cache *cache, uint64_t hash)
{
    const uint64_t *ways = ways_of(cache, hash);

    for (unsigned i = 0; i < WAYS; i++)
        if (!((ways[i] ^ hash) >> 32))
            return (nc_str){(uint32_t)ways[i]};
    return (nc_str){0};
}

static void fill_slot(nc_frame_cache *cache, uint64_t hash, nc_str id)
{
    uint64_t *ways = ways_of(cache, hash);
    unsigned way = 0;

    while (way < WAYS - 1 && ways[way])
        way++;
    ways[way] = (hash & 0xffffffff00000000u) | id.at;
}

/* At least eight bytes: the last ones may be compared twice. */
static bool is_text(const nc_frame_cache *cache, nc_str id, span text)
{
    const char *other = nc_strtab_text(&cache->texts, id);
    size_t at = 0;

    if (nc_strtab_size(&cache->texts, id) != text.size)
        return false;
    for (; at + 16 <= text.size; at += 16)
        if (memcmp(other + at, text.p + at, 16) != 0)
            return false;
    if (at + 8 <= text.size && memcmp(other + at, text.p + at, 8) != 0)
        return false;
    return memcmp(other + text.size - 8, text.p + text.size - 8, 8) == 0;
}

/* Texts that have no slot are found all the same; so there is no failure here. */
static void grow_slots(nc_frame_cache *cache)
{
    size_t count = 4 * (cache->slot_mask + 1);
    uint64_t *slots = nc_alloc_zeroed(count, sizeof *slots);

    if (!slots)
        return;
    nc_alloc_free(cache->slots);
    cache->slots = slots;
    cache->slot_mask = count - 1;
    for (uint32_t id = 1; id < cache->texts.count; id++) {
        span text = {nc_strtab_text(&cache->texts, (nc_str){id}), nc_strtab_size(&cache->texts, (nc_str){id})};

        if (text.size >= 8)
            fill_slot(cache, hash_of(cache, text), (nc_str){id});
    }
}

bool nc_frame_add(nc_frame_cache *cache, const char *bytes, size_t size, nc_str *id)
{
    span text = {bytes, size};
    uint64_t hash = size < 8 ? 0 : hash_of(cache, text);

    id->at = size < 8 ? 0 : find_slot(cache, hash).at;
    if (id->at && is_text(cache, *id, text))
        return true;
    if (!nc_strtab_add(&cache->texts, bytes, size, id) || !reserve_meaning(cache, *id))
        return fail_text(cache, size);
    if (size >= 8)
        fill_slot(cache, hash, *id);
    if (cache->texts.count > cache->slot_mask / 2 && cache->slot_mask < MOST_SLOTS / 2)
        grow_slots(cache);
    return true;
}

const nc_frame_meaning *nc_frame_at(nc_frame_cache *cache, nc_str id)
{
    nc_frame_meaning *m = &cache->meanings[id.at];

    if (__builtin_expect(!m->is_known, 0))
        parse(cache, (span){nc_strtab_text(&cache->texts, id), nc_strtab_size(&cache->texts, id)}, m);
    return m;
}

const nc_frame_meaning *nc_frame_find(nc_frame_cache *cache, const char *text, size_t size)
{
    nc_str id;

    return nc_frame_add(cache, text, size, &id) ? nc_frame_at(cache, id) : NULL;
}

static bool reserve_number(nc_frame_cache *cache, nc_str id)
{
    if (id.at < cache->number_count)
        return true;
    if (!nc_alloc_grow(&cache->numbers, &cache->number_room, id.at + (size_t)1, sizeof *cache->numbers)) {
        nc_builder_fail(cache->builder, NCALLS_MEMORY, "out of memory");
        return false;
    }
    memset(cache->numbers + cache->number_count, 0,
           (id.at + (size_t)1 - cache->number_count) * sizeof *cache->numbers);
    cache->number_count = id.at + (size_t)1;
    return true;
}

static uint32_t find_number(nc_frame_cache *cache, span text)
{
    const nc_frame_meaning *m;
    nc_str id;

    if (!nc_frame_add(cache, text.p, text.size, &id) || !reserve_number(cache, id))
        return 0;
    if (!cache->numbers[id.at]) {
        m = nc_frame_at(cache, id);
        cache->numbers[id.at] = m->frame.function.at ? nc_stacks_number(cache->builder, m->frame) : 0;
    }
    return cache->numbers[id.at];
}

/* In rounds, each of which fetches what the next one reads. */
static void number_batch(nc_frame_cache *cache, const span *texts, size_t count, uint32_t *numbers)
{
    uint64_t hashes[BATCH];
    nc_str ids[BATCH];

    for (size_t i = 0; i < count; i++) {
        hashes[i] = texts[i].size < 8 ? 0 : hash_of(cache, texts[i]);
        __builtin_prefetch(ways_of(cache, hashes[i]));
    }
    for (size_t i = 0; i < count; i++) {
        ids[i].at = texts[i].size < 8 ? 0 : find_slot(cache, hashes[i]).at;
        __builtin_prefetch(&cache->texts.offsets[ids[i].at]);
    }
    for (size_t i = 0; i < count; i++)
        __builtin_prefetch(nc_strtab_text(&cache->texts, ids[i]));
    for (size_t i = 0; i < count; i++) {
        bool known = ids[i].at && ids[i].at < cache->number_count && is_text(cache, ids[i], texts[i]);

        numbers[i] = known ? cache->numbers[ids[i].at] : 0;
        if (__builtin_expect(!numbers[i], 0))
            numbers[i] = find_number(cache, texts[i]);
    }
}

void nc_frame_number_all(nc_frame_cache *cache, const char *line, size_t begin, const size_t *ends, size_t count,
                         uint32_t *numbers)
{
    span texts[BATCH];

    for (size_t done = 0, some; done < count; done += some) {
        some = count - done < BATCH ? count - done : BATCH;
        for (size_t i = 0; i < some; i++) {
            texts[i] = (span){line + begin, ends[done + i] - begin};
            begin = ends[done + i] + 1;
        }
        number_batch(cache, texts, some, numbers + done);
    }
}
