"""What is believed of `train`."""

from graders.misconceptions.replicas_of_train import (
    Given,
    LastBatch,
    Optimizer,
    Pixels,
    Pool,
    Shuffled,
    Train,
)
from graders.traces import Validated
from grading.misconceptions import Hints, Misconception, Vague

RIGHT = {"train": Train()}

_EPOCHS = (*range(1, 13), 15, 16, 20, 25, 30, 32, 40, 50, 100)
_SIZES = (1, 2, 4, 5, 8, 10, 12, 15, 16, 20, 24, 25, 30, 32, 40, 48, 50, 60, 64, 100)
"""Numbers that somebody may write down; since an audit has 73 images, 100 stands for larger batches."""

ENTRIES = (
    Misconception(
        id="validation_learned",
        exercise="training",
        belief="More data are better, so the model may learn from the validation images too.",
        hints=Hints(
            symptom="The model has also learned from the validation images.",
            idea="Validation is like an exam. If the model has practised with its questions, the "
            "result no longer shows what it understands.",
            where="Follow the validation data through your function. On which line do they get into a "
            "training?",
        ),
        replicas={
            "train": (
                Train(pool=Pool.BOTH_AT_ONCE),
                Train(pool=Pool.BOTH_AT_ONCE, validated=None),
                Train(pool=Pool.BOTH_AT_ONCE, validated=Validated.LEARNED),
                Train(pool=Pool.BOTH_AT_ONCE, validated=Vague.WRONG),
                Train(pool=Pool.BOTH_IN_TURN),
                Train(pool=Pool.BOTH_IN_TURN, one_by_one=True),
                Train(pool=Pool.BOTH_IN_TURN, validated=None),
                Train(pool=Pool.BOTH_IN_TURN, validated=Vague.WRONG),
            )
        },
    ),
    Misconception(
        id="validation_split_off",
        exercise="training",
        belief="Some of the training images are held back for validation, so the validation data are "
        "not needed.",
        hints=Hints(
            symptom="Some training images were never learned from, and the validation's results are "
            "not those of the validation data.",
            idea="The images for validation were chosen already and have an argument of their own. So "
            "all training images are free for learning.",
            where="Which images does your training take for validation? What happens to the "
            "validation data in your function?",
        ),
        replicas={"train": (Train(pool=Pool.A_PART, validated=Validated.HELD_BACK),)},
        common=True,
    ),
    Misconception(
        id="validation_not_passed",
        exercise="training",
        belief="The training does not need the validation data.",
        hints=Hints(
            symptom="Your History holds no results for images that the model does not learn from.",
            idea="Only images that it never learns from show whether a model understands digits or "
            "knows the training images by heart.",
            where="Which arguments of your function reach the training? Look for the one that does not.",
        ),
        replicas={"train": (Train(validated=None),)},
        common=True,
    ),
    Misconception(
        id="validated_on_training",
        exercise="training",
        belief="The training images may serve for validation too.",
        hints=Hints(
            symptom="The validation's results in your History are those of the training images.",
            idea="How a model does on images that it learns from says little about new ones. "
            "Validation needs images that it never learns from.",
            where="Which images and labels does your training take for validation?",
        ),
        replicas={"train": (Train(validated=Validated.TRAINING),)},
    ),
    Misconception(
        id="epochs_ignored",
        exercise="training",
        belief="The number of epochs is fixed, whatever the argument says.",
        hints=Hints(
            symptom="However many epochs are asked for, your training makes the same number of them.",
            idea="An epoch is one round through all images. The caller decides how many there are: 2 "
            "when 2 are asked for, 20 when it is 20.",
            where="Where does your function use the number of epochs that it is given? If nowhere, "
            "what decides it?",
        ),
        replicas={
            "train": (
                *(Train(epochs=number) for number in _EPOCHS),
                *(Train(epochs=number, one_by_one=True) for number in (2, 3, 5, 10, 20)),
            )
        },
        common=True,
    ),
    Misconception(
        id="batch_size_ignored",
        exercise="training",
        belief="The batch size is fixed, whatever the argument says.",
        hints=Hints(
            symptom="The number of steps in an epoch of yours does not fit the batch size that was "
            "asked for.",
            idea="Each batch is one step, so its size decides how many steps an epoch has: 60 images "
            "are 6 steps with 10 each, or 2 with 30 each.",
            where="Where does your function use the batch size that it is given? If nowhere, what "
            "decides it?",
        ),
        replicas={"train": tuple(Train(batch_size=number) for number in _SIZES)},
        common=True,
    ),
    Misconception(
        id="never_shuffled",
        exercise="training",
        belief="The images may come in the order in which they are given.",
        hints=Hints(
            symptom="The images that are given last are learned from last, in every epoch.",
            idea="In a fixed order, a model meets the same neighbours in every epoch and gets used to "
            "that. A new order each time avoids this.",
            where="What happens to the order of the images before an epoch begins? Look for a "
            "setting, or a loop, that keeps it as it was.",
        ),
        replicas={"train": (Train(shuffled=Shuffled.NEVER),)},
        common=True,
    ),
    Misconception(
        id="shuffled_before_training",
        exercise="training",
        belief="It is enough to shuffle the images once, before the training.",
        hints=Hints(
            symptom="The order of the images is a mixed one, but it is the same in every epoch.",
            idea="Cards that are mixed once and then dealt again and again give the same hands. A new "
            "order is needed for each epoch.",
            where="When is the order drawn: once for all epochs? Look for what keeps the training from "
            "drawing it anew.",
        ),
        replicas={"train": (Train(shuffled=Shuffled.ONCE),)},
    ),
    Misconception(
        id="last_batch_dropped",
        exercise="training",
        belief="The last, short batch of an epoch is left out.",
        hints=Hints(
            symptom="Your training makes too few steps: images that do not fill a whole batch are "
            "left out of some epochs or all.",
            idea="10 images in batches of 4 are three steps: with 4, 4 and 2 images. A short batch is a "
            "batch too.",
            where="How does your code get from the number of images to the number of batches? Does "
            "anything there cut off what is left?",
        ),
        replicas={
            "train": (
                Train(last_batch=LastBatch.DROPPED),
                Train(last_batch=LastBatch.CUT_OFF),
                Train(last_batch=LastBatch.LEFT_OVER),
            )
        },
        common=True,
    ),
    Misconception(
        id="wrong_return",
        exercise="training",
        belief="The History object itself need not come back: something like its dictionary or the "
        "model will do.",
        hints=Hints(
            symptom="What your function gives back is not the History object of the training.",
            idea="The training gives back an object that holds the numbers of every epoch. Callers "
            "want the whole object.",
            where="What does your function's last line give back? Compare it with what the training gave "
            "you.",
        ),
        replicas={"train": (Train(gives=Given.OTHER),)},
        common=True,
    ),
    Misconception(
        id="recompiled",
        exercise="training",
        belief="A model has to be compiled before it is trained, so the training compiles it again.",
        hints=Hints(
            symptom="The weights moved much further than the model's own optimiser would have moved them.",
            idea="The caller has decided already how this model learns: by which optimiser, loss and "
            "metric. Your function leaves that as it is.",
            where="The model arrives ready for training. Which line of your function changes how it learns?",
        ),
        replicas={
            "train": (
                Train(optimizer=Optimizer.OWN),
                Train(optimizer=Optimizer.OWN, validated=Vague.WRONG),
                Train(optimizer=Optimizer.OWN, validated=None),
                Train(optimizer=Optimizer.OWN, has_accuracy=False),
                Train(optimizer=Optimizer.OWN, has_accuracy=False, validated=None),
            )
        },
    ),
    Misconception(
        id="scaled_again",
        exercise="training",
        belief="The training has to divide the images by 255 itself.",
        hints=Hints(
            symptom="The model was trained on images that are nearly black: 255 times darker than those "
            "given.",
            idea="The images were prepared before they came here, so white is 1 already. When they "
            "are darkened again, a network can hardly see them.",
            where="Which line of your function changes the images before the training?",
        ),
        replicas={
            "train": (
                Train(pixels=Pixels.PALE),
                Train(pixels=Pixels.ALL_PALE, validated=Validated.PALE),
                Train(pixels=Pixels.PALE, validated=Vague.WRONG),
                Train(pixels=Pixels.PALE, validated=None),
            )
        },
    ),
)
