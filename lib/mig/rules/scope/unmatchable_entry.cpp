#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "mig/bundle/facts.hpp"
#include "mig/contract/scope_names.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::scope_rules {
namespace {

/// The first letter outside of quotes that no name and no wildcard has; 0 for none.
char stray_letter(std::string_view entry) {
  bool quoted = false;
  for (const char letter : entry) {
    if (letter == '"') quoted = !quoted;
    if (quoted || letter == '"') continue;
    const auto byte = static_cast<unsigned char>(letter);
    if (letter == '(') return 0;  // arguments of a function are types
    const bool fits = std::isalnum(byte) != 0 || byte >= 0x80 ||
                      std::string_view("_$.*?").find(letter) != std::string_view::npos;
    if (!fits) return letter;
  }
  return 0;
}

void check(const bundle::BundleFacts& bundle, Reporter& reporter) {
  const auto* document = bundle.declaration_document();
  const auto& type = bundle.declaration.type;
  if (document == nullptr || is_misshapen(*document, "scope")) return;
  if (!type || !contract::surface_fits_store("schemas", type->value)) return;
  for (const auto& list : bundle.declaration.scope) {
    if (list.surface != "schemas" && list.surface != "tables") continue;
    for (const auto& entry : list.entries) {
      if (contract::names_everything(entry.value)) continue;
      const char stray = stray_letter(entry.value);
      if (stray == 0) continue;
      auto& finding = reporter.at(
          *document->source, entry.span,
          fmt::format(
              "\"{}\" in `{}` can match nothing: '{}' is part of no name that is not quoted",
              entry.value, list.key, stray));
      finding.remedy = stray == '%' ? "the wildcards are * and ?"
                                    : "correct the name; one with such a letter stands in quotes: "
                                      "'\"two words\"'";
    }
  }
}

}  // namespace

const Rule unmatchable_entry{
    {
        .id = "scope-unmatchable-entry",
        .severity = Severity::fail,
        .summary = "The scope lists a name that nothing can have",
        .rationale = "What matches nothing allows nothing and forbids nothing, and reads as if it "
                     "did. On the forbidden side that is a hole.",
        .remedy = "Correct the name; the wildcards are * and ?",
        .requirements = {"K-11"},
    },
    check};

}  // namespace mig::rules::scope_rules
