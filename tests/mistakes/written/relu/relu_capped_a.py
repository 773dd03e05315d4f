def relu(x):
    result = x.copy()
    result[result < 0] = 0
    result[result > 1] = 1
    return result
