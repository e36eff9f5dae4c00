#include "mig/report/mask_names.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "mig/bundle/redaction.hpp"
#include "mig/pattern/pattern.hpp"
#include "mig/report/text_walk.hpp"
#include "mig/secrets/scanner.hpp"

namespace mig::report {
namespace {

/// Names of persons, places and keys are told on purpose: who signed with what, and where.
bool is_never_told(std::string_view rule) {
  return rule == "dsn-credential" || (rule.starts_with("secret-") && rule != "secret-generic-key");
}

/// Whether a word of a path is too short for a secret, an id, or words without any digit.
bool is_plain_word(std::string_view word) {
  constexpr std::size_t kShortestSecret = 16;
  const bool is_small = std::all_of(word.begin(), word.end(), [](char byte) {
    return (byte >= 'a' && byte <= 'z') || byte == '-' || byte == '_';
  });
  return word.size() < kShortestSecret || is_small || pattern::parse_migration_id(word);
}

// The first search of a run costs more than to judge a small bundle: most names need none.
bool is_plain_path(std::string_view path) {
  constexpr std::string_view kInWord =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
  while (!path.empty()) {
    const auto size = std::min(path.find_first_not_of(kInWord), path.size());
    if (!is_plain_word(path.substr(0, size))) return false;
    path.remove_prefix(size);
    if (path.empty()) return true;
    if (std::string_view("./<>").find(path.front()) == std::string_view::npos) return false;
    path.remove_prefix(1);
  }
  return true;
}

void add_secrets_of(std::string_view text, bundle::Redactor& redactor) {
  for (const auto& one : secrets::scan("name", text).detections) {
    if (is_never_told(one.rule)) redactor.add_value(one.value);
  }
}

/// All texts of a report that names may stand in.
template <class Look>
void walk(Report& report, Look look) {
  TextWalk texts(std::move(look));
  texts.field("bundles", report.bundles);
  texts.field("errors", report.errors);
  texts.field("changes", report.gate_changes);
  texts.field("notices", report.notices);
  texts.field("command", report.command);
  texts.field("path", report.base);
  texts.field("path", report.root);
  texts.field("source", report.policy.source);
  texts.field("source", report.trust.source);
}

bool is_name(std::string_view key) {
  return key == "path" || key == "subject";
}

}  // namespace

void mask_names(Report& report, const std::vector<std::string>& words) {
  std::set<std::string> names(words.begin(), words.end());
  walk(report, [&names](std::string_view key, const std::string& text) {
    if (is_name(key)) names.insert(text);
  });
  for (auto& error : report.errors) {
    error.message = without_secrets(error.message);
    error.remedy = without_secrets(error.remedy);
  }
  // One search of all of them: a report may tell of ten thousand bundles.
  std::string lines;
  for (const auto& name : names) {
    if (!is_plain_path(name)) lines += name + "\n";
  }
  if (lines.empty()) return;
  bundle::Redactor redactor;
  add_secrets_of(lines, redactor);
  if (redactor.is_empty()) return;
  walk(report, [&redactor](std::string_view, std::string& text) { redactor.clean(text); });
}

bool holds_secret(std::string_view path) {
  if (is_plain_path(path)) return false;
  bundle::Redactor redactor;
  add_secrets_of(path, redactor);
  return !redactor.is_empty();
}

std::string without_secrets(std::string_view text) {
  bundle::Redactor redactor;
  add_secrets_of(text, redactor);
  return redactor.cleaned(text);
}

}  // namespace mig::report
