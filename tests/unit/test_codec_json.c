/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/limit.h"
#include "codec/json.h"

/* A source that hands over `step` bytes at a time, so that every token meets
 * the end of a window. */
typedef struct drip {
    nc_source source;
    const char *p;
    size_t left, step;
} drip;

static ncalls_status read_drip(nc_source *source, unsigned char *out, size_t room, size_t *size, ncalls_error *error)
{
    drip *d = (drip *)source;

    (void)error;
    *size = d->left < d->step ? d->left : d->step;
    *size = *size < room ? *size : room;
    memcpy(out, d->p, *size);
    d->p += *size;
    d->left -= *size;
    return NCALLS_OK;
}

static void free_drip(nc_source *source)
{
    (void)source;
}

typedef struct reading {
    drip source;
    nc_input input;
    nc_json json;
} reading;

static void begin(reading *r, const char *text, size_t size, size_t step)
{
    r->source = (drip){{read_drip, free_drip, NULL}, text, size, step};
    assert_true(nc_input_init(&r->input, &r->source.source));
    nc_json_init(&r->json, &r->input);
}

static void end(reading *r)
{
    nc_json_reset(&r->json);
    nc_input_reset(&r->input);
}

static void show(char *out, size_t room, const nc_json *j, const nc_json_value *v, bool is_key)
{
    size_t used = strlen(out);

    switch (v->type) {
    case NC_JSON_END: snprintf(out + used, room - used, "; "); break;
    case NC_JSON_NULL: snprintf(out + used, room - used, "null "); break;
    case NC_JSON_BOOL: snprintf(out + used, room - used, "%s ", v->digits ? "true" : "false"); break;
    case NC_JSON_NUMBER:
        snprintf(out + used, room - used, "%s%llue%d%s ", v->negative ? "-" : "", (unsigned long long)v->digits,
                 v->exponent, v->rounded ? "~" : "");
        break;
    case NC_JSON_NAN: snprintf(out + used, room - used, "nan "); break;
    case NC_JSON_TEXT: snprintf(out + used, room - used, is_key ? "%.*s: " : "'%.*s' ", (int)v->size, v->bytes); break;
    default: snprintf(out + used, room - used, "%zu%c ", j->depth, v->type == NC_JSON_OBJECT ? '{' : '['); break;
    }
}

/* The tokens of a document on one line, or its failure. */
static const char *tokens(const char *text, size_t step, bool open_ended)
{
    static char out[4096];
    reading r;
    nc_json_value v;
    bool fine = true;

    out[0] = '\0';
    begin(&r, text, strlen(text), step);
    r.json.open_ended = open_ended;
    do {
        bool is_key = r.json.in_object && !r.json.after_key;

        fine = is_key ? nc_json_key(&r.json, &v) : nc_json_next(&r.json, &v, "a value");
        if (fine)
            show(out, sizeof out, &r.json, &v, is_key);
    } while (fine && r.json.depth);
    if (!fine || !nc_json_finish(&r.json))
        snprintf(out, sizeof out, "%s", r.json.error.message);
    end(&r);
    return out;
}

/* Whatever the window shows, the tokens are the same. */
static void expect(const char *text, const char *expected)
{
    assert_string_equal(tokens(text, 1, false), expected);
    assert_string_equal(tokens(text, 3, false), expected);
    assert_string_equal(tokens(text, 1 << 20, false), expected);
}

static void tokens_do_not_depend_on_the_window(void **state)
{
    (void)state;
    expect("[]", "1[ ; ");
    expect(" {} ", "1{ ; ");
    expect("[1,\t[2 , {\"a\" :3,\"b\":[]}\n]\r,4]", "1[ 1e0 2[ 2e0 3{ a: 3e0 b: 4[ ; ; ; 4e0 ; ");
    expect("[true,false,null,NaN,-Infinity,Infinity]", "1[ true false null nan nan nan ; ");
    expect("\"abc\"", "'abc' ");
    expect("{\"\":\"\",\"k\":{}}", "1{ : '' k: 2{ ; ; ");
}

static void numbers_keep_their_digits(void **state)
{
    (void)state;
    expect("[0,-0,10,0.01,-1.50,1e3,2E-2,0.25e+1]", "1[ 0e0 -0e0 10e0 1e-2 -150e-2 1e3 2e-2 25e-1 ; ");
    expect("[9223372036854775808,9007199254740993]", "1[ 9223372036854775808e0 9007199254740993e0 ; ");
    expect("[10000000000000000000000,0.12345678901234567890123]",
           "1[ 10000000000000000000e3 12345678901234567890e-20~ ; ");
    expect("[0e99999999999999999999]", "1[ 0e0 ; ");
}

static void escapes_become_characters(void **state)
{
    (void)state;
    expect("\"\\u0041\\/\\\"\\\\\\n\"", "'A/\"\\\n' ");
    expect("\"\\u00e9\\u20ac\\ud83d\\ude00x\"", "'\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80x' ");
    expect("\"\\ud800\"", "'\xed\xa0\x80' ");
    expect("\"\\udc00\\ud800\"", "'\xed\xb0\x80\xed\xa0\x80' ");
    expect("\"\\ud800\\u0041\"", "'\xed\xa0\x80"
                                 "A' ");
    expect("\"\\ud83d\\ud83d\\ude00\"", "'\xed\xa0\xbd\xf0\x9f\x98\x80' ");
    expect("{\"\\u006b\":1}", "1{ k: 1e0 ; ");
}

static void damage_is_named_with_its_byte(void **state)
{
    static const struct {
        const char *text, *sentence;
    } cases[] = {
        {"", "cut off at byte 0: a value expected"},
        {"[1", "cut off at byte 2: a comma or ']' expected"},
        {"[1 2]", "at byte 3: a comma or ']' expected, not '2'"},
        {"[1,]", "at byte 3: a value expected, not ']'"},
        {"[,1]", "at byte 1: a value expected, not ','"},
        {"[1}", "at byte 2: a comma or ']' expected, not '}'"},
        {"{\"a\":1,}", "at byte 7: a key in quotes expected, not '}'"},
        {"{\"a\" 1}", "at byte 5: a colon expected, not '1'"},
        {"{\"a\":1 \"b\":2}", "at byte 7: a comma or '}' expected, not '\"'"},
        {"{'a':1}", "at byte 1: a key in quotes expected, not '''"},
        {"{\"a\":}", "at byte 5: a value expected, not '}'"},
        {"{\"a", "cut off at byte 3: the end of a string expected"},
        {"{\"a\"", "cut off at byte 4: a colon expected"},
        {"[00]", "at byte 2: a comma or ']' expected, not '0'"},
        {"[+1]", "at byte 1: a value expected, not '+'"},
        {"[.5]", "at byte 1: a value expected, not '.'"},
        {"[1.]", "at byte 3: a digit expected, not ']'"},
        {"[1e]", "at byte 3: a digit expected, not ']'"},
        {"[-]", "at byte 2: a digit expected, not ']'"},
        {"[-", "cut off at byte 2: a digit expected"},
        {"[True]", "at byte 1: a value expected, not 'T'"},
        {"[tru]", "at byte 4: true expected, not ']'"},
        {"\"\\x41\"", "at byte 2: one of \"\\/bfnrtu expected, not 'x'"},
        {"\"\\u00zz\"", "at byte 5: a hexadecimal digit expected, not 'z'"},
        {"\"\\u00", "cut off at byte 5: four hexadecimal digits expected"},
        {"[] []", "at byte 3: the end of the file expected, not '['"},
        {"[]x", "at byte 2: the end of the file expected, not 'x'"},
        {"/* */[]", "at byte 0: a value expected, not '/'"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect(cases[i].text, cases[i].sentence);
}

static void only_the_outermost_array_may_stay_open(void **state)
{
    (void)state;
    assert_string_equal(tokens("[{\"a\":1},", 1, true), "1[ 2{ a: 1e0 ; ; ");
    assert_string_equal(tokens("[{\"a\":1}", 2, true), "1[ 2{ a: 1e0 ; ; ");
    assert_string_equal(tokens("[[1],]", 2, true), "1[ 2[ 1e0 ; ; ");
    assert_string_equal(tokens("[[1,]]", 2, true), "at byte 4: a value expected, not ']'");
    assert_string_equal(tokens("[[1,2", 2, true), "cut off at byte 5: a comma or ']' expected");
    assert_string_equal(tokens("[1 2", 2, true), "at byte 3: a comma or ']' expected, not '2'");
    assert_string_equal(tokens("{\"a\":[1", 2, true), "cut off at byte 7: a comma or ']' expected");
}

static nc_json_value number(const char *text)
{
    reading r;
    nc_json_value v;

    begin(&r, text, strlen(text), 1 << 20);
    assert_true(nc_json_next(&r.json, &v, "a number"));
    end(&r);
    return v;
}

static int64_t fixed(const char *text, int power)
{
    nc_json_value v = number(text);
    int64_t out;

    nc_json_fixed(&v, power, &out);
    return out;
}

static void fixed_point_is_exact(void **state)
{
    int64_t out;
    nc_json_value v;

    (void)state;
    assert_int_equal(fixed("0.01", 9), 10000000);
    assert_int_equal(fixed("1700000000000000.123", 3), 1700000000000000123);
    assert_int_equal(fixed("-2.5", 0), -3);
    assert_int_equal(fixed("2.4999999999999999999999", 0), 2);
    assert_int_equal(fixed("1e-999", 9), 0);
    assert_int_equal(fixed("18446744073709551615e-19", 0), 2);
    assert_int_equal(fixed("18446744073709551615e-20", 0), 0);
    assert_true(fixed("1e999", 0) == INT64_MAX);
    assert_true(fixed("-1e999", 0) == INT64_MIN);
    v = number("-9223372036854775808");
    assert_true(nc_json_whole(&v, &out) && out == INT64_MIN);
    v = number("9223372036854775808");
    assert_false(nc_json_whole(&v, &out));
}

static void whole_numbers_have_no_fraction(void **state)
{
    nc_json_value v;
    int64_t out;

    (void)state;
    v = number("1.0");
    assert_true(nc_json_whole(&v, &out) && out == 1);
    v = number("-25e2");
    assert_true(nc_json_whole(&v, &out) && out == -2500);
    v = number("1200e-2");
    assert_true(nc_json_whole(&v, &out) && out == 12);
    v = number("0.5");
    assert_false(nc_json_whole(&v, &out));
    v = number("1e-30");
    assert_false(nc_json_whole(&v, &out));
    v = number("1e19");
    assert_false(nc_json_whole(&v, &out));
    v = number("\"1\"");
    assert_false(nc_json_whole(&v, &out));
}

static void doubles_are_the_nearest(void **state)
{
    static const char *const texts[] = {"0.1",    "1e23", "5e-324",  "1.7976931348623157e308", "123456789.123456789",
                                        "-0.003", "1e22", "1e-7",    "9007199254740993",       "1e999",
                                        "0",      "-0.0", "1e-9999", "2.2250738585072011e-308"};

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        nc_json_value v = number(texts[i]);

        assert_true(nc_json_double(&v) == strtod(texts[i], NULL));
    }
}

/* Reading on behind what was passed over, both ways. */
static void passing_over_ends_behind_the_value(void **state)
{
    static const char text[] = "{\"a\":[[1,2],\"]\\\"}\",{\"b\":[]}],\"c\":\"x\\u0041\",\"d\":4}";

    (void)state;
    for (int leap = 0; leap < 2; leap++)
        for (size_t step = 1; step < 20; step++) {
            reading r;
            nc_json_value v;

            begin(&r, text, strlen(text), step);
            assert_true(nc_json_expect(&r.json, &v, NC_JSON_OBJECT, "an object"));
            assert_true(nc_json_key(&r.json, &v) && nc_json_is(&v, "a"));
            assert_true(nc_json_next(&r.json, &v, "a value"));
            assert_true(leap ? nc_json_leap(&r.json, &v) : nc_json_skip(&r.json, &v));
            assert_true(nc_json_key(&r.json, &v) && nc_json_is(&v, "c"));
            assert_true(nc_json_next(&r.json, &v, "a value") && nc_json_is(&v, "xA"));
            assert_true(nc_json_key(&r.json, &v) && nc_json_is(&v, "d"));
            assert_true(nc_json_next(&r.json, &v, "a value") && v.digits == 4);
            assert_true(nc_json_key(&r.json, &v) && v.type == NC_JSON_END);
            assert_true(nc_json_finish(&r.json));
            end(&r);
        }
}

static void nesting_has_a_limit_and_no_recursion(void **state)
{
    size_t size = NC_LIMIT_JSON_DEPTH + 1;
    char *text = malloc(2 * size);
    reading r;
    nc_json_value v;

    (void)state;
    memset(text, '[', size);
    memset(text + size, ']', size);
    begin(&r, text + 1, 2 * size - 2, 1 << 20);
    assert_true(nc_json_next(&r.json, &v, "a value") && nc_json_skip(&r.json, &v) && nc_json_finish(&r.json));
    end(&r);
    begin(&r, text, 2 * size, 1 << 20);
    assert_true(nc_json_next(&r.json, &v, "a value"));
    assert_false(nc_json_skip(&r.json, &v));
    assert_int_equal(r.json.error.status, NCALLS_LIMIT);
    end(&r);
    free(text);
}

static void a_name_has_a_limit_but_what_is_skipped_has_none(void **state)
{
    size_t size = NC_LIMIT_NAME + 100;
    char *text = malloc(size);
    reading r;
    nc_json_value v;

    (void)state;
    memset(text, 'x', size);
    memcpy(text, "[\"", 2);
    memcpy(text + size - 2, "\"]", 2);
    begin(&r, text, size, 1 << 16);
    assert_true(nc_json_next(&r.json, &v, "a value"));
    assert_false(nc_json_next(&r.json, &v, "a value"));
    assert_int_equal(r.json.error.status, NCALLS_LIMIT);
    end(&r);
    begin(&r, text, size, 1 << 16);
    assert_true(nc_json_next(&r.json, &v, "a value") && nc_json_skip(&r.json, &v) && nc_json_finish(&r.json));
    assert_true(r.input.room < NC_LIMIT_NAME);
    end(&r);
    free(text);
}

static void rewinding_begins_again(void **state)
{
    static const char text[] = "[1,2]";
    nc_input input;
    nc_source *source = nc_input_open_memory(text, strlen(text));
    nc_json_value v;

    (void)state;
    assert_true(nc_input_init(&input, source));
    for (int i = 0; i < 3; i++) {
        nc_json json;

        nc_json_init(&json, &input);
        assert_true(nc_json_next(&json, &v, "a value") && nc_json_skip(&json, &v) && nc_json_finish(&json));
        nc_json_reset(&json);
        assert_true(nc_input_rewind(&input));
        assert_int_equal(nc_input_offset(&input), 0);
    }
    nc_input_reset(&input);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tokens_do_not_depend_on_the_window),
        cmocka_unit_test(numbers_keep_their_digits),
        cmocka_unit_test(escapes_become_characters),
        cmocka_unit_test(damage_is_named_with_its_byte),
        cmocka_unit_test(only_the_outermost_array_may_stay_open),
        cmocka_unit_test(fixed_point_is_exact),
        cmocka_unit_test(whole_numbers_have_no_fraction),
        cmocka_unit_test(doubles_are_the_nearest),
        cmocka_unit_test(passing_over_ends_behind_the_value),
        cmocka_unit_test(nesting_has_a_limit_and_no_recursion),
        cmocka_unit_test(a_name_has_a_limit_but_what_is_skipped_has_none),
        cmocka_unit_test(rewinding_begins_again),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
