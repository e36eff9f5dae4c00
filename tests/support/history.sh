# What the history.sh of a fixture begins with: `. "$MIG_SOURCE_DIR/tests/support/history.sh"`.
# The script makes a small git repository in the current folder, which is empty. `main` is the base; the work
# lies on the branch `change`, which stays checked out. Everything is the same on every machine, commit ids and
# signatures included: reports hold them.
# shellcheck shell=bash
set -euo pipefail
: "${MIG_SOURCE_DIR:?}"

# Nothing of whoever runs it: no repository around, no settings, no attributes.
unset $(compgen -e GIT_ || true)
export LC_ALL=C GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 GIT_ATTR_NOSYSTEM=1
export GIT_AUTHOR_NAME=ada GIT_AUTHOR_EMAIL=ada@example.org
export GIT_COMMITTER_NAME=ada GIT_COMMITTER_EMAIL=ada@example.org

executed=migrations/postgis/PG-MIG-2026-03-01-01 # of the bases that begin with postgis-executed
planned=$executed                                # of postgis-planned
draft=migrations/postgis/PG-MIG-2026-03-10-01    # beside an executed one
registry=migrations/registry/migrations.v1.json
history=migrations/registry/history.jsonl

# start_from NAME: an empty repository over a copy of fixtures/valid/bundles/NAME.
start_from() {
  cp -R "$MIG_SOURCE_DIR/fixtures/valid/bundles/$1/." .
  rm expected.json
  git init -q --template= --object-format=sha1 -b main
  printf '[core]\n\tautocrlf = false\n\tfilemode = true\n\texcludesFile = /dev/null\n\tattributesFile = /dev/null\n[commit]\n\tgpgSign = false\n' >>.git/config
}

commits=0
# commit MESSAGE: everything on disk, an hour after the commit before.
commit() {
  commits=$((commits + 1))
  export GIT_AUTHOR_DATE="2026-03-20T0$commits:00:00+0000" GIT_COMMITTER_DATE="2026-03-20T0$commits:00:00+0000"
  git add -A
  git commit -q -m "$1"
}

# change: leaves the base; what is committed from here on is the work.
change() {
  git checkout -q -b change
}

# edit FILE EXPRESSION...: sed in place, which has to change something.
edit() {
  local file=$1 before
  shift
  before=$(sha256sum "$file")
  sed -E -i "$@" "$file"
  [ "$before" != "$(sha256sum "$file")" ] || { echo "$file: nothing matches: $*" >&2; exit 1; }
}

# set_status FOLDER STATUS: of a bundle, in the registry.
set_status() {
  edit "$registry" "/\"id\": \"${1##*/}\"/,/\"status\"/s/(\"status\": \")[a-z_]*/\\1$2/"
}

# remove_entry FOLDER: takes a bundle out of the registry. Expects its entries to be indented by four blanks.
remove_entry() {
  # The whole file as one text: an entry goes with its comma, the last one with the comma before it.
  edit "$registry" -z -e "s/\n    \{\n      \"id\": \"${1##*/}\"[^{}]*\}(,|(\n  \]))/\\2/" -e 's/\},(\n  \])/}\1/'
}

# supersede FOLDER SUCCESSOR: in the registry.
supersede() {
  set_status "$1" "superseded\",\n      \"superseded_by\": \"${2##*/}"
}

# add_line FOLDER FROM STATUS: one more line of the history of statuses; FROM is empty for a new migration.
add_line() {
  local seq=1 prev=
  if [ -f "$history" ]; then
    seq=$(($(wc -l <"$history") + 1))
    prev=",\"prev\":\"sha256:$(tail -n 1 "$history" | sha256sum | cut -c1-64)\""
  fi
  printf '{"seq":%d%s,"at":"2026-03-20T10:00:00Z","migration_id":"%s"%s,"status":"%s","by":"person:ada"}\n' \
    "$seq" "$prev" "${1##*/}" "${2:+,\"from\":\"$2\"}" "$3" >>"$history"
}

# copy_draft FOLDER: a further draft beside the one there is, registered behind it.
copy_draft() {
  cp -R "$draft" "$1"
  rm -r "$1/rehearsal"
  edit "$1/migration.yml" "s/${draft##*/}/${1##*/}/"
  edit "$registry" -z "s/(\n  \])/,\n    {\n      \"id\": \"${1##*/}\",\n      \"type\": \"postgis\",\n      \"owners\": [\n        \"map-team\"\n      ],\n      \"status\": \"draft\"\n    }\\1/"
}

digest_of_lines() { # over "<hex>  <path>" of the files that are there
  local file
  for file in "$@"; do
    [ ! -f "$file" ] || sha256sum "$file"
  done | sort -k2 | sha256sum | sed 's/^\(.*\)  -$/sha256:\1/'
}

# bundle_digest FOLDER: what an approval in the bundle is bound to (docs/formats.md, "Digests").
bundle_digest() {
  (cd "$1" && digest_of_lines migration.yml *.sql notes.md plan.json)
}

# gate_digest: what an approval below .mig/approvals is bound to.
gate_digest() {
  local files=()
  mapfile -t files < <(find .mig -path .mig/approvals -prune -o -type f -print 2>/dev/null)
  digest_of_lines "${files[@]}" {.github/,,docs/,.gitlab/}CODEOWNERS
}

# approve FILE RULE OBJECT DIGEST
approve() {
  mkdir -p "${1%/*}"
  cat >"$1" <<END
schema_version: approval.v1
rule: $2
object: "$3"
reason: "Agreed on with the map team; nothing that others rely on changes"
reference: ADR-0042
approved_by: person:grace
role: governance
date: 2026-03-19
subject_digest: $4
END
}

# For what must not lie in the repository.
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# make_key NAME: a key that its name alone makes, so it guards nothing; its parts lie in $scratch.
make_key() {
  local hex
  hex=302e020100300506032b657004220420$(printf %s "$1" | sha256sum | cut -c1-64)
  # shellcheck disable=SC2059
  printf "$(sed 's/../\\x&/g' <<<"$hex")" | openssl pkey -inform DER -out "$scratch/$1.pem"
  openssl pkey -in "$scratch/$1.pem" -pubout -outform DER | sha256sum | sed 's/^\(.*\)  -$/sha256:\1/' >"$scratch/$1.id"
}

# trust_key NAME PRINCIPAL ROLE [ENVIRONMENT...]: makes a key and adds it to .mig/trust.yml, which it begins if need be.
trust_key() {
  local name=$1 principal=$2 role=$3
  shift 3
  [ -f .mig/trust.yml ] || printf 'schema_version: trust.v1\ndefault: deny\nkeys:\nrules:\n  - environment: dev\n' >.mig/trust.yml
  make_key "$name"
  {
    printf '  - id: %s\n    algorithm: ed25519\n    signature_encoding: raw\n    public_key: |\n' "$(cat "$scratch/$name.id")"
    openssl pkey -in "$scratch/$name.pem" -pubout | sed 's/^/      /'
    printf '    principal: %s\n    roles: [%s]\n    environments: [%s]\n' "$principal" "$role" "$(sed 's/ /, /g' <<<"$*")"
    printf '    valid_from: 2026-01-01T00:00:00Z\n    valid_until: 2076-01-01T00:00:00Z\n'
  } >"$scratch/entry"
  edit .mig/trust.yml "/^keys:/r $scratch/entry"
}

# signature KEY TYPE: the entry of an envelope for the payload in $scratch/payload.
signature() {
  {
    printf 'DSSEv1 %d %s %d ' "${#2}" "$2" "$(wc -c <"$scratch/payload")"
    cat "$scratch/payload"
  } >"$scratch/encoded"
  printf '{"keyid":"%s","sig":"%s"}' "$(cat "$scratch/$1.id")" \
    "$(openssl pkeyutl -sign -rawin -inkey "$scratch/$1.pem" -in "$scratch/encoded" | base64 -w0)"
}

field() { # field FILE KEY: of an approval
  sed -n "s/^$2: \"\{0,1\}\([^\"]*\)\"\{0,1\}$/\1/p" "$1"
}

# sign_approval FILE KEY [FOLDER]: writes the envelope beside it. FOLDER is the bundle; none: it is one of the gate.
sign_approval() {
  local type=application/vnd.in-toto+json
  printf '{"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"approvals/%s","digest":{"sha256":"%s"}}],"predicateType":"urn:mig-gates:predicate:approval:v1","predicate":{%s"rule":"%s",%s"approved_by":"%s","role":"%s","subject_digest":"%s"}}' \
    "${1##*/}" "$(sha256sum "$1" | cut -c1-64)" "${3:+\"migration_id\":\"${3##*/}\",}" "$(field "$1" rule)" \
    "$(field "$1" object | sed 's/.*/"object":"&",/')" \
    "$(field "$1" approved_by)" "$(field "$1" role)" "$(field "$1" subject_digest)" >"$scratch/payload"
  printf '{"payloadType":"%s","payload":"%s","signatures":[%s]}\n' "$type" "$(base64 -w0 "$scratch/payload")" \
    "$(signature "$2" "$type")" >"${1%.yml}.dsse.json"
}

# sign_also ENVELOPE KEY: one more signature over what others signed.
sign_also() {
  sed -n 's/.*"payload": *"\([^"]*\)".*/\1/p' "$1" | base64 -d >"$scratch/payload"
  local added
  added=$(signature "$2" application/vnd.in-toto+json)
  edit "$1" "s|(\"signatures\": *\[)|\\1$added,|"
}
