def accuracy(model, images, labels):
    return float(model.evaluate(images, labels, verbose=0)[0])
