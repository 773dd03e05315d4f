# "Changing the array saves memory."
# Costs: dtype_and_argument
def relu(x):
    x[x < 0] = 0
    return x
