# "A feature map has rows and columns, nothing else."
# Costs: keeps_the_positive
def relu(x):
    out = np.zeros_like(x)
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            out[i, j] = x[i, j] if x[i, j] > 0 else 0
    return out
