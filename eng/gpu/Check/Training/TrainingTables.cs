using LossDsl.GpuCheck.Results;
using LossDsl.GpuCheck.Timing;
using TrainingSpeed;

namespace LossDsl.GpuCheck.Training;

/// <summary>Trains the sample's network on the bundled head: epochs of the trainer, of a loop without it and of PyTorch, and the share of the loss in a step.</summary>
internal sealed class TrainingTables(Machine machine, Report report, string? python)
{
    private const int WarmUp = 2;

    private readonly int rounds = machine.IsQuick ? 1 : 8;

    /// <summary>Measures epochs in turns, and then the steps.</summary>
    public void Run()
    {
        var work = machine.IsQuick ? Workload.Load(2, 8, 2) : Workload.Load(32, 16, 16);
        var slices = work.Split.Training.Count + work.Split.Validation.Count;
        report.Line($"{work.Split.Training.Count} slices in {work.Batches} batches and {work.Split.Validation.Count} to validate, width {work.Settings.Width}.");
        var contenders = CreateContenders(work);
        var epochs = Measure(contenders);
        report.Table("training", ["loop", "median epoch, s", "images a second", "Dice at the end"], [.. contenders.Select(c => (object[])[c.Name, Timing.Median.Compute(epochs[c].Seconds), slices / Timing.Median.Compute(epochs[c].Seconds), epochs[c].Dice])]);
        contenders.ForEach(static c => c.Dispose());
        report.Table("steps", ["loss", "median step, ms", "of it the loss, ms", "share, %"], new LossShare(machine, work).Measure(["dice", "binary-cross-entropy", "combo"]));
    }

    private List<IContender> CreateContenders(Workload work)
    {
        List<IContender> contenders = [new PlainContender(work, machine.Device), new TrainerContender("trainer", work, machine.Device)];
        if (python is not null)
        {
            try
            {
                contenders.Add(new PythonContender(python, work, Environment.ProcessorCount, machine.Device.type.ToString().ToLowerInvariant()));
            }
            catch (InvalidOperationException e)
            {
                report.Check(false, $"the training by PyTorch: {e.Message}");
            }
        }

        return contenders;
    }

    private Dictionary<IContender, (List<double> Seconds, double Dice)> Measure(List<IContender> contenders)
    {
        var results = contenders.ToDictionary(static c => c, static _ => (Seconds: new List<double>(), Dice: 0.0));
        for (var round = -WarmUp; round < rounds; round++)
        {
            foreach (var contender in contenders)
            {
                var (seconds, dice) = contender.Epoch();
                machine.Synchronize();
                if (round >= 0)
                {
                    results[contender].Seconds.Add(seconds);
                }

                results[contender] = (results[contender].Seconds, dice);
            }
        }

        return results;
    }
}
