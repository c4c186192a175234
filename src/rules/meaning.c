/* SPDX-License-Identifier: MIT */
#include "rules/meaning.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/glob.h"

static int compare(const void *left, const void *right)
{
    const nc_meaning_row *a = left, *b = right;

    if (a->category.at != b->category.at)
        return a->category.at < b->category.at ? -1 : 1;
    if (a->function.at != b->function.at)
        return a->function.at < b->function.at ? -1 : 1;
    return (a->library > b->library) - (a->library < b->library);
}

static bool sort_rows(nc_meaning *m)
{
    uint32_t kept = 0;

    m->begin = nc_alloc_zeroed((size_t)m->lexicon->category_count + 2, sizeof *m->begin);
    if (!m->begin)
        return false;
    if (m->count)
        qsort(m->rows, m->count, sizeof *m->rows, compare);
    for (uint32_t i = 0; i < m->count; i++)
        if (!kept || m->rows[kept - 1].category.at != m->rows[i].category.at ||
            m->rows[kept - 1].function.at != m->rows[i].function.at)
            m->rows[kept++] = m->rows[i];
    m->count = kept;
    for (uint32_t i = 0; i < kept; i++)
        m->begin[m->rows[i].category.at + 1]++;
    for (uint32_t c = 1; c <= m->lexicon->category_count + 1; c++)
        m->begin[c] += m->begin[c - 1];
    return true;
}

/* The file itself, or a folder above it. */
static bool matches_any(const char *const *globs, uint32_t count, const char *path, size_t size)
{
    for (uint32_t i = 0; i < count; i++)
        for (size_t end = size; end; end--)
            if ((end == size || path[end] == '/' || path[end] == '\\') &&
                nc_glob_ends_path(globs[i], strlen(globs[i]), path, end))
                return true;
    return false;
}

static bool is_my_file(const nc_meaning *m, nc_file file)
{
    const nc_files *files = &m->profile->files;
    const char *path = nc_profile_text(m->profile, files->path[file.at]);
    size_t size = nc_profile_size(m->profile, files->path[file.at]);

    if (matches_any(m->lexicon->not_mine, m->lexicon->not_mine_count, path, size))
        return false;
    return files->class_[file.at] == NCALLS_CLASS_MINE ||
           matches_any(m->lexicon->mine, m->lexicon->mine_count, path, size);
}

static bool mark_my_files(nc_meaning *m)
{
    const ncalls_profile *p = m->profile;

    m->is_my_file = nc_alloc_zeroed((size_t)p->files.count + 1, sizeof *m->is_my_file);
    m->is_mine = nc_alloc_zeroed((size_t)p->functions.count + 1, sizeof *m->is_mine);
    for (uint32_t i = 1; m->is_my_file && i <= p->files.count; i++)
        m->is_my_file[i] = is_my_file(m, (nc_file){i});
    return m->is_my_file && m->is_mine;
}

ncalls_status nc_meaning_find(nc_meaning *out, const ncalls_profile *profile, const nc_lexicon *lexicon,
                              ncalls_error *error)
{
    ncalls_status status;

    *out = (nc_meaning){.profile = profile, .lexicon = lexicon};
    status = mark_my_files(out) ? nc_meaning_search(out, error) : nc_fail_memory(error);
    if (!status && !sort_rows(out))
        status = nc_fail_memory(error);
    if (status)
        nc_meaning_reset(out);
    return status;
}

void nc_meaning_reset(nc_meaning *meaning)
{
    nc_alloc_free(meaning->rows);
    nc_alloc_free(meaning->begin);
    nc_alloc_free(meaning->is_my_file);
    nc_alloc_free(meaning->is_mine);
    *meaning = (nc_meaning){0};
}

static const nc_meaning_row *find_in_category(const nc_meaning *m, nc_func f, uint32_t category)
{
    uint32_t low = m->begin[category], high = m->begin[category + 1];

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;

        if (m->rows[middle].function.at < f.at)
            low = middle + 1;
        else
            high = middle;
    }
    return low < m->begin[category + 1] && m->rows[low].function.at == f.at ? &m->rows[low] : NULL;
}

const nc_meaning_row *nc_meaning_of(const nc_meaning *meaning, nc_func f, const nc_category_set *set)
{
    const nc_meaning_row *row = NULL;

    for (uint32_t c = 1; !row && c <= meaning->lexicon->category_count; c++)
        if (nc_category_set_has(set, (nc_category){(uint16_t)c}))
            row = find_in_category(meaning, f, c);
    return row;
}

const nc_meaning_row *nc_meaning_next(const nc_meaning *meaning, const nc_category_set *set, nc_meaning_cursor *cursor)
{
    while (!cursor->category || cursor->at == meaning->begin[cursor->category + 1]) {
        if (++cursor->category > meaning->lexicon->category_count)
            return NULL;
        cursor->at = meaning->begin[cursor->category];
        if (!nc_category_set_has(set, (nc_category){(uint16_t)cursor->category}))
            cursor->at = meaning->begin[cursor->category + 1];
    }
    return &meaning->rows[cursor->at++];
}
