"""for i in range(len(values)), and values[i] in each line."""


def differences(values):
    out = []
    for i in range(len(values)):
        if values[i] % 3 == 0:
            out.append(values[i] - values[i - 1])
    return out


def main():
    return len(differences([i * i % 1009 for i in range(200000)]))
