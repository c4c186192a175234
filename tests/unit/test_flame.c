/* SPDX-License-Identifier: MIT */
#include "sample.h"

#include "ncalls/ncalls.h"

static const char diamond[] = "f main 1 1 5 100\nf a 2 2 5 65\nf b 1 1 10 30\nf c 4 4 20 80\nf d 8 8 60 60\n"
                              "e main a 2 2 5 65\ne main b 1 1 10 30\ne a c 3 3 15 60\ne b c 1 1 5 20\n"
                              "e c d 8 8 60 60\n";

static ncalls_status draw(const ncalls_profile *p, const char *format, const ncalls_write_options *options, char **out,
                          ncalls_error *error)
{
    ncalls_results *r;
    size_t size;
    ncalls_status status = ncalls_analyze(&r, p, NULL, NULL, error);

    *out = NULL;
    if (!status)
        status = ncalls_write_memory(r, format, out, &size, options, error);
    ncalls_results_free(r);
    return status;
}

static char *draw_svg(const ncalls_profile *p, ncalls_flame_options look, ncalls_tree_options tree)
{
    ncalls_error error = {0};
    char *out;

    if (draw(p, "svg", &(ncalls_write_options){.figure = "flame", .flame = &look, .tree = &tree}, &out, &error))
        fail_msg("%s", error.message);
    return out;
}

static void check_has(const char *svg, const char *part)
{
    if (!strstr(svg, part))
        fail_msg("there is no %s in %s", part, svg);
}

static void tooltips_say_the_figures(void **state)
{
    ncalls_profile *p = sample_profile(diamond);
    char *svg = draw_svg(p, (ncalls_flame_options){0}, (ncalls_tree_options){0});

    (void)state;
    check_has(svg, "<title>c (app.py:1) · 60 ns, 60.0% · self 15 ns · 3 calls</title>");
    check_has(svg, "<title>~d (app.py:1) · ~45 ns, 45.0% · self ~45 ns · ~6 calls</title>");
    ncalls_free(svg);
    ncalls_profile_free(p);
}

static void whatever_is_asked_for_is_drawn(void **state)
{
    ncalls_profile *p = sample_profile(diamond);
    static const char *const colors[] = {NULL, "package", "self", "plain", "category"};

    (void)state;
    for (unsigned i = 0; i < 20; i++) {
        ncalls_flame_options look = {.icicle = i & 1, .color_by = colors[i / 4], .width = i * 100, .title = "T<"};
        char *svg = draw_svg(p, look, (ncalls_tree_options){.inverted = i & 2, .depth = i == 5 ? 1 : -1});

        check_has(svg, "<title>T&lt;</title>");
        ncalls_free(svg);
    }
    ncalls_profile_free(p);
}

static void wrong_words_are_refused(void **state)
{
    ncalls_profile *p = sample_profile(diamond);
    ncalls_flame_options look = {.color_by = "mood"};
    ncalls_error error;
    char *out;

    (void)state;
    assert_int_equal(draw(p, "svg", &(ncalls_write_options){.figure = "flame", .flame = &look}, &out, &error),
                     NCALLS_USAGE);
    assert_string_equal(error.message, "flame graphs have no colours by 'mood'");
    assert_null(out);
    ncalls_profile_free(p);
}

static void nothing_is_said_to_be_nothing(void **state)
{
    static const char *const empty[] = {"", "f a 1 1 0 0\n", "f a 1 1 -5 -5\n"};

    (void)state;
    for (unsigned i = 0; i < 3; i++) {
        ncalls_profile *p = sample_profile(empty[i]);
        char *svg = draw_svg(p, (ncalls_flame_options){0}, (ncalls_tree_options){.inverted = i == 1});

        check_has(svg, "There is nothing to draw");
        ncalls_free(svg);
        ncalls_profile_free(p);
    }
}

/* Sums stop at the end of the range, and pictures stay within theirs. */
static void figures_beyond_all_bounds_are_drawn(void **state)
{
    ncalls_profile *p = sample_profile("f a 4000000000000000000 1 4000000000000000000 9223372036854775807\n"
                                       "f b 4000000000000000000 1 4000000000000000000 9223372036854775807\n"
                                       "f c 1 1 1 9223372036854775807\nf d 1 1 1 9223372036854775807\n"
                                       "e a b 4000000000000000000 1 4000000000000000000 9223372036854775807\n"
                                       "e b a 5 1 9223372036854775807 9223372036854775807\n"
                                       "e c a 1 1 - -\ne c b 1 1 9223372036854775807 9223372036854775807\n");

    (void)state;
    for (unsigned i = 0; i < 2; i++) {
        char *svg = draw_svg(p, (ncalls_flame_options){0}, (ncalls_tree_options){.inverted = i});

        check_has(svg, "<svg");
        ncalls_free(svg);
    }
    ncalls_profile_free(p);
}

static ncalls_status draw_and_free(const ncalls_profile *p, const char *format, bool text)
{
    ncalls_tree_options tree = {0};
    char *out;
    ncalls_status status =
        draw(p, format, &(ncalls_write_options){.figure = text ? NULL : "flame", .tree = &tree}, &out, NULL);

    ncalls_free(out);
    return status;
}

static void without_memory_it_says_so(void **state)
{
    ncalls_profile *p = sample_profile(diamond);
    static const char *const texts[] = {"text", "markdown"};

    (void)state;
    assert_int_equal(draw_and_free(p, "svg", false), NCALLS_OK); /* what is loaded late is there */
    SAMPLE_WITHOUT_MEMORY(draw_and_free(p, "svg", false), (void)0);
    for (unsigned i = 0; i < 2; i++)
        SAMPLE_WITHOUT_MEMORY(draw_and_free(p, texts[i], true), (void)0);
    ncalls_profile_free(p);
}

static const char other[] = "f main 1 1 5 120\nf a 2 2 5 65\nf c 4 4 20 80\nf e 9 9 90 90\n"
                            "e main a 2 2 5 65\ne a c 4 4 20 80\ne c e 9 9 90 90\n";

static ncalls_status draw_difference(const ncalls_profile *p, const ncalls_profile *base, const char *figure,
                                     const char *color_by)
{
    ncalls_flame_options look = {.color_by = color_by};
    ncalls_graph_options clusters = {.clusters = true};
    ncalls_write_options options = {.figure = figure, .flame = &look, .graph = &clusters};
    ncalls_results *r;
    char *out = NULL;
    size_t size;
    ncalls_status status = ncalls_analyze(&r, p, base, NULL, NULL);

    if (!status)
        status = ncalls_write_memory(r, "svg", &out, &size, &options, NULL);
    ncalls_results_free(r);
    ncalls_free(out);
    return status;
}

static void a_difference_without_memory_says_so(void **state)
{
    ncalls_profile *p = sample_profile(diamond), *q = sample_profile(other);

    (void)state;
    assert_int_equal(draw_difference(p, q, "flame", NULL), NCALLS_OK);
    SAMPLE_WITHOUT_MEMORY(draw_difference(p, q, "flame", NULL), (void)0);
    SAMPLE_WITHOUT_MEMORY(draw_difference(p, q, "graph", NULL), (void)0);
    ncalls_profile_free(p);
    ncalls_profile_free(q);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tooltips_say_the_figures),
        cmocka_unit_test(whatever_is_asked_for_is_drawn),
        cmocka_unit_test(wrong_words_are_refused),
        cmocka_unit_test(nothing_is_said_to_be_nothing),
        cmocka_unit_test(figures_beyond_all_bounds_are_drawn),
        cmocka_unit_test(without_memory_it_says_so),
        cmocka_unit_test(a_difference_without_memory_says_so),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
