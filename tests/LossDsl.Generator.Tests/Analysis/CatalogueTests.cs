using LossDsl.Generator.Analysis;
using LossDsl.Generator.Formulas;
using static LossDsl.Generator.Formulas.Arithmetic;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Tests.Harness;
using Xunit.Abstractions;

namespace LossDsl.Generator.Tests.Analysis;

public sealed class CatalogueTests(ITestOutputHelper output)
{
    [Fact]
    public void Debug()
    {
        var run = GeneratorRun.Of(Sources.Catalogue());
        foreach (var lowered in run.Step(TrackingNames.Plan).Select(static o => (LoweredLoss)o.Value).Where(l => (Environment.GetEnvironmentVariable("LOSS") ?? "JaccardLoss").Split(',').Contains(l.Name)))
        {
            var budget = new Budget(50000);
            var domain = Domains.Of(lowered.Plan!.Spec, Limits.Large, Domains.Declared, budget);
            var gradient = Gradient.Of(lowered.Plan!)!;
            var all = gradient.In(domain, Limits.Large, budget);
            var bounds = new Bounds(all, budget, Look.BehindFloors);
            foreach (var t in GradientCheck.Terms(gradient.Value, bounds))
            {
                var w = System.Diagnostics.Stopwatch.StartNew();
                var q = Quotient.Of(t, bounds);
                output.WriteLine($"{bounds.Of(t)} {w.ElapsedMilliseconds} ms {Compiled.Text(t)}\n   above: {string.Join(" ; ", q.Above.Select(Compiled.Text))} below: {string.Join(" ; ", q.Below.Select(Compiled.Text))} factor {q.Factor} {q.MayBeUndefined}");
            }
            output.WriteLine(budget.IsSpent.ToString());
            foreach (var st in domain.Stages.Values) output.WriteLine($"{st.Result.Name} {st.Kind} {domain[st.Result]} = {Compiled.Text(st.Body)}");
            Expr v(string n) => lowered.Plan!.Spec.Stages.Select(x => x.Result).FirstOrDefault(x => x.Name == n) ?? lowered.Plan!.Spec.Hyperparameters.Select(h => h.Variable).FirstOrDefault(x => x.Name == n) ?? Quantities.OfPixel.First(x => x.Name == n);
            if (lowered.Name.StartsWith("SquaredS"))
            {
                var vb = new Bounds(domain, budget);
                foreach (var e in new[] { v("foreground") + v("smooth") - v("ofForeground"), v("y") - v("y") * new Apply(Functions.Square, v("p") - v("y")), v("foreground")-v("ofForeground") })
                    output.WriteLine($"{Compiled.Text(e)} {vb.Of(LossDsl.Generator.Rewriting.Sum.Of(e).ToExpr())}");
            }
        }
    }

    [Fact]
    public void Show()
    {
        var run = GeneratorRun.Of(Sources.Catalogue());
        foreach (var lowered in run.Step(TrackingNames.Plan).Select(static o => (LoweredLoss)o.Value))
        {
            var watch = System.Diagnostics.Stopwatch.StartNew();
            LossAnalysis.Of(lowered);
            var first = watch.ElapsedMilliseconds;
            watch.Restart();
            var analyzed = LossAnalysis.Of(lowered);
            var p = analyzed.Proof;
            output.WriteLine($"{analyzed.Loss.Name,-45} {first,4} {watch.Elapsed.TotalMilliseconds:F1} ms finite {p.Finite} range {p.Range} default {p.RangeAtDefaults} direction {p.Direction} bounded {p.BoundedGradient}");
            if (p.BoundedGradient != Verdict.Proved || p.Direction != Verdict.Proved) output.WriteLine("     G = " + (Gradient.Of(lowered.Plan!) is { } g ? Compiled.Text(g.Value) : "null") + "   L = " + Compiled.Text(LossDsl.Generator.Rewriting.Simplifier.Simplify(lowered.Plan!.Spec.Formula.Body)));
            foreach (var f in analyzed.Findings)
            {
                output.WriteLine($"     {f.Kind} {f.Stage} {(f.Node is null ? "" : Compiled.Text(f.Node))}: {string.Join(" | ", f.Arguments)}");
            }
        }
    }
}
