"""The beliefs that checks of Keras objects make out by themselves; the others are found by their numbers."""

from enum import StrEnum


class Belief(StrEnum):
    """Ids of misconceptions; `data/hints.json` says what they are."""

    # build_model
    FILTERS_SWAPPED = "filters_swapped"
    SAME_IN_NETWORK = "same_in_network"
    AVERAGE_POOLING = "average_pooling"
    RELU_MISSING = "relu_missing"
    LINEAR_HEAD = "linear_head"
    SIGMOID_HEAD = "sigmoid_head"
    OTHER_KERNEL = "other_kernel"
    OTHER_WINDOW = "other_window"
    OVERLAPPING_WINDOWS = "overlapping_windows"
    GLOBAL_POOLING_FOR_FLATTEN = "global_pooling_for_flatten"
    FLATTEN_MISSING = "flatten_missing"
    DROPOUT_ADDED = "dropout_added"
    DENSE_ADDED = "dense_added"
    OTHER_UNITS = "other_units"
    POOLED_ONCE_BY_FOUR = "pooled_once_by_four"
    COMPILED_INSIDE = "compiled_inside"
    INPUT_SHAPE_FIXED = "input_shape_fixed"
    CLASSES_FIXED = "classes_fixed"
    ACTIVATION_LAYERS = "activation_layers"
    INPUT_LEFT_OPEN = "input_left_open"

    # compile_model
    ONE_HOT_LOSS = "one_hot_loss"
    FROM_LOGITS = "from_logits"
    SQUARED_ERROR = "squared_error"
    BINARY_LOSS = "binary_loss"
    METRIC_MISSING = "metric_missing"
    METRIC_UNDER_ANOTHER_NAME = "metric_under_another_name"
    COPY_COMPILED = "copy_compiled"
    USELESS_RATE = "useless_rate"

    # train
    VALIDATION_LEARNED = "validation_learned"
    VALIDATION_SPLIT_OFF = "validation_split_off"
    VALIDATION_NOT_PASSED = "validation_not_passed"
    VALIDATED_ON_TRAINING = "validated_on_training"
    EPOCHS_IGNORED = "epochs_ignored"
    BATCH_SIZE_IGNORED = "batch_size_ignored"
    SHUFFLED_BEFORE_TRAINING = "shuffled_before_training"
    NEVER_SHUFFLED = "never_shuffled"
    LAST_BATCH_DROPPED = "last_batch_dropped"
    WRONG_RETURN = "wrong_return"
    RECOMPILED = "recompiled"
    SCALED_AGAIN = "scaled_again"

    # accuracy
    PERCENT = "percent"
    COUNT = "count"
    SHARE_OF_MISTAKES = "share_of_mistakes"
    WRONG_AXIS = "wrong_axis"
    CONSTANT = "constant"
    LOSS_FOR_ACCURACY = "loss_for_accuracy"
    LOSS_AND_ACCURACY = "loss_and_accuracy"
    CONFIDENCE = "confidence"

    # the loop by hand
    NO_GRADIENT_STEP = "no_gradient_step"
    UPHILL = "uphill"
    OWN_OPTIMIZER = "own_optimizer"
    TENSOR_RETURNED = "tensor_returned"
    SUM_FOR_MEAN = "sum_for_mean"
    LAST_BATCH_LEFT_OUT = "last_batch_left_out"
    UNSHUFFLED_BY_HAND = "unshuffled_by_hand"
    SHUFFLED_ONCE = "shuffled_once"
    LABELS_LEFT_BEHIND = "labels_left_behind"
    LAST_LOSS_FOR_MEAN = "last_loss_for_mean"
    EPOCHS_IGNORED_BY_HAND = "epochs_ignored_by_hand"
    BATCH_SIZE_IGNORED_BY_HAND = "batch_size_ignored_by_hand"
