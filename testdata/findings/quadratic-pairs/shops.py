"""Each of 700 customers is compared with each of 500 shops: 350,000 distances."""
import math


def distance(a, b):
    return math.hypot(a[0] - b[0], a[1] - b[1])


def nearest(customer, shops):
    best = None
    for shop in shops:
        far = distance(customer, shop)
        if best is None or far < best[0]:
            best = (far, shop)
    return best[1]


def assign(customers, shops):
    found = {}
    for customer in customers:
        found[customer] = nearest(customer, shops)
    return found


def main():
    customers = [(i * 37 % 1000, i * 91 % 997) for i in range(700)]
    shops = [(i * 53 % 1000, i * 17 % 991) for i in range(500)]
    return len(assign(customers, shops))
