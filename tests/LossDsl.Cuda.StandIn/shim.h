// CUDA C++ for g++, as far as NVRTC has it without headers. Comes before every program. No header is included, so that a program compiles fast.
#pragma once
#define LOSSDSL_STAND_IN 1
#define __CUDACC_RTC__ 1
#define __host__
#define __device__
#define __constant__ static const
#define __forceinline__ inline
#define __noinline__ __attribute__((noinline))
#define __restrict__ __restrict
#define __grid_constant__
#define __launch_bounds__(...)
#define __align__(n) alignas(n)
#define __builtin_assume(condition)
// The stand-in looks for these two.
#define __global__ __attribute__((visibility("default"), noinline, used))
#define __shared__ standin_shared_mark

typedef __SIZE_TYPE__ size_t;
typedef __PTRDIFF_TYPE__ ptrdiff_t;

struct StandInIndex { unsigned x, y, z; };

extern "C"
{
extern StandInIndex standin_thread, standin_block, standin_block_size, standin_grid_size;
extern unsigned long long standin_loaded, standin_stored;
alignas(128) extern unsigned char standin_dynamic[];
extern int standin_perturbation;
float standin_perturb(float value, float units, float argument);
int standin_block_barrier(int line, int vote);
void standin_warp_barrier(int operation, unsigned mask, void* value, int size, int source, int line);
void standin_trap(int line);
void* memcpy(void*, const void*, size_t);
void* memset(void*, int, size_t);
extern __attribute__((visibility("hidden"))) char __bss_start[], _end[];

// Shared memory holds nothing when a block begins: NaN.
__attribute__((visibility("default"))) void standin_poison() { memset(__bss_start, 0xff, _end - __bss_start); }
}

#define threadIdx standin_thread
#define blockIdx standin_block
#define blockDim standin_block_size
#define gridDim standin_grid_size
constexpr int warpSize = 32;

// Counts of what a program reads and writes.
inline void standin_count_load(unsigned long long bytes) { standin_loaded += bytes; }
inline void standin_count_store(unsigned long long bytes) { standin_stored += bytes; }
#define COUNT_LOAD(bytes) standin_count_load(bytes)
#define COUNT_STORE(bytes) standin_count_store(bytes)

// Vectors of numbers.
#define STANDIN_VECTORS(T, name) \
    struct alignas(2 * sizeof(T)) name##2 { T x, y; }; \
    struct alignas(4 * sizeof(T) < 16 ? 4 * sizeof(T) : 16) name##4 { T x, y, z, w; }; \
    inline name##2 make_##name##2(T x, T y) { return { x, y }; } \
    inline name##4 make_##name##4(T x, T y, T z, T w) { return { x, y, z, w }; }
STANDIN_VECTORS(float, float)
STANDIN_VECTORS(double, double)
STANDIN_VECTORS(int, int)
STANDIN_VECTORS(unsigned, uint)
STANDIN_VECTORS(unsigned char, uchar)
STANDIN_VECTORS(unsigned short, ushort)
STANDIN_VECTORS(long long, longlong)

// Barriers and exchanges. The line tells barriers apart.
#define __syncthreads() ((void)standin_block_barrier(__LINE__, 0))
#define __syncthreads_count(condition) standin_block_barrier(__LINE__, !!(condition))
#define __syncthreads_or(condition) int(standin_block_barrier(__LINE__, !!(condition)) != 0)
#define __syncthreads_and(condition) int(standin_block_barrier(__LINE__, !(condition)) == 0)
#define __syncwarp StandInWarpBarrier{ __LINE__ }
#define __shfl_sync(...) standin_shuffle_index(__LINE__, __VA_ARGS__)
#define __shfl_down_sync(...) standin_shuffle_down(__LINE__, __VA_ARGS__)
#define __shfl_up_sync(...) standin_shuffle_up(__LINE__, __VA_ARGS__)
#define __shfl_xor_sync(...) standin_shuffle_xor(__LINE__, __VA_ARGS__)
#define __ballot_sync(mask, condition) standin_ballot(__LINE__, mask, condition)
#define __any_sync(mask, condition) int(standin_ballot(__LINE__, mask, condition) != 0)
#define __all_sync(mask, condition) int(standin_ballot(__LINE__, mask, !(condition)) == 0)
#define __trap() standin_trap(__LINE__)
#define __threadfence()
#define __threadfence_block()

inline int standin_lane() { return int(standin_thread.x & 31u); }
struct StandInWarpBarrier { int line; void operator()(unsigned mask = 0xffffffffu) const { char nothing; standin_warp_barrier(0, mask, &nothing, 0, 0, line); } };
inline unsigned standin_ballot(int line, unsigned mask, bool condition) { unsigned value = condition; standin_warp_barrier(2, mask, &value, sizeof value, 0, line); return value; }
template <class T> inline T standin_shuffle(int line, unsigned mask, T value, int source) { standin_warp_barrier(1, mask, &value, sizeof value, source, line); return value; }

template <class T> inline T standin_shuffle_index(int line, unsigned mask, T value, int source, int width = 32)
{
    return standin_shuffle(line, mask, value, (standin_lane() & ~(width - 1)) | (source & (width - 1)));
}

template <class T> inline T standin_shuffle_down(int line, unsigned mask, T value, unsigned distance, int width = 32)
{
    const int lane = standin_lane(), place = (lane & (width - 1)) + int(distance);
    return standin_shuffle(line, mask, value, place < width ? lane + int(distance) : lane);
}

template <class T> inline T standin_shuffle_up(int line, unsigned mask, T value, unsigned distance, int width = 32)
{
    const int lane = standin_lane(), place = (lane & (width - 1)) - int(distance);
    return standin_shuffle(line, mask, value, place >= 0 ? lane - int(distance) : lane);
}

template <class T> inline T standin_shuffle_xor(int line, unsigned mask, T value, int bits, int width = 32) { return standin_shuffle(line, mask, value, standin_lane() ^ bits); }

// Memory. Blocks run one after another.
template <class T> inline T atomicAdd(T* address, T value) { const T old = *address; *address = old + value; return old; }
template <class T> inline T atomicMax(T* address, T value) { const T old = *address; *address = old < value ? value : old; return old; }
template <class T> inline T atomicMin(T* address, T value) { const T old = *address; *address = value < old ? value : old; return old; }
template <class T> inline T atomicExch(T* address, T value) { const T old = *address; *address = value; return old; }
template <class T> inline T atomicCAS(T* address, T expected, T value) { const T old = *address; *address = old == expected ? value : old; return old; }
inline unsigned atomicInc(unsigned* address, unsigned limit) { const unsigned old = *address; *address = old >= limit ? 0u : old + 1u; return old; }
template <class T> inline T __ldg(const T* address) { return *address; }
template <class T> inline T __ldcg(const T* address) { return *address; }
template <class T> inline T __ldca(const T* address) { return *address; }
template <class T> inline T __ldcs(const T* address) { return *address; }
template <class T> inline void __stcg(T* address, T value) { *address = value; }
template <class T> inline void __stcs(T* address, T value) { *address = value; }

// Bits.
template <class To, class From> inline To standin_bits(From value) { static_assert(sizeof(To) == sizeof(From), ""); To result; memcpy(&result, &value, sizeof result); return result; }
inline unsigned __float_as_uint(float x) { return standin_bits<unsigned>(x); }
inline float __uint_as_float(unsigned x) { return standin_bits<float>(x); }
inline int __float_as_int(float x) { return standin_bits<int>(x); }
inline float __int_as_float(int x) { return standin_bits<float>(x); }
inline long long __double_as_longlong(double x) { return standin_bits<long long>(x); }
inline double __longlong_as_double(long long x) { return standin_bits<double>(x); }
inline int __popc(unsigned x) { return __builtin_popcount(x); }
inline int __popcll(unsigned long long x) { return __builtin_popcountll(x); }
inline int __clz(int x) { return x == 0 ? 32 : __builtin_clz(unsigned(x)); }
inline int __ffs(int x) { return __builtin_ffs(x); }

inline float standin_half_to_float(unsigned short bits)
{
    const unsigned sign = unsigned(bits & 0x8000u) << 16, exponent = (bits >> 10) & 31u, fraction = bits & 1023u;
    if (exponent == 0)
    {
        const float small = float(fraction) * 5.9604644775390625e-8f;
        return sign ? -small : small;
    }

    return __uint_as_float(sign | (exponent == 31 ? 0x7f800000u : (exponent + 112u) << 23) | fraction << 13);
}

// To the nearest, ties to even.
inline unsigned short standin_float_to_half(float value)
{
    const unsigned bits = __float_as_uint(value), sign = (bits >> 16) & 0x8000u, size = bits & 0x7fffffffu;
    if (size > 0x7f800000u)
    {
        return 0x7fff;
    }

    if (size >= 0x477ff000u)
    {
        return (unsigned short)(sign | 0x7c00u);
    }

    if (size < 0x38800000u)
    {
        // The addition rounds to multiples of the smallest half.
        return (unsigned short)(sign | (__float_as_uint(__uint_as_float(size) + 0.5f) - 0x3f000000u));
    }

    return (unsigned short)(sign | ((size - 0x38000000u + 0xfffu + ((size >> 13) & 1u)) >> 13));
}

// Functions. Those of float are wrong by the largest error that the CUDA C++ Programming Guide (appendix on mathematical functions) gives, in units of the last place, if the test asks for that.
#define STANDIN_DECLARE(name) double name(double); float name##f(float);
#define STANDIN_EXACT(name) inline float name(float x) { return name##f(x); }
#define STANDIN_FUNCTION(name, units) \
    inline float standin_##name##f(float x) { const float result = name##f(x); return __builtin_expect(standin_perturbation, 0) ? standin_perturb(result, units, x) : result; } \
    inline float name(float x) { return standin_##name##f(x); }
#define STANDIN_ALL(apply) \
    apply(exp, 2) apply(exp2, 2) apply(expm1, 1) apply(log, 1) apply(log2, 1) apply(log10, 2) apply(log1p, 1) apply(cbrt, 1) apply(sin, 2) apply(cos, 2) apply(tan, 4) apply(asin, 2) apply(acos, 2) \
    apply(atan, 2) apply(sinh, 3) apply(cosh, 2) apply(tanh, 2) apply(asinh, 3) apply(acosh, 4) apply(atanh, 3) apply(erf, 2) apply(erfc, 4)
#define STANDIN_ALL_EXACT(apply) apply(sqrt) apply(fabs) apply(floor) apply(ceil) apply(trunc) apply(round) apply(rint)
#define STANDIN_DECLARE_TWO(name, units) STANDIN_DECLARE(name)

extern "C"
{
STANDIN_ALL(STANDIN_DECLARE_TWO)
STANDIN_ALL_EXACT(STANDIN_DECLARE)
double pow(double, double);
float powf(float, float);
double atan2(double, double);
float atan2f(float, float);
double hypot(double, double);
float hypotf(float, float);
double fmod(double, double);
float fmodf(float, float);
double fma(double, double, double);
float fmaf(float, float, float);
double fmax(double, double);
float fmaxf(float, float);
double fmin(double, double);
float fminf(float, float);
double copysign(double, double);
float copysignf(float, float);
double ldexp(double, int);
float ldexpf(float, int);
int abs(int);
long long llabs(long long);
}

STANDIN_ALL(STANDIN_FUNCTION)
STANDIN_ALL_EXACT(STANDIN_EXACT)

inline float standin_off(float result, float units, float argument) { return __builtin_expect(standin_perturbation, 0) ? standin_perturb(result, units, argument) : result; }
inline float standin_powf(float x, float y) { return standin_off(powf(x, y), 9, x); }
inline float standin_atan2f(float y, float x) { return standin_off(atan2f(y, x), 3, x); }
inline float standin_hypotf(float x, float y) { return standin_off(hypotf(x, y), 3, x); }
inline float rsqrtf(float x) { return standin_off(1.0f / sqrtf(x), 2, x); }
inline double rsqrt(double x) { return 1.0 / sqrt(x); }
inline float pow(float x, float y) { return standin_powf(x, y); }
inline float fma(float x, float y, float z) { return fmaf(x, y, z); }
inline float fmax(float x, float y) { return fmaxf(x, y); }
inline float fmin(float x, float y) { return fminf(x, y); }
inline float abs(float x) { return fabsf(x); }
inline double abs(double x) { return fabs(x); }
inline long long abs(long long x) { return llabs(x); }
template <class T> inline T max(T a, T b) { return a < b ? b : a; }
template <class T> inline T min(T a, T b) { return b < a ? b : a; }
inline float max(float a, float b) { return fmaxf(a, b); }
inline double max(double a, double b) { return fmax(a, b); }
inline float min(float a, float b) { return fminf(a, b); }
inline double min(double a, double b) { return fmin(a, b); }
template <class T> inline bool isnan(T x) { return __builtin_isnan(x); }
template <class T> inline bool isinf(T x) { return __builtin_isinf(x); }
template <class T> inline bool isfinite(T x) { return __builtin_isfinite(x); }
template <class T> inline bool signbit(T x) { return __builtin_signbit(x); }

#define expf standin_expf
#define exp2f standin_exp2f
#define expm1f standin_expm1f
#define logf standin_logf
#define log2f standin_log2f
#define log10f standin_log10f
#define log1pf standin_log1pf
#define cbrtf standin_cbrtf
#define sinf standin_sinf
#define cosf standin_cosf
#define tanf standin_tanf
#define asinf standin_asinf
#define acosf standin_acosf
#define atanf standin_atanf
#define sinhf standin_sinhf
#define coshf standin_coshf
#define tanhf standin_tanhf
#define asinhf standin_asinhf
#define acoshf standin_acoshf
#define atanhf standin_atanhf
#define erff standin_erff
#define erfcf standin_erfcf
#define powf standin_powf
#define atan2f standin_atan2f
#define hypotf standin_hypotf

// Approximations of the hardware. Logarithms near 1 have an absolute error, which is that many units of the result.
extern "C"
{
float standin_approximate_exp(float x);
float standin_approximate_log(float x);
float standin_ex2(float x);
float standin_lg2(float x);
float standin_rcp(float x);
float standin_tanh_approx(float x);
}

inline float __expf(float x) { return standin_approximate_exp(x); }
inline float __logf(float x) { return standin_approximate_log(x); }
inline float __log2f(float x) { return standin_lg2(x); }
inline float __log10f(float x) { return standin_lg2(x) * 0.30102999566f; }
inline float __exp2f(float x) { return standin_ex2(x); }
inline float __exp10f(float x) { return standin_ex2(x * 3.3219280949f); }
inline float __powf(float x, float y) { return standin_ex2(y * standin_lg2(x)); }
inline float __fdividef(float a, float b) { return b > 8.507059173e37f || b < -8.507059173e37f ? a / b * 0.0f : standin_off(a / b, 2, a); }
inline float __frcp_rn(float x) { return 1.0f / x; }
inline float __fsqrt_rn(float x) { return sqrtf(x); }
inline float __frsqrt_rn(float x) { return float(1.0 / sqrt(double(x))); }
inline float __fdiv_rn(float a, float b) { return a / b; }
inline float __fmaf_rn(float x, float y, float z) { return fmaf(x, y, z); }
inline double __fma_rn(double x, double y, double z) { return fma(x, y, z); }
// Not contracted to a multiply-add.
inline float __fmul_rn(float x, float y) { volatile float result = x * y; return result; }
inline float __fadd_rn(float x, float y) { volatile float result = x + y; return result; }
inline float __fsub_rn(float x, float y) { volatile float result = x - y; return result; }
inline double __dmul_rn(double x, double y) { volatile double result = x * y; return result; }
inline double __dadd_rn(double x, double y) { volatile double result = x + y; return result; }
inline double __ddiv_rn(double a, double b) { return a / b; }
inline float __saturatef(float x) { return x > 0.0f ? x < 1.0f ? x : 1.0f : 0.0f; }
inline int __float2int_rn(float x) { return int(rintf(x)); }
inline int __float2int_rd(float x) { return int(floorf(x)); }
inline int __float2int_rz(float x) { return int(x); }

// Calls of kernels by the driver, with arguments as cuLaunchKernel has them.
template <unsigned... I> struct StandInIndices {};
template <class T> struct StandInArgument { alignas(T) unsigned char bytes[sizeof(T)]; StandInArgument(const void* source) { memcpy(bytes, source, sizeof(T)); } operator T&() { return *(T*)bytes; } };
template <class... A, unsigned... I> inline void standin_call(void (*kernel)(A...), void** values, StandInIndices<I...>) { kernel(static_cast<A&>(StandInArgument<A>(values[I]))...); }
template <class... A> inline void standin_call(void (*kernel)(A...), void** values) { standin_call(kernel, values, StandInIndices<__integer_pack(sizeof...(A))...>{}); }
