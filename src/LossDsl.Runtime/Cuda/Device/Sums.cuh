// Results of a pass: folded over the pixels of a thread, then of a warp, a block, and a region, always in the same order.
template <class T> DEVICE T combine(Fold fold, T a, T b) { return fold == Fold::sum ? a + b : fold == Fold::largest ? math::max(a, b) : math::min(a, b); }
template <class T> DEVICE T identity(Fold fold) { return fold == Fold::sum ? T(0) : fold == Fold::largest ? -T(1) / T(0) : T(1) / T(0); }

DEVICE constexpr int atLeastOne(int count) { return count > 0 ? count : 1; }

template <class Pass, class T> struct Sums
{
    T values[atLeastOne(Pass::results)];
    bool isValid;

    DEVICE Sums() : isValid(true) { clear(); }

    DEVICE void clear()
    {
#pragma unroll
        for (int k = 0; k < Pass::results; k++)
        {
            values[k] = identity<T>(Pass::fold(k));
        }
    }

    template <Fold fold, class Term> DEVICE void add(int result, Term term)
    {
        if (!isMasked || isValid)
        {
            values[result] = combine(fold, values[result], T(term));
        }
    }

    template <class Other> DEVICE void take(const Other& other)
    {
#pragma unroll
        for (int k = 0; k < Pass::results; k++)
        {
            values[k] = combine(Pass::fold(k), values[k], T(other.values[k]));
        }
    }
};

template <class T> DEVICE T foldWarp(Fold fold, T value)
{
#pragma unroll
    for (int distance = 16; distance > 0; distance /= 2)
    {
        value = combine(fold, value, __shfl_down_sync(0xffffffffu, value, distance));
    }

    return value;
}

DEVICE int lane() { return threadIdx.x % 32; }
DEVICE int warp() { return threadIdx.x / 32; }
DEVICE int warps() { return blockDim.x / 32; }

// Whether this block is the last of a number of blocks to come here. The last one sees what the others have written, and leaves the ticket at 0 for the next kernel.
DEVICE bool isLast(unsigned* ticket, unsigned blocks)
{
    __shared__ bool last;
    __threadfence();
    __syncthreads();
    if (threadIdx.x == 0)
    {
        last = atomicAdd(ticket, 1u) == blocks - 1u;
        if (last)
        {
            *ticket = 0u;
        }
    }

    __syncthreads();
    __threadfence();
    return last;
}
