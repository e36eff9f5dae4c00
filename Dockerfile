# The gates on Debian slim, as a user without rights. The first stage compiles and packs, the second one installs the
# package, what it depends on, and git with the script that asks it for the files of a commit (.pre-commit-hooks.yaml).
#   docker build -t mig-gates . && docker run --rm -v "$PWD:/work:ro" mig-gates migrations
FROM debian:bookworm-slim AS build
# The time that the files of the package bear.
ARG SOURCE_DATE_EPOCH=1764115200
WORKDIR /source
COPY . .
RUN ci/package /packages

FROM debian:bookworm-slim
COPY --from=build /packages/*.deb /packages/
RUN apt-get update && apt-get install -y --no-install-recommends git /packages/*.deb && rm -rf /packages /var/lib/apt/lists/*
COPY ci/pre-commit/run.sh /usr/local/lib/mig-gates/
RUN useradd --system --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin gate
USER gate
WORKDIR /work
ENTRYPOINT ["mig-gate"]
CMD ["--help"]
