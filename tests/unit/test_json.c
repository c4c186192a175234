/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "analyze/results.h"
#include "base/alloc.h"
#include "model/builder.h"
#include "ncalls/write.h"

#include <string.h>

static nc_str string(nc_builder *b, const char *text)
{
    return nc_builder_string(b, text, strlen(text));
}

static nc_func function(nc_builder *b, const char *file, int line, const char *name)
{
    return nc_builder_function(b, string(b, file), line, string(b, name));
}

static char *write(const ncalls_profile *profile, char *prefix)
{
    ncalls_results results = {.profile = profile, .whole = profile, .path_prefix = prefix};
    size_t size;
    char *out;

    assert_int_equal(ncalls_write_memory(&results, "json", &out, &size, NULL, NULL), NCALLS_OK);
    assert_int_equal(size, strlen(out));
    return out;
}

/* The same profile, told in one order or the other. */
static ncalls_profile *make(bool turned, unsigned more)
{
    nc_builder *b = nc_builder_new(0);
    ncalls_profile *profile;
    nc_func main, view, len;

    nc_builder_begin_source(b, "app.prof", "test", 1700000000);
    nc_builder_set_tool(b, "cProfile");
    nc_builder_declare(b, NCALLS_HAS_CALLS | NCALLS_HAS_EDGES | NCALLS_HAS_TIME | more, NCALLS_UNIT_NANOSECONDS);
    if (turned) {
        len = function(b, "~", 0, "<built-in method builtins.len>");
        view = function(b, "/srv/app/views.py", 20, "list_books");
        main = function(b, "/srv/app/main.py", 3, "<module>");
    } else {
        main = function(b, "/srv/app/main.py", 3, "<module>");
        view = function(b, "/srv/app/views.py", 20, "list_books");
        len = function(b, "~", 0, "<built-in method builtins.len>");
    }
    nc_builder_add_calls(b, len, 847, 847, 40, 40);
    nc_builder_add_calls(b, main, 1, 1, 0, 1000);
    nc_builder_add_calls(b, view, 3, 2, 960, 1000);
    nc_builder_add_edge(b, (nc_edge_row){view, len, 847, NCALLS_ABSENT, NCALLS_ABSENT, NCALLS_ABSENT});
    nc_builder_add_edge(b, (nc_edge_row){main, view, 2, 2, 960, 1000});
    nc_builder_note(b, "an \"odd\" thing");
    assert_int_equal(nc_builder_finish(b, &profile, NULL), NCALLS_OK);
    nc_builder_free(b);
    return profile;
}

static const char whole[] =
    "{\n"
    "\"schema\": \"ncalls/1\",\n"
    "\"source\": [{\"path\": \"app.prof\", \"reader\": \"test\", \"tool\": \"cProfile\"}],\n"
    "\"unit\": \"ns\",\n"
    "\"has\": [\"calls\", \"edges\", \"time\"],\n"
    "\"totals\": {\"functions\": 3, \"edges\": 2, \"calls\": 851, \"primitive\": 850, \"self\": 1000},\n"
    "\"functions\": [\n"
    "{\"id\": 1, \"name\": \"<module>\", \"file\": \"/srv/app/main.py\", \"line\": 3, \"kind\": \"python\", "
    "\"class\": \"mine\", \"package\": \"\", \"calls\": 1, \"primitive\": 1, \"self\": 0, \"total\": 1000},\n"
    "{\"id\": 2, \"name\": \"list_books\", \"file\": \"/srv/app/views.py\", \"line\": 20, \"kind\": \"python\", "
    "\"class\": \"mine\", \"package\": \"\", \"calls\": 3, \"primitive\": 2, \"self\": 960, \"total\": 1000},\n"
    "{\"id\": 3, \"name\": \"<built-in method builtins.len>\", \"file\": \"~\", \"line\": 0, \"kind\": \"builtin\", "
    "\"class\": \"builtin\", \"package\": \"\", \"calls\": 847, \"primitive\": 847, \"self\": 40, \"total\": 40}],\n"
    "\"edges\": [\n"
    "{\"caller\": 1, \"callee\": 2, \"calls\": 2, \"primitive\": 2, \"self\": 960, \"total\": 1000},\n"
    "{\"caller\": 2, \"callee\": 3, \"calls\": 847}],\n"
    "\"notes\": [\n"
    "\"an \\\"odd\\\" thing\"]\n"
    "}\n";

static void what_is_known_is_written_and_nothing_else(void **state)
{
    ncalls_profile *profile = make(false, 0);
    char *out = write(profile, NULL);

    (void)state;
    assert_string_equal(out, whole);
    ncalls_free(out);
    ncalls_profile_free(profile);
}

static void the_order_of_the_input_does_not_show(void **state)
{
    ncalls_profile *profile = make(true, 0);
    char *out = write(profile, NULL);

    (void)state;
    assert_string_equal(out, whole);
    ncalls_free(out);
    ncalls_profile_free(profile);
}

static void a_path_prefix_is_taken_off(void **state)
{
    ncalls_profile *profile = make(false, 0);
    char prefix[] = "/srv/app/", *out = write(profile, prefix);

    (void)state;
    assert_non_null(strstr(out, "\"file\": \"views.py\""));
    assert_non_null(strstr(out, "\"file\": \"~\""));
    ncalls_free(out);
    ncalls_profile_free(profile);
}

/* Columns as the builder of a sampler's profile would leave them. */
#define COLUMN(column, ...)                                                                                            \
    do {                                                                                                               \
        __typeof__(*(column)) rows_[] = {__VA_ARGS__};                                                                 \
                                                                                                                       \
        nc_alloc_free(column);                                                                                         \
        (column) = nc_alloc(sizeof rows_);                                                                             \
        memcpy((column), rows_, sizeof rows_);                                                                         \
    } while (0)

static void add_stacks(ncalls_profile *p)
{
    nc_str text = p->functions.name[2];

    p->has |= NCALLS_HAS_CONTEXTS | NCALLS_HAS_LINES | NCALLS_HAS_MEMORY | NCALLS_HAS_THREADS;
    COLUMN(p->threads, {{0}, 0, 0}, {text, 12, 34}, {text, 0, 0});
    p->thread_count = 2;
    COLUMN(p->contexts.parent, {0}, {0}, {1});
    COLUMN(p->contexts.function, {0}, {2}, {1});
    COLUMN(p->contexts.line, 0, 0, 21);
    COLUMN(p->contexts.thread, 0, 0, 1);
    COLUMN(p->contexts.self, 0, 5, 6);
    COLUMN(p->contexts.total, 0, 11, 6);
    p->contexts.count = 2;
    COLUMN(p->lines.function, {0}, {1}, {2}, {2});
    COLUMN(p->lines.line, 0, 3, 21, 22);
    COLUMN(p->lines.hits, 0, NCALLS_ABSENT, 847, 2);
    COLUMN(p->lines.self, 0, 9, NCALLS_ABSENT, 1);
    COLUMN(p->lines.memory, 0, NCALLS_ABSENT, NCALLS_ABSENT, 4096);
    COLUMN(p->lines.blocks, 0, NCALLS_ABSENT, NCALLS_ABSENT, NCALLS_ABSENT);
    COLUMN(p->lines.source, {0}, {0}, {0}, text);
    p->lines.count = 3;
}

static void stacks_and_lines_follow_the_new_ids(void **state)
{
    ncalls_profile *profile = make(true, 0);
    char *out;

    (void)state;
    add_stacks(profile);
    out = write(profile, NULL);
    assert_non_null(strstr(out, "\"has\": [\"calls\", \"edges\", \"contexts\", \"lines\", \"time\", \"memory\", "
                                "\"threads\"],\n"));
    assert_non_null(strstr(out, "\"threads\": [\n"
                                "{\"id\": 1, \"name\": \"list_books\", \"process\": 12, \"thread\": 34},\n"
                                "{\"id\": 2, \"name\": \"list_books\"}],\n"
                                "\"contexts\": [\n"
                                "{\"id\": 1, \"function\": 2, \"self\": 5, \"total\": 11},\n"
                                "{\"id\": 2, \"parent\": 1, \"function\": 3, \"line\": 21, \"thread\": 1, "
                                "\"self\": 6, \"total\": 6}],\n"
                                "\"lines\": [\n"
                                "{\"function\": 2, \"line\": 21, \"hits\": 847},\n"
                                "{\"function\": 2, \"line\": 22, \"hits\": 2, \"self\": 1, \"memory\": 4096, "
                                "\"source\": \"list_books\"},\n"
                                "{\"function\": 3, \"line\": 3, \"self\": 9}],\n"));
    ncalls_free(out);
    ncalls_profile_free(profile);
}

static void no_memory_leaves_nothing(void **state)
{
    ncalls_profile *profile = make(false, 0);
    ncalls_results results = {.profile = profile, .whole = profile};
    ncalls_status status = NCALLS_MEMORY;
    size_t size;
    char *out;

    (void)state;
    add_stacks(profile);
    for (long n = 0; status; n++) {
        nc_alloc_fail_after(n, true);
        status = ncalls_write_memory(&results, "json", &out, &size, NULL, NULL);
        nc_alloc_fail_after(-1, false);
        assert_true(status ? status == NCALLS_MEMORY && !out : out && n > 10);
    }
    ncalls_free(out);
    ncalls_profile_free(profile);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_known_is_written_and_nothing_else),
        cmocka_unit_test(the_order_of_the_input_does_not_show),
        cmocka_unit_test(a_path_prefix_is_taken_off),
        cmocka_unit_test(stacks_and_lines_follow_the_new_ids),
        cmocka_unit_test(no_memory_leaves_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
