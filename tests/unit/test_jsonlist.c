/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "codec/jsonlist.h"

enum { LISTS = 4000, ITEMS_MAX = 40 };

static uint32_t lists[LISTS][ITEMS_MAX];
static size_t counts[LISTS];

/* Neighbours that share a beginning, as stacks do; numbers of 1 to 10 digits. */
static void make_lists(unsigned seed)
{
    srand(seed);
    for (size_t i = 0; i < LISTS; i++) {
        size_t keep = i ? (size_t)rand() % (counts[i - 1] + 1) : 0;

        counts[i] = keep + (rand() % 3 ? (size_t)rand() % (ITEMS_MAX - keep) : 0);
        if (i && keep)
            memcpy(lists[i], lists[i - 1], keep * sizeof lists[i][0]);
        for (size_t k = keep; k < counts[i]; k++)
            lists[i][k] = rand() % 100 ? (uint32_t)rand() % 10000000 >> rand() % 24 : (uint32_t)rand() << 1;
    }
}

/* style 0: compact; 1: a blank behind each comma; 2: anything goes */
static char *write_lists(int style, size_t *size)
{
    char *text = malloc((size_t)LISTS * ITEMS_MAX * 32), *p = text;

    *p++ = '[';
    for (size_t i = 0; i < LISTS; i++) {
        p += sprintf(p, i ? ",[" : "[");
        for (size_t k = 0; k < counts[i]; k++) {
            int odd = style == 2 ? rand() % 8 : 0;

            p += sprintf(p, "%s%s%u%s", k ? "," : "", style == 1 && k ? " " : odd == 1 ? "\n\t" : "", lists[i][k],
                         odd == 2 ? ".0" : odd == 3 ? " " : odd == 4 ? "e0" : "");
        }
        *p++ = ']';
    }
    *p++ = ']';
    *size = (size_t)(p - text);
    return text;
}

static size_t common(size_t i)
{
    size_t n = 0;

    while (i && n < counts[i] && n < counts[i - 1] && lists[i][n] == lists[i - 1][n])
        n++;
    return n;
}

static void read_back(int style)
{
    size_t size, same = 0, could = 0;
    char *text = write_lists(style, &size);
    nc_input input;
    nc_json json;
    nc_json_value v;
    nc_jsonlist list;

    assert_true(nc_input_init(&input, nc_input_open_memory(text, size)));
    nc_json_init(&json, &input);
    nc_jsonlist_init(&list);
    assert_true(nc_json_expect(&json, &v, NC_JSON_ARRAY, "an array"));
    for (size_t i = 0; i < LISTS; i++) {
        assert_true(nc_json_expect(&json, &v, NC_JSON_ARRAY, "an array"));
        assert_true(nc_jsonlist_read(&list, &json, "a number", ITEMS_MAX));
        assert_int_equal(list.count, counts[i]);
        assert_memory_equal(list.items, lists[i], counts[i] * sizeof lists[i][0]);
        assert_true(list.same <= common(i));
        same += list.same;
        could += common(i);
    }
    assert_true(nc_json_next(&json, &v, "the end") && v.type == NC_JSON_END && nc_json_finish(&json));
    if (style < 2) /* comparing has a point */
        assert_true(same > could / 2);
    nc_jsonlist_reset(&list);
    nc_json_reset(&json);
    nc_input_reset(&input);
    free(text);
}

static void lists_come_back_as_they_were_written(void **state)
{
    (void)state;
    for (unsigned seed = 1; seed < 10; seed++)
        for (int style = 0; style < 3; style++) {
            make_lists(seed);
            read_back(style);
        }
}

/* What is wrong with the second of two lists of which the first is `before`. */
static const char *sentence(const char *before, const char *text)
{
    static char out[NCALLS_MESSAGE_SIZE];
    char both[256];
    nc_input input;
    nc_json json;
    nc_json_value v;
    nc_jsonlist list;

    snprintf(both, sizeof both, "[%s,%s]                    ", before, text);
    assert_true(nc_input_init(&input, nc_input_open_memory(both, strlen(both))));
    nc_json_init(&json, &input);
    nc_jsonlist_init(&list);
    assert_true(nc_json_next(&json, &v, "an array") && nc_json_next(&json, &v, "an array"));
    assert_true(nc_jsonlist_read(&list, &json, "an index", 5));
    assert_true(nc_json_next(&json, &v, "an array"));
    if (nc_jsonlist_read(&list, &json, "an index", 5))
        snprintf(out, sizeof out, "fine, %zu the same of %zu", list.same, list.count);
    else
        snprintf(out, sizeof out, "%s", json.error.message);
    nc_jsonlist_reset(&list);
    nc_json_reset(&json);
    nc_input_reset(&input);
    return out;
}

static void damage_is_found_behind_what_is_common(void **state)
{
    (void)state;
    assert_string_equal(sentence("[1,2,3]", "[1,2,3]"), "fine, 3 the same of 3");
    assert_string_equal(sentence("[1,2,3]", "[1,2]"), "fine, 1 the same of 2");
    assert_string_equal(sentence("[1,2]", "[1,2,3]"), "fine, 1 the same of 3");
    assert_string_equal(sentence("[]", "[]"), "fine, 0 the same of 0");
    assert_string_equal(sentence("[1,2]", "[1,23]"), "fine, 1 the same of 2");
    assert_string_equal(sentence("[1,2,3]", "[1,2,]"), "at byte 14: an index expected, not ']'");
    assert_string_equal(sentence("[1,2,3]", "[1,2,-3]"),
                        "at byte 14: an index expected, not a number that is negative, fractional or too large");
    assert_string_equal(sentence("[1,2,3]", "[1,2,3.5]"),
                        "at byte 14: an index expected, not a number that is negative, fractional or too large");
    assert_string_equal(sentence("[1,2,3]", "[1,4294967296]"),
                        "at byte 12: an index expected, not a number that is negative, fractional or too large");
    assert_string_equal(sentence("[1,2,3]", "[1,[2]]"), "at byte 12: an index expected, not an array");
    assert_string_equal(sentence("[1,2,3]", "[1,null]"), "at byte 12: an index expected, not null");
    assert_string_equal(sentence("[1,2,3]", "[1,02]"), "at byte 13: a comma or ']' expected, not '2'");
    assert_string_equal(sentence("[1,2,3]", "[1 2]"), "at byte 12: a comma or ']' expected, not '2'");
    assert_string_equal(sentence("[1,2,3]", "[1,2}"), "at byte 13: a comma or ']' expected, not '}'");
    assert_string_equal(sentence("[1,2,3]", "[1,2:]"), "at byte 13: a comma or ']' expected, not ':'");
    assert_string_equal(sentence("[1,2,3]", "[1,2/]"), "at byte 13: a comma or ']' expected, not '/'");
    assert_string_equal(sentence("[1,2,3]", "[1,1234\x80,5]"), "at byte 16: a comma or ']' expected, not 0x80");
    assert_string_equal(sentence("[1,2,3]", "[1,2,3,4,5,6]"), "at byte 10: a list of more than 5 numbers");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_come_back_as_they_were_written),
        cmocka_unit_test(damage_is_found_behind_what_is_common),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
