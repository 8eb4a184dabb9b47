"""The trainer's network, optimizer and batches in PyTorch. Runs an epoch for each line of standard input, and answers with a line: seconds and validation Dice.

Arguments: a file of float32 (training images, training masks, validation images, validation masks, each N x 1 x H x W), training slices, validation slices,
height, width, channels of the first level, levels, batches of an epoch, learning rate, threads, device.
"""
import random
import sys
import time

import torch
from torch import nn
from torch.nn import functional

path, *numbers = sys.argv[1:]
count, held, height, columns, width, depth, batches = (int(n) for n in numbers[:7])
device = numbers[9]
torch.set_num_threads(int(numbers[8]))
torch.manual_seed(1)
random.seed(1)


def block(convolution, inputs, outputs):
    return [convolution(inputs, outputs, 3, padding=1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(inplace=True)]


class UNet(nn.Module):
    def __init__(self):
        super().__init__()
        channels = [width << level for level in range(depth)]
        self.encoder = nn.ModuleList(
            nn.Sequential(*block(nn.Conv2d, inputs, outputs), *block(nn.Conv2d, outputs, outputs)) for inputs, outputs in zip([1] + channels, channels))
        self.ups = nn.ModuleList(nn.ConvTranspose2d(2 * c, c, 2, stride=2) for c in reversed(channels[:-1]))
        self.merges = nn.ModuleList(nn.Sequential(*block(nn.ConvTranspose2d, 2 * c, c)) for c in reversed(channels[:-1]))
        self.head = nn.Conv2d(width, 1, 1)

    def forward(self, images):
        step = 1 << (depth - 1)
        x, skips = functional.pad(images, (0, -columns % step, 0, -height % step), mode="replicate"), []
        for level, pair in enumerate(self.encoder):
            x = pair(x if level == 0 else functional.max_pool2d(x, 2))
            skips.append(x)
        skips.pop()
        for up, merge in zip(self.ups, self.merges):
            x = merge(torch.cat([skips.pop(), up(x)], 1))
        return self.head(x)[:, :, :height, :columns]


with open(path, "rb") as file:
    pixels = torch.frombuffer(bytearray(file.read()), dtype=torch.float32)
images, masks, held_images, held_masks = (
    part.view(-1, 1, height, columns).to(device) for part in pixels.split([n * height * columns for n in (count, count, held, held)]))
network = UNet().to(device)
optimizer = torch.optim.Adam(network.parameters(), lr=float(numbers[7]))


def train():
    network.train()
    for part in torch.randperm(count, device=device).tensor_split(batches):
        x, y = images[part], masks[part]
        if random.random() < 0.5:
            x, y = x.flip(3), y.flip(3)
        optimizer.zero_grad()
        p = network(x).sigmoid()
        loss = 1 - (2 * (p * y).sum() + 1e-5) / (p.sum() + y.sum() + 1e-5)
        loss.backward()
        optimizer.step()


def validate():
    network.eval()
    with torch.no_grad():
        predicted, actual = network(held_images) > 0, held_masks > 0
        return (2 * (predicted & actual).sum() / (predicted.sum() + actual.sum())).item()


print(torch.__version__, flush=True)
for _ in sys.stdin:
    start = time.perf_counter()
    train()
    dice = validate()
    print(time.perf_counter() - start, dice, flush=True)
