#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "mig/bundle/change_facts.hpp"
#include "mig/rules/rule.hpp"

namespace mig::rules {

/// "the run in runs/stage-2", "the first run".
std::string name_of(const bundle::RunChange& run);

/// A failed run that its rollback closed only tells what it did.
void weigh(Finding& finding, const bundle::RunChange& run);

/// Where an observed change shows: in the post baseline, or, for what is gone, in the pre baseline.
Quote place_of(const bundle::RunChange& run, const delta::ObservedChange& change);

/// The first statement of that run's scripts that has to do with an object: with itself, or else
/// with its table.
std::optional<Quote> cause_of(const bundle::ChangeFacts& change, const bundle::RunChange& run,
                              const effect::ObjectName& object, std::string_view table);

/// The line of the summary that reports the object.
std::optional<Quote> report_of(const bundle::RunChange& run, std::string_view label);

}  // namespace mig::rules
