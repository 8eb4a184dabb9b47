using LossDsl.Kernels.Memory;
using LossDsl.Orders;
using static TorchSharp.torch;

namespace LossDsl.Cuda;

/// <summary>Fields of a call: maps, and terms that a pass stores and a filter turns into fields of later passes.</summary>
/// <param name="loss">The kernels of the loss, with its options and numbers.</param>
/// <param name="pixels">Creates the tensor form of the pixels, from which maps are computed.</param>
/// <param name="logits">Logits, which give shape and device.</param>
/// <param name="type">Type that pixels are computed in.</param>
internal sealed unsafe class CudaFields(CudaLoss loss, Func<Pixels> pixels, Tensor logits, ScalarType type) : IDisposable
{
    private readonly StoredOrders orders = new(loss.Options.Region);
    private readonly Lazy<Pixels> pixels = new(pixels);
    private readonly List<Tensor> filtered = [];
    private readonly Tensor?[] maps = new Tensor?[loss.Program.Maps.Count];
    private Tensor[] kept = [];

    /// <summary>Writes the addresses of the fields that a pass reads and stores.</summary>
    public void Prepare(CudaPass pass, ref CallArguments arguments)
    {
        for (var i = 0; i < pass.Fields.Count; i++)
        {
            arguments.Fields[i] = NativeTensor.Address(Field(pass.Fields[i]));
        }

        kept = [.. Enumerable.Range(0, pass.Stored).Select(_ => empty(logits.shape, type, logits.device))];
        for (var i = 0; i < kept.Length; i++)
        {
            arguments.Kept[i] = NativeTensor.Address(kept[i]);
        }
    }

    /// <summary>Applies the filters of a pass to the fields that it has stored.</summary>
    public void Filter(CudaPass pass) => filtered.AddRange(pass.Filters.Select(filter => filter.Apply(kept, orders, loss.Numbers)));

    /// <summary>Returns the memory of orders.</summary>
    public void Dispose() => orders.Dispose();

    private Tensor Field(int index) => index < maps.Length ? maps[index] ??= loss.Program.Maps[index].Compute(pixels.Value).to_type(type).to(logits.device).contiguous() : filtered[index - maps.Length];
}
