/* SPDX-License-Identifier: MIT */
#include "codec/unidiff.h"

#include <limits.h>
#include <string.h>

#include "base/alloc.h"
#include "base/sort.h"
#include "codec/textlines.h"

typedef struct reading {
    ncalls_changes *out;
    nc_textlines lines;
    nc_text word;  /* a name without its quotes */
    bool skipping; /* the new side is no file */
    bool named;    /* there is a file that hunks belong to */
    bool seen;     /* anything that only a diff has */
    bool filled;   /* anything but blank lines */
    ncalls_error *error;
} reading;

static bool begins(const reading *r, const char *word)
{
    size_t size = strlen(word);

    return r->lines.size >= size && memcmp(r->lines.bytes, word, size) == 0;
}

static ncalls_status fail(const reading *r, const char *what)
{
    return nc_fail(r->error, NCALLS_DAMAGED, "line %llu: %s", (unsigned long long)r->lines.number, what);
}

/* ---- names ---------------------------------------------------------------- */

/* One character behind a backslash; returns how many bytes it took, 0: it is none. */
static size_t unescape(nc_text *out, const char *p, size_t left)
{
    static const char letters[] = "abtnvfr\"\\", meanings[] = "\a\b\t\n\v\f\r\"\\";
    const char *found = left && *p ? strchr(letters, *p) : NULL;

    if (found) {
        nc_text_add_char(out, meanings[found - letters]);
        return 1;
    }
    for (size_t i = 0; i < 3; i++)
        if (i >= left || p[i] < '0' || p[i] > (i ? '7' : '3'))
            return 0;
    nc_text_add_char(out, (char)((p[0] - '0') * 64 + (p[1] - '0') * 8 + (p[2] - '0')));
    return 3;
}

/* "b/\303\244.py" */
static bool unquote(nc_text *out, const char *p, size_t left)
{
    for (p++, left--; left && *p != '"'; p++, left--) {
        size_t taken;

        if (*p != '\\') {
            nc_text_add_char(out, *p);
            continue;
        }
        taken = unescape(out, p + 1, left - 1);
        if (!taken)
            return false;
        p += taken;
        left -= taken;
    }
    return left;
}

/* "+++ b/shop/views.py", behind which a tab and a time may stand. */
static ncalls_status read_name(reading *r)
{
    ncalls_changes *out = r->out;
    const char *name = r->lines.bytes + 4, *tab = memchr(name, '\t', r->lines.size - 4);
    size_t size = tab && *name != '"' ? (size_t)(tab - name) : r->lines.size - 4;

    nc_text_clear(&r->word);
    if (size && *name == '"') {
        if (!unquote(&r->word, name, size))
            return fail(r, "the file's name ends without its quote");
    } else {
        nc_text_add(&r->word, name, size);
    }
    r->named = true;
    r->skipping = strcmp(r->word.bytes, "/dev/null") == 0;
    if (r->skipping)
        return NCALLS_OK;
    if (!nc_alloc_grow(&out->files, &out->file_room, out->file_count + 1, sizeof *out->files))
        return nc_fail_memory(r->error);
    out->files[out->file_count++] = (nc_unidiff_file){out->names.size, r->word.size};
    nc_text_add(&out->names, r->word.bytes, r->word.size);
    return NCALLS_OK;
}

/* ---- hunks ---------------------------------------------------------------- */

/* Digits at *p; false: there are none, or too many. */
static bool read_number(const char **p, const char *end, int32_t *out)
{
    const char *begin = *p;
    int64_t value = 0;

    for (; *p < end && **p >= '0' && **p <= '9' && value <= INT32_MAX; ++*p)
        value = value * 10 + (**p - '0');
    *out = (int32_t)value;
    return *p > begin && value <= INT32_MAX;
}

/* "12,3", or "12", which is one line. */
static bool read_extent(const char **p, const char *end, char sign, int32_t *line, int32_t *count)
{
    *count = 1;
    if (*p == end || **p != sign)
        return false;
    ++*p;
    if (!read_number(p, end, line))
        return false;
    if (*p == end || **p != ',')
        return true;
    ++*p;
    return read_number(p, end, count);
}

static bool read_extents(const reading *r, int32_t *old_count, int32_t *line, int32_t *count)
{
    const char *p = r->lines.bytes + 3, *end = r->lines.bytes + r->lines.size;
    int32_t ignored;

    if (!read_extent(&p, end, '-', &ignored, old_count) || p == end || *p++ != ' ')
        return false;
    return read_extent(&p, end, '+', line, count) && end - p >= 3 && memcmp(p, " @@", 3) == 0 &&
           *count <= INT32_MAX - *line;
}

/* `line` of the new side was added, or something behind it is gone. */
static ncalls_status add_line(reading *r, int32_t line, bool added)
{
    ncalls_changes *out = r->out;
    nc_unidiff_range *last = out->range_count ? &out->ranges[out->range_count - 1] : NULL;
    uint32_t file = (uint32_t)out->file_count - 1;

    if (r->skipping)
        return NCALLS_OK;
    if (last && last->file == file && last->added == added && (last->last == line || last->last == line - added)) {
        last->last = line;
        return NCALLS_OK;
    }
    if (!nc_alloc_grow(&out->ranges, &out->range_room, out->range_count + 1, sizeof *out->ranges))
        return nc_fail_memory(r->error);
    out->ranges[out->range_count++] = (nc_unidiff_range){file, line, line, added};
    return NCALLS_OK;
}

static ncalls_status read_hunk(reading *r)
{
    int32_t old_left, line, left;
    ncalls_status status = NCALLS_OK;

    if (!r->named)
        return fail(r, "a hunk without the name of its file (+++) before it");
    if (!read_extents(r, &old_left, &line, &left))
        return fail(r, "not the numbers of a hunk, as in @@ -1,2 +1,3 @@");
    /* Of no lines the number is that of the line before. */
    line += left == 0;
    while (!status && (old_left > 0 || left > 0)) {
        char sign;

        if (!nc_textlines_next(&r->lines))
            return r->lines.status ? r->lines.status : fail(r, "the diff ends within a hunk");
        /* Editors take the blank off an empty line. */
        sign = r->lines.size ? r->lines.bytes[0] : ' ';
        if (sign == '\\')
            continue;
        if ((sign != ' ' && sign != '+' && sign != '-') || (sign != '+' && !old_left) || (sign != '-' && !left))
            return fail(r, "the hunk does not have the lines that it announces");
        if (sign == '-')
            status = add_line(r, line > 1 ? line - 1 : 1, false);
        else if (sign == '+')
            status = add_line(r, line, true);
        old_left -= sign != '+';
        left -= sign != '-';
        line += sign != '-';
    }
    return status;
}

/* ---- the whole ------------------------------------------------------------ */

static ncalls_status read_line(reading *r)
{
    r->filled |= r->lines.size > 0;
    if (begins(r, "@@@"))
        return fail(r, "the diff of a merge has several old sides; ask for one, as by git diff main");
    if (begins(r, "diff --cc ") || begins(r, "diff --combined "))
        return fail(r, "the diff of a merge has several old sides; ask for one, as by git diff main");
    if (begins(r, "\033["))
        return fail(r, "the diff is coloured; use git diff --no-color");
    if (begins(r, "@@ -")) {
        r->seen = true;
        return read_hunk(r);
    }
    if (begins(r, "+++ ")) {
        r->seen = true;
        return read_name(r);
    }
    if (begins(r, "diff ")) {
        r->seen = true;
        r->named = false;
    }
    return NCALLS_OK;
}

static int compare_names(const ncalls_changes *c, const nc_unidiff_file *a, const nc_unidiff_file *b)
{
    int order = memcmp(c->names.bytes + a->begin, c->names.bytes + b->begin, a->size < b->size ? a->size : b->size);

    return order ? order : (a->size > b->size) - (a->size < b->size);
}

typedef struct place {
    nc_unidiff_file file;
    uint32_t was;
} place;

static int compare_places(const void *left, const void *right, void *payload)
{
    const place *a = left, *b = right;
    int order = compare_names(payload, &a->file, &b->file);

    return order ? order : (a->was > b->was) - (a->was < b->was);
}

static int compare_ranges(const void *left, const void *right, void *payload)
{
    const nc_unidiff_range *a = left, *b = right;

    (void)payload;
    if (a->file != b->file)
        return a->file < b->file ? -1 : 1;
    if (a->first != b->first)
        return a->first < b->first ? -1 : 1;
    if (a->added != b->added)
        return b->added ? -1 : 1;
    return (a->last > b->last) - (a->last < b->last);
}

/* Files by path, each once, and the ranges with them. */
static ncalls_status put_in_order(ncalls_changes *c, ncalls_error *error)
{
    place *places = nc_alloc_zeroed(c->file_count + 1, sizeof *places);
    uint32_t *now = nc_alloc_zeroed(c->file_count + 1, sizeof *now);
    size_t count = 0;

    for (size_t i = 0; places && now && i < c->file_count; i++)
        places[i] = (place){c->files[i], (uint32_t)i};
    if (places && now) {
        nc_sort(places, c->file_count, sizeof *places, compare_places, c);
        for (size_t i = 0; i < c->file_count; i++) {
            if (!i || compare_names(c, &places[i].file, &places[i - 1].file) != 0)
                c->files[count++] = places[i].file;
            now[places[i].was] = (uint32_t)count - 1;
        }
        c->file_count = count;
        for (size_t i = 0; i < c->range_count; i++)
            c->ranges[i].file = now[c->ranges[i].file];
        nc_sort(c->ranges, c->range_count, sizeof *c->ranges, compare_ranges, NULL);
    }
    count = places && now;
    nc_alloc_free(places);
    nc_alloc_free(now);
    return count ? NCALLS_OK : nc_fail_memory(error);
}

ncalls_status nc_unidiff_read(ncalls_changes *changes, nc_input *input, ncalls_error *error)
{
    reading r = {.out = changes, .error = error};
    ncalls_status status = NCALLS_OK;

    nc_text_init(&changes->names);
    nc_text_init(&r.word);
    nc_textlines_init(&r.lines, input);
    while (!status && nc_textlines_next(&r.lines))
        status = read_line(&r);
    if (r.lines.status) {
        status = r.lines.status;
        *error = r.lines.error;
    }
    if (!status && (nc_text_failed(&changes->names) || nc_text_failed(&r.word)))
        status = nc_fail_memory(error);
    nc_text_reset(&r.word);
    if (!status && r.filled && !r.seen)
        status = nc_fail(error, NCALLS_UNKNOWN, "is no unified diff, such as git diff prints");
    return status ? status : put_in_order(changes, error);
}

void nc_unidiff_reset(ncalls_changes *changes)
{
    nc_text_reset(&changes->names);
    nc_alloc_free(changes->files);
    nc_alloc_free(changes->ranges);
    changes->files = NULL;
    changes->ranges = NULL;
}

/* ---- looking things up ------------------------------------------------------ */

static bool find_file(const ncalls_changes *c, const char *path, size_t size, uint32_t *out)
{
    size_t low = 0, high = c->file_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const nc_unidiff_file *f = &c->files[middle];
        int order = memcmp(c->names.bytes + f->begin, path, f->size < size ? f->size : size);

        if (!order)
            order = (f->size > size) - (f->size < size);
        if (!order) {
            *out = (uint32_t)middle;
            return true;
        }
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

/* Of the new side git writes "b/", and where diff.mnemonicPrefix says so "w/", "i/" or "c/". */
static bool find_either(const ncalls_changes *c, const char *path, size_t size, uint32_t *out)
{
    static const char prefixes[] = "bwic";
    char *with = NULL;
    bool found = find_file(c, path, size, out);

    if (!found && c->file_count)
        with = nc_alloc(size + 2);
    for (size_t i = 0; with && !found && prefixes[i]; i++) {
        with[0] = prefixes[i];
        with[1] = '/';
        memcpy(with + 2, path, size);
        found = find_file(c, with, size + 2, out);
    }
    nc_alloc_free(with);
    return found;
}

const nc_unidiff_range *nc_unidiff_find(const ncalls_changes *c, const char *path, size_t size, size_t *count)
{
    static const nc_unidiff_range none;
    size_t low = 0, high = c->range_count, first;
    uint32_t file;

    *count = 0;
    if (!find_either(c, path, size, &file))
        return NULL;
    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (c->ranges[middle].file < file)
            low = middle + 1;
        else
            high = middle;
    }
    for (first = low; low < c->range_count && c->ranges[low].file == file; low++)
        ++*count;
    return *count ? &c->ranges[first] : &none;
}
