"""What is believed of `train`."""

from graders.misconceptions.replicas_of_train import (
    Given,
    LastBatch,
    Optimizer,
    Pixels,
    Pool,
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
        belief="More data are better: the validation images are learned from too.",
        hints=Hints(
            symptom="The model has learned from images that were meant for asking it only.",
            idea="Validation images are an exam: they show if the model understands digits it has never "
            "seen. Who practises with the questions of the exam learns nothing about what they know.",
            where="Follow the validation data through your function: on which line do they get into a "
            "training?",
        ),
        replicas={
            "train": (
                Train(pool=Pool.BOTH_AT_ONCE),
                Train(pool=Pool.BOTH_AT_ONCE, validated=None),
                Train(pool=Pool.BOTH_AT_ONCE, validated=Validated.LEARNED),
                Train(pool=Pool.BOTH_AT_ONCE, validated=Validated.OTHERS),
                Train(pool=Pool.BOTH_IN_TURN),
                Train(pool=Pool.BOTH_IN_TURN, one_by_one=True),
                Train(pool=Pool.BOTH_IN_TURN, validated=None),
                Train(pool=Pool.BOTH_IN_TURN, validated=Validated.OTHERS),
            )
        },
    ),
    Misconception(
        id="validation_split_off",
        exercise="training",
        belief="A part of the training images is held back for validation; the validation data are not used.",
        hints=Hints(
            symptom="Some of the training images were never learned from, and the validation's numbers are "
            "not those of the validation data.",
            idea="The images for validation were chosen already and came in as an argument of their own. "
            "So all of the training images are free for learning.",
            where="Which images does your training take for validation? Look at what happens to the "
            "validation data that your function is given.",
        ),
        replicas={"train": (Train(pool=Pool.A_PART, validated=Validated.HELD_BACK),)},
        common=True,
    ),
    Misconception(
        id="validation_not_passed",
        exercise="training",
        belief="The validation data need not be given to the training; nothing is validated.",
        hints=Hints(
            symptom="Your History knows only how well the model did on the images it learned from.",
            idea="After each epoch the model should be asked about images it does not learn from. Only "
            "this shows whether it understands digits or knows the training images by heart.",
            where="Your function is given five things beside the model. Does the training hear of all of "
            "them?",
        ),
        replicas={"train": (Train(validated=None),)},
        common=True,
    ),
    Misconception(
        id="validated_on_training",
        exercise="training",
        belief="The training images serve for validation too.",
        hints=Hints(
            symptom="The validation's numbers in your History are those of the training images.",
            idea="Asking a model about images that it has just learned from tells nothing new. Validation "
            "needs images that it never learns from.",
            where="Which pair does your training take for validation: the one that your function was given?",
        ),
        replicas={"train": (Train(validated=Validated.TRAINING),)},
    ),
    Misconception(
        id="epochs_ignored",
        exercise="training",
        belief="The number of epochs is always the same, whatever the argument says.",
        hints=Hints(
            symptom="However many epochs are asked for, your training goes through the images just as often.",
            idea="An epoch is one round through all images. How many rounds there are is for the caller to "
            "say: a call that asks for 2 gets 2, and one that asks for 20 gets 20.",
            where="Where does your function use the number of epochs that it is given? If nowhere, "
            "something else decides.",
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
        belief="The batch size is always the same, whatever the argument says.",
        hints=Hints(
            symptom="Your training made another number of steps in an epoch than batches of the size that "
            "was asked for make.",
            idea="A step is made for each batch, so the size of a batch decides how many steps an epoch "
            "has: 60 images are 6 steps in batches of 10, and 2 in batches of 30.",
            where="Where does your function use the batch size that it is given? If nowhere, something "
            "else decides.",
        ),
        replicas={"train": tuple(Train(batch_size=number) for number in _SIZES)},
        common=True,
    ),
    Misconception(
        id="never_shuffled",
        exercise="training",
        belief="The images come in the order they are given in.",
        hints=Hints(
            symptom="The last images that your function is given are always the last ones to be learned "
            "from.",
            idea="In a fixed order, a model meets the same neighbours in every epoch and gets used to "
            "that. A new order for each epoch keeps it from doing so.",
            where="What happens to the order of the images before an epoch begins? Look for a setting that "
            "keeps it, or for a loop that always runs from the first to the last.",
        ),
        replicas={"train": (Train(is_shuffled=False),)},
        common=True,
    ),
    Misconception(
        id="last_batch_dropped",
        exercise="training",
        belief="The last, short batch of an epoch is left out.",
        hints=Hints(
            symptom="Those images that do not fill a batch were not learned from as often as the others.",
            idea="10 images in batches of 4 are three steps: with 4, 4 and 2 images. A short batch is a "
            "batch too.",
            where="How does your function get from the number of images to the number of batches? Look at "
            "which way that is rounded, or whether something cuts off what is left.",
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
        belief="What comes back is not the History but something else, such as its dictionary or the model.",
        hints=Hints(
            symptom="What your function gives back is not the record that Keras writes while it trains.",
            idea="The training itself gives back an object that holds the numbers of every epoch. Callers "
            "want that whole object, neither a part of it nor the model, which they have already.",
            where="What does your function's last line give back? Compare it with what the training gave "
            "you.",
        ),
        replicas={"train": (Train(gives=Given.OTHER),)},
        common=True,
    ),
    Misconception(
        id="recompiled",
        exercise="training",
        belief="The training compiles the model again, with an optimiser of its own.",
        hints=Hints(
            symptom="The weights moved much further than the optimiser moves them that the model came with.",
            idea="Somebody has decided already how this model learns: its optimiser, loss and metric were "
            "set before it came to your function. Setting them anew throws that away.",
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
        belief="The training divides the images by 255 itself.",
        hints=Hints(
            symptom="The model was trained on images that are nearly black: 255 times darker than those "
            "given.",
            idea="The images were prepared before they came to your function: their brightest pixels are "
            "1. Divided once more, all of them lie between 0 and 0.004, and a network can hardly tell them "
            "apart.",
            where="Is there a line in your function that changes the images before the training? Ask "
            "yourself who prepares them, and when.",
        ),
        replicas={
            "train": (
                Train(pixels=Pixels.PALE),
                Train(pixels=Pixels.ALL_PALE, validated=Validated.PALE),
                Train(pixels=Pixels.PALE, validated=Validated.OTHERS),
                Train(pixels=Pixels.PALE, validated=None),
            )
        },
    ),
)
