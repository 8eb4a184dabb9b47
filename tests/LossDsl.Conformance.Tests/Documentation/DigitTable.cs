using System.Text;
using LossDsl.Conformance.Digits;

namespace LossDsl.Conformance.Documentation;

/// <summary>Renders the table of docs/losses.md about correct digits: one row for each loss.</summary>
internal static class DigitTable
{
    private const string Text = """

        ## Digits

        How many decimal digits are correct: of the value, then of the gradient relative to its largest element. The figure is that of the worst input, rounded down to a half. `DigitTests` measures at least as many.

        - Inputs are the hazard grid and random ones. The grid has sure and undecided predictions, right and wrong, for targets of no foreground, a quarter, and nothing else, with logits of ±4, ±30
          and ±10000. Activations are sigmoid, softmax, and given probabilities (not in float16, which cannot hold their slopes).
        - float32 and half types are compared with tensor operations in float64 on the same inputs. Kernels are the worst of lanes of 128, 256 and 512 bits, half types the worse of both backends.
        - Half types compute in float32 and return the value in float32. Only the gradient is rounded to the half type: to 3.3 digits in float16 and 2.4 in bfloat16, which is what the table shows.
        - float64 is compared with double-double arithmetic (32 digits), for six losses under sigmoid. 1 minus a correlation of almost 1 has fewer digits than the correlation.
        - Errors below the smallest normal number of a type are measured relative to that number. Logits between ±87 and ±10000 are left out: there a float32 holds p with fewer digits, or as 0.
        - CUDA kernels are not measured.

        float32 has at least 5.5 digits of the value and 5 of the gradient, or a reason in the last column. Inputs that the reason names are left out of the figures.

        | loss | float32, tensor operations | float32, kernels | float16 | bfloat16 | float64 | fewer digits |
        |---|---|---|---|---|---|---|

        """;

    public static string Render()
    {
        var table = new StringBuilder(Text);
        foreach (var (loss, digits) in StatedDigits.All)
        {
            table.Append($"| `{loss}` | {digits.Tensors} | {digits.Kernels} | {digits.Float16} | {digits.BFloat16} | {digits.Float64} | {DigitReason.All.GetValueOrDefault(loss)?.Text} |\n");
        }

        return table.ToString();
    }
}
