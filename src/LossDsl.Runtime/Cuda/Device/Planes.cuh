// Loop over the pixels of one class of one image: sigmoid, and given probabilities.
#ifdef PLANES
typedef PLANES Activated;
typedef Pixel<Activated> PlanePixel;

template <class Pass> struct Plane
{
    const Call& call;
    const int image, label;
    const Index start;      // of the plane in [B, C, N]
    const Index imageStart; // of the image in [B, N]
    const real meanSlope, scale;
    Pass pass;
    Sums<Pass, real> sums;

    // Runs the pass on neighbouring pixels, and writes their gradient.
    DEVICE void run(Index pixel)
    {
        const auto logits = Pack<Logit, vector>::load(call.logits + start + pixel);
        const auto targets = Pack<Target, vector>::load(call.target + (holdsIndices ? imageStart : start) + pixel);
        Pack<Byte, vector> valid;
        if (hasValid)
        {
            valid = Pack<Byte, vector>::load(call.valid + (isValidPerClass ? start : imageStart) + pixel);
        }

        Pack<Logit, vector> gradients;
#pragma unroll
        for (int i = 0; i < vector; i++)
        {
            const StoredTarget stored = StoredTarget(toNumber(targets.values[i]));
            const bool isValid = (!hasValid || valid.values[i] != 0) && isKept(call, stored);
            const real x = checkedInput(real(toNumber(logits.values[i])));
            PlanePixel element(call, Activated::template from<Pass>(x), x, isValid ? toLabel(call, stored, label) : real(0), isValid, start + pixel + i);
            sums.isValid = isValid;
            pass.run(element, sums);
            element.addMeanProbability(meanSlope);
            gradients.values[i] = Converted<Logit>::from((element.gradient + element.gradientOfInput) * scale);
        }

        if (Pass::hasGradient && call.gradient != nullptr)
        {
            gradients.store(call.gradient + start + pixel);
        }
    }
};

template <class Pass> DEVICE void clearGradient(const Call& call, Index start, Index first, Index end)
{
    if (Pass::hasGradient && call.gradient != nullptr)
    {
        for (Index pixel = first + threadIdx.x; pixel < end; pixel += blockDim.x)
        {
            call.gradient[start + pixel] = Converted<Logit>::from(real(0));
        }
    }
}

template <class Formula, class Pass, int number> DEVICE void run(const Call& call)
{
    __shared__ double coefficients[atLeastOne(Pass::coefficients)], partials[atLeastOne(Pass::results)][8];
    const int chunk = blockIdx.x % call.chunks, plane = blockIdx.x / call.chunks, label = plane % call.classes, image = plane / call.classes;
    const int group = image / call.imagesPerGroup, region = label - call.firstClass;
    const Index start = Index(plane) * call.pixels, first = chunk * call.chunk, end = math::min(first + call.chunk, call.pixels);
    if (region < 0)
    {
        clearGradient<Pass>(call, start, first, end);
        return;
    }

    const RegionValues<Formula> regions(call, group);
    prepare<Formula, Pass, number>(call, group, region, 1, coefficients);
    Plane<Pass> loop = { call, image, label, start, Index(image) * call.pixels, real(regions.meanProbabilitySlope(region)), call.gradientScale(), {}, {} };
    loop.pass.take(coefficients);

    // At most 16 pixels are added in the type of the arithmetic.
    Sums<Pass, double> totals;
    const int stride = blockDim.x * vector;
    int rounds = 0;
    for (Index pixel = first + threadIdx.x * vector; pixel < end; pixel += stride)
    {
        loop.run(pixel);
        if (++rounds * vector >= 16)
        {
            totals.take(loop.sums);
            loop.sums.clear();
            rounds = 0;
        }
    }

    totals.take(loop.sums);
#pragma unroll
    for (int k = 0; k < Pass::results; k++)
    {
        const double value = foldWarp(Pass::fold(k), totals.values[k]);
        if (lane() == 0)
        {
            partials[k][warp()] = value;
        }
    }

    __syncthreads();
    const int part = (image % call.imagesPerGroup) * call.chunks + chunk;
    if (threadIdx.x < Pass::results)
    {
        const Fold fold = Pass::fold(threadIdx.x);
        double value = partials[threadIdx.x][0];
        for (int i = 1; i < warps(); i++)
        {
            value = combine(fold, value, partials[threadIdx.x][i]);
        }

        call.partials[(Index(regions.place(region)) * call.parts() + part) * Pass::results + threadIdx.x] = value;
    }

    finish<Formula, Pass, number>(call, group, unsigned(call.includedClasses()) * call.parts());
}
#endif
