using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace UNetTrainer.Training;

/// <summary>
/// Weights that the optimizer changes: the network's own parameters if they are float32, else float32 copies of the parameters. Copies are needed because a step is often
/// smaller than the distance of two neighbouring numbers of 16 bits (Micikevicius et al. 2018, arXiv:1710.03740).
/// </summary>
internal sealed class MasterWeights : IDisposable
{
    private readonly (Parameter Weight, Parameter Master)[] copies;

    /// <param name="network">Network with the parameters.</param>
    public MasterWeights(nn.Module network)
    {
        using var noGrad = no_grad();
        var weights = network.parameters().ToArray();
        copies = [.. weights.Where(static w => w.dtype != ScalarType.Float32).Select(static w => (w, nn.Parameter(w.detach().to_type(float32))))];
        Parameters = [.. weights.Select(w => copies.FirstOrDefault(c => ReferenceEquals(c.Weight, w)).Master ?? w)];
    }

    /// <summary>Parameters for the optimizer, in the network's order.</summary>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>Gradients of the batches since the last step.</summary>
    public IEnumerable<Tensor> Gradients => Parameters.Select(static p => p.grad).OfType<Tensor>();

    /// <summary>Adds the network's gradients to those of the copies. Call after each backward pass.</summary>
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

    /// <summary>Writes the values of the copies into the network's weights. Call after each step.</summary>
    public void Publish()
    {
        using var noGrad = no_grad();
        foreach (var (weight, master) in copies)
        {
            weight.copy_(master);
        }
    }

    /// <summary>Writes the copies, because the network's weights are only their rounded values.</summary>
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
