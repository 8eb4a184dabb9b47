using System.Text;
using LossDsl.Conformance.Digits;

namespace LossDsl.Conformance.Documentation;

/// <summary>Renders the table of docs/losses.md about correct digits: one row for each loss, then the reasons of those that have fewer.</summary>
internal static class DigitTable
{
    private const string Text = """

        ## Digits

        How many decimal digits are correct: of the value, then of the gradient relative to its largest element. A figure is that of the worst input, rounded down to a half. `DigitTests` measures at least as many.

        - Inputs are the hazard grid and random ones. The grid has sure and undecided predictions, right and wrong, with logits of ±4, ±30 and ±10000, for targets of no foreground, a quarter, and
          nothing else. Logits beyond ±87 whose probability float64 can hold, but float32 cannot, are left out. Activations are sigmoid, softmax, and None (not in float16, which cannot hold its slopes).
        - float32 and half types are compared with tensor operations in float64 on the same inputs. Kernels are the worst of lanes of 128, 256 and 512 bits, half types the worse of both backends.
          CUDA kernels are not measured.
        - Half types compute in float32 and return the value in float32. Only the gradient is rounded to the half type: to 3.3 digits in float16 and to 2.4 in bfloat16.
        - float64 is compared with double-double arithmetic (32 digits) for six losses, under sigmoid. `matthews-correlation` is 1 minus a correlation: a right prediction leaves 1e-7 of that difference.
        - An error is relative to the smallest normal number of the type where the result is smaller than that.

        float32 has at least 5.5 digits of the value and 5 of the gradient, or a reason. The figures are without the inputs that the reason leaves out.

        | loss | float32, tensor operations | float32, kernels | float16 | bfloat16 | float64 | reason |
        |---|---|---|---|---|---|---|

        """;

    public static string Render()
    {
        var table = new StringBuilder(Text);
        foreach (var (loss, digits) in StatedDigits.All)
        {
            table.Append($"| `{loss}` | {digits.Tensors} | {digits.Kernels} | {digits.Float16} | {digits.BFloat16} | {digits.Float64} | {DigitReason.All.GetValueOrDefault(loss)?.Name} |\n");
        }

        return table.Append('\n').AppendJoin("", DigitReason.All.Values.Distinct().Select(static reason => $"- *{reason.Name}*: {reason.Text}\n")).ToString();
    }
}
