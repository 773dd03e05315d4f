def accuracy(model, images, labels):
    results = model.evaluate(images, labels, verbose=0, return_dict=True)
    return 100 * float(results["accuracy"])
