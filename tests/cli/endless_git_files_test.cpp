// A FIFO among the files of git or the configuration of the user keeps no program waiting.
#include <sys/stat.h>

#include "integration_testing.hpp"

namespace mig::test {
namespace {

using testing::HasSubstr;

class EndlessGitFiles : public Integration {
 protected:
  EndlessGitFiles() {
    git_.branch("change");
    git_.write(kDraftBundle + "/notes.md", git_.read(kDraftBundle + "/notes.md") + "\n");
  }
  void put_fifo(const std::string& relative) const {
    const auto path = std::filesystem::path(git_.file(relative));
    std::filesystem::create_directories(path.parent_path());
    ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
  }
  /// Ends in 124 where it had to be stopped.
  ProcessResult in_time(const std::string& tool, const std::vector<std::string>& arguments,
                        const Variables& variables = {}) const {
    std::vector<std::string> command{"timeout", "20", tool_path(tool)};
    command.insert(command.end(), arguments.begin(), arguments.end());
    return run_process(command, {git_.path(), "", as_environment(variables)});
  }
};

TEST_F(EndlessGitFiles, OfTheRepositoryAreNoVerdict) {
  put_fifo(".git/packed-refs");
  const std::vector<std::pair<std::string, std::vector<std::string>>> calls{
      {"mig-gate", {"--base", "main", "migrations"}},
      {"mig-scan-secrets", {"--base", "main", "."}},
      {"mig-scan-secrets", {"--staged"}}};
  for (const auto& [tool, arguments] : calls) {
    const auto result = in_time(tool, arguments);
    EXPECT_EQ(result.exit_code, 3) << result.standard_output;
    EXPECT_THAT(
        result.standard_error,
        HasSubstr("packed-refs' is a FIFO and no regular file: reading it would never end"));
    EXPECT_THAT(result.standard_error, HasSubstr("= fix: Remove it"));
  }
  const auto doctor = in_time("mig-gate", {"doctor"});
  EXPECT_EQ(doctor.exit_code, 0) << doctor.standard_output;
  EXPECT_THAT(doctor.standard_output, HasSubstr("packed-refs' is a FIFO"));
}

// What they say about line ends cannot be known: what is judged are the bytes.
TEST_F(EndlessGitFiles, OfTheUserCountForNothing) {
  put_fifo("home/.gitconfig");
  put_fifo("home/.config/git/attributes");
  for (const Variables& variables :
       {Variables{{"GIT_CONFIG_GLOBAL", git_.file("home/.gitconfig")}},
        Variables{{"HOME", git_.file("home")}, {"GIT_CONFIG_GLOBAL", ""}}}) {
    const auto result =
        in_time("mig-gate", {"--base", "main", "--now", kNow, "migrations"}, variables);
    EXPECT_EQ(result.exit_code, 4) << result.standard_output << result.standard_error;
    EXPECT_THAT(result.standard_output, HasSubstr("review[rollback-stale-rehearsal]"));
  }
}

}  // namespace
}  // namespace mig::test
