using LossDsl.CompilerServices;

namespace LossDsl.Kernels.Windows;

/// <summary>Images of the included classes, each filtered on its own.</summary>
/// <param name="Images">Images of the batch.</param>
/// <param name="FirstClass">First class that is included.</param>
/// <param name="Classes">Number of classes, with those that are not included.</param>
/// <param name="Threads">Largest number of threads.</param>
internal readonly record struct PlaneRange(Range Images, int FirstClass, int Classes, int Threads)
{
    /// <summary>Runs an action for each image and class, on several threads.</summary>
    public void ForEach(Action<int, int> action)
    {
        var (first, firstClass, included) = (Images.Start.Value, FirstClass, Classes - FirstClass);
        Parallel.For(0, (Images.End.Value - first) * included, new ParallelOptions { MaxDegreeOfParallelism = Threads }, plane =>
            action(first + (plane / included), firstClass + (plane % included)));
    }

    /// <summary>Returns the address of an image in a field of float64 values.</summary>
    public static unsafe double* Address(PixelField field, int image, int @class) => (double*)field.Address(image, @class, 0);
}
