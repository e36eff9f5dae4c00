#include "mig/rules/history/shifts.hpp"

#include <fmt/format.h>

#include "mig/rules/history/earlier.hpp"

namespace mig::rules::history_rules {
namespace {

using contract::Looser;
using contract::Shift;

/// "max_row_backfill" for "limits.max_row_backfill": what the subject says already.
std::string_view name_of_key(std::string_view key) {
  for (const std::string_view section : {"limits.", "scope."}) {
    if (key.starts_with(section)) return key.substr(section.size());
  }
  return key;
}

/// An item of a list of objects, which came or went as a whole.
bool is_item(const Shift& shift) {
  return !shift.direction->identity.empty();
}

/// A list whose shift tells of the entries that came and went, not of all that it holds.
bool is_list(const Shift& shift) {
  const auto& direction = *shift.direction;
  const auto looser = direction.looser;
  if (looser == Looser::more || looser == Looser::fewer || looser == Looser::fewer_or_first) {
    return true;
  }
  return looser == Looser::any_change && direction.entries != contract::Entries::sequence &&
         (shift.before.starts_with('[') || shift.after.starts_with('['));
}

bool is_flag(const Shift& shift) {
  return shift.direction->looser == Looser::on || shift.direction->looser == Looser::off;
}

/// What was before and what is now, where "from ... to ..." does not say it; may be empty.
std::string detail_of(const Shift& shift) {
  const auto& before = shift.before;
  const auto& after = shift.after;
  if (before.empty() && after.empty()) return {};
  if (is_list(shift)) {
    if (before.empty()) return fmt::format("{} came", after);
    if (after.empty()) return fmt::format("{} went", before);
    return fmt::format("{} went, {} came", before, after);
  }
  if (before.empty()) return fmt::format("it was not given, and is {}", after);
  if (after.empty()) return fmt::format("it was {}, and is not given any more", before);
  return fmt::format("it was {}, and is {}", before, after);
}

/// "max_row_backfill was raised from 3 to 9 after ..."
std::string message_of(std::string_view key, const Shift& shift, std::string_view verb,
                       std::string_view when) {
  if (is_item(shift)) {
    const bool came = shift.before.empty();
    return fmt::format("{} was {} {}: {}", key, came ? "added" : "taken out", when,
                       came ? shift.after : shift.before);
  }
  const bool is_simple =
      !is_list(shift) && !is_flag(shift) && !shift.before.empty() && !shift.after.empty();
  if (is_simple) {
    return fmt::format("{} was {} from {} to {} {}", key, verb, shift.before, shift.after, when);
  }
  const auto detail = detail_of(shift);
  return fmt::format("{} was {} {}{}{}", key, verb, when, detail.empty() ? "" : ": ", detail);
}

Finding& report(const Shift& shift, const SourceText* source, std::string_view path,
                std::string message, Reporter& reporter) {
  if (source == nullptr || !shift.after_span) {
    return reporter.at_path(std::string(path), std::move(message));
  }
  auto& finding = reporter.at(*source, *shift.after_span, std::move(message));
  // Where it stands is told, and nothing of the line.
  if (shift.direction->is_hidden) {
    finding.excerpt.reset();
    finding.line_hash.clear();
  }
  return finding;
}

void relate_before(Finding& finding, const Shift& shift,
                   const std::optional<bundle::DocumentFacts>& before, std::string message) {
  if (!before || !shift.before_span || shift.direction->is_hidden) return;
  // Of what was not there the place is that of all around it.
  if (shift.before.empty() && (is_item(shift) || !is_list(shift))) return;
  relate(finding, quote(*before->source, *shift.before_span), std::move(message));
}

std::string approved_state(const bundle::BundleComparison& comparison) {
  const auto& status = comparison.before_status;
  const auto state =
      status.empty() || status == "draft" ? std::string("draft, with approvals") : status;
  return fmt::format("after the migration was approved ({}: {})",
                     comparison.repository->base->name(), state);
}

}  // namespace

void report_looser(const bundle::BundleFacts& bundle, const bundle::BundleComparison& comparison,
                   const Wording& wording, Reporter& reporter) {
  if (comparison.is_new() || comparison.was_merged || !comparison.was_approved) return;
  const auto* document = bundle.declaration_document();
  const auto* source = document == nullptr ? nullptr : document->source.get();
  const auto path = bundle.path_of("migration.yml");
  for (const auto& shift : comparison.shifts) {
    if (shift.lean != contract::Lean::looser || shift.direction->concern != wording.concern) {
      continue;
    }
    const bool is_off = shift.direction->looser == Looser::off && !wording.flag_verb.empty();
    const auto verb = is_off ? wording.flag_verb : wording.verb;
    const auto key = name_of_key(shift.key);
    auto& finding = report(shift, source, path,
                           message_of(key, shift, verb, approved_state(comparison)), reporter);
    finding.object = fmt::format("{} {}", wording.subject, key);
    offer_approval(finding, bundle, *comparison.repository->base);
    relate_before(finding, shift, comparison.before_declaration, "what was approved");
  }
}

void report_looser(const GateDocument& document, const bundle::RepositoryComparison& comparison,
                   Reporter& reporter) {
  const auto since = fmt::format("since {}", comparison.base->name());
  const auto* source = document.now ? document.now->source.get() : nullptr;
  for (const auto& shift : document.shifts) {
    if (shift.lean != contract::Lean::looser) continue;
    auto& finding = report(shift, source, document.path,
                           message_of(shift.key, shift, "loosened", since), reporter);
    finding.object = fmt::format("{} {}", document.subject, shift.key);
    offer_approval(finding, comparison);
    relate_before(finding, shift, document.before, "what it was");
  }
}

}  // namespace mig::rules::history_rules
