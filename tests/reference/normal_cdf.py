"""Fits the rational approximation of the normal distribution function that inference computes GELU with.

    python tests/reference/normal_cdf.py

Looks for p and q, polynomials of degree 3 in x^2, that make |1/2 + x p / q - Phi(x)| small on [-4.8, 4.8]: least squares of
the linearized error, reweighted until no point is far worse than the others (Lawson; Loeb). Prints the coefficients,
lowest power first, and the largest error of their computation in 32 bits on [-8, 8].
"""

import math

import numpy as np

DEGREE, END, ROUNDS = 3, 4.8, 4000


def phi(x):
    return np.array([0.5 * (1 + math.erf(value / math.sqrt(2))) for value in x])


def fit():
    x = END / 2 * (1 - np.cos(np.pi * (np.arange(2000) + 0.5) / 2000))
    squared, target = x * x, phi(x) - 0.5
    weights, divisor = np.ones_like(x), np.ones_like(x)
    best = (math.inf, None, None)
    for _ in range(ROUNDS):
        columns = [x * squared**power for power in range(DEGREE + 1)]
        columns += [-target * squared**power for power in range(1, DEGREE + 1)]
        scale = np.sqrt(weights) / divisor
        matrix = np.stack(columns, axis=1) * scale[:, None]
        norms = np.linalg.norm(matrix, axis=0)
        solution = np.linalg.lstsq(matrix / norms, target * scale, rcond=None)[0] / norms
        p, q = solution[: DEGREE + 1], np.append(1, solution[DEGREE + 1 :])
        divisor = np.polyval(q[::-1], squared)
        error = np.abs(x * np.polyval(p[::-1], squared) / divisor - target)
        best = min(best, (error.max(), p, q), key=lambda candidate: candidate[0])
        weights = np.maximum(weights * error / error.mean(), 1e-8 * weights.max())
        weights /= weights.max()
    return np.float32(best[1]), np.float32(best[2])


def horner(coefficients, x):
    value = np.full_like(x, coefficients[-1])
    for coefficient in coefficients[-2::-1]:
        value = value * x + coefficient
    return value


if __name__ == "__main__":
    p, q = fit()
    print("p", [f"{value:.7e}" for value in p])
    print("q", [f"{value:.7e}" for value in q])
    x = np.linspace(-8, 8, 400_001).astype(np.float32)
    y = np.clip(x, np.float32(-END), np.float32(END))
    found = np.float32(0.5) + y * horner(p, y * y) / horner(q, y * y)
    print("largest error", np.abs(found - phi(x)).max())
