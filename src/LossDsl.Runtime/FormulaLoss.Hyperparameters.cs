namespace LossDsl;

/// <content>The numbers of the formula, which may change between calls.</content>
public abstract partial class FormulaLoss
{
    // Never written to: a change replaces it, so that a call keeps the numbers that it began with.
    private double[] hyperparameters;

    /// <summary>A hyperparameter as it is now. Generated properties read it.</summary>
    /// <param name="index">Its place in <see cref="LossMetadata.Hyperparameters"/>.</param>
    protected double GetHyperparameter(int index) => Volatile.Read(ref hyperparameters)[index];

    /// <summary>Sets a hyperparameter for the calls that begin from now on. Generated properties call it.</summary>
    /// <param name="index">Its place in <see cref="LossMetadata.Hyperparameters"/>.</param>
    /// <param name="value">The value, in the range that the formula declares.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite or lies outside the range; the message names all three. The hyperparameter stays as it was.</exception>
    protected void SetHyperparameter(int index, double value)
    {
        var allowed = Metadata.Hyperparameters[index].Check(value);
        double[] before, after;
        do
        {
            before = Volatile.Read(ref hyperparameters);
            after = [.. before];
            after[index] = allowed;
        }
        while (Interlocked.CompareExchange(ref hyperparameters, after, before) != before);
    }

    // What a call reads: the same loss, with numbers that nobody sets. It owns nothing, so there is nothing to finalize.
    private FormulaLoss WithNumbersOfNow()
    {
        if (hyperparameters.Length == 0)
        {
            return this;
        }

        var copy = (FormulaLoss)MemberwiseClone();
        GC.SuppressFinalize(copy);
        return copy;
    }
}
