/* SPDX-License-Identifier: MIT */
#include "sample.h"

#include "analyze/owners.h"

/* Hides what begins with h. */
static nc_owners find(const ncalls_profile *p)
{
    bool *hidden = calloc((size_t)p->functions.count + 1, sizeof *hidden);
    bool *shown = calloc((size_t)p->functions.count + 1, sizeof *shown);
    nc_cycles cycles;
    nc_owners owners;

    for (uint32_t i = 1; i <= p->functions.count; i++) {
        hidden[i] = nc_profile_text(p, p->functions.name[i])[0] == 'h';
        shown[i] = !hidden[i];
    }
    assert_int_equal(nc_cycles_find_without(&cycles, p, shown, NULL), NCALLS_OK);
    assert_int_equal(nc_owners_find(&owners, p, hidden, &cycles, NULL), NCALLS_OK);
    nc_cycles_reset(&cycles);
    free(hidden);
    free(shown);
    return owners;
}

static uint64_t share_of(const ncalls_profile *p, const nc_owners *owners, const char *function, const char *owner)
{
    const nc_owners_list *list = &owners->lists[sample_find(p, function).at];

    for (uint32_t i = 0; i < list->count; i++)
        if (list->shares[i].owner.at == sample_find(p, owner).at)
            return list->shares[i].share;
    return 0;
}

static void check_share(uint64_t share, unsigned numerator, unsigned denominator)
{
    uint64_t exact = NC_OWNERS_ONE * numerator / denominator;

    assert_true((share > exact ? share - exact : exact - share) < NC_OWNERS_ONE / 100000);
}

static void owners_come_through_hidden_functions(void **state)
{
    ncalls_profile *p = sample_profile("f a 1 1 0 60\nf b 1 1 0 20\nf h1 4 4 0 80\nf h2 4 4 0 80\nf leaf 4 4 80 80\n"
                                       "e a h1 3 3 0 60\ne b h1 1 1 0 20\ne h1 h2 4 4 0 80\ne h2 leaf 4 4 80 80\n");
    nc_owners owners = find(p);

    (void)state;
    check_share(share_of(p, &owners, "h1", "a"), 3, 4);
    check_share(share_of(p, &owners, "h2", "a"), 3, 4);
    check_share(share_of(p, &owners, "h2", "b"), 1, 4);
    assert_int_equal(owners.lists[sample_find(p, "h2").at].shares[0].owner.at, sample_find(p, "a").at);
    assert_false(owners.lists[sample_find(p, "h2").at].is_cut);
    assert_int_equal(owners.lists[sample_find(p, "leaf").at].count, 0);
    nc_owners_reset(&owners);
    ncalls_profile_free(p);
}

/* As in test_reach: 6/7 and 3/7 belong to a. */
static void owners_within_a_cycle_agree_with_each_other(void **state)
{
    ncalls_profile *p = sample_profile("f a 1 1 0 60\nf b 1 1 0 40\nf hx 3 2 0 80\nf hy 3 2 0 80\nf leaf 1 1 100 100\n"
                                       "e a hx 1 1 0 60\ne b hy 1 1 0 40\ne hx hy 2 1 0 40\ne hy hx 2 1 0 20\n"
                                       "e hx leaf 1 1 50 50\ne hy leaf 1 1 50 50\n");
    nc_owners owners = find(p);

    (void)state;
    check_share(share_of(p, &owners, "hx", "a"), 6, 7);
    check_share(share_of(p, &owners, "hx", "b"), 1, 7);
    check_share(share_of(p, &owners, "hy", "a"), 3, 7);
    nc_owners_reset(&owners);
    ncalls_profile_free(p);
}

static void what_came_from_nowhere_belongs_to_nobody(void **state)
{
    ncalls_profile *p = sample_profile("f a 1 1 0 30\nf h 4 4 0 120\nf leaf 4 4 120 120\n"
                                       "e a h 1 1 0 30\ne h leaf 4 4 120 120\n");
    nc_owners owners = find(p);

    (void)state;
    check_share(share_of(p, &owners, "h", "a"), 1, 4);
    nc_owners_reset(&owners);
    ncalls_profile_free(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(owners_come_through_hidden_functions),
        cmocka_unit_test(owners_within_a_cycle_agree_with_each_other),
        cmocka_unit_test(what_came_from_nowhere_belongs_to_nobody),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
