/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/cairo.h"
#include "base/late.h"
#include "base/xml.h"

#include <string.h>

static void libxml2_is_loaded_once_and_works(void **state)
{
    ncalls_error error = {0};
    const nc_xml *xml = nc_xml_load(&error);
    xmlTextReader *reader;

    (void)state;
    assert_non_null(xml);
    assert_ptr_equal(nc_xml_load(NULL), xml);
    reader = xml->xmlReaderForMemory("<a/>", 4, NULL, NULL, XML_PARSE_NONET);
    assert_non_null(reader);
    assert_int_equal(xml->xmlTextReaderRead(reader), 1);
    assert_string_equal((const char *)xml->xmlTextReaderConstName(reader), "a");
    xml->xmlFreeTextReader(reader);
}

static void cairo_is_loaded_once_and_works(void **state)
{
    ncalls_error error = {0};
    const nc_cairo *cairo = nc_cairo_load(&error);
    cairo_surface_t *surface;

    (void)state;
    assert_non_null(cairo);
    assert_ptr_equal(nc_cairo_load(NULL), cairo);
    surface = cairo->cairo_image_surface_create(CAIRO_FORMAT_ARGB32, 2, 2);
    assert_int_equal(cairo->cairo_surface_status(surface), CAIRO_STATUS_SUCCESS);
    cairo->cairo_surface_destroy(surface);
}

static void a_library_that_is_not_there_is_named(void **state)
{
    static const char *const names[] = {"anything"};
    void *functions[1] = {NULL};
    nc_late late = {"libno_such_thing.so.7", names, functions, 1, false};
    ncalls_error error = {0};

    (void)state;
    assert_int_equal(nc_late_load(&late, &error), NCALLS_IO);
    assert_non_null(strstr(error.message, "libno_such_thing.so.7 cannot be loaded: "));
}

static void a_function_that_is_not_there_is_named(void **state)
{
#ifdef NC_XML_SONAME
    static const char *const names[] = {"xmlInitParser", "xmlNoSuchFunction"};
    void *functions[2] = {NULL, NULL};
    nc_late late = {NC_XML_SONAME, names, functions, 2, false};
    ncalls_error error = {0};

    (void)state;
    assert_int_equal(nc_late_load(&late, &error), NCALLS_IO);
    assert_string_equal(error.message, NC_XML_SONAME " has no function xmlNoSuchFunction");
    assert_false(late.loaded);
#else
    (void)state;
    print_message("libxml2 is linked here\n");
    skip();
#endif
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(libxml2_is_loaded_once_and_works),
        cmocka_unit_test(cairo_is_loaded_once_and_works),
        cmocka_unit_test(a_library_that_is_not_there_is_named),
        cmocka_unit_test(a_function_that_is_not_there_is_named),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
