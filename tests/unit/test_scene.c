/* SPDX-License-Identifier: MIT */
/* Scenes, and what becomes of them as SVG, PNG and PDF. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/limit.h"
#include "draw/scene.h"
#include "write/scene_cairo.h"
#include "write/scene_svg.h"

enum { GROUND, BOX, NAME };

static const nc_scene_style styles[] = {
    {"ground", .fill = NC_SCENE_RGB(0xffffff, 0x000000)},
    {"box", .fill = NC_SCENE_RGB(0xffeecc, 0x332211), .stroke = NC_SCENE_RGB(0x000000, 0xffffff), .width = 100},
    {"name", .fill = NC_SCENE_RGB(0x000000, 0xffffff), .size = 1200},
};

static const char hostile[] = "</title><script>alert(1)</script>&amp;\x1b[31m\xe2\x80\xae\xff";

static void draw(nc_scene *scene)
{
    nc_scene_point line[] = {{1000, 1000}, {5000, 1050}, {5000, 3000}, {1000, 3000}};
    nc_scene_group *group;

    nc_scene_init(scene, styles, 3);
    scene->width = NC_SCENE_PX(100);
    scene->height = NC_SCENE_PX(40);
    scene->title = nc_scene_add_text(scene, "two\nlines", 9);
    group = nc_scene_begin(scene, hostile, sizeof hostile - 1);
    group->id = nc_scene_add_text(scene, "n1", 2);
    nc_scene_add_number(scene, "calls", -12);
    nc_scene_add_box(scene, BOX, (nc_scene_box){1000, 500, 4000, 2050}, 300);
    nc_scene_add_label(scene, NAME, 1200, 2000, NC_SCENE_START, 3600, hostile, sizeof hostile - 1);
    nc_scene_end(scene);
    group = nc_scene_begin(scene, "", 0);
    group->link = nc_scene_add_text(scene, "#n1", 3);
    nc_scene_add_path(scene, NC_SCENE_CURVE, BOX, 250, line, 4);
    nc_scene_add_path(scene, NC_SCENE_SHAPE, BOX, 0, line, 3);
    nc_scene_end(scene);
}

static ncalls_status write_as(int format, nc_text *out, ncalls_error *error)
{
    nc_scene scene;
    nc_sink *sink;
    ncalls_status status;

    draw(&scene);
    sink = nc_sink_open_text(out);
    if (!sink || nc_scene_failed(&scene))
        status = NCALLS_MEMORY;
    else
        status = format == 0 ? nc_scene_svg_write(sink, &scene, error) :
                 format == 1 ? nc_scene_cairo_write_png(sink, &scene, 2, error) :
                               nc_scene_cairo_write_pdf(sink, &scene, error);
    if (sink && status)
        nc_sink_abandon(sink);
    else if (sink)
        status = nc_sink_close(sink, error);
    nc_scene_reset(&scene);
    return status;
}

static void svg_is_exactly_this(void **state)
{
    ncalls_error error;
    nc_text out;

    (void)state;
    nc_text_init(&out);
    assert_int_equal(write_as(0, &out, &error), NCALLS_OK);
    assert_non_null(strstr(out.bytes, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100\" height=\"40\" "));
    assert_non_null(strstr(out.bytes, "<title>two\\nlines</title>"));
    assert_non_null(strstr(out.bytes, ".box{fill:#ffeecc;stroke:#000000;}"));
    assert_non_null(strstr(out.bytes, "<g id=\"n1\" data-calls=\"-12\">"));
    assert_non_null(strstr(out.bytes, "<rect class=\"box\" x=\"10\" y=\"5\" width=\"40\" height=\"20.5\" rx=\"3\" "
                                      "stroke-width=\"1\"/>"));
    assert_non_null(strstr(out.bytes, "<a href=\"#n1\">"));
    assert_non_null(strstr(out.bytes, "d=\"M10,10C50,10.5 50,30 10,30\" stroke-width=\"2.5\"/>"));
    assert_non_null(strstr(out.bytes, "d=\"M10,10L50,10.5 50,30Z\" stroke-width=\"1\"/>"));
    nc_text_reset(&out);
}

static void names_are_text_and_nothing_else(void **state)
{
    ncalls_error error;
    nc_text out;

    (void)state;
    nc_text_init(&out);
    assert_int_equal(write_as(0, &out, &error), NCALLS_OK);
    assert_null(strstr(out.bytes, "<script"));
    assert_null(strchr(out.bytes, 0x1b));
    assert_null(strstr(out.bytes, "\xe2\x80\xae"));
    assert_null(strstr(out.bytes, "\xff"));
    assert_non_null(strstr(out.bytes, "&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;"
                                      "\\x1b[31m\\u202e\\xff"));
    nc_text_reset(&out);
}

static void a_piece_of_a_page_brings_no_style_or_script(void **state)
{
    ncalls_error error;
    nc_scene scene;
    nc_text out, css;

    (void)state;
    nc_text_init(&out);
    nc_text_init(&css);
    draw(&scene);
    scene.sheet = "templates/flame.css";
    scene.script = "templates/flame.js";
    assert_int_equal(nc_scene_svg_add(&out, &scene, "callgraph", &error), NCALLS_OK);
    assert_int_equal(memcmp(out.bytes, "\n<svg class=\"callgraph\" width=\"100\"", 35), 0);
    assert_non_null(strstr(out.bytes, "<g id=\"n1\" data-calls=\"-12\">"));
    assert_null(strstr(out.bytes, "<style"));
    assert_null(strstr(out.bytes, "<script"));
    assert_null(strstr(out.bytes, "style="));
    nc_scene_svg_add_style(&css, &scene, "callgraph");
    assert_non_null(strstr(css.bytes, ".callgraph .box{fill:#ffeecc;fill:light-dark(#ffeecc,#332211);stroke:#000000;"));
    assert_null(strstr(css.bytes, "@media")); /* the page's colours, not the system's */
    nc_scene_reset(&scene);
    nc_text_reset(&out);
    nc_text_reset(&css);
}

static void labels_keep_to_their_room(void **state)
{
    nc_scene scene;

    (void)state;
    nc_scene_init(&scene, styles, 3);
    for (int32_t room = 0; room < 9000; room += 83) {
        int32_t width = nc_scene_add_label(&scene, NAME, 0, 0, NC_SCENE_START, room, hostile, sizeof hostile - 1);

        assert_true(width <= room);
    }
    assert_int_equal(nc_scene_add_label(&scene, NAME, 0, 0, NC_SCENE_START, 100, "name", 4), 0);
    assert_int_equal(nc_scene_add_label(&scene, NAME, 0, 0, NC_SCENE_START, 100, "", 0), 0);
    assert_false(nc_scene_failed(&scene));
    nc_scene_reset(&scene);
}

static void png_and_pdf_are_the_same_each_time(void **state)
{
    (void)state;
    for (int format = 1; format <= 2; format++) {
        ncalls_error error = {0};
        nc_text a, b;

        nc_text_init(&a);
        nc_text_init(&b);
        if (write_as(format, &a, &error) == NCALLS_IO) {
            print_message("%s\n", error.message);
            skip();
        }
        assert_int_equal(write_as(format, &b, &error), NCALLS_OK);
        assert_true(a.size > 100);
        assert_int_equal(a.size, b.size);
        assert_memory_equal(a.bytes, b.bytes, a.size);
        assert_memory_equal(a.bytes, format == 1 ? "\x89PNG" : "%PDF", 4);
        if (format == 1) /* 100 px at twice their size */
            assert_int_equal((unsigned char)a.bytes[19], 200);
        nc_text_reset(&a);
        nc_text_reset(&b);
    }
}

static void a_png_beyond_the_limit_is_refused(void **state)
{
    ncalls_error error = {0};
    nc_text out;
    nc_scene scene;
    nc_sink *sink;
    ncalls_status status;

    (void)state;
    nc_text_init(&out);
    draw(&scene);
    scene.width = NC_SCENE_PX(NC_LIMIT_SIDE + 1);
    sink = nc_sink_open_text(&out);
    status = nc_scene_cairo_write_png(sink, &scene, 1, &error);
    nc_sink_abandon(sink);
    nc_scene_reset(&scene);
    nc_text_reset(&out);
    if (status == NCALLS_IO) {
        print_message("%s\n", error.message);
        skip();
    }
    assert_int_equal(status, NCALLS_LIMIT);
    assert_non_null(strstr(error.message, "32768 x 40 pixels"));
}

static void every_allocation_may_fail(void **state)
{
    ncalls_status status = NCALLS_MEMORY;
    ncalls_error error;
    long n;

    (void)state;
    for (n = 0; status != NCALLS_OK && n < 300; n++) {
        nc_text out;

        nc_text_init(&out);
        nc_alloc_fail_after(n, false);
        status = write_as(0, &out, &error);
        nc_alloc_fail_after(-1, false);
        nc_text_reset(&out);
        assert_true(status == NCALLS_OK || status == NCALLS_MEMORY || status == NCALLS_IO);
    }
    assert_int_equal(status, NCALLS_OK);
    assert_true(n > 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(svg_is_exactly_this),
        cmocka_unit_test(names_are_text_and_nothing_else),
        cmocka_unit_test(a_piece_of_a_page_brings_no_style_or_script),
        cmocka_unit_test(labels_keep_to_their_room),
        cmocka_unit_test(png_and_pdf_are_the_same_each_time),
        cmocka_unit_test(a_png_beyond_the_limit_is_refused),
        cmocka_unit_test(every_allocation_may_fail),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
