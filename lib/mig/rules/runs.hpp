#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "mig/bundle/change_facts.hpp"
#include "mig/rules/rule.hpp"

namespace mig::rules {

/// "the run in runs/stage-2", "the first run".
std::string name_of(const bundle::RunChange& run);

/// A failed run that its rollback closed only tells what it did.
void weigh(Finding& finding, const bundle::RunChange& run);

/// Where an observed change shows: in the post baseline, or, for what is gone, in the pre baseline.
Quote place_of(const bundle::RunChange& run, const delta::ObservedChange& change);

/// Which statement of a run's scripts has to do with an object. Looks through the effects once,
/// when it is asked for the first time.
class Causes {
 public:
  Causes(const bundle::ChangeFacts& change, const bundle::RunChange& run)
      : change_(change), run_(run) {}

  /// The first one about the object itself, or else about its table.
  std::optional<Quote> of(const effect::ObjectName& object, std::string_view table);

 private:
  struct Place {
    const bundle::ScriptChange* script = nullptr;
    const effect::Effect* effect = nullptr;
  };
  void look_through();

  const bundle::ChangeFacts& change_;
  const bundle::RunChange& run_;
  bool looked_ = false;
  std::unordered_map<std::string, Place> by_object_;
  std::unordered_map<std::string, Place> by_table_;
};

/// Where the summary of a run reports an object.
class Reports {
 public:
  explicit Reports(const bundle::RunChange& run) : run_(run) {}

  std::optional<Quote> of(const std::string& label);

 private:
  const bundle::RunChange& run_;
  bool looked_ = false;
  std::unordered_map<std::string, Span> spans_;
};

}  // namespace mig::rules
