/* SPDX-License-Identifier: MIT */
/* Steps into pages, by libxml2's xmlTextWriter. */
#include "write/template.h"

#include <string.h>

#include "base/alloc.h"
#include "base/xml.h"
#include "write/markup.h"
#include "write/template_steps.h"

struct nc_template_run {
    const nc_xml *xml;
    xmlTextWriter *writer;
    const nc_template *page;
    const nc_template_value *values;
    nc_template_fill *fill;
    void *payload;
    nc_sink *sink;
    size_t group, group_end; /* the parts that may be put now */
    nc_text scratch;
    bool failed;  /* libxml2 has no memory */
    bool strayed; /* a part was put where it does not stand */
};

void nc_template_free(nc_template *page)
{
    if (!page)
        return;
    nc_alloc_free(page->steps);
    nc_text_reset(&page->texts);
    nc_text_reset(&page->styles);
    nc_text_reset(&page->scripts);
    nc_alloc_free(page);
}

const char *nc_template_styles(const nc_template *page)
{
    return page->styles.bytes;
}

const char *nc_template_scripts(const nc_template *page)
{
    return page->scripts.bytes;
}

static const nc_template_value *value_of(const nc_template_run *run, uint16_t slot)
{
    return &run->values[slot];
}

static void check(nc_template_run *run, int written)
{
    if (written < 0)
        run->failed = true;
}

static void write_raw(nc_template_run *run, const char *bytes, size_t size)
{
    if (size)
        check(run, run->xml->xmlTextWriterWriteRawLen(run->writer, BAD_CAST bytes, (int)size));
}

static void write_value(nc_template_run *run, const nc_template_value *value)
{
    nc_text_clear(&run->scratch);
    nc_markup_escape(&run->scratch, value->bytes, value->size);
    write_raw(run, run->scratch.bytes, run->scratch.size);
}

static void write_attribute(nc_template_run *run, const nc_template_step *s)
{
    const char *name = nc_template_text(run->page, s->name);

    if (s->slot != NC_TEMPLATE_NONE && !value_of(run, s->slot)->bytes)
        return;
    check(run, run->xml->xmlTextWriterStartAttribute(run->writer, BAD_CAST name));
    if (s->slot != NC_TEMPLATE_NONE)
        write_value(run, value_of(run, s->slot));
    else
        write_raw(run, nc_template_text(run->page, s->text), s->size);
    check(run, run->xml->xmlTextWriterEndAttribute(run->writer));
}

static void write_end(nc_template_run *run, const nc_template_step *s)
{
    if (s->is_void)
        check(run, run->xml->xmlTextWriterEndElement(run->writer));
    else
        check(run, run->xml->xmlTextWriterFullEndElement(run->writer));
}

/* Hands the parts from step `at` on to the program; returns the step behind them. */
static size_t offer_parts(nc_template_run *run, size_t at)
{
    const nc_template_step *steps = run->page->steps;
    size_t group = run->group, group_end = run->group_end, end = at;

    while (end < run->page->count && steps[end].kind == NC_TEMPLATE_START && steps[end].part != NC_TEMPLATE_NONE)
        end = steps[end].end;
    run->group = at;
    run->group_end = end;
    if (run->fill)
        run->fill(run, steps[at].part, run->payload);
    run->group = group;
    run->group_end = group_end;
    return end;
}

/* Returns the step to go on with. */
static size_t write_step(nc_template_run *run, size_t at, bool put)
{
    const nc_template_step *s = &run->page->steps[at];

    switch (s->kind) {
    case NC_TEMPLATE_START:
        if (s->part != NC_TEMPLATE_NONE && !put)
            return offer_parts(run, at);
        if (s->slot != NC_TEMPLATE_NONE && !value_of(run, s->slot)->bytes)
            return s->end;
        if (put)
            write_raw(run, "\n", 1);
        check(run, run->xml->xmlTextWriterStartElement(run->writer, BAD_CAST nc_template_text(run->page, s->text)));
        break;
    case NC_TEMPLATE_ATTRIBUTE:
        write_attribute(run, s);
        break;
    case NC_TEMPLATE_TEXT:
        write_raw(run, nc_template_text(run->page, s->text), s->size);
        break;
    case NC_TEMPLATE_SLOT:
        write_value(run, value_of(run, s->slot));
        break;
    case NC_TEMPLATE_END:
        write_end(run, s);
        break;
    }
    return at + 1;
}

void nc_template_put(nc_template_run *run, unsigned part, const nc_template_value *values, nc_template_fill *fill,
                     void *payload)
{
    const nc_template_step *steps = run->page->steps;
    const nc_template_value *outer_values = run->values;
    nc_template_fill *outer_fill = run->fill;
    void *outer_payload = run->payload;
    size_t at = run->group, end;

    while (at < run->group_end && steps[at].part != part)
        at = steps[at].end;
    if (at == run->group_end) {
        run->strayed = true;
        return;
    }
    if (run->failed)
        return;
    run->values = values;
    run->fill = fill;
    run->payload = payload;
    end = steps[at].end;
    for (size_t i = write_step(run, at, true); i < end;)
        i = write_step(run, i, false);
    run->values = outer_values;
    run->fill = outer_fill;
    run->payload = outer_payload;
}

ncalls_status nc_template_put_raw(nc_template_run *run, unsigned part, nc_template_raw *write, void *payload,
                                  ncalls_error *error)
{
    const nc_template_step *steps = run->page->steps;
    ncalls_status status;
    size_t at = run->group;

    while (at < run->group_end && steps[at].part != part)
        at = steps[at].end;
    if (at == run->group_end) {
        run->strayed = true;
        return NCALLS_OK;
    }
    for (size_t i = write_step(run, at, true); i + 1 < steps[at].end;)
        i = write_step(run, i, false);
    write_raw(run, "\n", 1); /* the writer ends the tag here */
    check(run, run->xml->xmlTextWriterFlush(run->writer));
    status = run->failed ? NCALLS_OK : write(run->sink, payload, error);
    write_step(run, steps[at].end - 1, false);
    return status;
}

static int write_out(void *payload, const char *bytes, int size)
{
    nc_sink_add(payload, bytes, (size_t)size);
    return size;
}

static void write_page(nc_template_run *run)
{
    write_raw(run, "<!DOCTYPE html>\n", 16);
    for (size_t i = 0; i < run->page->count;)
        i = write_step(run, i, false);
    write_raw(run, "\n", 1);
    check(run, run->xml->xmlTextWriterFlush(run->writer));
}

ncalls_status nc_template_write(const nc_template *page, nc_sink *sink, const nc_template_value *values,
                                nc_template_fill *fill, void *payload, ncalls_error *error)
{
    nc_template_run run = {.page = page, .values = values, .fill = fill, .payload = payload, .sink = sink};
    xmlOutputBuffer *buffer;
    ncalls_status status = NCALLS_OK;

    run.xml = nc_xml_load(error);
    if (!run.xml)
        return NCALLS_IO;
    buffer = run.xml->xmlOutputBufferCreateIO(write_out, NULL, sink, NULL);
    run.writer = buffer ? run.xml->xmlNewTextWriter(buffer) : NULL;
    if (!run.writer) {
        if (buffer)
            run.xml->xmlOutputBufferClose(buffer);
        return nc_fail_memory(error);
    }
    nc_text_init(&run.scratch);
    write_page(&run);
    if (run.strayed)
        status = nc_fail(error, NCALLS_USAGE, "the template lacks a part where one is written");
    else if (run.failed || nc_text_failed(&run.scratch))
        status = nc_fail_memory(error);
    nc_text_reset(&run.scratch);
    run.xml->xmlFreeTextWriter(run.writer);
    return status;
}
