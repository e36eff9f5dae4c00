#include <string_view>

#include "mig/app/gates.hpp"
#include "mig/app/run.hpp"

namespace {

/// What is installed under the names of single gates are links to this program. Under a name that
/// is none of theirs it runs them all.
std::string_view called_as(std::string_view path) {
  const auto name = path.substr(path.rfind('/') + 1);
  return mig::app::find_tool(name) != nullptr ? name : "mig-gate";
}

}  // namespace

int main(int argc, char** argv) {
  return mig::app::run_tool(called_as(argc > 0 ? argv[0] : ""), argc, argv);
}
