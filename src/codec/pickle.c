/* SPDX-License-Identifier: MIT */
#include "codec/pickle.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/limit.h"
#include "base/number.h"

static bool fail(nc_pickle *p, const char *format, ...) NC_PRINTF(2, 3);

static bool fail(nc_pickle *p, const char *format, ...)
{
    char text[NCALLS_MESSAGE_SIZE];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    nc_fail(&p->error, NCALLS_DAMAGED, "at byte %llu: %s", (unsigned long long)p->start, text);
    return false;
}

static bool fail_memory(nc_pickle *p)
{
    nc_fail_memory(&p->error);
    return false;
}

static bool need(nc_pickle *p, size_t size)
{
    if (nc_input_need(p->input, size))
        return true;
    nc_input_fail_short(p->input, "an opcode's argument", &p->error);
    return false;
}

static bool take_number(nc_pickle *p, size_t size, uint64_t *out)
{
    uint64_t value = 0;

    if (!need(p, size))
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

static bool has(nc_pickle *p, size_t count)
{
    return p->depth - floor_of(p) >= count || fail(p, "too little on the stack");
}

static bool push(nc_pickle *p, nc_pickle_value value)
{
    if (!value || !nc_alloc_grow(&p->stack, &p->stack_room, p->depth + 1, sizeof *p->stack))
        return p->error.status ? false : fail_memory(p);
    p->stack[p->depth++] = value;
    return true;
}

static nc_pickle_value new_node(nc_pickle *p, nc_pickle_node node)
{
    if (p->node_count >= NC_LIMIT_ROWS ||
        !nc_alloc_grow(&p->nodes, &p->node_room, p->node_count + 2, sizeof *p->nodes)) {
        fail_memory(p);
        return 0;
    }
    p->nodes[++p->node_count] = node;
    return (nc_pickle_value)p->node_count;
}

static bool push_node(nc_pickle *p, nc_pickle_node node)
{
    return push(p, new_node(p, node));
}

static bool push_int(nc_pickle *p, int64_t value)
{
    return push_node(p, (nc_pickle_node){.type = NC_PICKLE_INT, .fits = true, .integer = value});
}

/* Two's complement, little-endian, of any size. */
static bool push_long(nc_pickle *p, uint64_t size)
{
    nc_pickle_node node = {.type = NC_PICKLE_INT, .fits = true};
    const unsigned char *bytes;
    uint64_t value = 0;
    unsigned char sign;

    if (size > NC_LIMIT_NAME)
        return fail(p, "an int of %llu bytes", (unsigned long long)size);
    if (!need(p, (size_t)size))
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
    return push_node(p, node);
}

static bool push_float(nc_pickle *p)
{
    uint64_t bits = 0;
    nc_pickle_node node = {.type = NC_PICKLE_FLOAT};

    if (!need(p, 8))
        return false;
    for (size_t i = 0; i < 8; i++) /* big-endian, unlike all the rest */
        bits = bits << 8 | p->input->p[i];
    p->input->p += 8;
    memcpy(&node.number, &bits, sizeof bits);
    return push_node(p, node);
}

static bool push_text(nc_pickle *p, size_t length_size)
{
    nc_pickle_node node = {.type = NC_PICKLE_TEXT};
    uint64_t size;

    if (!take_number(p, length_size, &size))
        return false;
    if (size > NC_LIMIT_NAME)
        return fail(p, "a string of %llu bytes, more than %zu", (unsigned long long)size, NC_LIMIT_NAME);
    if (!need(p, (size_t)size))
        return false;
    if (!nc_strtab_add(&p->texts, (const char *)p->input->p, (size_t)size, &node.text))
        return fail_memory(p);
    p->input->p += size;
    return push_node(p, node);
}

/* "I123\n", which Python 2's cPickle writes for ints of 64 bits; I00 and I01
 * are bools. */
static bool push_text_int(nc_pickle *p)
{
    size_t size = 0;
    int64_t value;

    while (size < 32) {
        if (!need(p, size + 1))
            return false;
        if (p->input->p[size] == '\n')
            break;
        size++;
    }
    if (!nc_number_parse_int((const char *)p->input->p, size, &value))
        return fail(p, "an int in text that is none");
    if (size == 2 && p->input->p[0] == '0' && value <= 1) {
        p->input->p += size + 1;
        return push_node(p, (nc_pickle_node){.type = NC_PICKLE_BOOL, .integer = value});
    }
    p->input->p += size + 1;
    return push_int(p, value);
}

/* The items above the last mark, which goes too. */
static bool take_marked(nc_pickle *p, size_t *first, size_t *count)
{
    if (!p->mark_count)
        return fail(p, "no mark on the stack");
    *first = p->marks[--p->mark_count];
    *count = p->depth - *first;
    return true;
}

static bool push_tuple(nc_pickle *p, size_t count)
{
    nc_pickle_node node = {.type = NC_PICKLE_TUPLE, .count = (uint32_t)count};

    node.first = (uint32_t)p->item_count;
    if (p->item_count + count >= NC_LIMIT_ROWS ||
        !nc_alloc_grow(&p->items, &p->item_room, p->item_count + count, sizeof *p->items))
        return fail_memory(p);
    p->depth -= count;
    if (count)
        memcpy(p->items + p->item_count, p->stack + p->depth, count * sizeof *p->items);
    p->item_count += count;
    return push_node(p, node);
}

static bool append(nc_pickle *p, nc_pickle_node *container, nc_pickle_value value)
{
    uint32_t cell = (uint32_t)p->cell_count + 1;

    if (cell >= NC_LIMIT_ROWS || !nc_alloc_grow(&p->cells, &p->cell_room, cell + (size_t)1, sizeof *p->cells))
        return fail_memory(p);
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
static bool append_top(nc_pickle *p, size_t count, nc_pickle_type type)
{
    nc_pickle_node *container;

    if (p->depth - floor_of(p) < count + 1)
        return fail(p, "too little on the stack");
    container = &p->nodes[p->stack[p->depth - count - 1]];
    if (container->type != type)
        return fail(p, "items for something that is no %s", type == NC_PICKLE_LIST ? "list" : "dict");
    if (type == NC_PICKLE_DICT && count % 2)
        return fail(p, "a key without a value");
    for (size_t i = p->depth - count; i < p->depth; i++)
        if (!append(p, container, p->stack[i]))
            return false;
    p->depth -= count;
    return true;
}

static bool append_marked(nc_pickle *p, nc_pickle_type type)
{
    size_t first = 0, count = 0;

    return take_marked(p, &first, &count) && append_top(p, count, type);
}

/* LIST and DICT of protocol 0: the container is made from what is marked. */
static bool push_marked(nc_pickle *p, nc_pickle_type type)
{
    size_t first = 0, count = 0;
    nc_pickle_value container;

    if (!take_marked(p, &first, &count))
        return false;
    if (type == NC_PICKLE_TUPLE)
        return push_tuple(p, count);
    container = new_node(p, (nc_pickle_node){.type = (uint8_t)type});
    if (!container || !push(p, container))
        return false;
    memmove(p->stack + first + 1, p->stack + first, count * sizeof *p->stack);
    p->stack[first] = container;
    return append_top(p, count, type);
}

static bool push_class(nc_pickle *p, const char *module, size_t module_size, const char *name, size_t name_size)
{
    for (size_t i = 0; i < p->allowed_count; i++)
        if (strlen(p->allowed[i].module) == module_size && memcmp(p->allowed[i].module, module, module_size) == 0 &&
            strlen(p->allowed[i].name) == name_size && memcmp(p->allowed[i].name, name, name_size) == 0)
            return push_node(p, (nc_pickle_node){.type = NC_PICKLE_CLASS, .class_ = (uint16_t)i});
    return fail(p, "refused: it asks for %.*s.%.*s, which no profile needs", (int)(module_size < 60 ? module_size : 60),
                module, (int)(name_size < 60 ? name_size : 60), name);
}

static bool find_newline(nc_pickle *p, size_t from, size_t *at)
{
    for (*at = from;; ++*at) {
        if (*at > 4096)
            return fail(p, "a global's name without an end");
        if (!need(p, *at + 1))
            return false;
        if (p->input->p[*at] == '\n')
            return true;
    }
}

static bool run_global(nc_pickle *p)
{
    size_t first = 0, second = 0;
    const char *text;

    if (!find_newline(p, 0, &first) || !find_newline(p, first + 1, &second))
        return false;
    text = (const char *)p->input->p;
    p->input->p += second + 1;
    return push_class(p, text, first, text + first + 1, second - first - 1);
}

static bool run_stack_global(nc_pickle *p)
{
    const nc_pickle_node *module, *name;

    if (!has(p, 2))
        return false;
    module = &p->nodes[p->stack[p->depth - 2]];
    name = &p->nodes[p->stack[p->depth - 1]];
    if (module->type != NC_PICKLE_TEXT || name->type != NC_PICKLE_TEXT)
        return fail(p, "a global whose name is no string");
    p->depth -= 2;
    return push_class(p, nc_strtab_text(&p->texts, module->text), nc_strtab_size(&p->texts, module->text),
                      nc_strtab_text(&p->texts, name->text), nc_strtab_size(&p->texts, name->text));
}

/* Below the arguments lies the class. Nothing is made but a record. */
static bool run_new(nc_pickle *p, size_t arguments)
{
    const nc_pickle_node *class_;
    const nc_pickle_node *first;

    if (!has(p, arguments + 1))
        return false;
    class_ = &p->nodes[p->stack[p->depth - arguments - 1]];
    first = &p->nodes[p->stack[p->depth - arguments]];
    if (class_->type != NC_PICKLE_CLASS || first->type != NC_PICKLE_TUPLE)
        return fail(p, "an object of no class");
    p->depth -= arguments + 1;
    return push_node(p, (nc_pickle_node){.type = NC_PICKLE_OBJECT, .class_ = class_->class_});
}

static bool run_build(nc_pickle *p)
{
    nc_pickle_node *object;

    if (!has(p, 2))
        return false;
    object = &p->nodes[p->stack[p->depth - 2]];
    if (object->type != NC_PICKLE_OBJECT)
        return fail(p, "a state for something that is no object");
    object->state = p->stack[--p->depth];
    return true;
}

static bool memoize(nc_pickle *p, uint64_t index)
{
    uint32_t *place;

    if (!has(p, 1))
        return false;
    place = nc_map_add(&p->memo, index + 1);
    if (!place)
        return fail_memory(p);
    if (!*place)
        p->memo_count++;
    *place = p->stack[p->depth - 1];
    return true;
}

static bool recall(nc_pickle *p, uint64_t index)
{
    nc_pickle_value value = nc_map_find(&p->memo, index + 1);

    return value ? push(p, value) : fail(p, "memo %llu, which was never stored", (unsigned long long)index);
}

static bool run_memo(nc_pickle *p, size_t size, bool store)
{
    uint64_t index;

    return take_number(p, size, &index) && (store ? memoize(p, index) : recall(p, index));
}

static bool run_mark(nc_pickle *p)
{
    if (!nc_alloc_grow(&p->marks, &p->mark_room, p->mark_count + 1, sizeof *p->marks))
        return fail_memory(p);
    p->marks[p->mark_count++] = p->depth;
    return true;
}

static bool run_pop(nc_pickle *p)
{
    if (!has(p, 1))
        return false;
    p->depth--;
    return true;
}

static bool run_pop_mark(nc_pickle *p)
{
    size_t first = 0, count = 0;

    if (!take_marked(p, &first, &count))
        return false;
    p->depth = first;
    return true;
}

static bool run_frame(nc_pickle *p)
{
    uint64_t size;

    if (!take_number(p, 8, &size))
        return false;
    if (size > (uint64_t)INT64_MAX)
        return fail(p, "a frame of %llu bytes", (unsigned long long)size);
    p->frame_end = nc_input_offset(p->input) + size;
    return true;
}

static bool run_proto(nc_pickle *p)
{
    uint64_t version;

    if (!take_number(p, 1, &version))
        return false;
    return version <= 5 || fail(p, "pickle protocol %llu", (unsigned long long)version);
}

/* Opcodes that make plain values. */
static bool run_value(nc_pickle *p, unsigned char code, bool *known)
{
    uint64_t n;

    *known = true;
    switch (code) {
    case 'N': return push_node(p, (nc_pickle_node){.type = NC_PICKLE_NONE});
    case 0x88: return push_node(p, (nc_pickle_node){.type = NC_PICKLE_BOOL, .integer = 1});
    case 0x89: return push_node(p, (nc_pickle_node){.type = NC_PICKLE_BOOL});
    case 'I': return push_text_int(p);
    case 'J': return take_number(p, 4, &n) && push_int(p, (int32_t)n);
    case 'K': return take_number(p, 1, &n) && push_int(p, (int64_t)n);
    case 'M': return take_number(p, 2, &n) && push_int(p, (int64_t)n);
    case 0x8a: return take_number(p, 1, &n) && push_long(p, n);
    case 0x8b: return take_number(p, 4, &n) && push_long(p, n);
    case 'G': return push_float(p);
    case 'U':
    case 0x8c: return push_text(p, 1);
    case 'T':
    case 'X': return push_text(p, 4);
    case 0x8d: return push_text(p, 8);
    case ')': return push_tuple(p, 0);
    case ']': return push_node(p, (nc_pickle_node){.type = NC_PICKLE_LIST});
    case '}': return push_node(p, (nc_pickle_node){.type = NC_PICKLE_DICT});
    default: *known = false; return true;
    }
}

static bool run_stack(nc_pickle *p, unsigned char code)
{
    switch (code) {
    case '(': return run_mark(p);
    case '0': return run_pop(p);
    case '1': return run_pop_mark(p);
    case '2': return has(p, 1) && push(p, p->stack[p->depth - 1]);
    case 't': return push_marked(p, NC_PICKLE_TUPLE);
    case 'l': return push_marked(p, NC_PICKLE_LIST);
    case 'd': return push_marked(p, NC_PICKLE_DICT);
    case 0x85: return has(p, 1) && push_tuple(p, 1);
    case 0x86: return has(p, 2) && push_tuple(p, 2);
    case 0x87: return has(p, 3) && push_tuple(p, 3);
    case 'a': return append_top(p, 1, NC_PICKLE_LIST);
    case 'e': return append_marked(p, NC_PICKLE_LIST);
    case 's': return append_top(p, 2, NC_PICKLE_DICT);
    case 'u': return append_marked(p, NC_PICKLE_DICT);
    case 'q': return run_memo(p, 1, true);
    case 'r': return run_memo(p, 4, true);
    case 'h': return run_memo(p, 1, false);
    case 'j': return run_memo(p, 4, false);
    case 0x94: return memoize(p, p->memo_count);
    case 'c': return run_global(p);
    case 0x93: return run_stack_global(p);
    case 0x81: return run_new(p, 1);
    case 0x92: return run_new(p, 2);
    case 'b': return run_build(p);
    case 0x80: return run_proto(p);
    case 0x95: return run_frame(p);
    case 'R':
    case 'i':
    case 'o':
    case 'P':
    case 'Q':
    case 0x82:
    case 0x83:
    case 0x84: return fail(p, "refused: opcode 0x%02x would call something", code);
    default: return fail(p, "opcode 0x%02x has no place in a profile", code);
    }
}

static bool finish(nc_pickle *p)
{
    if (p->mark_count || !has(p, 1))
        return fail(p, "the end, with marks or nothing on the stack");
    if (nc_input_offset(p->input) < p->frame_end)
        return fail(p, "the end, before that of its frame");
    p->root = p->stack[p->depth - 1];
    return true;
}

static bool run(nc_pickle *p)
{
    for (;;) {
        unsigned char code;
        bool known;

        p->start = nc_input_offset(p->input);
        if (!nc_input_need(p->input, 1)) {
            nc_input_fail_short(p->input, "an opcode", &p->error);
            return false;
        }
        code = *p->input->p++;
        if (code == '.')
            return finish(p);
        if (!run_value(p, code, &known) || (!known && !run_stack(p, code)))
            return false;
    }
}

static void reset_machine(nc_pickle *p)
{
    nc_alloc_free(p->stack);
    nc_alloc_free(p->marks);
    nc_map_reset(&p->memo);
    p->stack = NULL;
    p->marks = NULL;
}

ncalls_status nc_pickle_load(nc_pickle *p, nc_input *input, const nc_pickle_class *allowed, size_t allowed_count,
                             ncalls_error *error)
{
    bool fine;

    memset(p, 0, sizeof *p);
    p->input = input;
    p->allowed = allowed;
    p->allowed_count = allowed_count;
    fine = nc_strtab_init(&p->texts) && nc_map_init(&p->memo);
    fine = (fine || fail_memory(p)) && run(p);
    reset_machine(p);
    if (!fine && error)
        *error = p->error;
    return fine ? NCALLS_OK : p->error.status;
}

void nc_pickle_reset(nc_pickle *p)
{
    reset_machine(p);
    nc_strtab_reset(&p->texts);
    nc_alloc_free(p->nodes);
    nc_alloc_free(p->items);
    nc_alloc_free(p->cells);
    memset(p, 0, sizeof *p);
}

nc_pickle_value nc_pickle_get(const nc_pickle *p, const nc_pickle_node *dict, const char *key)
{
    size_t size = strlen(key);
    nc_pickle_value found = 0;
    uint32_t cell = dict->count ? dict->first : 0;

    while (cell) {
        const nc_pickle_node *k = &p->nodes[p->cells[cell].value];

        cell = p->cells[cell].next;
        if (k->type == NC_PICKLE_TEXT && nc_strtab_size(&p->texts, k->text) == size &&
            memcmp(nc_strtab_text(&p->texts, k->text), key, size) == 0)
            found = p->cells[cell].value;
        cell = p->cells[cell].next;
    }
    return found;
}
