# "ReLU says whether a neuron fires: 0 or 1."
# Costs: every test
def relu(x):
    return (x > 0).astype(x.dtype)
