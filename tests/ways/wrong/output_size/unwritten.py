# "I do not need that one."
# Costs: every test
def output_size(size, kernel_size, stride=1, padding="valid"):
    raise NotImplementedError("output_size")
