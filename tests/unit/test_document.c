/* SPDX-License-Identifier: MIT */
#include "sample.h"

#include "base/alloc.h"
#include "report/document.h"

static ncalls_profile *profile;
static ncalls_results *results;

static int open_all(void **state)
{
    (void)state;
    profile = sample_profile("f main 1 1 10 100\nf leaf 5 1 90 90\ne main leaf 5 1 90 90\n");
    return ncalls_analyze(&results, profile, NULL, NULL, NULL) != NCALLS_OK;
}

static int close_all(void **state)
{
    (void)state;
    ncalls_results_free(results);
    ncalls_profile_free(profile);
    return 0;
}

static void check_cell(const nc_document *d, nc_cell cell, const char *want)
{
    char out[NC_UNIT_ROOM];

    assert_int_equal(nc_document_format(d, &cell, out), strlen(want));
    assert_string_equal(out, want);
}

static void numbers_are_formatted_by_their_kind(void **state)
{
    nc_document d;

    (void)state;
    nc_document_init(&d, results);
    check_cell(&d, nc_document_count(1234), "1,234");
    check_cell(&d, nc_document_calls(5167, 1), "5,167/1");
    check_cell(&d, nc_document_calls(5167, 5167), "5,167");
    check_cell(&d, nc_document_calls(5167, NCALLS_ABSENT), "5,167");
    check_cell(&d, nc_document_calls(INT64_MAX, INT64_MAX - 1), "9,223,372,036,854,775,807");
    check_cell(&d, nc_document_cost(1500), "1.50 µs");
    check_cell(&d, nc_document_share(1, 8), "12.5%");
    check_cell(&d, nc_document_ratio(3, 2), "1.50");
    check_cell(&d, nc_document_cost_per(3000, 2), "1.50 µs");
    check_cell(&d, nc_document_cost_per(3000, 0), "-");
    check_cell(&d, nc_document_empty(), "");
    check_cell(&d, nc_document_estimated(nc_document_cost(1500)), "~1.50 µs");
    check_cell(&d, nc_document_estimated(nc_document_empty()), "");
    nc_document_reset(&d);
}

static void what_is_not_known_is_an_empty_cell(void **state)
{
    (void)state;
    assert_int_equal(nc_document_count(NCALLS_ABSENT).kind, NC_CELL_EMPTY);
    assert_int_equal(nc_document_calls(NCALLS_ABSENT, 1).kind, NC_CELL_EMPTY);
    assert_int_equal(nc_document_cost(NCALLS_ABSENT).kind, NC_CELL_EMPTY);
    assert_int_equal(nc_document_share(NCALLS_ABSENT, 1).kind, NC_CELL_EMPTY);
    assert_int_equal(nc_document_share(1, NCALLS_ABSENT).kind, NC_CELL_EMPTY);
}

static void a_bar_is_never_longer_than_all_nor_less_than_none(void **state)
{
    static const int64_t rows[][3] = {
        {1,         2,         500 },
        {3,         2,         1000},
        {-1,        2,         0   },
        {1,         0,         0   },
        {1,         -2,        0   },
        {INT64_MAX, 1,         1000},
        {1,         INT64_MAX, 0   },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        nc_cell cell = nc_document_share(rows[i][0], rows[i][1]);

        assert_int_equal(nc_document_permille(&cell), rows[i][2]);
    }
}

static const nc_column columns[] = {
    {"a", NULL, NC_ALIGN_LEFT, false, 0},
    {"b", NULL, NC_ALIGN_LEFT, false, 0},
    {"c", NULL, NC_ALIGN_LEFT, false, 0}
};

static void blocks_stand_in_the_order_in_which_they_were_added(void **state)
{
    nc_document d;
    char text[] = "mine\0too";
    nc_cell row[] = {nc_document_count(1), nc_document_empty(), nc_document_bytes(text, 8)};

    (void)state;
    nc_document_init(&d, results);
    nc_document_add_heading(&d, 1, "top", "Of %d ", 2);
    nc_document_add_name(&d, "a\nb\0c", 5);
    nc_document_add_heading(&d, 2, "gone", "gone");
    nc_document_drop_block(&d);
    nc_document_begin_table(&d, NC_BLOCK_TABLE, "table", columns, 3);
    nc_document_add_title_row(&d, "%d rows", 2);
    nc_document_add_row(&d, row);
    text[0] = 'X';
    nc_document_add_strong_row(&d, row);
    nc_document_end_table(&d, "%d more", 7);
    nc_document_add_note(&d, "note");
    assert_false(d.failed);
    assert_int_equal(d.count, 3);
    assert_string_equal(d.blocks[0].text, "Of 2 a\\nb\\x00c");
    assert_int_equal(d.blocks[0].name_at, 5);
    assert_string_equal(d.blocks[1].text, "7 more");
    assert_int_equal(d.blocks[1].row_count, 3);
    assert_int_equal(d.blocks[1].row_kind[0], NC_ROW_TITLE);
    assert_int_equal(d.blocks[1].row_kind[2], NC_ROW_STRONG);
    assert_string_equal(d.blocks[1].cells[2].text, "2 rows");
    assert_memory_equal(d.blocks[1].cells[5].text, "mine\0too", 8); /* a copy */
    assert_true(nc_document_filled(&d.blocks[1]) == 5);
    assert_string_equal(d.blocks[2].text, "note");
    nc_document_reset(&d);
}

static void a_failure_to_allocate_sticks_and_leaks_nothing(void **state)
{
    nc_cell row[] = {nc_document_count(1), nc_document_text("word"), nc_document_text("word")};
    bool failed = true;
    long n = 0;

    (void)state;
    for (; failed; n++) {
        nc_document d;

        nc_alloc_fail_after(n, false);
        nc_document_init(&d, results);
        nc_document_add_heading(&d, 1, "top", "Of %d ", 2);
        nc_document_add_name(&d, "name", 4);
        nc_document_begin_table(&d, NC_BLOCK_TABLE, "table", columns, 3);
        nc_document_add_title_row(&d, "%d rows", 2);
        for (int i = 0; i < 20; i++)
            nc_document_add_row(&d, row);
        nc_document_end_table(&d, "%d more", 7);
        nc_document_add_note(&d, "note");
        nc_alloc_fail_after(-1, false);
        failed = d.failed;
        nc_document_reset(&d);
    }
    assert_true(n > 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_formatted_by_their_kind),
        cmocka_unit_test(what_is_not_known_is_an_empty_cell),
        cmocka_unit_test(a_bar_is_never_longer_than_all_nor_less_than_none),
        cmocka_unit_test(blocks_stand_in_the_order_in_which_they_were_added),
        cmocka_unit_test(a_failure_to_allocate_sticks_and_leaks_nothing),
    };

    return cmocka_run_group_tests(tests, open_all, close_all);
}
