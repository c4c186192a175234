/* SPDX-License-Identifier: MIT */
#include "read/foreign.h"

#include <stdio.h>
#include <string.h>

typedef struct magic {
    const char *bytes;
    size_t size;
    const char *what;
} magic;

#define MAGIC(bytes, what) {bytes, sizeof(bytes) - 1, what}

static const magic magics[] = {
    MAGIC("\x1f\x8b", "gzip data inside compressed data: unpack it once"),
    MAGIC("\x28\xb5\x2f\xfd", "zstd data inside compressed data: unpack it once"),
    MAGIC("BZh", "bzip2 data: unpack it first (bunzip2)"),
    MAGIC("\xfd" "7zXZ", "xz data: unpack it first (unxz)"),
    MAGIC("PK\x03\x04", "a zip archive: unpack it first"),
    MAGIC("\x1f\x9d", "compress(1) data: unpack it first (uncompress)"),
    MAGIC("\x04\x22\x4d\x18", "LZ4 data, perhaps a memray capture: use memray transform or memray stats --json"),
    MAGIC("\x78\x01", "zlib data: unpack it first"),
    MAGIC("\x78\x9c", "zlib data: unpack it first"),
    MAGIC("\x78\xda", "zlib data: unpack it first"),
    MAGIC("memray", "a memray capture: use memray transform or memray stats --json"),
    MAGIC("\x89PNG", "a PNG picture"),
    MAGIC("\xff\xd8\xff", "a JPEG picture"),
    MAGIC("\x7f" "ELF", "a program (ELF)"),
    MAGIC("MZ", "a Windows program"),
    MAGIC("%PDF", "a PDF document"),
    MAGIC("SQLite format 3", "an SQLite database (coverage data, perhaps)"),
    MAGIC("PERFILE2", "perf data: use perf script and a stack collapser"),
    MAGIC("gmon", "gprof data"),
    MAGIC("\x13\x0fhotshot-version", "a log of Python 2's hotshot profiler: convert it with hotshot.stats"),
    MAGIC("version https://git-lfs", "a Git LFS pointer, not the profile itself: run git lfs pull"),
    MAGIC("--- contention", "a contention profile of gperftools"),
    MAGIC("\0\0\0\0\0\0\0\0\3\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
          "a CPU profile of gperftools: turn it into profile.proto (pprof -proto)"),
    MAGIC("desc: ", "a heap profile of valgrind's massif"),
    MAGIC("\x80\x02" "cline_profiler", "a line_profiler result (.lprof)"),
};

/* The two low bytes of a .pyc's magic number (Lib/importlib/_bootstrap_external.py). */
static const char *pyc_version(unsigned number)
{
    static const struct {
        unsigned first;
        const char *version;
    } rows[] = {
        {62211, "2.7"},  {3661, "3.15"}, {3601, "3.14"}, {3551, "3.13"}, {3500, "3.12"}, {3450, "3.11"},
        {3430, "3.10"},  {3420, "3.9"},  {3400, "3.8"},  {3390, "3.7"},  {3360, "3.6"},  {3320, "3.5"},
        {3250, "3.4"},   {3190, "3.3"},  {3160, "3.2"},  {3140, "3.1"},  {3000, "3.0"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (number >= rows[i].first && (rows[i].first != 62211 || number == 62211))
            return rows[i].version;
    return NULL;
}

static bool name_pyc(const nc_head *head, char *out, size_t room)
{
    unsigned number;
    const char *version;

    if (head->size < 4 || memcmp(head->bytes + 2, "\r\n", 2) != 0)
        return false;
    number = (unsigned)head->bytes[0] | (unsigned)head->bytes[1] << 8;
    if ((number < 3000 || number > 4000) && number != 62211)
        return false;
    version = pyc_version(number);
    snprintf(out, room, "this is a .pyc of Python %s, compiled code and not a profile", version ? version : "3");
    return true;
}

static bool contains(const nc_head *head, const char *text)
{
    size_t size = head->size < 4096 ? head->size : 4096;

    return memmem(head->bytes, size, text, strlen(text)) != NULL;
}

static bool name_pickle(const nc_head *head, char *out, size_t room)
{
    const char *what = "a pickle, but not one that a profiler writes";

    if (head->size < 2 || head->bytes[0] != 0x80 || head->bytes[1] < 2 || head->bytes[1] > 5)
        return false;
    if (contains(head, "LineStats"))
        what = "a line_profiler result (.lprof)";
    else if (contains(head, "tracemalloc"))
        what = "a tracemalloc snapshot";
    else if (contains(head, "YFuncStats"))
        what = "a yappi .ystat file: save it with type='pstat' or 'callgrind'";
    else if (contains(head, "device_traces") || contains(head, "segments"))
        what = "a CUDA memory snapshot of torch";
    snprintf(out, room, "this is %s", what);
    return true;
}

static bool name_marshal(const nc_head *head, char *out, size_t room)
{
    if (!head->size || (head->bytes[0] & 0x7f) != 'c' || head->bytes[0] == 'c')
        return false;
    snprintf(out, room, "this is a marshalled code object of Python, not a profile");
    return true;
}

/* Text and pages that look like profiles, by a phrase that no other has. */
static bool name_text(const nc_head *head, char *out, size_t room)
{
    static const struct {
        const char *phrase, *what;
    } rows[] = {
        {"Clock type: ", "what yappi prints, with its names cut: save it with type='pstat' or 'callgrind'"},
        {"import time: self [us]", "what python -X importtime prints: profile the start with python -m cProfile -o"},
        {"Time and Allocation Profiling Report", "a profile of GHC, of a program in Haskell"},
        {"\"machine_info\":", "a result of pytest-benchmark: profile with --benchmark-cprofile=cumtime"},
        {"Tachyon Profiler", "a page of profiling.sampling: record with --collapsed, --gecko or --binary"},
        {"<title>memray", "a page of memray: use memray transform csv on its capture"},
        {"Total allocations:\n", "what memray stats prints: use memray stats --json"},
        {"/_//_/// /_\\ / //_//", "what pyinstrument prints: use -r json, or save the session"},
        {"pyinstrumentHTMLRenderer", "a page of pyinstrument: use -r json, or save the session"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (contains(head, rows[i].phrase)) {
            snprintf(out, room, "this is %s", rows[i].what);
            return true;
        }
    return false;
}

static bool name_markup(const nc_head *head, char *out, size_t room)
{
    const char *text = (const char *)head->bytes;
    size_t i = 0;

    while (i < head->size && (text[i] == ' ' || text[i] == '\n' || text[i] == '\r' || text[i] == '\t'))
        i++;
    if (head->size - i < 5 ||
        (strncasecmp(text + i, "<!doctype html", head->size - i < 14 ? head->size - i : 14) != 0 &&
         strncasecmp(text + i, "<html", 5) != 0))
        return false;
    snprintf(out, room, "this is a web page (HTML), not a profile: a failed download, or a report");
    return true;
}

bool nc_foreign_name(const nc_head *head, char *out, size_t room)
{
    for (size_t i = 0; i < sizeof magics / sizeof *magics; i++)
        if (head->size >= magics[i].size && memcmp(head->bytes, magics[i].bytes, magics[i].size) == 0) {
            snprintf(out, room, "this is %s", magics[i].what);
            return true;
        }
    return name_pyc(head, out, room) || name_pickle(head, out, room) || name_marshal(head, out, room) ||
           name_text(head, out, room) || name_markup(head, out, room);
}
