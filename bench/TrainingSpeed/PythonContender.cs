using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace TrainingSpeed;

/// <summary>Training loop in PyTorch (<c>unet.py</c>), in a process of its own that waits while other contenders have their turn.</summary>
internal sealed class PythonContender : IContender
{
    private readonly string pixels = Path.GetTempFileName();
    private readonly Process process;

    /// <param name="python">Path of a Python interpreter that has PyTorch.</param>
    /// <param name="work">Slices and settings.</param>
    /// <param name="threads">Number of threads of a convolution.</param>
    /// <param name="device">Device of network and pixels, as PyTorch names it.</param>
    /// <exception cref="InvalidOperationException">The process has ended, as when the interpreter has no PyTorch.</exception>
    public PythonContender(string python, Workload work, int threads, string device = "cpu")
    {
        var shape = Write(work);
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "unet.py"), pixels,
            .. new[] { work.Split.Training.Count, work.Split.Validation.Count, shape[2], shape[3], work.Settings.Width, work.Settings.Depth, work.Batches }.Select(static n => n.ToString(CultureInfo.InvariantCulture)),
            work.Settings.LearningRate.ToString(CultureInfo.InvariantCulture), threads.ToString(CultureInfo.InvariantCulture), device,
        ];
        process = Process.Start(new ProcessStartInfo(python, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        Name = $"PyTorch {Answer()}";
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public (double Seconds, double Dice) Epoch()
    {
        process.StandardInput.WriteLine("epoch");
        var answer = Answer().Split(' ');
        return (double.Parse(answer[0], CultureInfo.InvariantCulture), double.Parse(answer[1], CultureInfo.InvariantCulture));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
        File.Delete(pixels);
    }

    private string Answer() => process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("Python has ended; what it said stands above.");

    private long[] Write(Workload work)
    {
        using var scope = NewDisposeScope();
        using var file = File.Create(pixels);
        var (training, validation) = (work.Pixels(work.Split.Training), work.Pixels(work.Split.Validation));
        foreach (var tensor in (Tensor[])[training.Images, training.Masks, validation.Images, validation.Masks])
        {
            file.Write(MemoryMarshal.AsBytes<float>(tensor.data<float>().ToArray()));
        }

        return training.Images.shape;
    }
}
