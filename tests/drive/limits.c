/* SPDX-License-Identifier: MIT */
/*
 * What a file costs at least, for benches: programs that do nothing else.
 *
 *     limits sax FILE    libxml2's SAX2 parser with empty handlers
 *     limits tree FILE   collapsed stacks as a call tree: every frame interned,
 *                        every node found by hashing, and sums from the end
 *     limits sum FILE    ncalls' own opening of a profile, without a report
 *     limits keep FILE   the same with the exact call tree kept
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/hash.h"
#include "base/map.h"
#include "base/strtab.h"
#include "base/xml.h"
#include "ncalls/ncalls.h"

static int fail(const char *what)
{
    fprintf(stderr, "limits: %s\n", what);
    return 2;
}

static int run_sax(FILE *file)
{
    static char block[64 << 10];
    const nc_xml *xml = nc_xml_load(NULL);
    xmlSAXHandler handler = {.initialized = XML_SAX2_MAGIC};
    xmlParserCtxtPtr parser = xml ? xml->xmlCreatePushParserCtxt(&handler, NULL, NULL, 0, NULL) : NULL;
    int status;

    if (!parser)
        return fail("no libxml2");
    for (size_t size; (size = fread(block, 1, sizeof block, file));)
        xml->xmlParseChunk(parser, block, (int)size, 0);
    status = xml->xmlParseChunk(parser, block, 0, 1);
    xml->xmlFreeParserCtxt(parser);
    return status ? fail("no XML") : 0;
}

typedef struct node {
    uint32_t parent, frame;
    int64_t total;
} node;

typedef struct tree {
    nc_strtab frames;
    nc_map index; /* (parent, frame) to node */
    node *nodes;  /* from 1 */
    size_t count, room;
    uint32_t *path; /* of the line before */
    size_t *ends, depth, path_room, end_room;
    char *line, *before;
    size_t size, before_size, line_room, before_room;
} tree;

static bool add_frame(tree *t, size_t at, size_t end)
{
    uint32_t parent = t->depth ? t->path[t->depth - 1] : 0, *slot;
    nc_str frame;

    if (!nc_strtab_add(&t->frames, t->line + at, end - at, &frame) ||
        !(slot = nc_map_add(&t->index, (uint64_t)parent << 32 | (frame.at + 1))) ||
        !nc_alloc_grow(&t->nodes, &t->room, t->count + 2, sizeof *t->nodes) ||
        !nc_alloc_grow(&t->path, &t->path_room, t->depth + 1, sizeof *t->path) ||
        !nc_alloc_grow(&t->ends, &t->end_room, t->depth + 1, sizeof *t->ends))
        return false;
    if (!*slot) {
        *slot = (uint32_t)++t->count;
        t->nodes[*slot] = (node){parent, frame.at, 0};
    }
    t->ends[t->depth] = end;
    t->path[t->depth++] = *slot;
    return true;
}

/* What the line shares with the one before is not looked up again. */
static bool add_line(tree *t)
{
    size_t same = 0, keep = 0, at;

    while (same < t->size && same < t->before_size && t->line[same] == t->before[same])
        same++;
    while (keep < t->depth && t->ends[keep] < same)
        keep++;
    t->depth = keep;
    at = keep ? t->ends[keep - 1] + 1 : 0;
    while (at <= t->size) {
        const char *semicolon = memchr(t->line + at, ';', t->size - at);
        size_t end = semicolon ? (size_t)(semicolon - t->line) : t->size;

        if (!add_frame(t, at, end))
            return false;
        at = end + 1;
    }
    return true;
}

static void swap_lines(tree *t)
{
    char *line = t->line;
    size_t room = t->line_room;

    t->line = t->before;
    t->line_room = t->before_room;
    t->before = line;
    t->before_room = room;
    t->before_size = t->size;
}

static int run_tree(FILE *file)
{
    tree t = {0};

    if (!nc_strtab_init(&t.frames) || !nc_map_init(&t.index) ||
        !nc_alloc_grow(&t.nodes, &t.room, 1, sizeof *t.nodes))
        return fail("out of memory");
    t.nodes[0] = (node){0, 0, 0};
    for (ssize_t size; (size = getline(&t.line, &t.line_room, file)) > 0; swap_lines(&t)) {
        char *blank = memrchr(t.line, ' ', (size_t)size);

        if (!blank)
            return fail("a line without a count");
        t.size = (size_t)(blank - t.line);
        if (!add_line(&t))
            return fail("out of memory");
        t.nodes[t.path[t.depth - 1]].total += strtoll(blank + 1, NULL, 10);
    }
    for (size_t i = t.count; i; i--)
        t.nodes[t.nodes[i].parent].total += t.nodes[i].total;
    printf("%zu frames, %zu nodes, %lld samples\n", t.frames.count, t.count, (long long)t.nodes[0].total);
    return 0;
}

static int run_open(const char *path, unsigned keep)
{
    ncalls_read_options options = {.keep = keep};
    ncalls_profile *profile = NULL;
    ncalls_error error;

    if (ncalls_profile_open(&profile, &path, 1, &options, &error))
        return fail(error.message);
    ncalls_profile_free(profile);
    return 0;
}

int main(int argc, char **argv)
{
    const char *what = argc == 3 ? argv[1] : "";
    FILE *file = argc == 3 ? fopen(argv[2], "rb") : NULL;

    if (!file)
        return fail("sax, tree, sum or keep, and a file that can be read");
    if (strcmp(what, "sax") == 0)
        return run_sax(file);
    if (strcmp(what, "tree") == 0)
        return run_tree(file);
    return run_open(argv[2], strcmp(what, "keep") == 0 ? NCALLS_KEEP_STACKS : 0);
}
