// Powers and their derivatives.
namespace math
{
// x^e as 2^(e log2 x): relative error at most 6e-6 where the power is no smaller than 1e-38, a fifth of the instructions of powf. A negative base has powers for whole exponents alone.
DEVICE float anyPower(float x, float e)
{
    const bool isWhole = e == ::truncf(e), isOdd = isWhole && e * 0.5f != ::truncf(e * 0.5f);
    const float power = ::exp2f(e * ::log2f(isWhole ? ::fabsf(x) : x));
    return isOdd && x < 0.0f ? -power : power;
}

DEVICE double anyPower(double x, double e) { return ::pow(x, e); }

// Whole and half exponents up to 3 take a product or a root. The exponent is the same for all pixels, so that threads do not diverge.
template <class T> DEVICE T pow(T x, T e)
{
    return e == T(0) ? T(1) : e == T(0.5) ? sqrt(x + T(0)) : e == T(1) ? x : e == T(1.5) ? x * sqrt(x + T(0)) : e == T(2) ? x * x
        : e == T(3) ? x * x * x : e == T(-0.5) ? T(1) / sqrt(x + T(0)) : e == T(-1) ? T(1) / x : anyPower(x, e);
}

// e x^(e - 1), finite at 0 for 0 < e < 1.
template <class T> DEVICE T powSlope(T x, T e) { return e == T(0) ? T(0) : e * pow(e > T(0) && e < T(1) ? clampPositive(x) : x, e - T(1)); }

// a y u^e + b (1 - y) v^e. A label of 0 or 1 needs one of the powers.
template <class T> DEVICE T powOfLabel(T y, T a, T u, T b, T v, T e)
{
    const T first = (y == T(0) ? b : a * y) * pow(y == T(0) ? v : u, e);
    return y * (T(1) - y) == T(0) ? first : first + b * (T(1) - y) * pow(v, e);
}

// a y f(u) + b (1 - y) f(v) for the derivative f of x^e.
template <class T> DEVICE T powSlopeOfLabel(T y, T a, T u, T b, T v, T e)
{
    const T first = (y == T(0) ? b : a * y) * powSlope(y == T(0) ? v : u, e);
    return y * (T(1) - y) == T(0) ? first : first + b * (T(1) - y) * powSlope(v, e);
}

// Powers u^e and v^e together with their derivatives: e x^(e - 1) is e x^e / x.
template <class T> struct LabelPowers
{
    T y, power, slope, otherPower, otherSlope;

    DEVICE LabelPowers(T label, T u, T v, T e) : y(label), otherPower(T(0)), otherSlope(T(0))
    {
        raise(y == T(0) ? v : u, e, power, slope);
        if (y * (T(1) - y) != T(0))
        {
            raise(v, e, otherPower, otherSlope);
        }
    }

    DEVICE T powers(T a, T b) const { return sum(a, b, power, otherPower); }
    DEVICE T slopes(T a, T b) const { return sum(a, b, slope, otherSlope); }

private:
    DEVICE static void raise(T x, T e, T& power, T& slope)
    {
        power = pow(x, e);
        const T safe = clampPositive(x);
        slope = x < T(1e-30) ? powSlope(x, e) : e * power / safe;
    }

    DEVICE T sum(T a, T b, T first, T other) const
    {
        const T one = (y == T(0) ? b : a * y) * first;
        return y * (T(1) - y) == T(0) ? one : one + b * (T(1) - y) * other;
    }
};
}
