#!/usr/bin/env dotnet
// A loss, a gradient and a training step in one file: dotnet run app.cs
#:package LossDsl.Losses@*
#:package libtorch-cpu-linux-x64@2.10.0
// TorchSharp is not annotated for compilation ahead of time.
#:property PublishAot=false

using System.ComponentModel.DataAnnotations;
using LossDsl;
using static TorchSharp.torch;

// A network of one pixel: a 1x1 convolution learns that bright is foreground.
var image = rand(8, 1, 32, 32);
var mask = image.gt(0.5).to_type(float32);
var network = nn.Conv2d(1, 1, 1);
var optimizer = optim.Adam(network.parameters(), lr: 0.1);
var loss = new FBetaLoss(beta: 2);
for (var step = 0; step < 100; step++)
{
    optimizer.zero_grad();
    loss.call(network.call(image), mask).backward();
    optimizer.step();
}

var predicted = network.call(image).gt(0).to_type(float32);
Console.WriteLine($"{loss.Metadata.Name}: Dice {(2 * (predicted * mask).sum() / (predicted.sum() + mask.sum())).item<float>():F3}");

[Loss("f-beta", Reference = "van Rijsbergen 1979")]
public sealed partial class FBetaLoss
{
    [Formula]
    static double Formula(double tp, double fp, double fn, [Range(0, 10)] double beta = 1, [Range(0, 1)] double smooth = 1e-5)
        => 1 - ((1 + beta * beta) * tp + smooth) / ((1 + beta * beta) * tp + beta * beta * fn + fp + smooth);
}
