// Types of elements in memory, and the conversions to and from the type of the arithmetic. No header is included: NVRTC has none for half types.
#define DEVICE __device__ __forceinline__

#define KERNEL(name, ...) extern "C" __global__ void __launch_bounds__(256) name(const Call call) { __VA_ARGS__(call); }

// Bytes that a program reads and writes in the device's memory. A stand-in for the device, on which tests run, counts them.
#ifndef COUNT_LOAD
#define COUNT_LOAD(bytes)
#define COUNT_STORE(bytes)
#endif

typedef unsigned char Byte;
typedef long long Index;

struct Half { unsigned short bits; };
struct BFloat16 { unsigned short bits; };

// How the values of pixels become one result of a region.
enum class Fold { sum, largest, smallest };

DEVICE float bitsToFloat(unsigned bits) { return __uint_as_float(bits); }

DEVICE float toNumber(float x) { return x; }
DEVICE double toNumber(double x) { return x; }
DEVICE float toNumber(Byte x) { return float(x); }
DEVICE Index toNumber(Index x) { return x; }
DEVICE float toNumber(BFloat16 x) { return bitsToFloat(unsigned(x.bits) << 16); }

DEVICE float toNumber(Half x)
{
#ifdef LOSSDSL_STAND_IN
    return standin_half_to_float(x.bits);
#else
    float result;
    asm("cvt.f32.f16 %0, %1;" : "=f"(result) : "h"(x.bits));
    return result;
#endif
}

template <class T> struct Converted { template <class Number> DEVICE static T from(Number x) { return T(x); } };

template <> struct Converted<BFloat16>
{
    // To the nearest, ties to even. NaN stays NaN.
    DEVICE static BFloat16 from(double x)
    {
        const float single = float(x);
        const unsigned bits = __float_as_uint(single);
        BFloat16 result;
        result.bits = single == single ? (unsigned short)((bits + 0x7fffu + ((bits >> 16) & 1u)) >> 16) : (unsigned short)0x7fffu;
        return result;
    }
};

template <> struct Converted<Half>
{
    DEVICE static Half from(double x)
    {
        Half result;
#ifdef LOSSDSL_STAND_IN
        result.bits = standin_float_to_half(float(x));
#else
        asm("cvt.rn.f16.f32 %0, %1;" : "=h"(result.bits) : "f"(float(x)));
#endif
        return result;
    }
};

// Neighbouring elements, which are read and written together. The address is aligned to their size, or to 16 bytes if they are larger.
template <class T, int count> struct alignas(sizeof(T) * count < 16 ? sizeof(T) * count : 16) Pack
{
    T values[count];

    DEVICE static Pack load(const T* source)
    {
        COUNT_LOAD(sizeof(Pack));
        return *(const Pack*)source;
    }

    DEVICE void store(T* target) const
    {
        COUNT_STORE(sizeof(Pack));
        *(Pack*)target = *this;
    }
};
