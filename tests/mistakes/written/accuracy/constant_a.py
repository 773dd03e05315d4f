def accuracy(model, images, labels):
    predictions = model.predict(images, verbose=0).argmax(axis=1)
    return len(predictions) / len(labels)
