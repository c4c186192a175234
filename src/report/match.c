/* SPDX-License-Identifier: MIT */
#include "report/match.h"

#include <string.h>

#include "base/number.h"
#include "base/pattern.h"
#include "report/similar.h"

typedef struct span {
    const char *p;
    size_t size;
} span;

/* How well a function fits: the higher the better. */
enum fit { FIT_NONE, FIT_EXPRESSION, FIT_NAME, FIT_PLACE, FIT_WHOLE };

/* What was typed, taken apart in each way that it can be read. */
typedef struct query {
    const nc_naming *naming;
    span whole;
    span file;        /* "views.py" of "views.py:14(f)", "views.py:f", "views.py:14"; size 0: none */
    span name;        /* "f"; size 0: any */
    int64_t line;     /* -1: any */
    span module;      /* "shop.views" of "shop.views.f" */
    span module_name; /* its "f" */
    nc_pattern *expression;
    nc_text scratch;
    unsigned fits[NC_MATCH_MOST];
} query;

static bool same(span a, span b)
{
    return a.size == b.size && memcmp(a.p, b.p, a.size) == 0;
}

static bool is_separator(char c)
{
    return c == '/' || c == '\\';
}

static const char *find_last(span s, char c)
{
    return s.size ? memrchr(s.p, c, s.size) : NULL;
}

static span before(span s, const char *end)
{
    return (span){s.p, (size_t)(end - s.p)};
}

static span after(span s, const char *begin)
{
    return (span){begin + 1, s.size - (size_t)(begin + 1 - s.p)};
}

static bool parse_line(span s, int64_t *line)
{
    return s.size && s.p[0] != '-' && s.p[0] != '+' && nc_number_parse_int(s.p, s.size, line);
}

/* "views.py:14(f)" and "views.py(f)" */
static void parse_parentheses(query *q)
{
    const char *open = memchr(q->whole.p, '(', q->whole.size), *colon;
    span place;

    if (!open || q->whole.p[q->whole.size - 1] != ')')
        return;
    place = before(q->whole, open);
    q->name = after(q->whole, open);
    q->name.size--;
    colon = find_last(place, ':');
    q->file = colon && parse_line(after(place, colon), &q->line) ? before(place, colon) : place;
}

/* "views.py:f", "views.py:14", "shop.views.f" */
static void parse(query *q)
{
    const char *colon = find_last(q->whole, ':'), *dot = find_last(q->whole, '.');

    parse_parentheses(q);
    if (!q->file.size && colon) {
        q->file = before(q->whole, colon);
        q->name = after(q->whole, colon);
        if (parse_line(q->name, &q->line))
            q->name.size = 0;
    }
    if (dot && dot > q->whole.p) {
        q->module = before(q->whole, dot);
        q->module_name = after(q->whole, dot);
    }
}

/* `part` is the end of `path` from a separator on, "." in it for one if
 * `dotted`. */
static bool ends_with(span path, span part, bool dotted)
{
    span end;

    if (!part.size || part.size > path.size)
        return false;
    end = (span){path.p + path.size - part.size, part.size};
    for (size_t i = 0; i < part.size; i++) {
        char typed = part.p[i], there = end.p[i];

        if (typed != there && !((is_separator(typed) || (dotted && typed == '.')) && is_separator(there)))
            return false;
    }
    return part.size == path.size || is_separator(end.p[0]) || is_separator(end.p[-1]);
}

/* The path may be typed without its suffix, a package by its name. */
static bool is_file(span path, span part, bool dotted)
{
    static const char *const suffixes[] = {".py", "/__init__.py", "\\__init__.py", ".pyc", ".pyx"};

    if (ends_with(path, part, dotted))
        return true;
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
        size_t size = strlen(suffixes[i]);

        if (path.size > size && memcmp(path.p + path.size - size, suffixes[i], size) == 0 &&
            ends_with((span){path.p, path.size - size}, part, dotted))
            return true;
    }
    return false;
}

/* "<built-in method builtins.len>": builtins.len; "<method 'execute' of
 * 'sqlite3.Cursor' objects>": execute, with its class apart. */
static span builtin_name(span name, span *owner)
{
    static const char method[] = "<method '";
    const char *space, *quote;

    *owner = (span){name.p, 0};
    if (name.size < 3 || name.p[0] != '<' || name.p[name.size - 1] != '>')
        return name;
    if (name.size > sizeof method && memcmp(name.p, method, sizeof method - 1) == 0) {
        span rest = {name.p + sizeof method - 1, name.size - (sizeof method - 1)};

        quote = memchr(rest.p, '\'', rest.size);
        if (!quote)
            return name;
        name = before(rest, quote);
        rest = after(rest, quote);
        if (rest.size > 5 && memcmp(rest.p, " of '", 5) == 0) {
            rest = (span){rest.p + 5, rest.size - 5};
            quote = memchr(rest.p, '\'', rest.size);
            *owner = quote ? before(rest, quote) : *owner;
        }
        return name;
    }
    name.size--;
    space = find_last(name, ' ');
    return space ? after(name, space) : name;
}

/* "len" and "builtins.len"; "execute", "Cursor.execute" and
 * "sqlite3.Cursor.execute" */
static bool is_builtin(const query *q, span name)
{
    span owner, inner = builtin_name(name, &owner);
    const char *dot = find_last(inner, '.');

    if (inner.p == name.p)
        return false;
    if (same(q->whole, inner) || (dot && same(q->whole, after(inner, dot))))
        return true;
    dot = find_last(owner, '.');
    return owner.size && same(q->module_name, inner) &&
           (same(q->module, owner) || (dot && same(q->module, after(owner, dot))));
}

static bool is_place(const query *q, span path, span name, int32_t line)
{
    if (q->file.size && (!q->name.size || same(q->name, name)) && (q->line < 0 || q->line == line) &&
        is_file(path, q->file, false))
        return true;
    return q->module.size && same(q->module_name, name) && is_file(path, q->module, true);
}

static enum fit judge(query *q, nc_func f)
{
    const ncalls_profile *p = q->naming->profile;
    nc_str name_id = p->functions.name[f.at], path_id = nc_profile_path(p, f);
    span name = {nc_profile_text(p, name_id), nc_profile_size(p, name_id)};
    span path = {nc_profile_text(p, path_id), nc_profile_size(p, path_id)};

    if (is_place(q, path, name, p->functions.line[f.at]))
        return q->file.size && q->name.size && q->line >= 0 ? FIT_WHOLE : FIT_PLACE;
    if (same(q->whole, name) || is_builtin(q, name))
        return FIT_NAME;
    nc_text_clear(&q->scratch);
    nc_naming_add(&q->scratch, q->naming, f);
    if (same(q->whole, (span){q->scratch.bytes, q->scratch.size}))
        return FIT_WHOLE;
    if (!q->expression)
        return FIT_NONE;
    if (nc_pattern_matches(q->expression, q->scratch.bytes, q->scratch.size))
        return FIT_EXPRESSION;
    nc_text_clear(&q->scratch);
    nc_text_add_format(&q->scratch, "%s:%d(", path.p, p->functions.line[f.at]);
    nc_text_add(&q->scratch, name.p, name.size);
    nc_text_add_char(&q->scratch, ')');
    return nc_pattern_matches(q->expression, q->scratch.bytes, q->scratch.size) ? FIT_EXPRESSION : FIT_NONE;
}

static bool comes_before(const query *q, nc_func a, unsigned a_fit, nc_func b, unsigned b_fit)
{
    const nc_functions *f = &q->naming->profile->functions;

    if (a_fit != b_fit)
        return a_fit > b_fit;
    if (f->total[a.at] != f->total[b.at])
        return f->total[a.at] > f->total[b.at];
    if (f->self[a.at] != f->self[b.at])
        return f->self[a.at] > f->self[b.at];
    return nc_profile_compare(q->naming->profile, a, b) < 0;
}

static void keep(query *q, nc_match *m, nc_func f, unsigned fit)
{
    size_t at = m->count;

    m->total++;
    while (at && comes_before(q, f, fit, m->best[at - 1], q->fits[at - 1]))
        at--;
    if (at == NC_MATCH_MOST)
        return;
    if (m->count < NC_MATCH_MOST)
        m->count++;
    for (size_t i = m->count - 1; i > at; i--) {
        m->best[i] = m->best[i - 1];
        q->fits[i] = q->fits[i - 1];
    }
    m->best[at] = f;
    q->fits[at] = fit;
}

static ncalls_status fail_none(const query *q, ncalls_error *error)
{
    const ncalls_profile *p = q->naming->profile;
    nc_func near[NC_SIMILAR_MOST];
    span word = q->name.size ? q->name : q->module_name.size ? q->module_name : q->whole;
    size_t count = nc_similar_find(p, word.p, word.size, near);
    nc_text text;
    ncalls_status status;

    nc_text_init(&text);
    for (size_t i = 0; i < count; i++) {
        nc_text_add_string(&text, i ? ", " : "");
        nc_naming_add(&text, q->naming, near[i]);
    }
    status = nc_fail(error, NCALLS_USAGE, "no function matches '%s'%s%s%s", q->whole.p, count ? "; near: " : "",
                     text.bytes, "");
    nc_text_reset(&text);
    return status;
}

static ncalls_status search(query *q, nc_match *out, ncalls_error *error)
{
    const ncalls_profile *p = q->naming->profile;
    ncalls_error broken;

    /* "{method 'x' of 'y' objects}" or "f(" need not be an expression. */
    ncalls_status status = nc_pattern_compile(&q->expression, q->whole.p, &broken);

    for (uint32_t i = 1; i <= p->functions.count; i++) {
        enum fit fit = judge(q, (nc_func){i});

        if (fit)
            keep(q, out, (nc_func){i}, fit);
    }
    if (nc_text_failed(&q->scratch) || status == NCALLS_MEMORY)
        return nc_fail_memory(error);
    if (out->total)
        return NCALLS_OK;
    return status ? nc_fail(error, status, "%s", broken.message) : fail_none(q, error);
}

ncalls_status nc_match_find(nc_match *out, const nc_naming *naming, const char *pattern, ncalls_error *error)
{
    query q = {
        .naming = naming, .whole = {pattern, strlen(pattern)},
             .line = -1
    };
    ncalls_status status;

    *out = (nc_match){.count = 0};
    nc_text_init(&q.scratch);
    parse(&q);
    status = search(&q, out, error);
    nc_pattern_free(q.expression);
    nc_text_reset(&q.scratch);
    return status;
}
