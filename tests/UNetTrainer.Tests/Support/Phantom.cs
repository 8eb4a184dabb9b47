using UNetTrainer.Data;
using UNetTrainer.Imaging;

namespace UNetTrainer.Tests.Support;

/// <summary>Artificial head: a bright ellipsoid in noise, small enough to be learnt in seconds.</summary>
internal static class Phantom
{
    public const int Width = 22;
    public const int Height = 18;
    public const int Depth = 60;

    /// <summary>Returns the voxels of image and mask.</summary>
    public static (double[] Image, double[] Mask) Voxels(int seed)
    {
        var random = new Random(seed);
        var (image, mask) = (new double[Width * Height * Depth], new double[Width * Height * Depth]);
        for (var i = 0; i < image.Length; i++)
        {
            var (x, y, z) = (i % Width, i / Width % Height, i / (Width * Height));
            var inside = Square((x - 11) / 7.0) + Square((y - 9) / 6.0) + Square((z - 30) / 40.0) < 1;
            mask[i] = inside ? 1 : 0;
            image[i] = (inside ? 140 : 60) + random.Next(40);
        }

        return (image, mask);
    }

    /// <summary>Writes image and mask as NIfTI files and returns their paths.</summary>
    public static (string Image, string Mask) Write(TemporaryFolder folder, string name = "head", int seed = 1)
    {
        var (image, mask) = Voxels(seed);
        var file = new NiftiFile { Dim = [3, Width, Height, Depth, 1, 1, 1, 1], Type = 2 };
        return (folder.Write($"{name}_T1w.nii.gz", NiftiFile.Gzip((file with { Values = image }).ToBytes())),
            folder.Write($"{name}_T1w_brainmask.nii.gz", NiftiFile.Gzip((file with { Values = mask }).ToBytes())));
    }

    /// <summary>Returns the phantom as a labelled volume, with normalized intensities.</summary>
    public static LabelledVolume Volume(string name = "head", int seed = 1)
    {
        var (image, mask) = Voxels(seed);
        return new(name, Intensity.Normalize(ToVolume(image)), ToVolume(mask));
    }

    /// <summary>Returns the axial slices of the phantom.</summary>
    public static Slice[] Slices(string name = "head", int seed = 1) => [.. Slice.All(Volume(name, seed), Axis.Z)];

    private static Volume ToVolume(double[] voxels) => new(Width, Height, Depth, Array.ConvertAll(voxels, static v => (float)v));

    private static double Square(double x) => x * x;
}
