using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Rewriting;
using LossDsl.Generator.Tests.Formulas;
using LossDsl.Generator.Tests.Harness;

namespace LossDsl.Generator.Tests.Rewriting;

public sealed class CommonSubexpressionsTests
{
    [Fact]
    public void Put_back_they_give_the_same_expression_and_each_is_used_twice()
    {
        foreach (var formula in RandomFormulas.OfAll(1000))
        {
            var (shared, temps) = new CommonSubexpressions([formula]).Share([formula]);
            var values = new Dictionary<Expr, Expr>();
            foreach (var temp in temps)
            {
                // In the order of their need: what is not known yet would stay a name.
                values.Add(temp.Variable, Replace(temp.Value, values));
                Assert.NotEqual(Level.Fixed, temp.Variable.Level);
                Assert.True(Uses(temp.Variable, [.. shared, .. temps.Select(static t => t.Value)]) >= 2, $"{temp.Variable.Name} of {Compiled.Text(formula)} is used once");
            }

            Assert.Equal(formula, Replace(shared[0], values));
        }
    }

    [Fact]
    public void What_was_named_before_is_not_computed_again()
    {
        var sum = Compiled.Spec("(tp + fp) * (tp + fp) + fn").Formula.Body;
        var other = Compiled.Spec("Math.Exp(tp + fp) - (tp + fp)").Formula.Body;
        var common = new CommonSubexpressions([sum, other]);
        Assert.Equal("tp + fp", Compiled.Text(Assert.Single(common.Share([sum]).Temps).Value));
        var (shared, temps) = common.Share([other]);
        Assert.Empty(temps);
        Assert.Equal("exp(t0) - t0", Compiled.Text(shared[0]));
    }

    [Fact]
    public void Small_ones_have_no_name_where_that_is_asked_for()
    {
        var formula = Compiled.Spec("(tp + fp) * (tp + fp)").Formula.Body;
        Assert.Empty(new CommonSubexpressions([formula], 4).Share([formula]).Temps);
    }

    private static Expr Replace(Expr node, Dictionary<Expr, Expr> values) => node switch
    {
        Apply apply => new Apply(apply.Op, apply.Arguments.Select(a => Replace(a, values)).ToEquatableArray()),
        _ => values.GetValueOrDefault(node, node),
    };

    private static int Uses(Variable variable, IEnumerable<Expr> expressions) =>
        expressions.Sum(e => e is Apply apply ? Uses(variable, apply.Arguments) : e.Equals(variable) ? 1 : 0);
}
