#include "mig/bundle/load_runs.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "mig/bundle/masked_source.hpp"
#include "mig/contract/touched.hpp"
#include "mig/pattern/pattern.hpp"

namespace mig::bundle {
namespace {

Result<TouchedFacts> load_touched(const io::Root& root, const BundleFacts& bundle,
                                  const std::string& relative) {
  TouchedFacts touched;
  const auto path = bundle.path_of(relative);
  auto bytes = root.read(path, bundle.repository->policy.file_limits.inventory_bytes);
  // It was listed a moment ago: whatever removed it, this was not the bundle that was judged.
  if (!bytes && (!io::is_content_fault(bytes.error().fault) ||
                 bytes.error().fault == io::AccessFault::not_found)) {
    return failure(ErrorKind::no_verdict, bytes.error().message, Location{path, std::nullopt});
  }
  if (!bytes) touched.access = bytes.error();
  touched.source = masked_source(path, std::move(bytes).value_or(std::string()));
  if (touched.access) return touched;
  auto changes = contract::read_touched(touched.source->bytes());
  if (changes) {
    touched.changes = std::move(*changes);
  } else {
    touched.fault = changes.error();
  }
  return touched;
}

std::optional<std::int64_t> start_of(const RunChange& run) {
  if (!run.receipt || !run.receipt->started_at) return std::nullopt;
  return pattern::parse_timestamp(run.receipt->started_at->value);
}

/// Every passing run and the newest run are judged; so is each of which nobody can tell.
void settle_judged(std::vector<RunChange>& runs) {
  std::optional<std::int64_t> newest;
  std::set<std::string_view> closed;
  for (const auto& run : runs) {
    if (const auto start = start_of(run)) newest = std::max(newest.value_or(*start), *start);
    const bool closes = run.is_rollback() && run.receipt->rolls_back && run.receipt->status &&
                        run.receipt->status->value == "pass";
    if (closes) closed.insert(run.receipt->rolls_back->value);
  }
  for (auto& run : runs) {
    const auto start = start_of(run);
    const bool failed = run.receipt && run.receipt->status && run.receipt->status->value == "fail";
    const bool is_closed = run.receipt && run.receipt->run_id && !run.is_rollback() &&
                           closed.contains(run.receipt->run_id->value);
    run.is_judged = !failed || !is_closed || !start || *start == newest;
  }
}

}  // namespace

Result<std::vector<RunChange>> load_runs(const io::Root& root, const BundleFacts& bundle) {
  std::vector<RunChange> runs;
  for (const auto& facts : bundle.runs) {
    const bool is_empty = facts.post_baseline.empty() && facts.diff_summary.empty() &&
                          facts.touched.empty() && !facts.has_receipt();
    // A pre baseline alone belongs to the planning phase.
    if (is_empty && (facts.folder.empty() || facts.pre_baseline.empty())) continue;
    RunChange run;
    run.run = &facts;
    run.pre = bundle.document_at(facts.pre_baseline);
    run.post = bundle.document_at(facts.post_baseline);
    run.summary = bundle.document_at(facts.diff_summary);
    if (run.summary != nullptr && run.summary->is_valid())
      run.reported = contract::read_diff_summary(run.summary->value);
    const auto* receipt = bundle.document_at(facts.inline_receipt);
    if (receipt != nullptr && receipt->is_valid())
      run.receipt = contract::read_run_receipt(receipt->value);
    if (!facts.touched.empty()) {
      auto touched = load_touched(root, bundle, facts.touched);
      if (!touched) return tl::unexpected(touched.error());
      run.touched = std::move(*touched);
    }
    if (run.pre_inventory() != nullptr && run.post_inventory() != nullptr) {
      run.observation = delta::observe(*run.pre_inventory(), *run.post_inventory(),
                                       bundle.repository->policy.protected_domains);
    }
    runs.push_back(std::move(run));
  }
  settle_judged(runs);
  return runs;
}

}  // namespace mig::bundle
