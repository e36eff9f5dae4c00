#pragma once

#include <optional>
#include <string>
#include <vector>

#include "mig/app/runner/subject.hpp"

namespace mig::app {

/// The command line of mig-run rehearse.
struct RehearsalOptions {
  SubjectOptions subject;
  std::optional<std::string> schema;   ///< script that makes the pre-state
  std::optional<std::string> seed;     ///< script that puts rows into it
  std::optional<std::string> dsn_env;  ///< an empty database instead of a cluster of our own
  std::vector<std::string> extensions;
  bool from_registry = false;
  bool superuser = false;
  int statement_timeout_s = 60;
  int lock_timeout_s = 5;
};

}  // namespace mig::app
