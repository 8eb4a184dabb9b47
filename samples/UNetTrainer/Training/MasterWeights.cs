using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace UNetTrainer.Training;

/// <summary>
/// What the optimizer changes: the network's own parameters where they are float32, else float32 copies of them, because a step is often smaller than the distance
/// of two numbers of 16 bits (Micikevicius et al. 2018, arXiv:1710.03740).
/// </summary>
internal sealed class MasterWeights : IDisposable
{
    private readonly (Parameter Weight, Parameter Master)[] copies;

    /// <param name="network">Whose parameters they are.</param>
    public MasterWeights(nn.Module network)
    {
        using var noGrad = no_grad();
        var weights = network.parameters().ToArray();
        copies = [.. weights.Where(static w => w.dtype != ScalarType.Float32).Select(static w => (w, nn.Parameter(w.detach().to_type(float32))))];
        Parameters = [.. weights.Select(w => copies.FirstOrDefault(c => ReferenceEquals(c.Weight, w)).Master ?? w)];
    }

    /// <summary>The parameters of the optimizer, in the network's order.</summary>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>The gradients of the batches so far.</summary>
    public IEnumerable<Tensor> Gradients => Parameters.Select(static p => p.grad).OfType<Tensor>();

    /// <summary>After a backward pass: adds the network's gradients to those of the copies.</summary>
    public void TakeGradients()
    {
        using var noGrad = no_grad();
        foreach (var (weight, master) in copies)
        {
            if (weight.grad is { } gradient)
            {
                master.grad = master.grad is { } sum ? sum.add_(gradient) : gradient.to_type(float32);
                weight.grad = null;
            }
        }
    }

    /// <summary>After a step: gives the network the copies' values.</summary>
    public void Publish()
    {
        using var noGrad = no_grad();
        foreach (var (weight, master) in copies)
        {
            weight.copy_(master);
        }
    }

    /// <summary>Writes the copies, which the network's weights only round.</summary>
    public void Save(BinaryWriter writer)
    {
        foreach (var (_, master) in copies)
        {
            using var values = master.detach().cpu();
            writer.Write(values.bytes);
        }
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public void Load(BinaryReader reader)
    {
        using var noGrad = no_grad();
        foreach (var (_, master) in copies)
        {
            using var values = empty(master.shape, float32);
            reader.BaseStream.ReadExactly(values.bytes);
            master.copy_(values);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Array.ForEach(copies, static c => c.Master.Dispose());
}
