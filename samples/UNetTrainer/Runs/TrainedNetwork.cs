using LossDsl;
using UNetTrainer.Data;
using UNetTrainer.Errors;
using UNetTrainer.Imaging;
using UNetTrainer.Network;
using UNetTrainer.Training;
using static TorchSharp.torch;

namespace UNetTrainer.Runs;

/// <summary>Trained network of a run's best epoch, for use on other images.</summary>
internal sealed class TrainedNetwork
{
    private readonly string path;
    private readonly DeviceChoice device;
    private readonly CatalogEntry entry;

    /// <param name="path">Run folder.</param>
    /// <param name="catalog">Catalog that has the run's loss.</param>
    /// <param name="device">Device for the network.</param>
    /// <exception cref="InputException">The folder holds no run that has ended, or the catalog lacks the run's loss.</exception>
    public TrainedNetwork(string path, Catalog catalog, DeviceChoice device)
    {
        (this.path, this.device) = (path, device);
        Run = FinishedRun.TryRead(path) ?? throw new InputException($"'{path}' holds no run that has ended: a folder with config.json, summary.json and best.weights was expected.");
        entry = catalog.TryGet(Run.Summary.Loss, out var loss) ? loss : throw new InputException($"The run in '{path}' was trained with loss '{Run.Summary.Loss}', which the catalog does not have.");
    }

    /// <summary>Run that the network was trained in.</summary>
    public FinishedRun Run { get; }

    /// <summary>Compares the network's segmentation with masks.</summary>
    public TestFigures Evaluate(IReadOnlyList<Slice> slices, double tolerance, CancellationToken cancellation)
    {
        using var loss = NewLoss();
        using var trainer = Open(slices, loss);
        return TestFigures.Compute(trainer, slices, Run.Settings.Data.ReadLabels().Names, tolerance, cancellation);
    }

    /// <summary>Returns the weights as <paramref name="encode"/> writes them.</summary>
    /// <exception cref="InputException">The weights of the run cannot be read.</exception>
    public byte[] Export(Func<UNet, byte[]> encode)
    {
        using var loss = NewLoss();
        var training = Run.Settings.Training;
        var outputs = new OutputLayout(new Objective(loss).Activation, Run.Settings.Data.ReadLabels().Names.Count).Channels;
        using var network = Trainer.CreateNetwork(training, outputs, training.Channels ?? 1, CPU);
        LoadBest(network);
        return encode(network);
    }

    /// <summary>Segments a volume, slice by slice along the run's axis.</summary>
    /// <param name="name">Name of the volume.</param>
    /// <param name="image">Volume as stored in its file; the method prepares it as in training.</param>
    /// <param name="rules">Rules by which the grid of the file becomes that of the network.</param>
    /// <param name="cancellation">Token that is checked after each slice.</param>
    /// <exception cref="InputException">The volume cannot be brought to the network's grid, or has no contrast.</exception>
    public SegmentedVolume Predict(string name, Volume image, GridRules rules, CancellationToken cancellation)
    {
        var grid = rules.Open(Run.Settings.Training.Channels == 1 ? Luminance.ToGrey(image) : image);
        var normalized = Intensity.Normalize(grid.Volume);
        var source = new VolumeSlices(new(name, normalized, normalized with { Voxels = new float[normalized.Voxels.Length / normalized.Channels], Channels = 1 }), Run.Settings.Data.Axis);
        var (classes, predictions) = Predict(source, normalized.Voxels.Length / normalized.Channels, cancellation);
        return new(grid.Restore(classes), image.Lengths, image.Geometry.HasSpacing, predictions);
    }

    private (byte[] Classes, IReadOnlyList<Prediction> Slices) Predict(VolumeSlices source, int voxels, CancellationToken cancellation)
    {
        var slices = Slice.All(source).ToArray();
        var (classes, predictions, layout) = (new byte[voxels], new List<Prediction>(), source.Layout);
        using var loss = NewLoss();
        using var trainer = Open(slices, loss);
        foreach (var slice in slices)
        {
            var prediction = trainer.Predict(slice);
            layout.Put(slice.Index, prediction.Predicted, classes);
            predictions.Add(prediction);
            cancellation.ThrowIfCancellationRequested();
        }

        return (classes, predictions);
    }

    private FormulaLoss NewLoss() => entry.Create(Run.Settings.Training.Hyperparameters, new() { Activation = Run.Settings.Training.Activation, Region = Run.Settings.Training.Region });

    private Trainer Open(IReadOnlyList<Slice> slices, FormulaLoss loss)
    {
        var trainer = new Trainer(Run.Settings.Training, new(loss), new([], [], slices) { Labels = Run.Settings.Data.ReadLabels(), Cache = Run.Settings.Data.Cache }, Devices.Open(device));
        try
        {
            LoadBest(trainer.Network);
            trainer.Threshold = Run.Summary.Threshold;
            return trainer;
        }
        catch
        {
            trainer.Dispose();
            throw;
        }
    }

    private void LoadBest(UNet network)
    {
        try
        {
            RunFolder.Load(network, Path.Combine(path, "best.weights"));
        }
        catch (Exception e)
        {
            throw new InputException($"The weights of the run in '{path}' cannot be read: {e.Message}", e);
        }
    }
}
