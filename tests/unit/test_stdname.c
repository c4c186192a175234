/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "analyze/stdname.h"

#include <string.h>

static uint64_t seed = 20;

static uint32_t draw(uint32_t below)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(seed >> 33) % below;
}

static void check_stdname(const char *file, int line, const char *name, const char *expected)
{
    nc_stdname stdname;
    nc_text text;

    nc_text_init(&text);
    nc_stdname_init(&stdname, file, strlen(file), line, name, strlen(name));
    nc_stdname_add(&stdname, &text);
    assert_string_equal(text.bytes, expected);
    nc_text_reset(&text);
}

static void standard_names_are_those_of_pstats(void **state)
{
    (void)state;
    check_stdname("a.py", 3, "f", "a.py:3(f)");
    check_stdname("", -1, "", ":-1()");
    check_stdname("~", 0, "<built-in method builtins.len>", "{built-in method builtins.len}");
    check_stdname("~", 0, "<>", "{}");
    check_stdname("~", 0, "<", "<");
    check_stdname("~", 0, "list.sort", "list.sort");
    check_stdname("~", 0, "", "");
    check_stdname("~", 1, "<x>", "~:1(<x>)");
    check_stdname("~~", 0, "<x>", "~~:0(<x>)");
}

static int sign(int x)
{
    return (x > 0) - (x < 0);
}

static void standard_names_compare_as_whole_texts(void **state)
{
    static const char letters[] = ":(a1)~<>{";

    (void)state;
    for (int n = 0; n < 20000; n++) {
        nc_stdname name[2];
        char part[4][4];
        nc_text text[2];

        for (int i = 0; i < 4; i++) {
            size_t size = draw(4);

            for (size_t j = 0; j < size; j++)
                part[i][j] = letters[draw(sizeof letters - 1)];
            part[i][size] = '\0';
        }
        for (int i = 0; i < 2; i++) {
            nc_stdname_init(&name[i], part[2 * i], strlen(part[2 * i]), (int)draw(3) - 1, part[2 * i + 1],
                            strlen(part[2 * i + 1]));
            nc_text_init(&text[i]);
            nc_stdname_add(&name[i], &text[i]);
        }
        assert_int_equal(sign(nc_stdname_compare(&name[0], &name[1])), sign(strcmp(text[0].bytes, text[1].bytes)));
        assert_int_equal(nc_stdname_length(&name[0]), text[0].size);
        nc_text_reset(&text[0]);
        nc_text_reset(&text[1]);
    }
}

static void length_counts_code_points(void **state)
{
    static const char name[] = "h\xc3\xa9\xf0\x9f\x90\x8d\xed\xb3\xa9\xff";
    nc_stdname stdname;

    (void)state;
    nc_stdname_init(&stdname, "a", 1, 1, name, sizeof name - 1);
    assert_int_equal(nc_stdname_length(&stdname), strlen("a:1(") + 5 + 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(standard_names_are_those_of_pstats),
        cmocka_unit_test(standard_names_compare_as_whole_texts),
        cmocka_unit_test(length_counts_code_points),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
