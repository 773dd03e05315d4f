def prepare_images(images):
    n, height, width = images.shape
    return images.reshape(n, 1, height, width).astype("float32") / 255
