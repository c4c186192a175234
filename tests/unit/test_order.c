/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "analyze/order.h"
#include "base/alloc.h"
#include "model/builder.h"
#include "ncalls/list.h"

#include <stdio.h>
#include <string.h>

static uint64_t seed = 20;

static uint32_t draw(uint32_t below)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(seed >> 33) % below;
}

static nc_func add(nc_builder *b, const char *file, int line, const char *name)
{
    return nc_builder_function(b, nc_builder_string(b, file, strlen(file)), line,
                               nc_builder_string(b, name, strlen(name)));
}

/* Many functions with few different figures, so that ties are the rule. */
static ncalls_profile *make_random(unsigned count)
{
    nc_builder *b = nc_builder_new(0);
    ncalls_profile *profile;

    assert_non_null(b);
    nc_builder_begin_source(b, "random", "test", 0);
    nc_builder_declare(b, NCALLS_HAS_CALLS | NCALLS_HAS_EDGES | NCALLS_HAS_TIME, NCALLS_UNIT_NANOSECONDS);
    for (unsigned i = 0; i < count; i++) {
        char file[40], name[40];
        nc_func f;

        snprintf(file, sizeof file, "/srv/app/%u.py", draw(9));
        snprintf(name, sizeof name, "f%u", draw(30));
        f = add(b, file, (int)draw(4), name);
        nc_builder_add_calls(b, f, 3 + draw(4), draw(4), draw(5) * 1000, draw(2) ? draw(5) * 1000 : NCALLS_ABSENT);
        nc_builder_add_edge(b, (nc_edge_row){add(b, "a.py", 1, "main"), f, draw(9), 0, 0, 0});
    }
    assert_int_equal(nc_builder_finish(b, &profile, NULL), NCALLS_OK);
    nc_builder_free(b);
    return profile;
}

static void the_first_few_are_the_beginning_of_all(void **state)
{
    ncalls_profile *profile = make_random(3000);

    (void)state;
    for (int key = 0; key < NC_ORDER_NONE; key++)
        for (int reverse = 0; reverse < 2; reverse++) {
            size_t all_count, count;
            nc_func *all = nc_order_top(profile, (nc_order_key)key, reverse, 0, &all_count), *top;

            assert_non_null(all);
            assert_int_equal(all_count, profile->functions.count);
            for (size_t limit = 1; limit < all_count; limit = limit * 3 + 1) {
                top = nc_order_top(profile, (nc_order_key)key, reverse, limit, &count);
                assert_int_equal(count, limit);
                assert_memory_equal(top, all, limit * sizeof *top);
                nc_alloc_free(top);
            }
            nc_alloc_free(all);
        }
    ncalls_profile_free(profile);
}

static void reverse_is_the_exact_reverse(void **state)
{
    ncalls_profile *profile = make_random(500);

    (void)state;
    for (int key = 0; key < NC_ORDER_NONE; key++) {
        size_t count;
        nc_func *a = nc_order_top(profile, (nc_order_key)key, false, 0, &count);
        nc_func *b = nc_order_top(profile, (nc_order_key)key, true, 0, &count);

        for (size_t i = 0; i < count; i++)
            assert_int_equal(a[i].at, b[count - 1 - i].at);
        nc_alloc_free(a);
        nc_alloc_free(b);
    }
    ncalls_profile_free(profile);
}

static const char *first_of(const ncalls_profile *profile, const char *key)
{
    size_t count;
    nc_func *top = nc_order_top(profile, nc_order_find_key(key), false, 1, &count);
    const char *name = nc_profile_text(profile, profile->functions.name[top[0].at]);

    nc_alloc_free(top);
    return name;
}

static void each_key_has_its_own_first(void **state)
{
    nc_builder *b = nc_builder_new(0);
    ncalls_profile *profile;
    nc_func calls, primitive, self, total, callee, last;

    (void)state;
    nc_builder_begin_source(b, "x", "test", 0);
    nc_builder_declare(b, NCALLS_HAS_CALLS | NCALLS_HAS_EDGES | NCALLS_HAS_TIME, NCALLS_UNIT_NANOSECONDS);
    calls = add(b, "m.py", 8, "calls");
    primitive = add(b, "m.py", 7, "primitive");
    self = add(b, "m.py", 6, "self");
    total = add(b, "m.py", 5, "total");
    callee = add(b, "m.py", 4, "callee");
    last = add(b, "a.py", 9, "last");
    nc_builder_add_calls(b, calls, 1000, 1, 1, 90);
    nc_builder_add_calls(b, primitive, 900, 900, 1, 5);
    nc_builder_add_calls(b, self, 10, 10, 50, 60);
    nc_builder_add_calls(b, total, 20, 20, 2, 99);
    nc_builder_add_calls(b, callee, 100, 90, 2, 4);
    nc_builder_add_calls(b, last, 1, 1, 0, 0);
    nc_builder_add_edge(b, (nc_edge_row){self, callee, 95, 90, 1, 1});
    nc_builder_add_edge(b, (nc_edge_row){calls, calls, 999, 0, 1, 1}); /* itself: no amplification */
    assert_int_equal(nc_builder_finish(b, &profile, NULL), NCALLS_OK);
    nc_builder_free(b);
    assert_string_equal(first_of(profile, "calls"), "calls");
    assert_string_equal(first_of(profile, "pcalls"), "primitive");
    assert_string_equal(first_of(profile, "tottime"), "self");
    assert_string_equal(first_of(profile, "cumtime"), "total");
    assert_string_equal(first_of(profile, "per-call"), "calls");
    assert_string_equal(first_of(profile, "amplification"), "callee");
    assert_string_equal(first_of(profile, "name"), "callee");
    assert_string_equal(first_of(profile, "module"), "last");
    assert_string_equal(first_of(profile, "line"), "callee");
    assert_string_equal(first_of(profile, "stdname"), "last");
    ncalls_profile_free(profile);
}

static void a_profile_without_functions_has_no_first(void **state)
{
    nc_builder *b = nc_builder_new(0);
    ncalls_profile *profile;
    nc_func *top;
    size_t count = 7;

    (void)state;
    assert_int_equal(nc_builder_finish(b, &profile, NULL), NCALLS_OK);
    nc_builder_free(b);
    top = nc_order_top(profile, NC_ORDER_SELF, false, 20, &count);
    assert_non_null(top);
    assert_int_equal(count, 0);
    nc_alloc_free(top);
    ncalls_profile_free(profile);
}

static void keys_are_found_by_every_name(void **state)
{
    static const struct {
        const char *word;
        nc_order_key key;
    } cases[] = {
        {"calls",         NC_ORDER_CALLS        },
        {"ncalls",        NC_ORDER_CALLS        },
        {"ca",            NC_ORDER_CALLS        },
        {"nc",            NC_ORDER_CALLS        },
        {"primitive",     NC_ORDER_PRIMITIVE    },
        {"pcalls",        NC_ORDER_PRIMITIVE    },
        {"p",             NC_ORDER_PRIMITIVE    },
        {"prim",          NC_ORDER_PRIMITIVE    },
        {"self",          NC_ORDER_SELF         },
        {"tottime",       NC_ORDER_SELF         },
        {"time",          NC_ORDER_SELF         },
        {"ti",            NC_ORDER_SELF         },
        {"to",            NC_ORDER_SELF         },
        {"t",             NC_ORDER_SELF         },
        {"se",            NC_ORDER_SELF         },
        {"cumulative",    NC_ORDER_CUMULATIVE   },
        {"cumtime",       NC_ORDER_CUMULATIVE   },
        {"cumt",          NC_ORDER_CUMULATIVE   },
        {"cumu",          NC_ORDER_CUMULATIVE   },
        {"cu",            NC_ORDER_CUMULATIVE   },
        {"cum",           NC_ORDER_CUMULATIVE   },
        {"per-call",      NC_ORDER_PER_CALL     },
        {"pe",            NC_ORDER_PER_CALL     },
        {"amplification", NC_ORDER_AMPLIFICATION},
        {"a",             NC_ORDER_AMPLIFICATION},
        {"name",          NC_ORDER_NAME         },
        {"na",            NC_ORDER_NAME         },
        {"file",          NC_ORDER_FILE         },
        {"filename",      NC_ORDER_FILE         },
        {"f",             NC_ORDER_FILE         },
        {"module",        NC_ORDER_FILE         },
        {"m",             NC_ORDER_FILE         },
        {"line",          NC_ORDER_LINE         },
        {"l",             NC_ORDER_LINE         },
        {"nfl",           NC_ORDER_NFL          },
        {"nf",            NC_ORDER_NFL          },
        {"stdname",       NC_ORDER_STDNAME      },
        {"s",             NC_ORDER_STDNAME      },
        {"n",             NC_ORDER_NONE         },
        {"c",             NC_ORDER_NONE         },
        {"",              NC_ORDER_NONE         },
        {"selfish",       NC_ORDER_NONE         },
        {"Calls",         NC_ORDER_NONE         },
        {"x",             NC_ORDER_NONE         },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (nc_order_find_key(cases[i].word) != cases[i].key)
            fail_msg("'%s' is key %d", cases[i].word, nc_order_find_key(cases[i].word));
    for (size_t i = 0; ncalls_sort_key_at(i); i++) {
        const ncalls_sort_key *key = ncalls_sort_key_at(i);

        assert_int_equal(nc_order_find_key(key->name), i);
        if (key->alias)
            assert_int_equal(nc_order_find_key(key->alias), i);
    }
    assert_null(ncalls_sort_key_at(NC_ORDER_NONE));
    assert_string_equal(nc_order_pstats_title(NC_ORDER_SELF), "internal time");
    assert_null(nc_order_pstats_title(NC_ORDER_AMPLIFICATION));
}

/* Each key is asked where those before it found no difference, and only there. */
static void a_later_key_decides_between_equals(void **state)
{
    ncalls_profile *profile = make_random(2000);
    const nc_functions *f = &profile->functions;
    static const nc_order_key keys[] = {NC_ORDER_CALLS, NC_ORDER_FILE, NC_ORDER_CALLS, NC_ORDER_SELF, NC_ORDER_LINE};
    size_t count;
    nc_func *all = nc_order_top_by(profile, keys, 5, false, 0, &count);
    bool decided[3] = {false};

    (void)state;
    assert_non_null(all);
    for (size_t i = 1; i < count; i++) {
        uint32_t a = all[i - 1].at, b = all[i].at;
        int file = strcmp(nc_profile_text(profile, nc_profile_path(profile, all[i - 1])),
                          nc_profile_text(profile, nc_profile_path(profile, all[i])));

        assert_true(f->calls[a] >= f->calls[b]);
        if (f->calls[a] != f->calls[b])
            continue;
        assert_true(file <= 0);
        decided[0] |= file < 0;
        if (file)
            continue;
        assert_true(f->self[a] >= f->self[b]);
        decided[1] |= f->self[a] > f->self[b];
        if (f->self[a] == f->self[b]) {
            assert_true(f->line[a] <= f->line[b]);
            decided[2] |= f->line[a] < f->line[b];
        }
    }
    assert_true(decided[0] && decided[1] && decided[2]);
    nc_alloc_free(all);
    ncalls_profile_free(profile);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_few_are_the_beginning_of_all),
        cmocka_unit_test(a_later_key_decides_between_equals),
        cmocka_unit_test(reverse_is_the_exact_reverse),
        cmocka_unit_test(each_key_has_its_own_first),
        cmocka_unit_test(a_profile_without_functions_has_no_first),
        cmocka_unit_test(keys_are_found_by_every_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
