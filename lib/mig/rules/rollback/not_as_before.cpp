#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "mig/bundle/facts.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/rollback/traces.hpp"

namespace mig::rules::rollback_rules {
namespace {

struct Word {
  std::string_view attribute;
  std::string_view shown;
};

// What the catalog calls attributes, in the words of SQL.
constexpr std::array kWords{
    Word{"not_null", "NOT NULL"},
    Word{"default", "the default"},
    Word{"type", "the type"},
    Word{"identity", "the identity"},
    Word{"generated", "the generation expression"},
    Word{"collation", "the collation"},
    Word{"values", "the list of values"},
    Word{"query", "the query"},
    Word{"columns", "the columns"},
    Word{"check", "the condition"},
    Word{"where", "the WHERE clause"},
    Word{"expression", "the indexed expression"},
    Word{"unique", "UNIQUE"},
    Word{"method", "the access method"},
    Word{"references", "the table that it refers to"},
    Word{"actions", "ON DELETE, ON UPDATE or MATCH"},
    Word{"deferrable", "DEFERRABLE"},
    Word{"valid", "whether it is validated"},
    Word{"option as", "the body"},
    Word{"row_security", "row security"},
    Word{"force_row_security", "forced row security"},
    Word{"persistence", "LOGGED or UNLOGGED"},
    Word{"enabled", "whether it fires"},
    Word{"owner", "what owns it"},
    Word{"parents", "what it is a partition or child of"},
};

std::string shown(const catalog::AttributeResidue& attribute) {
  const auto word = std::find_if(kWords.begin(), kWords.end(), [&](const auto& each) {
    return each.attribute == attribute.name;
  });
  auto text = word == kWords.end() ? attribute.name : std::string(word->shown);
  if (!attribute.was.empty() && !attribute.is.empty())
    text += fmt::format(" ({}, was {})", attribute.is, attribute.was);
  return text;
}

std::string what_differs(const catalog::Unrestored& one) {
  std::string text;
  for (const auto& attribute : one.attributes) {
    if (!text.empty()) text += ", ";
    text += shown(attribute);
  }
  return text;
}

bool lost_values_only(const catalog::Unrestored& one) {
  return one.object.kind == effect::ObjectKind::enumeration;
}

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  if (!has_effective_rollback(change)) return;
  for (const auto& residual : residuals(*change.rollback, catalog::Residue::changed)) {
    const auto& one = *residual.one;
    if (!is_known(*change.rollback, one)) continue;
    const auto object = to_string(one.object);
    auto& finding = report_at_trace(
        bundle, change, reporter, one,
        fmt::format("after the rollback {} is not as it was before the change: {} differ{}", object,
                    what_differs(one), one.attributes.size() == 1 ? "s" : ""));
    finding.remedy = fmt::format("have the rollback bring {} to where it was before the change: {}",
                                 object, what_differs(one));
    if (lost_values_only(one)) {
      finding.remedy =
          "PostgreSQL cannot take a value out of an enum: rename the type, create it "
          "anew with the old values, alter the columns to it and drop the old one; or "
          "declare the change irreversible";
    }
  }
}

}  // namespace

const Rule not_as_before{
    {
        .id = "rollback-not-as-before",
        .severity = Severity::fail,
        .summary = "After the rollback something is there but not as it was before the change",
        .rationale = "A NOT NULL, a default, a type, a function body or a view that does not "
                     "return weakens the schema where nobody looks: the names are all there.",
        .remedy = "Restore the definition in the rollback word for word",
        .requirements = {"K-84", "K-86"},
    },
    check};

}  // namespace mig::rules::rollback_rules
