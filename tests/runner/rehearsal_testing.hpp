#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mig/runner/rehearsal.hpp"
#include "runner/cluster_testing.hpp"

namespace mig::test {

/// Rehearsals in databases of one cluster.
class WithRehearsals : public WithCluster {
 protected:
  runner::Stage stage() const {
    return {cluster->as_owner(database), {}, "2026-03-01T00:00:00Z", {}, true, {}};
  }

  void given(std::string_view sql) const {
    auto connection = connect();
    must(connection, sql);
  }

  runner::Rehearsal rehearse(std::string_view forward, std::string_view rollback) const {
    return rehearse(stage(), forward, rollback);
  }

  static runner::Rehearsal rehearse(const runner::Stage& stage, std::string_view forward,
                                    std::string_view rollback) {
    std::vector<runner::Script> back;
    if (!rollback.empty()) back.push_back({"rollback.sql", rollback});
    return runner::rehearse(stage, {{"forward.sql", forward}}, back);
  }
};

inline std::string told(const runner::Grade& grade) {
  std::string text{name_of(grade.level)};
  for (const auto& one : grade.discrepancies) text += "\n" + one.object + ": " + one.what;
  return text;
}

}  // namespace mig::test
