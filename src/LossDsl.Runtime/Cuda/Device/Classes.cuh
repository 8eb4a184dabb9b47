// Loops for softmax, which couples the classes of a pixel: a thread owns pixels and walks their classes, so that neighbouring threads read neighbouring logits.
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

    // The pixel without its softmax.
    DEVICE Column find(Index pixel, Index end) const
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
        }

        return column;
    }

    DEVICE Column open(Index pixel, Index end) const
    {
        Column column = find(pixel, end);
        if (column.isHere)
        {
            for (int label = 0; label < call.classes; label++)
            {
                column.softmax.add(label, logit(label, column));
            }

            column.softmax.template finish<Pass>();
        }

        return column;
    }

    // Runs the pass on a class of a pixel. Returns its gradient u by log-odds divided by 1 - p, and adds the latter to the sums that the gradient by logits needs.
    template <class Sums> DEVICE real run(const Pass& pass, int label, const Column& column, real x, real relative, real meanSlope, Sums& sums, real& ratios, real& ofTop) const
    {
        const StoredTarget target = stored(label, column);
        const bool valid = isValid(label, column, target);
        ClassPixel element(call, column.softmax.template prediction<Pass>(label, x, relative), x, valid ? toLabel(call, target, label) : real(0), valid, place(label, column.pixel));
        sums.isValid = valid;
        pass.run(element, sums);
        element.addMeanProbability(meanSlope);

        // Only the top class has p above 1/2.
        const bool isTop = label == column.softmax.top;
        const real ratio = isTop ? element.gradient : element.gradient * math::reciprocal(real(1) - relative * column.softmax.scale);
        ratios += isTop ? real(0) : ratio;
        ofTop += isTop ? ratio : real(0);
        return ratio + element.gradientOfInput;
    }

    // Slope of the gradient by e^(x - second) of a class that is not the top: -(scale sum r + t / sum e^(x - second)), with r = u / (1 - p).
    DEVICE real slope(const Column& column, real ratios, real ofTop) const
    {
        const Softmax& softmax = column.softmax;
        return -(softmax.scale * ratios + (softmax.sumOfOthers == real(0) ? real(0) : ofTop / softmax.sumOfOthers));
    }

    // Writes the gradient by the logit of a class: t - p sum r for the top class, r + slope e^(x - second) for the others.
    DEVICE void writeGradient(int label, const Column& column, real relative, real own, real slope, real ratios, real scale) const
    {
        const real apart = label == column.softmax.top ? -column.softmax.share * ratios : relative * slope;
        COUNT_STORE(sizeof(Logit));
        call.gradient[place(label, column.pixel)] = Converted<Logit>::from((own + apart) * scale);
    }
};

// A tile of threads that takes a chunk of an image, one pixel a thread at a time.
template <class Pass> struct Tile
{
    const Call& call;
    const int chunk, image, group, count;
    const Index first, end;
    // In shared memory: coefficients [region][coefficient], slopes of mean p [region], results [region][result][warp].
    double *const coefficients, *const slopes, *const results;

    DEVICE Tile(const Call& call, double* shared) :
        call(call), chunk(blockIdx.x % call.chunks), image(blockIdx.x / call.chunks), group(image / call.imagesPerGroup), count(call.includedClasses()),
        first(chunk * call.chunk), end(math::min(first + call.chunk, call.pixels)),
        coefficients(shared), slopes(coefficients + count * Pass::coefficients), results(slopes + (hasMeanProbability ? count : 0)) {}

    DEVICE double* rest() const { return results + count * Pass::results * warps(); }
    DEVICE bool writes() const { return Pass::hasGradient && call.gradient != nullptr; }
    DEVICE real meanSlope(int region) const { return hasMeanProbability ? real(slopes[region]) : real(0); }

    template <class Formula, int number> DEVICE void open() const
    {
        const RegionValues<Formula> regions(call, group);
        for (int i = threadIdx.x; i < count * Pass::results * warps(); i += blockDim.x)
        {
            results[i] = identity<double>(Pass::fold(i / warps() % atLeastOne(Pass::results)));
        }

        for (int region = threadIdx.x; hasMeanProbability && region < count; region += blockDim.x)
        {
            slopes[region] = regions.meanProbabilitySlope(region);
        }

        prepare<Formula, Pass, number>(call, group, 0, count, coefficients);
    }

    // Adds the sums of this warp's threads to the results of the warp.
    DEVICE void take(int region, const Sums<Pass, real>& sums) const
    {
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

    template <class Formula, int number> DEVICE void close() const
    {
        __syncthreads();
        const RegionValues<Formula> regions(call, group);
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
};

// Any number of classes: logits are read again for each step, and sums are folded after each class.
template <class Pass> DEVICE void runMany(const ClassLoop<Pass>& loop, const Tile<Pass>& tile)
{
    const Call& call = loop.call;
    const bool writes = tile.writes();
    real* const own = (real*)tile.rest() + threadIdx.x;
    // Pixels of a thread: few, because each keeps its softmax in registers.
    constexpr int columns = Pass::hasGradient ? 1 : sizeof(real) > 4 ? 2 : 4;
    for (Index base = tile.first; base < tile.end; base += Index(columns) * blockDim.x)
    {
        Column column[columns];
#pragma unroll
        for (int i = 0; i < columns; i++)
        {
            column[i] = loop.open(base + i * int(blockDim.x) + threadIdx.x, tile.end);
        }

        real ratios = real(0), ofTop = real(0);
        for (int region = 0; region < tile.count; region++)
        {
            const int label = region + call.firstClass;
            Pass pass;
            pass.take(tile.coefficients + region * Pass::coefficients);
            Sums<Pass, real> sums;
#pragma unroll
            for (int i = 0; i < columns; i++)
            {
                if (column[i].isHere)
                {
                    const real x = loop.logit(label, column[i]);
                    const real ratio = loop.run(pass, label, column[i], x, column[i].softmax.relative(label, x), tile.meanSlope(region), sums, ratios, ofTop);
                    if (writes)
                    {
                        own[label * int(blockDim.x)] = ratio;
                    }
                }
            }

            tile.take(region, sums);
        }

        if (writes && column[0].isHere)
        {
            const real slope = loop.slope(column[0], ratios, ofTop), scale = call.gradientScale();
            for (int label = 0; label < call.classes; label++)
            {
                const real relative = column[0].softmax.relative(label, loop.logit(label, column[0]));
                loop.writeGradient(label, column[0], relative, label < call.firstClass ? real(0) : own[label * int(blockDim.x)], slope, ratios, scale);
            }
        }
    }
}

// Few classes, whose number is known when the kernels are compiled: logits and sums of all classes stay in registers.
template <class Pass> DEVICE void runFew(const ClassLoop<Pass>& loop, const Tile<Pass>& tile)
{
    constexpr int classes = atLeastOne(classCount);
    // Pixels of a thread that are added in the type of the arithmetic.
    constexpr int rounds = 16;
    const int firstClass = loop.call.firstClass;
    const real scale = loop.call.gradientScale();
    Sums<Pass, real> sums[classes];
    for (Index base = tile.first; base < tile.end; base += Index(rounds) * blockDim.x)
    {
        const Index stop = math::min(base + Index(rounds) * blockDim.x, tile.end);
        for (Index pixel = base + threadIdx.x; pixel < stop; pixel += blockDim.x)
        {
            Column column = loop.find(pixel, stop);
            real x[classes], relatives[classes], own[classes], ratios = real(0), ofTop = real(0);
#pragma unroll
            for (int label = 0; label < classes; label++)
            {
                x[label] = loop.logit(label, column);
                own[label] = real(0);
            }

            column.softmax.take(x, relatives);
            column.softmax.template finish<Pass>();
#pragma unroll
            for (int label = 0; label < classes; label++)
            {
                if (label >= firstClass)
                {
                    const int region = label - firstClass;
                    Pass pass;
                    pass.take(tile.coefficients + region * Pass::coefficients);
                    own[label] = loop.run(pass, label, column, x[label], relatives[label], tile.meanSlope(region), sums[label], ratios, ofTop);
                }
            }

            if (tile.writes())
            {
                const real slope = loop.slope(column, ratios, ofTop);
#pragma unroll
                for (int label = 0; label < classes; label++)
                {
                    loop.writeGradient(label, column, relatives[label], own[label], slope, ratios, scale);
                }
            }
        }

#pragma unroll
        for (int label = 0; label < classes; label++)
        {
            if (label >= firstClass)
            {
                tile.take(label - firstClass, sums[label]);
                sums[label].clear();
            }
        }
    }
}

// Operations that a program may repeat for each class: more would take NVRTC too long.
constexpr int mostUnrolled = 256;

template <class Formula, class Pass, int number> DEVICE void run(const Call& call)
{
    extern __shared__ double shared[];
    const Tile<Pass> tile(call, shared);
    const ClassLoop<Pass> loop = { call, Index(tile.image) * call.classes * call.pixels, Index(tile.image) * call.pixels };
    tile.template open<Formula, number>();
    if constexpr (classCount > 0 && classCount * Pass::operations <= mostUnrolled)
    {
        runFew(loop, tile);
    }
    else
    {
        runMany(loop, tile);
    }

    tile.template close<Formula, number>();
}
#endif
