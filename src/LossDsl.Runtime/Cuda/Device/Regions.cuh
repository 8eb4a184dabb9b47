// Region values of one group, as the arithmetic between passes reads them.
template <class Formula> struct RegionValues
{
    const Call& call;
    const int group;

    DEVICE RegionValues(const Call& call, int group) : call(call), group(group) {}

    DEVICE int place(int region) const { return group * call.includedClasses() + region; }
    DEVICE double classes() const { return call.includedClasses(); }
    DEVICE double imageCount() const { return call.groups(); }
    DEVICE double count(int kind, int region) const { return call.counts[kind * call.regions() + place(region)]; }
    DEVICE double n(int region) const { return hasCounts ? count(0, region) : double(call.imagesPerGroup) * double(call.pixels); }
    DEVICE double divisor(int region) const { return math::max(n(region), 1.0); }
    DEVICE double input(int index, int region) const { return call.inputs[index * call.regions() + place(region)]; }
    DEVICE double weight(int region) const { return call.weights ? call.weights[region] : 1.0; }
    DEVICE double classWeightInMean(int region) const { return !dividesByWeight || call.meanWeight == 0.0 ? weight(region) : weight(region) / call.meanWeight; }

    DEVICE double classWeight(int region) const
    {
        if (!dividesByWeight)
        {
            return weight(region);
        }

        double weighted = 0.0, all = 0.0;
        for (int c = 0; c < call.includedClasses(); c++)
        {
            weighted += weight(c) * count(1, c);
            all += count(1, c);
        }

        return weighted == 0.0 ? weight(region) : weight(region) / (weighted / all);
    }

    // The index of the value that a region belongs to: its own, that of the group, or that of the batch.
    DEVICE int valuePlace(int region) const { return Formula::isPerBatch ? 0 : Formula::isPerImage ? group : place(region); }
    DEVICE bool isEmpty(int region) const { return hasCounts && call.emptyMask != 0 && !Formula::isPerImage && count(1, region) == 0.0; }

    // 1 if the value enters the result, else 0.
    DEVICE double inclusion(int region) const
    {
        if (!hasCounts)
        {
            return 1.0;
        }

        if (!Formula::isPerImage)
        {
            return count(0, region) > 0.0 && !(call.emptyMask == 1 && isEmpty(region)) ? 1.0 : 0.0;
        }

        const int first = Formula::isPerBatch ? 0 : place(0), end = Formula::isPerBatch ? call.regions() : place(call.includedClasses());
        for (int i = first; i < end; i++)
        {
            if (call.counts[i] > 0.0)
            {
                return 1.0;
            }
        }

        return 0.0;
    }

    DEVICE double weightedInclusion(int region) const { return inclusion(region) * (Formula::isPerImage || Formula::readsClassWeight ? 1.0 : weight(region)); }

    // Factor of the value in the result.
    DEVICE double factor(int region) const
    {
        const double total = call.reduction != 1 || Formula::isPerBatch ? 1.0 : hasCounts ? call.counts[3 * call.regions()] : call.divisor;
        return weightedInclusion(region) / (total == 0.0 ? 1.0 : total);
    }

    DEVICE double slope(int region) const { return factor(region) * (call.reduction == 0 && call.gradOutput != nullptr ? call.gradOutput[valuePlace(region)] : 1.0); }
    DEVICE double upstream(int region) const { return isEmpty(region) ? 0.0 : slope(region); }

    // Gradient by p of the pixels of a region whose value is its mean p.
    DEVICE double meanProbabilitySlope(int region) const { return hasMeanProbability && !Formula::isCount && isEmpty(region) ? slope(region) / divisor(region) : 0.0; }

    DEVICE static constexpr int offset(int pass)
    {
        int sum = 0;
        for (int before = 1; before < pass; before++)
        {
            sum += Formula::results(before);
        }

        return sum;
    }

    DEVICE double& resultOf(int pass, int index, int region) const { return call.results[(offset(pass) + index) * call.regions() + place(region)]; }

    // Where the batch is reduced, other blocks have written the results of other images.
    DEVICE double result(int pass, int index, int region) const { return Formula::reducesBatch ? __ldcg(&resultOf(pass, index, region)) : resultOf(pass, index, region); }
};

// An infinite coefficient would make NaN of pixels at which its factor is 0.
DEVICE double clampCoefficient(double value) { return value > 1e37 ? 1e37 : value < -1e37 ? -1e37 : value; }

// Region arithmetic before the first pass: each block computes the coefficients of its own regions, into shared memory.
template <class Formula, class Pass> struct BeforeFirstPass : RegionValues<Formula>
{
    const int first, count;
    double* const coefficients;

    DEVICE BeforeFirstPass(const Call& call, int group, int first, int count, double* coefficients) :
        RegionValues<Formula>(call, group), first(first), count(count), coefficients(coefficients) {}

    template <class Function> DEVICE double overClasses(Fold fold, Function term) const
    {
        double value = identity<double>(fold);
        for (int region = 0; region < this->call.includedClasses(); region++)
        {
            value = combine(fold, value, term(region));
        }

        return value;
    }

    template <class Function> DEVICE double overImages(Fold fold, Function term) const
    {
        double value = identity<double>(fold);
        for (int image = 0; image < this->call.groups(); image++)
        {
            value = combine(fold, value, term(BeforeFirstPass(this->call, image, first, count, coefficients)));
        }

        return value;
    }

    template <class Function> DEVICE void each(Function function) const
    {
        for (int region = first + threadIdx.x; region < first + count; region += blockDim.x)
        {
            function(region);
        }
    }

    template <class Function> DEVICE void whole(Function) const {}
    DEVICE void value(int, double) const {}
    DEVICE void coefficient(int region, int index, double value) const { coefficients[(region - first) * Pass::coefficients + index] = clampCoefficient(value); }
};

// Region arithmetic after a pass, in the last block of a group, or of all groups where the batch is reduced.
template <class Formula, int done> struct AfterPass : RegionValues<Formula>
{
    DEVICE AfterPass(const Call& call, int group) : RegionValues<Formula>(call, group) {}

    template <class Function> DEVICE double overClasses(Fold fold, Function term) const
    {
        double* const terms = this->call.scratch + this->place(0);
        __syncthreads();
        each([&](int region) { terms[region] = term(region); });
        __syncthreads();
        double value = identity<double>(fold);
        for (int region = 0; region < this->call.includedClasses(); region++)
        {
            value = combine(fold, value, terms[region]);
        }

        return value;
    }

    // All threads compute the term of every image together.
    template <class Function> DEVICE double overImages(Fold fold, Function term) const
    {
        double value = identity<double>(fold);
        for (int image = 0; image < this->call.groups(); image++)
        {
            value = combine(fold, value, term(AfterPass(this->call, image)));
        }

        return value;
    }

    template <class Function> DEVICE void each(Function function) const
    {
        for (int region = threadIdx.x; region < this->call.includedClasses(); region += blockDim.x)
        {
            function(region);
        }
    }

    template <class Function> DEVICE void whole(Function function) const
    {
        if (threadIdx.x == 0)
        {
            value(0, function());
        }
    }

    DEVICE void coefficient(int region, int index, double value) const
    {
        this->call.coefficients[(Formula::coefficientOffset(done + 1) + index) * this->call.regions() + this->place(region)] = clampCoefficient(value);
    }

    DEVICE void value(int region, double value) const
    {
        const int place = this->valuePlace(region);
        if (Formula::isCount)
        {
            this->call.values[place] = value;
            return;
        }

        // The value of an excluded region may be NaN, which 0 times NaN would keep.
        const double factor = this->factor(region);
        const double known = !this->isEmpty(region) ? value : this->call.emptyMask == 2 ? this->count(2, region) : this->call.emptyMask == 3 ? 1.0 : value;
        const double weighted = factor == 0.0 ? 0.0 : factor * known;
        if (this->call.reduction == 0)
        {
            this->call.value[place] = Result(weighted);
        }
        else
        {
            this->call.values[place] = weighted;
        }
    }
};

// Adds the values of all groups. Runs in the last block of all.
template <class Formula> DEVICE void reduceValues(const Call& call)
{
    __shared__ double sums[8];
    const int count = Formula::isPerBatch ? 1 : Formula::isPerImage ? call.groups() : call.regions();
    double sum = 0.0;
    for (int i = threadIdx.x; i < count; i += blockDim.x)
    {
        sum += __ldcg(call.values + i);
    }

    sum = foldWarp(Fold::sum, sum);
    if (lane() == 0)
    {
        sums[warp()] = sum;
    }

    __syncthreads();
    if (threadIdx.x == 0)
    {
        for (int i = 1; i < warps(); i++)
        {
            sum += sums[i];
        }

        if (Formula::isCount)
        {
            call.counts[3 * call.regions()] = sum;
        }
        else
        {
            *call.value = Result(sum);
        }
    }
}

// Runs the region arithmetic of all images, in one block, and reduces the values once they are known.
template <class Formula, int done> DEVICE void evaluateBatch(const Call& call)
{
    for (int group = 0; group < call.groups(); group++)
    {
        Formula::template after<done>(AfterPass<Formula, done>(call, group));
    }

    __threadfence();
    __syncthreads();
    if (done == Formula::valueAfter && call.reduction != 0)
    {
        reduceValues<Formula>(call);
    }
}

// Ends a pass: the last block of a group folds the partial results of the group's regions and runs the region arithmetic; the last block of all reduces the values.
template <class Formula, class Pass, int number> DEVICE void finish(const Call& call, int group, unsigned blocks)
{
    constexpr bool hasValue = number == Formula::valueAfter, hasNext = number < Formula::passes;
    if (!hasValue && !hasNext)
    {
        return;
    }

    if (!isLast(call.tickets + group, blocks))
    {
        return;
    }

    const AfterPass<Formula, number> regions(call, group);
    for (int item = warp(); item < call.includedClasses() * Pass::results; item += warps())
    {
        const int region = item / atLeastOne(Pass::results), result = item % atLeastOne(Pass::results);
        const double* const partials = call.partials + (Index(regions.place(region)) * call.parts()) * Pass::results + result;
        const Fold fold = Pass::fold(result);
        double value = identity<double>(fold);
        for (int part = lane(); part < call.parts(); part += 32)
        {
            value = combine(fold, value, __ldcg(partials + Index(part) * Pass::results));
        }

        value = foldWarp(fold, value);
        if (lane() == 0)
        {
            // A region without valid pixels has 0 for every result, for extremes too.
            regions.resultOf(number, result, region) = Formula::isCount || regions.n(region) > 0.0 ? value : 0.0;
        }
    }

    __syncthreads();
    if constexpr (Formula::reducesBatch)
    {
        if (isLast(call.tickets + call.groups(), call.groups()))
        {
            evaluateBatch<Formula, number>(call);
        }

        return;
    }

    Formula::template after<number>(regions);
    if (hasValue && (Formula::isCount || call.reduction != 0) && isLast(call.tickets + call.groups(), call.groups()))
    {
        reduceValues<Formula>(call);
    }
}

// Puts the coefficients of a pass into shared memory, for regions of one group.
template <class Formula, class Pass, int number> DEVICE void prepare(const Call& call, int group, int first, int count, double* coefficients)
{
    if constexpr (number == 1)
    {
        Formula::template after<0>(BeforeFirstPass<Formula, Pass>(call, group, first, count, coefficients));
    }
    else
    {
        const RegionValues<Formula> regions(call, group);
        for (int i = threadIdx.x; i < count * Pass::coefficients; i += blockDim.x)
        {
            const int region = i / atLeastOne(Pass::coefficients), index = i % atLeastOne(Pass::coefficients);
            coefficients[i] = call.coefficients[(Formula::coefficientOffset(number) + index) * call.regions() + regions.place(first + region)];
        }
    }

    __syncthreads();
}
