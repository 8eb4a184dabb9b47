namespace LossDsl.Attack;

/// <summary>Search for contradictions of claims: values, steps and slopes of a loss at random scenes, of which one pixel's logit is moved.</summary>
internal sealed class Attacker(AttackedLoss loss, Random random)
{
    private const int Scenes = 12;

    // The searches for a steep and for a rough place take most of the time.
    private const int SearchedScenes = 3;

    /// <summary>Returns a text for each kind of claim that is contradicted: the kind, and where.</summary>
    public IEnumerable<(string Kind, string Where)> Contradict(Claims claims)
    {
        Dictionary<string, string> found = [];
        for (var i = 0; i < Scenes; i++)
        {
            var scene = Scene.Draw(random);
            Outcome[] walk = [.. Enumerable.Range(0, Scene.LevelCount).Select(level => loss.Evaluate(scene.With(Scene.Level(level))))];
            for (var level = 0; level < walk.Length; level++)
            {
                Note("finite", claims.IsFinite && walk[level].IsKnown && !double.IsFinite(walk[level].Value), scene, level);
                if (level > 0 && double.IsFinite(walk[level].Value) && double.IsFinite(walk[level - 1].Value))
                {
                    var before = scene.With(Scene.Level(level - 1));
                    Note("direction", claims.KeepsDirection && IsWorse(scene, walk[level - 1], walk[level]), scene, level);
                    Note("direction with maps held", claims.KeepsDirectionWithMapsHeld && IsWorse(scene, walk[level - 1], loss.Evaluate(scene.With(Scene.Level(level)), held: before)), scene, level);
                    Note("smooth", i < SearchedScenes && claims.IsSmooth && IsRough(scene, before, Scene.Level(level - 1), Scene.Level(level)), scene, level);
                    Note("bounded gradient", i < SearchedScenes && claims.HasBoundedGradient && IsSteep(scene, before, Scene.Level(level - 1), Scene.Level(level)), scene, level);
                }
            }
        }

        return found.Select(static pair => (pair.Key, pair.Value));

        void Note(string kind, bool isContradicted, Scene scene, int level)
        {
            if (isContradicted)
            {
                found.TryAdd(kind, $"pixels [{string.Join(", ", scene.Logits)}] of [{string.Join(", ", scene.Targets)}], with the first at {Scene.Level(level)}: {loss.Source(0)}");
            }
        }
    }

    // The logit rises from one value to the next: better where the target is 1.
    private static bool IsWorse(Scene scene, Outcome before, Outcome after) => (after.Value - before.Value) * (scene.Targets[0] == 1 ? 1 : -1) > Math.Max(before.Error, after.Error);

    // Halves the interval towards the half in which the value changes most. A bounded slope stays as it is, and the change becomes as small as the interval. The slope of a root grows
    // without bound, while its change vanishes; the change of a jump stays.
    private bool IsSteep(Scene scene, Scene held, double low, double high)
    {
        double[] changes = [0, 0];
        foreach (var (i, smallest) in new[] { 1e-6, 1e-9 }.Index())
        {
            while (high - low > smallest)
            {
                (low, high) = Halves(low, high).MaxBy(half => Change(scene, held, half.Low, half.High));
            }

            changes[i] = Change(scene, held, low, high);
        }

        return changes[1] > 10 * loss.Evaluate(scene.With(low), held).Error && changes[1] < changes[0] / 4 && changes[1] / changes[0] > 1.0 / 300;
    }

    private static (double Low, double High)[] Halves(double low, double high)
    {
        var (quarter, middle) = ((high - low) / 4, (low + high) / 2);
        return [(low, middle), (middle, high), (low + quarter, high - quarter)];
    }

    private double Change(Scene scene, Scene held, double low, double high) => Math.Abs(loss.Evaluate(scene.With(high), held).Value - loss.Evaluate(scene.With(low), held).Value);

    // Halves the interval towards the half, at either end or in the middle, in which the value bends most. A smooth function becomes straight; at a kink or a jump the slopes of both
    // halves stay apart. A map of the prediction is held, as the claim is about the loss that the backward pass differentiates.
    private bool IsRough(Scene scene, Scene held, double low, double high)
    {
        const double Smallest = 1e-5;
        while (high - low > Smallest)
        {
            (low, high) = Halves(low, high).MaxBy(half => Bend(scene, held, half.Low, half.High));
        }

        // Rounding bends a line by at most four errors.
        var error = loss.Evaluate(scene.With(low), held).Error;
        return Bend(scene, held, low, high) / (high - low) > 1e6 * error;
    }

    private double Bend(Scene scene, Scene held, double low, double high) =>
        Math.Abs(loss.Evaluate(scene.With(low), held).Value - (2 * loss.Evaluate(scene.With((low + high) / 2), held).Value) + loss.Evaluate(scene.With(high), held).Value);
}
