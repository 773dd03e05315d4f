# As in Keras's guide to writing a training loop.
import numpy as np
import tensorflow as tf
from tensorflow import keras


def train_step(model, optimizer, loss_fn, images, labels):
    with tf.GradientTape() as tape:
        predictions = model(images, training=True)
        loss_value = loss_fn(labels, predictions)
    grads = tape.gradient(loss_value, model.trainable_weights)
    optimizer.apply_gradients(zip(grads, model.trainable_weights))
    return float(loss_value)


def fit_by_hand(model, images, labels, epochs=1, batch_size=32, learning_rate=1e-3):
    optimizer = keras.optimizers.Adam(learning_rate=learning_rate)
    loss_fn = keras.losses.SparseCategoricalCrossentropy()
    train_dataset = tf.data.Dataset.from_tensor_slices((images, labels))
    train_dataset = train_dataset.shuffle(buffer_size=len(images)).batch(batch_size)
    mean_losses = []
    for epoch in range(epochs):
        losses = []
        for step, (x_batch, y_batch) in enumerate(train_dataset):
            losses.append(train_step(model, optimizer, loss_fn, x_batch, y_batch))
            if step % 10 == 0:
                print(f"epoch {epoch + 1}, step {step}: {losses[-1]:.4f}")
        mean_losses.append(float(np.mean(losses)))
    return mean_losses
