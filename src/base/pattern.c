/* SPDX-License-Identifier: MIT */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "base/pattern.h"

#include <pcre2.h>
#include <string.h>

#include "base/alloc.h"
#include "base/limit.h"
#include "base/utf8.h"

/* Names need not be UTF-8: what is not, matches nothing but stops nothing. */
#define OPTIONS (PCRE2_UTF | PCRE2_UCP | PCRE2_MATCH_INVALID_UTF)

struct nc_pattern {
    char *literal; /* the expression, where it means nothing but itself; else NULL */
    size_t literal_size;
    pcre2_general_context *general;
    pcre2_code *code;
    pcre2_match_context *limits;
    pcre2_match_data *match;
};

static void *take_memory(size_t size, void *payload)
{
    (void)payload;
    return nc_alloc(size);
}

static void give_memory(void *block, void *payload)
{
    (void)payload;
    nc_alloc_free(block);
}

static ncalls_status fail_compile(const char *expression, int number, PCRE2_SIZE where, ncalls_error *error)
{
    PCRE2_UCHAR reason[128];

    if (number == PCRE2_ERROR_NOMEMORY || number == PCRE2_ERROR_HEAP_FAILED)
        return nc_fail_memory(error);
    if (pcre2_get_error_message(number, reason, sizeof reason) < 0)
        reason[0] = '\0';
    return nc_fail(error, NCALLS_USAGE, "'%s' is no regular expression: %s at character %zu", expression,
                   (const char *)reason, (size_t)where + 1);
}

static ncalls_status compile(nc_pattern *p, const char *expression, ncalls_error *error)
{
    int number;
    PCRE2_SIZE where;

    p->general = pcre2_general_context_create(take_memory, give_memory, NULL);
    if (!p->general)
        return nc_fail_memory(error);
    pcre2_compile_context *context = pcre2_compile_context_create(p->general);
    if (!context)
        return nc_fail_memory(error);
    p->code = pcre2_compile((PCRE2_SPTR)expression, PCRE2_ZERO_TERMINATED, OPTIONS, &number, &where, context);
    pcre2_compile_context_free(context);
    if (!p->code)
        return fail_compile(expression, number, where, error);
    pcre2_jit_compile(p->code, PCRE2_JIT_COMPLETE); /* else it runs without */
    p->match = pcre2_match_data_create(1, p->general);
    p->limits = pcre2_match_context_create(p->general);
    if (!p->match || !p->limits)
        return nc_fail_memory(error);
    pcre2_set_match_limit(p->limits, NC_LIMIT_MATCH);
    return NCALLS_OK;
}

/* Most of what people type is just a piece of a name. What is no UTF-8 is left
 * to pcre2, which says so. */
static bool is_literal(const char *expression)
{
    return !strpbrk(expression, "\\^$.[|()?*+{") && nc_utf8_valid(expression, strlen(expression));
}

static ncalls_status prepare(nc_pattern *p, const char *expression, ncalls_error *error)
{
    if (!is_literal(expression))
        return compile(p, expression, error);
    p->literal_size = strlen(expression);
    p->literal = nc_alloc_text(expression, p->literal_size);
    return p->literal ? NCALLS_OK : nc_fail_memory(error);
}

ncalls_status nc_pattern_compile(nc_pattern **out, const char *expression, ncalls_error *error)
{
    nc_pattern *pattern = nc_alloc_zeroed(1, sizeof *pattern);
    ncalls_status status = pattern ? prepare(pattern, expression, error) : nc_fail_memory(error);

    *out = NULL;
    if (status)
        nc_pattern_free(pattern);
    else
        *out = pattern;
    return status;
}

void nc_pattern_free(nc_pattern *pattern)
{
    if (!pattern)
        return;
    pcre2_match_context_free(pattern->limits);
    pcre2_match_data_free(pattern->match);
    pcre2_code_free(pattern->code);
    pcre2_general_context_free(pattern->general);
    nc_alloc_free(pattern->literal);
    nc_alloc_free(pattern);
}

ncalls_status nc_pattern_find(const nc_pattern *pattern, const char *bytes, size_t size, bool *found,
                              ncalls_error *error)
{
    PCRE2_SPTR subject = (PCRE2_SPTR)bytes;
    PCRE2_UCHAR reason[128];
    int number;

    if (pattern->literal) {
        *found = memmem(bytes, size, pattern->literal, pattern->literal_size);
        return NCALLS_OK;
    }
    number = pcre2_match(pattern->code, subject, size, 0, 0, pattern->match, pattern->limits);
    /* Compiled patterns have a small stack; the interpreter has the heap. */
    if (number == PCRE2_ERROR_JIT_STACKLIMIT)
        number = pcre2_match(pattern->code, subject, size, 0, PCRE2_NO_JIT, pattern->match, pattern->limits);
    *found = number >= 0;
    if (number >= 0 || number == PCRE2_ERROR_NOMATCH)
        return NCALLS_OK;
    if (number == PCRE2_ERROR_NOMEMORY)
        return nc_fail_memory(error);
    if (pcre2_get_error_message(number, reason, sizeof reason) < 0)
        reason[0] = '\0';
    return nc_fail(error, NCALLS_LIMIT, "the expression cannot be searched for in a name of %zu bytes: %s: %.60s", size,
                   (const char *)reason, bytes);
}

bool nc_pattern_matches(const nc_pattern *pattern, const char *bytes, size_t size)
{
    bool found;

    return nc_pattern_find(pattern, bytes, size, &found, NULL) == NCALLS_OK && found;
}
