/* SPDX-License-Identifier: MIT */
#include "codec/unidiff.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/alloc.h"

static ncalls_changes *parse(const char *diff)
{
    ncalls_changes *changes;
    ncalls_error error = {0};

    if (ncalls_changes_parse(&changes, diff, strlen(diff), &error))
        fail_msg("%s", error.message);
    return changes;
}

/* The ranges of a file as "+3-5 -9": added lines, and where some are gone; "none": it is not there. */
static void check(const char *diff, const char *path, const char *want)
{
    ncalls_changes *changes = parse(diff);
    size_t count;
    const nc_unidiff_range *ranges = nc_unidiff_find(changes, path, strlen(path), &count);
    nc_text got;

    nc_text_init(&got);
    nc_text_add_string(&got, ranges ? "" : "none");
    for (size_t i = 0; i < count; i++)
        nc_text_add_format(&got, "%s%c%d-%d", i ? " " : "", ranges[i].added ? '+' : '-', ranges[i].first,
                           ranges[i].last);
    assert_string_equal(got.bytes, want);
    nc_text_reset(&got);
    ncalls_changes_free(changes);
}

static void refuse(const char *diff, const char *words)
{
    ncalls_changes *changes;
    ncalls_error error = {0};

    assert_int_not_equal(ncalls_changes_parse(&changes, diff, strlen(diff), &error), NCALLS_OK);
    assert_null(changes);
    if (!strstr(error.message, words))
        fail_msg("%s", error.message);
}

#define HEAD "diff --git a/x.py b/x.py\nindex 1..2 100644\n--- a/x.py\n+++ b/x.py\n"

static void added_and_gone_lines_are_told_apart(void **state)
{
    (void)state;
    check(HEAD "@@ -1,4 +1,5 @@ def f():\n a\n-b\n+B\n+BB\n c\n d\n", "x.py", "-1-1 +2-3");
    check(HEAD "@@ -10,0 +11,2 @@\n+a\n+b\n", "x.py", "+11-12");
    check(HEAD "@@ -10,2 +9,0 @@\n-a\n-b\n", "x.py", "-9-9");
    check(HEAD "@@ -1 +0,0 @@\n-a\n", "x.py", "-1-1");
    check(HEAD "@@ -1 +1 @@\n-a\n+b\n@@ -8 +8 @@\n-a\n+b\n\\ No newline at end of file\n", "x.py",
          "-1-1 +1-1 -7-7 +8-8");
}

static void the_announced_number_of_lines_ends_a_hunk(void **state)
{
    (void)state;
    check(HEAD "@@ -1,2 +1,2 @@\n--- a/y.py\n+++ b/y.py\n c\n", "x.py", "-1-1 +1-1");
    check(HEAD "@@ -1,2 +1,2 @@\n--- a/y.py\n+++ b/y.py\n c\n", "y.py", "none");
    check(HEAD "@@ -1,3 +1,4 @@\n a\n\n+x\n b\n", "x.py", "+3-3");
    check(HEAD "@@ -1 +1 @@\r\n-a\r\n+b\r\n", "x.py", "-1-1 +1-1");
}

static void names_come_as_git_writes_them(void **state)
{
    (void)state;
    check("--- \"a/\\303\\244 \\\"x\\\".py\"\n+++ \"b/\\303\\244 \\\"x\\\".py\"\n@@ -0,0 +1 @@\n+a\n",
          "\303\244 \"x\".py", "+1-1");
    check("--- a/my file.py\t\n+++ b/my file.py\t\n@@ -0,0 +1 @@\n+a\n", "my file.py", "+1-1");
    check("--- x.py\n+++ x.py\n@@ -0,0 +1 @@\n+a\n", "x.py", "+1-1");
    check("--- i/x.py\n+++ w/x.py\n@@ -0,0 +1 @@\n+a\n", "x.py", "+1-1");
    check("--- old/x.py\t2026-01-01\n+++ new/x.py\t2026-01-01\n@@ -0,0 +1 @@\n+a\n", "new/x.py", "+1-1");
    check("--- a/x.py\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n", "x.py", "none");
    check(HEAD, "x.py", "");
    check("diff --git a/x.py b/y.py\nsimilarity index 100%\nrename from x.py\nrename to y.py\n", "y.py", "none");
    check("", "x.py", "none");
}

static void a_file_may_come_again(void **state)
{
    (void)state;
    check("--- a/y\n+++ b/y\n@@ -0,0 +1 @@\n+a\n" HEAD "@@ -0,0 +5 @@\n+a\n"
          "--- a/y\n+++ b/y\n@@ -0,0 +1 @@\n+a\n" HEAD "@@ -0,0 +1 @@\n+a\n", "x.py", "+1-1 +5-5");
}

static void what_is_no_diff_is_refused(void **state)
{
    (void)state;
    refuse("hello\n", "is no unified diff");
    refuse("\x1b[1mdiff --git a/x b/x\x1b[m\n", "coloured");
    refuse("diff --cc x.py\n", "several old sides");
    refuse("@@@ -1,2 -1,2 +1,3 @@@\n", "several old sides");
    refuse("@@ -1 +1 @@\n-a\n+b\n", "without the name");
    refuse(HEAD "@@ -1,2 +1,2 @@\n a\n", "line 6: the diff ends within a hunk");
    refuse(HEAD "@@ -1,2 +1,2 @@\n a\n?\n", "does not have the lines");
    refuse(HEAD "@@ -1,1 +1,1 @@\n+a\n+b\n-c\n", "does not have the lines");
    refuse(HEAD "@@ -1,99999999999 +1,1 @@\n+a\n", "not the numbers");
    refuse(HEAD "@@ -1,1 +2147483647,2147483647 @@\n+a\n", "not the numbers");
    refuse(HEAD "@@ -1 @@\n", "not the numbers");
    refuse("+++ \"b/x\n", "without its quote");
    refuse("+++ \"b/\\9\"\n", "without its quote");
}

static void whichever_allocation_fails_it_is_said(void **state)
{
    static const char diff[] = HEAD "@@ -1,4 +1,5 @@\n a\n-b\n+B\n+BB\n c\n d\n";
    ncalls_status status = NCALLS_MEMORY;
    ncalls_changes *changes = NULL;

    (void)state;
    for (long n = 0; status; n++) {
        nc_alloc_fail_after(n, n % 2);
        status = ncalls_changes_parse(&changes, diff, sizeof diff - 1, NULL);
        nc_alloc_fail_after(-1, false);
        assert_true(status == NCALLS_OK || (status == NCALLS_MEMORY && !changes));
    }
    assert_true(ncalls_changes_has(changes, "x.py", 4));
    assert_false(ncalls_changes_has(changes, "y.py", 4));
    ncalls_changes_free(changes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(added_and_gone_lines_are_told_apart),
        cmocka_unit_test(the_announced_number_of_lines_ends_a_hunk),
        cmocka_unit_test(names_come_as_git_writes_them),
        cmocka_unit_test(a_file_may_come_again),
        cmocka_unit_test(what_is_no_diff_is_refused),
        cmocka_unit_test(whichever_allocation_fails_it_is_said),
    };

    return cmocka_run_group_tests_name("unidiff", tests, NULL, NULL);
}
