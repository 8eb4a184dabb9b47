using System.ComponentModel;
using LossDsl.Kernels;
using LossDsl.Lanes;

namespace LossDsl.CompilerServices;

/// <summary>Visitor that receives the kernel type of a pass for one lane type. The runner of chunks implements it, and so instantiates the generic loops with the kernel.</summary>
/// <typeparam name="TLane">Type of the lanes.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IKernelVisitor<TLane>
    where TLane : struct, ILane<TLane>
{
    /// <summary>Receives the type of the kernel. A pass calls this method exactly once.</summary>
    /// <typeparam name="TKernel">Type of the kernel.</typeparam>
    void Visit<TKernel>()
        where TKernel : struct, IKernel<TKernel, TLane>;
}
