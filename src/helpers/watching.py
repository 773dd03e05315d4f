"""Keras models that watch what is done with them: whatever a learner's training does, they saw it.

Importing this module imports Keras; `helpers.probes` does so as late as possible.
"""

from dataclasses import dataclass, field

import keras
import numpy as np
import tensorflow as tf

Batch = tuple[np.ndarray, np.ndarray]


@dataclass
class Diary:
    """What a model saw; an object of its own, for Keras wraps lists that are attributes of a model.

    Attributes:
        epochs: for each epoch the batches (images, labels) that were learned from.
        asked: the batches that were asked about without learning from them.
        learned: for each gradient the images of its batch, shape (N, pixels).
        answered: for each gradient the probabilities that the model gave, shape (N, classes), and the labels
            that the loss went by, shape (N,).
        called: whether a model that notes gradients was called.
        recompiled: whether the model was compiled again.
    """

    epochs: list[list[Batch]] = field(default_factory=list)
    asked: list[Batch] = field(default_factory=list)
    learned: list[np.ndarray] = field(default_factory=list)
    answered: list[Batch] = field(default_factory=list)
    called: bool = False
    recompiled: bool = False


class FitWatcher(keras.Model):  # type: ignore[misc]  # Keras ships no types
    """Learns nothing, but notes which images it is shown, and answers by what is in an image.

    Its answer is softmax over the pixels of an image, one class a pixel.

    Attributes:
        diary: what it saw.
    """

    def __init__(self) -> None:
        super().__init__()
        self.diary = Diary()
        self._loss, self._accuracy = keras.metrics.Mean("loss"), keras.metrics.Mean("accuracy")
        # Eagerly, for what goes through a traced function can't be noted.
        super().compile(run_eagerly=True)
        self.built = True

    @property
    def metrics(self) -> list[keras.metrics.Metric]:
        """What `fit` reports and resets, in the order in which `evaluate` gives it."""
        return [self._loss, self._accuracy]

    def compile(self, *arguments: object, **options: object) -> None:  # noqa: ARG002 -- Keras's signature
        """Note it, and stay as it was."""
        self.diary.recompiled = True

    def fit(self, *arguments: object, **options: object) -> keras.callbacks.History:
        """Train as Keras does, without TensorFlow's seed: with one, it repeats one order in all epochs."""
        tf.random.set_seed(None)
        return super().fit(*arguments, **options)

    def reset_metrics(self) -> None:
        """Begin a new epoch: `fit` calls this before each, and before it validates."""
        super().reset_metrics()
        if not self.diary.epochs or self.diary.epochs[-1]:
            self.diary.epochs.append([])

    def train_step(self, data: object) -> dict[str, float]:
        """Note a batch that is learned from."""
        images, labels = self._unpack(data)
        self.diary.epochs[-1].append((images, labels))
        return self._measure(images, labels)

    def test_step(self, data: object) -> dict[str, float]:
        """Note a batch that is only asked about."""
        images, labels = self._unpack(data)
        self.diary.asked.append((images, labels))
        return self._measure(images, labels)

    def call(self, images: tf.Tensor) -> tf.Tensor:
        """Softmax over the pixels of each image."""
        return keras.ops.softmax(keras.ops.reshape(images, (keras.ops.shape(images)[0], -1)))

    def _unpack(self, data: object) -> tuple[np.ndarray, np.ndarray]:
        images, labels, _ = keras.utils.unpack_x_y_sample_weight(data)
        return np.array(images), np.array(labels)

    def _measure(self, images: np.ndarray, labels: np.ndarray) -> dict[str, float]:
        scores = np.exp(images.reshape(len(images), -1))
        probabilities = scores / scores.sum(axis=1, keepdims=True)
        right = labels.astype(int).reshape(-1) % probabilities.shape[1]
        losses = -np.log(probabilities[np.arange(len(right)), right])
        # Smaller in each epoch, so that nobody's callback stops a training that does not get better.
        self._loss.update_state(losses / max(1, len(self.diary.epochs)))
        self._accuracy.update_state(probabilities.argmax(axis=1) == right)
        return {metric.name: metric.result() for metric in self.metrics}


class TapeWatcher(keras.Model):  # type: ignore[misc]  # Keras ships no types
    """One weight for each pixel and class, then softmax; it notes images when gradients flow back through it.

    Attributes:
        diary: what it saw.
    """

    def __init__(self, pixels: int, classes: int) -> None:
        super().__init__()
        self.diary = Diary()
        self._weight = self.add_weight(shape=(pixels, classes), initializer="zeros")
        self.built = True

    def call(self, images: tf.Tensor) -> tf.Tensor:
        """Probabilities, shape (N, classes)."""
        self.diary.called = True
        images = tf.convert_to_tensor(images, tf.float32)
        flat = tf.reshape(images, (tf.shape(images)[0], self._weight.shape[0]))

        @tf.custom_gradient  # type: ignore[untyped-decorator]  # TensorFlow ships no types
        def noted(scores: tf.Tensor) -> object:
            def gradient(upstream: tf.Tensor) -> tf.Tensor:
                # Works in a `tf.function` as well, where nothing else of Python runs.
                tf.numpy_function(self._note, [flat, tf.nn.softmax(scores), upstream], [], stateful=True)
                return upstream

            return scores, gradient

        return tf.nn.softmax(noted(tf.matmul(flat, self._weight.value)))

    def _note(self, flat: np.ndarray, probabilities: np.ndarray, upstream: np.ndarray) -> None:
        self.diary.learned.append(np.array(flat))
        # The loss falls most where the score of the class grows that the label says.
        self.diary.answered.append((np.array(probabilities), np.argmin(upstream, axis=1)))


class Line(keras.Model):  # type: ignore[misc]  # Keras ships no types
    """A model with a single weight, which its input is multiplied with."""

    def __init__(self, weight: float) -> None:
        super().__init__()
        self._weight = self.add_weight(shape=(), initializer=keras.initializers.Constant(weight))
        self.built = True

    def call(self, images: tf.Tensor) -> tf.Tensor:
        """Input times weight."""
        return tf.convert_to_tensor(images, tf.float32) * self._weight.value


class Plain(keras.Model):  # type: ignore[misc]  # Keras ships no types
    """The simplest network that can learn digits: every pixel is connected with every class."""

    def __init__(self) -> None:
        super().__init__()
        # Not zeros: even the smallest steps away from them would recognise digits.
        self._weights = self.add_weight(shape=(28 * 28, 10), initializer="glorot_uniform")
        self._biases = self.add_weight(shape=(10,), initializer="zeros")
        self.built = True

    def call(self, images: tf.Tensor) -> tf.Tensor:
        """Probabilities, shape (N, 10)."""
        flat = keras.ops.reshape(images, (-1, 28 * 28))
        return keras.ops.softmax(keras.ops.matmul(flat, self._weights) + self._biases)


def softmax_alone(classes: int) -> keras.Model:
    """A model that turns its inputs into probabilities and has nothing to learn; not compiled."""
    inputs = keras.Input((classes,))
    return keras.Model(inputs, keras.ops.softmax(inputs))
