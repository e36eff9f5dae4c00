#!/bin/sh
# side_by_side_sql.sh BIN_DIR FOLDER [PEER]: the rules about scripts over every *.sql of
# FOLDER/<project>/<migration>/up.sql, in turns with the linter squawk over the same files, both on one
# processor. BIN_DIR holds safety_noise and compare.
set -eu
bin=$(cd "$1" && pwd)
folder=$(cd "$2" && pwd)
peer=${3:-squawk}
if ! command -v "$peer" >/dev/null; then
  echo "side_by_side_sql.sh: $peer is not there: npm install squawk-cli" >&2
  exit 2
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
find "$folder" -name up.sql | sort >"$work/files"
# A linter that finds something ends in 1, and that is no failure here.
cat >"$work/peer" <<EOF
#!/bin/sh
"$peer" "\$@" >/dev/null 2>&1 || [ \$? -eq 1 ]
EOF
chmod +x "$work/peer"
echo "peer: $("$peer" --version 2>/dev/null | head -n 1), $(wc -l <"$work/files") scripts"
cd "$work"
taskset -c 0 "$bin/compare" --rounds 5 --items "$(wc -l <files)" \
  -- squawk: ./peer @files \
  -- simulation-and-rules: "$bin/safety_noise" "$folder"
