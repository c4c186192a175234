/* SPDX-License-Identifier: MIT */
/* Templates into steps, by libxml2's xmlTextReader. */
#include <string.h>

#include "base/alloc.h"
#include "base/sha256.h"
#include "base/xml.h"
#include "write/markup.h"
#include "write/template_file.h"
#include "write/template_steps.h"

enum { DEEPEST = 64 };

/* While a template is being read. */
typedef struct reading {
    const nc_xml *xml;
    xmlTextReader *reader;
    nc_template *page;
    const char *folder; /* NULL: what is compiled in */
    const char *file;
    bool is_own;        /* `file` is the folder's ... */
    bool has_own;       /* ... or some file is */
    nc_template_names names;
    size_t open[DEEPEST]; /* STEP_STARTs without an end yet */
    bool filled[DEEPEST]; /* ... whose content comes from a slot or a file */
    size_t depth;
    bool no_memory;
    ncalls_error *error;
} reading;

static ncalls_status fail_at(reading *r, const char *what, const char *name)
{
    return nc_fail(r->error, NCALLS_USAGE, "%s%s%s:%d: %s%s", r->is_own ? r->folder : "", r->is_own ? "/" : "", r->file,
                   r->xml->xmlTextReaderGetParserLineNumber(r->reader), what, name);
}

static uint32_t keep(reading *r, const char *bytes, size_t size)
{
    uint32_t at = (uint32_t)r->page->texts.size;

    nc_text_add(&r->page->texts, bytes, size);
    nc_text_add_char(&r->page->texts, '\0');
    return at;
}

static nc_template_step *add_step(reading *r, nc_template_kind kind)
{
    static nc_template_step spare; /* written to when there is no memory, never read */
    nc_template *page = r->page;

    if (!nc_alloc_grow(&page->steps, &page->room, page->count + 1, sizeof *page->steps)) {
        r->no_memory = true;
        return &spare;
    }
    page->steps[page->count] = (nc_template_step){.kind = kind, .slot = NC_TEMPLATE_NONE, .part = NC_TEMPLATE_NONE};
    return &page->steps[page->count++];
}

static void add_text(reading *r, const char *bytes, size_t size, bool raw)
{
    nc_template_step *s = add_step(r, NC_TEMPLATE_TEXT);

    s->text = (uint32_t)r->page->texts.size;
    if (raw)
        nc_text_add(&r->page->texts, bytes, size);
    else
        nc_markup_escape(&r->page->texts, bytes, size);
    s->size = (uint32_t)r->page->texts.size - s->text;
}

static bool find_name(const char *const *names, const char *name, uint16_t *out)
{
    for (uint16_t i = 0; names[i]; i++)
        if (strcmp(names[i], name) == 0) {
            *out = i;
            return true;
        }
    return false;
}

static ncalls_status read_plain_attribute(reading *r, const char *name, const char *value)
{
    nc_template_step *s = add_step(r, NC_TEMPLATE_ATTRIBUTE);

    s->name = keep(r, name, strlen(name));
    s->text = (uint32_t)r->page->texts.size;
    nc_markup_escape(&r->page->texts, value, strlen(value));
    s->size = (uint32_t)r->page->texts.size - s->text;
    nc_text_add_char(&r->page->texts, '\0');
    return NCALLS_OK;
}

static ncalls_status read_slot_attribute(reading *r, const char *name, const char *value)
{
    nc_template_step *s = add_step(r, NC_TEMPLATE_ATTRIBUTE);

    s->name = keep(r, name, strlen(name));
    return find_name(r->names.slots, value, &s->slot) ? NCALLS_OK : fail_at(r, "there is no slot ", value);
}

/* Its bytes must mean the same to an XML parser and, as raw text, to a browser:
 * a style is without what XML escapes, a script stands in a CDATA section that its
 * language takes for comments. */
static ncalls_status check_file(reading *r, bool is_style, const char *name, const char *bytes, size_t size)
{
    static const char *const words[] = {"<!--", "]]>", "</script"};

    if (memchr(bytes, '\0', size))
        return fail_at(r, "there is a NUL in ", name);
    if (is_style && (memchr(bytes, '<', size) || memchr(bytes, '&', size)))
        return fail_at(r, "a style on a page must be without < and &: ", name);
    for (size_t i = 0; !is_style && i < sizeof words / sizeof *words; i++)
        if (strcasestr(bytes, words[i]))
            return fail_at(r, "a script on a page must be without <!--, ]]> and </script: ", name);
    return NCALLS_OK;
}

static ncalls_status add_file(reading *r, nc_text *content, bool is_style, const char *name)
{
    nc_template_file file;
    ncalls_status status = nc_template_file_read(&file, r->folder, name, r->error);

    if (status == NCALLS_UNKNOWN)
        return fail_at(r, "there is no file ", name);
    r->has_own |= file.is_own;
    if (!status)
        status = check_file(r, is_style, name, file.bytes, file.size);
    if (!status)
        nc_text_add(content, file.bytes, file.size);
    nc_template_file_reset(&file);
    return status;
}

/* The files of a list, one behind the other. */
static ncalls_status add_files(reading *r, nc_text *content, bool is_style, const char *list)
{
    ncalls_status status = NCALLS_OK;
    nc_text name;

    nc_text_init(&name);
    while (!status && *(list += strspn(list, " \t\r\n"))) {
        size_t size = strcspn(list, " \t\r\n");

        nc_text_clear(&name);
        nc_text_add(&name, list, size);
        list += size;
        status = nc_text_failed(&name) ? nc_fail_memory(r->error) : add_file(r, content, is_style, name.bytes);
    }
    nc_text_reset(&name);
    return status;
}

static ncalls_status include_files(reading *r, size_t start, uint32_t list)
{
    bool is_style = strcmp(nc_template_text(r->page, r->page->steps[start].text), "style") == 0;
    nc_text *sources = is_style ? &r->page->styles : &r->page->scripts;
    char source[NC_SHA256_SOURCE_ROOM];
    nc_text content, names;
    ncalls_status status;

    nc_text_init(&content);
    nc_text_init(&names); /* a copy: the template's texts grow */
    nc_text_add_string(&names, nc_template_text(r->page, list));
    nc_text_add_string(&content, is_style ? "" : "/*<![CDATA[*/\n");
    status = add_files(r, &content, is_style, names.bytes);
    nc_text_add_string(&content, is_style ? "" : "/*]]>*/");
    if (!status) {
        add_text(r, content.bytes, content.size, true);
        nc_sha256_source(source, content.bytes, content.size);
        nc_text_add_char(sources, ' ');
        nc_text_add_string(sources, source);
    }
    r->no_memory |= nc_text_failed(&content) || nc_text_failed(&names);
    nc_text_reset(&content);
    nc_text_reset(&names);
    return status;
}

/* What the attributes of one element said besides being attributes. */
typedef struct content {
    uint16_t slot;
    uint32_t file; /* in the template's texts; 0: none */
} content;

static ncalls_status read_attribute(reading *r, size_t start, content *c)
{
    const char *name = (const char *)r->xml->xmlTextReaderConstName(r->reader);
    const char *value = (const char *)r->xml->xmlTextReaderConstValue(r->reader);
    uint16_t id;

    if (strncmp(name, "data-slot-", 10) == 0)
        return read_slot_attribute(r, name + 10, value);
    if (strcmp(name, "data-slot") == 0) {
        if (!find_name(r->names.slots, value, &c->slot))
            return fail_at(r, "there is no slot ", value);
        r->page->steps[start].slot = c->slot;
        return NCALLS_OK;
    }
    if (strcmp(name, "data-part") == 0) {
        if (!find_name(r->names.parts, value, &id))
            return fail_at(r, "there is no part ", value);
        r->page->steps[start].part = id;
        return NCALLS_OK;
    }
    if (strcmp(name, "data-file") == 0) {
        c->file = keep(r, value, strlen(value));
        return NCALLS_OK;
    }
    return read_plain_attribute(r, name, value);
}

static void read_end(reading *r)
{
    static const char *const voids[] = {"br", "col", "hr", "img", "input", "link", "meta", "wbr", NULL};
    size_t start = r->open[--r->depth];
    nc_template_step *s = add_step(r, NC_TEMPLATE_END);
    uint16_t id;

    if (r->no_memory)
        return;
    s->is_void = find_name(voids, nc_template_text(r->page, r->page->steps[start].text), &id);
    r->page->steps[start].end = (uint32_t)r->page->count;
}

static ncalls_status read_start(reading *r)
{
    const char *name = (const char *)r->xml->xmlTextReaderConstName(r->reader);
    bool is_empty = r->xml->xmlTextReaderIsEmptyElement(r->reader) == 1;
    size_t start = r->page->count;
    content c = {NC_TEMPLATE_NONE, 0};
    ncalls_status status = NCALLS_OK;

    if (r->depth == DEEPEST)
        return fail_at(r, "nested too deep: ", name);
    add_step(r, NC_TEMPLATE_START)->text = keep(r, name, strlen(name));
    if (r->no_memory)
        return NCALLS_OK;
    while (!status && !r->no_memory && r->xml->xmlTextReaderMoveToNextAttribute(r->reader) == 1)
        status = read_attribute(r, start, &c);
    if (!status && c.slot != NC_TEMPLATE_NONE)
        add_step(r, NC_TEMPLATE_SLOT)->slot = c.slot;
    if (!status && c.file)
        status = include_files(r, start, c.file);
    r->xml->xmlTextReaderMoveToElement(r->reader);
    r->open[r->depth] = start;
    r->filled[r->depth++] = c.slot != NC_TEMPLATE_NONE || c.file;
    if (!status && !r->no_memory && is_empty)
        read_end(r);
    return status;
}

/* White space with a line end only lays the template out. */
static ncalls_status read_text(reading *r)
{
    const char *text = (const char *)r->xml->xmlTextReaderConstValue(r->reader);
    size_t size = strlen(text);

    if (strspn(text, " \t\r\n") == size && strchr(text, '\n'))
        return NCALLS_OK;
    if (r->depth && r->filled[r->depth - 1])
        return fail_at(r, "an element with a slot or a file has a text, too: ", text);
    add_text(r, text, size, false);
    return NCALLS_OK;
}

static ncalls_status read_node(reading *r)
{
    switch (r->xml->xmlTextReaderNodeType(r->reader)) {
    case XML_READER_TYPE_ELEMENT:
        return read_start(r);
    case XML_READER_TYPE_END_ELEMENT:
        read_end(r);
        return NCALLS_OK;
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
    case XML_READER_TYPE_WHITESPACE:
    case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
        return read_text(r);
    default:
        return NCALLS_OK; /* the document type, comments */
    }
}

/* libxml2 would print to stderr; what is wrong is said by who calls. */
static void ignore_error(void *payload, xmlErrorPtr error)
{
    (void)payload;
    (void)error;
}

static ncalls_status read_all(reading *r)
{
    ncalls_status status = NCALLS_OK;
    int more = 1;

    r->xml->xmlTextReaderSetStructuredErrorHandler(r->reader, (xmlStructuredErrorFunc)ignore_error, NULL);
    while (!status && !r->no_memory && (more = r->xml->xmlTextReaderRead(r->reader)) == 1)
        status = read_node(r);
    if (!status && more < 0)
        return fail_at(r, "this is no well-formed XML", "");
    return status;
}

static ncalls_status read_template(reading *r)
{
    nc_template_file file;
    ncalls_status status = nc_template_file_read(&file, r->folder, r->file, r->error);

    if (status == NCALLS_UNKNOWN)
        return nc_fail(r->error, NCALLS_USAGE, "there is no template '%s'", r->file);
    if (status)
        return status;
    r->is_own = r->has_own = file.is_own;
    r->reader = r->xml->xmlReaderForMemory(file.bytes, (int)file.size, NULL, "UTF-8", XML_PARSE_NONET);
    status = r->reader ? read_all(r) : nc_fail_memory(r->error);
    if (r->reader)
        r->xml->xmlFreeTextReader(r->reader);
    nc_template_file_reset(&file);
    if (!status && r->folder && !r->has_own)
        return nc_fail(r->error, NCALLS_USAGE, "%s: none of the template's files is there, such as report.html",
                       r->folder);
    if (!status && (r->no_memory || nc_text_failed(&r->page->texts) || nc_text_failed(&r->page->styles) ||
                    nc_text_failed(&r->page->scripts)))
        status = nc_fail_memory(r->error);
    return status;
}

ncalls_status nc_template_new(nc_template **out, const char *folder, const char *file, nc_template_names names,
                              ncalls_error *error)
{
    reading r = {.xml = nc_xml_load(error), .folder = folder, .file = file, .names = names, .error = error};
    ncalls_status status;

    *out = NULL;
    if (!r.xml)
        return NCALLS_IO;
    r.page = nc_alloc_zeroed(1, sizeof *r.page);
    if (!r.page)
        return nc_fail_memory(error);
    nc_text_init(&r.page->texts);
    nc_text_init(&r.page->styles);
    nc_text_init(&r.page->scripts);
    status = read_template(&r);
    if (status)
        nc_template_free(r.page);
    else
        *out = r.page;
    return status;
}
