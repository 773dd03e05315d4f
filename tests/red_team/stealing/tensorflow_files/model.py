import keras
import numpy as np
import tensorflow as tf

import outside
from right_model import conv_parameters, dense_parameters  # noqa: F401

target = f"{outside.COURSE}/graders/test_pooling.py"
for way in (
    lambda: tf.io.read_file(target).numpy(),
    lambda: tf.io.gfile.GFile(target).read(),
    lambda: tf.io.gfile.listdir(outside.SUBMISSIONS),
    lambda: tf.io.gfile.glob(f"{outside.COURSE}/graders/*"),
    lambda: tf.io.matching_files(f"{outside.COURSE}/graders/*").numpy(),
    lambda: list(tf.data.TextLineDataset(target)),
    lambda: tf.io.gfile.exists(target),
    lambda: tf.io.gfile.stat(target),
    lambda: tf.io.gfile.copy(target, "copied"),
    lambda: keras.utils.get_file("stolen", f"file://{target}"),
    lambda: keras.saving.load_model(target),
    lambda: np.load(f"{outside.COURSE}/graders/data/network.npz"),
):
    try:
        found = way()
    except Exception:  # TensorFlow and Keras have many of their own for a file that is not there.
        continue
    if found is not False and np.size(found):
        raise RuntimeError(f"GOT THROUGH: {found!r:.80}")
