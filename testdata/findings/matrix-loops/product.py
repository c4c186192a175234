"""A matrix product by three nested loops without a call: slow, and honest arithmetic."""


def product(a, b):
    size = len(a)
    result = [[0] * size for _ in range(size)]
    for i in range(size):
        for j in range(size):
            total = 0
            for k in range(size):
                total += a[i][k] * b[k][j]
            result[i][j] = total
    return result


def main():
    a = [[i * j % 11 for j in range(110)] for i in range(110)]
    return product(a, a)[5][7]
