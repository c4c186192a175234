"""A pass of a compiler over syntax trees of modules of the standard library, with ast.NodeTransformer."""
import ast
import inspect
import textwrap


class Fold(ast.NodeTransformer):
    def __init__(self):
        self.folded = 0

    def visit_BinOp(self, node):
        self.generic_visit(node)
        if isinstance(node.left, ast.Constant) and isinstance(node.right, ast.Constant):
            self.folded += 1
        return node

    def visit_Name(self, node):
        return ast.copy_location(ast.Name(node.id + "_", node.ctx), node)


def fold(source):
    tree = ast.parse(source)
    folder = Fold()
    return len(ast.dump(folder.visit(tree))), folder.folded


def set_up():
    fold("1 + 2")


def main():
    return [fold(inspect.getsource(module)) for module in (textwrap, ast)]
