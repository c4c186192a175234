"""A function of one line is called for each of 300,000 pixels."""


def clamp(value):
    return 255 if value > 255 else value


def brighten(pixels, by):
    out = []
    for pixel in pixels:
        out.append(clamp(pixel + by))
    return out


def main():
    return sum(brighten([i % 256 for i in range(300000)], 20))
