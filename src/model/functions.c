/* SPDX-License-Identifier: MIT */
/* The builder's functions: what a label means, and where it was seen before. */
#include <string.h>

#include "base/alloc.h"
#include "base/hash.h"
#include "base/limit.h"
#include "model/build.h"
#include "model/identity.h"

enum { FIRST_BITS = 10 };

bool nc_functions_init(nc_builder *b)
{
    b->hash_key = nc_hash_key();
    b->slot_bits = FIRST_BITS;
    b->slots = nc_alloc_zeroed((size_t)1 << FIRST_BITS, sizeof *b->slots);
    return b->slots;
}

static void fail_memory(nc_builder *b)
{
    nc_builder_fail(b, NCALLS_MEMORY, "out of memory");
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

/* Installed and standard modules follow site-packages or lib/python. */
static uint32_t place_of_module(const nc_builder *b, nc_str path, nc_identity_file file)
{
    const char *text = nc_builder_text(b, path);
    bool is_inside = file.package >= text && file.package < text + nc_builder_text_size(b, path);

    return (file.class_ == NCALLS_CLASS_PACKAGE || file.class_ == NCALLS_CLASS_STDLIB) && is_inside
               ? (uint32_t)(file.package - text)
               : 0;
}

static nc_file add_file(nc_builder *b, nc_str path)
{
    nc_identity_file file = nc_identity_classify(nc_builder_text(b, path), nc_builder_text_size(b, path));
    char package[256];
    size_t size = file.package_size < sizeof package ? file.package_size : sizeof package;
    nc_file_row row = {.path = path, .class_ = (uint8_t)file.class_, .kind = (uint8_t)file.kind};

    row.is_long = nc_builder_text_size(b, path) > NC_LIMIT_LONG_NAME;
    row.library = place_of_module(b, path, file);
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

/* What has no file and is no built-in, and native code outside of installed
 * packages: of a file by itself, as a class is a file's. */
static void disown(nc_builder *b, nc_key *key, ncalls_kind kind)
{
    nc_file_row *file = &b->files[key->file.at];
    bool is_lost = (kind == NCALLS_KIND_PYTHON || kind == NCALLS_KIND_NATIVE) && file->class_ == NCALLS_CLASS_BUILTIN;

    if (!is_lost && !(kind == NCALLS_KIND_NATIVE && file->class_ == NCALLS_CLASS_MINE))
        return;
    if (!file->unknown.at) {
        nc_file_row row = {
            .path = file->path, .class_ = NCALLS_CLASS_UNKNOWN, .kind = file->kind, .is_long = file->is_long};

        if (!nc_alloc_grow(&b->files, &b->file_room, b->file_count + 2, sizeof *b->files)) {
            nc_builder_fail(b, NCALLS_MEMORY, "out of memory");
            return;
        }
        b->files[++b->file_count] = row;
        file = &b->files[key->file.at];
        file->unknown.at = (uint32_t)b->file_count;
    }
    key->file = file->unknown;
}

void nc_builder_set_kind(nc_builder *b, nc_func function, ncalls_kind kind)
{
    if (!function.at)
        return;
    disown(b, &b->keys[function.at], kind);
    b->keys[function.at].kind = (uint8_t)kind;
}
