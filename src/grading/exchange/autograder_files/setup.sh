#!/usr/bin/env bash
# Installs the kit when Gradescope builds the autograder's image.
set -euo pipefail

root="${AUTOGRADER_ROOT:-/autograder}"
source="$root/source"

# The image's own Python may be too old for the kit: uv brings one that is not.
export UV_PYTHON_INSTALL_DIR="$root/python"
if ! command -v uv > /dev/null; then
    apt-get update
    apt-get install --yes --no-install-recommends ca-certificates python3 python3-pip python3-venv
    python3 -m venv "$root/tools"
    "$root/tools/bin/pip" install --quiet uv
    export PATH="$root/tools/bin:$PATH"
fi
uv venv --python "${KIT_PYTHON:-3.12}" "$root/kit"
wheel=$(ls "$source"/*.whl)
# Compiled now, since each submission gets a fresh copy of the image and would compile it all again.
uv pip install --compile-bytecode --python "$root/kit/bin/python" --constraint "$source/constraints.txt" "$wheel[instructor]"
"$root/kit/bin/kit" --version

# For whoever reads the build's log. The container that grades may offer other locks than the one that builds.
"$root/kit/bin/kit" doctor || true
