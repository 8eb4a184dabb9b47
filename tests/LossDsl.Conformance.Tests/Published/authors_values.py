"""Prints the values of AuthorsValueTests.cs: losses as their authors' code defines them, by PyTorch in float64.

mbls: by-liu/MbLS. nacl: MONAI, by the authors. svls: mobarakol/SVLS, in two dimensions. ssim and basnet: xuebinqin/BASNet, but that windows repeat the border of the image.
hausdorff-erosion: Karimi and Salcudean 2019, with what an erosion leaves doubled.
"""
import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
index = torch.arange(2 * 3 * 12 * 15).double()
logits = (4 * torch.sin(index * 0.7 + torch.sin(index * index * 0.013))).reshape(2, 3, 12, 15)
labels = torch.remainder(torch.floor(torch.arange(12).unsqueeze(1) / 3) + torch.floor(torch.arange(15) / 4), 3).long()
labels = torch.stack([labels, torch.remainder(labels + 1, 3)])
one_hot = F.one_hot(labels, 3).permute(0, 3, 1, 2).double()
mask = (labels == 1).double().unsqueeze(1)


def show(name, loss, x):
    x = x.clone().requires_grad_()
    value = loss(x)
    value.backward()
    print(name, repr(value.item()), repr((x.grad.flatten() * torch.cos(torch.arange(x.numel()).double())).sum().item()))


def gaussian(side, sigma):
    weights = torch.exp(-(torch.arange(side).double() - side // 2) ** 2 / (2 * sigma**2))
    return torch.outer(weights, weights) / weights.sum() ** 2


def mbls(x):
    return F.cross_entropy(x, labels) + 0.1 * F.relu(x.max(1, keepdim=True).values - x - 10).mean()


def nacl(x):
    shares = F.conv2d(one_hot, torch.ones(3, 1, 3, 3) / 9, padding=1, groups=3)
    return F.cross_entropy(x, labels) + 0.1 * (shares - x).abs().mean()


def svls(x):
    kernel = gaussian(3, 1)
    kernel[1, 1] = 1 - kernel[1, 1]
    kernel = (kernel / kernel.sum()).expand(3, 1, 3, 3)
    smooth = F.conv2d(F.pad(one_hot, (1, 1, 1, 1), mode="replicate"), kernel, groups=3)
    return (-smooth * F.log_softmax(x, 1)).sum(1).mean()


def ssim(x):
    window = gaussian(11, 1.5).view(1, 1, 11, 11)
    p, y, mean = torch.sigmoid(x), mask, lambda image: F.conv2d(F.pad(image, (5, 5, 5, 5), mode="replicate"), window)
    mp, my = mean(p), mean(y)
    vp, vy, covariance = mean(p * p) - mp * mp, mean(y * y) - my * my, mean(p * y) - mp * my
    return 1 - ((2 * mp * my + 1e-4) * (2 * covariance + 9e-4) / ((mp * mp + my * my + 1e-4) * (vp + vy + 9e-4))).mean()


def basnet(x):
    p = torch.sigmoid(x)
    both = (p * mask).sum((1, 2, 3))
    return F.binary_cross_entropy(p, mask) + ssim(x) + (1 - both / (p.sum((1, 2, 3)) + mask.sum((1, 2, 3)) - both)).mean()


def hausdorff_erosion(x):
    cross = torch.tensor([[0.0, 1, 0], [1, 1, 1], [0, 1, 0]]).view(1, 1, 3, 3) / 5
    error, total = (torch.sigmoid(x) - mask) ** 2, 0
    for k in range(1, 11):
        error = 2 * F.relu(F.conv2d(error, cross, padding=1) - 0.5)
        total = total + k**2 * error
    return total.mean()


show("mbls", mbls, 4 * logits)
show("nacl", nacl, logits)
show("svls", svls, logits)
show("ssim", ssim, logits[:, :1])
show("basnet", basnet, logits[:, :1])
show("hausdorff-erosion", hausdorff_erosion, 3 * logits[:, :1])
