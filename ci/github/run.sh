#!/usr/bin/env bash
# Runs one gate as a step of a GitHub workflow; action.yml hands every input over as a variable MIG_*.
# An input is data: it is never evaluated, and never taken for a flag.
# Ends with the exit code of the gate; 3 whenever there is no verdict, 2 when an input is wrong.
set -euo pipefail
unset CDPATH

tools="mig-gate mig-validate mig-scope-diff mig-rollback-check mig-scan-secrets mig-receipt-verify"
tool=mig-gate
work=
finished=no

# Text of others as the message of a workflow command.
message() {
  local text=$1
  text=${text//'%'/'%25'}
  text=${text//$'\r'/'%0D'}
  text=${text//$'\n'/'%0A'}
  printf '%s' "${text//'##'/'## '}"
}

# A command as a shell would take it, on one line of the log in which the runner finds no command.
shown() {
  local text
  text=$(printf '%q ' "$@")
  printf '$ %s\n' "${text//'##'/'## '}"
}

# The delimiter is random, so that no value can end itself and begin another output.
set_output() {
  [ -n "${GITHUB_OUTPUT:-}" ] || return 0
  local delimiter
  delimiter=end_$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  printf '%s<<%s\n%s\n%s\n' "$1" "$delimiter" "$2" "$delimiter" >>"$GITHUB_OUTPUT"
}

# Reads to the end in any case: whoever writes into a pipe that nobody reads is stopped.
add_to_summary() {
  cat >>"${GITHUB_STEP_SUMMARY:-/dev/null}"
}

# Whatever stops the script before the gate has spoken is no verdict, also what nobody foresaw.
# shellcheck disable=SC2317 # called by the trap
at_exit() {
  if [ "$finished" = yes ]; then return; fi
  echo "::error title=$tool::the step stopped before there was a verdict"
  exit 3
}
trap at_exit EXIT

finish() {  # finish VERDICT EXIT_CODE
  local name
  set_output verdict "$1"
  set_output exit-code "$2"
  for name in json:report.json sarif:report.sarif markdown:report.md; do
    if [ -n "$work" ] && [ -s "$work/${name#*:}" ]; then
      set_output "${name%%:*}" "$work/${name#*:}"
    else
      set_output "${name%%:*}" ""
    fi
  done
  finished=yes
  exit "$2"
}

refuse() {  # refuse EXIT_CODE MESSAGE: nothing was judged
  local verdict=no-verdict
  [ "$1" -ne 2 ] || verdict=usage
  echo "::error title=$tool::$(message "$2")"
  fenced "$tool: no verdict (exit $1)" "$2" | add_to_summary
  finish "$verdict" "$1"
}

# A block of text that nothing in it can end; GitHub takes no summary over 1 MiB.
fenced() {  # fenced TITLE TEXT
  local LC_ALL=C fence='```' text=$2
  if [ "${#text}" -gt 900000 ]; then
    text=${text:0:900000}
    text=${text%$'\n'*}$'\n'"[cut here; the output json names the whole report]"
  fi
  while [[ $text == *"$fence"* ]]; do fence+='`'; done
  printf '### %s\n\n%stext\n%s\n%s\n' "$1" "$fence" "$text" "$fence"
}

is_true() {  # is_true INPUT VALUE
  case "$2" in
    true) return 0 ;;
    false | '') return 1 ;;
    *) refuse 2 "the input $1 is '$2'; allowed are true and false" ;;
  esac
}

fetch() {  # fetch SOURCE TARGET
  case "$1" in
    https://*)
      command -v curl >/dev/null || refuse 3 "curl is missing, which downloads the archive"
      curl --fail --silent --show-error --location --globoff --proto '=https' --proto-redir '=https' \
        --max-redirs 5 --max-time 300 --output "$2" --url "$1" 2>&1 | sed 's/##/## /g' >&2 ||
        refuse 3 "the archive could not be downloaded: $1"
      ;;
    *://*) refuse 2 "the input archive is '$1'; allowed are a path and an address that begins with https://" ;;
    *) cat -- "$1" >"$2" 2>/dev/null || refuse 3 "the archive cannot be read: $1" ;;
  esac
}

# Puts the programs of the archive in front of PATH, when its bytes are those of the checksum.
unpack() {
  local expected=${MIG_CHECKSUM#sha256:} actual found
  [[ $expected =~ ^[0-9a-fA-F]{64}$ ]] ||
    refuse 2 "the input checksum has to be the sha256 of the archive, 64 hexadecimal digits"
  fetch "$MIG_ARCHIVE" "$work/archive"
  actual=$(sha256sum <"$work/archive")
  actual=${actual%% *}
  [ "$actual" = "${expected,,}" ] ||
    refuse 3 "the archive has the checksum $actual and not ${expected,,}: nothing of it was run"
  mkdir "$work/unpacked"
  tar --extract --no-same-owner --directory "$work/unpacked" --file "$work/archive" ||
    refuse 3 "the archive cannot be unpacked"
  found=$(find "$work/unpacked" -type f -perm -u+x -path "*/bin/$tool")
  if [ -z "$found" ] || [ "$(wc -l <<<"$found")" -ne 1 ]; then
    refuse 3 "the archive has to hold exactly one program bin/$tool"
  fi
  PATH=$(dirname "$found"):$PATH
}

find_program() {
  if [ -n "${MIG_ARCHIVE:-}" ]; then
    unpack
  elif [ -n "${MIG_CHECKSUM:-}" ]; then
    refuse 2 "the input checksum is of no use without archive"
  fi
  program=$(command -v "$tool") ||
    refuse 3 "$tool is not on PATH: install it in a step before, or give the inputs archive and checksum"
  help=$("$program" --help) ||
    refuse 3 "$program does not run here: it needs the libraries of its package (docs/install.md)"
  if [ -n "${MIG_VERSION:-}" ]; then
    local version
    version=$("$program" --version) || refuse 3 "$tool cannot tell its version"
    [ "$version" = "$tool $MIG_VERSION" ] ||
      refuse 3 "$program is '$version', and the input version is '$MIG_VERSION'"
  fi
}

# The base of a pull request or merge queue; in other events there is none.
chosen_base() {
  if [ "${MIG_BASE:-}" != auto ]; then
    printf '%s' "${MIG_BASE:-}"
  elif [ -n "${MIG_MERGE_GROUP_BASE:-}" ]; then
    printf '%s' "$MIG_MERGE_GROUP_BASE"
  elif [ -n "${GITHUB_BASE_REF:-}" ]; then
    printf 'origin/%s' "$GITHUB_BASE_REF"
  fi
}

add_options() {
  local base line
  base=$(chosen_base)
  # With "=" a value stays a value, whatever it begins with.
  if [ -n "$base" ]; then
    command+=("--base=$base")
    if is_true merge-base "${MIG_MERGE_BASE:-}"; then command+=(--merge-base); fi
  fi
  if is_true strict "${MIG_STRICT:-}"; then command+=(--strict); fi
  command+=(--output github --output "json=$work/report.json")
  if is_true sarif "${MIG_SARIF:-}"; then command+=(--output "sarif=$work/report.sarif"); fi
  case "$help" in
    *markdown*) command+=(--output "markdown=$work/report.md") ;;
    *) command+=(--output "text=$work/report.txt") ;;
  esac
  while IFS= read -r line; do
    if [ -n "$line" ]; then command+=("$line"); fi
  done <<<"${MIG_ARGUMENTS:-}"
}

add_paths() {
  local line before=${#command[@]}
  command+=(--)
  while IFS= read -r line; do
    case "$line" in
      '') ;;
      -) command+=(./-) ;; # a file of that name, not standard input
      *) command+=("$line") ;;
    esac
  done <<<"${MIG_PATHS:-}"
  [ "${#command[@]}" -gt $((before + 1)) ] || refuse 2 "the input paths is empty: name the migrations folder"
}

summarize() {  # summarize EXIT_CODE
  if [ -s "$work/report.md" ]; then
    add_to_summary <"$work/report.md"
  elif [ -s "$work/report.txt" ]; then
    fenced "$tool (exit $1)" "$(cat "$work/report.txt")" | add_to_summary
  else
    fenced "$tool: no verdict (exit $1)" "$(cat "$work/errors")" | add_to_summary
  fi
}

main() {
  tool=${MIG_TOOL:-mig-gate}
  if [[ " $tools " != *" $tool "* || $tool == *' '* ]]; then
    local given=$tool
    tool=mig-gate
    refuse 2 "the input tool is '$given'; allowed are: $tools"
  fi
  work=$(mktemp -d "${RUNNER_TEMP:-${TMPDIR:-/tmp}}/mig-gate-XXXXXXXX")
  local workspace=${GITHUB_WORKSPACE:-$PWD} folder=${MIG_WORKING_DIRECTORY:-.}
  case "$folder" in /*) ;; *) folder=$workspace/$folder ;; esac
  cd "$folder" 2>/dev/null || refuse 2 "the input working-directory is '${MIG_WORKING_DIRECTORY:-.}', which is no folder"

  find_program
  command=("$program")
  add_options
  add_paths
  shown "$tool" "${command[@]:1}"

  local code=0
  "${command[@]}" </dev/null 2>"$work/errors" || code=$?
  cat "$work/errors" >&2
  # A gate that has judged says so in its report. A flag that prints something else and stops does not.
  case "$code" in
    0 | 1 | 4)
      grep -qs "^  \"exit_code\": $code,\$" "$work/report.json" ||
        refuse 3 "$tool ended in $code without a report: nothing was judged"
      ;;
    2 | 3) ;;
    *) refuse 3 "$tool was stopped (exit $code)" ;;
  esac
  # A command line that was refused has no report, and what was to be annotated is in it as well.
  if [ ! -s "$work/report.json" ]; then
    echo "::error title=$tool::$(message "$(head -c 4000 "$work/errors")")"
  fi
  summarize "$code"
  local verdicts=(pass fail usage no-verdict review)
  finish "${verdicts[$code]}" "$code"
}

main
