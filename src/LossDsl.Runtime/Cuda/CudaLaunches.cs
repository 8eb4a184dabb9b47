using System.Runtime.InteropServices;
using LossDsl.Cuda.Native;
using LossDsl.Kernels.Memory;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Cuda;

/// <summary>Launches of the kernels of one call.</summary>
internal sealed unsafe class CudaLaunches
{
    private readonly CudaModule module;
    private readonly CudaLayout layout;
    private readonly CudaDevice device;
    private readonly Tensor workspace;
    private readonly Tensor tickets;
    private readonly nint stream;

    /// <param name="module">The compiled kernels.</param>
    /// <param name="layout">Division into blocks and parts of the workspace.</param>
    /// <param name="device">The device.</param>
    /// <param name="workspace">Workspace of the call, float64.</param>
    public CudaLaunches(CudaModule module, CudaLayout layout, CudaDevice device, Tensor workspace)
    {
        (this.module, this.layout, this.device, this.workspace) = (module, layout, device, workspace);
        stream = workspace.device_type == DeviceType.CUDA ? CudaStream.Current(Math.Max(workspace.device_index, 0)) : 0;
        tickets = Tickets.Get(workspace.device, stream, (layout.Regions / layout.Included) + 1);
    }

    /// <summary>Writes the addresses of the workspace.</summary>
    public void Fill(ref CallArguments arguments)
    {
        var start = NativeTensor.Address(workspace);
        arguments.Counts = Part(layout.Counts);
        arguments.Partials = Part(layout.Partials);
        arguments.Results = Part(layout.Results);
        arguments.Coefficients = Part(layout.Coefficients);
        arguments.Values = Part(layout.Values);
        arguments.Scratch = Part(layout.Scratch);
        arguments.Tickets = NativeTensor.Address(tickets);

        nint Part(long offset) => start + (nint)(offset * sizeof(double));
    }

    /// <summary>Launches a pass over all pixels.</summary>
    /// <param name="kernel">Name of the kernel.</param>
    /// <param name="arguments">Arguments of the call.</param>
    /// <param name="numbers">Numbers of the host.</param>
    /// <param name="results">Number of results of the pass.</param>
    /// <param name="coefficients">Number of coefficients of the pass.</param>
    /// <param name="writesGradient">Whether the pass writes the gradient.</param>
    public void Launch(string kernel, in CallArguments arguments, ReadOnlySpan<double> numbers, int results, int coefficients, bool writesGradient)
    {
        var (threads, shared) = layout.Block(results, coefficients, writesGradient, device.SharedMemoryLimit)!.Value;
        Launch(kernel, arguments, numbers, layout.Blocks, threads, shared);
    }

    /// <summary>Launches one block.</summary>
    public void LaunchOne(string kernel, in CallArguments arguments, ReadOnlySpan<double> numbers) => Launch(kernel, arguments, numbers, 1, 256, 0);

    private void Launch(string kernel, in CallArguments arguments, ReadOnlySpan<double> numbers, long blocks, int threads, int shared)
    {
        Span<byte> bytes = stackalloc byte[CallArguments.Size(numbers.Length)];
        MemoryMarshal.Write(bytes, in arguments);
        MemoryMarshal.AsBytes(numbers).CopyTo(bytes[sizeof(CallArguments)..]);
        try
        {
            module.GetKernel(kernel).Launch(blocks, threads, shared, bytes, stream);
        }
        catch
        {
            Tickets.Forget();
            throw;
        }
    }
}
