# "Activations are floats, so the result may be one too."
# Costs: dtype_and_argument
def relu(x):
    return np.maximum(x.astype(float), 0)
