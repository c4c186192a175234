/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "model/identity.h"

static void check_file(const char *path, ncalls_class class_, const char *package)
{
    nc_identity_file file = nc_identity_classify(path, strlen(path));

    if (file.class_ != class_ || file.package_size != strlen(package) ||
        memcmp(file.package, package, file.package_size) != 0)
        fail_msg("%s: class %d, package %.*s", path, (int)file.class_, (int)file.package_size, file.package);
}

static void files_are_told_apart_by_their_path(void **state)
{
    (void)state;
    check_file("/srv/shop/books/views.py", NCALLS_CLASS_MINE, "");
    check_file("views.py", NCALLS_CLASS_MINE, "");
    check_file("/usr/lib/python3.11/json/decoder.py", NCALLS_CLASS_STDLIB, "json");
    check_file("/usr/lib/python3.11/threading.py", NCALLS_CLASS_STDLIB, "threading");
    check_file("C:\\Python39\\Lib\\json\\decoder.py", NCALLS_CLASS_STDLIB, "json");
    check_file("/opt/pypy/lib/pypy3.10/os.py", NCALLS_CLASS_STDLIB, "os");
    check_file("<frozen importlib._bootstrap>", NCALLS_CLASS_STDLIB, "importlib");
    check_file("/v/lib/python3.11/site-packages/django/db/models/query.py", NCALLS_CLASS_PACKAGE, "django");
    check_file("/v/lib/python3.11/site-packages/six.py", NCALLS_CLASS_PACKAGE, "six");
    check_file("/usr/lib/python3/dist-packages/yaml/scanner.py", NCALLS_CLASS_PACKAGE, "yaml");
    check_file("D:\\v\\Lib\\site-packages\\Foo-1.2-py3.9.egg\\foo\\x.py", NCALLS_CLASS_PACKAGE, "Foo");
    check_file("~", NCALLS_CLASS_BUILTIN, "");
    check_file("<string>", NCALLS_CLASS_GENERATED, "");
    check_file("<ipython-input-3-abc>", NCALLS_CLASS_MINE, "");
}

static void cut_paths_go_by_their_first_name(void **state)
{
    (void)state;
    check_file("threading.py", NCALLS_CLASS_STDLIB, "threading");
    check_file("json/__init__.py", NCALLS_CLASS_STDLIB, "json");
    check_file("django/db/models/query.py", NCALLS_CLASS_PACKAGE, "django");
    check_file("numpy/core/fromnumeric.py", NCALLS_CLASS_PACKAGE, "numpy");
    check_file("shop/views.py", NCALLS_CLASS_MINE, "");
    check_file("test/app.py", NCALLS_CLASS_MINE, "");
    check_file("./json/app.py", NCALLS_CLASS_MINE, "");
    check_file("/json/app.py", NCALLS_CLASS_MINE, "");
    check_file("django.py", NCALLS_CLASS_MINE, "");
}

static void check_name(const char *name, const char *kept)
{
    char out[256];
    size_t size = nc_identity_name(out, name, strlen(name));

    if (size == SIZE_MAX)
        assert_string_equal(name, kept);
    else
        assert_true(size == strlen(kept) && memcmp(out, kept, size) == 0);
}

static void addresses_go_and_renamed_builtins_have_one_name(void **state)
{
    (void)state;
    check_name("<built-in method __new__ of type object at 0x7f31a0>", "<built-in method __new__ of type object>");
    check_name("<function S.execute at 0xAbC1>", "<function S.execute>");
    check_name("<built-in method io.open>", "<built-in method _io.open>");
    check_name("<built-in method _io.open>", "<built-in method _io.open>");
    check_name("<lambda>", "<lambda>");
    check_name("meet at 0xyz", "meet at 0xyz");
}

static void the_lists_of_names_are_in_order(void **state)
{
    static const char *const names[] = {
#define STDLIB(name) #name,
#include "model/stdlib.def"
#undef STDLIB
    };
    static const char *const packages[] = {
#define KNOWN_PACKAGE(name) #name,
#include "model/packages.def"
#undef KNOWN_PACKAGE
    };

    (void)state;
    for (size_t i = 1; i < sizeof names / sizeof *names; i++)
        assert_true(strcmp(names[i - 1], names[i]) < 0);
    for (size_t i = 1; i < sizeof packages / sizeof *packages; i++)
        assert_true(strcmp(packages[i - 1], packages[i]) < 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_are_told_apart_by_their_path),
        cmocka_unit_test(cut_paths_go_by_their_first_name),
        cmocka_unit_test(addresses_go_and_renamed_builtins_have_one_name),
        cmocka_unit_test(the_lists_of_names_are_in_order),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
