namespace LossDsl.CompilerServices;

/// <content>Values that depend on the order of the pixels of a region.</content>
public sealed partial class CudaFilter
{
    /// <summary>Creates, for each pixel, the sum over the valid pixels of its region that come before it in the descending order of another field.</summary>
    /// <param name="term">Index of the summands among the fields that the pass stores.</param>
    /// <param name="values">Index of the field that orders the pixels.</param>
    /// <param name="validity">Index of the stored field that is 1 at valid pixels and 0 elsewhere.</param>
    /// <param name="number">Number of the order among those of the loss.</param>
    public static CudaFilter Above(int term, int values, int validity, int number) => new((stored, orders, _) => orders.Above(stored[term], stored[values], stored[validity], number));

    /// <summary>Creates, for each pixel, the sum over the valid pixels of its region that come after it in an order of <see cref="Above"/>.</summary>
    /// <param name="adjoint">Index of the summands among the fields that the pass stores.</param>
    /// <param name="number">Number of the order among those of the loss.</param>
    public static CudaFilter Below(int adjoint, int number) => new((stored, orders, _) => orders.Below(stored[adjoint], number));

    /// <summary>Creates a field that is 1/k at the k pixels with the largest values of each region, 0 elsewhere.</summary>
    /// <param name="values">Index of the values among the fields that the pass stores.</param>
    /// <param name="validity">Index of the stored field that is 1 at valid pixels and 0 elsewhere.</param>
    /// <param name="share">Index of the share of the valid pixels that k is, among the numbers of the host.</param>
    public static CudaFilter TopShare(int values, int validity, int share) => new((stored, orders, numbers) => orders.TopShare(stored[values], stored[validity], numbers[share]));
}
