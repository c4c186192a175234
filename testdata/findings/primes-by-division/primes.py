"""15,000 numbers are tested for being prime by division: a call per number, each with a loop."""


def is_prime(number):
    if number < 2:
        return False
    divisor = 2
    while divisor * divisor <= number:
        if number % divisor == 0:
            return False
        divisor += 1
    return True


def main():
    return sum(1 for number in range(15000) if is_prime(number))
