/* SPDX-License-Identifier: MIT */
#include "read/jsonkeys.h"

#include <string.h>

static const unsigned char *skip_blanks(const unsigned char *p, const unsigned char *end)
{
    while (p < end && (*p == ' ' || *p == '\n' || *p == '\r' || *p == '\t'))
        p++;
    return p;
}

/* Behind the string that begins at p, the end if it has none. */
static const unsigned char *skip_string(const unsigned char *p, const unsigned char *end)
{
    for (p++; p < end && *p != '"'; p++)
        if (*p == '\\')
            p++;
    return p < end ? p + 1 : end;
}

static bool is_key(const unsigned char *p, const unsigned char *behind, const unsigned char *end, const char *key)
{
    size_t size = strlen(key);

    if ((size_t)(behind - p) != size + 2 || memcmp(p + 1, key, size) != 0)
        return false;
    behind = skip_blanks(behind, end);
    return behind < end && *behind == ':';
}

bool nc_jsonkeys_has(const nc_head *head, nc_jsonkeys_place place, const char *key)
{
    const unsigned char *end = head->bytes + head->size, *p = skip_blanks(head->bytes, end), *behind;
    size_t depth = 0, wanted = place == NC_JSONKEYS_TOP ? 1 : 2;

    if (p == end || *p != (place == NC_JSONKEYS_TOP ? '{' : '['))
        return false;
    if (!memmem(p, (size_t)(end - p), key, strlen(key)))
        return false; /* at the speed of memory, for most files */
    for (; p < end; p = behind) {
        behind = p + 1;
        if (*p == '"') {
            behind = skip_string(p, end);
            if (depth == wanted && is_key(p, behind, end, key))
                return true;
        } else if (*p == '{' || *p == '[') {
            depth++;
        } else if ((*p == '}' || *p == ']') && --depth == 0) {
            return false;
        }
    }
    return false;
}
