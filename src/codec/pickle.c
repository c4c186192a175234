/* SPDX-License-Identifier: MIT */
#include "codec/pickle.h"

#include <string.h>

#include "base/alloc.h"
#include "base/limit.h"
#include "base/number.h"
#include "codec/machine.h"

static bool push_class(nc_pickle *p, const char *module, size_t module_size, const char *name, size_t name_size)
{
    for (size_t i = 0; i < p->allowed_count; i++)
        if (strlen(p->allowed[i].module) == module_size && memcmp(p->allowed[i].module, module, module_size) == 0 &&
            strlen(p->allowed[i].name) == name_size && memcmp(p->allowed[i].name, name, name_size) == 0)
            return nc_machine_push_node(p, (nc_pickle_node){.type = NC_PICKLE_CLASS, .class_ = (uint16_t)i});
    return nc_machine_fail(p, "refused: it asks for %.*s.%.*s, which no profile needs",
                           (int)(module_size < 60 ? module_size : 60), module, (int)(name_size < 60 ? name_size : 60),
                           name);
}

static bool find_newline(nc_pickle *p, size_t from, size_t *at)
{
    for (*at = from;; ++*at) {
        if (*at > 4096)
            return nc_machine_fail(p, "a global's name without an end");
        if (!nc_machine_need(p, *at + 1))
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

    if (!nc_machine_has(p, 2))
        return false;
    module = &p->nodes[p->stack[p->depth - 2]];
    name = &p->nodes[p->stack[p->depth - 1]];
    if (module->type != NC_PICKLE_TEXT || name->type != NC_PICKLE_TEXT)
        return nc_machine_fail(p, "a global whose name is no string");
    p->depth -= 2;
    return push_class(p, nc_strtab_text(&p->texts, module->text), nc_strtab_size(&p->texts, module->text),
                      nc_strtab_text(&p->texts, name->text), nc_strtab_size(&p->texts, name->text));
}

/* Below the arguments lies the class. Nothing is made but a record. */
static bool run_new(nc_pickle *p, size_t arguments)
{
    const nc_pickle_node *class_;
    const nc_pickle_node *first;

    if (!nc_machine_has(p, arguments + 1))
        return false;
    class_ = &p->nodes[p->stack[p->depth - arguments - 1]];
    first = &p->nodes[p->stack[p->depth - arguments]];
    if (class_->type != NC_PICKLE_CLASS || first->type != NC_PICKLE_TUPLE)
        return nc_machine_fail(p, "an object of no class");
    p->depth -= arguments + 1;
    return nc_machine_push_node(p, (nc_pickle_node){.type = NC_PICKLE_OBJECT, .class_ = class_->class_});
}

static bool run_build(nc_pickle *p)
{
    nc_pickle_node *object;

    if (!nc_machine_has(p, 2))
        return false;
    object = &p->nodes[p->stack[p->depth - 2]];
    if (object->type != NC_PICKLE_OBJECT)
        return nc_machine_fail(p, "a state for something that is no object");
    object->state = p->stack[--p->depth];
    return true;
}

static bool memoize(nc_pickle *p, uint64_t index)
{
    uint32_t *place;

    if (!nc_machine_has(p, 1))
        return false;
    place = nc_map_add(&p->memo, index + 1);
    if (!place)
        return nc_machine_fail_memory(p);
    if (!*place)
        p->memo_count++;
    *place = p->stack[p->depth - 1];
    return true;
}

static bool recall(nc_pickle *p, uint64_t index)
{
    nc_pickle_value value = nc_map_find(&p->memo, index + 1);

    return value ? nc_machine_push(p, value)
                 : nc_machine_fail(p, "memo %llu, which was never stored", (unsigned long long)index);
}

static bool run_memo(nc_pickle *p, size_t size, bool store)
{
    uint64_t index;

    return nc_machine_take_number(p, size, &index) && (store ? memoize(p, index) : recall(p, index));
}

static bool run_mark(nc_pickle *p)
{
    if (!nc_alloc_grow(&p->marks, &p->mark_room, p->mark_count + 1, sizeof *p->marks))
        return nc_machine_fail_memory(p);
    p->marks[p->mark_count++] = p->depth;
    return true;
}

static bool run_pop(nc_pickle *p)
{
    if (!nc_machine_has(p, 1))
        return false;
    p->depth--;
    return true;
}

static bool run_pop_mark(nc_pickle *p)
{
    size_t first = 0, count = 0;

    if (!nc_machine_take_marked(p, &first, &count))
        return false;
    p->depth = first;
    return true;
}

static bool run_frame(nc_pickle *p)
{
    uint64_t size;

    if (!nc_machine_take_number(p, 8, &size))
        return false;
    if (size > (uint64_t)INT64_MAX)
        return nc_machine_fail(p, "a frame of %llu bytes", (unsigned long long)size);
    p->frame_end = nc_input_offset(p->input) + size;
    return true;
}

static bool run_proto(nc_pickle *p)
{
    uint64_t version;

    if (!nc_machine_take_number(p, 1, &version))
        return false;
    return version <= 5 || nc_machine_fail(p, "pickle protocol %llu", (unsigned long long)version);
}

/* Opcodes that make plain values. */
static bool run_value(nc_pickle *p, unsigned char code, bool *known)
{
    uint64_t n;

    *known = true;
    switch (code) {
    case 'N': return nc_machine_push_node(p, (nc_pickle_node){.type = NC_PICKLE_NONE});
    case 0x88: return nc_machine_push_node(p, (nc_pickle_node){.type = NC_PICKLE_BOOL, .integer = 1});
    case 0x89: return nc_machine_push_node(p, (nc_pickle_node){.type = NC_PICKLE_BOOL});
    case 'I': return nc_machine_push_text_int(p);
    case 'J': return nc_machine_take_number(p, 4, &n) && nc_machine_push_int(p, (int32_t)n);
    case 'K': return nc_machine_take_number(p, 1, &n) && nc_machine_push_int(p, (int64_t)n);
    case 'M': return nc_machine_take_number(p, 2, &n) && nc_machine_push_int(p, (int64_t)n);
    case 0x8a: return nc_machine_take_number(p, 1, &n) && nc_machine_push_long(p, n);
    case 0x8b: return nc_machine_take_number(p, 4, &n) && nc_machine_push_long(p, n);
    case 'G': return nc_machine_push_float(p);
    case 'U':
    case 0x8c: return nc_machine_push_text(p, 1);
    case 'T':
    case 'X': return nc_machine_push_text(p, 4);
    case 0x8d: return nc_machine_push_text(p, 8);
    case ')': return nc_machine_push_tuple(p, 0);
    case ']': return nc_machine_push_node(p, (nc_pickle_node){.type = NC_PICKLE_LIST});
    case '}': return nc_machine_push_node(p, (nc_pickle_node){.type = NC_PICKLE_DICT});
    default: *known = false; return true;
    }
}

static bool run_stack(nc_pickle *p, unsigned char code)
{
    switch (code) {
    case '(': return run_mark(p);
    case '0': return run_pop(p);
    case '1': return run_pop_mark(p);
    case '2': return nc_machine_has(p, 1) && nc_machine_push(p, p->stack[p->depth - 1]);
    case 't': return nc_machine_push_marked(p, NC_PICKLE_TUPLE);
    case 'l': return nc_machine_push_marked(p, NC_PICKLE_LIST);
    case 'd': return nc_machine_push_marked(p, NC_PICKLE_DICT);
    case 0x85: return nc_machine_has(p, 1) && nc_machine_push_tuple(p, 1);
    case 0x86: return nc_machine_has(p, 2) && nc_machine_push_tuple(p, 2);
    case 0x87: return nc_machine_has(p, 3) && nc_machine_push_tuple(p, 3);
    case 'a': return nc_machine_append_top(p, 1, NC_PICKLE_LIST);
    case 'e': return nc_machine_append_marked(p, NC_PICKLE_LIST);
    case 's': return nc_machine_append_top(p, 2, NC_PICKLE_DICT);
    case 'u': return nc_machine_append_marked(p, NC_PICKLE_DICT);
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
    case 0x84: return nc_machine_fail(p, "refused: opcode 0x%02x would call something", code);
    default: return nc_machine_fail(p, "opcode 0x%02x has no place in a profile", code);
    }
}

static bool finish(nc_pickle *p)
{
    if (p->mark_count || !nc_machine_has(p, 1))
        return nc_machine_fail(p, "the end, with marks or nothing on the stack");
    if (nc_input_offset(p->input) < p->frame_end)
        return nc_machine_fail(p, "the end, before that of its frame");
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
    fine = (fine || nc_machine_fail_memory(p)) && run(p);
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
