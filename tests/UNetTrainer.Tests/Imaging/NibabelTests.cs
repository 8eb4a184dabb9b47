using System.Diagnostics;
using System.Globalization;
using UNetTrainer.Imaging;
using UNetTrainer.Tests.Support;

namespace UNetTrainer.Tests.Imaging;

/// <summary>Compares geometry and turned voxels with those of nibabel, for files of random orientation that nibabel writes.</summary>
public sealed class NibabelTests : IDisposable
{
    // Each file: the voxels' sum weighted by their place, then the affine, both after nibabel's turn to the closest RAS+.
    private const string Script = """
        import sys, numpy as np, nibabel as nib
        rng = np.random.default_rng(5)
        for k in range(24):
            q = np.linalg.qr(rng.normal(size=(3, 3)))[0]
            a = np.eye(4); a[:3, :3] = q @ np.diag(rng.uniform(0.5, 3, 3)); a[:3, 3] = rng.uniform(-90, 90, 3)
            kind, ext = [(nib.Nifti1Image, '.nii.gz'), (nib.Nifti2Image, '.nii'), (nib.Nifti1Pair, '.img'), (nib.Nifti2Pair, '.hdr')][k % 4]
            image = kind(rng.integers(-99, 99, (3, 4, 5)).astype(np.int16), a)
            image.set_sform(a, 0 if k % 3 == 0 else 2); image.set_qform(a if k % 3 < 2 else None, 1 if k % 3 < 2 else 0)
            nib.save(image, f'{sys.argv[1]}/{k}{ext}')
            ras = nib.as_closest_canonical(nib.load(f'{sys.argv[1]}/{k}{ext}'))
            values = ras.get_fdata().ravel(order='F')
            print(f'{k}{ext}', (values * np.arange(values.size)).sum(), *ras.affine[:3].ravel())
        """;

    private readonly TemporaryFolder folder = new();

    [NibabelFact]
    public void RandomOrientations_AreReadAsNibabelReadsThem()
    {
        using var python = Process.Start(new ProcessStartInfo(NibabelFactAttribute.Python, [folder.Write("script.py", System.Text.Encoding.UTF8.GetBytes(Script)), folder.Path]) { RedirectStandardOutput = true })!;
        var lines = python.StandardOutput.ReadToEnd().TrimEnd().Split('\n');
        Assert.Equal(24, lines.Length);
        foreach (var line in lines.Select(static l => l.Split(' ')))
        {
            var stored = ImageFile.Read(folder[line[0]]);
            var turned = Turn.ToRas(stored.Geometry).Apply(stored);
            var numbers = Array.ConvertAll(line[1..], static n => double.Parse(n, CultureInfo.InvariantCulture));
            Assert.Equal(numbers[0], turned.Voxels.Select(static (v, i) => (double)v * i).Sum());
            var g = turned.Geometry;
            double[] affine = [g.X.X, g.Y.X, g.Z.X, g.Origin.X, g.X.Y, g.Y.Y, g.Z.Y, g.Origin.Y, g.X.Z, g.Y.Z, g.Z.Z, g.Origin.Z];
            Assert.All(numbers[1..].Zip(affine), static pair => Assert.Equal(pair.First, pair.Second, 1e-3));
        }
    }

    public void Dispose() => folder.Dispose();

    /// <summary>Fact that is skipped where there is no nibabel.</summary>
    public sealed class NibabelFactAttribute : FactAttribute
    {
        public NibabelFactAttribute()
        {
            if (!HasNibabel())
            {
                Skip = "No nibabel: 'apt install python3-nibabel' brings it, or LOSSDSL_PYTHON names a Python that has it.";
            }
        }

        public static string Python => Environment.GetEnvironmentVariable("LOSSDSL_PYTHON") ?? "python3";

        private static bool HasNibabel()
        {
            try
            {
                using var python = Process.Start(new ProcessStartInfo(Python, ["-c", "import nibabel"]) { RedirectStandardError = true })!;
                python.WaitForExit();
                return python.ExitCode == 0;
            }
            catch (System.ComponentModel.Win32Exception)
            {
                return false;
            }
        }
    }
}
