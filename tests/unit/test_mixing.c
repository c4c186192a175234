/* SPDX-License-Identifier: MIT */
#include "sample.h"

#include "analyze/mixing.h"

static nc_mixing find(const ncalls_profile *p)
{
    nc_cycles cycles;
    nc_mixing mixing;

    assert_int_equal(nc_cycles_find(&cycles, p, NC_CYCLES_ALL, NULL), NCALLS_OK);
    assert_int_equal(nc_mixing_find(&mixing, p, &cycles, NULL), NCALLS_OK);
    nc_cycles_reset(&cycles);
    return mixing;
}

static void check_cause(const char *text, nc_mixing_cause cause)
{
    ncalls_profile *p = sample_profile(text);
    nc_mixing mixing = find(p);

    assert_int_equal(mixing.cause, cause);
    assert_int_equal(mixing.suspect != NULL, cause != NC_MIXING_NONE);
    nc_mixing_reset(&mixing);
    ncalls_profile_free(p);
}

static void honest_recursion_is_none(void **state)
{
    (void)state;
    check_cause("f main 1 1 1 9\nf fib 177 1 8 8\ne main fib 1 1 0 8\ne fib fib 176 10 8 8\n", NC_MIXING_NONE);
    check_cause("f main 1 1 1 9\nf even 9 1 4 8\nf odd 8 1 4 7\ne main even 1 1 1 8\ne even odd 8 1 4 7\n"
                "e odd even 8 1 3 6\n",
                NC_MIXING_NONE);
    /* len() comes back through __len__. */
    check_cause("f main 1 1 1 9\nf ~:0(<len>) 10 5 1 8\nf __len__ 5 5 5 7\ne main ~:0(<len>) 5 5 1 8\n"
                "e ~:0(<len>) __len__ 5 5 5 7\ne __len__ ~:0(<len>) 5 0 0 1\n",
                NC_MIXING_NONE);
}

static void a_second_level_without_a_cycle_is_impossible(void **state)
{
    (void)state;
    check_cause("f main 1 1 1 9\nf work 9 9 1 1\nf leaf 9 4 8 8\ne main work 9 9 1 9\ne work leaf 9 4 8 8\n",
                NC_MIXING_UNKNOWN);
    check_cause("f main 1 1 1 9\nf work 9 9 1 1\nf leaf 9 9 8 8\ne main work 9 9 1 9\ne work leaf 9 4 8 8\n",
                NC_MIXING_UNKNOWN);
    check_cause("f main 2 1 1 9\nf work 9 9 1 1\ne main work 9 9 1 9\n", NC_MIXING_UNKNOWN);
}

static void an_edge_without_calls_never_ended(void **state)
{
    (void)state;
    check_cause("f main 1 1 1 9\nf work 9 9 1 1\nf leaf 9 9 8 8\ne main work 0 0 0 0\ne work leaf 9 9 8 8\n",
                NC_MIXING_UNKNOWN);
    check_cause("f main 0 0 1 9\nf work 9 9 1 1\ne main work 0 0 0 0\n", NC_MIXING_NONE);
}

/* PyPy does not see send() end when it raises. */
static void built_ins_alone_prove_nothing(void **state)
{
    (void)state;
    check_cause("f step 9 9 1 9\nf ~:0(<send>) 9 2 8 8\ne step ~:0(<send>) 9 2 8 8\n", NC_MIXING_NONE);
}

#define THREADING "/usr/lib/python3.12/threading.py"

static void nobody_calls_the_bootstrap_of_a_thread(void **state)
{
    (void)state;
    check_cause("f main 1 1 1 9\nf ~:0(<acquire>) 1 1 1 8\nf " THREADING ":1016(_bootstrap) 1 1 7 7\n"
                "e main ~:0(<acquire>) 1 1 1 8\ne ~:0(<acquire>) " THREADING ":1016(_bootstrap) 1 1 7 7\n",
                NC_MIXING_THREADS);
    /* yappi keeps threads apart. */
    check_cause("f main 1 1 1 9\nf " THREADING ":1016(_bootstrap) 1 1 7 7\nf run 1 1 7 7\n"
                "e " THREADING ":1016(_bootstrap) run 1 1 7 7\n",
                NC_MIXING_NONE);
    check_cause("f main 1 1 1 9\nf app.py:3(_bootstrap) 1 1 7 7\ne main app.py:3(_bootstrap) 1 1 7 7\n",
                NC_MIXING_NONE);
}

static void greenlets_are_told_apart(void **state)
{
    (void)state;
    check_cause("f main 1 1 1 9\nf /usr/lib/python3.11/site-packages/gevent/hub.py:631(run) 1 1 7 7\n"
                "e main /usr/lib/python3.11/site-packages/gevent/hub.py:631(run) 1 1 7 7\n",
                NC_MIXING_GREENLETS);
}

static void what_suspects_call_is_suspect_but_not_through_built_ins(void **state)
{
    ncalls_profile *p = sample_profile("f main 1 1 1 9\nf work 9 4 1 1\nf leaf 9 9 8 8\nf ~:0(<len>) 9 9 8 8\n"
                                       "f __len__ 9 9 8 8\nf other 1 1 1 1\n"
                                       "e main work 9 4 1 9\ne work leaf 9 9 8 8\ne leaf ~:0(<len>) 1 1 1 1\n"
                                       "e ~:0(<len>) __len__ 9 9 8 8\ne main other 1 1 1 1\n");
    nc_mixing mixing = find(p);

    (void)state;
    assert_int_equal(mixing.suspects, 3);
    assert_true(mixing.suspect[sample_find(p, "work").at]);
    assert_true(mixing.suspect[sample_find(p, "leaf").at]);
    assert_true(mixing.suspect[sample_find(p, "~:0(<len>)").at]);
    assert_false(mixing.suspect[sample_find(p, "__len__").at]);
    assert_false(mixing.suspect[sample_find(p, "main").at]);
    nc_mixing_reset(&mixing);
    ncalls_profile_free(p);
}

static void without_cycles_more_is_found_never_less(void **state)
{
    ncalls_profile *p = sample_profile("f main 1 1 1 9\nf even 9 1 4 8\nf odd 8 1 4 7\ne main even 1 1 1 8\n"
                                       "e even odd 8 1 4 7\ne odd even 8 1 3 6\n");
    nc_mixing mixing;

    (void)state;
    assert_int_equal(nc_mixing_find(&mixing, p, NULL, NULL), NCALLS_OK);
    assert_int_equal(mixing.cause, NC_MIXING_UNKNOWN);
    nc_mixing_reset(&mixing);
    ncalls_profile_free(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(honest_recursion_is_none),
        cmocka_unit_test(a_second_level_without_a_cycle_is_impossible),
        cmocka_unit_test(an_edge_without_calls_never_ended),
        cmocka_unit_test(built_ins_alone_prove_nothing),
        cmocka_unit_test(nobody_calls_the_bootstrap_of_a_thread),
        cmocka_unit_test(greenlets_are_told_apart),
        cmocka_unit_test(what_suspects_call_is_suspect_but_not_through_built_ins),
        cmocka_unit_test(without_cycles_more_is_found_never_less),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
