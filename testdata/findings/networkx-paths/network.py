"""networkx: betweenness of a graph of 120 nodes, all of it in the library."""
import networkx


def important(graph):
    return max(networkx.betweenness_centrality(graph).items(), key=lambda pair: pair[1])


def main():
    return important(networkx.watts_strogatz_graph(120, 6, 0.2, seed=3))
