// Where the programs of the GitHub action come from: PATH, or an archive of which the checksum is
// right.
#include <algorithm>

#include "integration_github_testing.hpp"

namespace mig::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

class GitHubArchive : public GitHub {
 protected:
  GitHubArchive() {
    // A completion has the name of its program, and is none.
    runner_.write("packed/suite-1/share/bash-completion/completions/mig-gate", "complete\n");
    add_program("suite-1/bin/mig-gate", "packed");
    pack("suite.tar.gz");
  }

  /// A program that says on standard output that it is the one of the archive, and judges with the
  /// real one.
  void add_program(const std::string& place, const std::string& name) const {
    const auto file = "packed/" + place;
    runner_.write(file, "#!/bin/sh\necho 'this is " + name + "' >&2\nexec '" +
                            tool_path("mig-gate") + "' \"$@\"\n");
    fs::permissions(kept(file), fs::perms::owner_all);
  }
  void pack(const std::string& name) const {
    const auto made =
        run_process({"tar", "-czf", kept(name), "-C", kept("packed"), "."}, {"", "", {}});
    ASSERT_EQ(made.exit_code, 0) << made.standard_error;
  }
  std::string checksum(const std::string& name) const {
    return run_process({"sha256sum", kept(name)}).standard_output.substr(0, 64);
  }
  ProcessResult with(const std::string& archive, const std::string& sum,
                     Variables inputs = {}) const {
    inputs["MIG_ARCHIVE"] = archive;
    inputs["MIG_CHECKSUM"] = sum;
    inputs.emplace("PATH", path_without_tools());
    return step(inputs);
  }
};

TEST_F(GitHubArchive, IsUsedWhenItsChecksumIsRight) {
  const auto archive = kept("suite.tar.gz");
  const auto sum = checksum("suite.tar.gz");
  const auto result = with(archive, sum);
  ends(result, 0, "pass");
  EXPECT_THAT(result.standard_error, HasSubstr("this is packed"));
  std::string capitals = sum;
  std::transform(capitals.begin(), capitals.end(), capitals.begin(),
                 [](unsigned char letter) { return static_cast<char>(std::toupper(letter)); });
  ends(with(archive, "sha256:" + capitals), 0, "pass");
  break_draft();
  ends(with(archive, sum), 1, "fail");
}

TEST_F(GitHubArchive, ComesBeforeWhatIsOnPath) {
  const auto result = with(kept("suite.tar.gz"), checksum("suite.tar.gz"),
                           {{"PATH", stand_in("mig-gate", "echo other; exit 0\n")}});
  ends(result, 0, "pass");
  EXPECT_THAT(result.standard_error, HasSubstr("this is packed"));
}

// The program on PATH would judge, and is not what was asked for.
TEST_F(GitHubArchive, WithAnotherChecksumIsRefused) {
  const auto result =
      with(kept("suite.tar.gz"), std::string(64, '0'), {{"PATH", path_with_tools()}});
  ends(result, 3, "no-verdict");
  EXPECT_THAT(result.standard_output, HasSubstr("nothing of it was run"));
  EXPECT_THAT(result.standard_output, HasSubstr(checksum("suite.tar.gz")));
  EXPECT_THAT(result.standard_error, Not(HasSubstr("this is packed")));
}

TEST_F(GitHubArchive, NeedsAChecksumAndAChecksumAnArchive) {
  const Variables found{{"PATH", path_with_tools()}};
  ends(with(kept("suite.tar.gz"), "", found), 2, "usage");
  ends(with(kept("suite.tar.gz"), "abc", found), 2, "usage");
  ends(with(kept("suite.tar.gz"), std::string(63, '0') + "g", found), 2, "usage");
  ends(with("", std::string(64, '0'), found), 2, "usage");
}

TEST_F(GitHubArchive, ThatIsMissingOrNoArchiveIsNoVerdict) {
  const Variables found{{"PATH", path_with_tools()}};
  ends(with(kept("absent.tar.gz"), std::string(64, '0'), found), 3, "no-verdict");
  runner_.write("text.tar.gz", "text\n");
  const auto result = with(kept("text.tar.gz"), checksum("text.tar.gz"), found);
  ends(result, 3, "no-verdict");
  EXPECT_THAT(result.standard_output, HasSubstr("cannot be unpacked"));
}

TEST_F(GitHubArchive, HoldsTheProgramOnce) {
  const Variables found{{"PATH", path_with_tools()}, {"MIG_TOOL", "mig-validate"}};
  ends(with(kept("suite.tar.gz"), checksum("suite.tar.gz"), found), 3, "no-verdict");
  add_program("another/bin/mig-gate", "another");
  pack("two.tar.gz");
  const auto result = with(kept("two.tar.gz"), checksum("two.tar.gz"));
  ends(result, 3, "no-verdict");
  EXPECT_THAT(result.standard_output, HasSubstr("exactly one program bin/mig-gate"));
}

TEST_F(GitHubArchive, IsDownloadedByHttpsAlone) {
  const auto sum = checksum("suite.tar.gz");
  const auto path = stand_in("curl",
                             "while [ \"$1\" != --output ]; do echo \"$1\"; shift; done >&2\n"
                             "cp '" +
                                 kept("suite.tar.gz") + "' \"$2\"; echo \"$4\" >&2\n");
  const auto result = with("https://example.invalid/suite.tar.gz", sum, {{"PATH", path}});
  ends(result, 0, "pass");
  EXPECT_THAT(result.standard_error, HasSubstr("--fail\n"));
  EXPECT_THAT(result.standard_error, HasSubstr("--proto\n=https\n--proto-redir\n=https\n"));
  EXPECT_THAT(result.standard_error, HasSubstr("https://example.invalid/suite.tar.gz\n"));
  for (const std::string scheme : {"http", "file", "ftp", "HTTPS"}) {
    ends(with(scheme + "://example.invalid/suite.tar.gz", sum, {{"PATH", path}}), 2, "usage");
  }
  const auto lost = stand_in("curl", "echo 'curl: (22) 404 ##[error]' >&2; exit 22\n");
  const auto failed = with("https://example.invalid/suite.tar.gz", sum, {{"PATH", lost}});
  ends(failed, 3, "no-verdict");
  EXPECT_THAT(failed.standard_error, HasSubstr("404 ## [error]"));
}

TEST_F(GitHubArchive, ThatDoesNotRunHereIsNoVerdict) {
  const auto lacks = stand_in("mig-gate", "echo 'libfmt.so.9: cannot open' >&2; exit 127\n");
  const auto result = step({{"PATH", lacks}});
  ends(result, 3, "no-verdict");
  EXPECT_THAT(result.standard_output, HasSubstr("does not run here"));
}

TEST_F(GitHubArchive, HasTheVersionThatWasAskedFor) {
  const auto told = run_process({tool_path("mig-gate"), "--version"}).standard_output;
  const auto version = told.substr(9, told.find('\n') - 9);
  ends(step({{"MIG_VERSION", version}}), 0, "pass");
  const auto result = step({{"MIG_VERSION", version + ".1"}});
  ends(result, 3, "no-verdict");
  EXPECT_THAT(result.standard_output, HasSubstr("'mig-gate " + version + "'"));
}

}  // namespace
}  // namespace mig::test
