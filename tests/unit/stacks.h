/* SPDX-License-Identifier: MIT */
/* Small profiles of whole stacks, for unit tests. */
#ifndef STACKS_H
#define STACKS_H

#include "sample.h"

#include "model/stacks.h"

/* Whole stacks, written as "main;f;g 3", one a line; main:7 executes line 7. */
static inline ncalls_profile *stacks(const char *text)
{
    nc_builder *b = nc_builder_new(NCALLS_KEEP_STACKS);

    nc_builder_begin_source(b, "test", "test", 0);
    nc_builder_declare(b, NCALLS_HAS_EDGES | NCALLS_HAS_TIME, NCALLS_UNIT_SAMPLES);
    while (*text) {
        nc_frame frames[64];
        size_t count = 0;

        do {
            char name[16] = "";
            size_t size = strcspn(text, ":; ");

            snprintf(name, sizeof name, "%.*s", (int)size, text);
            text += size;
            frames[count++] = (nc_frame){sample_function(b, name), *text == ':' ? atoi(text + 1) : 0};
            text += strcspn(text, "; ");
        } while (*text++ == ';');
        nc_stacks_add(b, 0, frames, count, strtoll(text, (char **)&text, 10));
        text += *text == '\n';
    }
    return sample_finish(b);
}

#endif
