# A small class keeps what belongs together; fit_by_hand only walks through the epochs.
import keras
import numpy as np
import tensorflow as tf


class Trainer:
    def __init__(self, model, optimizer, loss_fn):
        self.model, self.optimizer, self.loss_fn = model, optimizer, loss_fn

    def step(self, images, labels):
        with tf.GradientTape() as tape:
            loss = self.loss_fn(labels, self.model(images, training=True))
        gradients = tape.gradient(loss, self.model.trainable_weights)
        self.optimizer.apply_gradients(zip(gradients, self.model.trainable_weights))
        return float(keras.ops.convert_to_numpy(loss))

    def epoch(self, images, labels, batch_size):
        order = np.arange(len(images))
        np.random.shuffle(order)
        batches = np.array_split(order, range(batch_size, len(order), batch_size))
        losses = [self.step(images[batch], labels[batch]) for batch in batches]
        return float(np.average(losses, weights=[len(batch) for batch in batches]))


def train_step(model, optimizer, loss_fn, images, labels):
    return Trainer(model, optimizer, loss_fn).step(images, labels)


def fit_by_hand(model, images, labels, epochs=1, batch_size=32, learning_rate=1e-3):
    trainer = Trainer(model, keras.optimizers.AdamW(learning_rate), keras.losses.SparseCategoricalCrossentropy())
    return [trainer.epoch(images, labels, batch_size) for _ in range(epochs)]
