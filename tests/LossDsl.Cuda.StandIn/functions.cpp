// Approximate functions, wrong by their documented largest error if a test asks for that.
#include <cmath>
#include <cstring>
#include "stand_in.h"

extern "C" __attribute__((visibility("default"))) int standin_perturbation;
int standin_perturbation;
static unsigned signSeed;

// 1, -1: all errors have this sign. 2: the sign depends on the argument and the seed.
EXPORT void standin_set_perturbation(int kind, unsigned seed)
{
    standin_perturbation = kind;
    signSeed = seed;
}

static float sign(float argument)
{
    if (standin_perturbation != 2)
    {
        return (float)standin_perturbation;
    }

    unsigned bits;
    std::memcpy(&bits, &argument, sizeof bits);
    bits = (bits ^ signSeed * 0x9e3779b9u) * 0x85ebca6bu;
    bits ^= bits >> 13;
    return bits * 0xc2b2ae35u >> 31 ? 1.0f : -1.0f;
}

static float unit(float value) { return std::nextafter(std::fabs(value), INFINITY) - std::fabs(value); }

// The value, wrong by some units of its last place. 0, infinities and NaN are exact.
EXPORT float standin_perturb(float value, float units, float argument)
{
    return standin_perturbation == 0 || value == 0.0f || !std::isfinite(value) ? value : value + sign(argument) * units * unit(value);
}

static float flush(float value) { return std::fabs(value) < 1.17549435e-38f ? std::copysign(0.0f, value) : value; }

// Wrong by an absolute error for arguments from 0.5 to 2, by units of the last place elsewhere.
static float logarithm(float value, float x, float absolute, float units)
{
    return standin_perturbation != 0 && x >= 0.5f && x <= 2.0f ? value + sign(x) * absolute : standin_perturb(value, units, x);
}

// __expf: 2 + floor(|1.173 x|) units.
EXPORT float standin_approximate_exp(float x) { return standin_perturb(std::exp(x), 2.0f + std::floor(std::fabs(1.173f * x)), x); }

// __logf: 2^-21.41 for arguments from 0.5 to 2, 3 units elsewhere.
EXPORT float standin_approximate_log(float x) { return logarithm(std::log(x), x, 3.5886e-7f, 3.0f); }

// ex2.approx.ftz.f32: 2 units; numbers below the smallest normal one are 0.
EXPORT float standin_ex2(float x) { return flush(standin_perturb(std::exp2(flush(x)), 2.0f, x)); }

// lg2.approx.ftz.f32: 2^-22 for arguments from 0.5 to 2, 2 units elsewhere.
EXPORT float standin_lg2(float x) { return logarithm(std::log2(flush(x)), x, 2.3841858e-7f, 2.0f); }

// rcp.approx.ftz.f32: 1 unit.
EXPORT float standin_rcp(float x) { return flush(standin_perturb(1.0f / flush(x), 1.0f, x)); }

// tanh.approx.f32: a relative error of 2^-11, 2^12 units at most.
EXPORT float standin_tanh_approx(float x) { return standin_perturb(std::tanh(x), 4096.0f, x); }
