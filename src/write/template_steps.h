/* SPDX-License-Identifier: MIT */
/* The inside of a template, shared by template_read.c (XML to steps) and
 * template.c (steps to a page); nobody else includes this. */
#ifndef NC_TEMPLATE_STEPS_H
#define NC_TEMPLATE_STEPS_H

#include "base/text.h"
#include "write/template.h"

enum { NC_TEMPLATE_NONE = 0xffff }; /* no slot, no part */

typedef enum nc_template_kind {
    NC_TEMPLATE_START,     /* of element `text`; `end` is behind its end */
    NC_TEMPLATE_ATTRIBUTE, /* `name` is `text`, or what `slot` has */
    NC_TEMPLATE_TEXT,      /* escaped already */
    NC_TEMPLATE_SLOT,
    NC_TEMPLATE_END,
} nc_template_kind;

/* Texts are places in the template's `texts`, since that moves as it grows. */
typedef struct nc_template_step {
    nc_template_kind kind;
    uint16_t slot, part;
    bool is_void; /* END: <br/>, not <td></td> */
    uint32_t name, text, size, end;
} nc_template_step;

struct nc_template {
    nc_template_step *steps;
    size_t count, room;
    nc_text texts;
    nc_text styles, scripts; /* their sources for a policy */
};

static inline const char *nc_template_text(const nc_template *page, uint32_t at)
{
    return page->texts.bytes + at;
}

#endif
