/* SPDX-License-Identifier: MIT */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "base/pattern.h"

#include <pcre2.h>

#include "base/alloc.h"

struct nc_pattern {
    pcre2_general_context *general;
    pcre2_code *code;
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
    /* Names need not be UTF-8: what is not, matches nothing but stops nothing. */
    pcre2_compile_context *context = pcre2_compile_context_create(p->general);
    if (!context)
        return nc_fail_memory(error);
    p->code = pcre2_compile((PCRE2_SPTR)expression, PCRE2_ZERO_TERMINATED,
                            PCRE2_UTF | PCRE2_UCP | PCRE2_MATCH_INVALID_UTF, &number, &where, context);
    pcre2_compile_context_free(context);
    if (!p->code)
        return fail_compile(expression, number, where, error);
    pcre2_jit_compile(p->code, PCRE2_JIT_COMPLETE); /* else it runs without */
    p->match = pcre2_match_data_create_from_pattern(p->code, p->general);
    return p->match ? NCALLS_OK : nc_fail_memory(error);
}

ncalls_status nc_pattern_compile(nc_pattern **out, const char *expression, ncalls_error *error)
{
    nc_pattern *pattern = nc_alloc_zeroed(1, sizeof *pattern);
    ncalls_status status = pattern ? compile(pattern, expression, error) : nc_fail_memory(error);

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
    pcre2_match_data_free(pattern->match);
    pcre2_code_free(pattern->code);
    pcre2_general_context_free(pattern->general);
    nc_alloc_free(pattern);
}

bool nc_pattern_matches(const nc_pattern *pattern, const char *bytes, size_t size)
{
    PCRE2_SPTR subject = (PCRE2_SPTR)bytes;
    int result = pcre2_match(pattern->code, subject, size, 0, 0, pattern->match, NULL);

    /* Compiled patterns have a small stack; the interpreter has the heap. */
    if (result == PCRE2_ERROR_JIT_STACKLIMIT)
        result = pcre2_match(pattern->code, subject, size, 0, PCRE2_NO_JIT, pattern->match, NULL);
    return result > 0;
}
