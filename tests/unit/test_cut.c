/* SPDX-License-Identifier: MIT */
#include "sample.h"

#include "base/utf8.h"
#include "write/cut.h"

static nc_naming_parts place(const char *path, int32_t line, const char *name)
{
    return (nc_naming_parts){line ? NC_NAMING_PLACE : NC_NAMING_FILE, path, strlen(path), line, name, strlen(name)};
}

static nc_naming_parts braced(const char *name)
{
    return (nc_naming_parts){NC_NAMING_BRACED, "", 0, 0, name, strlen(name)};
}

static void check_function(nc_naming_parts parts, size_t cells, const char *want)
{
    size_t begin, end, used;
    nc_text text;

    nc_text_init(&text);
    used = nc_cut_function(&text, &parts, cells, &begin, &end);
    assert_string_equal(text.bytes, want);
    assert_int_equal(used, nc_utf8_width(want, strlen(want)));
    assert_true(used <= cells && begin <= end && end <= text.size);
    nc_text_reset(&text);
}

static void a_path_loses_its_middle_before_the_name_loses_anything(void **state)
{
    nc_naming_parts f = place("django/db/models/sql/compiler.py", 1593, "execute_sql");

    (void)state;
    assert_int_equal(nc_cut_function_width(&f, 100), 50);
    check_function(f, 50, "django/db/models/sql/compiler.py:1593(execute_sql)");
    check_function(f, 49, "django/…/models/sql/compiler.py:1593(execute_sql)");
    check_function(f, 48, "django/…/sql/compiler.py:1593(execute_sql)");
    check_function(f, 42, "django/…/sql/compiler.py:1593(execute_sql)");
    check_function(f, 41, "django/…/compiler.py:1593(execute_sql)");
    check_function(f, 36, "…/sql/compiler.py:1593(execute_sql)");
    check_function(f, 32, "…/compiler.py:1593(execute_sql)");
    check_function(f, 30, "compiler.py:1593(execute_sql)");
    check_function(f, 28, "…mpiler.py:1593(execute_sql)");
    check_function(f, 22, "…r.py:1593(exec…e_sql)");
    check_function(f, 12, "execute_sql");
    check_function(f, 6, "ex…sql");
    check_function(f, 1, "…");
    check_function(f, 0, "");
}

static void windows_paths_and_unknown_lines_are_cut_alike(void **state)
{
    nc_naming_parts f = place("C:\\shop\\books\\views.py", 0, "list_books");

    (void)state;
    check_function(f, 34, "C:\\shop\\books\\views.py(list_books)");
    check_function(f, 33, "C:\\…\\books\\views.py(list_books)");
    check_function(f, 28, "C:\\…\\views.py(list_books)");
    check_function(f, 20, "views.py(list_books)");
}

static void built_ins_keep_what_tells_them_apart(void **state)
{
    (void)state;
    check_function(braced("built-in method builtins.isinstance"), 37, "{built-in method builtins.isinstance}");
    check_function(braced("built-in method builtins.isinstance"), 36, "{…builtins.isinstance}");
    check_function(braced("built-in method builtins.isinstance"), 22, "{…builtins.isinstance}");
    check_function(braced("built-in method builtins.isinstance"), 21, "{…uiltins.isinstance}");
    check_function(braced("built-in method __new__ of type object"), 30, "{…__new__ of type object}");
    check_function(braced("built-in method __new__ of type object"), 20, "{…__new__ of type …}");
    check_function(braced("method 'execute' of 'sqlite3.Cursor' objects"), 30, "{method 'execute' of 'sqlite…}");
    check_function(braced("built-in method builtins.isinstance"), 2, "b…");
    check_function(braced(""), 10, "{}");
}

static void long_names_lose_their_middle(void **state)
{
    nc_naming_parts f = place("a.py", 1, "abcdefghijklmnopqrstuvwxyz");

    (void)state;
    check_function(f, 20, "a.py:1(abcde…uvwxyz)");
    check_function(place("", 7, ""), 20, ":7()");
    check_function(place("", 7, "a"), 5, ":7(a)");
    check_function(place("a.py", 7, "f"), 9, "a.py:7(f)");
    check_function(place("a.py", 7, "f"), 8, "f");
}

static void wide_and_combining_characters_are_counted_in_cells(void **state)
{
    /* é of two code points; the mark stays with its letter or goes with it. */
    static const char text[] = "cafe\xcc\x81s本を数える";
    nc_text out;

    (void)state;
    assert_int_equal(nc_cut_width(text, sizeof text - 1, 100), 15);
    nc_text_init(&out);
    assert_int_equal(nc_cut_end(&out, text, sizeof text - 1, 5), 5);
    assert_string_equal(out.bytes, "cafe\xcc\x81…");
    nc_text_clear(&out);
    assert_int_equal(nc_cut_end(&out, text, sizeof text - 1, 7), 6); /* half a character is none */
    assert_string_equal(out.bytes, "cafe\xcc\x81s…");
    nc_text_clear(&out);
    assert_int_equal(nc_cut_middle(&out, text, sizeof text - 1, 9), 9);
    assert_string_equal(out.bytes, "cafe\xcc\x81…える");
    nc_text_reset(&out);
}

static void a_cell_holds_three_marks(void **state)
{
    static const char text[] = "a\xcc\x81\xcc\x81\xcc\x81\xcc\x81z";
    nc_text out;

    (void)state;
    nc_text_init(&out);
    assert_int_equal(nc_cut_end(&out, text, sizeof text - 1, 100), 8);
    assert_string_equal(out.bytes, "a\xcc\x81\xcc\x81\xcc\x81\\u0301z");
    nc_text_reset(&out);
}

static void escapes_are_never_cut_in_two(void **state)
{
    static const char text[] = "ab\x1b[0m\xe2\x80\xae";
    nc_text out;

    (void)state;
    nc_text_init(&out);
    for (size_t cells = 0; cells <= 20; cells++) {
        nc_text_clear(&out);
        assert_true(nc_cut_end(&out, text, sizeof text - 1, cells) <= cells);
        assert_true(!strstr(out.bytes, "\\") || strstr(out.bytes, "\\x1b"));
        assert_true(!strstr(out.bytes, "\\u") || strstr(out.bytes, "\\u202e"));
    }
    assert_string_equal(out.bytes, "ab\\x1b[0m\\u202e");
    nc_text_reset(&out);
}

/* Bytes that are anything: what comes out fits, is what is announced, is UTF-8
 * and harmless. */
static void whatever_goes_in_what_comes_out_fits(void **state)
{
    static const char *const pieces[] = {"a",    "/",    "\\", ".py", "本",          "\xcc\x81",
                                         "\x1b", "\xff", "\n", "…",   "\xed\xa0\x80"};
    uint64_t seed = 7;
    nc_text out;

    (void)state;
    nc_text_init(&out);
    for (int round = 0; round < 20000; round++) {
        char path[64] = "", name[64] = "";
        size_t cells = sample_random(&seed) % 50, begin, end, used;
        nc_naming_parts parts;

        for (uint32_t i = sample_random(&seed) % 12; i; i--)
            strcat(path, pieces[sample_random(&seed) % 11]);
        for (uint32_t i = sample_random(&seed) % 12; i; i--)
            strcat(name, pieces[sample_random(&seed) % 11]);
        parts = place(path, (int32_t)(sample_random(&seed) % 3), name);
        parts.form = (nc_naming_form)(sample_random(&seed) % 4);
        nc_text_clear(&out);
        used = nc_cut_function(&out, &parts, cells, &begin, &end);
        if (used > cells || end > out.size || begin > end)
            fail_msg("%zu cells for form %d of '%s' '%s': %s", cells, (int)parts.form, path, name, out.bytes);
        assert_int_equal(nc_utf8_width(out.bytes, out.size), used);
        assert_true(nc_utf8_valid(out.bytes, out.size));
        for (size_t i = 0; i < out.size; i++)
            assert_true((unsigned char)out.bytes[i] >= ' ');
        if (nc_cut_function_width(&parts, 60) <= cells)
            assert_null(strstr(path, "…") || strstr(name, "…") ? NULL : strstr(out.bytes, "…"));
    }
    nc_text_reset(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_path_loses_its_middle_before_the_name_loses_anything),
        cmocka_unit_test(windows_paths_and_unknown_lines_are_cut_alike),
        cmocka_unit_test(built_ins_keep_what_tells_them_apart),
        cmocka_unit_test(long_names_lose_their_middle),
        cmocka_unit_test(wide_and_combining_characters_are_counted_in_cells),
        cmocka_unit_test(a_cell_holds_three_marks),
        cmocka_unit_test(escapes_are_never_cut_in_two),
        cmocka_unit_test(whatever_goes_in_what_comes_out_fits),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
