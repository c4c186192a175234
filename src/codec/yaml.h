/* SPDX-License-Identifier: MIT */
/*
 * YAML as a tree, of the strict kind that configuration needs: maps, lists and
 * texts. What makes YAML surprising is refused with a sentence: anchors and
 * aliases (so nothing can be multiplied), tags, merge keys, keys that are no
 * text, keys that stand twice, several documents.
 *
 * Nodes are in preorder, and each knows where it ends:
 *
 *     rules:              0 MAP, ends at 7
 *       NC101:            1 TEXT "rules"    2 MAP, ends at 7
 *         calls: 20       3 TEXT "NC101"    4 MAP, ends at 7
 *                         5 TEXT "calls"    6 TEXT "20"
 */
#ifndef NC_YAML_H
#define NC_YAML_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/strtab.h"

typedef enum nc_yaml_kind {
    NC_YAML_TEXT,
    NC_YAML_LIST, /* items follow */
    NC_YAML_MAP,  /* key and value follow, in turn; a key is a TEXT */
} nc_yaml_kind;

typedef struct nc_yaml_node {
    uint32_t text;   /* TEXT: where it begins, see nc_yaml_text */
    uint32_t size;   /* TEXT: its bytes; no NUL among them */
    uint32_t end;    /* the first node that is not in this one */
    uint32_t line;   /* from 1 */
    uint32_t column; /* from 1, in characters */
    uint8_t kind;    /* nc_yaml_kind */
    bool is_plain;   /* TEXT without quotes: nothing, ~ and null are no text then */
} nc_yaml_node;

typedef struct nc_yaml {
    const nc_yaml_node *nodes;
    uint32_t count;    /* 0: nothing but comments */
    const char *texts; /* all texts, each with a NUL behind it */
    nc_yaml_node *own; /* `nodes`, if they are to be freed */
    nc_strtab strings; /* `texts`, likewise */
} nc_yaml;

/* The message of a failure begins with "line L, column C: ". Reset the tree in
 * any case. */
ncalls_status nc_yaml_parse(nc_yaml *out, const char *bytes, size_t size, ncalls_error *error);
void nc_yaml_reset(nc_yaml *yaml);

static inline const char *nc_yaml_text(const nc_yaml *yaml, uint32_t node)
{
    return yaml->texts + yaml->nodes[node].text;
}

/* The value behind a key that is written so, 0 if `map` (which must be a map)
 * has none. */
uint32_t nc_yaml_find(const nc_yaml *yaml, uint32_t map, const char *key);

/* True for what YAML calls null: no value, ~ or null without quotes. */
bool nc_yaml_is_null(const nc_yaml *yaml, uint32_t node);

/* "line L, column C: " and the sentence; NCALLS_USAGE. */
ncalls_status nc_yaml_fail(const nc_yaml *yaml, uint32_t node, ncalls_error *error, const char *format, ...)
    NC_PRINTF(4, 5);

#endif
