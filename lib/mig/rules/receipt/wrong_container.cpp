#include <fmt/format.h>

#include "mig/pattern/pattern.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/receipt/receipts_of_runs.hpp"

namespace mig::rules::receipt_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::RecordFacts& records,
           Reporter& reporter) {
  const auto* declaration = bundle.declaration_document();
  const auto& pin = bundle.declaration.runner.container_digest;
  // A malformed digest is told by the schema.
  if (declaration == nullptr || !pin || !pattern::is_sha256_digest(pin->value)) return;
  for (const auto& facts : records.receipts) {
    if (!facts.is_valid()) continue;
    const auto check_image = [&](std::string_view field,
                                 const std::optional<contract::LocatedString>& image) {
      if (!image || image->value == pin->value) return;
      auto& finding = reporter.at(
          place_of(facts, image),
          fmt::format("{} used the image {} ({}), but the declaration pins the runner to {}",
                      name_of(facts), image->value, field, pin->value));
      relate(finding, quote(*declaration->source, pin->span), "pinned here");
    };
    check_image("environment.container_digest", facts.receipt.container_digest);
    check_image("runner.container_digest", facts.receipt.runner_container_digest);
  }
}

}  // namespace

const Rule wrong_container{
    {
        .id = "receipt-wrong-container",
        .severity = Severity::fail,
        .summary =
            "A run used another container image than the one that the migration is pinned to",
        .rationale = "The same scripts do other things under another runner. A pin says with which "
                     "image the migration was rehearsed and approved.",
        .remedy = "Run it with the pinned image; another image is another runner.container_digest "
                  "in migration.yml, to be approved before the run",
        .requirements = {"K-82", "K-100"},
    },
    check};

}  // namespace mig::rules::receipt_rules
