#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "mig/bundle/base_lookup.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/history/earlier.hpp"

namespace mig::rules::history_rules {
namespace {

constexpr std::size_t kMostNames = 10;

std::string listed(const std::vector<std::string>& owners) {
  if (owners.empty()) return "nobody";
  const auto shown = static_cast<std::ptrdiff_t>(std::min(owners.size(), kMostNames));
  auto text = fmt::format("{}", fmt::join(owners.begin(), owners.begin() + shown, ", "));
  if (owners.size() > kMostNames) text += fmt::format(" and {} more", owners.size() - kMostNames);
  return text;
}

/// "14 files of .mig, such as .mig/policy.yml, are"
std::string subject_of(const bundle::LostOwners& lost) {
  const auto folder = lost.path == "." ? std::string("the repository") : lost.path;
  if (lost.files == 0) return fmt::format("what comes to {}, such as {}, is", folder, lost.example);
  if (lost.path == lost.example) return lost.path + " is";
  if (lost.files == 1) {
    return fmt::format("{}, and what comes to {}, is", lost.example, folder);
  }
  return fmt::format("{} files of {}, such as {}, are", lost.files, folder, lost.example);
}

std::string approvals(std::uint32_t count) {
  return count == 1 ? "1 approval" : fmt::format("{} approvals", count);
}

std::string message_of(const bundle::LostOwners& lost, const bundle::BaseState& base) {
  const auto* was = lost.files > 1 ? "they were" : "it was";
  std::string message;
  if (lost.approvals_before > lost.approvals_now) {
    message =
        fmt::format("{} merged on {} with {} of {} ({}); at {} it took {} ({})", subject_of(lost),
                    lost.platform, approvals(lost.approvals_now), listed(lost.now), lost.now_line,
                    base.name(), lost.approvals_before, lost.before_line);
  } else {
    message = fmt::format("{} owned by {} on {} ({}); at {} {} owned by {} ({})", subject_of(lost),
                          listed(lost.now), lost.platform, lost.now_line, base.name(), was,
                          listed(lost.before), lost.before_line);
  }
  if (!lost.optional_section.empty()) {
    message += fmt::format("; section [{}] became optional", lost.optional_section);
  }
  if (lost.others > 0) {
    message += fmt::format("; {} further {} lost others", lost.others,
                           lost.others == 1 ? "set of files" : "sets of files");
  }
  return message;
}

std::string remedy_of(const bundle::LostOwners& lost, const bundle::BaseState& base) {
  const auto shows = as_argument(fmt::format("{}:./{}", revision_of(base), lost.file));
  if (lost.approvals_before > lost.approvals_now) {
    return fmt::format("ask for {} again: git show {} shows the heading",
                       approvals(lost.approvals_before), shows);
  }
  const auto what = lost.path == "." ? std::string("them") : lost.path;
  return fmt::format("let {} own {} again: git show {} shows the line", listed(lost.before), what,
                     shows);
}

void check(const bundle::RepositoryFacts&, const bundle::RepositoryComparison& comparison,
           Reporter& reporter) {
  const auto& base = *comparison.base;
  for (const auto& lost : comparison.lost_owners) {
    auto& finding = reporter.at_path(lost.file, message_of(lost, base));
    finding.object = fmt::format("owners {}", lost.path);
    finding.remedy = remedy_of(lost, base);
    offer_approval(finding, comparison);
  }
}

}  // namespace

const Rule loosened_owners{
    {
        .id = "history-loosened-owners",
        .severity = Severity::review,
        .summary = "Files of the gate, or migrations, lost code owners",
        .rationale =
            "Owners are asked before a change of what they own is merged. Where the gate, its "
            "policy or the migrations lose theirs, the next change of these is asked of nobody.",
        .remedy = "Put the lines of the code owners back",
        .requirements = {"K-34"},
        .approvable = true,
        .bar = ApprovalBar::signed_or_merged,
    },
    check};

}  // namespace mig::rules::history_rules
