"""What is believed of `build_model`: of its arguments, and of how it ends; `layers.py` has its layers."""

from graders.misconceptions.replica_of_build_model import BuildModel
from grading.misconceptions import Hints, Misconception

RIGHT = {"build_model": BuildModel()}

ENTRIES = (
    Misconception(
        id="compiled_inside",
        exercise="model",
        belief="A model is finished only when it is compiled, so build_model compiles it.",
        hints=Hints(
            symptom="Your model comes out compiled already.",
            idea="What a network is made of is one thing, how it is to learn another. The second is said in "
            "training.py.",
            where="What does your function still do with the model when all layers are in it?",
        ),
        replicas={"build_model": (BuildModel(is_compiled=True),)},
    ),
    Misconception(
        id="input_shape_fixed",
        exercise="model",
        belief="Images have 28x28 pixels and one channel, whatever input_shape says.",
        hints=Hints(
            symptom="For other images than the usual ones your function builds the usual network.",
            idea="The numbers 28, 28 and 1 are just what an argument has when nobody says anything else.",
            where="Search for them below the first line of your function. What should stand there instead?",
        ),
        replicas={"build_model": (BuildModel(take_shape=lambda shape: (28, 28, 1)),)},  # noqa: ARG005
    ),
    Misconception(
        id="classes_fixed",
        exercise="model",
        belief="There are ten classes, whatever num_classes says.",
        hints=Hints(
            symptom="Your network has ten outputs, however many classes are asked for.",
            idea="Ten is the number of digits; who reads letters needs more outputs, one for each.",
            where="Which line says how many units the last layer has, and from where does it know?",
        ),
        replicas={"build_model": (BuildModel(take_classes=lambda classes: 10),)},  # noqa: ARG005
    ),
    Misconception(
        id="input_left_open",
        exercise="model",
        belief="A model finds out by itself what its images look like, so nobody needs to say.",
        hints=Hints(
            symptom="Your model does not know yet how many weights it has, nor the shape of what it gives.",
            idea="How many weights a layer needs depends on what comes in. Tell the model the shape of its "
            "images, and all layers are ready at once.",
            where="Where does your function use the argument input_shape?",
        ),
        replicas={"build_model": (BuildModel(knows_input=False),)},
    ),
)
