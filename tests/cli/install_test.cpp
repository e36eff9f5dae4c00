// What cmake --install brings, component by component, works where it was put.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "support/process.hpp"

namespace {

namespace fs = std::filesystem;
using mig::test::run_process;
using mig::test::TemporaryFolder;
using testing::StartsWith;

std::string build_folder() {
  return fs::path(MIG_BIN_DIR).parent_path().string();
}

void install(const std::string& component, const TemporaryFolder& prefix) {
  const auto done = run_process(
      {"cmake", "--install", build_folder(), "--component", component, "--prefix", prefix.path()});
  ASSERT_EQ(done.exit_code, 0) << done.standard_output << done.standard_error;
}

std::size_t files_in(const fs::path& folder) {
  std::size_t count = 0;
  for (const auto& entry : fs::directory_iterator(folder))
    count += entry.is_regular_file() ? 1U : 0;
  return count;
}

TEST(Install, ProgramsRunWhereTheyWerePut) {
  const TemporaryFolder prefix;
  install("programs", prefix);
  EXPECT_EQ(files_in(prefix.path() + "/bin"), 7U);
  for (const auto& entry : fs::directory_iterator(prefix.path() + "/bin")) {
    const auto name = entry.path().filename().string();
    const auto told = run_process({entry.path().string(), "--version"});
    EXPECT_EQ(told.exit_code, 0) << name;
    EXPECT_THAT(told.standard_output, StartsWith(name + " "));
    EXPECT_TRUE(fs::exists(std::string(MIG_SOURCE_DIR) + "/docs/man/" + name + ".1")) << name;
  }
  EXPECT_FALSE(fs::exists(prefix.path() + "/share")) << "a component brought more than its own";
}

TEST(Install, LinksAreTheGatesOfTheirNames) {
  const TemporaryFolder prefix;
  install("programs", prefix);
  const auto folder =
      std::string(MIG_SOURCE_DIR) + "/fixtures/invalid/declaration-invalid-value/unknown-type";
  for (const std::string name : {"mig-gate", "mig-validate", "mig-scope-diff", "mig-rollback-check",
                                 "mig-scan-secrets", "mig-receipt-verify"}) {
    const std::vector<std::string> arguments{
        "--now", "2026-04-01T00:00:00Z", "--output", "json", "--root", folder, folder};
    auto built = arguments;
    built.insert(built.begin(), std::string(MIG_BIN_DIR) + "/" + name);
    auto installed = arguments;
    installed.insert(installed.begin(), prefix.path() + "/bin/" + name);
    const auto expected = run_process(built);
    const auto found = run_process(installed);
    EXPECT_THAT(expected.standard_output, testing::HasSubstr("\"" + name + "\"")) << name;
    EXPECT_EQ(found.exit_code, expected.exit_code) << name;
    EXPECT_EQ(found.standard_output, expected.standard_output) << name;
    // A copy is a program of its own.
    const auto copy = prefix.path() + "/copy/" + name;
    fs::create_directories(prefix.path() + "/copy");
    fs::copy(prefix.path() + "/bin/" + name, copy);
    EXPECT_EQ(run_process({copy, "--version"}).standard_output,
              run_process({built.front(), "--version"}).standard_output);
  }
  // Unknown names run every gate, and never less.
  fs::copy(prefix.path() + "/bin/mig-validate", prefix.path() + "/copy/check");
  EXPECT_THAT(run_process({prefix.path() + "/copy/check", "--version"}).standard_output,
              StartsWith("mig-gate "));
}

TEST(Install, WhatPeopleReadComesWhole) {
  const TemporaryFolder prefix;
  for (const auto* component : {"schemas", "manual", "completions", "docs"})
    install(component, prefix);
  const fs::path share(prefix.path() + "/share");
  EXPECT_EQ(files_in(share / "mig-gates/schemas"),
            files_in(std::string(MIG_SOURCE_DIR) + "/schemas"));
  EXPECT_EQ(files_in(share / "man/man1"), 7U);
  EXPECT_EQ(files_in(share / "bash-completion/completions"), 7U);
  // Links between these lead on as they do in the source.
  EXPECT_TRUE(fs::exists(share / "doc/mig-gates/README.md"));
  EXPECT_TRUE(fs::exists(share / "doc/mig-gates/docs/install.md"));
  EXPECT_EQ(files_in(share / "doc/mig-gates/docs/howto"),
            files_in(std::string(MIG_SOURCE_DIR) + "/docs/howto"));
  EXPECT_TRUE(fs::exists(share / "doc/mig-gates/copyright"));
  EXPECT_FALSE(fs::exists(prefix.path() + "/bin"));
}

constexpr const char* kProject = R"(cmake_minimum_required(VERSION 3.22)
project(mine LANGUAGES CXX)
set(CMAKE_CXX_STANDARD 20)
find_package(mig_gates 0.1 REQUIRED)
add_executable(mine mine.cpp)
target_link_libraries(mine PRIVATE mig_gates::mig)
)";
constexpr const char* kProgram = R"(#include <iostream>

#include "mig/app/console.hpp"
#include "mig/app/gates.hpp"
#include "mig/app/pipeline.hpp"
#include "mig/contract/direction_check.hpp"

int judge(const mig::app::Tool& gate, const std::string& folder, const std::string& now) {
  mig::app::Options options;
  options.root = folder;
  options.paths = {folder};
  options.now = now;
  const auto judged = mig::app::judge(gate, options);
  return judged ? judged->exit_code : mig::app::exit_code_of(judged.error());
}

int main(int, char** folders) {
  const auto* gate = mig::app::find_tool("mig-gate");
  std::cout << gate->name << ": " << (mig::app::rules_of(*gate).size() > 100 ? "many" : "few")
            << " " << judge(*gate, folders[1], "2026-03-15T00:00:00Z")
            << " " << judge(*gate, folders[2], "2026-03-15T00:00:00Z")
            << " " << judge(*gate, folders[1], "");
}
)";

TEST(Install, TheLibraryIsFoundAndLinks) {
  const TemporaryFolder prefix;
  install("library", prefix);
  const TemporaryFolder mine;
  mine.write("CMakeLists.txt", kProject);
  mine.write("mine.cpp", kProgram);
  const auto configured =
      run_process({"cmake", "-G", "Ninja", "-S", mine.path(), "-B", mine.path() + "/build",
                   "-DCMAKE_PREFIX_PATH=" + prefix.path()});
  ASSERT_EQ(configured.exit_code, 0) << configured.standard_error;
  const auto built = run_process({"cmake", "--build", mine.path() + "/build"});
  ASSERT_EQ(built.exit_code, 0) << built.standard_output;
  const std::string fixtures = std::string(MIG_SOURCE_DIR) + "/fixtures";
  const auto judged =
      run_process({mine.path() + "/build/mine", fixtures + "/valid/bundles/postgis-executed",
                   fixtures + "/invalid/declaration-invalid-value/unknown-type"});
  // Without a time there is no verdict: rules that count days would be silent.
  EXPECT_EQ(judged.standard_output, "mig-gate: many 0 1 2");
}

TEST(Install, AnotherMinorVersionIsNotTaken) {
  const TemporaryFolder prefix;
  install("library", prefix);
  const TemporaryFolder mine;
  std::string project(kProject);
  project.replace(project.find("0.1"), 3, "0.2");
  mine.write("CMakeLists.txt", project);
  mine.write("mine.cpp", kProgram);
  const auto configured =
      run_process({"cmake", "-G", "Ninja", "-S", mine.path(), "-B", mine.path() + "/build",
                   "-DCMAKE_PREFIX_PATH=" + prefix.path()});
  EXPECT_NE(configured.exit_code, 0);
  EXPECT_THAT(configured.standard_error, testing::HasSubstr("0.1.0"));
}

}  // namespace
