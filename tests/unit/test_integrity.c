/* SPDX-License-Identifier: MIT */
#include "sample.h"

#include <dirent.h>

#include "analyze/integrity.h"

static nc_integrity judge(const ncalls_profile *p)
{
    nc_integrity integrity;

    assert_int_equal(nc_integrity_judge(&integrity, p, NULL), NCALLS_OK);
    return integrity;
}

/* All flags, and the text of the first note (NULL: there is none). */
static void check(ncalls_profile *p, unsigned flags, const char *text)
{
    nc_integrity integrity = judge(p);

    assert_int_equal(integrity.flags, flags);
    assert_int_equal(integrity.count != 0, text != NULL);
    if (text)
        assert_string_equal(integrity.notes[0].text, text);
    nc_integrity_reset(&integrity);
    ncalls_profile_free(p);
}

static void an_honest_profile_has_no_notes(void **state)
{
    (void)state;
    check(sample_profile("f main 1 1 1 9\nf fib 177 1 8 8\ne main fib 1 1 0 8\ne fib fib 176 10 8 8\n"), 0, NULL);
    check(sample_profile(""), 0, NULL);
    check(sample_profile("f main 1 1 1 1\n"), 0, NULL);
}

static void mixed_stacks_are_said(void **state)
{
    (void)state;
    check(sample_profile("f main 1 1 1 9\nf work 9 4 1 1\nf leaf 9 9 8 8\ne main work 9 4 1 9\ne work leaf 9 9 8 8\n"),
          NC_INTEGRITY_THREADS,
          "the stacks of several threads or greenlets were recorded as one: the callers, times and recursion of "
          "2 functions are not what happened; how often they were called is");
}

static void overwritten_functions_are_named_and_made_harmless(void **state)
{
    (void)state;
    check(sample_profile("f main 1 1 10000000 600000000\nf /srv/\x1b[31m.py:3(encode) 1 1 20000000 40000000\n"
                         "f walk 9 9 470000000 470000000\n"
                         "e main /srv/\x1b[31m.py:3(encode) 1 1 20000000 40000000\n"
                         "e /srv/\x1b[31m.py:3(encode) walk 9 9 470000000 470000000\n"),
          NC_INTEGRITY_OVERWRITTEN,
          "550 ms of cost is missing, most of \\x1b[31m.py:3(encode): of functions with the same file, line and name "
          "cProfile keeps one");
}

static void a_cycle_excuses_what_a_lone_function_could_not(void **state)
{
    (void)state;
    check(sample_profile("f main 1 1 1 90\nf even 9 1 4 89\nf odd 8 1 4 85\ne main even 1 1 1 89\n"
                         "e even odd 8 1 4 85\ne odd even 8 1 3 80\n"),
          0, NULL);
}

static void missing_callers_are_said(void **state)
{
    (void)state;
    check(sample_profile("f main 1 1 1 9\nf a 1 1 8 8\n"), NC_INTEGRITY_CALLERS,
          "no callers were recorded (subcalls=False?): who called whom is not known");
}

static void negative_times_are_said(void **state)
{
    (void)state;
    check(sample_profile("f main 1 1 -3 5\nf a 1 1 8 8\ne main a 1 1 8 8\n"), NC_INTEGRITY_NEGATIVE,
          "1 function has negative times: the profiler took off more for its own work than it measured");
}

static void coroutines_are_said(void **state)
{
    (void)state;
    check(sample_profile("f /usr/lib/python3.13/asyncio/base_events.py:1910(_run_once) 9 9 1 9\nf a 51 51 8 8\n"
                         "e /usr/lib/python3.13/asyncio/base_events.py:1910(_run_once) a 51 51 8 8\n"),
          NC_INTEGRITY_RESUMED,
          "an event loop ran: calls of a coroutine are its resumptions, and its times do not include what it "
          "waited for");
}

static void a_clock_of_whole_seconds_is_said(void **state)
{
    (void)state;
    check(sample_profile("f main 1 1 1000000000 9000000000\nf a 1 1 3000000000 8000000000\n"
                         "f b 1 1 5000000000 5000000000\n"
                         "e main a 1 1 3000000000 8000000000\ne a b 1 1 5000000000 5000000000\n"),
          NC_INTEGRITY_CLOCK,
          "all times are whole seconds: the profiler's timer had another unit (nanoseconds, ticks), and the file "
          "does not say which");
}

static void resumptions_are_recognised(void **state)
{
    ncalls_profile *p = sample_profile("f main 1 1 1 9\nf <genexpr> 11 11 1 1\nf rows 11 11 1 1\nf __next__ 11 11 1 1\n"
                                       "f plain 1 1 1 1\nf ~:0(<built-in+method+builtins.next>) 22 22 1 2\n"
                                       "e ~:0(<built-in+method+builtins.next>) rows 11 11 1 1\n"
                                       "e ~:0(<built-in+method+builtins.next>) __next__ 11 11 1 1\n"
                                       "e main plain 1 1 1 1\n");

    (void)state;
    assert_true(nc_integrity_is_resumed(p, sample_find(p, "<genexpr>")));
    assert_true(nc_integrity_is_resumed(p, sample_find(p, "rows")));
    assert_false(nc_integrity_is_resumed(p, sample_find(p, "__next__")));
    assert_false(nc_integrity_is_resumed(p, sample_find(p, "plain")));
    ncalls_profile_free(p);
}

/* Recordings in which several threads ran while cProfile of 3.12+ listened. */
static bool is_mixed(const char *name)
{
    static const char *const mixed[] = {"threads-3.12", "threads-3.13", "threads-3.14", "threads-3.15",
                                        "django_tests-view_tests-3.12"};

    for (size_t i = 0; i < sizeof mixed / sizeof *mixed; i++)
        if (strncmp(name, mixed[i], strlen(mixed[i])) == 0)
            return true;
    return false;
}

/* Recordings in which one label belongs to several functions that matter. */
static bool is_overwritten(const char *name)
{
    return strncmp(name, "cpython_tests-json", 18) == 0 || strncmp(name, "oddities-samelabel", 18) == 0;
}

static void check_file(const char *folder, const char *name)
{
    char path[800];
    const char *paths[] = {path};
    ncalls_error error = {0};
    nc_integrity integrity;
    ncalls_profile *p;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    if (ncalls_profile_open(&p, paths, 1, NULL, &error) != NCALLS_OK)
        fail_msg("%s", error.message);
    integrity = judge(p);
    if (!!(integrity.flags & NC_INTEGRITY_THREADS) != is_mixed(name))
        fail_msg("%s: threads are %s", name, is_mixed(name) ? "not found" : "found");
    if (integrity.flags & NC_INTEGRITY_OVERWRITTEN && !is_overwritten(name))
        fail_msg("%s: %s", name, integrity.notes[0].text);
    nc_integrity_reset(&integrity);
    ncalls_profile_free(p);
}

static void real_recordings_are_judged_rightly(void **state)
{
    const char *testdata = getenv("testdata");
    char folder[400];
    struct dirent *entry;
    int files = 0;
    DIR *dir;

    (void)state;
    if (!testdata) {
        print_message("$testdata is not set\n");
        skip();
    }
    snprintf(folder, sizeof folder, "%s/pstats", testdata);
    dir = opendir(folder);
    assert_non_null(dir);
    while ((entry = readdir(dir)))
        if (strstr(entry->d_name, ".prof") || strstr(entry->d_name, ".pstat")) {
            check_file(folder, entry->d_name);
            files++;
        }
    closedir(dir);
    assert_true(files > 50);
}

static void without_memory_it_says_so(void **state)
{
    ncalls_profile *p = sample_profile("f main 1 1 -1 9\nf work 9 4 1 1\nf leaf 9 9 8 8\ne main work 9 4 1 9\n"
                                       "e work leaf 9 9 8 8\n");
    nc_integrity integrity;

    (void)state;
    SAMPLE_WITHOUT_MEMORY(nc_integrity_judge(&integrity, p, NULL), nc_integrity_reset(&integrity));
    ncalls_profile_free(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_honest_profile_has_no_notes),
        cmocka_unit_test(mixed_stacks_are_said),
        cmocka_unit_test(overwritten_functions_are_named_and_made_harmless),
        cmocka_unit_test(a_cycle_excuses_what_a_lone_function_could_not),
        cmocka_unit_test(missing_callers_are_said),
        cmocka_unit_test(negative_times_are_said),
        cmocka_unit_test(coroutines_are_said),
        cmocka_unit_test(a_clock_of_whole_seconds_is_said),
        cmocka_unit_test(resumptions_are_recognised),
        cmocka_unit_test(real_recordings_are_judged_rightly),
        cmocka_unit_test(without_memory_it_says_so),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
