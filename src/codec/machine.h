/* SPDX-License-Identifier: MIT */
/*
 * The inside of nc_pickle, shared by machine.c (the stack, the marks, making
 * values) and pickle.c (the opcodes); nobody else includes this. Each says
 * false with pickle->error set.
 */
#ifndef NC_MACHINE_H
#define NC_MACHINE_H

#include "codec/pickle.h"

/* "at byte N: ..." */
bool nc_machine_fail(nc_pickle *pickle, const char *format, ...) NC_PRINTF(2, 3);
bool nc_machine_fail_memory(nc_pickle *pickle);

/* The input: so many bytes are there; the next `size` of them, little-endian. */
bool nc_machine_need(nc_pickle *pickle, size_t size);
bool nc_machine_take_number(nc_pickle *pickle, size_t size, uint64_t *out);

/* The stack above the last mark: so many items are there; the items themselves,
 * and the mark goes. */
bool nc_machine_has(nc_pickle *pickle, size_t count);
bool nc_machine_take_marked(nc_pickle *pickle, size_t *first, size_t *count);

/* A value on top, already made or made from the input. */
bool nc_machine_push(nc_pickle *pickle, nc_pickle_value value);
bool nc_machine_push_node(nc_pickle *pickle, nc_pickle_node node);
bool nc_machine_push_int(nc_pickle *pickle, int64_t value);
bool nc_machine_push_long(nc_pickle *pickle, uint64_t size);
bool nc_machine_push_float(nc_pickle *pickle);
bool nc_machine_push_text(nc_pickle *pickle, size_t length_size);
bool nc_machine_push_text_int(nc_pickle *pickle);

/* Containers from what is on top, or what is on top into the container below. */
bool nc_machine_push_tuple(nc_pickle *pickle, size_t count);
bool nc_machine_push_marked(nc_pickle *pickle, nc_pickle_type type);
bool nc_machine_append_top(nc_pickle *pickle, size_t count, nc_pickle_type type);
bool nc_machine_append_marked(nc_pickle *pickle, nc_pickle_type type);

#endif
