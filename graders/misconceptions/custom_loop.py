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
        belief="The loss is computed, but no step is made.",
        hints=Hints(
            symptom="After your function, every weight of the model is what it was before.",
            idea="A gradient only says in which direction the loss grows. Nothing is learned until "
            "somebody moves the weights.",
            where="Who in your code uses the gradients, once they are found? That is the optimiser's part.",
        ),
        replicas={
            "train_step": (TrainStep(move=Move.NONE),),
            "fit_by_hand": (FitByHand(step=Step.NONE),),
        },
    ),
    Misconception(
        id="uphill",
        exercise="bonus",
        belief="The step goes along the gradient instead of against it.",
        hints=Hints(
            symptom="The weights moved by the right lengths, but the other way: the loss grows with every "
            "step.",
            idea="A gradient points to where the loss grows fastest. Who wants to come down into the "
            "valley walks against it. Optimisers do so by themselves.",
            where="Is there a minus sign too many, or too few, on the gradients' way to the weights?",
        ),
        replicas={
            "train_step": (TrainStep(move=Move.UPHILL),),
            "fit_by_hand": (FitByHand(step=Step.UP),),
        },
    ),
    Misconception(
        id="own_optimizer",
        exercise="bonus",
        belief="The function makes an optimiser of its own instead of using the given one.",
        hints=Hints(
            symptom="The weights moved downhill, but not as far as the optimiser that was given moves them.",
            idea="Which optimiser moves the weights, and how far, is for the caller to say. Some also "
            "remember earlier steps, and a new one in every step has nothing to remember.",
            where="Find the line that moves the weights: is it the optimiser from your function's "
            "arguments that does it there?",
        ),
        replicas={
            "train_step": (TrainStep(move=Move.OWN_RATE), TrainStep(move=Move.DOWNHILL)),
        },
    ),
    Misconception(
        id="own_loss",
        exercise="bonus",
        belief="The function takes a loss of its own instead of the given one.",
        hints=Hints(
            symptom="Given another loss, your function still answers with the mean over the batch.",
            idea="What is to become small is for the caller to say: the mean of the images' losses, their "
            "sum, or something else.",
            where="Where does your function use the loss that is among its arguments?",
        ),
        replicas={"train_step": (TrainStep(asks_own=True),)},
    ),
    Misconception(
        id="tensor_returned",
        exercise="bonus",
        belief="What comes back is a tensor, not a float.",
        hints=Hints(
            symptom="Your function gives back one of TensorFlow's tensors where a number of Python's is "
            "asked for.",
            idea="A tensor with a single value looks like a number when it is printed, and is none: it may "
            "keep memory of how it was computed, and can't be stored as a number.",
            where="What type does the loss have that you give back? Think of how text such as '3' becomes "
            "the number 3: something like that is needed here.",
        ),
        replicas={
            "train_step": (TrainStep(gives=Kind.TENSOR),),
            "fit_by_hand": (FitByHand(gives=Kind.TENSOR),),
        },
    ),
    Misconception(
        id="sum_for_mean",
        exercise="bonus",
        belief="The loss of a batch or an epoch is a sum: the mean multiplied by how many there are.",
        hints=Hints(
            symptom="The loss that you give back is several times too large.",
            idea="A mean can be compared: between batches of different sizes, and between epochs of "
            "different lengths. A sum grows with how much was added up.",
            where="Between the loss being computed and your function's last line, is anything multiplied "
            "or added up, and never divided again?",
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
            symptom="Where the images do not fill the last batch, those in it are not learned from.",
            idea="10 images in batches of 4 are three steps: with 4, 4 and 2 images. A short batch is a "
            "batch too.",
            where="How does your loop get from the number of images to the number of batches? Try it with "
            "10 images and batches of 4 on paper.",
        ),
        replicas={
            "fit_by_hand": (
                FitByHand(last_batch=LastBatch.DROPPED),
                FitByHand(last_batch=LastBatch.CUT_OFF),
            )
        },
        common=True,
    ),
    Misconception(
        id="unshuffled_by_hand",
        exercise="bonus",
        belief="The images come in the order they are given in.",
        hints=Hints(
            symptom="The same images share a batch in every epoch, and the last ones that were given come "
            "last.",
            idea="In a fixed order, a model meets the same batches in every epoch and gets used to them. "
            "Mixed anew, each epoch is a bit different.",
            where="What happens to the order of the images before the first batch of an epoch is taken?",
        ),
        replicas={"fit_by_hand": (FitByHand(order=Order.GIVEN),)},
        common=True,
    ),
    Misconception(
        id="shuffled_once",
        exercise="bonus",
        belief="The images are shuffled once, before the first epoch.",
        hints=Hints(
            symptom="The order is a mixed one, but it is the same in every epoch: the same images share a "
            "batch.",
            idea="Cards that are mixed once and then dealt again and again give the same hands. A new "
            "order is needed for each epoch.",
            where="Look at where the order is drawn: inside of the loop over epochs, or before it?",
        ),
        replicas={"fit_by_hand": (FitByHand(order=Order.ONE),)},
        common=True,
    ),
    Misconception(
        id="labels_left_behind",
        exercise="bonus",
        belief="The images are shuffled, the labels are not.",
        hints=Hints(
            symptom="The model was taught wrong digits: images were shown with the labels of others.",
            idea="An image and its label belong together like a question and its answer. Where one of them "
            "moves to another place, the other one has to move there too.",
            where="Follow one image and its label through your shuffling: do both arrive at the same place?",
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
        belief="An epoch's loss is that of its last batch.",
        hints=Hints(
            symptom="What you give for an epoch is the loss of one of its batches, the last one.",
            idea="One batch is a small sample, and the last one may be smaller still. All batches together "
            "tell how well an epoch went.",
            where="What does your function still know of the first batches' losses when an epoch is over?",
        ),
        replicas={"fit_by_hand": (FitByHand(summary=Summary.LAST),)},
        common=True,
    ),
    Misconception(
        id="epochs_ignored_by_hand",
        exercise="bonus",
        belief="There is one epoch, or another fixed number of them, whatever the argument says.",
        hints=Hints(
            symptom="However many epochs are asked for, yours are always the same number.",
            idea="An epoch is one round through all images. A call that asks for 3 gets three rounds, and "
            "three losses.",
            where="Which part of your code is done once for each epoch, and what says how often?",
        ),
        replicas={"fit_by_hand": tuple(FitByHand(epochs=number) for number in _EPOCHS)},
    ),
    Misconception(
        id="batch_size_ignored_by_hand",
        exercise="bonus",
        belief="The batch size is always the same, whatever the argument says.",
        hints=Hints(
            symptom="Your epochs have another number of steps than the batch size that was asked for makes.",
            idea="A step is made for each batch, so the size of a batch decides how many steps an epoch "
            "has: 60 images are 6 steps in batches of 10, and 2 in batches of 30.",
            where="Where does your loop use the batch size that it is given, both to begin a batch and to "
            "end it?",
        ),
        replicas={"fit_by_hand": tuple(FitByHand(batch_size=number) for number in _SIZES)},
        common=True,
    ),
    Misconception(
        id="learning_rate_ignored",
        exercise="bonus",
        belief="The optimiser's own learning rate will do, whatever the argument says.",
        hints=Hints(
            symptom="Asked for tiny steps, your function still makes steps of the usual size.",
            idea="The learning rate says how long a step is. With a rate of almost nothing, the weights "
            "should stay almost where they are.",
            where="Where does your optimiser learn which rate was asked for?",
        ),
        replicas={"fit_by_hand": (FitByHand(keeps_rate=False),)},
    ),
)
