/* SPDX-License-Identifier: MIT */
#include "model/builder.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/hash.h"
#include "base/limit.h"
#include "base/number.h"
#include "model/build.h"
#include "model/identity.h"
#include "model/lines.h"
#include "model/stacks.h"

enum { FIRST_BITS = 10, COMPACT_AT = 1 << 20 };

nc_builder *nc_builder_new(unsigned keep)
{
    nc_builder *b = nc_alloc_zeroed(1, sizeof *b);
    bool fine;

    if (!b)
        return NULL;
    b->keep = keep;
    b->hash_key = nc_hash_key();
    b->compact_at = COMPACT_AT;
    b->slot_bits = FIRST_BITS;
    b->slots = nc_alloc_zeroed((size_t)1 << FIRST_BITS, sizeof *b->slots);
    fine = nc_strtab_init(&b->strings) && b->slots;
    if (fine && keep & NCALLS_KEEP_VERBATIM)
        fine = (b->verbatim = nc_verbatim_new()) != NULL;
    if (!fine) {
        nc_builder_free(b);
        return NULL;
    }
    return b;
}

void nc_builder_free(nc_builder *b)
{
    if (!b)
        return;
    nc_strtab_reset(&b->strings);
    nc_alloc_free(b->known);
    nc_alloc_free(b->files);
    nc_alloc_free(b->keys);
    nc_alloc_free(b->figures);
    nc_alloc_free(b->slots);
    nc_alloc_free(b->listing);
    nc_edges_reset(&b->edges);
    nc_alloc_free(b->sources);
    nc_alloc_free(b->notes);
    nc_verbatim_free(b->verbatim);
    nc_stacks_free(b->stacks);
    nc_lines_free(b->lines);
    nc_alloc_free(b);
}

bool nc_builder_failed(const nc_builder *b)
{
    return b->error.status != NCALLS_OK;
}

void nc_builder_fail(nc_builder *b, ncalls_status status, const char *format, ...)
{
    char text[NCALLS_MESSAGE_SIZE];
    va_list args;

    if (nc_builder_failed(b))
        return;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    nc_fail(&b->error, status, "%s", text);
}

static void fail_memory(nc_builder *b)
{
    nc_builder_fail(b, NCALLS_MEMORY, "out of memory");
}

nc_str nc_builder_string(nc_builder *b, const char *bytes, size_t size)
{
    nc_str id = {0};

    if (size > b->longest)
        b->longest = size;
    if (nc_builder_failed(b) || nc_strtab_add(&b->strings, bytes, size, &id))
        return id;
    if (size > NC_LIMIT_NAME)
        nc_builder_fail(b, NCALLS_LIMIT, "a name of %zu bytes, more than %zu", size, NC_LIMIT_NAME);
    else if (b->strings.used + size >= NC_LIMIT_NAMES)
        nc_builder_fail(b, NCALLS_LIMIT, "more than 4 GB of names");
    else
        fail_memory(b);
    return (nc_str){0};
}

const char *nc_builder_text(const nc_builder *b, nc_str id)
{
    return nc_strtab_text(&b->strings, id);
}

size_t nc_builder_text_size(const nc_builder *b, nc_str id)
{
    return nc_strtab_size(&b->strings, id);
}

static nc_str add_string(nc_builder *b, const char *text)
{
    return nc_builder_string(b, text, strlen(text));
}

void nc_builder_begin_source(nc_builder *b, const char *path, const char *reader, int64_t modified)
{
    if (b->edges.count >= b->compact_at) {
        if (!nc_edges_arrange(&b->edges, b->edge_room, (uint32_t)b->function_count, &b->saturated))
            fail_memory(b);
        b->compact_at = 2 * (size_t)b->edges.count > COMPACT_AT ? 2 * (size_t)b->edges.count : COMPACT_AT;
    }
    if (!nc_alloc_grow(&b->sources, &b->source_room, b->source_count + 1, sizeof *b->sources)) {
        fail_memory(b);
        return;
    }
    b->sources[b->source_count++] =
        (nc_source_info){add_string(b, path), add_string(b, reader), {0}, {0}, modified};
    if (b->verbatim)
        nc_verbatim_begin_file(b->verbatim);
}

void nc_builder_set_tool(nc_builder *b, const char *tool)
{
    if (b->source_count)
        b->sources[b->source_count - 1].tool = add_string(b, tool);
}

void nc_builder_set_python(nc_builder *b, const char *version)
{
    if (b->source_count)
        b->sources[b->source_count - 1].python = add_string(b, version);
}

void nc_builder_note(nc_builder *b, const char *format, ...)
{
    char text[NCALLS_MESSAGE_SIZE];
    va_list args;
    nc_str id;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    id = add_string(b, text);
    for (size_t i = 0; i < b->note_count; i++)
        if (b->notes[i].at == id.at)
            return;
    if (b->note_count == NC_LIMIT_NOTES || nc_builder_failed(b))
        return;
    if (!nc_alloc_grow(&b->notes, &b->note_room, b->note_count + 1, sizeof *b->notes)) {
        fail_memory(b);
        return;
    }
    b->notes[b->note_count++] = id;
}

bool nc_builder_declare(nc_builder *b, unsigned has, ncalls_unit unit)
{
    static const char *const names[] = {"nanoseconds", "samples", "bytes", "counts"};

    if (!b->declared) {
        b->declared = true;
        b->has = has;
        b->unit = unit;
        return true;
    }
    if (b->unit != unit) {
        nc_builder_fail(b, NCALLS_USAGE, "measures %s, the files before it %s: they cannot be summed", names[unit],
                        names[b->unit]);
        return false;
    }
    if (b->has != has) {
        /* A sum knows what all of its parts know. */
        nc_builder_note(b, "inputs of several kinds are added up, not combined: what two of them saw counts twice, and "
                           "only what all of them know is shown");
        b->has &= has;
    }
    return true;
}

/* What a string means as a file and as a name, worked out once a string. */
static nc_known *known_of(nc_builder *b, nc_str id)
{
    if (id.at >= b->known_count) {
        size_t count = b->strings.count > id.at ? b->strings.count : (size_t)id.at + 1;

        if (!nc_alloc_grow(&b->known, &b->known_room, count, sizeof *b->known)) {
            fail_memory(b);
            return NULL;
        }
        memset(b->known + b->known_count, 0, (count - b->known_count) * sizeof *b->known);
        b->known_count = count;
    }
    return &b->known[id.at];
}

static nc_str clean_name(nc_builder *b, nc_str raw)
{
    size_t size = nc_builder_text_size(b, raw);
    const char *text = nc_builder_text(b, raw);
    char *out;
    nc_str clean = raw;

    if (!size || text[0] != '<')
        return raw;
    out = nc_alloc(size + 16);
    if (!out) {
        fail_memory(b);
        return raw;
    }
    size = nc_identity_name(out, text, size);
    if (size != SIZE_MAX)
        clean = nc_builder_string(b, out, size);
    nc_alloc_free(out);
    return clean;
}

/* NULL: no memory. Valid until the next string. */
static const nc_known *name_of(nc_builder *b, nc_str raw)
{
    nc_known *known = known_of(b, raw);
    nc_str clean;

    if (!known || known->name)
        return known;
    clean = clean_name(b, raw);
    known = known_of(b, raw); /* it may have moved */
    if (known) {
        known->name = (clean.at + 1) & INT32_MAX;
        known->is_plain =
            nc_builder_text_size(b, clean) <= NC_LIMIT_LONG_NAME && nc_builder_text(b, clean)[0] != '<';
    }
    return known;
}

bool nc_builder_is_plain(const nc_builder *b, nc_func function)
{
    return !b->keys[function.at].cleaned;
}

static void learn_python(nc_builder *b, nc_identity_file file)
{
    char version[16];

    if (!file.python || file.python_size >= sizeof version || !b->source_count ||
        b->sources[b->source_count - 1].python.at)
        return;
    memcpy(version, file.python, file.python_size);
    version[file.python_size] = '\0';
    nc_builder_set_python(b, version);
}

static nc_file add_file(nc_builder *b, nc_str path)
{
    nc_identity_file file = nc_identity_classify(nc_builder_text(b, path), nc_builder_text_size(b, path));
    char package[256];
    size_t size = file.package_size < sizeof package ? file.package_size : sizeof package;
    nc_file_row row = {path, {0}, (uint8_t)file.class_, (uint8_t)file.kind,
                       nc_builder_text_size(b, path) > NC_LIMIT_LONG_NAME, {0}};

    /* Interning may move the very bytes that `file` points into. */
    memcpy(package, file.package, size);
    learn_python(b, file);
    row.package = nc_builder_string(b, package, size);
    if (!nc_alloc_grow(&b->files, &b->file_room, b->file_count + 2, sizeof *b->files)) {
        fail_memory(b);
        return (nc_file){0};
    }
    if (!b->file_count)
        memset(b->files, 0, sizeof *b->files);
    b->files[++b->file_count] = row;
    return (nc_file){(uint32_t)b->file_count};
}

static nc_file file_of(nc_builder *b, nc_str path)
{
    nc_known *known = known_of(b, path);
    nc_file file;

    if (!known)
        return (nc_file){0};
    if (known->file)
        return (nc_file){known->file};
    file = add_file(b, path);
    known = known_of(b, path);
    if (known)
        known->file = file.at;
    return file;
}

static size_t place_of(const nc_builder *b, nc_str path, int32_t line, nc_str name)
{
    return nc_hash_pair((uint64_t)path.at << 32 | name.at, (uint32_t)line, b->hash_key) >> (64 - b->slot_bits);
}

/* The slot of this function, or the free one where it belongs. */
static nc_slot *find_slot(const nc_builder *b, nc_str path, int32_t line, nc_str name)
{
    size_t mask = ((size_t)1 << b->slot_bits) - 1, i = place_of(b, path, line, name);

    for (; b->slots[i].id; i = (i + 1) & mask)
        if (b->slots[i].path.at == path.at && b->slots[i].name.at == name.at && b->slots[i].line == line)
            break;
    return &b->slots[i];
}

static bool grow_slots(nc_builder *b)
{
    size_t count = (size_t)1 << b->slot_bits;
    nc_slot *old = b->slots, *slots = nc_alloc_zeroed(2 * count, sizeof *slots);

    if (!slots)
        return false;
    b->slots = slots;
    b->slot_bits++;
    for (size_t i = 0; i < count; i++)
        if (old[i].id)
            *find_slot(b, old[i].path, old[i].line, old[i].name) = old[i];
    nc_alloc_free(old);
    return true;
}

static bool is_full(const nc_builder *b)
{
    size_t count = (size_t)1 << b->slot_bits;

    return b->function_count >= count - count / 4;
}

static bool count_long_name(nc_builder *b, nc_str name)
{
    size_t size = nc_builder_text_size(b, name);

    if (size > NC_LIMIT_LONG_NAME)
        b->long_names += size;
    if (b->long_names <= NC_LIMIT_LONG_NAMES)
        return true;
    nc_builder_fail(b, NCALLS_LIMIT, "names of more than %zu bytes make up more than %llu MB", NC_LIMIT_LONG_NAME,
                    (unsigned long long)(NC_LIMIT_LONG_NAMES >> 20));
    return false;
}

/* Plain names, nearly all, need not be looked at again: their bytes are far
 * away in memory. */
static bool judge_name(nc_builder *b, nc_key *key, bool is_plain)
{
    const nc_file_row *file = &b->files[key->file.at];
    const char *text = is_plain ? "" : nc_builder_text(b, key->name);
    size_t size = is_plain ? 0 : nc_builder_text_size(b, key->name);

    key->kind = (uint8_t)nc_identity_kind((ncalls_kind)file->kind, key->line, text, size);
    return (is_plain && !file->is_long) || (count_long_name(b, key->name) && count_long_name(b, file->path));
}

static bool grow_functions(nc_builder *b)
{
    size_t room = b->function_room, need = b->function_count + 2;
    bool is_new = !room;

    if (need <= room)
        return true;
    if (!nc_alloc_grow(&b->keys, &room, need, sizeof *b->keys) ||
        !nc_alloc_grow(&b->figures, &b->function_room, need, sizeof *b->figures)) {
        fail_memory(b);
        return false;
    }
    if (is_new) {
        memset(b->keys, 0, sizeof *b->keys);
        memset(b->figures, 0, sizeof *b->figures);
    }
    return true;
}

static nc_func add_function(nc_builder *b, nc_key key, bool is_plain)
{
    uint32_t id = (uint32_t)b->function_count + 1;

    if (b->function_count >= NC_LIMIT_FUNCTIONS) {
        nc_builder_fail(b, NCALLS_LIMIT, "more than %u functions", NC_LIMIT_FUNCTIONS);
        return (nc_func){0};
    }
    if (!judge_name(b, &key, is_plain) || !grow_functions(b))
        return (nc_func){0};
    b->keys[id] = key;
    b->figures[id] = (nc_figures){0, 0, 0, 0, 0};
    b->function_count = id;
    return (nc_func){id};
}

/* A function seen for the first time, or under a name that is not kept. `slot`
 * is where the raw name belongs. */
static nc_func find_or_add(nc_builder *b, nc_slot *slot, nc_str path, int32_t line, nc_str raw)
{
    const nc_known *known = name_of(b, raw);
    nc_str name = known ? (nc_str){known->name - 1} : raw;
    bool is_plain = known && known->is_plain;
    nc_file file = file_of(b, path);
    nc_func added;

    if (nc_builder_failed(b) || !file.at)
        return (nc_func){0};
    if (name.at != raw.at) {
        slot = find_slot(b, path, line, name);
        if (slot->id) {
            b->keys[slot->id].cleaned = true;
            return (nc_func){slot->id};
        }
    }
    if (is_full(b)) {
        if (!grow_slots(b)) {
            fail_memory(b);
            return (nc_func){0};
        }
        slot = find_slot(b, path, line, name);
    }
    added = add_function(b, (nc_key){file, name, line, 0, name.at != raw.at}, is_plain);
    if (added.at)
        *slot = (nc_slot){path, name, line, added.at};
    return added;
}

/* Nearly all names are kept as they are, so look under the raw one first. */
nc_func nc_builder_function(nc_builder *b, nc_str path, int32_t line, nc_str raw)
{
    nc_slot *slot = find_slot(b, path, line, raw);

    return slot->id ? (nc_func){slot->id} : find_or_add(b, slot, path, line, raw);
}

void nc_builder_prefetch(const nc_builder *b, nc_str path, int32_t line, nc_str name)
{
    __builtin_prefetch(&b->slots[place_of(b, path, line, name)]);
}

void nc_builder_prefetch_figures(const nc_builder *b, nc_func function)
{
    __builtin_prefetch(&b->figures[function.at], 1);
    __builtin_prefetch(&b->figures[function.at].listed, 1); /* on the next line, mostly */
}

void nc_builder_set_kind(nc_builder *b, nc_func function, ncalls_kind kind)
{
    if (!function.at)
        return;
    nc_build_disown(b, &b->keys[function.at], kind);
    b->keys[function.at].kind = (uint8_t)kind;
}

bool nc_builder_mark_listed(nc_builder *b, nc_func function)
{
    uint32_t source = (uint32_t)b->source_count;

    if (!function.at)
        return true;
    if (b->figures[function.at].listed == source)
        return false;
    if (!b->figures[function.at].listed) {
        if (!nc_alloc_grow(&b->listing, &b->listing_room, b->listed_count + 1, sizeof *b->listing)) {
            fail_memory(b);
            return true;
        }
        b->listing[b->listed_count++] = function;
    }
    b->figures[function.at].listed = source;
    return true;
}

void nc_builder_add_calls(nc_builder *b, nc_func function, int64_t calls, int64_t primitive, int64_t self,
                          int64_t total)
{
    nc_figures *f = &b->figures[function.at];

    if (!function.at)
        return;
    if (__builtin_add_overflow(f->calls, calls, &f->calls) ||
        __builtin_add_overflow(f->primitive, primitive, &f->primitive))
        nc_builder_fail(b, NCALLS_LIMIT, "the call counts add up to more than 2^63");
    f->self = nc_number_add(f->self, self, &b->saturated);
    nc_build_add_known(&f->total, total, &b->saturated);
}

nc_edges *nc_builder_reserve_edges(nc_builder *b, uint32_t more)
{
    size_t need = (size_t)b->edges.count + more;

    if (__builtin_expect(need < b->edge_room, 1))
        return &b->edges;
    if (need < NC_LIMIT_ROWS && nc_edges_grow(&b->edges, &b->edge_room, need))
        return &b->edges;
    fail_memory(b);
    return NULL;
}

void nc_builder_add_edge(nc_builder *b, nc_edge_row edge)
{
    nc_edges *e = nc_builder_reserve_edges(b, 1);
    uint32_t id;

    if (!e || !edge.caller.at || !edge.callee.at)
        return;
    id = ++e->count;
    e->caller[id] = edge.caller;
    e->callee[id] = edge.callee;
    e->calls[id] = edge.calls;
    e->primitive[id] = edge.primitive;
    e->self[id] = edge.self;
    e->total[id] = edge.total;
}

nc_edges *nc_builder_edges(nc_builder *b)
{
    return &b->edges;
}

nc_verbatim *nc_builder_verbatim(nc_builder *b)
{
    return b->verbatim;
}
