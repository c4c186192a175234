/* SPDX-License-Identifier: MIT */
#include "codec/machine.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/limit.h"
#include "base/number.h"

bool nc_machine_fail(nc_pickle *p, const char *format, ...)
{
    char text[NCALLS_MESSAGE_SIZE];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    nc_fail(&p->error, NCALLS_DAMAGED, "at byte %llu: %s", (unsigned long long)p->start, text);
    return false;
}

bool nc_machine_fail_memory(nc_pickle *p)
{
    nc_fail_memory(&p->error);
    return false;
}

bool nc_machine_need(nc_pickle *p, size_t size)
{
    if (nc_input_need(p->input, size))
        return true;
    nc_input_fail_short(p->input, "an opcode's argument", &p->error);
    return false;
}

bool nc_machine_take_number(nc_pickle *p, size_t size, uint64_t *out)
{
    uint64_t value = 0;

    if (!nc_machine_need(p, size))
        return false;
    for (size_t i = 0; i < size; i++)
        value |= (uint64_t)p->input->p[i] << (8 * i);
    p->input->p += size;
    *out = value;
    return true;
}

/* The stack. Items above the last mark only. */
static size_t floor_of(const nc_pickle *p)
{
    return p->mark_count ? p->marks[p->mark_count - 1] : 0;
}

bool nc_machine_has(nc_pickle *p, size_t count)
{
    return p->depth - floor_of(p) >= count || nc_machine_fail(p, "too little on the stack");
}

bool nc_machine_push(nc_pickle *p, nc_pickle_value value)
{
    if (!value || !nc_alloc_grow(&p->stack, &p->stack_room, p->depth + 1, sizeof *p->stack))
        return p->error.status ? false : nc_machine_fail_memory(p);
    p->stack[p->depth++] = value;
    return true;
}

static nc_pickle_value new_node(nc_pickle *p, nc_pickle_node node)
{
    if (p->node_count >= NC_LIMIT_ROWS ||
        !nc_alloc_grow(&p->nodes, &p->node_room, p->node_count + 2, sizeof *p->nodes)) {
        nc_machine_fail_memory(p);
        return 0;
    }
    p->nodes[++p->node_count] = node;
    return (nc_pickle_value)p->node_count;
}

bool nc_machine_push_node(nc_pickle *p, nc_pickle_node node)
{
    return nc_machine_push(p, new_node(p, node));
}

bool nc_machine_push_int(nc_pickle *p, int64_t value)
{
    return nc_machine_push_node(p, (nc_pickle_node){.type = NC_PICKLE_INT, .fits = true, .integer = value});
}

/* Two's complement, little-endian, of any size. */
bool nc_machine_push_long(nc_pickle *p, uint64_t size)
{
    nc_pickle_node node = {.type = NC_PICKLE_INT, .fits = true};
    const unsigned char *bytes;
    uint64_t value = 0;
    unsigned char sign;

    if (size > NC_LIMIT_NAME)
        return nc_machine_fail(p, "an int of %llu bytes", (unsigned long long)size);
    if (!nc_machine_need(p, (size_t)size))
        return false;
    bytes = p->input->p;
    sign = size && bytes[size - 1] & 0x80 ? 0xff : 0;
    for (uint64_t i = 0; i < size; i++)
        if (i >= 8)
            node.fits = node.fits && bytes[i] == sign;
        else
            value |= (uint64_t)bytes[i] << (8 * i);
    if (sign && size < 8)
        value |= ~(uint64_t)0 << (8 * size);
    node.fits = node.fits && (value >> 63 != 0) == (sign != 0);
    node.integer = (int64_t)value;
    p->input->p += size;
    return nc_machine_push_node(p, node);
}

bool nc_machine_push_float(nc_pickle *p)
{
    uint64_t bits = 0;
    nc_pickle_node node = {.type = NC_PICKLE_FLOAT};

    if (!nc_machine_need(p, 8))
        return false;
    for (size_t i = 0; i < 8; i++) /* big-endian, unlike all the rest */
        bits = bits << 8 | p->input->p[i];
    p->input->p += 8;
    memcpy(&node.number, &bits, sizeof bits);
    return nc_machine_push_node(p, node);
}

bool nc_machine_push_text(nc_pickle *p, size_t length_size)
{
    nc_pickle_node node = {.type = NC_PICKLE_TEXT};
    uint64_t size;

    if (!nc_machine_take_number(p, length_size, &size))
        return false;
    if (size > NC_LIMIT_NAME)
        return nc_machine_fail(p, "a string of %llu bytes, more than %zu", (unsigned long long)size, NC_LIMIT_NAME);
    if (!nc_machine_need(p, (size_t)size))
        return false;
    if (!nc_strtab_add(&p->texts, (const char *)p->input->p, (size_t)size, &node.text))
        return nc_machine_fail_memory(p);
    p->input->p += size;
    return nc_machine_push_node(p, node);
}

/* "I123\n", which Python 2's cPickle writes for ints of 64 bits; I00 and I01
 * are bools. */
bool nc_machine_push_text_int(nc_pickle *p)
{
    size_t size = 0;
    int64_t value;

    while (size < 32) {
        if (!nc_machine_need(p, size + 1))
            return false;
        if (p->input->p[size] == '\n')
            break;
        size++;
    }
    if (!nc_number_parse_int((const char *)p->input->p, size, &value))
        return nc_machine_fail(p, "an int in text that is none");
    if (size == 2 && p->input->p[0] == '0' && value <= 1) {
        p->input->p += size + 1;
        return nc_machine_push_node(p, (nc_pickle_node){.type = NC_PICKLE_BOOL, .integer = value});
    }
    p->input->p += size + 1;
    return nc_machine_push_int(p, value);
}

/* The items above the last mark, which goes too. */
bool nc_machine_take_marked(nc_pickle *p, size_t *first, size_t *count)
{
    if (!p->mark_count)
        return nc_machine_fail(p, "no mark on the stack");
    *first = p->marks[--p->mark_count];
    *count = p->depth - *first;
    return true;
}

bool nc_machine_push_tuple(nc_pickle *p, size_t count)
{
    nc_pickle_node node = {.type = NC_PICKLE_TUPLE, .count = (uint32_t)count};

    node.first = (uint32_t)p->item_count;
    if (p->item_count + count >= NC_LIMIT_ROWS ||
        !nc_alloc_grow(&p->items, &p->item_room, p->item_count + count, sizeof *p->items))
        return nc_machine_fail_memory(p);
    p->depth -= count;
    if (count)
        memcpy(p->items + p->item_count, p->stack + p->depth, count * sizeof *p->items);
    p->item_count += count;
    return nc_machine_push_node(p, node);
}

static bool append(nc_pickle *p, nc_pickle_node *container, nc_pickle_value value)
{
    uint32_t cell = (uint32_t)p->cell_count + 1;

    if (cell >= NC_LIMIT_ROWS || !nc_alloc_grow(&p->cells, &p->cell_room, cell + (size_t)1, sizeof *p->cells))
        return nc_machine_fail_memory(p);
    p->cells[cell] = (nc_pickle_cell){value, 0};
    p->cell_count = cell;
    if (container->count++)
        p->cells[container->last].next = cell;
    else
        container->first = cell;
    container->last = cell;
    return true;
}

/* Moves the `count` items on top of the stack into the container below them. */
bool nc_machine_append_top(nc_pickle *p, size_t count, nc_pickle_type type)
{
    nc_pickle_node *container;

    if (p->depth - floor_of(p) < count + 1)
        return nc_machine_fail(p, "too little on the stack");
    container = &p->nodes[p->stack[p->depth - count - 1]];
    if (container->type != type)
        return nc_machine_fail(p, "items for something that is no %s", type == NC_PICKLE_LIST ? "list" : "dict");
    if (type == NC_PICKLE_DICT && count % 2)
        return nc_machine_fail(p, "a key without a value");
    for (size_t i = p->depth - count; i < p->depth; i++)
        if (!append(p, container, p->stack[i]))
            return false;
    p->depth -= count;
    return true;
}

bool nc_machine_append_marked(nc_pickle *p, nc_pickle_type type)
{
    size_t first = 0, count = 0;

    return nc_machine_take_marked(p, &first, &count) && nc_machine_append_top(p, count, type);
}

/* LIST and DICT of protocol 0: the container is made from what is marked. */
bool nc_machine_push_marked(nc_pickle *p, nc_pickle_type type)
{
    size_t first = 0, count = 0;
    nc_pickle_value container;

    if (!nc_machine_take_marked(p, &first, &count))
        return false;
    if (type == NC_PICKLE_TUPLE)
        return nc_machine_push_tuple(p, count);
    container = new_node(p, (nc_pickle_node){.type = (uint8_t)type});
    if (!container || !nc_machine_push(p, container))
        return false;
    memmove(p->stack + first + 1, p->stack + first, count * sizeof *p->stack);
    p->stack[first] = container;
    return nc_machine_append_top(p, count, type);
}
