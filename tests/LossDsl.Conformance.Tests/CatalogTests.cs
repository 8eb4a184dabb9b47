using LossDsl.Losses;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LossDsl.Conformance;

/// <summary>Tests of the generated catalogs: the list of losses, creating a loss by name, metadata, and the catalog of an assembly that references another.</summary>
public sealed class CatalogTests
{
    private static readonly string[] Names =
    [
        "asymmetric", "asymmetric-unified-focal", "balanced-cross-entropy", "balanced-cross-entropy-survey-literal", "basnet", "binary-cross-entropy", "boundary",
        "boundary-dou", "cl-dice", "combo", "combo-survey-literal", "correlation-similarity", "correlation-similarity-full", "cross-entropy", "dice",
        "dice-boundary", "dice-cl-dice", "dice-cross-entropy", "dice-focal", "dice-plus-plus", "dice-semimetric-1", "dice-semimetric-2",
        "dice-softmax-cross-entropy", "dice-survey-literal", "dice-top-k", "distance-map-penalty", "distance-weighted-dice", "exponential-dice",
        "exponential-logarithmic", "focal", "focal-tversky", "focal-tversky-survey-literal", "generalized-dice", "generalized-wasserstein-dice",
        "hausdorff", "hausdorff-erosion", "jaccard", "jaccard-metric-1", "jaccard-metric-2", "log-cosh-dice", "log-cosh-tversky", "log-hausdorff",
        "lovasz-hinge", "lovasz-softmax", "matthews-correlation", "mbls", "nacl", "noise-robust-dice", "normalized-focal", "ohem-cross-entropy",
        "one-sided-hausdorff", "poly", "poly-focal", "quality-focal", "reduced-focal", "sensitivity-specificity",
        "sensitivity-specificity-survey-literal", "shape-aware", "shape-aware-survey-literal", "size-constraint", "softmax-focal", "squared-dice",
        "squared-sensitivity-specificity", "ssim", "structure", "svls", "t-vmf-dice", "top-k-cross-entropy", "tversky",
        "tversky-survey-literal", "varifocal", "weighted-cross-entropy",
    ];

    [Fact]
    public void The_catalog_lists_its_losses_by_name()
    {
        Assert.Equal(Names, LossCatalog.Local.Select(static entry => entry.Metadata.Name));
        Assert.Equal(Names, LossCatalog.All.Select(static entry => entry.Metadata.Name));
        Assert.Equal(72, LossCatalog.All.Count);
    }

    [Fact]
    public void Another_assembly_has_a_catalog_of_its_own_and_of_what_it_references()
    {
        string[] own = ["cohen-kappa"];
        Assert.Equal([.. own.Append("jaccard").Order(StringComparer.OrdinalIgnoreCase)], WithoutTestLosses(LossDsl.Conformance.Tests.LossCatalog.Local));
        Assert.Equal([.. Names.Concat(own).Order(StringComparer.OrdinalIgnoreCase)], WithoutTestLosses(LossDsl.Conformance.Tests.LossCatalog.All));
        Assert.IsType<OwnJaccardLoss>(LossDsl.Conformance.Tests.LossCatalog.All["jaccard"].Create());
        Assert.IsType<JaccardLoss>(LossCatalog.All["jaccard"].Create());

        // The assembly also has losses named own- (for tests of the language), peer- (definitions of other libraries) and digits- (spellings whose significant digits are tested).
        static IEnumerable<string> WithoutTestLosses(Catalog catalog) =>
            catalog.Select(static entry => entry.Metadata.Name).Where(static name => !name.StartsWith("own-", StringComparison.Ordinal) && !name.StartsWith("peer-", StringComparison.Ordinal) && !name.StartsWith("digits-", StringComparison.Ordinal));
    }

    [Fact]
    public void A_loss_is_made_by_name_with_hyperparameters_and_options_in_any_case()
    {
        var options = new LossOptions { Activation = Activation.Softmax, Region = Region.WholeBatch, Reduction = Reduction.Sum };

        var loss = Assert.IsType<FocalTverskyLoss>(LossCatalog.All["Focal-TVERSKY"].Create(new Dictionary<string, double> { ["FPWEIGHT"] = 0.6, ["exponent"] = 2 }, options));

        Assert.Equal((0.6, 0.7, 2, 1e-5), (loss.FpWeight, loss.FnWeight, loss.Exponent, loss.Smooth));
        Assert.Same(options, loss.Options);
        Assert.Same(FocalTverskyLoss.CatalogEntry.Metadata, loss.Metadata);
        Assert.Equal(LossOptions.Default with { Activation = Activation.Sigmoid }, LossCatalog.All["dice"].Create().Options);
    }

    [Theory]
    [InlineData("dice", "smoothNumerator 1E-05 in [0, 1000], smoothDenominator 1E-05 in [0, 1000]")]
    [InlineData("jaccard", "smooth 1E-05 in [0, 1000]")]
    [InlineData("tversky", "fpWeight 0.3 in [0, 1], fnWeight 0.7 in [0, 1], smooth 1E-05 in [0, 1000]")]
    [InlineData("focal-tversky", "fpWeight 0.3 in [0, 1], fnWeight 0.7 in [0, 1], exponent 0.75 in [0.1, 10], smooth 1E-05 in [0, 1000]")]
    [InlineData("log-cosh-dice", "smoothNumerator 1E-05 in [0, 1000], smoothDenominator 1E-05 in [0, 1000]")]
    [InlineData("sensitivity-specificity", "sensitivityWeight 0.5 in [0, 1], smooth 1E-05 in [0, 1000]")]
    public void Hyperparameters_have_their_defaults_and_ranges(string loss, string expected) =>
        Assert.Equal(expected, string.Join(", ", LossCatalog.All[loss].Metadata.Hyperparameters.Select(static h => FormattableString.Invariant($"{h.Name} {h.Default} in {h.Range}"))));

    [Fact]
    public void Unknown_names_are_answered_with_the_known_ones()
    {
        var unknown = Assert.Throws<ArgumentException>("name", () => LossCatalog.All["dise"]);
        Assert.Equal($"There is no loss 'dise'. The catalog has: {string.Join(", ", Names)}. (Parameter 'name')", unknown.Message);
        Assert.False(LossCatalog.All.TryGet("dise", out _));

        var hyperparameter = Assert.Throws<ArgumentException>(() => LossCatalog.All["tversky"].Create(new Dictionary<string, double> { ["alpha"] = 1 }));
        Assert.StartsWith("Loss 'tversky' has no hyperparameter 'alpha'. It has: fpWeight, fnWeight, smooth.", hyperparameter.Message);

        var none = Assert.Throws<ArgumentException>(() => OwnJaccardLoss.CatalogEntry.Create(new Dictionary<string, double> { ["smooth"] = 1 }));
        Assert.StartsWith("Loss 'jaccard' has no hyperparameter 'smooth'. It has none.", none.Message);

        Assert.Throws<ArgumentOutOfRangeException>("smooth", () => LossCatalog.All["tversky"].Create(new Dictionary<string, double> { ["smooth"] = -1 }));
    }

    [Fact]
    public void Metadata_holds_formula_gradient_and_hyperparameters()
    {
        var metadata = LossCatalog.All["jaccard"].Metadata;

        Assert.Equal(
            new LossMetadata
            {
                Name = "jaccard",
                Family = LossFamily.Region,
                Reference = "Rahman and Wang 2016, doi:10.1007/978-3-319-50835-1_22",
                UseCase = "As Dice, but a region that is half right costs more.",
                Direction = Direction.Minimize,
                Formula = "1 - (tp + smooth) / (tp + fp + fn + smooth)",
                FormulaLatex = """1 - \frac{\mathrm{TP} + \mathrm{smooth}}{\mathrm{TP} + \mathrm{FP} + \mathrm{FN} + \mathrm{smooth}}""",
                Gradient = metadata.Gradient,
                GradientLatex = metadata.GradientLatex,
                Hyperparameters = metadata.Hyperparameters,
                Proof = metadata.Proof,
            },
            metadata);
        Assert.Equal(
            """
            dL/dtp = -(fp + fn) / t0
            dL/dfp = t1
            dL/dfn = t1
            t0 = (tp + fp + fn + smooth)^2
            t1 = (tp + smooth) / t0
            """,
            metadata.Gradient);
        Assert.Equal([new Hyperparameter("smooth", 1e-5, 0, 1000)], metadata.Hyperparameters);
    }

    [Fact]
    public void A_loss_of_another_assembly_computes_its_formula()
    {
        using var scope = NewDisposeScope();
        double[] p = [0.9, 0.2, 0.6, 0.1], y = [1, 0, 0, 1];
        double Count(Func<double, double, double> term) => p.Zip(y, term).Sum();

        var value = new OwnLoss(2, new() { Activation = Activation.None }).call(tensor(p, [1, 1, 4]), tensor(y, [1, 1, 4]));

        var expected = OwnLoss.Formula(Count((p, y) => p * y), Count((p, y) => p * (1 - y)), Count((p, y) => (1 - p) * y), Count((p, y) => (1 - p) * (1 - y)), 4, 2);
        Assert.Equal(expected, value.item<double>(), 1e-14);
    }
}
