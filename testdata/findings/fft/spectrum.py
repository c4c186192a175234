"""A fast Fourier transform by recursion, over 4,096 samples: two calls by itself, each for half of the work."""
import cmath


def fft(values):
    size = len(values)
    if size == 1:
        return values
    even, odd = fft(values[0::2]), fft(values[1::2])
    turned = [cmath.exp(-2j * cmath.pi * k / size) * odd[k] for k in range(size // 2)]
    return [e + t for e, t in zip(even, turned)] + [e - t for e, t in zip(even, turned)]


def main():
    return max(abs(value) for value in fft([complex(i % 50) for i in range(4096)]))
