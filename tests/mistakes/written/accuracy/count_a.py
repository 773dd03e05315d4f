def accuracy(model, images, labels):
    probabilities = model.predict(images, verbose=0)
    right = 0
    for row, label in zip(probabilities, labels):
        if row.argmax() == label:
            right += 1
    return float(right)
