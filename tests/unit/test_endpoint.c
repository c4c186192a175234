/* SPDX-License-Identifier: MIT */
#include "analyze/endpoint.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

static void check(const char *path, const char *want)
{
    nc_text got;

    nc_text_init(&got);
    if (!nc_endpoint_of_path(&got, path, strlen(path)))
        nc_text_add_string(&got, "nothing");
    assert_string_equal(got.bytes, want);
    nc_text_reset(&got);
}

static void names_of_middlewares_are_understood(void **state)
{
    (void)state;
    check("prof/GET.books.52ms.1700000000.prof", "GET /books");
    check("GET.root.0ms.1700000000.prof", "GET /");
    check("GET.books.17.reviews.000052ms.1700000000.prof", "GET /books/{id}/reviews");
    check("POST.api.v2.users.0b5f2a9e-1c7d-4e53-9a61-2f8f3c3f6d10.4ms.1700000000.prof", "POST /api/v2/users/{id}");
    check("books.17.000052ms.1700000000.prof", "/books/{id}");
    check("root.000003ms.1700000000.25.prof", "/");
    check("books_17_0b5f2a9e-1c7d-4e53-9a61-2f8f3c3f6d10.prof", "books_{id}");
    check("0b5f2a9e-1c7d-4e53-9a61-2f8f3c3f6d10.prof", "nothing");
    check("2023-08-21:14:05:05.POST.books.13ms.prof.gz", "POST /books");
}

static void runs_are_told_apart_by_what_is_no_name(void **state)
{
    (void)state;
    check("view.prof", "nothing");
    check("view (3).prof", "nothing");
    check("view(12).prof", "nothing");
    check("list_books-20260131T235959.prof", "list_books");
    check("list_books_1700000000.123456.prof", "list_books");
    check("test_books.prof", "test_books");
    check("app.prof", "app");
    check("GET.books.17.prof", "GET /books/{id}");
    check("1700000000.prof", "nothing");
    check("", "nothing");
    check(".prof", ".prof");
}

static void hostile_names_are_shown(void **state)
{
    (void)state;
    check("GET.\x1b[31m.1ms.1700000000.prof", "GET /\\x1b[31m");
    check("GET..1ms.1700000000.prof", "GET /");
    check("GET.a\nb.1ms.1700000000.prof", "GET /a\\nb");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_of_middlewares_are_understood),
        cmocka_unit_test(runs_are_told_apart_by_what_is_no_name),
        cmocka_unit_test(hostile_names_are_shown),
    };

    return cmocka_run_group_tests_name("endpoint", tests, NULL, NULL);
}
