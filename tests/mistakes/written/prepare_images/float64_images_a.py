def prepare_images(images):
    return images[:, :, :, None] / 255.0
