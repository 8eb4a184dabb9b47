using System.Globalization;
using UNetTrainer.Imaging;
using UNetTrainer.Tests.Support;

namespace UNetTrainer.Tests.Imaging;

/// <summary>Compares geometry and turned voxels with those of nibabel, for files of random orientation that nibabel writes.</summary>
public sealed class NibabelTests : IDisposable
{
    // Each file: the voxels' sum weighted by their place, then the affine, both after nibabel's turn to the closest RAS+. Scans are up to 35 degrees oblique: beyond that nibabel's
    // choice depends on the order of storage, which the trainer's must not.
    private const string Script = """
        import sys, numpy as np, nibabel as nib
        from scipy.linalg import expm
        rng = np.random.default_rng(5)
        for k in range(24):
            axis = rng.normal(size=3); axis *= rng.uniform(0, np.radians(35)) / np.linalg.norm(axis)
            turn = expm(np.cross(np.eye(3), axis))
            q = turn @ np.diag(rng.choice([-1, 1], 3))[rng.permutation(3)]
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

    [PythonFact("nibabel", "scipy")]
    public void RandomOrientations_AreReadAsNibabelReadsThem()
    {
        var lines = Python.Run(Script, ["nibabel", "scipy"], folder.Path).Split('\n');
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
}
