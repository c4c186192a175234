/* SPDX-License-Identifier: MIT */
/*
 * Pages from templates: well-formed XML with slots and no logic.
 *
 *     <tr data-part="row" data-slot-class="kind">
 *       <td data-part="number" data-slot="text"></td>
 *       <td data-part="word"><b data-slot="text"></b></td>
 *     </tr>
 *
 *     data-slot="x"       the element's content is the text x; without an x the
 *                         element is left out
 *     data-slot-NAME="x"  the attribute NAME is x; without an x it is left out
 *     data-part="p"       the element is written as often as the program puts p,
 *                         also never. Parts that follow each other are put in
 *                         any order.
 *     data-file="f g"     of <style> or <script>: the content is these files
 *
 * These attributes themselves never reach the page, so its elements and
 * attributes are the template's, whatever the texts hold: texts are escaped
 * here and nowhere else, control and bidi characters as base/utf8.h shows them.
 * White space with a line end in it, between elements, only lays the template
 * out and is dropped; on the page each part begins a line of its own.
 *
 * libxml2 reads and writes; nobody outside of template*.c knows of it.
 */
#ifndef NC_TEMPLATE_H
#define NC_TEMPLATE_H

#include "base/sink.h"

typedef struct nc_template nc_template;
typedef struct nc_template_run nc_template_run; /* one page being written */

typedef struct nc_template_value {
    const char *bytes; /* NULL: absent */
    size_t size;
} nc_template_value;

/* The names that a template may use and the program knows; ids are places in
 * these lists. Each ends with NULL. */
typedef struct nc_template_names {
    const char *const *slots;
    const char *const *parts;
} nc_template_names;

/* Compiles a template such as "report.html" with the files that it names: those of
 * `folder`, and what is not there (or without one, NULL) as compiled in. */
ncalls_status nc_template_new(nc_template **out, const char *folder, const char *file, nc_template_names names,
                              ncalls_error *error);
void nc_template_free(nc_template *page); /* NULL is fine */

/* The sources of all styles (or scripts) of the template, each with a space
 * before it, for a Content-Security-Policy; "" if there is none. */
const char *nc_template_styles(const nc_template *page);
const char *nc_template_scripts(const nc_template *page);

/* Called at each place where parts stand; `part` is the first of them. Puts
 * those that are wanted. */
typedef void nc_template_fill(nc_template_run *run, unsigned part, void *payload);

/* Writes all of it. `values` has an entry a slot; slots inside of parts take
 * theirs from what is put. */
ncalls_status nc_template_write(const nc_template *page, nc_sink *sink, const nc_template_value *values,
                                nc_template_fill *fill, void *payload, ncalls_error *error);

/* Writes one of the parts that stand where `fill` was called. A part that does
 * not stand there is a breach, which nc_template_write reports. */
void nc_template_put(nc_template_run *run, unsigned part, const nc_template_value *values, nc_template_fill *fill,
                     void *payload);

/* Writes a part whose content is nobody's text but markup of its own, or the data of a
 * <script>: `write` hands it to the sink as it shall stand. The part has no other parts
 * within it. */
typedef ncalls_status nc_template_raw(nc_sink *sink, void *payload, ncalls_error *error);
ncalls_status nc_template_put_raw(nc_template_run *run, unsigned part, nc_template_raw *write, void *payload,
                                  ncalls_error *error);

#endif
