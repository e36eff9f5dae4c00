#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "mig/report/json_text.hpp"
#include "mig/report/report.hpp"

namespace mig::report::sarif {

/// Most results that GitHub takes into account.
inline constexpr std::size_t kMaxResults = 5000;
/// Below the 10 MB that an upload may have.
inline constexpr std::size_t kMaxBytes = 9'500'000;

std::string_view level_of(Severity severity);

/// The rules of the run as SARIF descriptors, and where each stands. A finding's rule that the
/// report does not describe is described by its id alone.
class RuleTable {
 public:
  explicit RuleTable(const Report& report);

  std::size_t index_of(const std::string& id) const { return index_.at(id); }
  Json take_descriptors() { return std::move(descriptors_); }

 private:
  void add(Json descriptor, const std::string& id);

  Json descriptors_ = Json::array();
  std::map<std::string, std::size_t> index_;
};

/// A physicalLocation; a location without region stands at the start of its file.
Json physical_location(const Location& location);

/// The worst results first, open ones before resolved ones, as many as fit.
struct Results {
  Json written = Json::array();
  std::size_t total = 0;
};
Results results_of(const Report& report, const RuleTable& rules, std::size_t max_bytes);

}  // namespace mig::report::sarif
