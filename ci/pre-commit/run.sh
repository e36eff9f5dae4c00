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

has_judged=

# The last line is what counts, also below a report that ended otherwise.
stop() {
  echo "$tool: $1" >&2
  if [ -n "$has_judged" ]; then echo "verdict: no verdict (exit 3): the verdict above does not count" >&2; fi
  exit 3
}

list=$(mktemp)
report=$(mktemp)
verdict=$(mktemp)
index=$(mktemp)
stored=$(mktemp)
trap 'rm -f "$list" "$report" "$verdict" "$index" "$stored"' EXIT

# git looks at the files themselves, whatever a monitor or a configuration spares it.
git() {
  command git -c core.fsmonitor=false -c core.untrackedCache=false -c core.trustctime=true -c core.checkStat=default "$@"
}

changed_files() {
  git diff --name-only --no-renames --no-ext-diff --ignore-submodules=none -z "$@" >"$list" ||
    stop "git cannot tell what changed: there is no verdict"
}

all_files() {
  git ls-files -z >"$list" || stop "git cannot list the files: there is no verdict"
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

# Whether none of the listed files belongs to a migration: then nothing was judged, and nothing had to be.
was_idle() {
  grep -qsE '^    "none of the [0-9]+ listed files belongs to a migrations root: there was nothing to check"$' "$verdict"
}

concern_migrations() {
  printf '%s\0' "$@" >"$list"
  (gate -0 --files-from "$list") >/dev/null 2>&1 || return 0
  ! was_idle
}

# Names of files that git was told not to look at (--assume-unchanged, --skip-worktree).
list_spared_files() {
  local entry
  git ls-files -v -z | while IFS= read -r -d '' entry; do
    case "$entry" in [[:lower:]]\ * | S\ *) printf '%s\0' "${entry#? }" ;; esac
  done
}

# Names of files that lie here otherwise than the index has them, those among them as well.
list_changed_files() {
  local own flag
  own=${GIT_INDEX_FILE:-$(git rev-parse --git-path index)} &&
    cat -- "$own" >"$index" && list_spared_files >"$list" || return 1
  for flag in --no-assume-unchanged --no-skip-worktree; do
    if [ -s "$list" ]; then GIT_INDEX_FILE=$index git update-index "$flag" -z --stdin <"$list" || return 1; fi
  done
  GIT_INDEX_FILE=$index changed_files --
}

# Those, and names of files that the index does not have, ignored or not.
list_other_files() {
  list_changed_files && git ls-files --others -z >>"$list"
}

# The migrations roots of the policy, in $roots: the whole repository where they cannot be told.
find_roots() {
  local line root
  roots=()
  line=$("$tool" ${options[@]+"${options[@]}"} --print-policy 2>/dev/null |
    grep '^migrations_roots: \[".*"\]$') || line=
  [[ -n "$line" && "$line" != *\\* && "$line" != *$'\n'* ]] || line='["."]'
  line=${line#*'["'}
  line=${line%'"]'}'", "'
  while [ -n "$line" ]; do
    root=${line%%'", "'*}
    line=${line#*'", "'}
    root=${root#./}
    root=${root%/}
    if [[ "$root" =~ (^|/)\.{0,2}(/|$) ]]; then roots=(.) && return; fi
    roots+=("$root")
  done
}

# What the index holds of some paths, or of all, in $stored: mode, object and stage, a tab, the name.
list_stored() {
  git ls-files -s -z "$@" >"$stored"
}

# Names of the repositories inside of this one of which the index holds nothing but a commit, in $names.
find_inner_repositories() {
  local entry
  names=()
  list_stored || return 1
  LC_ALL=C grep -aq '160000 ' "$stored" || return 0
  while IFS= read -r -d '' entry; do
    case "$entry" in 160000\ *) names+=("${entry#*$'\t'}") ;; esac
  done <"$stored"
}

is_above_roots() {
  local root
  for root in "${roots[@]}"; do
    if [[ "$root" == . || "$root" == "$1"/* ]]; then return 0; fi
  done
  return 1
}

# Of what is listed in $stored, the names in $names of files that lie here with other bytes than git has, because it
# converts them when they are added or checked out. Nothing else may differ by now.
find_converted_files() {
  local entry name ids=() paths=() here number
  names=()
  while IFS= read -r -d '' entry; do
    name=${entry#*$'\t'}
    [[ "$entry" == 100* && -f "$name" && ! -L "$name" ]] || continue
    entry=${entry#* }
    ids+=("${entry%% *}")
    names+=("$name")
    case "$name" in
      \"* | *$'\n'*)
        name=${name//\\/\\\\}
        name=${name//\"/\\\"}
        name=\"${name//$'\n'/\\n}\"
        ;;
    esac
    paths+=("$name")
  done <"$stored"
  [ "${#paths[@]}" -gt 0 ] || return 0
  here=$(printf '%s\n' "${paths[@]}" | git hash-object --no-filters --stdin-paths) || return 1
  readarray -t paths <<<"$here"
  [ "${#paths[@]}" -eq "${#ids[@]}" ] || return 1
  for number in "${!ids[@]}"; do
    if [ "${ids[number]}" = "${paths[number]}" ]; then unset "names[number]"; fi
  done
  names=(${names[@]+"${names[@]}"})
}

# Ends in 0 where git has something of a file or folder, in 1 where it has nothing of it.
is_in_index() {
  git ls-files --error-unmatch -- ":(top,literal)$1" >/dev/null 2>&1
}

# The outermost folder above a file of which git has nothing, in $missing, where more than this file is missing: one
# command mends all of it. Else the file, and where it belongs to .mig/ or a registry, which nobody puts aside whole.
find_missing() {
  local parent=$1 name code count=0
  missing=$1
  case "/$1" in */.mig/* | */registry/*) return ;; esac
  while [[ "$parent" == */* ]]; do
    parent=${parent%/*}
    code=0
    is_in_index "$parent" || code=$?
    [ "$code" -eq 1 ] || break
    missing=$parent
  done
  for name in "${all[@]}"; do
    if [[ "$name" == "$missing/"* ]]; then count=$((count + 1)); fi
  done
  [ "$count" -gt 1 ] || missing=$1
}

# Ends with what is wrong about a file that was judged.
stop_at() {
  local name=${1@Q} why="was judged" more='' missing
  if ! is_in_index "$1"; then
    find_missing "$1"
    name=${missing@Q}
    if [ -n "$hider" ]; then
      why="may be named in ${hider@Q}, where an escape can hide a name"
      more="
    or write ${hider@Q} without \\u, \\U, \\x and \\ at the end of a line"
    elif [ -n "$namer" ]; then
      why="is named in ${namer@Q}"
    fi
    stop "git does not have $name, which lies here and $why: there is no verdict
  = fix: git add -f -- $name, or put it aside: git stash push --all -- $name$more"
  elif [ ! -e "$1" ] && [ ! -L "$1" ]; then
    stop "git has $name, which does not lie here and was not judged: there is no verdict
  = fix: git rm -- $name; else check it out: git update-index --no-skip-worktree -- $name, then git checkout -- $name"
  fi
  stop "git has $name with other bytes than those that lie here and were judged: there is no verdict
  = fix: git add -- $name, or put the change aside: git stash push -- $name
    where git was told not to look: first git update-index --no-assume-unchanged -- $name, and --no-skip-worktree"
}

stop_at_inner_repository() {
  local name=${1@Q} inside
  inside="$1/.git"
  inside=${inside@Q}
  stop "git has $name as a repository of its own, and none of the files in it: there is no verdict
  = fix: git rm -f --cached -- $name && rm -rf -- $inside && git add -- $name
    which keeps the files and deletes the history of the repository inside; to keep it, first: cp -R -- $inside FOLDER"
}

stop_at_converted_file() {
  local name=${1@Q}
  stop "git has $name with other bytes than those that lie here and were judged: git converts it between the two (line \
ends, encoding, ident, or a filter such as LFS): there is no verdict
  = fix: drop the attribute that does it (git check-attr -a -- $name), or git config core.autocrlf false
    then git add --renormalize -- $name, which takes the bytes that lie here"
}

# The folder of the bundle that a file is judged with, declared or not, in $draft: the outermost one. Nothing of .mig/ or
# of a registry is a draft, whatever it is called, nor is anything in a bundle that is called otherwise.
find_draft() {
  local folder=$1
  draft=
  [ ! -e migration.yml ] && [ ! -L migration.yml ] || return 1
  while [[ "$folder" == */* ]]; do
    folder=${folder%/*}
    if [[ "${folder##*/}" =~ ^[A-Z]+-MIG-[0-9] || -e "$folder/migration.yml" || -L "$folder/migration.yml" ]]; then
      draft=$folder
    fi
  done
  case "/$draft/" in */.mig/* | */registry/*) return 1 ;; esac
  [[ "${draft##*/}" =~ ^[A-Z]+-MIG-[0-9] ]]
}

# Whether nothing by which bundles are judged is written so that a name in it is not found: with an escape for a
# character, or over the end of a line. Else the file is in $hider.
hides_no_name() {
  local code=0
  hider=
  local search=(git grep --cached -E -e '\\([uUx]|[[:space:]]*$)' -- ':(top,glob)**/registry/**'
    ':(top,literal).mig' ':(top,glob)**/migration.yml')
  "${search[@]:0:3}" -q "${search[@]:3}" >/dev/null 2>&1 || code=$?
  if [ "$code" -eq 0 ]; then IFS= read -r -d '' hider < <("${search[@]:0:3}" -l -z "${search[@]:3}") || true; fi
  [ "$code" -eq 1 ]
}

# Whether a file belongs to a bundle of which git has no file, and that none of git's files names: a draft beside what
# is committed or pushed, half-written or whole. Its folder is in $draft then; one that names it else in $namer.
is_of_other_draft() {
  local code=0
  namer=
  hider=
  find_draft "$1" || return 1
  is_in_index "$draft" || code=$?
  [ "$code" -eq 1 ] || return 1
  code=0
  git grep --cached -q -F -e "${draft##*/}" >/dev/null 2>&1 || code=$?
  if [ "$code" -eq 0 ]; then
    IFS= read -r -d '' namer < <(git grep --cached -l -z -F -e "${draft##*/}") || true
  fi
  [ "$code" -eq 1 ] && hides_no_name
}

# Keeps of the names in $names one that concerns a migration.
find_culprit() {
  local half
  while [ "${#names[@]}" -gt 1 ]; do
    half=$((${#names[@]} / 2))
    if concern_migrations "${names[@]:0:half}"; then
      names=("${names[@]:0:half}")
    else
      names=("${names[@]:half}")
    fi
  done
}

# What is committed or pushed has to be what was judged.
hold_to_index() {
  local all=() names=() rest=() draft namer hider name
  list_other_files || stop "git cannot tell what differs from the index: there is no verdict"
  readarray -d '' -t all <"$list"
  while [ "${#all[@]}" -gt 0 ] && concern_migrations "${all[@]}"; do
    names=("${all[@]}")
    find_culprit
    is_of_other_draft "${names[0]}" || stop_at "${names[0]}"
    rest=()
    for name in "${all[@]}"; do
      [[ "$name" == "$draft/"* ]] || rest+=("$name")
    done
    all=("${rest[@]}")
  done
  hold_to_stored_bytes
}

# git may convert what was judged. Everything that it has is listed in $stored by now; where that is much, only files
# that can be judged are read once more.
hold_to_stored_bytes() {
  local names=() roots=()
  readarray -d '' -t -n 2000 names <"$stored"
  if [ "${#names[@]}" -eq 2000 ]; then
    find_roots
    list_stored -- "${roots[@]/#/:(top,literal)}" ':(top,literal).mig' ||
      stop "git cannot list the files: there is no verdict"
  fi
  find_converted_files || stop "git cannot tell the bytes of the files here: there is no verdict"
  if [ "${#names[@]}" -gt 0 ] && concern_migrations "${names[@]}"; then
    find_culprit
    stop_at_converted_file "${names[0]}"
  fi
}

# What lies in a repository inside of this one is not committed, whatever was judged of it. One that lies above the
# migrations hides from the list that they changed, so that it counts also where nothing was judged.
hold_to_inner_repositories() {
  local names=() roots=() name
  find_inner_repositories || stop "git cannot list the files: there is no verdict"
  [ "${#names[@]}" -gt 0 ] || return 0
  find_roots
  for name in "${names[@]}"; do
    if is_above_roots "$name"; then has_judged=1 && stop_at_inner_repository "$name"; fi
  done
  if [ -n "$has_judged" ] && concern_migrations "${names[@]}"; then
    find_culprit
    stop_at_inner_repository "${names[0]}"
  fi
}

judge_list() {
  local code=0
  gate -0 --files-from "$list" || code=$?
  case "$code" in
    0 | 4)
      was_idle || has_judged=1
      hold_to_inner_repositories
      if [ -n "$has_judged" ]; then hold_to_index; fi
      ;;
  esac
  return "$code"
}

# Secrets are searched in all files, so that all have to be those of git.
search_all() {
  local code=0 namer='' hider='' names=() name
  gate -0 --files-from "$list" || code=$?
  [ "$code" -eq 0 ] || [ "$code" -eq 4 ] || return "$code"
  has_judged=1
  list_changed_files || stop "git cannot tell what differs from the index: there is no verdict"
  IFS= read -r -d '' name <"$list" || name=
  if [ -n "$name" ]; then stop_at "$name"; fi
  list_stored || stop "git cannot list the files: there is no verdict"
  find_converted_files || stop "git cannot tell the bytes of the files here: there is no verdict"
  if [ "${#names[@]}" -gt 0 ]; then stop_at_converted_file "${names[0]}"; fi
  return "$code"
}

judge() {
  if [ -n "${PRE_COMMIT_FROM_REF:-}" ] && [ -n "${PRE_COMMIT_TO_REF:-}" ]; then
    judge_range
  elif [ -n "${PRE_COMMIT_REMOTE_NAME:-}" ]; then
    judge_first_push
  elif [ -n "${GIT_INDEX_FILE:-}" ]; then
    judge_commit
  else
    judge_all
  fi
}

# pre-commit puts aside what is not staged, and leaves what is: it would be judged in place of what is pushed.
hold_to_head() {
  local pushed=$1 head to
  local same=(git diff --no-ext-diff --no-textconv --ignore-submodules=none --no-renames --quiet)
  head=$(git rev-parse --verify --quiet HEAD) || stop "there is no commit: there is no verdict"
  to=$(git rev-parse --verify --quiet --end-of-options "$pushed^{commit}") || to=
  [ "$head" = "$to" ] || stop "$pushed is not checked out: there is no verdict"
  if ! { "${same[@]}" HEAD -- && "${same[@]}" --cached HEAD --; }; then
    stop "the files here are not those of $pushed: there is no verdict
  = fix: commit what is changed or staged, or put it aside with git stash"
  fi
}

# A file that git seems to have removed, and that it lost to a repository around it.
stop_if_inside() {
  local names=() inner
  find_inner_repositories || stop "git cannot list the files: there is no verdict"
  for inner in ${names[@]+"${names[@]}"}; do
    if [[ "$1" == "$inner"/* ]]; then stop_at_inner_repository "$inner"; fi
  done
}

# What the range removes may not lie here.
hold_to_removals() {
  local name
  changed_files --diff-filter=D --end-of-options "$PRE_COMMIT_FROM_REF...$PRE_COMMIT_TO_REF" --
  while IFS= read -r -d '' name; do
    if [ -f "$name" ] || [ -L "$name" ]; then
      stop_if_inside "$name"
      stop "the files here are not those of $PRE_COMMIT_TO_REF, which removes ${name@Q}: there is no verdict
  = fix: remove the file here too, or add it to a commit"
    fi
  done <"$list"
}

# pre-push, or --from-ref and --to-ref: the files on disk are judged, so that they have to be those of the range.
judge_range() {
  hold_to_head "$PRE_COMMIT_TO_REF"
  hold_to_removals
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

# pre-push of a history of which the remote has nothing: there is no revision to hold it against, and pre-commit names
# the branch alone.
judge_first_push() {
  hold_to_head "${PRE_COMMIT_LOCAL_BRANCH:-HEAD}"
  all_files
  if [ "$tool" = mig-scan-secrets ]; then search_all; else judge_list; fi
}

# By hand, with or without --all-files: pre-commit does not tell which, and all of them is never too few.
judge_all() {
  local code=0
  all_files
  gate -0 --files-from "$list" || code=$?
  case "$code:$tool" in
    *:mig-scan-secrets) ;;
    0:* | 4:*)
      was_idle || has_judged=1
      hold_to_inner_repositories
      ;;
  esac
  return "$code"
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
