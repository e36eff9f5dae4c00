#!/bin/sh
# startup.sh BIN_DIR: what a person waits for: starting, one document, one bundle.
# BIN_DIR holds mig-validate, mig-gate, the generators and compare.
set -eu
bin=$(cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
"$bin/generate_receipts" 1 receipts
"$bin/generate_bundles" 1 repository
bundle=$(echo repository/migrations/postgis/*)
"$bin/compare" --rounds 21 \
  -- version: "$bin/mig-validate" --version \
  -- "document:" "$bin/mig-validate" --kind run_receipt receipts/receipt-000000.json \
  -- "bundle-mig-validate:" "$bin/mig-validate" "$bundle" \
  -- "bundle-mig-gate:" "$bin/mig-gate" "$bundle"
