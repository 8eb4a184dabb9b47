using LossDsl.CompilerServices;

namespace LossDsl.Kernels.Windows;

/// <summary>Images of the included classes, each filtered on its own, in bands.</summary>
/// <param name="Images">Images of the batch.</param>
/// <param name="FirstClass">First class that is included.</param>
/// <param name="Classes">Number of classes, with those that are not included.</param>
/// <param name="Pixels">Number of pixels of an image.</param>
/// <param name="Threads">Largest number of threads.</param>
internal readonly record struct PlaneRange(Range Images, int FirstClass, int Classes, long Pixels, int Threads)
{
    // One thread processes fewer values than this before a second thread has woken up.
    private const int LeastForThreads = 1 << 15;

    /// <summary>Runs an action for each image, class and band, on several threads if there is enough work for them.</summary>
    /// <param name="bands">Number of bands of an image.</param>
    /// <param name="action">Filters a band, given the image, the class and the band.</param>
    public void ForEach(int bands, Action<int, int, int> action)
    {
        var (first, firstClass, included) = (Images.Start.Value, FirstClass, Classes - FirstClass);
        var planes = (Images.End.Value - first) * included;
        var count = planes * bands;
        if (Threads == 1 || count == 1 || planes * Pixels < LeastForThreads)
        {
            for (var index = 0; index < count; index++)
            {
                Run(index);
            }
        }
        else
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = Threads }, Run);
        }

        void Run(int index)
        {
            var (plane, band) = Math.DivRem(index, bands);
            action(first + (plane / included), firstClass + (plane % included), band);
        }
    }

    /// <summary>Returns the address of an image in a field of float64 values.</summary>
    public static unsafe double* Address(PixelField field, int image, int @class) => (double*)field.Address(image, @class, 0);
}
