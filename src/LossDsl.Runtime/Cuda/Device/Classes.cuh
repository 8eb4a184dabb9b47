// Loop for softmax, which couples the classes of a pixel: a thread owns pixels and walks their classes, so that neighbouring threads read neighbouring logits.
#ifdef CLASSES
typedef Pixel<PlainPrediction> ClassPixel;

// A pixel with its softmax.
struct Column
{
    Index pixel;            // in the image
    bool isHere;            // whether the image has this pixel
    bool isValid;           // for all classes, unless the mask has one value for each class
    StoredTarget stored;    // class index
    Softmax softmax;
};

template <class Pass> struct ClassLoop
{
    const Call& call;
    const Index start;      // of the image in [B, C, N]
    const Index imageStart; // of the image in [B, N]

    DEVICE Index place(int label, Index pixel) const { return start + label * call.pixels + pixel; }

    DEVICE real logit(int label, const Column& column) const
    {
        COUNT_LOAD(sizeof(Logit));
        return isMasked && !column.isValid ? real(0) : softmaxInput(real(toNumber(call.logits[place(label, column.pixel)])));
    }

    DEVICE StoredTarget stored(Index place) const
    {
        COUNT_LOAD(sizeof(Target));
        return StoredTarget(toNumber(call.target[place]));
    }

    DEVICE StoredTarget stored(int label, const Column& column) const { return holdsIndices ? column.stored : stored(place(label, column.pixel)); }

    DEVICE bool isValid(int label, Index pixel, StoredTarget target) const
    {
        if (hasValid)
        {
            COUNT_LOAD(sizeof(Byte));
        }

        return (!hasValid || call.valid[isValidPerClass ? place(label, pixel) : imageStart + pixel] != 0) && isKept(call, target);
    }

    DEVICE bool isValid(int label, const Column& column, StoredTarget target) const { return !isMasked || (isMaskedPerClass ? isValid(label, column.pixel, target) : column.isValid); }

    DEVICE Column open(Index pixel, Index end) const
    {
        Column column;
        column.pixel = pixel;
        column.isHere = pixel < end;
        column.isValid = true;
        if (column.isHere)
        {
            column.stored = holdsIndices ? stored(imageStart + pixel) : StoredTarget(0);
            if (isMasked)
            {
                column.isValid = false;
                for (int label = call.firstClass; label < (isMaskedPerClass ? call.classes : call.firstClass + 1); label++)
                {
                    column.isValid = column.isValid || isValid(label, pixel, stored(label, column));
                }
            }

            for (int label = 0; label < call.classes; label++)
            {
                column.softmax.add(label, logit(label, column));
            }

            column.softmax.template finish<Pass>();
        }

        return column;
    }

    // Runs the pass on a class of a pixel. Returns its gradient u by log-odds divided by 1 - p, and adds the latter to the sums that the gradient by logits needs.
    DEVICE real run(const Pass& pass, int label, const Column& column, real meanSlope, Sums<Pass, real>& sums, real& ratios, real& ofTop) const
    {
        const real x = logit(label, column), relative = column.softmax.relative(label, x);
        const StoredTarget target = stored(label, column);
        const bool valid = isValid(label, column, target);
        ClassPixel element(call, column.softmax.template prediction<Pass>(label, x, relative), x, valid ? toLabel(call, target, label) : real(0), valid, place(label, column.pixel));
        sums.isValid = valid;
        pass.run(element, sums);
        element.addMeanProbability(meanSlope);
        const bool isTop = label == column.softmax.top;
        const real ratio = isTop ? element.gradient : element.gradient / (real(1) - relative * column.softmax.scale);
        ratios += isTop ? real(0) : ratio;
        ofTop += isTop ? ratio : real(0);
        return ratio + element.gradientOfInput;
    }

    // Writes the gradient by the logit of each class: with r = u / (1 - p), t - p sum r for the top class, and r - e^(x - second) (scale sum r + t / sum e^(x - second)) for the others.
    DEVICE void writeGradient(const Column& column, const real* own, real ratios, real ofTop) const
    {
        const Softmax& softmax = column.softmax;
        const real scale = call.gradientScale();
        const real slope = -(softmax.scale * ratios + (softmax.sumOfOthers == real(0) ? real(0) : ofTop / softmax.sumOfOthers));
        for (int label = 0; label < call.classes; label++)
        {
            const real apart = label == softmax.top ? -softmax.share * ratios : softmax.relative(label, logit(label, column)) * slope;
            COUNT_STORE(sizeof(Logit));
            call.gradient[place(label, column.pixel)] = Converted<Logit>::from(((label < call.firstClass ? real(0) : own[label * int(blockDim.x)]) + apart) * scale);
        }
    }
};

template <class Formula, class Pass, int number> DEVICE void run(const Call& call)
{
    extern __shared__ double shared[];
    // Pixels of a thread: few, because each keeps its softmax in registers.
    constexpr int columns = Pass::hasGradient ? 1 : sizeof(real) > 4 ? 2 : 4;
    const int chunk = blockIdx.x % call.chunks, image = blockIdx.x / call.chunks, group = image / call.imagesPerGroup, count = call.includedClasses();
    const Index first = chunk * call.chunk, end = math::min(first + call.chunk, call.pixels);
    const RegionValues<Formula> regions(call, group);

    // In shared memory: coefficients [region][coefficient], slopes of mean p [region], results [region][result][warp], and the gradient of a tile [class][thread].
    double* const coefficients = shared;
    double* const slopes = coefficients + count * Pass::coefficients;
    double* const results = slopes + (hasMeanProbability ? count : 0);
    real* const own = (real*)(results + count * Pass::results * warps()) + threadIdx.x;
    for (int i = threadIdx.x; i < count * Pass::results * warps(); i += blockDim.x)
    {
        results[i] = identity<double>(Pass::fold(i / warps() % atLeastOne(Pass::results)));
    }

    for (int region = threadIdx.x; hasMeanProbability && region < count; region += blockDim.x)
    {
        slopes[region] = regions.meanProbabilitySlope(region);
    }

    prepare<Formula, Pass, number>(call, group, 0, count, coefficients);
    const ClassLoop<Pass> loop = { call, Index(image) * call.classes * call.pixels, Index(image) * call.pixels };
    const bool writes = Pass::hasGradient && call.gradient != nullptr;
    for (Index base = first; base < end; base += Index(columns) * blockDim.x)
    {
        Column column[columns];
#pragma unroll
        for (int i = 0; i < columns; i++)
        {
            column[i] = loop.open(base + i * int(blockDim.x) + threadIdx.x, end);
        }

        real ratios = real(0), ofTop = real(0);
        for (int region = 0; region < count; region++)
        {
            const int label = region + call.firstClass;
            Pass pass;
            pass.take(coefficients + region * Pass::coefficients);
            Sums<Pass, real> sums;
#pragma unroll
            for (int i = 0; i < columns; i++)
            {
                if (column[i].isHere)
                {
                    const real ratio = loop.run(pass, label, column[i], hasMeanProbability ? real(slopes[region]) : real(0), sums, ratios, ofTop);
                    if (writes)
                    {
                        own[label * int(blockDim.x)] = ratio;
                    }
                }
            }

#pragma unroll
            for (int k = 0; k < Pass::results; k++)
            {
                const double value = foldWarp(Pass::fold(k), double(sums.values[k]));
                if (lane() == 0)
                {
                    double& result = results[(region * Pass::results + k) * warps() + warp()];
                    result = combine(Pass::fold(k), result, value);
                }
            }
        }

        if (writes && column[0].isHere)
        {
            loop.writeGradient(column[0], own, ratios, ofTop);
        }
    }

    __syncthreads();
    const int part = (image % call.imagesPerGroup) * call.chunks + chunk;
    for (int i = threadIdx.x; i < count * Pass::results; i += blockDim.x)
    {
        const int region = i / atLeastOne(Pass::results), k = i % atLeastOne(Pass::results);
        double value = results[i * warps()];
        for (int w = 1; w < warps(); w++)
        {
            value = combine(Pass::fold(k), value, results[i * warps() + w]);
        }

        call.partials[(Index(regions.place(region)) * call.parts() + part) * Pass::results + k] = value;
    }

    finish<Formula, Pass, number>(call, group, call.parts());
}
#endif
