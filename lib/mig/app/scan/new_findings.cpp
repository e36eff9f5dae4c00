#include "mig/app/scan/new_findings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "mig/app/scan/scan_context.hpp"

namespace mig::app {
namespace {

/// How far into a file git looks for a NUL byte.
constexpr std::size_t kLooksBinaryWithin = 8000;

/// How often an earlier version brings a finding.
struct Occurrences {
  std::size_t told = 0;     ///< open, or known to the baseline
  std::size_t allowed = 0;  ///< by a comment or the policy
};

using Earlier = std::unordered_map<std::string, Occurrences>;

Earlier occurrences_in(const rules::FileVerdict& verdict) {
  Earlier earlier;
  for (std::size_t i = 0; i < verdict.findings.size(); ++i) {
    auto& found = earlier[verdict.identities[i]];
    ++(verdict.findings[i].status == Status::justified ? found.allowed : found.told);
  }
  return earlier;
}

/// `added` is ascending: a file may have as many findings as lines.
bool meets(const Finding& finding, const std::vector<history::LineRange>& added) {
  if (!finding.location.region) return false;
  const auto first = finding.location.region->begin.line;
  const auto last = finding.location.region->end.line;
  const auto range = std::lower_bound(
      added.begin(), added.end(), first,
      [](const history::LineRange& left, std::uint32_t line) { return left.last < line; });
  return range != added.end() && range->first <= last;
}

bool take_one(std::size_t& count) {
  if (count == 0) return false;
  --count;
  return true;
}

/// Whether the earlier version brings it, too; it is counted off.
bool was_there(const Finding& finding, const std::string& identity, Earlier& earlier) {
  if (identity.empty()) return false;
  const auto found = earlier.find(identity);
  if (found == earlier.end()) return false;
  if (finding.status == Status::justified && take_one(found->second.allowed)) return true;
  return take_one(found->second.told);
}

/// The list of known values says how often it knows one: that is the old one, wherever a new one
/// stands. `spent` are old findings that it did not reach.
void take_back_what_is_known(rules::FileVerdict& kept,
                             std::unordered_map<std::string, std::size_t>& spent) {
  if (spent.empty()) return;
  for (std::size_t i = 0; i < kept.findings.size(); ++i) {
    auto& finding = kept.findings[i];
    if (finding.status != Status::baselined) continue;
    const auto found = spent.find(kept.identities[i]);
    if (found == spent.end() || !take_one(found->second)) continue;
    finding.status = Status::open;
    finding.resolution.clear();
  }
}

}  // namespace

Error not_searched(std::string_view what, const std::string& path, const contract::Policy& policy,
                   Error why) {
  const auto limit = fmt::format("the limit is {}", policy.file_limits.scanned_bytes);
  if (why.message.ends_with(limit)) {
    why.remedy =
        "keep such files out of the repository, or raise file_limits.scanned_bytes in the "
        "policy";
  }
  why.message = fmt::format("{} was not searched: {}", what, why.message);
  why.location = Location{path, std::nullopt};
  return why;
}

bool is_binary(std::string_view bytes) {
  return bytes.substr(0, kLooksBinaryWithin).find('\0') != std::string_view::npos;
}

void keep_new_findings(rules::FileVerdict& now, const rules::FileVerdict& before,
                       const std::vector<history::LineRange>& added) {
  auto earlier = occurrences_in(before);
  std::unordered_map<std::string, std::size_t> spent;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < now.findings.size(); ++i) {
    const bool is_new =
        meets(now.findings[i], added) || !was_there(now.findings[i], now.identities[i], earlier);
    if (!is_new) {
      if (now.findings[i].status == Status::open) ++spent[now.identities[i]];
      continue;
    }
    if (kept != i) {
      now.findings[kept] = std::move(now.findings[i]);
      now.identities[kept] = std::move(now.identities[i]);
    }
    ++kept;
  }
  now.findings.resize(kept);
  now.identities.resize(kept);
  take_back_what_is_known(now, spent);
}

ScanResult search_what_is_new(const Run& run, const history::Repository& git,
                              const std::string& path, std::string bytes,
                              const EarlierVersion& earlier) {
  const auto& repository = run.repository;
  auto file = bundle::scan_bytes(path, std::move(bytes), repository.policy, repository.now);
  const auto source = file.source;
  auto result = judged(run, std::move(file));
  const bool has_findings = result.verdict != nullptr && !result.verdict->findings.empty();
  if (!has_findings || earlier.blob.empty()) return result;
  auto before = git.read_blob(earlier.blob, repository.policy.file_limits.scanned_bytes);
  if (!before) {
    return without_verdict(
        not_searched("what it was before", path, repository.policy, std::move(before.error())));
  }
  std::vector<history::LineRange> added;
  if (!is_binary(*before) && !is_binary(source->bytes())) {
    auto lines = history::added_lines(*before, source->bytes());
    if (!lines) return without_verdict(std::move(lines.error()));
    added = std::move(*lines);
  }
  auto known =
      bundle::scan_bytes(earlier.path, std::move(*before), repository.policy, repository.now);
  const auto found_before = judged(run, std::move(known));
  keep_new_findings(*result.verdict,
                    found_before.verdict ? *found_before.verdict : rules::FileVerdict(), added);
  return result;
}

}  // namespace mig::app
