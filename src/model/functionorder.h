/* SPDX-License-Identifier: MIT */
/* The order of a builder's functions, that of nc_profile_compare before there is
 * a profile: path, line, name, bytewise. */
#ifndef NC_FUNCTIONORDER_H
#define NC_FUNCTIONORDER_H

#include "model/builder.h"

/* [function]: its place from 1 on. NULL: no memory. Free it. */
uint32_t *nc_functionorder_ranks(const nc_builder *builder);

/* Bytewise. */
int nc_functionorder_compare_texts(const nc_builder *builder, nc_str a, nc_str b);

#endif
