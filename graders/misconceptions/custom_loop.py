"""What is believed of `train_step` and `fit_by_hand`."""

from graders.loops import Kind, Move, Told
from graders.misconceptions.replicas_of_custom_loop import (
    FitByHand,
    LastBatch,
    Order,
    Step,
    Summary,
    TrainStep,
)
from grading.misconceptions import Hints, Misconception

RIGHT = {"train_step": TrainStep(), "fit_by_hand": FitByHand()}

_EPOCHS = (1, 2, 3, 4, 5, 8, 10, 15, 20)
_SIZES = (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 16, 20, 24, 25, 30, 32, 50, 64, 100, 128, 256)
"""Numbers that somebody may write down once and for all."""

ENTRIES = (
    Misconception(
        id="no_gradient_step",
        exercise="bonus",
        belief="When the loss has been worked out, the model has learned.",
        hints=Hints(
            symptom="After your function has run, every weight of the model is what it was before.",
            idea="The loss only says how wrong the model was. It learns when its weights are moved, "
            "in the direction that makes the loss smaller.",
            where="Follow your code from the loss to the weights. On which line do they move?",
        ),
        replicas={
            "train_step": (TrainStep(move=Move.NONE),),
            "fit_by_hand": (FitByHand(step=Step.NONE),),
        },
    ),
    Misconception(
        id="uphill",
        exercise="bonus",
        belief="The weights move in the direction of the gradient.",
        hints=Hints(
            symptom="The weights moved the wrong way: your steps make the loss larger.",
            idea="A gradient points to where the loss grows fastest, like a path up a hill. "
            "Optimisers expect it like this and go down by themselves.",
            where="On the way from the loss to the weights, does your code change a sign, or move "
            "weights by itself?",
        ),
        replicas={
            "train_step": (
                TrainStep(move=Move.UPHILL),
                TrainStep(move=Move.UPHILL, loss=Told.NEGATED),
            ),
            "fit_by_hand": (FitByHand(step=Step.UP),),
        },
    ),
    Misconception(
        id="own_optimizer",
        exercise="bonus",
        belief="The function may make an optimiser of its own.",
        hints=Hints(
            symptom="The weights moved, but not as the optimiser that was given moves them.",
            idea="The caller decides which optimiser moves the weights, and how far. Some also "
            "remember earlier steps, which a new one can't.",
            where="Find the line that moves the weights. Which optimiser does it there, and where "
            "does it come from?",
        ),
        replicas={
            "train_step": (TrainStep(move=Move.OWN_RATE), TrainStep(move=Move.DOWNHILL)),
        },
    ),
    Misconception(
        id="own_loss",
        exercise="bonus",
        belief="The function may choose a loss of its own.",
        hints=Hints(
            symptom="When another loss is asked for, your function still answers with the mean over "
            "the batch.",
            idea="The caller decides what is to become small: the mean of the images' losses, their "
            "sum, or something else.",
            where="Where does your function use the loss that is among its arguments?",
        ),
        replicas={"train_step": (TrainStep(asks_own=True),)},
    ),
    Misconception(
        id="tensor_returned",
        exercise="bonus",
        belief="A tensor with one value in it is as good as a float.",
        hints=Hints(
            symptom="Your function gives back TensorFlow's tensors where plain Python floats are asked for.",
            idea="A tensor with a single value looks like a number when it is printed, but it is an "
            "object of TensorFlow and not a plain number.",
            where="What type does the loss have that you give back? Where on its way could it turn "
            "into a plain number?",
        ),
        replicas={
            "train_step": (TrainStep(gives=Kind.TENSOR),),
            "fit_by_hand": (FitByHand(gives=Kind.TENSOR),),
        },
    ),
    Misconception(
        id="sum_for_mean",
        exercise="bonus",
        belief="The loss of a batch or an epoch is the sum of all losses in it.",
        hints=Hints(
            symptom="The loss that you give back is several times too large.",
            idea="Means can be compared between batches and epochs of different sizes. A sum grows "
            "with how much was added up.",
            where="Follow the loss from where it is computed to your last line. What is it multiplied "
            "with or added to on the way?",
        ),
        replicas={
            "train_step": (
                TrainStep(loss=Told.TIMES_IMAGES),
                TrainStep(loss=Told.TIMES_IMAGES, move=Move.OF_SUM),
            ),
            "fit_by_hand": (FitByHand(summary=Summary.SUM),),
        },
        common=True,
    ),
    Misconception(
        id="last_batch_left_out",
        exercise="bonus",
        belief="The last, short batch of an epoch is left out.",
        hints=Hints(
            symptom="When the images do not fill the last batch, your function does not learn from "
            "the images in it.",
            idea="10 images in batches of 4 are three steps: with 4, 4 and 2 images. A short batch is a "
            "batch too.",
            where="How does your loop know when an epoch is over? Go through it on paper, with 10 "
            "images and batches of 4.",
        ),
        replicas={
            "fit_by_hand": (
                FitByHand(last_batch=LastBatch.DROPPED),
                FitByHand(last_batch=LastBatch.CUT_OFF),
                FitByHand(last_batch=LastBatch.NEVER_LEARNED),
            )
        },
        common=True,
    ),
    Misconception(
        id="unshuffled_by_hand",
        exercise="bonus",
        belief="The images may come in the order in which they are given.",
        hints=Hints(
            symptom="The same images share a batch in every epoch, and those that were given last come last.",
            idea="In a fixed order, a model meets the same batches in every epoch and gets used to "
            "them. A new order each time avoids this.",
            where="What does your code do with the order of the images before it takes the first "
            "batch of an epoch?",
        ),
        replicas={"fit_by_hand": (FitByHand(order=Order.GIVEN),)},
        common=True,
    ),
    Misconception(
        id="shuffled_once",
        exercise="bonus",
        belief="Shuffling the images once, before the first epoch, is enough.",
        hints=Hints(
            symptom="The order is a shuffled one, but it is the same in every epoch: the same images "
            "share a batch.",
            idea="Cards that are shuffled only once give the same hands in every round. Each epoch "
            "needs a new order.",
            where="How often does your code make a new order of the images? Look at which loops that "
            "line is inside of.",
        ),
        replicas={"fit_by_hand": (FitByHand(order=Order.ONE),)},
        common=True,
    ),
    Misconception(
        id="labels_left_behind",
        exercise="bonus",
        belief="Only the images need to be shuffled, not the labels.",
        hints=Hints(
            symptom="The model has learned wrong digits: images were shown with the labels of other images.",
            idea="An image and its label belong together, like a question and its answer. When one "
            "moves to another place, so does the other.",
            where="Follow one image and its label through your shuffling. Do both arrive at the same place?",
        ),
        replicas={
            "fit_by_hand": (
                FitByHand(labels_follow=False),
                FitByHand(labels_follow=False, is_unlucky=True),
                FitByHand(labels_follow=False, order=Order.ONE),
                FitByHand(labels_follow=False, order=Order.ONE, is_unlucky=True),
            )
        },
    ),
    Misconception(
        id="last_loss_for_mean",
        exercise="bonus",
        belief="An epoch's loss is the loss of its last batch.",
        hints=Hints(
            symptom="What you give for an epoch is the loss of one batch, the last one.",
            idea="One batch is a small sample, and the last one may be even smaller. Only all batches "
            "together tell how an epoch went.",
            where="When an epoch is over, what does your code still know about the losses of its "
            "first batches?",
        ),
        replicas={"fit_by_hand": (FitByHand(summary=Summary.LAST),)},
        common=True,
    ),
    Misconception(
        id="epochs_ignored_by_hand",
        exercise="bonus",
        belief="The number of epochs is fixed, whatever the argument says.",
        hints=Hints(
            symptom="However many epochs are asked for, your function makes the same number of them.",
            idea="An epoch is one round through all images. When 3 are asked for, there are three "
            "rounds and three losses.",
            where="Which part of your code is done once for each epoch, and what decides how often?",
        ),
        replicas={"fit_by_hand": tuple(FitByHand(epochs=number) for number in _EPOCHS)},
    ),
    Misconception(
        id="batch_size_ignored_by_hand",
        exercise="bonus",
        belief="The batch size is fixed, whatever the argument says.",
        hints=Hints(
            symptom="The number of steps in an epoch of yours does not fit the batch size that was "
            "asked for.",
            idea="Each batch is one step, so its size decides how many steps an epoch has: 60 images "
            "are 6 steps with 10 each, or 2 with 30 each.",
            where="Where does your loop use the batch size that it is given? Look at where a batch "
            "begins and where it ends.",
        ),
        replicas={"fit_by_hand": tuple(FitByHand(batch_size=number) for number in _SIZES)},
        common=True,
    ),
    Misconception(
        id="learning_rate_ignored",
        exercise="bonus",
        belief="The optimiser's usual learning rate is good enough, whatever the argument says.",
        hints=Hints(
            symptom="When tiny steps are asked for, your function still makes steps of the usual size.",
            idea="The learning rate says how large a step is. With a rate of almost nothing, the "
            "weights should stay almost where they are.",
            where="How does your optimiser get to know which rate was asked for?",
        ),
        replicas={"fit_by_hand": (FitByHand(keeps_rate=False),)},
    ),
)
