#include <fmt/format.h>

#include <map>

#include "mig/bundle/change_facts.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/runs.hpp"

namespace mig::rules::diff_rules {
namespace {

using Lines = std::map<std::string, const contract::ReportedChange*>;

Lines by_object(const std::vector<contract::ReportedChange>& changes) {
  Lines lines;
  for (const auto& change : changes) lines.emplace(change.object, &change);
  return lines;
}

void compare(const bundle::RunChange& run, Reporter& reporter) {
  const auto& list = *run.touched->source;
  const auto reported = by_object(run.reported->changes);
  const auto touched = by_object(run.touched->changes);
  for (const auto& [object, line] : touched) {
    const auto found = reported.find(object);
    if (found == reported.end()) {
      reporter
          .at(list, line->span,
              fmt::format("{} is listed as {}, but the summary does not name it", object,
                          line->change))
          .object = object;
      continue;
    }
    const auto& other = *found->second;
    const bool same_table =
        line->table.empty() || other.table.empty() || line->table == other.table;
    if (line->change == other.change && line->kind == other.kind && same_table) continue;
    auto& finding =
        reporter.at(list, line->span,
                    fmt::format("{} is listed as {}{}{}, in the summary as {}{}{}", object,
                                line->change, line->table.empty() ? "" : " on ", line->table,
                                other.change, other.table.empty() ? "" : " on ", other.table));
    finding.object = object;
    relate(finding, quote(*run.summary->source, other.span), "reported here");
  }
  for (const auto& [object, change] : reported) {
    if (touched.contains(object)) continue;
    auto& finding =
        reporter.at(list, Span{0, 0},
                    fmt::format("the list leaves out that {} was {}", object, change->change));
    finding.object = object;
    relate(finding, quote(*run.summary->source, change->span), "reported here");
  }
}

void check(const bundle::BundleFacts&, const bundle::ChangeFacts& change, Reporter& reporter) {
  for (const auto& run : change.runs) {
    if (run.reported && run.touched && run.touched->is_valid()) compare(run, reporter);
  }
}

}  // namespace

const Rule touched_mismatch{
    {
        .id = "diff-touched-mismatch",
        .severity = Severity::fail,
        .summary = "The list of touched objects disagrees with the diff summary",
        .rationale = "Whoever reads the list has to see what the summary says, and nothing "
                     "else.",
        .remedy = "Write both again from the two baselines: mig-scope-diff --write- "
                  "summary",
        .requirements = {"K-58"},
    },
    check};

}  // namespace mig::rules::diff_rules
