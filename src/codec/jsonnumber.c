/* SPDX-License-Identifier: MIT */
/* What the digits of a JSON number are worth (declared in json.h). */
#include <math.h>
#include <stdio.h>

#include "base/number.h"
#include "codec/json.h"

/* 10^0 to 10^19: all that fit into 64 bits. */
static const uint64_t powers[] = {
    1u,
    10u,
    100u,
    1000u,
    10000u,
    100000u,
    1000000u,
    10000000u,
    100000000u,
    1000000000u,
    10000000000u,
    100000000000u,
    1000000000000u,
    10000000000000u,
    100000000000000u,
    1000000000000000u,
    10000000000000000u,
    100000000000000000u,
    1000000000000000000u,
    10000000000000000000u,
};

enum { POWERS = sizeof powers / sizeof *powers };

/* digits * 10^power as a whole number, rounded; false if beyond 64 bits. */
static bool scale(uint64_t digits, int64_t power, uint64_t *out)
{
    *out = 0;
    if (!digits || power <= -POWERS)
        return true;
    if (power >= 0)
        return power < POWERS && !__builtin_mul_overflow(digits, powers[power], out);
    *out = digits / powers[-power];
    if (digits % powers[-power] >= powers[-power] - digits % powers[-power])
        ++*out;
    return true;
}

bool nc_json_fixed(const nc_json_value *v, int power, int64_t *out)
{
    uint64_t size;
    bool fits = scale(v->digits, (int64_t)v->exponent + power, &size) && size <= (uint64_t)INT64_MAX + v->negative;

    if (!fits)
        *out = v->negative ? INT64_MIN : INT64_MAX;
    else
        *out = (int64_t)(v->negative ? 0 - size : size);
    return fits;
}

bool nc_json_whole(const nc_json_value *v, int64_t *out)
{
    if (v->type != NC_JSON_NUMBER || !nc_json_fixed(v, 0, out))
        return false;
    if (v->exponent >= 0)
        return true;
    return !v->rounded && (!v->digits || (v->exponent > -POWERS && v->digits % powers[-v->exponent] == 0));
}

/* One rounding, if both parts are exact doubles; else the slow way. */
double nc_json_double(const nc_json_value *v)
{
    static const double exact[] = {1,    1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                   1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    char text[64];
    double number = (double)v->digits;

    if (v->type != NC_JSON_NUMBER)
        return 0;
    if (v->digits <= (uint64_t)1 << 53 && v->exponent >= -22 && v->exponent <= 22) {
        number = v->exponent < 0 ? number / exact[-v->exponent] : number * exact[v->exponent];
    } else {
        int size = snprintf(text, sizeof text, "%llue%d", (unsigned long long)v->digits, v->exponent);

        if (!nc_number_parse_float(text, (size_t)size, &number))
            number = v->exponent > 0 ? HUGE_VAL : 0;
    }
    return v->negative ? -number : number;
}
