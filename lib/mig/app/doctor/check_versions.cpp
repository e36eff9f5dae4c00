#include <fmt/format.h>

#include "mig/app/doctor/doctor_checks.hpp"
#include "mig/digest/library_version.hpp"
#include "mig/history/library_version.hpp"
#include "mig/secrets/engine/engine_version.hpp"
#include "mig/sql/grammar_version.hpp"

namespace mig::app {

using report::Check;
using report::Standing;

std::vector<Check> check_versions() {
  const auto openssl = digest::library_version();
  const auto engine = secrets::engine_version();
  const auto grammar = sql::grammar_version();
  std::vector<Check> checks;
  checks.push_back({"versions",
                    Standing::ok,
                    fmt::format("mig-gates {}, OpenSSL {}, vectorscan {}, grammar of PostgreSQL {}",
                                MIG_VERSION, openssl, engine, grammar),
                    "",
                    {{"mig_gates", MIG_VERSION},
                     {"openssl", openssl},
                     {"vectorscan", engine},
                     {"postgresql_grammar", grammar}}});
  const auto git = history::library_version();
  if (git) {
    checks.push_back({"libgit2", Standing::ok, *git, "", {{"version", *git}}});
  } else {
    checks.push_back({"libgit2", Standing::note,
                      git.error().message + ": --base, --staged and --history end in 3",
                      git.error().remedy});
  }
  return checks;
}

}  // namespace mig::app
