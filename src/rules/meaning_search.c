/* SPDX-License-Identifier: MIT */
/*
 * Nearly all entries of the lexicon have a literal name, and a profile's names
 * are interned: so one pass over the names finds those that any entry has, and
 * one over the functions looks closer at these few. What is asked of each name
 * and of each file are bits, so that most questions are answered by one look at
 * them. Measured with pcre2's JIT, 200 patterns over a million names took longer
 * than reading the file.
 */
#include "rules/meaning.h"

#include <string.h>

#include "base/alloc.h"
#include "base/glob.h"
#include "base/hash.h"
#include "base/text.h"

enum { SEEN = 1 << 14 };

typedef struct search {
    const ncalls_profile *p;
    const nc_lexicon *lexicon;
    nc_meaning *out;
    size_t room;
    uint32_t *slots;    /* open addressing: entry + 1 of a name, 0 = free */
    uint32_t slot_mask;
    uint32_t *next;     /* [entry] the next one of the same name + 1, 0 = none */
    uint64_t seen[SEEN / 64]; /* which first and last bytes and lengths any entry has, as bits */
    uint64_t *is_known; /* bits [string]: an entry has that name */
    uint64_t *is_part;  /* bits [string]: <listcomp>, <genexpr>, <lambda> are parts of a function */
    uint32_t *first;    /* [string] entry + 1 of a known name */
    uint64_t *required; /* [entry] see required_by */
    struct builtin {
        uint32_t function;
        uint64_t pieces; /* see pieces_of */
    } *builtins;
    uint32_t builtin_count;
    uint64_t *components; /* [file] see components_of */
    uint32_t *chains;   /* [file] its first link, 0 = none */
    struct link {
        uint32_t entry, next;
    } *links;
    uint32_t link_count;
    uint64_t key;
} search;

/* Nearly all names end here: no hash is needed to know that no entry has them. */
static uint32_t fold(const char *name, size_t size)
{
    return ((unsigned char)name[0] * 31u ^ (unsigned char)name[size - 1] * 7u ^ (uint32_t)size * 1021u ^
            (unsigned char)name[size / 2] * 257u) % SEEN;
}

static uint32_t *slot_of(const search *s, const char *name, size_t size)
{
    uint32_t i = (uint32_t)nc_hash_bytes(name, size, s->key) & s->slot_mask;

    for (; s->slots[i]; i = (i + 1) & s->slot_mask) {
        const nc_entry *entry = &s->lexicon->entries[s->slots[i] - 1];

        if (entry->name_size == size && memcmp(entry->name, name, size) == 0)
            break;
    }
    return &s->slots[i];
}

static bool index_entries(search *s)
{
    uint32_t slots = 64;

    while (slots < 2 * s->lexicon->entry_count)
        slots *= 2;
    s->slot_mask = slots - 1;
    s->slots = nc_alloc_zeroed(slots, sizeof *s->slots);
    s->next = nc_alloc_zeroed((size_t)s->lexicon->entry_count + 1, sizeof *s->next);
    if (!s->slots || !s->next)
        return false;
    for (uint32_t i = s->lexicon->entry_count; i--;) { /* so that chains are in the lexicon's order */
        const nc_entry *entry = &s->lexicon->entries[i];
        uint32_t *slot;

        if (entry->kind != NC_ENTRY_LITERAL)
            continue;
        slot = slot_of(s, entry->name, entry->name_size);
        s->next[i] = *slot;
        *slot = i + 1;
        if (entry->name_size) {
            uint32_t bit = fold(entry->name, entry->name_size);

            s->seen[bit / 64] |= (uint64_t)1 << bit % 64;
        }
    }
    return true;
}

static uint32_t find_name(const search *s, const char *name, size_t size)
{
    uint32_t bit = size ? fold(name, size) : 0;

    if (!size || !(s->seen[bit / 64] >> bit % 64 & 1))
        return 0;
    return *slot_of(s, name, size);
}

/* A sampler may write Class.method; entries say method. */
static uint32_t find_qualified(const search *s, const char *name, size_t size)
{
    const char *dot = size && name[0] != '<' ? memrchr(name, '.', size) : NULL;

    return dot ? find_name(s, dot + 1, size - (size_t)(dot + 1 - name)) : 0;
}

static bool has_bit(const uint64_t *bits, uint32_t i)
{
    return bits[i / 64] >> i % 64 & 1;
}

static void set_bit(uint64_t *bits, uint32_t i)
{
    bits[i / 64] |= (uint64_t)1 << i % 64;
}

/* Not somebody to blame. */
static bool is_part(const char *name, size_t size)
{
    static const char module[] = "<module>";

    return size && name[0] == '<' && (size != sizeof module - 1 || memcmp(name, module, size) != 0);
}

static bool index_names(search *s)
{
    bool counted = s->p->has & NCALLS_HAS_CALLS;
    size_t words = s->p->strings.count / 64 + 1;

    s->first = nc_alloc(s->p->strings.count * sizeof *s->first);
    s->is_known = nc_alloc_zeroed(words, sizeof *s->is_known);
    s->is_part = nc_alloc_zeroed(words, sizeof *s->is_part);
    if (!s->first || !s->is_known || !s->is_part)
        return false;
    for (uint32_t i = 1; i < s->p->strings.count; i++) {
        const char *name = nc_strtab_text(&s->p->strings, (nc_str){i});
        size_t size = nc_strtab_size(&s->p->strings, (nc_str){i});
        uint32_t entry = find_name(s, name, size);

        if (!entry && !counted)
            entry = find_qualified(s, name, size);
        if (is_part(name, size))
            set_bit(s->is_part, i);
        if (entry) {
            set_bit(s->is_known, i);
            s->first[i] = entry;
        }
    }
    return true;
}

static bool add_row(search *s, nc_func f, const nc_entry *entry)
{
    nc_meaning *out = s->out;

    if (!nc_alloc_grow(&out->rows, &s->room, (size_t)out->count + 1, sizeof *out->rows))
        return false;
    out->rows[out->count++] = (nc_meaning_row){f, entry->category, entry->library};
    return true;
}

static bool is_of_file(const search *s, nc_file file, const nc_entry *entry)
{
    nc_str path = s->p->files.path[file.at];
    uint64_t required = s->required[entry - s->lexicon->entries];

    return (entry->only < 0 || s->p->files.class_[file.at] == entry->only) &&
           (s->components[file.at] & required) == required &&
           nc_glob_ends_path(entry->file, entry->file_size, nc_profile_text(s->p, path),
                             nc_profile_size(s->p, path));
}

static bool is_in_file(const search *s, nc_func f, const nc_entry *entry)
{
    if (!entry->file_size)
        return entry->name[0] != '<' || s->p->functions.kind[f.at] == NCALLS_KIND_BUILTIN;
    return is_of_file(s, s->p->functions.file[f.at], entry);
}

static bool find_literal(search *s, nc_func f)
{
    bool fine = true;

    for (uint32_t i = s->first[s->p->functions.name[f.at].at]; fine && i; i = s->next[i - 1])
        if (is_in_file(s, f, &s->lexicon->entries[i - 1]))
            fine = add_row(s, f, &s->lexicon->entries[i - 1]);
    return fine;
}

static uint64_t component_bit(const char *component, size_t size)
{
    return (uint64_t)1 << (((unsigned char)component[0] * 37u + (uint32_t)size * 11u) & 63);
}

/* The folders and the file of a path, as bits. */
static uint64_t components_of(const char *path, size_t size)
{
    uint64_t bits = 0;
    size_t from = 0;

    for (size_t i = 0; i <= size; i++)
        if (i == size || path[i] == '/' || path[i] == '\\') {
            if (i > from)
                bits |= component_bit(path + from, i - from);
            from = i + 1;
        }
    return bits;
}

/* What any path has that the entry's file part matches: its first component,
 * unless that holds a star. */
static uint64_t required_by(const nc_entry *entry)
{
    size_t size = 0;

    for (; size < entry->file_size && entry->file[size] != '/'; size++)
        if (entry->file[size] == '*' || entry->file[size] == '?')
            return 0;
    return size ? component_bit(entry->file, size) : 0;
}

static bool index_files(search *s)
{
    s->components = nc_alloc_zeroed((size_t)s->p->files.count + 1, sizeof *s->components);
    s->required = nc_alloc_zeroed((size_t)s->lexicon->entry_count + 1, sizeof *s->required);
    if (!s->components || !s->required)
        return false;
    for (uint32_t i = 1; i <= s->p->files.count; i++)
        s->components[i] = components_of(nc_profile_text(s->p, s->p->files.path[i]),
                                         nc_profile_size(s->p, s->p->files.path[i]));
    for (uint32_t e = 0; e < s->lexicon->entry_count; e++)
        s->required[e] = required_by(&s->lexicon->entries[e]);
    return true;
}

/* Which entries are for the whole of a file, or for globs of names in it: a
 * chain for each file that has any. */
static bool link_files(search *s)
{
    size_t room = 0;

    s->chains = nc_alloc_zeroed((size_t)s->p->files.count + 1, sizeof *s->chains);
    if (!s->chains || !nc_alloc_grow(&s->links, &room, 1, sizeof *s->links))
        return false;
    s->link_count = 1; /* 0 ends a chain */
    for (uint32_t e = 0; e < s->lexicon->entry_count; e++) {
        const nc_entry *entry = &s->lexicon->entries[e];
        uint64_t required = s->required[e];

        if ((entry->kind != NC_ENTRY_ANY && entry->kind != NC_ENTRY_GLOB) || !entry->file_size)
            continue;
        for (uint32_t i = 1; i <= s->p->files.count; i++) {
            if ((s->components[i] & required) != required || !is_of_file(s, (nc_file){i}, entry))
                continue;
            if (!nc_alloc_grow(&s->links, &room, (size_t)s->link_count + 1, sizeof *s->links))
                return false;
            s->links[s->link_count] = (struct link){e, s->chains[i]};
            s->chains[i] = s->link_count++;
        }
    }
    return true;
}

static bool fits_name(const search *s, nc_func f, const nc_entry *entry)
{
    nc_str name = s->p->functions.name[f.at];

    return entry->kind == NC_ENTRY_ANY || nc_glob_matches(entry->name, entry->name_size, nc_profile_text(s->p, name),
                                                          nc_profile_size(s->p, name));
}

static bool find_in_file(search *s, nc_func f)
{
    bool fine = true;

    for (uint32_t i = s->chains[s->p->functions.file[f.at].at]; fine && i; i = s->links[i].next)
        if (fits_name(s, f, &s->lexicon->entries[s->links[i].entry]))
            fine = add_row(s, f, &s->lexicon->entries[s->links[i].entry]);
    return fine;
}

static bool is_literal(char c)
{
    return c != '*' && c != '?';
}

/* Which three bytes follow each other, as bits. Of a glob those that whatever it
 * matches must have: what has no star between. */
static uint64_t pieces_of(const char *name, size_t size, bool glob)
{
    uint64_t bits = 0;

    for (size_t i = 0; i + 2 < size; i++) {
        const char *c = name + i;
        if (!glob || (is_literal(c[0]) && is_literal(c[1]) && is_literal(c[2])))
            bits |= (uint64_t)1 << (((unsigned char)c[0] * 37u + (unsigned char)c[1] * 11u + (unsigned char)c[2]) & 63);
    }
    return bits;
}

/* Globs of built-ins are many, and built-ins are few. */
static bool list_builtin(search *s, nc_func f, size_t *room)
{
    nc_str name = s->p->functions.name[f.at];

    if (!nc_alloc_grow(&s->builtins, room, (size_t)s->builtin_count + 1, sizeof *s->builtins))
        return false;
    s->builtins[s->builtin_count++] =
        (struct builtin){f.at, pieces_of(nc_profile_text(s->p, name), nc_profile_size(s->p, name), false)};
    return true;
}

/* All that needs but one look at each function. */
static bool look_at_functions(search *s)
{
    const nc_functions *functions = &s->p->functions;
    size_t room = 0;
    bool fine = true;

    for (uint32_t i = 1; fine && i <= functions->count; i++) {
        nc_func f = {i};
        nc_file file = functions->file[i];

        if (has_bit(s->is_known, functions->name[i].at))
            fine = find_literal(s, f);
        if (fine && s->chains[file.at])
            fine = find_in_file(s, f);
        if (fine && functions->kind[i] == NCALLS_KIND_BUILTIN)
            fine = list_builtin(s, f, &room);
        s->out->is_mine[i] = s->out->is_my_file[file.at] && functions->kind[i] == NCALLS_KIND_PYTHON &&
                             !has_bit(s->is_part, functions->name[i].at);
    }
    return fine;
}

/* Globs without a file: of built-ins, unless they could be anything. */
static bool find_by_name(search *s, const nc_entry *entry)
{
    uint64_t pieces = pieces_of(entry->name, entry->name_size, true);
    bool fine = true;

    if (!entry->name_size || entry->name[0] != '<') {
        for (uint32_t f = 1; fine && f <= s->p->functions.count; f++)
            if (fits_name(s, (nc_func){f}, entry))
                fine = add_row(s, (nc_func){f}, entry);
        return fine;
    }
    for (uint32_t i = 0; fine && i < s->builtin_count; i++) {
        nc_func f = {s->builtins[i].function};

        if ((s->builtins[i].pieces & pieces) == pieces && fits_name(s, f, entry))
            fine = add_row(s, f, entry);
    }
    return fine;
}

static ncalls_status find_by_regex(search *s, const nc_entry *entry, ncalls_error *error)
{
    ncalls_status status = NCALLS_OK;
    nc_text text;

    nc_text_init(&text);
    for (uint32_t f = 1; !status && f <= s->p->functions.count; f++) {
        nc_str path = nc_profile_path(s->p, (nc_func){f}), name = s->p->functions.name[f];
        bool found = false;

        nc_text_clear(&text);
        nc_text_add(&text, nc_profile_text(s->p, path), nc_profile_size(s->p, path));
        nc_text_add_char(&text, '(');
        nc_text_add(&text, nc_profile_text(s->p, name), nc_profile_size(s->p, name));
        nc_text_add_char(&text, ')');
        if (nc_text_failed(&text))
            status = nc_fail_memory(error);
        else
            status = nc_pattern_find(entry->pattern, text.bytes, text.size, &found, error);
        if (status == NCALLS_LIMIT)
            nc_fail_in(error, s->lexicon->categories[entry->category.at]);
        if (!status && found && !add_row(s, (nc_func){f}, entry))
            status = nc_fail_memory(error);
    }
    nc_text_reset(&text);
    return status;
}

static ncalls_status find_others(search *s, ncalls_error *error)
{
    ncalls_status status = NCALLS_OK;

    for (uint32_t i = 0; !status && i < s->lexicon->entry_count; i++) {
        const nc_entry *entry = &s->lexicon->entries[i];
        bool fine = true;

        if (entry->kind == NC_ENTRY_REGEX)
            status = find_by_regex(s, entry, error);
        else if (entry->kind == NC_ENTRY_GLOB && !entry->file_size)
            fine = find_by_name(s, entry);
        if (!fine)
            status = nc_fail_memory(error);
    }
    return status;
}

ncalls_status nc_meaning_search(nc_meaning *out, ncalls_error *error)
{
    search s = {.p = out->profile, .lexicon = out->lexicon, .out = out, .key = nc_hash_key()};
    ncalls_status status = NCALLS_OK;

    if (!index_entries(&s) || !index_names(&s) || !index_files(&s) || !link_files(&s) || !look_at_functions(&s))
        status = nc_fail_memory(error);
    if (!status)
        status = find_others(&s, error);
    nc_alloc_free(s.slots);
    nc_alloc_free(s.next);
    nc_alloc_free(s.first);
    nc_alloc_free(s.is_known);
    nc_alloc_free(s.is_part);
    nc_alloc_free(s.required);
    nc_alloc_free(s.builtins);
    nc_alloc_free(s.components);
    nc_alloc_free(s.chains);
    nc_alloc_free(s.links);
    return status;
}
