/* SPDX-License-Identifier: MIT */
#include "rules/sources.h"

#include <string.h>

#include "analyze/naming.h"
#include "base/input.h"

enum { SOURCE_MOST = 8 << 20 /* bytes: more is no source that people wrote */, DECORATORS = 100 /* lines */ };

void nc_sources_init(nc_sources *s, const ncalls_results *results, const char *root)
{
    *s = (nc_sources){
        .profile = results->whole, .prefix = results->path_prefix ? results->path_prefix : "", .root = root};
    nc_text_init(&s->text);
}

void nc_sources_reset(nc_sources *s)
{
    nc_text_reset(&s->text);
}

/* ---- reading ---------------------------------------------------------------- */

static bool read_file(nc_text *out, const char *path)
{
    nc_source *source;
    nc_input input;
    bool fine;

    if (nc_input_open_file(&source, path, NULL, NULL) || !nc_input_init(&input, source))
        return false;
    fine = !nc_input_fill(&input, SOURCE_MOST) && !input.status;
    if (fine)
        nc_text_add(out, (const char *)input.p, nc_input_left(&input));
    nc_input_reset(&input);
    return fine && !memchr(out->bytes, '\0', out->size);
}

/* Nothing upwards, nothing absolute. */
static bool is_inside(const char *path, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (!path[i] || (path[i] == '.' && i + 1 < size && path[i + 1] == '.' && (!i || path[i - 1] == '/')))
            return false;
    return size && path[0] != '/' && path[0] != '<';
}

/* The text of f's file; false: it is not to be had. */
static bool load(nc_sources *s, nc_func f)
{
    nc_file file = s->profile->functions.file[f.at];
    nc_str id = nc_profile_path(s->profile, f);
    const char *path = nc_profile_text(s->profile, id);
    size_t size = nc_profile_size(s->profile, id), taken = nc_naming_prefix(s->prefix, path, size);
    nc_text place;

    if (s->file.at == file.at)
        return s->text.size;
    s->file = file;
    nc_text_clear(&s->text);
    if (!s->root || nc_profile_class(s->profile, f) != NCALLS_CLASS_MINE || !is_inside(path + taken, size - taken))
        return false;
    nc_text_init(&place);
    nc_text_add_format(&place, "%s/", s->root);
    nc_text_add(&place, path + taken, size - taken);
    if (nc_text_failed(&place) || !read_file(&s->text, place.bytes) || nc_text_failed(&s->text))
        nc_text_clear(&s->text);
    nc_text_reset(&place);
    return s->text.size;
}

/* ---- Python ----------------------------------------------------------------- */

/* Goes over text, knowing what is in strings, comments and brackets. */
typedef struct scan {
    const char *p, *end;
    int32_t line;
    unsigned depth; /* of brackets */
    bool fresh;     /* a logical line begins here, behind `indent` blanks */
    size_t indent;
} scan;

static bool is_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           (unsigned char)c >= 0x80;
}

static void begin_line(scan *s)
{
    s->line++;
    s->fresh = !s->depth;
    for (s->indent = 0; s->p < s->end && (*s->p == ' ' || *s->p == '\t'); s->p++)
        s->indent++;
}

/* Over the string that begins here, however many lines it has. */
static void skip_string(scan *s)
{
    char quote = *s->p;
    bool triple = s->end - s->p >= 3 && s->p[1] == quote && s->p[2] == quote;

    for (s->p += triple ? 3 : 1; s->p < s->end; s->p++) {
        if (*s->p == '\n' && !triple)
            return;
        s->line += *s->p == '\n';
        if (*s->p == '\\' && s->p + 1 < s->end) {
            s->p++;
            s->line += *s->p == '\n';
        } else if (*s->p == quote && (!triple || (s->end - s->p >= 3 && s->p[1] == quote && s->p[2] == quote))) {
            s->p += triple ? 3 : 1;
            return;
        }
    }
}

/* The next word, or false at the end; strings, comments and signs are passed over. *begins: with it a
 * logical line begins. */
static bool next_word(scan *s, const char **word, size_t *size, bool *begins)
{
    *begins = false;
    while (s->p < s->end) {
        char c = *s->p;

        if (c == '#') {
            while (s->p < s->end && *s->p != '\n')
                s->p++;
        } else if (c == '\n') {
            s->p++;
            begin_line(s);
        } else if (c == '\\' && s->p + 1 < s->end && s->p[1] == '\n') {
            s->p += 2;
            s->line++;
        } else if (c == ' ' || c == '\t' || c == '\r' || c == '\f') {
            s->p++;
        } else {
            *begins |= s->fresh;
            s->fresh = false;
            if (is_name(c)) {
                for (*word = s->p; s->p < s->end && is_name(*s->p);)
                    s->p++;
                *size = (size_t)(s->p - *word);
                return true;
            }
            if (*begins) { /* a sign, such as the @ of a decorator: a word of one byte */
                *word = s->p;
                *size = 1;
            }
            s->depth += c == '(' || c == '[' || c == '{';
            s->depth -= (c == ')' || c == ']' || c == '}') && s->depth;
            if (c == '"' || c == '\'')
                skip_string(s);
            else
                s->p++;
            if (*begins)
                return true;
        }
    }
    return false;
}

static bool is_word(const char *word, size_t size, const char *text)
{
    return size == strlen(text) && memcmp(word, text, size) == 0;
}

/* At the first line of f. */
static scan begin_at(const nc_sources *s, int32_t line)
{
    scan at = {.p = s->text.bytes, .end = s->text.bytes + s->text.size, .line = 0};

    begin_line(&at);
    while (at.line < line && at.p < at.end) {
        const char *newline = memchr(at.p, '\n', (size_t)(at.end - at.p));

        at.p = newline ? newline + 1 : at.end;
        begin_line(&at);
    }
    return at;
}

/* Behind "def NAME", which may have decorators before it; *indent: of the def. */
static bool find_def(scan *at, const nc_sources *s, nc_func f, size_t *indent)
{
    nc_str name = s->profile->functions.name[f.at];
    int32_t first = at->line;
    const char *word;
    size_t size;
    bool begins, after = false, started = false;

    while (at->line < first + DECORATORS) {
        if (!next_word(at, &word, &size, &begins))
            return false;
        if (after)
            return size == nc_profile_size(s->profile, name) &&
                   memcmp(word, nc_profile_text(s->profile, name), size) == 0;
        after = is_word(word, size, "def") || is_word(word, size, "class");
        if (!begins)
            continue;
        if ((!started && at->line != first) || (!after && *word != '@' && !is_word(word, size, "async")))
            return false; /* another version */
        started = true;
        *indent = at->indent;
    }
    return false;
}

/* Goes over the words of f's body; stops behind the last. */
typedef struct body {
    scan at;
    size_t indent;
    int32_t last;
} body;

static bool begin_body(body *b, nc_sources *s, nc_func f)
{
    int32_t line = s->profile->functions.line[f.at];

    if (line <= 0 || !load(s, f))
        return false;
    b->at = begin_at(s, line);
    b->last = line;
    return find_def(&b->at, s, f, &b->indent);
}

static bool next_of_body(body *b, const char **word, size_t *size, bool *begins)
{
    if (!next_word(&b->at, word, size, begins) || (*begins && b->at.indent <= b->indent))
        return false;
    b->last = b->at.line;
    return true;
}

int32_t nc_sources_end(nc_sources *s, nc_func f)
{
    const char *word;
    size_t size;
    bool begins;
    body b;

    if (!begin_body(&b, s, f))
        return 0;
    while (next_of_body(&b, &word, &size, &begins))
        ;
    return b.last;
}

/* ---- what is called ----------------------------------------------------------- */

/* "execute" of <method 'execute' of 'sqlite3.Cursor' objects>, "len" of <built-in method builtins.len>; else
 * the name. */
static const char *called_name(const char *name, size_t *size)
{
    const char *begin = name, *end = name + *size, *quote;

    if (*size < 3 || name[0] != '<')
        return name;
    if (*size > 9 && memcmp(name, "<method '", 9) == 0) {
        begin = name + 9;
        quote = memchr(begin, '\'', (size_t)(end - begin));
        end = quote ? quote : end;
    } else if (*size > 17 && memcmp(name, "<built-in method ", 17) == 0) {
        begin = name + 17;
        end--;
        for (const char *p = begin; p < end; p++)
            begin = *p == '.' ? p + 1 : begin;
    }
    *size = (size_t)(end - begin);
    return begin;
}

static bool is_called(const scan *at)
{
    const char *p = at->p;

    while (p < at->end && (*p == ' ' || *p == '\t'))
        p++;
    return p < at->end && *p == '(';
}

/* What is known of the loops around a word. */
typedef struct loops {
    size_t indent; /* of the outermost one that is open; SIZE_MAX = none */
    bool inside;   /* the logical line stands in it */
} loops;

static void begin_statement(loops *l, size_t indent, const char *word, size_t size)
{
    if (indent <= l->indent)
        l->indent = SIZE_MAX;
    l->inside = l->indent != SIZE_MAX;
    if (!l->inside && (is_word(word, size, "for") || is_word(word, size, "while") || is_word(word, size, "async")))
        l->indent = indent;
}

/* The first call in a loop or before the "for" of a comprehension, else the first. */
static int32_t find_call(nc_sources *s, nc_func f, nc_func callee)
{
    nc_str id = s->profile->functions.name[callee.at];
    size_t wanted = nc_profile_size(s->profile, id), size;
    const char *name = called_name(nc_profile_text(s->profile, id), &wanted), *word;
    loops l = {.indent = SIZE_MAX};
    int32_t first = 0, here = 0;
    bool begins;
    body b;

    if (!begin_body(&b, s, f))
        return 0;
    while (next_of_body(&b, &word, &size, &begins)) {
        if (begins) {
            begin_statement(&l, b.at.indent, word, size);
            here = 0;
        } else if (here && is_word(word, size, "for")) {
            return here;
        }
        if (size != wanted || memcmp(word, name, size) != 0 || !is_called(&b.at))
            continue;
        here = here ? here : b.at.line;
        if (l.inside)
            return here;
        first = first ? first : here;
    }
    return first;
}

/* A comprehension or lambda stands in the function that runs it. */
static bool stands_in(const ncalls_profile *p, nc_func inner, nc_func f)
{
    return *nc_profile_text(p, p->functions.name[inner.at]) == '<' &&
           p->functions.file[inner.at].at == p->functions.file[f.at].at &&
           p->functions.line[inner.at] > p->functions.line[f.at];
}

int32_t nc_sources_site(nc_sources *s, const nc_finding *finding)
{
    nc_func next;

    if (finding->path_count < 2)
        return 0;
    next = (nc_func){finding->path[1].function};
    if (stands_in(s->profile, next, finding->function))
        return s->profile->functions.line[next.at];
    return find_call(s, finding->function, next);
}
