using System.Buffers;

namespace LossDsl.Distances;

/// <summary>Reduces the mask of a plane to its contour: the foreground pixels that touch the background along an axis. Pixels beyond the image's border are background.</summary>
internal static class Contour
{
    /// <summary>Replaces the mask of the plane by its contour, which is empty if the mask has no boundary.</summary>
    public static void Draw(PlaneBuffer plane)
    {
        var mask = plane.Mask;
        if (!plane.HasBoundary)
        {
            mask.Clear();
            return;
        }

        var rented = ArrayPool<bool>.Shared.Rent(mask.Length);
        var interior = rented.AsSpan(0, mask.Length);
        mask.CopyTo(interior);
        for (var axis = 0; axis < plane.Grid.Lengths.Length; axis++)
        {
            Erode(mask, interior, plane.Grid.Lengths[axis], plane.Grid.Stride(axis));
        }

        for (var i = 0; i < mask.Length; i++)
        {
            mask[i] &= !interior[i];
        }

        ArrayPool<bool>.Shared.Return(rented);
    }

    /// <summary>Removes from the interior the pixels that have a background pixel before or after them along one axis.</summary>
    private static void Erode(ReadOnlySpan<bool> mask, Span<bool> interior, int length, int stride)
    {
        // An axis of length 1 has no neighbours. Background on both sides would remove every pixel from the interior.
        if (length == 1)
        {
            return;
        }

        var slab = length * stride;
        for (var start = 0; start < mask.Length; start += slab)
        {
            interior.Slice(start, stride).Clear();
            interior.Slice(start + slab - stride, stride).Clear();
            for (var i = start + stride; i < start + slab - stride; i++)
            {
                interior[i] &= mask[i - stride] & mask[i + stride];
            }
        }
    }
}
