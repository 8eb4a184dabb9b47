namespace LossDsl.Attack;

/// <summary>Search for contradictions of claims: values, steps and slopes of a loss at random scenes, of which one pixel's logit is moved.</summary>
internal sealed class Attacker(AttackedLoss loss, Random random)
{
    private const int Scenes = 12;

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
                    Note("smooth", claims.IsSmooth && IsRough(scene, before, Scene.Level(level - 1), Scene.Level(level)), scene, level);
                    Note("bounded gradient", claims.HasBoundedGradient && Math.Abs(walk[level].Value - walk[level - 1].Value) > 1e12, scene, level);
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

    // A map of the prediction is held: the claim is about the loss that the backward pass differentiates. Halves the interval towards the half, at either end or in the middle, in which the value bends most. A smooth function becomes straight; at a kink or a jump the slopes of both halves stay apart.
    private bool IsRough(Scene scene, Scene held, double low, double high)
    {
        const double Smallest = 1e-5;
        while (high - low > Smallest)
        {
            var (quarter, middle) = ((high - low) / 4, (low + high) / 2);
            (double Low, double High)[] halves = [(low, middle), (middle, high), (low + quarter, high - quarter)];
            (low, high) = halves.MaxBy(half => Bend(scene, held, half.Low, half.High));
        }

        // Rounding bends a line by at most four errors.
        var error = loss.Evaluate(scene.With(low), held).Error;
        return Bend(scene, held, low, high) / (high - low) > 1e6 * error;
    }

    private double Bend(Scene scene, Scene held, double low, double high) =>
        Math.Abs(loss.Evaluate(scene.With(low), held).Value - (2 * loss.Evaluate(scene.With((low + high) / 2), held).Value) + loss.Evaluate(scene.With(high), held).Value);
}
