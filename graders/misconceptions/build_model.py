"""What is believed of `build_model`: of its arguments, and of how it ends; `layers.py` has its layers."""

from graders.misconceptions.replica_of_build_model import BuildModel
from grading.misconceptions import Hints, Misconception

RIGHT = {"build_model": BuildModel()}

ENTRIES = (
    Misconception(
        id="compiled_inside",
        exercise="model",
        belief="A model is not finished before it is compiled, so build_model compiles it.",
        hints=Hints(
            symptom="Your model is already compiled when your function gives it back.",
            idea="What a network consists of is one thing, how it learns is another. The second comes "
            "in training.py.",
            where="What does your function do with the model after all layers are in it?",
        ),
        replicas={"build_model": (BuildModel(is_compiled=True),)},
    ),
    Misconception(
        id="input_shape_fixed",
        exercise="model",
        belief="Images always have 28 x 28 pixels and one channel.",
        hints=Hints(
            symptom="For images of another shape, your function still builds the usual network.",
            idea="28, 28 and 1 are only the usual values of the argument. Whoever calls the function "
            "may ask for another shape.",
            where="Look for the numbers 28 and 1 inside of your function. Where should they come from?",
        ),
        replicas={"build_model": (BuildModel(take_shape=lambda shape: (28, 28, 1)),)},  # noqa: ARG005
    ),
    Misconception(
        id="classes_fixed",
        exercise="model",
        belief="There are always ten classes.",
        hints=Hints(
            symptom="Your network has ten outputs, however many classes are asked for.",
            idea="There are ten digits, but a network for letters needs more outputs: one for each letter.",
            where="Which line says how many units the last layer has? Where does it take that number from?",
        ),
        replicas={"build_model": (BuildModel(take_classes=lambda classes: 10),)},  # noqa: ARG005
    ),
    Misconception(
        id="input_left_open",
        exercise="model",
        belief="A model finds out by itself what its images look like, so nothing has to be said about them.",
        hints=Hints(
            symptom="Your model does not know yet how many weights it has, or which shape its outputs have.",
            idea="How many weights a layer needs depends on what comes in. So a model has to know the "
            "shape of its images first.",
            where="Where does your function use the argument input_shape?",
        ),
        replicas={"build_model": (BuildModel(knows_input=False),)},
    ),
)
