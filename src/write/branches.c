/* SPDX-License-Identifier: MIT */
#include "write/branches.h"

#include "base/alloc.h"

static void find_last(nc_branches *b, bool *seen)
{
    size_t top = 0;

    for (size_t row = b->block->row_count; row--;) {
        uint32_t depth = b->block->depth[row];

        b->last[row] = !seen[depth];
        while (top > depth)
            seen[top--] = false;
        seen[depth] = true;
        top = depth;
    }
}

bool nc_branches_init(nc_branches *b, const nc_block *block)
{
    size_t deepest = 0;
    bool *seen;

    *b = (nc_branches){.block = block};
    if (block->kind != NC_BLOCK_TREE)
        return true;
    for (size_t row = 0; row < block->row_count; row++)
        deepest = block->depth[row] > deepest ? block->depth[row] : deepest;
    seen = nc_alloc_zeroed(deepest + 1, sizeof *seen);
    b->last = nc_alloc_zeroed(block->row_count + 1, sizeof *b->last);
    b->more = nc_alloc_zeroed(deepest + 1, sizeof *b->more);
    if (seen && b->last && b->more)
        find_last(b, seen);
    nc_alloc_free(seen);
    return seen && b->last && b->more;
}

void nc_branches_reset(nc_branches *b)
{
    nc_alloc_free(b->last);
    nc_alloc_free(b->more);
    *b = (nc_branches){0};
}

static size_t levels(const nc_branches *b, size_t row, size_t most)
{
    size_t depth = b->last ? b->block->depth[row] : 0;

    return depth < most / 2 ? depth : most / 2;
}

size_t nc_branches_width(const nc_branches *b, size_t row, size_t most)
{
    return 2 * levels(b, row, most);
}

void nc_branches_add(nc_branches *b, size_t row, size_t most, const char *blank, nc_text *out)
{
    size_t count = levels(b, row, most);

    if (!b->last)
        return;
    b->more[b->block->depth[row]] = !b->last[row];
    for (size_t level = 1; level <= count; level++) {
        if (level < count)
            nc_text_add_string(out, b->more[level] ? "│" : blank);
        else if (count < b->block->depth[row])
            nc_text_add_string(out, "┊");
        else
            nc_text_add_string(out, b->last[row] ? "└" : "├");
        nc_text_add_string(out, blank);
    }
}
