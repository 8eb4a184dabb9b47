"""Losses in PyTorch, as a user writes them: functions of logits, target and hyperparameters, differentiated by autograd. By name and activation.

With sigmoid the target has the shape of the logits; with softmax it holds class indices. A region is one class of one image; the value is the mean over regions or images.
"""
import torch
from torch.nn import functional


def spatial(tensor):
    return tuple(range(2, tensor.dim()))


def counts(p, y):
    """Returns true positives, false positives and false negatives of each region."""
    tp = (p * y).sum(spatial(p))
    return tp, p.sum(spatial(p)) - tp, y.sum(spatial(p)) - tp


def one_hot(x, target):
    return functional.one_hot(target, x.shape[1]).movedim(-1, 1).to(x.dtype)


def dice_of(p, y, numerator, denominator):
    tp, fp, fn = counts(p, y)
    return 1 - (2 * tp + numerator) / (2 * tp + fp + fn + denominator)


def tversky_of(p, y, fp_weight, fn_weight, smooth):
    tp, fp, fn = counts(p, y)
    return 1 - (tp + smooth) / (tp + fp_weight * fp + fn_weight * fn + smooth)


def dice(x, target, h):
    return dice_of(x.sigmoid(), target.to(x.dtype), h["smoothNumerator"], h["smoothDenominator"]).mean()


def log_cosh_dice(x, target, h):
    return dice_of(x.sigmoid(), target.to(x.dtype), h["smoothNumerator"], h["smoothDenominator"]).cosh().log().mean()


def tversky(x, target, h):
    return tversky_of(x.sigmoid(), target.to(x.dtype), h["fpWeight"], h["fnWeight"], h["smooth"]).mean()


def focal_tversky(x, target, h):
    return tversky_of(x.sigmoid(), target.to(x.dtype), h["fpWeight"], h["fnWeight"], h["smooth"]).pow(h["exponent"]).mean()


def sensitivity_specificity(x, target, h):
    p, y, w, s = x.sigmoid(), target.to(x.dtype), h["sensitivityWeight"], h["smooth"]
    tp, fp, fn = counts(p, y)
    tn = x[0, 0].numel() - tp - fp - fn
    return (1 - (w * (tp + s) / (tp + fn + s) + (1 - w) * (tn + s) / (tn + fp + s))).mean()


def binary_cross_entropy(x, target, h):
    return functional.binary_cross_entropy_with_logits(x, target.to(x.dtype))


def weighted(x, y, foreground, background):
    return -(foreground * y * functional.logsigmoid(x) + background * (1 - y) * functional.logsigmoid(-x))


def weighted_cross_entropy(x, target, h):
    return weighted(x, target.to(x.dtype), h["foregroundWeight"], 1).mean()


def balanced_cross_entropy(x, target, h):
    y = target.to(x.dtype)
    beta = (1 - y.mean(spatial(y), keepdim=True)).clamp(h["smallestWeight"], 1 - h["smallestWeight"])
    return weighted(x, y, beta, 1 - beta).mean()


def focal(x, target, h):
    p, y, alpha, gamma = x.sigmoid(), target.to(x.dtype), h["alpha"], h["gamma"]
    return -(alpha * y * (1 - p).pow(gamma) * functional.logsigmoid(x) + (1 - alpha) * (1 - y) * p.pow(gamma) * functional.logsigmoid(-x)).mean()


def focal_of_foreground(x, target, h):
    return -(target.to(x.dtype) * (-x).sigmoid().pow(h["gamma"]) * functional.logsigmoid(x)).mean()


def combo(x, target, h):
    y = target.to(x.dtype)
    return h["alpha"] * weighted(x, y, h["beta"], 1 - h["beta"]).mean() + (1 - h["alpha"]) * dice_of(x.sigmoid(), y, h["smooth"], h["smooth"]).mean()


def exponential_logarithmic(x, target, h):
    y, e = target.to(x.dtype), h["crossExponent"]
    cross = y * (-functional.logsigmoid(x)).pow(e) + h["backgroundWeight"] * (1 - y) * (-functional.logsigmoid(-x)).pow(e)
    overlap = -(1 - dice_of(x.sigmoid(), y, h["smooth"], h["smooth"])).log()
    return h["diceWeight"] * overlap.pow(h["diceExponent"]).mean() + h["crossWeight"] * cross.mean()


def cross_entropy(x, target, h):
    return functional.cross_entropy(x, target)


def softmax_dice(x, target, h):
    return dice_of(x.softmax(1), one_hot(x, target), h["smoothNumerator"], h["smoothDenominator"]).mean()


def dice_softmax_cross_entropy(x, target, h):
    overlap = dice_of(x.softmax(1), one_hot(x, target), h["smooth"], h["smooth"]).mean()
    return h["diceWeight"] * overlap + h["crossWeight"] * functional.cross_entropy(x, target)


def softmax_focal(x, target, h):
    log_p = x.log_softmax(1).gather(1, target.unsqueeze(1))
    return -((1 - log_p.exp()).pow(h["gamma"]) * log_p).mean()


def generalized_dice(x, target, h):
    p, y = x.softmax(1), one_hot(x, target)
    tp, fp, fn = counts(p, y)
    weights = y.sum(spatial(y)).clamp(min=1).pow(-h["volumeExponent"])
    return ((weights * (fp + fn)).sum(1) / ((weights * (2 * tp + fp + fn)).sum(1) + h["smooth"])).mean()


REFERENCES = {
    ("dice", "sigmoid"): dice,
    ("log-cosh-dice", "sigmoid"): log_cosh_dice,
    ("tversky", "sigmoid"): tversky,
    ("focal-tversky", "sigmoid"): focal_tversky,
    ("sensitivity-specificity", "sigmoid"): sensitivity_specificity,
    ("binary-cross-entropy", "sigmoid"): binary_cross_entropy,
    ("weighted-cross-entropy", "sigmoid"): weighted_cross_entropy,
    ("balanced-cross-entropy", "sigmoid"): balanced_cross_entropy,
    ("focal", "sigmoid"): focal,
    ("softmax-focal", "sigmoid"): focal_of_foreground,
    ("combo", "sigmoid"): combo,
    ("exponential-logarithmic", "sigmoid"): exponential_logarithmic,
    ("cross-entropy", "softmax"): cross_entropy,
    ("dice", "softmax"): softmax_dice,
    ("dice-softmax-cross-entropy", "softmax"): dice_softmax_cross_entropy,
    ("softmax-focal", "softmax"): softmax_focal,
    ("generalized-dice", "softmax"): generalized_dice,
}
