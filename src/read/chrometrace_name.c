/* SPDX-License-Identifier: MIT */
/*
 * Names of events. py-spy gives file and line beside the name; viztracer, and
 * who does as it does, says in the name where the function begins:
 *
 *     fib (app.py:4)      app.py(4).fib       so wrote its first versions
 *     builtins.exec       list.append         functions of C, which cProfile calls
 *                                             <built-in method builtins.exec> and
 *                                             <method 'append' of 'list' objects>
 *     aten::addmm         anybody else: a name, and nothing is known of its place
 */
#include <string.h>

#include "base/alloc.h"
#include "base/number.h"
#include "base/text.h"
#include "read/chrometrace.h"

static bool split_old(const char *text, size_t size, nc_frame_parts *out)
{
    const char *open = memchr(text, '(', size),
               *close = open ? memmem(open, (size_t)(text + size - open), ").", 2) : NULL;
    int64_t line;

    if (!close || open == text || !nc_number_parse_int(open + 1, (size_t)(close - open - 1), &line) || line < 0 ||
        line > INT32_MAX)
        return false;
    *out = (nc_frame_parts){close + 2, text, (size_t)(text + size - close - 2), (size_t)(open - text), (int32_t)line};
    return out->name_size > 0;
}

static bool is_type(const char *text, size_t size)
{
    static const char *const types[] = {"_thread.lock", "bool",      "bytearray",    "bytes",      "collections.deque",
                                        "complex",      "coroutine", "dict",         "dict_items", "dict_keys",
                                        "dict_values",  "float",     "frozenset",    "function",   "generator",
                                        "int",          "list",      "mappingproxy", "memoryview", "object",
                                        "property",     "range",     "select.epoll", "set",        "slice",
                                        "str",          "tuple",     "type"};
    const char *last = memrchr(text, '.', size);

    if (last && last + 1 < text + size && last[1] >= 'A' && last[1] <= 'Z')
        return true; /* "_io.TextIOWrapper" */
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (strlen(types[i]) == size && memcmp(types[i], text, size) == 0)
            return true;
    return false;
}

/* As cProfile has it, so that both can be compared and rules know it. */
static nc_str name_builtin(nc_builder *b, const char *text, size_t size)
{
    const char *dot = memrchr(text, '.', size);
    nc_text name;
    nc_str id;

    nc_text_init(&name);
    if (dot && is_type(text, (size_t)(dot - text))) {
        nc_text_add_string(&name, "<method '");
        nc_text_add(&name, dot + 1, (size_t)(text + size - dot - 1));
        nc_text_add_string(&name, "' of '");
        nc_text_add(&name, text, (size_t)(dot - text));
        nc_text_add_string(&name, "' objects>");
    } else {
        nc_text_add_string(&name, "<built-in method ");
        nc_text_add(&name, text, size);
        nc_text_add_string(&name, ">");
    }
    if (nc_text_failed(&name))
        nc_builder_fail(b, NCALLS_MEMORY, "out of memory");
    id = nc_builder_string(b, name.bytes, name.size);
    nc_text_reset(&name);
    return id;
}

static void describe_traced(nc_chrometrace *t, const char *text, size_t size, nc_chrometrace_frame *f)
{
    nc_builder *b = t->builder;
    nc_frame_parts parts;
    nc_str file, name;

    if ((nc_frame_split(text, size, &parts) && parts.line) || split_old(text, size, &parts)) {
        file = nc_builder_string(b, parts.file, parts.file_size);
        name = nc_builder_string(b, parts.name, parts.name_size);
        nc_frame_describe(b, name, file, parts.line, 0, &f->meaning);
    } else if (t->is_viztracer) {
        file = nc_builder_string(b, "~", 1);
        name = name_builtin(b, text, size);
        nc_frame_describe(b, name, file, 0, 0, &f->meaning);
    } else {
        nc_frame_describe(b, f->name, (nc_str){0}, 0, 0, &f->meaning);
    }
}

bool nc_chrometrace_describe(nc_chrometrace *t, nc_chrometrace_frame *f)
{
    nc_builder *b = t->builder;

    if (t->is_sampled) {
        nc_frame_describe(b, f->name, f->file, 0, f->line, &f->meaning);
    } else {
        size_t size = nc_builder_text_size(b, f->name);
        char *text = nc_alloc_text(nc_builder_text(b, f->name), size); /* interning may move it */

        if (text)
            describe_traced(t, text, size, f);
        else
            nc_builder_fail(b, NCALLS_MEMORY, "out of memory");
        nc_alloc_free(text);
    }
    return !nc_builder_failed(b);
}
