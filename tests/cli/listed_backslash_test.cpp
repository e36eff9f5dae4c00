// --files-from written where folders are separated by backslashes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/process.hpp"
#include "support/sample_repository.hpp"

namespace mig::test {
namespace {

using testing::HasSubstr;

class ListedBackslash : public testing::Test {
 protected:
  ProcessResult judge(const std::string& tool, const std::string& list) const {
    return run_process(
        {tool_path(tool), "--root", ".", "--now", "2026-04-01T00:00:00Z", "--files-from", "-"},
        {sample_.path(), list, {}});
  }
  const SampleRepository sample_;
};

TEST_F(ListedBackslash, ANameThatMayBeAFileIsNoVerdict) {
  for (const std::string tool : {"mig-gate", "mig-validate", "mig-scan-secrets"}) {
    for (const std::string name :
         {R"(migrations\postgis\PG-MIG-2026-03-10-01\forward.sql)", R"(migrations\gone.sql)",
          R"(.\migrations\gone.sql)", R"(migrations/postgis\gone.sql)", R"(.mig\policy.yml)",
          R"(C:\work\migrations\gone.sql)", R"(\work\migrations\gone.sql)"}) {
      const auto result = judge(tool, "README.md\n" + name + "\n");
      EXPECT_EQ(result.exit_code, 3) << tool << ' ' << name << result.standard_output;
      EXPECT_THAT(result.standard_error, HasSubstr("the list is of another form")) << name;
      EXPECT_THAT(result.standard_error, HasSubstr("fix: list the files with git diff")) << name;
    }
  }
}

TEST_F(ListedBackslash, AFileThatIsCalledSoIsAFile) {
  EXPECT_EQ(judge("mig-gate", "no-folder\\gone.txt\n").exit_code, 0);
  sample_.write("migrations\\x.txt", "text\n");
  EXPECT_EQ(judge("mig-gate", "migrations\\x.txt\n").exit_code, 0);
}

}  // namespace
}  // namespace mig::test
