#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "mig/bundle/change_facts.hpp"
#include "mig/pattern/pattern.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/runs.hpp"

namespace mig::rules::baseline_rules {
namespace {

using contract::Baseline;

std::string fields_only_in(const Baseline& one, const Baseline& other) {
  std::vector<std::string> fields;
  std::set_difference(one.fields.begin(), one.fields.end(), other.fields.begin(),
                      other.fields.end(), std::back_inserter(fields));
  std::string text;
  for (const auto& field : fields) text += fmt::format("{}`{}`", text.empty() ? "" : ", ", field);
  return text;
}

/// A finding at the post baseline that shows the same field of the pre baseline.
Finding& tell(const bundle::RunChange& run, Span post, Span pre, std::string message,
              Reporter& reporter) {
  auto& finding = reporter.at(*run.post->source, post, std::move(message));
  relate(finding, quote(*run.pre->source, pre), "the pre baseline");
  return finding;
}

void compare(const bundle::RunChange& run, Reporter& reporter) {
  const auto& pre = run.pre_inventory()->baseline;
  const auto& post = run.post_inventory()->baseline;
  if (pre.store.value != post.store.value) {
    tell(run, post.store.span, pre.store.span,
         fmt::format("`store` is \"{}\", in the pre baseline \"{}\"", post.store.value,
                     pre.store.value),
         reporter);
  }
  const auto lost = fields_only_in(pre, post);
  const auto gained = fields_only_in(post, pre);
  if (!lost.empty() || !gained.empty()) {
    tell(run, post.objects_span, pre.objects_span,
         fmt::format("the baselines have different fields: only pre has {}, only post has {}",
                     lost.empty() ? "nothing" : lost, gained.empty() ? "nothing" : gained),
         reporter);
  }
  const auto before = pattern::parse_timestamp(pre.captured_at.value);
  const auto after = pattern::parse_timestamp(post.captured_at.value);
  if (before && after && *before > *after) {
    tell(run, post.captured_at.span, pre.captured_at.span,
         fmt::format("captured at {}, before the pre baseline at {}", post.captured_at.value,
                     pre.captured_at.value),
         reporter);
  }
  if (pre.tool_name.value != post.tool_name.value ||
      pre.tool_version.value != post.tool_version.value) {
    auto& finding =
        tell(run, post.tool_name.span, pre.tool_name.span,
             fmt::format("captured by {} {}, the pre baseline by {} {}", post.tool_name.value,
                         post.tool_version.value, pre.tool_name.value, pre.tool_version.value),
             reporter);
    finding.severity = Severity::review;
  }
}

void check(const bundle::BundleFacts&, const bundle::ChangeFacts& change, Reporter& reporter) {
  for (const auto& run : change.runs) {
    if (run.observation) compare(run, reporter);
  }
}

}  // namespace

const Rule incomparable{
    {
        .id = "baseline-incomparable",
        .severity = Severity::fail,
        .summary = "The baselines of a run cannot be compared with each other",
        .rationale = "What changed is the difference of two captures of the same store with "
                     "the same fields, the first of them taken before the change. Another "
                     "tool may describe the same object in other words, which a person has "
                     "to look at.",
        .remedy = "Capture both baselines of the run with the same tool, pre before the "
                  "change and post behind it",
        .requirements = {"K-50"},
    },
    check};

}  // namespace mig::rules::baseline_rules
