namespace LossDsl.Attack;

/// <summary>Search for contradictions of claims: values, steps and slopes of a loss at random scenes, of which one pixel's logit is moved.</summary>
internal sealed class Attacker(AttackedLoss loss, Random random)
{
    private const int Scenes = 12;
    private const double Rounding = 1e-9;

    /// <summary>Returns a text for each kind of claim that is contradicted: the kind, and where.</summary>
    public IEnumerable<(string Kind, string Where)> Contradict(Claims claims)
    {
        Dictionary<string, string> found = [];
        for (var i = 0; i < Scenes; i++)
        {
            var scene = Scene.Draw(random);
            (double Value, double Largest)[] walk = [.. Enumerable.Range(0, Scene.LevelCount).Select(level => loss.Evaluate(scene.With(Scene.Level(level))))];
            for (var level = 0; level < walk.Length; level++)
            {
                Note("finite", claims.IsFinite && !double.IsFinite(walk[level].Value), scene, level);
                if (level > 0 && double.IsFinite(walk[level].Value) && double.IsFinite(walk[level - 1].Value))
                {
                    Note("direction", claims.KeepsDirection && IsWorse(scene, walk[level - 1], walk[level]), scene, level);
                    Note("smooth", claims.IsSmooth && IsRough(scene, Scene.Level(level - 1), Scene.Level(level)), scene, level);
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
    private static bool IsWorse(Scene scene, (double Value, double Largest) before, (double Value, double Largest) after) =>
        (after.Value - before.Value) * (scene.Targets[0] == 1 ? 1 : -1) > Rounding * Math.Max(before.Largest, after.Largest);

    // Halves the interval towards the half, at either end or in the middle, in which the value bends most. A smooth function becomes straight; at a kink or a jump the slopes of both halves stay apart.
    private bool IsRough(Scene scene, double low, double high)
    {
        const double Smallest = 1e-5;
        while (high - low > Smallest)
        {
            var (quarter, middle) = ((high - low) / 4, (low + high) / 2);
            (double Low, double High)[] halves = [(low, middle), (middle, high), (low + quarter, high - quarter)];
            (low, high) = halves.MaxBy(half => Bend(scene, half.Low, half.High));
        }

        var largest = loss.Evaluate(scene.With(low)).Largest;
        return Bend(scene, low, high) / (high - low) > 1e-3 * largest;
    }

    private double Bend(Scene scene, double low, double high) =>
        Math.Abs(loss.Evaluate(scene.With(low)).Value - (2 * loss.Evaluate(scene.With((low + high) / 2)).Value) + loss.Evaluate(scene.With(high)).Value);
}
