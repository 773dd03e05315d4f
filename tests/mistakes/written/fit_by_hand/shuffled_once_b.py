import keras
import tensorflow as tf


def fit_by_hand(model, images, labels, epochs=1, batch_size=32, learning_rate=1e-3):
    optimizer = keras.optimizers.RMSprop(learning_rate)
    loss_fn = keras.losses.SparseCategoricalCrossentropy()
    dataset = tf.data.Dataset.from_tensor_slices((images, labels))
    dataset = dataset.shuffle(len(images), reshuffle_each_iteration=False).batch(batch_size)
    epoch_losses = []
    for _ in range(epochs):
        losses = []
        for x, y in dataset:
            with tf.GradientTape() as tape:
                loss = loss_fn(y, model(x, training=True))
            gradients = tape.gradient(loss, model.trainable_variables)
            optimizer.apply_gradients(zip(gradients, model.trainable_variables))
            losses.append(float(loss))
        epoch_losses.append(sum(losses) / len(losses))
    return epoch_losses
