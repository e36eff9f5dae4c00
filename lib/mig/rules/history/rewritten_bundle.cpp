#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "mig/rules/families.hpp"
#include "mig/rules/history/earlier.hpp"

namespace mig::rules::history_rules {
namespace {

constexpr std::size_t kKeysShown = 8;

/// The keys of the declaration that shifted, each once.
std::string shifted_keys(const std::vector<contract::Shift>& shifts) {
  std::vector<std::string_view> keys;
  for (const auto& shift : shifts) {
    if (std::find(keys.begin(), keys.end(), shift.key) == keys.end()) keys.push_back(shift.key);
  }
  const bool is_cut = keys.size() > kKeysShown;
  if (is_cut) keys.resize(kKeysShown);
  return fmt::format("{}{}", fmt::join(keys, ", "), is_cut ? ", ..." : "");
}

/// At the first key of the declaration that shifted, where it is known.
Finding& report_declaration(const bundle::BundleFacts& bundle,
                            const bundle::BundleComparison& comparison, std::string message,
                            Reporter& reporter) {
  const auto& shifts = comparison.shifts;
  const auto* document = bundle.declaration_document();
  const auto shift = std::find_if(shifts.begin(), shifts.end(),
                                  [](const auto& one) { return one.after_span.has_value(); });
  if (document == nullptr || shift == shifts.end()) {
    return reporter.at_path(bundle.path_of("migration.yml"), std::move(message));
  }
  auto& finding = reporter.at(*document->source, *shift->after_span, std::move(message));
  if (comparison.before_declaration && shift->before_span) {
    relate(finding, quote(*comparison.before_declaration->source, *shift->before_span),
           shift->key + " before");
  }
  return finding;
}

void check(const bundle::BundleFacts& bundle, const bundle::BundleComparison& comparison,
           Reporter& reporter) {
  if (comparison.is_new() || !comparison.was_merged) return;
  const auto& base = *comparison.repository->base;
  for (const auto& file : comparison.rewritten) {
    const auto path = bundle.path_of(file);
    const bool is_declaration = file == "migration.yml";
    const bool came = comparison.came.contains(file);
    const auto fate = came                            ? "was not there"
                      : bundle.entry(file) == nullptr ? "is gone"
                                                      : "is not what it was";
    auto message = fmt::format("{} {}; at {} the migration {}", file, fate, base.name(),
                               protection_of(comparison.before_status, *comparison.repository));
    const auto keys = is_declaration ? shifted_keys(comparison.shifts) : std::string();
    if (!keys.empty()) message += fmt::format(". What shifted: {}", keys);
    auto& finding = is_declaration
                        ? report_declaration(bundle, comparison, std::move(message), reporter)
                        : reporter.at_path(path, std::move(message));
    finding.object = object_of_bundle(bundle.path);
    finding.remedy =
        came ? fmt::format("take the file out: git rm -f -- {}, and give it to a new migration",
                           as_argument(path))
             : fmt::format("put the file back: {}, and make the change in a new migration",
                           checkout_of(base, fmt::format("{}/{}", comparison.before_path, file)));
    tell_object(finding);
  }
}

}  // namespace

const Rule rewritten_bundle{
    {
        .id = "history-rewritten-bundle",
        .severity = Severity::fail,
        .summary = "A migration was rewritten after it was merged",
        .rationale = "What is merged may have run anywhere. Written anew, it tells of a change "
                     "that no database has seen, and what did run is found nowhere any more.",
        .remedy = "Put the file back as it was on the base, and make the change in a new migration",
        .requirements = {"K-33"},
        .approvable = true,
        .bar = ApprovalBar::signed_only,
    },
    check};

}  // namespace mig::rules::history_rules
