// The prediction of a pixel by each activation: p, q = 1 - p and their logarithms.

// Sigmoid in terms of max(p, q): one exponential, e^-|x|, which cannot overflow, gives all four forms without cancellation.
struct SigmoidPrediction
{
    real x, likely, odds, surprise;

    template <class Pass> DEVICE static SigmoidPrediction from(real x)
    {
        SigmoidPrediction result;
        result.x = x;
        result.odds = math::exp(-math::abs(x));
        result.likely = math::reciprocal(result.odds + real(1));
        result.surprise = Pass::readsLogP || Pass::readsLogQ ? math::log1pOfFraction(result.odds) : real(0);
        return result;
    }

    DEVICE bool isUnlikely() const { return x < real(0); }
    DEVICE real p() const { return isUnlikely() ? odds * likely : likely; }
    DEVICE real q() const { return isUnlikely() ? likely : odds * likely; }
    DEVICE real logP() const { return math::max(lowest, math::min(real(0), x)) - surprise; }
    DEVICE real logQ() const { return math::max(lowest, math::min(real(0), -x)) - surprise; }
    DEVICE real variance() const { return odds * likely * likely; }
    DEVICE real expected(real a, real b) const { return likely * (odds * (isUnlikely() ? a : b) + (isUnlikely() ? b : a)); }
    DEVICE real logLikelihood(real a, real b) const { return logOdds() * (isUnlikely() ? a : b) - surprise; }
    DEVICE real logLikelihood(real a, real b, real sum) const { return logOdds() * (isUnlikely() ? a : b) - sum * surprise; }

    // -|x|, at least the lowest finite number: 0 times it is 0, not NaN.
    DEVICE real logOdds() const { return math::max(lowest, -math::abs(x)); }
};

// The four forms as they are: by softmax, or of probabilities that the caller gives.
struct PlainPrediction
{
    real storedP, storedQ, storedLogP, storedLogQ;

    template <class Pass> DEVICE static PlainPrediction from(real p)
    {
        PlainPrediction result;
        result.storedP = p;
        result.storedQ = real(1) - p;
        result.storedLogP = Pass::readsLogP ? math::log(math::clampPositive(p)) : real(0);
        result.storedLogQ = Pass::readsLogQ ? math::log(math::clampPositive(real(1) - p)) : real(0);
        return result;
    }

    DEVICE real p() const { return storedP; }
    DEVICE real q() const { return storedQ; }
    DEVICE real logP() const { return storedLogP; }
    DEVICE real logQ() const { return storedLogQ; }
    DEVICE real variance() const { return storedP * storedQ; }
    DEVICE real expected(real a, real b) const { return a * storedP + b * storedQ; }
    DEVICE real logLikelihood(real a, real b) const { return a * storedLogP + b * storedLogQ; }
    DEVICE real logLikelihood(real a, real b, real) const { return logLikelihood(a, b); }
};

// Softmax of one pixel. The class with the largest logit is kept apart; the others are relative to the second largest logit, so that nothing cancels where p of the top class is
// close to 1.
struct Softmax
{
    int top;
    real largest, second, sumOfOthers, share, scale, rest, logSum, logRest;

    DEVICE Softmax() : top(0), largest(-real(1) / real(0)), second(-real(1) / real(0)), sumOfOthers(real(0)) {}

    // Takes the logit of the next class, which is finite or NaN. A NaN becomes the top class, and so reaches the result.
    DEVICE void add(int label, real x)
    {
        if (label == 0)
        {
            largest = x;
        }
        else if (!(x <= largest))
        {
            sumOfOthers = sumOfOthers * math::exp(second - largest) + real(1);
            second = largest;
            largest = x;
            top = label;
        }
        else if (x > second)
        {
            sumOfOthers = sumOfOthers * math::exp(second - x) + real(1);
            second = x;
        }
        else
        {
            sumOfOthers += math::exp(x - second);
        }
    }

    // Takes the logits of all classes at once, without a branch, and returns e^(x - second) of each; 0 for the top class. A NaN reaches the sum of the others.
    template <int count> DEVICE void take(const real (&x)[count], real (&relatives)[count])
    {
        largest = x[0];
#pragma unroll
        for (int label = 1; label < count; label++)
        {
            top = x[label] <= largest ? top : label;
            largest = x[label] <= largest ? largest : x[label];
        }

#pragma unroll
        for (int label = 0; label < count; label++)
        {
            second = label != top && x[label] > second ? x[label] : second;
        }

#pragma unroll
        for (int label = 0; label < count; label++)
        {
            relatives[label] = relative(label, x[label]);
            sumOfOthers += relatives[label];
        }
    }

    template <class Pass> DEVICE void finish()
    {
        largest = largest == lowest ? real(0) / real(0) : largest;
        const real ratio = math::exp(second - largest);
        const real ofOthers = ratio * sumOfOthers;
        share = real(1) / (ofOthers + real(1));
        scale = ratio * share;
        rest = ofOthers * share;
        logSum = Pass::readsLogP || Pass::readsLogQ ? math::log1p(ofOthers) : real(0);
        logRest = Pass::readsLogQ ? second - largest + math::log(sumOfOthers) - logSum : real(0);
    }

    // e^(x - second), or 0 for the top class, whose exponential could overflow.
    DEVICE real relative(int label, real x) const { return label == top ? real(0) : math::exp(x - second); }

    template <class Pass> DEVICE PlainPrediction prediction(int label, real x, real relative) const
    {
        const real p = relative * scale;
        PlainPrediction result;
        result.storedP = label == top ? share : p;
        result.storedQ = label == top ? rest : real(1) - p;
        result.storedLogP = Pass::readsLogP ? x - largest - logSum : real(0);
        result.storedLogQ = Pass::readsLogQ ? (label == top ? logRest : math::log1p(-p)) : real(0);
        return result;
    }
};
