/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "write/jsontext.h"

static nc_text written;
static nc_sink *sink;
static nc_jsontext json;

static void begin(bool in_page)
{
    nc_text_reset(&written);
    sink = nc_sink_open_text(&written);
    assert_non_null(sink);
    nc_jsontext_init(&json, sink, in_page);
}

static void end(void)
{
    nc_jsontext_flush(&json);
    assert_int_equal(nc_sink_close(sink, NULL), NCALLS_OK);
}

static void check_string(const char *bytes, size_t size, bool in_page, const char *expected)
{
    begin(in_page);
    nc_jsontext_add_string(&json, bytes, size);
    end();
    assert_string_equal(written.bytes, expected);
}

#define STRING(literal, expected)  check_string(literal, sizeof(literal) - 1, false, expected)
#define IN_PAGE(literal, expected) check_string(literal, sizeof(literal) - 1, true, expected)

static void plain_text_stands_as_it_is(void **state)
{
    (void)state;
    STRING("", "\"\"");
    STRING("Gr\xc3\xb6\xc3\x9f"
           "e \xe6\xbc\xa2 \xf0\x9f\x90\x8d </script>",
           "\"Gr\xc3\xb6\xc3\x9f"
           "e \xe6\xbc\xa2 \xf0\x9f\x90\x8d </script>\"");
}

static void control_characters_are_escaped(void **state)
{
    (void)state;
    STRING("\"\\/\b\f\n\r\t", "\"\\\"\\\\/\\b\\f\\n\\r\\t\"");
    STRING("a\0b\x1b[2J\x7f", "\"a\\u0000b\\u001b[2J\\u007f\"");
    STRING("\xc2\x9b"
           "2J \xe2\x80\xae \xe2\x80\xa8",
           "\"\\u009b2J \\u202e \\u2028\"");
    STRING("\xf3\xa0\x81\x81", "\"\\udb40\\udc41\"");
}

static void what_is_no_utf8_comes_back_as_surrogates(void **state)
{
    (void)state;
    STRING("caf\xe9", "\"caf\\udce9\"");
    STRING("\xed\xa0\x80 \xed\xb3\xa9", "\"\\ud800 \\udce9\"");
    STRING("\xc0\x80\xf8", "\"\\udcc0\\udc80\\udcf8\"");
    STRING("\xe6\xbc", "\"\\udce6\\udcbc\"");
}

static void a_page_sees_no_markup(void **state)
{
    (void)state;
    IN_PAGE("</script><!--&amp;", "\"\\u003c/script\\u003e\\u003c!--\\u0026amp;\"");
}

static void numbers_have_all_their_digits(void **state)
{
    const int64_t values[] = {0, 7, 10, 99, 100, 101, 12345, -1, -98, 1000000007, INT64_MAX, INT64_MIN};

    (void)state;
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        nc_text expected;

        nc_text_init(&expected);
        nc_text_add_format(&expected, "%lld", (long long)values[i]);
        begin(false);
        nc_jsontext_add_int(&json, values[i]);
        end();
        assert_string_equal(written.bytes, expected.bytes);
        nc_text_reset(&expected);
    }
}

/* Longer than the buffer, with an escape at every place where it may end. */
static void a_long_name_is_whole(void **state)
{
    size_t size = 3 * sizeof json.buffer + 5;
    char *name = nc_alloc(size);

    (void)state;
    for (size_t i = 0; i < size; i++)
        name[i] = i % 3 ? 'x' : '\n';
    begin(false);
    nc_jsontext_add_string(&json, name, size);
    end();
    assert_int_equal(written.size, size + (size + 2) / 3 + 2);
    for (size_t i = 0, at = 1; i < size; i++, at++) {
        if (i % 3 == 0)
            assert_int_equal(written.bytes[at++], '\\');
        assert_int_equal(written.bytes[at], i % 3 ? 'x' : 'n');
    }
    nc_alloc_free(name);
}

static int reset(void **state)
{
    (void)state;
    nc_text_reset(&written);
    return 0;
}

static int init(void **state)
{
    (void)state;
    nc_text_init(&written);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_text_stands_as_it_is),
        cmocka_unit_test(control_characters_are_escaped),
        cmocka_unit_test(what_is_no_utf8_comes_back_as_surrogates),
        cmocka_unit_test(a_page_sees_no_markup),
        cmocka_unit_test(numbers_have_all_their_digits),
        cmocka_unit_test(a_long_name_is_whole),
    };

    return cmocka_run_group_tests(tests, init, reset);
}
