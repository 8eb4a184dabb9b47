// Arguments of all kernels of a call. The host writes the same layout (CallArguments.cs).
struct Call
{
    const Logit* logits;        // [B, C, N]
    const Target* target;       // [B, C, N], or class indices [B, N]
    const Byte* valid;          // mask of valid pixels, [B, 1 or C, N]
    Logit* gradient;            // [B, C, N]; null if the value alone is wanted
    Result* value;              // one number, or one for each region or group
    const double* gradOutput;   // upstream gradient of the value; null for 1
    const double* weights;      // of the included classes; null for 1
    const double* inputs;       // [input][region] of regions, classes and images; null if there are none

    // Parts of the workspace. A region is an included class of a group; a group is an image or the batch.
    double* counts;             // [3][region] valid pixels, foreground, mean p; then the divisor of the mean. Null if every pixel is valid
    double* partials;           // [region][part][result] of the running pass
    double* results;            // [result of every pass][region]
    double* coefficients;       // [coefficient of every pass][region]
    double* values;             // [region or group] value times its factor
    double* scratch;            // [region]
    unsigned* tickets;          // [group] and one for all groups; 0 between kernels

    const real* fields[24];      // read by the running pass, [B, C, N]
    real* kept[24];              // written by the running pass

    Index pixels;               // N
    Index chunk;                // pixels of a block
    double targetScale, targetShift, ignored;
    double divisor;             // of the mean, if there are no counts
    double meanWeight;          // mean of the weights of the included classes
    int images, classes, firstClass, imagesPerGroup, chunks;
    int reduction;              // 0 none, 1 mean, 2 sum
    int emptyMask;              // 0 smooth, 1 skip, 2 mean probability, 3 one
    int unused;
    double numbers[numberCount > 0 ? numberCount : 1];

    DEVICE int includedClasses() const { return classes - firstClass; }
    DEVICE int groups() const { return images / imagesPerGroup; }
    DEVICE int regions() const { return groups() * includedClasses(); }
    // Factor of the gradient: with a reduction, the gradient is linear in the one upstream gradient.
    DEVICE real gradientScale() const { return reduction != 0 && gradOutput != nullptr ? real(*gradOutput) : real(1); }
    DEVICE int parts() const { return imagesPerGroup * chunks; }
};
static_assert(sizeof(Call) == callSize, "The host's CallArguments differ from Call.");
