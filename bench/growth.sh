#!/bin/sh
# growth.sh BIN_DIR [COUNT...]: time and memory of mig-gate over generated repositories. The time for
# one bundle must not grow with their number. BIN_DIR holds mig-gate, generate_bundles and compare.
set -eu
bin=$(cd "$1" && pwd)
shift
[ $# -gt 0 ] || set -- 100 1000 3000 10000
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
for count; do
  "$bin/generate_bundles" "$count" "bundles-$count"
  "$bin/mig-gate" "bundles-$count" >report || { tail -n 20 report >&2; exit 1; }
done
for count; do
  echo "$count bundles"
  "$bin/compare" --rounds 3 --items "$count" \
    -- "1-thread:" "$bin/mig-gate" --threads 1 "bundles-$count" \
    -- "2-threads:" "$bin/mig-gate" --threads 2 "bundles-$count"
done
