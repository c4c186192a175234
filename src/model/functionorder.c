/* SPDX-License-Identifier: MIT */
#include "model/functionorder.h"

#include <string.h>

#include "base/alloc.h"
#include "base/sort.h"
#include "model/build.h"

int nc_functionorder_compare_texts(const nc_builder *b, nc_str x, nc_str y)
{
    size_t x_size = nc_builder_text_size(b, x), y_size = nc_builder_text_size(b, y);
    int order = memcmp(nc_builder_text(b, x), nc_builder_text(b, y), x_size < y_size ? x_size : y_size);

    return order ? order : (x_size > y_size) - (x_size < y_size);
}

static int compare_files(const void *x, const void *y, void *payload)
{
    const nc_builder *b = payload;

    return nc_functionorder_compare_texts(b, b->files[*(const uint32_t *)x].path, b->files[*(const uint32_t *)y].path);
}

/* [file]: the place of its path, which several may have. Paths are long and alike,
 * and functions of one file many: they are compared here, once. */
static uint32_t *rank_files(const nc_builder *b)
{
    size_t count = b->file_count;
    uint32_t *ids = nc_alloc(count * sizeof *ids), *rank = nc_alloc_zeroed(count + 1, sizeof *rank);

    for (uint32_t i = 0; ids && i < count; i++)
        ids[i] = i + 1;
    if (ids && rank) {
        nc_sort(ids, count, sizeof *ids, compare_files, (void *)b);
        for (uint32_t i = 0; i < count; i++)
            rank[ids[i]] = i && !compare_files(&ids[i - 1], &ids[i], (void *)b) ? rank[ids[i - 1]] : i + 1;
    } else {
        nc_alloc_free(rank);
        rank = NULL;
    }
    nc_alloc_free(ids);
    return rank;
}

typedef struct sorted {
    uint64_t place; /* of the file and within it */
    nc_str name;
    uint32_t function;
} sorted;

static int compare(const void *left, const void *right, void *payload)
{
    const sorted *x = left, *y = right;

    if (x->place != y->place)
        return x->place < y->place ? -1 : 1;
    return nc_functionorder_compare_texts(payload, x->name, y->name);
}

static void list_functions(const nc_builder *b, const uint32_t *files, sorted *list)
{
    for (uint32_t i = 0; i < b->function_count; i++) {
        const nc_key *key = &b->keys[i + 1];

        list[i] = (sorted){(uint64_t)files[key->file.at] << 32 | ((uint32_t)key->line ^ 0x80000000u), key->name, i + 1};
    }
}

uint32_t *nc_functionorder_ranks(const nc_builder *b)
{
    size_t count = b->function_count;
    uint32_t *files = rank_files(b), *rank = nc_alloc_zeroed(count + 1, sizeof *rank);
    sorted *list = nc_alloc(count * sizeof *list);

    if (files && rank && list) {
        list_functions(b, files, list);
        nc_sort(list, count, sizeof *list, compare, (void *)b);
        for (uint32_t i = 0; i < count; i++)
            rank[list[i].function] = i + 1;
    } else {
        nc_alloc_free(rank);
        rank = NULL;
    }
    nc_alloc_free(files);
    nc_alloc_free(list);
    return rank;
}
