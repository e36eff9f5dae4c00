#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mig/base/result.hpp"
#include "mig/bundle/change_facts.hpp"
#include "mig/bundle/redaction.hpp"

namespace mig::report {

/// Which facts of a change are shown.
enum class ChangeView { effects, delta, catalog };
std::string_view name_of(ChangeView view);
std::optional<ChangeView> change_view_named(std::string_view name);

/// What is known of one bundle's change. The facts must outlive it.
struct ShownChange {
  std::string path;  ///< of the bundle, relative to the root; empty for scripts given by name
  std::string id;
  const bundle::ChangeFacts* change = nullptr;
};

/// A document "change_view.v1": for programs that compare predictions with something else. Holds
/// no value that the redactor knows.
std::string change_as_json(ChangeView view, const std::vector<ShownChange>& shown,
                           const std::vector<Error>& errors, const bundle::Redactor& redactor);
/// A table for people.
std::string change_as_text(ChangeView view, const std::vector<ShownChange>& shown,
                           const bundle::Redactor& redactor);

}  // namespace mig::report
