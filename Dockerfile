# The instructor's half of the kit for machines that are not Linux; docs/container.md says how to build and run it.
FROM debian:trixie-slim AS python
RUN apt-get update \
    && apt-get install --yes --no-install-recommends python3 \
    && rm -rf /var/lib/apt/lists/*

FROM python AS build
RUN apt-get update && apt-get install --yes --no-install-recommends ca-certificates
ENV UV_COMPILE_BYTECODE=1 UV_PYTHON_DOWNLOADS=never UV_SYSTEM_CERTS=1
WORKDIR /kit
# The libraries are nearly all of the image and change seldom: a layer of their own spares a later build from them.
COPY pyproject.toml uv.lock ./
COPY tools/bring_uv.py tools/
RUN uv=$(python3 tools/bring_uv.py) \
    && "$uv" sync --locked --no-dev --extra instructor --no-install-project
COPY . .
RUN uv=$(python3 tools/bring_uv.py) \
    && "$uv" sync --locked --no-dev --extra instructor --no-editable

FROM python
RUN useradd --create-home --uid 1000 instructor
# At the path at which it was built: an environment can't be moved.
COPY --from=build /kit/.venv /kit/.venv
USER instructor
WORKDIR /home/instructor
ENTRYPOINT ["/kit/.venv/bin/kit"]
