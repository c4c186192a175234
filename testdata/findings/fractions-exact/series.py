"""The harmonic series added up exactly with Fraction: new numbers are what the program is about."""
import fractions


def term(number):
    return fractions.Fraction((-1) ** number, 2 * number + 1)


def total(count):
    result = fractions.Fraction(0)
    for number in range(count):
        result += term(number)
    return result


def main():
    return float(total(900)) * 4
