// One pixel of one class, as a pass sees it.
template <class Prediction> struct Pixel
{
    const Call& call;
    const Prediction prediction;
    const real input, target;
    const bool isValid;
    const Index place;
    real gradient, gradientOfInput;

    DEVICE Pixel(const Call& call, const Prediction& prediction, real input, real target, bool isValid, Index place) :
        call(call), prediction(prediction), input(input), target(target), isValid(isValid), place(place), gradient(real(0)), gradientOfInput(real(0)) {}

    DEVICE bool wantsGradient() const { return call.gradient != nullptr; }
    DEVICE real x() const { return input; }
    DEVICE real p() const { return prediction.p(); }
    DEVICE real q() const { return prediction.q(); }
    DEVICE real logP() const { return prediction.logP(); }
    DEVICE real logQ() const { return prediction.logQ(); }
    DEVICE real variance() const { return prediction.variance(); }
    DEVICE real expected(real a, real b) const { return prediction.expected(a, b); }
    DEVICE real logLikelihood(real a, real b) const { return prediction.logLikelihood(a, b); }
    DEVICE real logLikelihood(real a, real b, real sum) const { return prediction.logLikelihood(a, b, sum); }

    DEVICE real label() const { return target; }
    DEVICE real y() const { return target * real(call.targetScale) + real(call.targetShift); }
    DEVICE real truePositive() const { return usesL1Counts ? math::min(p(), y()) : y() * p(); }
    DEVICE real falsePositive() const { return usesL1Counts ? math::max(-missing(), real(0)) : (real(1) - y()) * p(); }
    DEVICE real falseNegative() const { return usesL1Counts ? math::max(missing(), real(0)) : y() * q(); }
    DEVICE real trueNegative() const { return usesL1Counts ? math::min(q(), real(1) - y()) : (real(1) - y()) * q(); }

    // At the kink p = y of L1 counts: y, as product counts have for hard labels.
    DEVICE real truePositiveSlope() const { return !usesL1Counts || missing() == real(0) ? y() : missing() > real(0) ? real(1) : real(0) * missing(); }

    DEVICE real field(int index) const
    {
        COUNT_LOAD(sizeof(real));
        return call.fields[index][place];
    }

    DEVICE void keep(int index, real value) const
    {
        COUNT_STORE(sizeof(real));
        call.kept[index][place] = isValid ? value : real(0);
    }

    DEVICE void writeGradient(real ofPrediction, real ofInput)
    {
        gradient = isValid ? ofPrediction : real(0);
        gradientOfInput = isValid ? ofInput : real(0);
    }

    // The gradient of a region whose value is its mean p.
    DEVICE void addMeanProbability(real slope)
    {
        if (hasMeanProbability)
        {
            gradient += !isValid ? real(0) : areProbabilities ? slope : slope * variance();
        }
    }

private:
    // y - p. From y = 1/2 on it is (1 - p) - (1 - y), which does not cancel where p is close to 1.
    DEVICE real missing() const { return y() >= real(0.5) ? q() - (real(1) - y()) : y() - p(); }
};

// Largest excess of a value beyond its range that rounding and resampling explain.
constexpr double tolerance = 1e-5;

// The stored target of a pixel of a class as a label in [0, 1]. A target outside its range becomes NaN, which reaches the value: the device cannot throw.
DEVICE real toLabel(const Call& call, real stored, int)
{
    return stored >= real(-tolerance) && stored <= real(1 + tolerance) ? stored : real(0) / real(0);
}

DEVICE real toLabel(const Call& call, Index stored, int label)
{
    return stored < 0 || stored >= call.classes ? real(0) / real(0) : stored == label ? real(1) : real(0);
}

// Elements of targets in the type that they are compared in: class indices or numbers.
template <bool areIndices> struct Stored { typedef real type; };
template <> struct Stored<true> { typedef Index type; };
typedef Stored<holdsIndices>::type StoredTarget;

DEVICE bool isKept(const Call& call, StoredTarget stored) { return !hasIgnored || double(stored) != call.ignored; }

DEVICE real checkedInput(real x) { return !areProbabilities || !(x < real(-tolerance) || x > real(1 + tolerance)) ? x : real(0) / real(0); }

// A logit of -infinity switches a class off: as the lowest finite number it makes no NaN of differences.
DEVICE real softmaxInput(real x) { return x < lowest ? lowest : x; }
