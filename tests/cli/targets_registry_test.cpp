// A bundle that is about to be merged needs a registry, whether a list of files or a tree names it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "support/process.hpp"
#include "support/sample_repository.hpp"

namespace mig::test {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string kMissing = "migrations/registry/migrations.v1.json:1:1: fail[registry-missing]";

class NoRegistry : public testing::Test {
 protected:
  NoRegistry() { std::filesystem::remove_all(repository_.file("migrations/registry")); }

  ProcessResult run(const std::string& tool, std::vector<std::string> arguments,
                    const std::string& input = "") const {
    arguments.insert(arguments.begin(), {"--root", ".", "--output", "concise"});
    return run_tool(tool, arguments, {repository_.path(), input, {}});
  }
  ProcessResult listed(const std::string& list, const std::string& tool = "mig-gate") const {
    return run(tool, {"--files-from", "-"}, list);
  }

  const SampleRepository repository_;
};

TEST_F(NoRegistry, IsFoundThroughAListAsInATree) {
  for (const std::string tool : {"mig-gate", "mig-validate"}) {
    const auto tree = run(tool, {"migrations"});
    EXPECT_EQ(tree.exit_code, 1) << tree.standard_output;
    EXPECT_THAT(tree.standard_output, HasSubstr(kMissing));
    const auto list = listed("README.md\n" + kDraftBundle + "/notes.md\n", tool);
    EXPECT_EQ(list.exit_code, 1) << list.standard_output;
    EXPECT_THAT(list.standard_output, HasSubstr(kMissing));
    EXPECT_THAT(list.standard_output, HasSubstr("listed nowhere: 1")) << "the other is not judged";
  }
}

TEST_F(NoRegistry, IsNoMatterWhereNoBundleIsListed) {
  const auto elsewhere = listed("README.md\n");
  EXPECT_EQ(elsewhere.exit_code, 0) << elsewhere.standard_output;
  const auto alone = run("mig-gate", {kDraftBundle});
  EXPECT_EQ(alone.exit_code, 0) << "somebody looks at one: " << alone.standard_output;
}

// Where one root has a registry, it may list what lies in the other; what none lists is told once.
TEST_F(NoRegistry, OfOneRootIsToldOnce) {
  repository_.write(".mig/policy.yml", repository_.read(".mig/policy.yml") +
                                           "\nmigrations_roots: [migrations, bundles]\n");
  const std::string entries =
      R"({"id": "PG-MIG-2026-03-10-01", "type": "postgis", "owners": ["map-team"], "status": "draft", "path": ")" +
      kDraftBundle + "\"}";
  const std::string begin = R"({"schema_version": "migrations.v1", "migrations": [)";
  repository_.write("bundles/registry/migrations.v1.json", begin + "]}");
  const auto unlisted = listed(kDraftBundle + "/notes.md\n");
  EXPECT_THAT(unlisted.standard_output, HasSubstr(kMissing));
  EXPECT_THAT(unlisted.standard_output, Not(HasSubstr("registry-unlisted-bundle")));
  repository_.write("bundles/registry/migrations.v1.json", begin + entries + "]}");
  const auto known = listed(kDraftBundle + "/notes.md\n");
  EXPECT_THAT(known.standard_output, HasSubstr("1 registered migration, 1 bundle"));
  EXPECT_THAT(known.standard_output, Not(HasSubstr("[registry-")));
}

}  // namespace
}  // namespace mig::test
