/* SPDX-License-Identifier: MIT */
#include "codec/jsonlist.h"

#include "base/alloc.h"
#include "codec/jsonscan.h"

/* What the quick way looks at without asking: seven digits, a comma, a blank. */
enum { MARGIN = 16, WORD = 8 };

void nc_jsonlist_init(nc_jsonlist *list)
{
    memset(list, 0, sizeof *list);
}

void nc_jsonlist_reset(nc_jsonlist *list)
{
    nc_alloc_free(list->items);
    nc_alloc_free(list->ends);
    memset(list, 0, sizeof *list);
}

/* How many bytes at the window's beginning are those of the list before, which
 * is still in the window. */
static size_t common_bytes(const nc_jsonlist *list, const nc_input *input)
{
    const unsigned char *p = input->p, *old;
    size_t limit = nc_input_left(input), at = 0;

    if (!list->size || list->begin < input->base)
        return 0;
    old = input->buffer + (list->begin - input->base);
    limit = limit < list->size ? limit : list->size;
    while (limit - at >= 8 && memcmp(p + at, old + at, 8) == 0)
        at += 8;
    while (at < limit && p[at] == old[at])
        at++;
    return at;
}

/* Items that end before `bytes`, their comma included. */
static size_t items_within(const nc_jsonlist *list, size_t bytes)
{
    const uint32_t *ends = list->ends;
    size_t low = 0, left = list->count;

    while (left) { /* by halves, with nothing in it to be mispredicted */
        size_t half = (left + 1) / 2;

        low += ends[low + half - 1] < bytes ? half : 0;
        left -= half;
    }
    return low;
}

static bool reserve(nc_jsonlist *list, nc_json *j, size_t count, size_t limit)
{
    if (count > limit) {
        nc_fail(&j->error, NCALLS_LIMIT, "at byte %llu: a list of more than %zu numbers",
                (unsigned long long)list->begin, limit);
        return false;
    }
    return (nc_alloc_grow(&list->items, &list->item_room, count, sizeof *list->items) &&
            nc_alloc_grow(&list->ends, &list->end_room, count, sizeof *list->ends)) ||
           nc_jsonscan_fail_memory(j);
}

/* The rest in any form that JSON allows, from an item on; one comma is consumed
 * if there are items before it. */
static bool read_rest(nc_jsonlist *list, nc_json *j, const char *what, size_t limit)
{
    bool after_comma = list->count > 0;

    list->size = 0;
    j->is_first = true; /* the comma is behind us */
    for (;; after_comma = false) {
        nc_json_value v;
        int64_t number;

        if (after_comma && nc_jsonscan_peek(j) == ']')
            return nc_jsonscan_fail_here(j, what);
        if (!nc_json_next(j, &v, what))
            return false;
        if (v.type == NC_JSON_END)
            return true;
        if (v.type != NC_JSON_NUMBER)
            return nc_json_wrong(j, &v, what);
        if (!nc_json_whole(&v, &number) || number < 0 || number > UINT32_MAX)
            return nc_json_fail(j, "%s expected, not a number that is negative, fractional or too large", what);
        if (!reserve(list, j, list->count + 1, limit))
            return false;
        list->items[list->count++] = (uint32_t)number;
    }
}

/* Eight bytes with the first one lowest. */
static uint64_t load_word(const unsigned char *p)
{
    uint64_t word;

    memcpy(&word, p, WORD);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

/* What eight digits are worth, the first one lowest: two, four, then all eight
 * become one number. */
static uint32_t digits_value(uint64_t digits)
{
    digits = digits * 10 + (digits >> 8);
    digits = (digits & 0x00ff00ff00ff00ffu) * 100 + (digits >> 16 & 0x00ff00ff00ff00ffu);
    digits = (digits & 0x0000ffff0000ffffu) * 10000 + (digits >> 32 & 0x0000ffff0000ffffu);
    return (uint32_t)digits;
}

/* One item as it usually is: up to seven digits and what ends them. NULL, if it
 * is not. A loop over the digits would be mispredicted at nearly every end. */
static const unsigned char *quick_item(const unsigned char *p, uint32_t *out)
{
    const uint64_t ones = 0x0101010101010101u;
    uint64_t digits = load_word(p) ^ ones * '0';
    uint64_t others = ((digits + ones * (0x7f - 9)) | digits) & ones * 0x80; /* 0x80 where there is no digit */
    unsigned count = others ? (unsigned)__builtin_ctzll(others) / 8 : 0;

    if (!count || (p[count] != ',' && p[count] != ']') || (*p == '0' && count > 1))
        return NULL;
    *out = digits_value(digits << (WORD - count) * 8);
    return p + count;
}

static bool finish(nc_jsonlist *list, nc_json *j, const unsigned char *first, const unsigned char *p)
{
    list->size = first ? (size_t)(p - first) : 0;
    j->input->p = p;
    nc_jsonscan_leave(j);
    return true;
}

/* `first`: the list's first byte, NULL once it has left the window. */
static bool read_items(nc_jsonlist *list, nc_json *j, const unsigned char *first, const char *what, size_t limit)
{
    nc_input *input = j->input;
    const unsigned char *p = input->p, *end;
    uint32_t number;

    for (;;) {
        if (input->end - p < MARGIN) {
            input->p = p;
            if (!nc_input_need(input, MARGIN))
                return read_rest(list, j, what, limit);
            p = input->p;
            first = NULL;
        }
        end = quick_item(p, &number);
        if (!end) {
            input->p = p;
            return read_rest(list, j, what, limit);
        }
        if (list->count >= list->item_room || list->count >= list->end_room || list->count >= limit)
            if (!reserve(list, j, list->count + 1, limit))
                return false;
        list->items[list->count] = number;
        list->ends[list->count++] = first ? (uint32_t)(end - first) : 0;
        p = end + 1;
        if (*end == ']')
            return finish(list, j, first, p);
        p += *p == ' ';
    }
}

bool nc_jsonlist_read(nc_jsonlist *list, nc_json *j, const char *what, size_t limit)
{
    nc_input *input = j->input;
    const unsigned char *first;
    size_t common = common_bytes(list, input), size = list->size;

    list->begin = nc_input_offset(input);
    first = input->p;
    if (size && common == size) {
        list->same = list->count;
        return finish(list, j, first, first + size);
    }
    list->same = list->count = items_within(list, common);
    list->size = 0;
    if (list->count) {
        input->p = first + list->ends[list->count - 1] + 1;
        input->p += input->p < input->end && *input->p == ' ';
    }
    return read_items(list, j, first, what, limit);
}
