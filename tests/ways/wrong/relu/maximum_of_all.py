# "max is max." (Python's max compares with the largest value of all.)
# Costs: every test
def relu(x):
    return np.full_like(x, max(0, x.max()))
