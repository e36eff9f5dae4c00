#include <fmt/format.h>

#include "mig/bundle/change_facts.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/runs.hpp"

namespace mig::rules::diff_rules {
namespace {

class Comparison {
 public:
  Comparison(const bundle::RunChange& run, Reporter& reporter) : run_(run), reporter_(reporter) {}

  void equal(std::string_view name, const std::optional<contract::LocatedString>& reported,
             const std::string& actual, std::string_view what) {
    if (!reported || reported->value == actual) return;
    reporter_.at(*run_.summary->source, reported->span,
                 fmt::format("`{}` is {}, but {} {}", name, reported->value, what, actual));
  }

 private:
  const bundle::RunChange& run_;
  Reporter& reporter_;
};

void check(const bundle::BundleFacts&, const bundle::ChangeFacts& change, Reporter& reporter) {
  for (const auto& run : change.runs) {
    if (!run.observation || !run.reported) continue;
    const auto& pre = run.pre_inventory()->baseline;
    const auto& post = run.post_inventory()->baseline;
    const auto& reported = *run.reported;
    Comparison compare(run, reporter);
    compare.equal("pre_digest", reported.digests.pre, "sha256:" + run.pre->hex, "the file has");
    compare.equal("post_digest", reported.digests.post, "sha256:" + run.post->hex, "the file has");
    compare.equal("schema_fingerprint.pre", reported.schema_fingerprint.pre,
                  pre.schema_fingerprint.value, "the baseline has");
    compare.equal("schema_fingerprint.post", reported.schema_fingerprint.post,
                  post.schema_fingerprint.value, "the baseline has");
    compare.equal("protected_fingerprint.pre", reported.protected_fingerprint.pre,
                  pre.protected_fingerprint.value, "the baseline has");
    compare.equal("protected_fingerprint.post", reported.protected_fingerprint.post,
                  post.protected_fingerprint.value, "the baseline has");
  }
}

}  // namespace

const Rule digest_mismatch{
    {
        .id = "diff-digest-mismatch",
        .severity = Severity::fail,
        .summary = "A digest or fingerprint of the diff summary is not that of its "
                   "baselines",
        .rationale = "The summary was made from other baselines than those that lie beside "
                     "it.",
        .remedy = "Write the summary again from the two baselines: mig-scope-diff "
                  "--write-summary",
        .requirements = {"K-56", "K-57"},
    },
    check};

}  // namespace mig::rules::diff_rules
