# "A little of the negative side is kept, so that the gradient survives."
# Costs: every test
def relu(x):
    return np.where(x > 0, x, x * 0.01).astype(x.dtype)
