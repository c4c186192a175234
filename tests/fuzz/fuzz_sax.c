/* SPDX-License-Identifier: MIT */
/* XML without a reader: no element ends that did not begin, whatever is tolerated. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "codec/sax.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct seen {
    long depth;
    unsigned sum; /* of every byte, for ASan */
} seen;

static void demand(bool holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "broken: %s\n", what);
    abort();
}

static bool start(void *payload, const char *name, const nc_sax_attributes *attributes)
{
    static const char *const names[] = {"x", "width", "title", "href", "w"};
    seen *s = payload;

    s->depth++;
    s->sum += (unsigned)strlen(name);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t size;
        const char *value = nc_sax_attribute(attributes, NULL, names[i], &size);

        for (size_t at = 0; value && at < size; at++)
            s->sum += (unsigned char)value[at];
    }
    return true;
}

static bool text(void *payload, const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        ((seen *)payload)->sum += (unsigned char)bytes[i];
    return true;
}

static bool end(void *payload, const char *name)
{
    seen *s = payload;

    s->sum += (unsigned)strlen(name);
    demand(--s->depth >= 0, "an element ends that began");
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const nc_sax_handler handler = {start, text, end};
    nc_source *source = nc_input_open_memory(data, size);
    ncalls_error error = {.status = NCALLS_OK};
    nc_input input;
    seen s = {0};

    if (!source || !nc_input_init(&input, source))
        return 0;
    if (nc_sax_parse(&input, &handler, &s, &error) != NCALLS_OK)
        demand(error.message[0] != '\0', "a failure has a sentence");
    nc_input_reset(&input);
    return 0;
}
