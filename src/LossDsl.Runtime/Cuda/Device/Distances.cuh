// Exact Euclidean distances to the other side of a mask's boundary, one axis after another: the square is the minimum of the squares found so far plus the square of the distance along
// the axis. A thread owns a pixel and looks outward from it, no farther than what it has found. The host writes the same layout (DeviceDistances.cs).
struct Axis
{
    const Byte* mask;       // 1 for foreground
    const double* from;     // squares along the axes before
    double* to;
    Index count;            // pixels of all planes
    Index length, stride;   // of the axis
    double step;            // distance of neighbours
    Index isFirst, isLast;
};

DEVICE double squareAt(const Axis& axis, Index pixel, Byte side)
{
    return axis.mask[pixel] != side ? 0.0 : axis.isFirst ? 1.0 / 0.0 : axis.from[pixel];
}

extern "C" __global__ void __launch_bounds__(256) distanceAlongAxis(const Axis axis)
{
    const Index pixel = Index(blockIdx.x) * blockDim.x + threadIdx.x;
    if (pixel >= axis.count)
    {
        return;
    }

    const Index place = pixel / axis.stride % axis.length;
    const Byte side = axis.mask[pixel];
    double nearest = squareAt(axis, pixel, side);
    for (Index away = 1; away < axis.length; away++)
    {
        const double square = double(away) * axis.step * (double(away) * axis.step);
        if (square >= nearest)
        {
            break;
        }

        const double before = place >= away ? squareAt(axis, pixel - away * axis.stride, side) : 1.0 / 0.0;
        const double after = place + away < axis.length ? squareAt(axis, pixel + away * axis.stride, side) : 1.0 / 0.0;
        nearest = fmin(nearest, fmin(before, after) + square);
    }

    // A mask without a boundary has distance 0 everywhere.
    axis.to[pixel] = !axis.isLast ? nearest : nearest == 1.0 / 0.0 ? 0.0 : sqrt(nearest);
}
