/* SPDX-License-Identifier: MIT */
#include "stacks.h"

#include "analyze/filter_stacks.h"
#include "analyze/results.h"
#include "base/alloc.h"
#include "ncalls/ncalls.h"

/* leaf belongs to slow in 9 of 12 samples; edges would divide it otherwise. */
static const char text[] = "main;fast;leaf 3\nmain;slow;leaf 9\nmain;slow;slow;slow 4\nmain 1\n";

static ncalls_results *analyze(const ncalls_profile *p, ncalls_analyze_options options)
{
    ncalls_error error = {0};
    ncalls_results *results;

    if (ncalls_analyze(&results, p, NULL, &options, &error) != NCALLS_OK)
        fail_msg("%s", error.message);
    return results;
}

static void check(ncalls_analyze_options options, const char *name, int64_t self, int64_t total)
{
    ncalls_profile *p = stacks(text);
    ncalls_results *r = analyze(p, options);
    const nc_functions *f = &r->profile->functions;
    uint32_t found = 0;

    for (uint32_t i = 1; i <= f->count; i++)
        if (strcmp(nc_profile_text(r->profile, f->name[i]), name) == 0)
            found = i;
    assert_int_equal(found != 0, total != 0);
    if (found) {
        assert_int_equal(f->self[found], self);
        assert_int_equal(f->total[found], total);
    }
    assert_int_equal(r->profile->note_count, 0);
    ncalls_results_free(r);
    ncalls_profile_free(p);
}

static void each_stack_is_kept_or_dropped_as_a_whole(void **state)
{
    (void)state;
    check((ncalls_analyze_options){.focus = "slow"}, "leaf", 9, 9);
    check((ncalls_analyze_options){.focus = "slow"}, "main", 0, 13);
    check((ncalls_analyze_options){.focus = "slow"}, "fast", 0, 0);
    check((ncalls_analyze_options){.ignore = "fast"}, "leaf", 9, 9);
    check((ncalls_analyze_options){.ignore = "fast"}, "main", 1, 14);
    check((ncalls_analyze_options){.show_from = "fast"}, "leaf", 3, 3);
    check((ncalls_analyze_options){.show_from = "fast"}, "main", 0, 0);
}

static void what_is_hidden_goes_to_what_lies_above_it(void **state)
{
    (void)state;
    check((ncalls_analyze_options){.hide = "leaf"}, "fast", 3, 3);
    check((ncalls_analyze_options){.hide = "leaf"}, "slow", 13, 13);
    check((ncalls_analyze_options){.hide = "slow"}, "main", 5, 17);
    check((ncalls_analyze_options){.hide = "slow"}, "leaf", 12, 12);
    check((ncalls_analyze_options){.hide = "main"}, "slow", 4, 13);
}

static void recursion_counts_once(void **state)
{
    (void)state;
    check((ncalls_analyze_options){.focus = "slow"}, "slow", 4, 13);
}

static void what_matches_nothing_is_noted_once_each(void **state)
{
    ncalls_profile *p = stacks(text);
    ncalls_results *r = analyze(p, (ncalls_analyze_options){.focus = "main", .ignore = "nobody", .hide = "none"});

    (void)state;
    assert_int_equal(r->profile->note_count, 2);
    assert_string_equal(nc_profile_text(r->profile, r->profile->notes[0]), "ignore: no function matches 'nobody'");
    assert_string_equal(nc_profile_text(r->profile, r->profile->notes[1]), "hide: no function matches 'none'");
    assert_int_equal(r->profile->totals.self, p->totals.self);
    ncalls_results_free(r);
    ncalls_profile_free(p);
}

/* Stacks do not tell calls, nor what other sources measured. */
static void figures_that_are_not_of_stacks_are_no_case_for_it(void **state)
{
    ncalls_profile *p = stacks(text);

    (void)state;
    assert_true(nc_filter_stacks_can(p));
    p->has |= NCALLS_HAS_CALLS;
    assert_false(nc_filter_stacks_can(p));
    p->has &= ~(unsigned)NCALLS_HAS_CALLS;
    p->totals.self++;
    assert_false(nc_filter_stacks_can(p));
    p->totals.self--;
    ncalls_profile_free(p);
}

static void without_memory_it_says_so(void **state)
{
    const ncalls_analyze_options options = {.focus = "slow", .hide = "leaf", .show_from = "main"};
    ncalls_profile *p = stacks(text);
    uint32_t failed = 0;

    (void)state;
    for (long n = 0; n < 300; n++) {
        ncalls_results *r = NULL;
        ncalls_status status;

        nc_alloc_fail_after(n / 2, n % 2);
        status = ncalls_analyze(&r, p, NULL, &options, NULL);
        nc_alloc_fail_after(-1, false);
        assert_true(status == NCALLS_OK || status == NCALLS_MEMORY);
        assert_int_equal(r == NULL, status != NCALLS_OK);
        failed += status != NCALLS_OK;
        ncalls_results_free(r);
    }
    assert_true(failed > 60 && failed < 290);
    ncalls_profile_free(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_stack_is_kept_or_dropped_as_a_whole),
        cmocka_unit_test(what_is_hidden_goes_to_what_lies_above_it),
        cmocka_unit_test(recursion_counts_once),
        cmocka_unit_test(what_matches_nothing_is_noted_once_each),
        cmocka_unit_test(figures_that_are_not_of_stacks_are_no_case_for_it),
        cmocka_unit_test(without_memory_it_says_so),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
