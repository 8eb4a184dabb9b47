using Xunit.Abstractions;

namespace LossDsl.Attack;

/// <summary>
/// Attack on the claims of random losses that shares no code with the analysis: formulas, values, steps and slopes are computed from the text of the formula alone.
/// ATTACK_FORMULAS sets the number of losses, 1000 by default; a thorough run takes 10000.
/// </summary>
public sealed class AttackTests(ITestOutputHelper output)
{
    private const int Together = 100;
    private static readonly int Count = int.TryParse(Environment.GetEnvironmentVariable("ATTACK_FORMULAS"), out var count) ? count : 1000;

    [Fact]
    public void No_claim_is_contradicted()
    {
        var (losses, random) = (new RandomLosses(1), new Random(2));
        Dictionary<string, int> proved = new() { ["finite"] = 0, ["direction"] = 0, ["direction with maps held"] = 0, ["bounded gradient"] = 0, ["smooth"] = 0, ["points of messages"] = 0, ["points not evaluated"] = 0 };
        List<string> contradictions = [];
        for (var done = 0; done < Count; done += Together)
        {
            AttackedLoss[] some = [.. Enumerable.Range(0, Together).Select(_ => losses.Next())];
            foreach (var (loss, (claims, messages)) in some.Zip(Claims.Read(some)).Where(static pair => pair.Second.Claims is not null))
            {
                Tally("finite", claims!.IsFinite);
                Tally("direction", claims.KeepsDirection);
                Tally("direction with maps held", claims.KeepsDirectionWithMapsHeld);
                Tally("bounded gradient", claims.HasBoundedGradient);
                Tally("smooth", claims.IsSmooth);
                foreach (var (message, holds) in messages.Select(message => (message, message.Holds(loss))))
                {
                    Tally(holds is null ? "points not evaluated" : "points of messages", true);
                    contradictions.AddRange(holds == false ? [$"{message.Id} {message.Text}: {loss.Source(0)}"] : []);
                }

                contradictions.AddRange(new Attacker(loss, random).Contradict(claims).Select(static found => $"{found.Kind}: {found.Where}"));
            }
        }

        output.WriteLine($"of {Count} losses, proved: {string.Join(", ", proved.Select(static p => $"{p.Key} {p.Value}"))}");
        Assert.All(proved, p => Assert.True(p.Value > Count / 100, $"{p.Key} was proved {p.Value} times only: the attack has nothing to attack."));
        Assert.True(contradictions.Count == 0, $"{contradictions.Count} contradictions:\n{string.Join("\n", contradictions.Take(20))}");

        void Tally(string claim, bool holds) => proved[claim] += holds ? 1 : 0;
    }

    /// <summary>Claims everything of every loss, and counts the losses until the attack has contradicted each kind of claim.</summary>
    [Theory]
    [InlineData("finite")]
    [InlineData("direction")]
    [InlineData("direction with maps held")]
    [InlineData("smooth")]
    [InlineData("bounded gradient")]
    public void A_false_claim_is_found(string kind)
    {
        var (losses, random) = (new RandomLosses(3), new Random(4));
        var found = Enumerable.Range(0, 1000).Select(_ => losses.Next()).FirstOrDefault(loss => new Attacker(loss, random).Contradict(Claims.All).Any(c => c.Kind == kind));
        Assert.NotNull(found);
    }
}
