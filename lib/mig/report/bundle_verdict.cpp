#include "mig/report/bundle_verdict.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace mig::report {
namespace {

bool is_of(const Error& error, const BundleReport& bundle) {
  if (!error.location) return true;  // nobody knows whose it is: it counts against each
  const std::string_view path = error.location->path;
  if (bundle.path == "." || path == bundle.path) return true;
  return path.starts_with(bundle.path) && path.substr(bundle.path.size()).starts_with('/');
}

/// "secret-token, 3 times secret-key" of the open findings of a severity.
std::string rules_of(const BundleReport& bundle, Severity severity) {
  std::map<std::string_view, std::size_t> counts;
  for (const Finding& finding : bundle.findings) {
    const bool is_open = finding.status == Status::open;
    if (is_open && finding.severity == severity) ++counts[finding.rule];
  }
  std::string out;
  for (const auto& [rule, count] : counts) {
    out += fmt::format("{}{}{}", out.empty() ? "" : ", ", rule,
                       count == 1 ? "" : fmt::format(" ({} times)", count));
  }
  return out;
}

void choose(const Report& report, BundleVerdict& verdict, bool has_error, bool has_fail,
            bool has_review) {
  const bool fails = has_fail || (has_review && report.strict);
  if (has_error) {
    verdict.name = "no verdict";
    verdict.question = "Why there is no verdict";
  } else if (fails) {
    verdict.name = "fail";
    verdict.question = "Why it is not acceptable";
  } else if (has_review) {
    verdict.name = "review";
    verdict.question = "Why a person has to decide";
  } else {
    verdict.name = "pass";
    verdict.question = "Why it is acceptable";
  }
  verdict.style = has_error || fails ? "fail" : verdict.name;
}

/// Why findings do not count any more.
void add_resolved(const BundleReport& bundle, BundleVerdict& verdict) {
  constexpr std::size_t kMax = 50;
  std::size_t count = 0;
  for (const Finding& finding : bundle.findings) {
    if (finding.status == Status::open || ++count > kMax) continue;
    verdict.reasons.push_back({fmt::format("{}: {}", mig::name_of(finding.status), finding.rule),
                               fmt::format("{} ({})", finding.message, finding.resolution)});
  }
  if (count > kMax) verdict.reasons.push_back({fmt::format("and {} more such", count - kMax), ""});
}

}  // namespace

BundleVerdict verdict_of_bundle(const Report& report, const BundleReport& bundle) {
  BundleVerdict verdict;
  const auto errors = static_cast<std::size_t>(
      std::count_if(report.errors.begin(), report.errors.end(),
                    [&bundle](const Error& error) { return is_of(error, bundle); }));
  const std::string fails = rules_of(bundle, Severity::fail);
  const std::string reviews = rules_of(bundle, Severity::review);
  choose(report, verdict, errors > 0, !fails.empty(), !reviews.empty());
  auto& reasons = verdict.reasons;
  if (errors > 0) {
    reasons.push_back(
        {fmt::format("{} kept it from being judged to an end", counted(errors, "error")), ""});
  }
  if (!fails.empty()) reasons.push_back({"open, and to be mended", fails});
  if (!reviews.empty()) reasons.push_back({"open, and for a person to approve", reviews});
  if (errors == 0 && fails.empty() && reviews.empty()) {
    reasons.push_back({"nothing that was checked speaks against it", ""});
  }
  add_resolved(bundle, verdict);
  for (const auto& line : bundle.checked) reasons.push_back({"checked", line});
  for (const auto& skipped : bundle.skipped) {
    reasons.push_back({"not checked", fmt::format("{} ({})", skipped.what, skipped.reason)});
  }
  return verdict;
}

}  // namespace mig::report
