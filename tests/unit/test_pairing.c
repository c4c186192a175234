/* SPDX-License-Identifier: MIT */
#include "sample.h"

#include "analyze/diff.h"
#include "analyze/modulepath.h"
#include "analyze/pairing_side.h"

/* How `name` of the new profile (else of the base) was paired. */
static const nc_pairing_row *row_of(const nc_pairing *r, const ncalls_profile *base, const ncalls_profile *now,
                                    const char *name)
{
    for (uint32_t i = 1; i <= r->count; i++) {
        const ncalls_profile *p = r->rows[i].now.at ? now : base;
        nc_func f = r->rows[i].now.at ? r->rows[i].now : r->rows[i].base;

        if (strcmp(nc_profile_text(p, p->functions.name[f.at]), name) == 0)
            return &r->rows[i];
    }
    fail_msg("no row %s", name);
    return NULL;
}

static void check_how(const char *base_text, const char *now_text, const char *name, nc_pairing_how how)
{
    ncalls_profile *base = sample_profile(base_text), *now = sample_profile(now_text);
    nc_pairing r;

    assert_int_equal(nc_pairing_make(&r, base, now, NULL), NCALLS_OK);
    assert_string_equal(nc_pairing_word(row_of(&r, base, now, name)->how), nc_pairing_word(how));
    nc_pairing_reset(&r);
    ncalls_profile_free(now);
    ncalls_profile_free(base);
}

static void functions_are_found_again(void **state)
{
    (void)state;
    check_how("f /a/x.py:1(go) 1 1 1 1\n", "f /a/x.py:9(go) 1 1 1 1\n", "go", NC_PAIRING_SAME);
    check_how("f /a/x.py:1(go) 1 1 1 1\n", "f /b/c/x.py:9(go) 1 1 1 1\n", "go", NC_PAIRING_MOVED);
    check_how("f /a/x.py:1(go) 1 1 1 1\n", "f /a/y.py:1(go) 1 1 1 1\n", "go", NC_PAIRING_MOVED);
    check_how("f /a/x.py:1(go) 1 1 1 1\n", "f /a/x.py:1(run) 1 1 1 1\n", "run", NC_PAIRING_ADDED);
    check_how("f /a/x.py:1(go) 1 1 1 1\n", "f /a/x.py:1(run) 1 1 1 1\n", "go", NC_PAIRING_GONE);
    check_how("f /a/x.py:1(go) 1 1 1 1\nf m 1 1 1 2\ne m /a/x.py:1(go) 1 1 1 1\n",
              "f /a/x.py:1(run) 1 1 1 1\nf m 1 1 1 2\ne m /a/x.py:1(run) 1 1 1 1\n", "run", NC_PAIRING_RENAMED);
    check_how("f /a/x.py:1(run) 1 1 1 1\n", "f /a/x.py:1(Shop.<locals>.run) 1 1 1 1\n", "Shop.<locals>.run",
              NC_PAIRING_SAME);
    check_how("f /a/x.py:1(_run) 1 1 1 1\n", "f /a/x.py:1(run) 1 1 1 1\n", "run", NC_PAIRING_RENAMED);
    check_how("f <gen+0x7f00aa10>:1(go) 1 1 1 1\n", "f <gen+0x55bb0010>:1(go) 1 1 1 1\n", "go", NC_PAIRING_SAME);
    check_how("f /a/x.py:1(go) 1 1 1 1\nf /a/x.py:3(<lambda>) 1 1 1 1\n",
              "f /a/y.py:1(go) 1 1 1 1\nf /a/y.py:3(<lambda>) 1 1 1 1\n", "<lambda>", NC_PAIRING_MOVED);
    check_how("f /usr/lib/python3.8/sre_parse.py:1(parse) 1 1 1 1\n",
              "f /opt/lib/python3.13/re/_parser.py:7(parse) 1 1 1 1\n", "parse", NC_PAIRING_SAME);
}

/* One is called by a, the other by b: the line alone would pair the second with what is new. */
static void names_that_a_module_has_twice_are_told_apart_by_their_neighbours(void **state)
{
    ncalls_profile *base = sample_profile("f a 1 1 1 9\nf b 1 1 1 9\nf x.py:5(f) 3 3 1 1\nf x.py:9(f) 4 4 1 1\n"
                                          "e a x.py:5(f) 3 3 1 1\ne b x.py:9(f) 4 4 1 1\n");
    ncalls_profile *now = sample_profile("f a 1 1 1 9\nf b 1 1 1 9\nf c 1 1 1 9\nf x.py:5(f) 8 8 1 1\n"
                                         "f x.py:9(f) 3 3 1 1\nf x.py:13(f) 4 4 1 1\n"
                                         "e c x.py:5(f) 8 8 1 1\ne a x.py:9(f) 3 3 1 1\ne b x.py:13(f) 4 4 1 1\n");
    nc_diff d;

    (void)state;
    assert_int_equal(nc_diff_make(&d, base, now, NULL), NCALLS_OK);
    for (uint32_t i = 1; i <= d.pairing.count; i++)
        if (d.pairing.rows[i].how == NC_PAIRING_SAME)
            assert_int_equal(d.rows[i].at[0].calls, d.rows[i].at[1].calls);
    nc_diff_reset(&d);
    ncalls_profile_free(now);
    ncalls_profile_free(base);
}

static void comprehensions_belong_to_their_function_where_the_other_has_none(void **state)
{
    ncalls_profile *base = sample_profile("f a 1 1 10 35\nf x.py:5(<listcomp>) 1 1 20 25\nf x.py:9(g) 7 7 5 5\n"
                                          "e a x.py:5(<listcomp>) 1 1 20 25\ne x.py:5(<listcomp>) x.py:9(g) 7 7 5 5\n");
    ncalls_profile *now = sample_profile("f a 1 1 30 35\nf x.py:9(g) 7 7 5 5\ne a x.py:9(g) 7 7 5 5\n");
    nc_diff d;

    (void)state;
    assert_int_equal(nc_diff_make(&d, base, now, NULL), NCALLS_OK);
    assert_int_equal(d.pairing.count, 2);
    assert_int_equal(d.pairing.inlined, 1);
    for (uint32_t i = 1; i <= 2; i++)
        assert_memory_equal(&d.rows[i].at[0], &d.rows[i].at[1], sizeof d.rows[i].at[0]);
    assert_int_equal(d.edge_count, 1);
    assert_int_equal(d.edges[0].calls[0], 7);
    assert_int_equal(d.edges[0].calls[1], 7);
    nc_diff_reset(&d);
    ncalls_profile_free(now);
    ncalls_profile_free(base);
}

static void the_root_is_where_calls_multiply_differently(void **state)
{
    ncalls_profile *base = sample_profile("f main 1 1 1 13\nf view 1 1 2 12\nf query 1 1 10 10\n"
                                          "e main view 1 1 2 12\ne view query 1 1 10 10\n");
    ncalls_profile *now = sample_profile("f main 1 1 1 1003\nf view 1 1 2 1002\nf query 100 100 1000 1000\n"
                                         "e main view 1 1 2 1002\ne view query 100 100 1000 1000\n");
    nc_diff d;
    nc_diff_root root;

    (void)state;
    assert_int_equal(nc_diff_make(&d, base, now, NULL), NCALLS_OK);
    assert_int_equal(nc_diff_find_root(&root, &d, NULL), NCALLS_OK);
    assert_int_equal(root.cause, NC_DIFF_CALLS);
    assert_int_equal(root.direction, 1);
    assert_int_equal(root.edge.calls[0], 1);
    assert_int_equal(root.edge.calls[1], 100);
    assert_int_equal(root.path_count, 3);
    nc_diff_root_reset(&root);
    nc_diff_reset(&d);
    ncalls_profile_free(now);
    ncalls_profile_free(base);
}

static void any_allocation_may_fail(void **state)
{
    static const char text[] = "f a 1 1 10 35\nf x.py:5(<listcomp>) 1 1 20 25\ne a x.py:5(<listcomp>) 1 1 20 25\n";
    ncalls_profile *base = sample_profile(text), *now = sample_profile("f a 1 1 30 35\n");
    ncalls_status status = NCALLS_MEMORY;
    nc_diff d;

    (void)state;
    for (long n = 0; status && n < 1000; n++) {
        nc_alloc_fail_after(n, false);
        status = nc_diff_make(&d, base, now, NULL);
        nc_alloc_fail_after(-1, false);
        assert_true(status == NCALLS_OK || status == NCALLS_MEMORY);
    }
    assert_int_equal(status, NCALLS_OK);
    nc_diff_reset(&d);
    ncalls_profile_free(now);
    ncalls_profile_free(base);
}

static void check_last(const char *name, const char *want)
{
    assert_string_equal(name + nc_pairing_side_last(name, strlen(name)), want);
}

static void the_last_part_of_a_qualified_name_is_found(void **state)
{
    (void)state;
    check_last("Shop.run", "run");
    check_last("main.<locals>.<listcomp>", "<listcomp>");
    check_last("main.<locals>.inner", "inner");
    check_last("<listcomp>", "<listcomp>");
    check_last("<built-in method builtins.len>", "<built-in method builtins.len>");
    check_last("run", "run");
    check_last(">", ">");
    check_last("", "");
}

static void check_path(const char *path, const char *want)
{
    nc_text text;

    nc_text_init(&text);
    nc_modulepath_add(&text, path, strlen(path));
    assert_string_equal(text.bytes, want);
    nc_text_reset(&text);
}

static void modules_have_one_path_in_every_installation(void **state)
{
    (void)state;
    check_path("/opt/python/3.11/lib/python3.11/re/__init__.py", "re.py");
    check_path("/usr/lib/python3.9/sre_compile.py", "re/_compiler.py");
    check_path("<frozen importlib._bootstrap>", "importlib/_bootstrap.py");
    check_path("/v/lib/python3.12/site-packages/a/b.py", "a/b.py");
    check_path("C:\\v\\Lib\\site-packages\\a\\b.py", "a/b.py");
    check_path("/srv/python3/app.py", "/srv/python3/app.py");
    check_path("/srv/app/__init__.py", "/srv/app/__init__.py");
    check_path("<ipython-input-12-5f3c>", "-5f3c>");
    check_path("", "");
    check_path("<frozen >", "<frozen >");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(functions_are_found_again),
        cmocka_unit_test(names_that_a_module_has_twice_are_told_apart_by_their_neighbours),
        cmocka_unit_test(comprehensions_belong_to_their_function_where_the_other_has_none),
        cmocka_unit_test(the_root_is_where_calls_multiply_differently),
        cmocka_unit_test(any_allocation_may_fail),
        cmocka_unit_test(modules_have_one_path_in_every_installation),
        cmocka_unit_test(the_last_part_of_a_qualified_name_is_found),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
