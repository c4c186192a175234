/* SPDX-License-Identifier: MIT */
#include "base/folder.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"

/* out/secret and out/in/{file,sub/deep} with links, pipes and a folder in it; the working
 * directory is `out`. */
static char place[64];

static void put(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

static int set_up(void **state)
{
    (void)state;
    snprintf(place, sizeof place, "%s/ncalls-folder.XXXXXX", P_tmpdir);
    if (!mkdtemp(place) || chdir(place) || mkdir("in", 0700) || mkdir("in/sub", 0700) || mkdir("in-too", 0700))
        return -1;
    put("secret", "secret");
    put("in-too/secret", "secret");
    put("in/file", "hello");
    put("in/sub/deep", "deep");
    return symlink("file", "in/link") || symlink("sub/..", "in/loop") || symlink("../secret", "in/out") ||
           symlink("/dev/zero", "in/zero") || symlink("..", "in/up") || symlink("self", "in/self") ||
           mkfifo("in/pipe", 0600);
}

static int tear_down(void **state)
{
    char command[96];

    (void)state;
    snprintf(command, sizeof command, "rm -rf '%s'", place);
    return chdir("/") || system(command);
}

/* What is read of this name beneath `in`, or why it is not. */
static ncalls_status read_name(const char *name, size_t most, nc_text *out)
{
    nc_folder folder;
    ncalls_status status = nc_folder_open(&folder, "in", NULL);

    if (!status)
        status = nc_folder_read(&folder, name, most, out, NULL);
    nc_folder_close(&folder);
    return status;
}

static void expect(const char *name, ncalls_status status, const char *text)
{
    nc_text out;

    nc_text_init(&out);
    assert_int_equal(read_name(name, 100, &out), status);
    assert_string_equal(out.bytes, text);
    nc_text_reset(&out);
}

static void files_beneath_are_read(void **state)
{
    char absolute[128];

    (void)state;
    snprintf(absolute, sizeof absolute, "%s/in/sub/deep", place);
    expect("file", NCALLS_OK, "hello");
    expect("sub/deep", NCALLS_OK, "deep");
    expect("sub/../file", NCALLS_OK, "hello");
    expect("link", NCALLS_OK, "hello");
    expect("loop/sub/deep", NCALLS_OK, "deep");
    expect("../in/file", NCALLS_OK, "hello");
    expect(absolute, NCALLS_OK, "deep");
}

static void nothing_outside_is_read(void **state)
{
    char absolute[128];

    (void)state;
    expect("../secret", NCALLS_IO, "");
    expect("../in-too/secret", NCALLS_IO, "");
    expect("sub/../../secret", NCALLS_IO, "");
    expect("out", NCALLS_IO, "");
    expect("up/secret", NCALLS_IO, "");
    expect("/etc/passwd", NCALLS_IO, "");
    expect("/proc/self/environ", NCALLS_IO, "");
    snprintf(absolute, sizeof absolute, "%s/in-too/secret", place);
    expect(absolute, NCALLS_IO, "");
}

static void what_is_no_file_is_not_opened(void **state)
{
    (void)state;
    expect("pipe", NCALLS_IO, "");
    expect("zero", NCALLS_IO, "");
    expect("sub", NCALLS_IO, "");
    expect("/dev/null", NCALLS_IO, "");
}

static void what_is_not_there_is_unknown(void **state)
{
    (void)state;
    expect("none", NCALLS_UNKNOWN, "");
    expect("file/none", NCALLS_UNKNOWN, "");
    expect("self", NCALLS_UNKNOWN, "");
}

static void the_limit_is_on_one_file(void **state)
{
    nc_text out;

    (void)state;
    nc_text_init(&out);
    assert_int_equal(read_name("file", 5, &out), NCALLS_OK);
    assert_int_equal(read_name("file", 5, &out), NCALLS_OK);
    assert_int_equal(read_name("file", 4, &out), NCALLS_LIMIT);
    nc_text_reset(&out);
}

static void a_folder_must_be_one(void **state)
{
    nc_folder folder;
    ncalls_error error;

    (void)state;
    assert_int_equal(nc_folder_open(&folder, "none", &error), NCALLS_IO);
    assert_string_equal(error.message, "none: No such file or directory");
    nc_folder_close(&folder);
    assert_int_equal(nc_folder_open(&folder, "secret", &error), NCALLS_IO);
    nc_folder_close(&folder);
}

static void no_memory_is_said(void **state)
{
    ncalls_status status = NCALLS_MEMORY;
    nc_text out;

    (void)state;
    for (long n = 0; status == NCALLS_MEMORY; n++) {
        nc_text_init(&out);
        nc_alloc_fail_after(n, false);
        status = read_name("file", 100, &out);
        nc_alloc_fail_after(-1, false);
        nc_text_reset(&out);
        assert_true(n < 20);
    }
    assert_int_equal(status, NCALLS_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_beneath_are_read),       cmocka_unit_test(nothing_outside_is_read),
        cmocka_unit_test(what_is_no_file_is_not_opened), cmocka_unit_test(what_is_not_there_is_unknown),
        cmocka_unit_test(the_limit_is_on_one_file),     cmocka_unit_test(a_folder_must_be_one),
        cmocka_unit_test(no_memory_is_said),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
