using System.ComponentModel.DataAnnotations;
using LossDsl;
using TorchSharp;

var loss = new FBetaLoss(beta: 2);
var logits = torch.randn(4, 1, 64, 64, requires_grad: true);
var target = torch.randint(0, 2, [4, 1, 64, 64]);

var value = loss.call(logits, target);
value.backward();
Console.WriteLine($"{loss.Metadata.Formula} = {value.item<float>():F4}, |gradient| = {logits.grad!.norm().item<float>():E2}");
Console.WriteLine(loss.Metadata.Gradient);

/// <summary>F-beta loss, 1 - F-beta of the soft counts. A beta above 1 weighs false negatives more than false positives.</summary>
[Loss("f-beta", Reference = "van Rijsbergen 1979")]
public sealed partial class FBetaLoss
{
    [Formula]
    static double Formula(double tp, double fp, double fn, [Range(0, 10)] double beta = 1, [Range(0, 1)] double smooth = 1e-5)
        => 1 - ((1 + beta * beta) * tp + smooth) / ((1 + beta * beta) * tp + beta * beta * fn + fp + smooth);
}
