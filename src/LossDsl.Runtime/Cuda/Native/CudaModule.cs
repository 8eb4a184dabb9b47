using System.Collections.Concurrent;
using System.Text;

namespace LossDsl.Cuda.Native;

/// <summary>A compiled program on a device.</summary>
internal sealed unsafe class CudaModule
{
    // CUresults by which the driver says that it cannot use code of this compiler: invalid image, no binary for the device, invalid PTX, PTX of an unknown version.
    private static readonly int[] Refusals = [200, 209, 218, 222];

    private readonly PrimaryContext context;
    private readonly nint handle;
    private readonly string loss;
    private readonly ConcurrentDictionary<string, CudaKernel> kernels = new();

    private CudaModule(PrimaryContext context, nint handle, string loss) => (this.context, this.handle, this.loss) = (context, handle, loss);

    /// <summary>Compiles a program, or finds it on the disk, and loads it.</summary>
    public static CudaModule Load(PrimaryContext context, ProgramCompiler compiler, string source, string loss)
    {
        var (image, isCached) = compiler.Compile(source, loss);
        var error = TryLoad(context, image, out var handle);
        if (isCached && Refusals.Contains(error))
        {
            (image, _) = compiler.Compile(source, loss, refused: true);
            error = TryLoad(context, image, out handle);
        }

        if (Refusals.Contains(error))
        {
            throw new CudaUnavailableException($"The CUDA driver refuses code of {compiler}: {context.Driver.ErrorName(error)}, {context.Driver.ErrorText(error)}.", "Install a newer driver.");
        }

        DriverError.Check(context.Driver, error, "cuModuleLoadData", loss);
        return new(context, handle, loss);
    }

    /// <summary>Returns a kernel of the program. The same name gives the same kernel.</summary>
    public CudaKernel GetKernel(string name) => kernels.TryGetValue(name, out var kernel) ? kernel : kernels.GetOrAdd(name, Find(name));

    private static int TryLoad(PrimaryContext context, byte[] image, out nint handle)
    {
        nint module = 0;
        var error = context.Enter(out var pushed);
        fixed (byte* first = image)
        {
            error = error != 0 ? error : context.Driver.ModuleLoadData(&module, first);
        }

        if (pushed)
        {
            context.Leave();
        }

        handle = module;
        return error;
    }

    private CudaKernel Find(string name)
    {
        nint function;
        fixed (byte* text = Encoding.UTF8.GetBytes(name + '\0'))
        {
            DriverError.Check(context.Driver, context.Driver.ModuleGetFunction(&function, handle, text), name, loss);
        }

        return new(context, function, name, loss);
    }
}
