/* SPDX-License-Identifier: MIT */
#include "codec/sax.h"

#include <stdio.h>
#include <string.h>

#include "base/xml.h"

enum { PIECE = 64 << 10 };

typedef struct sax {
    const nc_xml *xml;
    xmlParserCtxtPtr parser;
    const nc_sax_handler *handler;
    void *payload;
    bool stopped;
    bool has_entities;
    unsigned in_text;      /* <text> elements that are open */
    unsigned odd_tags;     /* closed in the wrong order within one */
    long depth;            /* elements that are open */
    bool failed;
    int line;              /* of the first error, with its message */
    char message[120];
} sax;

const char *nc_sax_attribute(const nc_sax_attributes *attributes, const char *prefix, const char *name, size_t *size)
{
    for (int i = 0; i < attributes->count; i++) {
        const unsigned char **row = attributes->rows + 5 * i;

        if (row[0][0] != (unsigned char)name[0] || strcmp((const char *)row[0], name) != 0)
            continue;
        if (prefix && (!row[1] || strcmp((const char *)row[1], prefix) != 0))
            continue;
        *size = (size_t)(row[4] - row[3]);
        return (const char *)row[3];
    }
    return NULL;
}

static void stop(sax *s)
{
    s->stopped = true;
    s->xml->xmlStopParser(s->parser);
}

static void on_start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespaces,
                     const xmlChar **declared, int count, int defaulted, const xmlChar **rows)
{
    sax *s = context;
    nc_sax_attributes attributes = {rows, count};

    (void)prefix, (void)uri, (void)namespaces, (void)declared, (void)defaulted;
    s->in_text += strcmp((const char *)name, "text") == 0;
    s->depth++;
    if (!s->stopped && !s->handler->start(s->payload, (const char *)name, &attributes))
        stop(s);
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    sax *s = context;

    (void)prefix, (void)uri;
    s->depth--;
    s->in_text -= s->in_text && strcmp((const char *)name, "text") == 0;
    if (!s->stopped && !s->handler->end(s->payload, (const char *)name))
        stop(s);
}

static void on_text(void *context, const xmlChar *text, int size)
{
    sax *s = context;

    if (!s->stopped && !s->handler->text(s->payload, (const char *)text, (size_t)size))
        stop(s);
}

static void on_entity(void *context, const xmlChar *name, int type, const xmlChar *public_id, const xmlChar *system_id,
                      xmlChar *content)
{
    sax *s = context;

    (void)name, (void)type, (void)public_id, (void)system_id, (void)content;
    s->has_entities = true;
    stop(s);
}

/* flamegraph.pl writes the --title that it was given into <text> as it is: a
 * '&' and a "<y>" there are no reason to refuse the picture. */
static bool is_tolerable(sax *s, const xmlError *error)
{
    if (error->code == XML_ERR_NAME_REQUIRED || error->code == XML_ERR_ENTITYREF_SEMICOL_MISSING)
        return s->in_text > 0;
    if (error->code == XML_ERR_TAG_NAME_MISMATCH && s->in_text)
        return s->odd_tags++ < 10;
    return s->odd_tags && (error->code == XML_ERR_TAG_NOT_FINISHED || error->code == XML_ERR_DOCUMENT_END);
}

static void on_error(void *context, xmlErrorPtr error)
{
    sax *s = context;

    if (s->failed || error->level < XML_ERR_ERROR || error->domain == XML_FROM_NAMESPACE || is_tolerable(s, error))
        return;
    s->failed = true;
    s->line = error->line;
    snprintf(s->message, sizeof s->message, "%.*s", error->message ? (int)strcspn(error->message, "\n") : 0,
             error->message ? error->message : "");
    stop(s);
}

/* The parser is fed as bytes arrive; an empty piece ends the document. */
static ncalls_status feed(sax *s, nc_input *input, ncalls_error *error)
{
    for (;;) {
        size_t size;
        nc_input_need(input, 1);
        if (input->status) {
            *error = input->error;
            return input->status;
        }
        size = nc_input_left(input) < PIECE ? nc_input_left(input) : PIECE;
        s->xml->xmlParseChunk(s->parser, (const char *)input->p, (int)size, size == 0);
        input->p += size;
        if (s->has_entities)
            return nc_fail(error, NCALLS_DAMAGED, "refused: the document declares entities");
        if (s->failed)
            return nc_fail(error, NCALLS_DAMAGED, "line %d: %s", s->line, s->message);
        if (s->stopped)
            return NCALLS_OK;
        /* At a '<' without a name libxml2 stops as if the document ended there. */
        if (!size && s->depth && !s->odd_tags)
            return nc_fail(error, NCALLS_DAMAGED, "ends within an element");
        if (!size)
            return NCALLS_OK;
    }
}

ncalls_status nc_sax_parse(nc_input *input, const nc_sax_handler *handler, void *payload, ncalls_error *error)
{
    xmlSAXHandler callbacks = {
        .initialized = XML_SAX2_MAGIC,
        .startElementNs = on_start,
        .endElementNs = on_end,
        .characters = on_text,
        .cdataBlock = on_text,
        .entityDecl = on_entity,
        .serror = (xmlStructuredErrorFunc)on_error,
    };
    ncalls_error ignored;
    sax s = {.handler = handler, .payload = payload};
    ncalls_status status;

    if (!error)
        error = &ignored;
    s.xml = nc_xml_load(error);
    if (!s.xml)
        return error->status;
    s.parser = s.xml->xmlCreatePushParserCtxt(&callbacks, &s, NULL, 0, NULL);
    if (!s.parser)
        return nc_fail_memory(error);
    s.xml->xmlCtxtUseOptions(s.parser, XML_PARSE_NONET | XML_PARSE_RECOVER);
    status = feed(&s, input, error);
    /* For a declared entity libxml2 makes a document even without a tree. */
    if (s.parser->myDoc)
        s.xml->xmlFreeDoc(s.parser->myDoc);
    s.xml->xmlFreeParserCtxt(s.parser);
    return status;
}
