// Functions of formulas, named as their ops, in the type of their arguments.
namespace math
{
#define UNARY(name, single, full) \
    DEVICE float name(float x) { return single; } \
    DEVICE double name(double x) { return full; }

UNARY(exp, ::expf(x), ::exp(x))
UNARY(expm1, ::expm1f(x), ::expm1(x))
UNARY(log, ::logf(x), ::log(x))
UNARY(log1p, ::log1pf(x), ::log1p(x))
UNARY(sqrt, ::sqrtf(x), ::sqrt(x))
UNARY(cbrt, ::cbrtf(x), ::cbrt(x))
UNARY(abs, ::fabsf(x), ::fabs(x))
UNARY(sin, ::sinf(x), ::sin(x))
UNARY(cos, ::cosf(x), ::cos(x))
UNARY(tan, ::tanf(x), ::tan(x))
UNARY(asin, ::asinf(x), ::asin(x))
UNARY(acos, ::acosf(x), ::acos(x))
UNARY(atan, ::atanf(x), ::atan(x))
UNARY(sinh, ::sinhf(x), ::sinh(x))
UNARY(cosh, ::coshf(x), ::cosh(x))
UNARY(tanh, ::tanhf(x), ::tanh(x))
UNARY(asinh, ::asinhf(x), ::asinh(x))
UNARY(acosh, ::acoshf(x), ::acosh(x))
UNARY(atanh, ::atanhf(x), ::atanh(x))
#undef UNARY

// 1 / x for x in [1/2, 4], to 2 units in the last place.
DEVICE float reciprocal(float x) { return ::__fdividef(1.0f, x); }
DEVICE double reciprocal(double x) { return 1.0 / x; }

// log(1 + x) for x in [0, 1]: 2 artanh s with s = x / (2 + x), which is at most 1/3.
DEVICE float log1pOfFraction(float x)
{
    const float s = x * reciprocal(2.0f + x), square = s * s;
    float sum = ::fmaf(square, 1.0f / 15.0f, 1.0f / 13.0f);
    sum = ::fmaf(sum, square, 1.0f / 11.0f);
    sum = ::fmaf(sum, square, 1.0f / 9.0f);
    sum = ::fmaf(sum, square, 1.0f / 7.0f);
    sum = ::fmaf(sum, square, 1.0f / 5.0f);
    sum = ::fmaf(sum, square, 1.0f / 3.0f);
    return ::fmaf(2.0f * s * square, sum, 2.0f * s);
}

DEVICE double log1pOfFraction(double x) { return ::log1p(x); }

template <class T> DEVICE T square(T x) { return x * x; }
template <class T> DEVICE T sign(T x) { return x > T(0) ? T(1) : x < T(0) ? T(-1) : x; }
template <class T> DEVICE T sigmoid(T x) { return T(1) / (T(1) + exp(-x)); }

// NaN where one of the arguments is NaN.
template <class T> DEVICE T max(T a, T b) { return a > b || a != a ? a : b; }
template <class T> DEVICE T min(T a, T b) { return a < b || a != a ? a : b; }

template <class T> DEVICE T softplus(T x) { return max(x, T(0)) + log1p(exp(-abs(x))); }

// log cosh x without overflow; for small x without cancellation.
template <class T> DEVICE T logcosh(T x)
{
    const T size = abs(x);
    return size <= T(1) ? log1p(T(2) * square(sinh(x / T(2)))) : size + log1p(exp(T(-2) * size)) - T(0.6931471805599453);
}

DEVICE float atan2(float y, float x) { return ::atan2f(y, x); }
DEVICE double atan2(double y, double x) { return ::atan2(y, x); }

template <class T> DEVICE T clampPositive(T x) { return max(x, T(1e-30)); }
template <class T> DEVICE T lerp(T a, T b, T w) { return a * (T(1) - w) + b * w; }

// Where the divisor is 0 the value is 0; at 0/0 it is the limit, if the generator found another one.
DEVICE double ratio(double a, double b) { return b == 0.0 ? 0.0 : a / b; }
DEVICE double ratio(double a, double b, double limit) { return b != 0.0 ? a / b : a == 0.0 ? limit : 0.0; }
}
