#!/usr/bin/env bash
# Takes the program that is there, or builds it from the folder of the action.
set -euo pipefail

if [ -n "${INPUT_BINARY:-}" ]; then
    binary=$INPUT_BINARY
    if ! command -v -- "$binary" >/dev/null; then
        echo "::error title=competence::there is no program at the input \`binary\`"
        exit 2
    fi
else
    target="${RUNNER_TEMP:-/tmp}/competence"
    # Cargo and rustup obey the settings of the current folder and of those above: in a checkout
    # under review, they would let it run any program.
    cd -- "$GITHUB_ACTION_PATH"
    cargo build --release --locked --package competence-cli --target-dir "$target"
    binary="$target/release/competence"
fi
echo "binary=$binary" >>"$GITHUB_OUTPUT"
