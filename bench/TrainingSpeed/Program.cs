using System.CommandLine;
using TorchSharp;
using TrainingSpeed;
using UNetTrainer;
using UNetTrainer.Comparison;

var rounds = new Option<int>("--rounds") { Description = "Epochs of each contender that are measured, in turns.", DefaultValueFactory = static _ => 20 };
var threads = new Option<int>("--threads") { Description = "Threads of a convolution.", DefaultValueFactory = static _ => Environment.ProcessorCount };
var width = new Option<int>("--width") { Description = "Channels of the network's first level.", DefaultValueFactory = static _ => 8 };
var batchSize = new Option<int>("--batch-size") { Description = "Slices of a batch at most.", DefaultValueFactory = static _ => 32 };
var minBatches = new Option<int>("--min-batches") { Description = "Training batches of an epoch at least.", DefaultValueFactory = static _ => 16 };
var python = new Option<string?>("--python") { Description = "A Python interpreter with PyTorch, e.g. /usr/bin/python3; without it, PyTorch is left out." };
var losses = new Option<string>("--losses") { Description = "Losses whose share of a step is measured; names and groups as 'compare' takes them.", DefaultValueFactory = static _ => "survey" };
var command = new RootCommand("Measures an epoch of the trainer beside the same network, optimizer and batches written by hand, in one run and in turns.") { rounds, threads, width, batchSize, minBatches, python, losses };
command.SetAction(parsed =>
{
    torch.set_num_threads(parsed.GetValue(threads));
    var work = Workload.Load(parsed.GetValue(width), parsed.GetValue(batchSize), parsed.GetValue(minBatches));
    List<IContender> contenders = [new PlainContender(work), new TrainerContender("trainer", work)];
    if (parsed.GetValue(python) is { } interpreter)
    {
        contenders.Add(new PythonContender(interpreter, work, parsed.GetValue(threads)));
    }

    Console.WriteLine($"{work.Split.Training.Count} slices in {work.Batches} batches and {work.Split.Validation.Count} to validate, width {work.Settings.Width}, {torch.get_num_threads()} threads");
    Rounds.Measure(contenders, parsed.GetValue(rounds)).Write(Console.Out);
    Console.WriteLine();
    LossShare.Write(Console.Out, work, LossSelection.Parse(parsed.GetValue(losses)!, LossCatalog.All), parsed.GetValue(rounds) * 5);
    contenders.ForEach(static c => c.Dispose());
});
return command.Parse(args).Invoke();
