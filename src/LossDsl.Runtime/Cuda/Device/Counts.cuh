// Counts of a masked call, before the first pass: valid pixels and foreground of each region, its mean p, and the divisor of the mean over all regions.
struct CountPass
{
    static constexpr int coefficients = 0, results = 3, operations = 2;
    static constexpr bool hasGradient = false, readsLogP = false, readsLogQ = false;
    DEVICE static constexpr Fold fold(int) { return Fold::sum; }
    DEVICE void take(const double*) {}

    template <class Pixel, class Sums> DEVICE void run(Pixel& pixel, Sums& sums) const
    {
        sums.template add<Fold::sum>(0, real(1));
        sums.template add<Fold::sum>(1, pixel.label());
        sums.template add<Fold::sum>(2, hasMeanProbability ? pixel.p() : real(0));
    }
};

template <class Formula> struct CountFormula
{
    static constexpr int passes = 1, valueAfter = 1;
    static constexpr bool isPerImage = Formula::isPerImage, isPerBatch = false, reducesBatch = false, readsClassWeight = Formula::readsClassWeight, isCount = true;
    DEVICE static constexpr int results(int) { return 3; }
    DEVICE static constexpr int coefficientOffset(int) { return 0; }

    template <int done, class Regions> DEVICE static void after(const Regions& regions)
    {
        if constexpr (done == 1)
        {
            const Call& call = regions.call;
            regions.each([&](int region)
            {
                const double n = regions.result(1, 0, region);
                call.counts[regions.place(region)] = n;
                call.counts[call.regions() + regions.place(region)] = regions.result(1, 1, region);
                call.counts[2 * call.regions() + regions.place(region)] = regions.result(1, 2, region) / math::max(n, 1.0);
            });
            __syncthreads();
            if (isPerImage)
            {
                regions.whole([&] { return regions.inclusion(0); });
            }
            else
            {
                regions.each([&](int region) { regions.value(region, dividesByWeight ? regions.weightedInclusion(region) : regions.inclusion(region)); });
            }
        }
    }
};

// Values of losses that are known without a pass over the pixels.
template <class Formula> DEVICE void evaluate(const Call& call) { evaluateBatch<Formula, 0>(call); }
