/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/alloc.h"
#include "base/limit.h"
#include "base/text.h"
#include "codec/yaml.h"

static nc_yaml parse(const char *text)
{
    nc_yaml yaml;
    ncalls_error error = {0};

    if (nc_yaml_parse(&yaml, text, strlen(text), &error))
        fail_msg("%s", error.message);
    return yaml;
}

static void refuse(const char *text, size_t size, const char *message)
{
    nc_yaml yaml;
    ncalls_error error = {0};

    assert_int_not_equal(nc_yaml_parse(&yaml, text, size, &error), NCALLS_OK);
    assert_string_equal(error.message, message);
    nc_yaml_reset(&yaml);
}

static void nodes_are_in_preorder_and_know_their_ends(void **state)
{
    nc_yaml y = parse("rules:\n  NC101:\n    calls: 20\nmine: [a, \"b\"]\n");
    static const struct {
        nc_yaml_kind kind;
        const char *text;
        uint32_t end, line, column;
    } nodes[] = {
        {NC_YAML_MAP, "", 11, 1, 1},       {NC_YAML_TEXT, "rules", 2, 1, 1}, {NC_YAML_MAP, "", 7, 2, 3},
        {NC_YAML_TEXT, "NC101", 4, 2, 3},  {NC_YAML_MAP, "", 7, 3, 5},       {NC_YAML_TEXT, "calls", 6, 3, 5},
        {NC_YAML_TEXT, "20", 7, 3, 12},    {NC_YAML_TEXT, "mine", 8, 4, 1},  {NC_YAML_LIST, "", 11, 4, 7},
        {NC_YAML_TEXT, "a", 10, 4, 8},     {NC_YAML_TEXT, "b", 11, 4, 11},
    };

    (void)state;
    assert_int_equal(y.count, sizeof nodes / sizeof *nodes);
    for (uint32_t i = 0; i < y.count; i++) {
        assert_int_equal(y.nodes[i].kind, nodes[i].kind);
        assert_int_equal(y.nodes[i].end, nodes[i].end);
        assert_int_equal(y.nodes[i].line, nodes[i].line);
        assert_int_equal(y.nodes[i].column, nodes[i].column);
        if (y.nodes[i].kind == NC_YAML_TEXT)
            assert_string_equal(nc_yaml_text(&y, i), nodes[i].text);
    }
    assert_true(y.nodes[9].is_plain);
    assert_false(y.nodes[10].is_plain);
    assert_int_equal(nc_yaml_find(&y, 0, "mine"), 8);
    assert_int_equal(nc_yaml_find(&y, 0, "NC101"), 0);
    nc_yaml_reset(&y);
}

static void texts_of_every_style_are_texts(void **state)
{
    nc_yaml y = parse("a: |\n  one\n  two\nb: 'it''s'\nc: \"\\u00e9\\n\"\n"
                      "d: >\n  folded\n  line\ne: gr\xc3\xbc\xc3\x9f\n");

    (void)state;
    assert_string_equal(nc_yaml_text(&y, nc_yaml_find(&y, 0, "a")), "one\ntwo\n");
    assert_string_equal(nc_yaml_text(&y, nc_yaml_find(&y, 0, "b")), "it's");
    assert_string_equal(nc_yaml_text(&y, nc_yaml_find(&y, 0, "c")), "\xc3\xa9\n");
    assert_string_equal(nc_yaml_text(&y, nc_yaml_find(&y, 0, "d")), "folded line\n");
    assert_string_equal(nc_yaml_text(&y, nc_yaml_find(&y, 0, "e")), "gr\xc3\xbc\xc3\x9f");
    nc_yaml_reset(&y);
}

static void nothing_is_null_unless_it_is_quoted(void **state)
{
    nc_yaml y = parse("a:\nb: ~\nc: null\nd: ''\ne: 'null'\nf: []\n");
    static const char *const keys = "abcdef";
    static const bool null[] = {true, true, true, false, false, false};

    (void)state;
    for (size_t i = 0; keys[i]; i++)
        assert_int_equal(nc_yaml_is_null(&y, nc_yaml_find(&y, 0, (char[]){keys[i], '\0'})), null[i]);
    nc_yaml_reset(&y);
}

static void a_file_of_comments_is_empty(void **state)
{
    static const char *const texts[] = {"", "# nothing\n", "\n\n", "\xef\xbb\xbf# a mark of bytes\n"};

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        nc_yaml y = parse(texts[i]);

        assert_int_equal(y.count, 0);
        nc_yaml_reset(&y);
    }
}

static void what_surprises_is_refused(void **state)
{
    static const struct {
        const char *text, *message;
    } cases[] = {
        {"a: 1\nb: 2\na: 3\n", "line 3, column 1: a stands twice, first on line 1"},
        {"a: {b: 1, 'b': 2}", "line 1, column 11: b stands twice, first on line 1"},
        {"a: &x 1", "line 1, column 4: anchors (&name) are not supported"},
        {"a: &x [1]", "line 1, column 4: anchors (&name) are not supported"},
        {"a: *x", "line 1, column 4: aliases (*name) are not supported"},
        {"a: !!int 1", "line 1, column 4: tags (!name) are not supported"},
        {"a: !python/object {}", "line 1, column 4: tags (!name) are not supported"},
        {"<<: {a: 1}", "line 1, column 1: merge keys are not supported"},
        {"{[a]: 1}", "line 1, column 2: a key must be a text"},
        {"? {a: 1}\n: 2", "line 1, column 3: a key must be a text"},
        {"a: 1\n---\nb: 2", "line 2, column 1: a second document (---) in one file"},
        {"a: \"\\0\"", "line 1, column 4: a text must not hold a NUL"},
        {"a: [1", "line 2, column 1: no YAML: did not find expected ',' or ']' while parsing a flow sequence"},
        {"a: b: c", "line 1, column 5: no YAML: mapping values are not allowed in this context"},
        {"\ta: 1", "line 1, column 1: no YAML: found character that cannot start any token while scanning for the "
                   "next token"},
        {"a: \"x", "line 1, column 6: no YAML: found unexpected end of stream while scanning a quoted scalar"},
        {"a: 1\nb: \xff", "line 2, column 4: not UTF-8"},
        {"\xff\xfe", "line 1, column 1: not UTF-8"},
        {"a: \x01", "byte 4: control characters are not allowed"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        refuse(cases[i].text, strlen(cases[i].text), cases[i].message);
    refuse("a: \0", 4, "line 1, column 4: a NUL byte");
}

static void depth_and_size_have_limits(void **state)
{
    nc_text text;

    (void)state;
    nc_text_init(&text);
    nc_text_add_repeat(&text, '[', 100000);
    refuse(text.bytes, text.size, "line 1, column 33: nested too deep");
    nc_text_clear(&text);
    nc_text_add_repeat(&text, '\n', NC_LIMIT_YAML);
    nc_text_add_string(&text, "a");
    refuse(text.bytes, text.size, "larger than 1048576 bytes, too large for a file of settings");
    nc_text_reset(&text);
}

static void without_memory_it_says_so(void **state)
{
    static const char text[] = "a: [1, 2]\nb: {c: d}\n";
    ncalls_status status = NCALLS_MEMORY;
    nc_yaml y;
    long n = 0;

    (void)state;
    for (; status == NCALLS_MEMORY; n++) {
        nc_alloc_fail_after(n, true);
        status = nc_yaml_parse(&y, text, sizeof text - 1, NULL);
        nc_alloc_fail_after(-1, false);
        assert_true(status == NCALLS_OK || status == NCALLS_MEMORY);
        nc_yaml_reset(&y);
    }
    assert_int_equal(status, NCALLS_OK);
    assert_true(n > 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nodes_are_in_preorder_and_know_their_ends),
        cmocka_unit_test(texts_of_every_style_are_texts),
        cmocka_unit_test(nothing_is_null_unless_it_is_quoted),
        cmocka_unit_test(a_file_of_comments_is_empty),
        cmocka_unit_test(what_surprises_is_refused),
        cmocka_unit_test(depth_and_size_have_limits),
        cmocka_unit_test(without_memory_it_says_so),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
