#!/usr/bin/env bash
# Checks a model, judges its version, annotates the files, and writes the job's summary and the
# body of a comment. Exit status: 0 if all is in order, 1 if the check or the version is not, 2
# if something could not run. Inputs come by the environment only, never as part of the script.
#
# Nothing of the checkout is written: what is written lies in the runner's temporary folder, under
# names that were not there before.
set -uo pipefail

model=${INPUT_MODEL:-model}
temporary=${RUNNER_TEMP:-${TMPDIR:-/tmp}}
work=$(mktemp -d "$temporary/competence.XXXXXX") || exit 2
trap 'rm -rf "$work"' EXIT

# Text as the message of an annotation: one line, and no command in it.
message() {
    sed -e '1s/^error: //' -e 's/%/%25/g' "$1" | tr -d '\r' | sed -e ':a' -e 'N' -e '$!ba' -e 's/\n/%0A/g'
}

# Text of the program for the summary, which GitHub limits to 1 MiB: nothing in it is HTML or
# Markdown.
block() {
    local lines
    lines=$(wc -l <"$1")
    printf '<pre>\n'
    head -n 2000 "$1" | head -c 900000 | sed -e 's/&/\&amp;/g' -e 's/</\&lt;/g' -e 's/>/\&gt;/g'
    printf '</pre>\n\n'
    [ "$lines" -le 2000 ] || printf 'Cut after 2,000 of %s lines.\n\n' "$lines"
}

against=${INPUT_AGAINST:-}
if [ -z "$against" ]; then
    # What a pull request changes is what was done since it left the branch that it goes to.
    against=${GITHUB_BASE_REF:+git:origin/$GITHUB_BASE_REF...}
    against=${against:-latest}
fi

# The verdict comes first: GitHub shows ten annotations of each severity.
semver=0
if [ "$against" != none ]; then
    "$COMPETENCE" semver --against="$against" -- "$model" >"$work/semver" 2>"$work/error"
    semver=$?
    if [ "$semver" -eq 1 ]; then
        head -n 1 "$work/semver" >"$work/verdict"
        echo "::error title=competence::$(message "$work/verdict")"
    elif [ "$semver" -ne 0 ]; then
        echo "::error title=competence::$(message "$work/error")"
    fi
fi

deny=()
if [ "${INPUT_DENY_WARNINGS:-true}" = true ]; then
    deny=(--deny-warnings)
fi
"$COMPETENCE" check --format=github ${deny[@]+"${deny[@]}"} -- "$model" 2>"$work/check-error"
check=$?
if [ "$check" -gt 1 ]; then
    # Where the model cannot be opened, the verdict has said so.
    [ "$semver" -gt 1 ] || echo "::error title=competence::$(message "$work/check-error")"
    exit 2
fi
"$COMPETENCE" check ${deny[@]+"${deny[@]}"} -- "$model" >"$work/check"

comment=
if [ "$against" != none ] && [ "$semver" -le 1 ]; then
    comment=$(mktemp "$temporary/competence-comment.XXXXXX") || exit 2
    counts=()
    if [ -n "${INPUT_RATINGS:-}" ]; then
        counts=("--ratings=$INPUT_RATINGS")
    fi
    if ! "$COMPETENCE" diff --format=markdown ${counts[@]+"${counts[@]}"} -- "$against" "$model" >"$comment" 2>"$work/error"; then
        rm -f "$comment"
        echo "::error title=competence::$(message "$work/error")"
        exit 2
    fi
fi

{
    printf '## Competence model\n\n'
    [ -z "$comment" ] || cat "$comment"
    printf '\n### Check\n\n'
    block "$work/check"
} >>"${GITHUB_STEP_SUMMARY:-/dev/null}"

{
    [ "$check" -eq 0 ] && echo "clean=true" || echo "clean=false"
    if [ -n "$comment" ]; then
        echo "comment=$comment"
        [ "$semver" -eq 0 ] && echo "sufficient=true" || echo "sufficient=false"
    fi
} >>"${GITHUB_OUTPUT:-/dev/null}"

# What could not be judged because of findings is a model that is not in order.
[ "$semver" -le 1 ] || [ "$check" -eq 1 ] || exit 2
[ "$check" -eq 0 ] && [ "$semver" -eq 0 ]
