/* SPDX-License-Identifier: MIT */
/*
 * What Python's pstats.Stats holds: functions in the order of its dict, each
 * with a dict of callers.
 *
 * The rows are the file's own where the reader kept them; else they are made
 * from the model, in the order of file, line and name.
 */
#ifndef NC_PSTATS_TABLE_H
#define NC_PSTATS_TABLE_H

#include "analyze/stdname.h"
#include "base/error.h"
#include "model/profile.h"

typedef struct nc_pstats_table {
    const nc_verbatim *v;     /* the profile's, or `own` */
    const nc_strtab *names;   /* of label.name */
    const nc_strtab *files;   /* of label.file: the profile's, or base names */
    int64_t calls, primitive; /* sums over all rows, before directories were stripped */
    double self;
    uint32_t *tops; /* labels that pstats names above the counts, in dict order */
    size_t top_count, top_room;
    nc_verbatim *own;     /* NULL: nothing had to be made */
    nc_strtab base_names; /* empty unless stripped */
} nc_pstats_table;

/* `strip`: directories are taken off, and functions that then look alike are
 * added up, as strip_dirs does it. `with_edges` false: rows may be without
 * their callers, which saves the copy. Reset it in any case. */
ncalls_status nc_pstats_table_init(nc_pstats_table *table, const ncalls_profile *profile, bool strip, bool with_edges,
                                   ncalls_error *error);
void nc_pstats_table_reset(nc_pstats_table *table);

void nc_pstats_table_name(const nc_pstats_table *table, uint32_t label, nc_stdname *out);

/* One column of labels, as Python compares texts. */
int nc_pstats_table_compare_files(const nc_pstats_table *table, uint32_t a, uint32_t b);
int nc_pstats_table_compare_names(const nc_pstats_table *table, uint32_t a, uint32_t b);

/* Labels as Python compares tuples: file, line, name. */
int nc_pstats_table_compare(const nc_pstats_table *table, uint32_t a, uint32_t b);

#endif
