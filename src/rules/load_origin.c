/* SPDX-License-Identifier: MIT */
/* Which file says so: the trees are still there, so nobody had to write it down. */
#include <string.h>

#include "rules/load_parts.h"

/* The value of a rule's key in one file, 0 if it does not say. A rule goes by id
 * or name. */
static uint32_t find_in(const nc_yaml *tree, const nc_rule *rule, const char *key)
{
    uint32_t rules = nc_yaml_find(tree, 0, "rules"), own;

    if (!rules)
        return 0;
    own = nc_yaml_find(tree, rules, rule->id);
    if (!own)
        own = nc_yaml_find(tree, rules, rule->name);
    if (!own)
        return 0;
    if (tree->nodes[own].kind == NC_YAML_TEXT) /* off, in place of all keys */
        return strcmp(key, "off") == 0 ? own : 0;
    return nc_yaml_find(tree, own, key);
}

const char *nc_load_origin(const nc_lexicon *lexicon, const nc_rule *rule, const char *key, uint32_t *line)
{
    const nc_load_memory *m = lexicon->memory; /* NULL: compiled in, no file says anything */

    for (size_t i = m ? m->file_count : 0; i-- > 0;) {
        const nc_yaml *tree = &m->files[i].tree;
        uint32_t node = !tree->count || tree->nodes[0].kind != NC_YAML_MAP ? 0
                        : rule                                             ? find_in(tree, rule, key)
                                                                           : nc_yaml_find(tree, 0, key);

        if (node) {
            *line = tree->nodes[node].line;
            return m->files[i].name;
        }
    }
    return NULL;
}

const char *nc_load_file_name(const nc_lexicon *lexicon, size_t index)
{
    const nc_load_memory *m = lexicon->memory;

    return m && index < m->file_count ? m->files[index].name : NULL;
}
