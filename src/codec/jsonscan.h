/* SPDX-License-Identifier: MIT */
/* The inside of nc_json, shared by json.c (what stands where), jsonscan.c
 * (strings and numbers) and jsonlist.c; nobody else includes this. */
#ifndef NC_JSONSCAN_H
#define NC_JSONSCAN_H

#include "codec/json.h"

/* The next byte is none that may stand here. All three return false. */
bool nc_jsonscan_fail_here(nc_json *json, const char *what);
bool nc_jsonscan_fail_short(nc_json *json, const char *what);
bool nc_jsonscan_fail_memory(nc_json *json);

/* A string, from behind its first quote. */
bool nc_jsonscan_text(nc_json *json, nc_json_value *value);

/* The same into json->text, or nowhere if json->skipping: it need not fit into
 * the window. */
bool nc_jsonscan_pieces(nc_json *json, nc_json_value *value);

/* A number, from its first digit on; its sign is set. */
bool nc_jsonscan_number(nc_json *json, nc_json_value *value);

/* The innermost container has ended. */
void nc_jsonscan_leave(nc_json *json);

/* The next byte that is no white space, not consumed; -1 at the end. */
int nc_jsonscan_peek_far(nc_json *json);
static inline int nc_jsonscan_peek(nc_json *json)
{
    nc_input *input = json->input;

    return __builtin_expect(input->p < input->end && *input->p > ' ', 1) ? *input->p : nc_jsonscan_peek_far(json);
}

#endif
