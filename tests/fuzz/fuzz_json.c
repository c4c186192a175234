/* SPDX-License-Identifier: MIT */
/*
 * The JSON tokenizer without a reader: walking every token, passing over all of
 * it and leaping over it agree on what any bytes are.
 */
#include <stdio.h>
#include <stdlib.h>

#include "codec/json.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "broken: %s\n", what);
    abort();
}

static unsigned touch(const nc_json_value *v)
{
    unsigned sum = 0;
    int64_t whole;

    if (v->type == NC_JSON_TEXT)
        for (size_t i = 0; i < v->size; i++) /* every byte, for ASan */
            sum += (unsigned char)v->bytes[i];
    if (v->type == NC_JSON_NUMBER)
        sum += (unsigned)nc_json_whole(v, &whole) + (nc_json_double(v) > 0);
    return sum;
}

enum way { WALK, SKIP, LEAP };

/* Where the first document ends, 0 if it is none. */
static uint64_t read_one(const uint8_t *data, size_t size, enum way way)
{
    nc_source *source = nc_input_open_memory(data, size);
    nc_input input;
    nc_json json;
    nc_json_value v = {.type = NC_JSON_NULL};
    uint64_t end = 0;
    bool fine;

    if (!source || !nc_input_init(&input, source))
        return 0;
    nc_json_init(&json, &input);
    fine = nc_json_next(&json, &v, "a value");
    touch(&v);
    if (way == SKIP)
        fine = fine && nc_json_skip(&json, &v);
    if (way == LEAP)
        fine = fine && nc_json_leap(&json, &v);
    while (fine && json.depth) {
        fine = json.in_object && !json.after_key ? nc_json_key(&json, &v) : nc_json_next(&json, &v, "a value");
        if (fine)
            touch(&v);
    }
    if (fine)
        end = nc_input_offset(&input);
    else
        demand(json.error.message[0] != '\0', "a failure has a sentence");
    nc_json_reset(&json);
    nc_input_reset(&input);
    return end;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    uint64_t end = read_one(data, size, WALK);

    demand(read_one(data, size, SKIP) == end, "skipping ends where walking does");
    if (end)
        demand(read_one(data, size, LEAP) == end, "leaping over a sound document ends where walking does");
    else
        read_one(data, size, LEAP);
    return 0;
}
