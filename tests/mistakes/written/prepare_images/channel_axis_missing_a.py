def prepare_images(images):
    return images.astype("float32") / 255.0
