using UNetTrainer.Errors;
using UNetTrainer.Wording;

namespace UNetTrainer.Data;

/// <summary>
/// Folds of a cross-validation by case, or by group of cases. Every group is in the test part of exactly one fold. Groups are sorted by their share of foreground and dealt out from there, so that the
/// folds are alike in it (stratified). The groups that a fold does not test are for training and validation.
/// </summary>
/// <param name="folds">Number of folds.</param>
/// <param name="fractions">Shares of the parts; those of training and validation divide the groups that are not tested.</param>
/// <param name="gap">Number of slices left out between blocks, where a single group is left for training and validation.</param>
/// <param name="seed">Seed of the folds.</param>
internal sealed class CaseFolds(int folds, SplitFractions fractions, int gap, int seed)
{
    /// <summary>Returns the split of a fold.</summary>
    /// <param name="volumes">Slices of each case in order.</param>
    /// <param name="groups">Groups of cases that stay in one part.</param>
    /// <param name="fold">Number of the fold, from 0.</param>
    /// <exception cref="InputException">There are fewer groups than folds, or no such fold.</exception>
    public Split Create(IReadOnlyList<IReadOnlyList<Slice>> volumes, VolumeGroups groups, int fold)
    {
        var sorted = groups.Divide([.. volumes.Select(Split.Scanned)]).OrderBy(Share).ToArray();
        if (sorted.Length < folds)
        {
            throw new InputException($"--folds {folds}: the data has {Plural.Of(sorted.Length, "case")}{(sorted.Length < volumes.Count ? " (groups of --group)" : "")}, and each fold tests at least one. Give more cases, or fewer folds.");
        }

        if (fold >= folds)
        {
            throw new InputException($"There are {folds} folds, counted from 0, and no fold {fold}.");
        }

        var random = new Random(seed);
        var numbers = Deal(sorted.Length, random);
        var test = sorted.Where((_, i) => numbers[i] == fold).SelectMany(static g => g).SelectMany(static v => v).ToArray();
        return Learnt([.. sorted.Where((_, i) => numbers[i] != fold)], new Random(HashCode(fold))) with { Test = test };
    }

    // A group's number of the fold that tests it: each run of consecutive groups has every number once, in random order.
    private int[] Deal(int groups, Random random)
    {
        var numbers = new List<int>();
        while (numbers.Count < groups)
        {
            var next = Enumerable.Range(0, folds).ToArray();
            random.Shuffle(next);
            numbers.AddRange(next);
        }

        return [.. numbers.Take(groups)];
    }

    private Split Learnt(IReadOnlyList<Slice>[][] groups, Random random) =>
        groups.Length == 1 ? InBlocks(groups[0], random) : ByGroup(groups, random);

    // One validation group at random from each of as many strata.
    private Split ByGroup(IReadOnlyList<Slice>[][] groups, Random random)
    {
        var count = Math.Clamp((int)Math.Round(groups.Length * ValidationShare), 1, groups.Length - 1);
        var chosen = Enumerable.Range(0, count).Select(i => random.Next(i * groups.Length / count, (i + 1) * groups.Length / count)).ToHashSet();
        return new(Slices(i => !chosen.Contains(i)), Slices(chosen.Contains), []);

        Slice[] Slices(Func<int, bool> isWanted) => [.. groups.Where((_, i) => isWanted(i)).SelectMany(static g => g).SelectMany(static v => v)];
    }

    // The two held-out parts of the layout are both for validation here.
    private Split InBlocks(IReadOnlyList<Slice>[] group, Random random)
    {
        var half = Math.Max(1, (int)Math.Round(ValidationShare * 50));
        var (training, validation) = (new List<Slice>(), new List<Slice>());
        foreach (var slices in VolumeGroups.Sequences(group))
        {
            foreach (var block in Blocks.Layout(slices.Count, new(100 - (2 * half), half, half), gap, random))
            {
                (block.Part == Part.Training ? training : validation).AddRange(slices.Skip(block.Start).Take(block.Length));
            }
        }

        return new(training, validation, []);
    }

    private double ValidationShare => fractions.Validation / (double)(fractions.Training + fractions.Validation);

    private int HashCode(int fold) => unchecked((seed * 31) + fold);

    private static double Share(IReadOnlyList<Slice>[] group)
    {
        var slices = group.SelectMany(static v => v).ToArray();
        return slices.Sum(static s => (double)s.Foreground) / Math.Max(1, slices.Sum(static s => (double)s.Width * s.Height));
    }
}
