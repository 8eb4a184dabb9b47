using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Rewriting;
using LossDsl.Generator.Tests.Formulas;
using LossDsl.Generator.Tests.Harness;

namespace LossDsl.Generator.Tests.Rewriting;

/// <summary>Tests of <see cref="CommonSubexpressions"/>, which names subexpressions that occur several times.</summary>
public sealed class CommonSubexpressionsTests
{
    [Fact]
    public void Substituted_temporaries_give_the_original_and_each_is_used_twice()
    {
        foreach (var formula in RandomFormulas.OfAll(1000))
        {
            var (shared, temps) = new CommonSubexpressions([formula]).NameAndReplace([formula]);
            var values = new Dictionary<Expr, Expr>();
            foreach (var temp in temps)
            {
                // The temporaries come in the order of their dependences; one that came too late would stay a name.
                values.Add(temp.Variable, Replace(temp.Value, values));
                Assert.NotEqual(Level.Fixed, temp.Variable.Level);
                Assert.True(Uses(temp.Variable, [.. shared, .. temps.Select(static t => t.Value)]) >= 2, $"{temp.Variable.Name} of {CompiledLosses.Text(formula)} is used once");
            }

            Assert.Equal(formula, Replace(shared[0], values));
        }
    }

    [Fact]
    public void A_subexpression_named_for_one_expression_is_reused_in_the_next()
    {
        var sum = CompiledLosses.Spec("(tp + fp) * (tp + fp) + fn").Formula.Body;
        var other = CompiledLosses.Spec("Math.Exp(tp + fp) - (tp + fp)").Formula.Body;
        var common = new CommonSubexpressions([sum, other]);
        Assert.Equal("tp + fp", CompiledLosses.Text(Assert.Single(common.NameAndReplace([sum]).Temps).Value));
        var (shared, temps) = common.NameAndReplace([other]);
        Assert.Empty(temps);
        Assert.Equal("exp(t0) - t0", CompiledLosses.Text(shared[0]));
    }

    [Fact]
    public void Subexpressions_below_the_smallest_size_get_no_name()
    {
        var formula = CompiledLosses.Spec("(tp + fp) * (tp + fp)").Formula.Body;
        Assert.Empty(new CommonSubexpressions([formula], 4).NameAndReplace([formula]).Temps);
    }

    private static Expr Replace(Expr node, Dictionary<Expr, Expr> values) => node switch
    {
        Apply apply => new Apply(apply.Op, apply.Arguments.Select(a => Replace(a, values)).ToEquatableArray()),
        _ => values.GetValueOrDefault(node, node),
    };

    private static int Uses(Variable variable, IEnumerable<Expr> expressions) =>
        expressions.Sum(e => e is Apply apply ? Uses(variable, apply.Arguments) : e.Equals(variable) ? 1 : 0);
}
