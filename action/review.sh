#!/usr/bin/env bash
# Checks a model, judges its version, annotates the files, and writes the job's summary and the
# body of a comment. Exit status: 0 if all is in order, 1 if the check or the version is not, 2
# if something could not run. Inputs come by the environment only, never as part of the script.
set -uo pipefail

model=${INPUT_MODEL:-model}
comment=${INPUT_COMMENT:-competence-comment.md}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# A message of the program as an annotation: one line, and no command in it.
fail() {
    local message
    message=$(sed -e 's/%/%25/g' "$work/error" | tr -d '\r' | sed -e ':a' -e 'N' -e '$!ba' -e 's/\n/%0A/g')
    echo "::error title=competence::$message"
    exit 2
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

deny=()
if [ "${INPUT_DENY_WARNINGS:-true}" = true ]; then
    deny=(--deny-warnings)
fi
"$COMPETENCE" check "$model" --format github ${deny[@]+"${deny[@]}"} 2>"$work/error"
check=$?
[ "$check" -le 1 ] || fail
"$COMPETENCE" check "$model" ${deny[@]+"${deny[@]}"} >"$work/check"

against=${INPUT_AGAINST:-}
if [ -z "$against" ]; then
    if [ -n "${GITHUB_BASE_REF:-}" ]; then
        against="git:origin/$GITHUB_BASE_REF"
    elif compgen -G "$model/releases/*.json" >/dev/null; then
        against=latest
    else
        against=none
    fi
fi

semver=0
if [ "$against" != none ]; then
    "$COMPETENCE" semver "$model" --against "$against" >"$work/semver" 2>"$work/error"
    semver=$?
    [ "$semver" -le 1 ] || fail
    "$COMPETENCE" diff "$against" "$model" --format markdown >"$comment" 2>"$work/error" || fail
    if [ "$semver" -ne 0 ]; then
        # The verdict is one line of words and versions.
        echo "::error title=competence::$(head -n 1 "$work/semver" | sed -e 's/%/%25/g')"
    fi
fi

{
    printf '## Competence model\n\n'
    [ "$against" = none ] || cat "$comment"
    printf '\n### Check\n\n'
    block "$work/check"
} >>"${GITHUB_STEP_SUMMARY:-/dev/null}"

{
    [ "$check" -eq 0 ] && echo "clean=true" || echo "clean=false"
    if [ "$against" != none ]; then
        echo "comment=$comment"
        [ "$semver" -eq 0 ] && echo "sufficient=true" || echo "sufficient=false"
    fi
} >>"${GITHUB_OUTPUT:-/dev/null}"

[ "$check" -eq 0 ] && [ "$semver" -eq 0 ]
