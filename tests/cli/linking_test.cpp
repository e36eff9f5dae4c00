// What the programs hold and what they load: nothing of theirs is seen by the libraries that bring
// an OpenSSL and a zlib of their own.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <set>
#include <sstream>
#include <string>

#include "support/process.hpp"

namespace mig::test {
namespace {

const std::string kBin = MIG_BIN_DIR;
constexpr const char* kPrograms[] = {"mig-validate",     "mig-scope-diff",     "mig-rollback-check",
                                     "mig-scan-secrets", "mig-receipt-verify", "mig-gate",
                                     "mig-run"};

/// Whether this build links archives; as CMake wrote it down.
bool links_archives() {
  return read_file(kBin + "/../CMakeCache.txt").find("MIG_STATIC:BOOL=ON") != std::string::npos;
}

/// The last word of each line that holds `mark`.
std::set<std::string> last_words(const std::string& text, const std::string& mark) {
  std::set<std::string> words;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.find(mark) != std::string::npos) words.insert(line.substr(line.rfind(' ') + 1));
  }
  return words;
}

std::string output_of(const std::vector<std::string>& command) {
  const auto result = run_process(command);
  EXPECT_EQ(result.exit_code, 0) << command.front() << ": " << result.standard_error;
  return result.standard_output;
}

TEST(Linking, ProgramsLoadTheSystemsLibrariesAlone) {
  if (!links_archives()) GTEST_SKIP() << "this build links shared libraries";
  for (const std::string program : kPrograms) {
    auto loaded = last_words(output_of({"readelf", "-dW", kBin + "/" + program}), "(NEEDED)");
    EXPECT_EQ(loaded.erase("[libc.so.6]"), 1U) << program;
    EXPECT_EQ(loaded.erase("[libpq.so.5]"), program == "mig-run" ? 1U : 0U) << program;
    loaded.erase("[libm.so.6]");
    loaded.erase("[ld-linux-x86-64.so.2]");
    loaded.erase("[ld-linux-aarch64.so.1]");
    EXPECT_THAT(loaded, testing::IsEmpty()) << program;
  }
}

TEST(Linking, NoLibraryFindsWhatAProgramHolds) {
  if (!links_archives()) GTEST_SKIP() << "this build links shared libraries";
  for (const std::string program : kPrograms) {
    const auto listed =
        output_of({"nm", "-D", "--defined-only", "--with-symbol-versions", kBin + "/" + program});
    std::set<std::string> seen;
    for (const auto& name : last_words(listed, " ")) {
      // Variables of libc, of which a program keeps the only copy, are left.
      if (name.find("@GLIBC_") == std::string::npos) seen.insert(name);
    }
    EXPECT_THAT(seen, testing::IsEmpty()) << program;
  }
}

TEST(Linking, WhatIsLoadedLaterBringsItsOwnOpenSsl) {
  if (!links_archives()) GTEST_SKIP() << "this build links shared libraries";
  const TemporaryFolder folder;
  // No repository: libgit2 is loaded all the same, and with it whatever it needs.
  const auto result = run_process({kBin + "/mig-gate", "--base", "main", "."},
                                  {folder.path(), "", {"LD_DEBUG=bindings"}});
  EXPECT_EQ(result.exit_code, 3) << result.standard_output;
  EXPECT_THAT(result.standard_error, testing::HasSubstr("libgit2.so"));
  const std::string to_program = " to " + kBin + "/mig-gate [0]: normal symbol `";
  std::istringstream lines(result.standard_error);
  std::set<std::string> found;
  for (std::string line; std::getline(lines, line);) {
    const auto at = line.find(to_program);
    if (at != std::string::npos && line.find("[GLIBC_") == std::string::npos)
      found.insert(line.substr(at + to_program.size()));
  }
  EXPECT_THAT(found, testing::IsEmpty());
}

TEST(Linking, WhatIsInsideIsWrittenDown) {
  if (!links_archives()) GTEST_SKIP() << "this build links shared libraries";
  if (access("/usr/bin/dpkg-query", X_OK) != 0)
    GTEST_SKIP() << "only dpkg knows where files are from";
  const auto list = read_file(kBin + "/../libraries.txt");
  for (const std::string library :
       {"cli11", "cmark-gfm", "fmtlib", "gcc-", "libpg-query", "nlohmann-json3", "openssl", "re2",
        "tl-expected", "yaml-cpp", "zlib"})
    EXPECT_THAT("\n" + list, testing::HasSubstr("\n" + library));
  const auto notices = read_file(std::string(MIG_SOURCE_DIR) + "/ci/debian/copyright");
  for (const std::string files :
       {"CLI/", "cmark-gfm/", "fmt/", "gcc/libstdc++-v3/", "libpg-query/", "nlohmann/", "openssl/",
        "re2/", "tl/", "vectorscan/", "yaml-cpp/", "zlib/"})
    EXPECT_THAT(notices, testing::HasSubstr("\nFiles: " + files + "*"));
}

}  // namespace
}  // namespace mig::test
