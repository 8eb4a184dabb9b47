using System.Globalization;

namespace UNetTrainer.Training;

/// <summary>Metrics of an epoch: a line of <c>metrics.csv</c>.</summary>
internal sealed record EpochMetrics(int Epoch, double TrainingLoss, double ValidationLoss, double Dice, double Seconds)
{
    /// <summary>Creates the metrics of an epoch that has just ended.</summary>
    public static EpochMetrics From(EpochResult e) => new(e.Epoch, e.TrainingLoss, e.ValidationLoss, e.Validation.Dice, e.Seconds);

    /// <summary>Parses the fields of a line.</summary>
    public static EpochMetrics From(string[] fields) => new(
        int.Parse(fields[0], CultureInfo.InvariantCulture), Number(fields[1]), Number(fields[2]), Number(fields[3]), Number(fields[7]));

    private static double Number(string field) => double.Parse(field, CultureInfo.InvariantCulture);
}
