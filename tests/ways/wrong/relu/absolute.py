# "ReLU takes the sign away."
# Costs: every test
def relu(x):
    return np.abs(x)
