#!/usr/bin/env bash
# Runs one gate as a hook of pre-commit: ci/pre-commit/run.sh TOOL [OPTION...]
#
# pre-commit names no file that is gone, so that git is asked what the commit is about. Files that concern no migration
# cost one look at the list. Ends in 0 when the commit may proceed, else with the exit code of the gate. A finding that
# waits for a person's review is shown and stops no commit, because it is approved before the merge; --strict stops it.
set -euo pipefail

tool=${1:?usage: run.sh TOOL [OPTION...]}
shift
options=("$@")

stop() {
  echo "$tool: $1" >&2
  exit 3
}

list=$(mktemp)
report=$(mktemp)
verdict=$(mktemp)
trap 'rm -f "$list" "$report" "$verdict"' EXIT

changed_files() {
  git diff --name-only --no-renames --no-ext-diff --ignore-submodules=none -z "$@" >"$list" ||
    stop "git cannot tell what changed: there is no verdict"
}

# A gate that has judged says so in its report. A flag that prints something else and stops does not.
gate() {
  local code=0
  "$tool" --output "json=$verdict" ${options[@]+"${options[@]}"} "$@" || code=$?
  case "$code" in
    0 | 1 | 4)
      grep -qs "^  \"exit_code\": $code,\$" "$verdict" ||
        stop "ended in $code without a report: nothing was judged"
      ;;
  esac
  return "$code"
}

judge_list() {
  gate -0 --files-from "$list"
}

judge() {
  if [ -n "${PRE_COMMIT_FROM_REF:-}" ] && [ -n "${PRE_COMMIT_TO_REF:-}" ]; then
    judge_range
  elif [ -n "${GIT_INDEX_FILE:-}" ]; then
    judge_commit
  else
    judge_all
  fi
}

# pre-commit puts aside what is not staged, and leaves what is: it would be judged in place of what is pushed.
hold_to_head() {
  local name
  local same=(git diff --no-ext-diff --no-textconv --ignore-submodules=none --no-renames --quiet)
  if ! { "${same[@]}" HEAD -- && "${same[@]}" --cached HEAD --; }; then
    stop "the files here are not those of $PRE_COMMIT_TO_REF: there is no verdict
  = fix: commit what is changed or staged, or put it aside with git stash"
  fi
  changed_files --diff-filter=D --end-of-options "$PRE_COMMIT_FROM_REF...$PRE_COMMIT_TO_REF" --
  while IFS= read -r -d '' name; do
    if [ -f "$name" ] || [ -L "$name" ]; then
      stop "the files here are not those of $PRE_COMMIT_TO_REF, which removes ${name@Q}: there is no verdict
  = fix: remove the file here too, or add it to a commit"
    fi
  done <"$list"
}

# pre-push, or --from-ref and --to-ref: the files on disk are judged, so that they have to be those of the range.
judge_range() {
  local head to
  head=$(git rev-parse --verify --quiet HEAD) || stop "there is no commit: there is no verdict"
  to=$(git rev-parse --verify --quiet --end-of-options "$PRE_COMMIT_TO_REF^{commit}") || to=
  [ "$head" = "$to" ] || stop "$PRE_COMMIT_TO_REF is not checked out: there is no verdict"
  hold_to_head
  if [ "$tool" = mig-scan-secrets ]; then
    gate "--base=$PRE_COMMIT_FROM_REF" --merge-base --history .
    return
  fi
  changed_files --end-of-options "$PRE_COMMIT_FROM_REF...$PRE_COMMIT_TO_REF" --
  if [ -s "$list" ]; then judge_list; fi
}

# git sets GIT_INDEX_FILE for the hooks of a commit. One that changes nothing, such as a new message, is free.
judge_commit() {
  changed_files --cached --
  if [ ! -s "$list" ]; then
    return
  elif [ "$tool" = mig-scan-secrets ]; then
    gate --staged
  else
    judge_list
  fi
}

# By hand, with or without --all-files: pre-commit does not tell which, and all of them is never too few.
judge_all() {
  git ls-files -z >"$list" || stop "git cannot list the files: there is no verdict"
  judge_list
}

command -v "$tool" >/dev/null || stop "the program is not on PATH: there is no verdict"
code=0
(judge) >"$report" 2>&1 || code=$?
if [ "$code" -ne 0 ]; then cat "$report"; fi
case "$code" in
  4)
    echo "This may be committed; the merge waits for the review."
    exit 0
    ;;
  0 | 1 | 2 | 3) exit "$code" ;;
  *) stop "stopped (exit $code): there is no verdict" ;;
esac
