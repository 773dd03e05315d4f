# "Negative values are taken out of the array."
# Costs: every test
def relu(x):
    return x[x > 0]
