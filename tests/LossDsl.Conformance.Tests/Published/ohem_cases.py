"""Computes the published cases of online hard example mining: python3 ohem_cases.py prints them as lines of cases.json.

The loss is that of Wu et al. 2016 over the batch, with at least a share of the pixels, as OhemCELoss of CoinCheung/BiSeNet has it: cross-entropies above a threshold, or the largest
if these are too few.
"""
import json
import math

import torch


def ohem(logits, labels, threshold, share):
    loss = torch.nn.functional.cross_entropy(logits, labels, reduction="none").flatten()
    least = int(loss.numel() * share)
    hard = loss[loss > -math.log(threshold)]
    return (hard if hard.numel() >= least else loss.topk(least).values).mean()


def main():
    random = torch.Generator().manual_seed(7)
    cases = [((2, 3, 5, 7), 0.7, 1 / 16, 0), ((1, 4, 6, 5), 0.05, 0.375, 2), ((3, 2, 3, 4, 3), 0.3, 0.75, 1)]
    for number, (shape, threshold, share, right) in enumerate(cases, 1):
        labels = torch.randint(0, shape[1], (shape[0], *shape[2:]), generator=random)
        target = torch.nn.functional.one_hot(labels, shape[1]).movedim(-1, 1).double()
        logits = ((torch.randn(shape, dtype=torch.float64, generator=random) * 2 + right * target) * 1e4).round() / 1e4
        logits.requires_grad_()
        value = ohem(logits, labels, threshold, share)
        value.backward()
        print(json.dumps({
            "name": f"numpy-OhemCE-{number:03}", "source": "definition of the paper", "loss": "ohem-cross-entropy", "hyperparameters": {"threshold": threshold, "share": share},
            "activation": "Softmax", "region": "WholeBatch", "reduction": "Mean", "offset": 0, "shape": list(shape), "logits": logits.flatten().tolist(),
            "target": target.flatten().tolist(), "values": [value.item()], "gradient": logits.grad.flatten().tolist()}, separators=(",", ":")))


if __name__ == "__main__":
    main()
