/* SPDX-License-Identifier: MIT */
/* Every limit of ncalls, with its reason. A limit that is met is an error with
 * a sentence (NCALLS_LIMIT), never a silent cut. */
#ifndef NC_LIMIT_H
#define NC_LIMIT_H

#include <stddef.h>
#include <stdint.h>

/* One name or path. Real ones stay below 10 kB; tests use 1 MB. Larger is an
 * attack on memory through references or compression. */
#define NC_LIMIT_NAME ((size_t)16 << 20)

/* What a name longer than this counts towards NC_LIMIT_LONG_NAMES. */
#define NC_LIMIT_LONG_NAME ((size_t)4096)

/* The long names of all functions together, counted for each function that has
 * one: thousands of functions may share one of a megabyte, and every report
 * would print it thousands of times. */
#define NC_LIMIT_LONG_NAMES ((uint64_t)256 << 20)

/* All distinct names together: their offsets are 32 bits. */
#define NC_LIMIT_NAMES ((uint64_t)0xfffffff0u)

/* Functions: readers keep two bits beside an id in 32. */
#define NC_LIMIT_FUNCTIONS ((uint32_t)0x3ffffff0u)

/* Names and files of all functions one after the other, as writers print them.
 * A profile of a million functions has 150 MB. */
#define NC_LIMIT_REPEATED ((uint64_t)2 << 30)

/* Edges, contexts, lines: ids are 32 bits, and so are the tables of indexes
 * over them. */
#define NC_LIMIT_ROWS ((uint32_t)0x7ffffff0u)

/* Bytes that a compressed input may expand to. A profile of a million
 * functions has 200 MB; this is 20 times that. */
#define NC_LIMIT_EXPANDED ((uint64_t)4 << 30)

/* Containers nested in a marshal file. CPython itself refuses more than 2,000;
 * pstats nests 5 deep and code objects about 20. */
#define NC_LIMIT_MARSHAL_DEPTH 2000

/* Objects that a marshal file may have in its list of references. */
#define NC_LIMIT_MARSHAL_REFS ((size_t)0x3ffffff0u)

/* Edges that a marshal file may repeat by references to one dict of callers.
 * Real files share none; without this, 1 MB of references makes 4e8 edges. */
#define NC_LIMIT_SHARED_EDGES ((uint64_t)4 << 20)

/* One line of a text format. A stack of 100,000 frames has 10 MB. */
#define NC_LIMIT_LINE ((size_t)128 << 20)

/* Values within each other in JSON. pyinstrument writes two levels a frame, so
 * this is a stack of half a million frames; a level costs one bit. */
#define NC_LIMIT_JSON_DEPTH ((uint32_t)1 << 20)

/* A power of ten in JSON, either way: beyond, every number is 0 or infinite. */
#define NC_LIMIT_JSON_EXPONENT 100000

/* Frames of one stack in a file that lists their numbers. Tests use 100,000. */
#define NC_LIMIT_STACK ((size_t)4 << 20)

/* Frames of a trace that are looked at or opened again because calls overlap
 * without being within each other, or end in another order than they began.
 * Real traces do it here and there; a file could do it for all of a deep stack
 * at each event. */
#define NC_LIMIT_OVERLAPS ((uint64_t)64 << 20)

/* What detection may look at: banners of tools stay below 4 kB, a py-spy SVG's
 * script is 20 kB. */
#define NC_LIMIT_HEAD ((size_t)64 << 10)

/* Frames of distinct stacks that are kept as they came, end to end (64 MB), before
 * it is asked whether a tree would be much smaller: deep recursion shares nearly
 * all of them. */
#define NC_LIMIT_LISTED ((size_t)16 << 20)

/* Notes on one profile; more are counted. */
#define NC_LIMIT_NOTES 100

/* Pixels of a PNG: 400 MB while it is painted. */
#define NC_LIMIT_PIXELS ((int64_t)100 << 20)

/* Pixels along one side: cairo has no more. */
#define NC_LIMIT_SIDE 32767

/* A file of settings, and what may be nested in it. Real ones have some kB and
 * nest 6 deep. */
#define NC_LIMIT_YAML ((size_t)1 << 20)
#define NC_LIMIT_YAML_DEPTH ((size_t)32)

/* Links that the edges of a call graph are cut into, one a rank: what takes
 * tenths of a second to lay out. Longer edges are left out, and counted. */
#define NC_LIMIT_VIRTUAL ((uint64_t)100000)

/* Functions and calls of a call graph: more is no picture any more. */
#define NC_LIMIT_DRAWN 2000

/* One file of a page's template, and one source file whose text is asked for. The
 * longest module of the standard library has half a megabyte. */
#define NC_LIMIT_TEMPLATE ((size_t)4 << 20)
#define NC_LIMIT_SOURCE ((size_t)4 << 20)

/* Rules, with those of a project: they are looked up one after the other. */
#define NC_LIMIT_RULES 1000

/* Steps that a pattern may take on one name. Sensible ones need less than a
 * thousand; (a+)+$ on a hostile name would need more than there is time. */
#define NC_LIMIT_MATCH 1000000u

#endif
