"""How a generator worth keeping is made: data, recipes, candidates, scores, history, and export."""
