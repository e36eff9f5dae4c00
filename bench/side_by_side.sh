#!/bin/sh
# side_by_side.sh BIN_DIR [PEER]: 10,000 run receipts against their schema, ours and the peer's
# `jsonschema validate` in turns. BIN_DIR holds mig-validate, generate_receipts and compare.
set -eu
bin=$(cd "$1" && pwd)
peer=${2:-jsonschema}
source=$(cd "$(dirname "$0")/.." && pwd)
schema=$source/schemas/run_receipt.v1.schema.json
if ! command -v "$peer" >/dev/null; then
  echo "side_by_side.sh: $peer is not there: npm install @sourcemeta/jsonschema" >&2
  exit 2
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
"$bin/generate_receipts" 10000 receipts
find receipts -name '*.json' | sort >files

# Neither is timed before both agree that every receipt is valid.
"$bin/compare" --rounds 1 -- ours: "$bin/mig-validate" --kind run_receipt @files \
  -- peer: "$peer" validate "$schema" receipts >agreed ||
  { cat agreed >&2; exit 1; }
echo "peer: $peer $("$peer" --version 2>/dev/null | head -n 1)"
"$bin/compare" --rounds 5 \
  -- peer-folder: "$peer" validate "$schema" receipts \
  -- peer-files: "$peer" validate "$schema" @files \
  -- mig-validate: "$bin/mig-validate" --kind run_receipt @files \
  -- mig-validate-1-thread: "$bin/mig-validate" --threads 1 --kind run_receipt @files
echo "text report: $(xargs "$bin/mig-validate" --kind run_receipt <files | wc -c) bytes"
