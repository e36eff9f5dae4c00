#include "mig/app/shard/carried_options.hpp"

namespace mig::app {

// The binding names every option, so that one that is added later does not compile until somebody
// has decided: what reaches a verdict is carried, and everything else is left out by name.
report::ShardOptions carried_options(const Options& options) {
  const auto& [paths, root, policy, trust, store, previous, base, merge_base, judges_all, staged,
               history, phase, kind, files_from, nul_separated, stdin_filename, strict, now,
               threads, color, outputs, commit, explain, list_rules, print_policy, command,
               baseline, write_baseline, shows_fingerprints, shard, shard_file] = options;
  report::ShardOptions carried;
  carried.paths = paths;
  carried.root = root;
  carried.policy = policy;
  carried.trust = trust;
  carried.store = store;
  carried.previous = previous;
  carried.baseline = baseline;
  carried.files_from = files_from;
  carried.base = base;
  if (phase) carried.phase = *phase == bundle::Phase::executed ? "executed" : "planned";
  carried.now = now;
  carried.nul_separated = nul_separated;
  carried.merge_base = merge_base;
  carried.judges_all = judges_all;
  carried.strict = strict;
  return carried;
}

Options with_carried(const report::ShardOptions& carried, Options own) {
  const auto& [paths, root, policy, trust, store, previous, baseline, files_from, base, phase, now,
               nul_separated, merge_base, judges_all, strict] = carried;
  own.paths = paths;
  own.root = root;
  own.policy = policy;
  own.trust = trust;
  own.store = store;
  own.previous = previous;
  own.baseline = baseline;
  own.files_from = files_from;
  own.base = base;
  if (!phase.empty()) {
    own.phase = phase == "executed" ? bundle::Phase::executed : bundle::Phase::planned;
  }
  own.now = now;
  own.nul_separated = nul_separated;
  own.merge_base = merge_base;
  own.judges_all = judges_all;
  own.strict = strict;
  return own;
}

}  // namespace mig::app
