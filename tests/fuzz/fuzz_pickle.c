/* SPDX-License-Identifier: MIT */
/* The pickle decoder without a reader: what it makes of any bytes can be walked. */
#include <stdio.h>
#include <stdlib.h>

#include "codec/pickle.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const nc_pickle_class allowed[] = {
    {"line_profiler._line_profiler", "LineStats"},
    {"tracemalloc",                  "Snapshot" }
};

/* Values may hold themselves. */
enum { DEPTH_MAX = 20, VALUES_MAX = 100000 };

typedef struct walk {
    const nc_pickle *pickle;
    unsigned values;
    unsigned sum; /* of every byte, for ASan */
} walk;

static void demand(bool holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "broken: %s\n", what);
    abort();
}

static void visit(walk *w, nc_pickle_value value, unsigned depth)
{
    const nc_pickle *p = w->pickle;
    const nc_pickle_node *n = nc_pickle_at(p, value);
    const char *text;

    demand(value && value <= p->node_count, "a value is one");
    if (depth > DEPTH_MAX || ++w->values > VALUES_MAX)
        return;
    switch ((nc_pickle_type)n->type) {
    case NC_PICKLE_TEXT:
        text = nc_strtab_text(&p->texts, n->text);
        for (size_t i = 0; i < nc_strtab_size(&p->texts, n->text); i++)
            w->sum += (unsigned char)text[i];
        break;
    case NC_PICKLE_TUPLE:
        for (uint32_t i = 0; i < n->count; i++)
            visit(w, nc_pickle_item(p, n, i), depth + 1);
        break;
    case NC_PICKLE_LIST:
    case NC_PICKLE_DICT:
        for (uint32_t cell = n->first; cell; cell = p->cells[cell].next) {
            demand(cell <= p->cell_count, "a cell is one");
            visit(w, p->cells[cell].value, depth + 1);
            if (w->values > VALUES_MAX)
                return;
        }
        break;
    case NC_PICKLE_OBJECT:
        demand(n->class_ < sizeof allowed / sizeof *allowed, "only allowed classes have objects");
        if (n->state)
            visit(w, n->state, depth + 1);
        break;
    case NC_PICKLE_CLASS: demand(n->class_ < sizeof allowed / sizeof *allowed, "only allowed classes are found"); break;
    case NC_PICKLE_NONE:
    case NC_PICKLE_BOOL:
    case NC_PICKLE_INT:
    case NC_PICKLE_FLOAT: break;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    nc_source *source = nc_input_open_memory(data, size);
    nc_input input;
    nc_pickle pickle = {0};
    ncalls_error error = {.status = NCALLS_OK};

    if (!source || !nc_input_init(&input, source))
        return 0;
    if (nc_pickle_load(&pickle, &input, allowed, sizeof allowed / sizeof *allowed, &error) == NCALLS_OK)
        visit(&(walk){.pickle = &pickle}, pickle.root, 0);
    else
        demand(error.message[0] != '\0', "a failure has a sentence");
    nc_pickle_reset(&pickle);
    nc_input_reset(&input);
    return 0;
}
