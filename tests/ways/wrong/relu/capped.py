# "Activations lie between 0 and 1."
# Costs: every test
def relu(x):
    return np.clip(x, 0, 1)
