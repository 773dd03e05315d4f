def prepare_images(images):
    grey = images.astype("float32").reshape(images.shape + (1,))
    return (grey - 127.5) / 127.5
