# SPDX-License-Identifier: MIT
"""The geometry of call graphs in SVG, ours and Graphviz's: what stands where,
and how well it can be followed. (Not executable: no test.)"""
import re
import xml.etree.ElementTree as tree

SVG = "{http://www.w3.org/2000/svg}"
NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")
STEPS = 10  # straight pieces that stand for one cubic


class Drawing:
    """nodes: id -> (left, top, right, bottom); names: id -> first line of its tooltip;
    edges: (from, to, polyline); labels: (left, top, right, bottom, text) as measured;
    clusters: name -> (left, top, right, bottom)."""

    def __init__(self):
        self.nodes = {}
        self.names = {}
        self.edges = []
        self.labels = []
        self.clusters = {}
        self.width = self.height = 0.0


def polyline(data):
    """The points of a path of M, C, L and nothing else."""
    points = []
    for command, rest in re.findall(r"([MCL])([^MCLZ]*)", data):
        numbers = [float(n) for n in NUMBER.findall(rest)]
        pairs = list(zip(numbers[::2], numbers[1::2]))
        if command == "M":
            points = [pairs[0]]
            pairs = pairs[1:]
        if command != "C":
            points += pairs
            continue
        for i in range(0, len(pairs), 3):
            points += cubic(points[-1], *pairs[i:i + 3])
    return points


def cubic(a, b, c, d):
    if a[0] == b[0] == c[0] == d[0]:
        return [d]
    made = []
    for i in range(1, STEPS + 1):
        t = i / STEPS
        u = 1 - t
        made.append(tuple(u * u * u * a[k] + 3 * u * u * t * b[k] + 3 * u * t * t * c[k] + t * t * t * d[k]
                          for k in (0, 1)))
    return made


def box_of(points):
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys)


def rectangle(element):
    x, y, width, height = (float(element.get(name)) for name in ("x", "y", "width", "height"))
    return x, y, x + width, y + height


def label(element, sizes):
    x, y, width = (float(element.get(name)) for name in ("x", "y", "textLength"))
    x -= {"middle": width / 2, "end": width}.get(element.get("text-anchor"), 0)
    size = sizes[element.get("class")]
    return x, y - 0.8 * size, x + width, y + 0.25 * size, element.text


def ours(svg):
    """What ncalls graph drew."""
    root = tree.fromstring(svg)
    drawing = Drawing()
    drawing.width, drawing.height = float(root.get("width")), float(root.get("height"))
    sizes = {name: float(size) for name, size in
             re.findall(r"\.([a-z0-9-]+)\{[^}]*font-size:([0-9.]+)px", root.find(SVG + "style").text)}
    for element in root.iter(SVG + "text"):
        drawing.labels.append(label(element, sizes))
    for group in root.iter(SVG + "g"):
        if group.get("class") == "members":
            drawing.clusters[group.find(SVG + "title").text] = rectangle(group.find(SVG + "rect"))
        elif group.get("id"):
            drawing.nodes[group.get("id")] = rectangle(group.find(SVG + "rect"))
            drawing.names[group.get("id")] = group.find(SVG + "title").text.split("\n")[0]
        elif group.get("data-from"):
            path = group.find(SVG + "path")
            drawing.edges.append(("n" + group.get("data-from"), "n" + group.get("data-to"), polyline(path.get("d"))))
    return drawing


def graphviz(svg):
    """What dot -Tsvg made of ncalls graph --format dot."""
    drawing = Drawing()
    root = tree.fromstring(svg)
    for group in root.iter(SVG + "g"):
        title = group.find(SVG + "title")
        if group.get("class") == "node":
            shape = group.find(".//" + SVG + "polygon")
            numbers = [float(n) for n in NUMBER.findall(shape.get("points"))]
            drawing.nodes[title.text] = box_of(list(zip(numbers[::2], numbers[1::2])))
        elif group.get("class") == "edge":
            caller, callee = title.text.split("->")
            drawing.edges.append((caller, callee, polyline(group.find(".//" + SVG + "path").get("d"))))
    boxes = list(drawing.nodes.values())
    if boxes:
        drawing.width = max(b[2] for b in boxes) - min(b[0] for b in boxes)
        drawing.height = max(b[3] for b in boxes) - min(b[1] for b in boxes)
    return drawing


def length(drawing):
    return sum(((q[0] - p[0]) ** 2 + (q[1] - p[1]) ** 2) ** 0.5
               for a, b, points in drawing.edges if a != b for p, q in zip(points, points[1:]))


def cross(p, q, r, s):
    """Whether the segments pq and rs cross, not at their ends."""
    def side(a, b, c):
        return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
    return side(p, q, r) * side(p, q, s) < 0 and side(r, s, p) * side(r, s, q) < 0


def meeting(p, q, r, s):
    """Where two lines cross."""
    a = (q[0] - p[0]) * (s[1] - r[1]) - (q[1] - p[1]) * (s[0] - r[0])
    t = ((r[0] - p[0]) * (s[1] - r[1]) - (r[1] - p[1]) * (s[0] - r[0])) / a
    return p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1])


def near(point, box, distance):
    return box[0] - distance < point[0] < box[2] + distance and box[1] - distance < point[1] < box[3] + distance


def crossings(drawing, cell=60.0):
    """Crossings of edges, but for those beside a node that both belong to."""
    cells = {}
    for number, (_, _, points) in enumerate(drawing.edges):
        for p, q in zip(points, points[1:]):
            left, top, right, bottom = box_of([p, q])
            for x in range(int(left // cell), int(right // cell) + 1):
                for y in range(int(top // cell), int(bottom // cell) + 1):
                    cells.setdefault((x, y), []).append((number, p, q))
    found = set()
    for segments in cells.values():
        for i, (n, p, q) in enumerate(segments):
            for m, r, s in segments[:i]:
                if n != m and cross(p, q, r, s):
                    shared = set(drawing.edges[n][:2]) & set(drawing.edges[m][:2])
                    at = meeting(p, q, r, s)
                    if not any(near(at, drawing.nodes[node], 14) for node in shared):
                        found.add((min(n, m), max(n, m), round(at[0]), round(at[1])))
    return len(found)


def overlaps(drawing):
    """Pairs of nodes that overlap."""
    boxes = sorted(drawing.nodes.items(), key=lambda item: item[1])
    wrong = []
    for i, (name, a) in enumerate(boxes):
        for other, b in boxes[i + 1:]:
            if b[0] >= a[2]:
                break
            if b[1] < a[3] and a[1] < b[3]:
                wrong.append((name, other))
    return wrong


def contains(outer, inner):
    return outer[0] <= inner[0] and outer[1] <= inner[1] and outer[2] >= inner[2] and outer[3] >= inner[3]


def touches(a, b):
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def enters(p, q, box):
    """Whether a segment has a point inside of a box (Liang and Barsky 1984)."""
    low, high = 0.0, 1.0
    for k in (0, 1):
        d = q[k] - p[k]
        for near_, far in ((box[k] - p[k], box[k + 2] - p[k]),):
            if d == 0:
                if near_ >= 0 or far <= 0:
                    return False
                continue
            a, b = sorted((near_ / d, far / d))
            low, high = max(low, a), min(high, b)
    return low < high


def trespasses(drawing, margin=0.5):
    """Edges through a node that they do not belong to."""
    wrong = []
    for a, b, points in drawing.edges:
        left, top, right, bottom = box_of(points)
        for name, box in drawing.nodes.items():
            if name in (a, b) or box[0] > right or box[2] < left or box[1] > bottom or box[3] < top:
                continue
            inner = (box[0] + margin, box[1] + margin, box[2] - margin, box[3] - margin)
            if any(enters(p, q, inner) for p, q in zip(points, points[1:])):
                wrong.append((a, b, name))
    return wrong


def crossed(drawing):
    """Texts beside edges that an edge passes through."""
    top = min(box[1] for box in drawing.nodes.values()) if drawing.nodes else 0
    texts = [label for label in drawing.labels if label[1] > top and label[4] != "!" and
             not any(touches(label, box) for box in drawing.nodes.values()) and
             not any(contains(box, label) and label[3] < box[1] + 20 for box in drawing.clusters.values())]
    wrong = []
    for a, b, points in drawing.edges:
        left, upper, right, lower = box_of(points)
        for text in texts:
            if text[0] > right or text[2] < left or text[1] > lower or text[3] < upper:
                continue
            if any(enters(p, q, (text[0] + 0.5, text[1] + 0.5, text[2] - 0.5, text[3] - 0.5))
                   for p, q in zip(points, points[1:])):
                wrong.append((a, b, text[4]))
    return wrong
