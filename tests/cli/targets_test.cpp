// What is judged: roots, file lists, hostile names; and that judging leaves no trace.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "support/process.hpp"
#include "support/sample_repository.hpp"

namespace {

namespace fs = std::filesystem;
using mig::test::kDraftBundle;
using mig::test::kExecutedBundle;
using mig::test::ProcessResult;
using mig::test::SampleRepository;
using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

ProcessResult gate_in(const std::string& folder, std::vector<std::string> arguments,
                      const std::string& input = "") {
  arguments.insert(arguments.begin(), {"--output", "json"});
  return mig::test::run_tool("mig-gate", arguments, {folder, input, {}});
}

std::vector<std::string> judged_paths(const ProcessResult& result) {
  std::vector<std::string> paths;
  const auto report = json::parse(result.standard_output, nullptr, false);
  if (report.is_discarded()) return {"no report: " + result.standard_output};
  for (const auto& bundle : report.at("bundles")) {
    if (bundle.at("path") != ".") paths.push_back(bundle.at("path"));
  }
  return paths;
}

TEST(FileList, JudgesTheBundlesThatTheFilesBelongTo) {
  const SampleRepository repository;
  const std::string name = kDraftBundle + "/forward.sql";
  for (const auto& [list, flags] : std::vector<std::pair<std::string, std::vector<std::string>>>{
           {"README.md\n" + name + "\n", {}},
           {"README.md\r\n" + name + "\r\n", {}},
           {name, {}},
           {"README.md" + std::string(1, '\0') + name + std::string(1, '\0'), {"-0"}}}) {
    auto from_input = flags;
    from_input.insert(from_input.end(), {"--root", ".", "--files-from", "-"});
    const auto result = gate_in(repository.path(), from_input, list);
    EXPECT_EQ(result.exit_code, 0) << result.standard_error << result.standard_output;
    EXPECT_THAT(judged_paths(result), testing::ElementsAre(kDraftBundle));
  }
  repository.write("changed.txt", name + "\n");
  const auto result = gate_in(repository.path(), {"--root", ".", "--files-from", "changed.txt"});
  EXPECT_THAT(judged_paths(result), testing::ElementsAre(kDraftBundle));
}

TEST(FileList, EmptyIsNoVerdictAndNothingRelevantIsAPassThatSaysSo) {
  const SampleRepository repository;
  const auto from = [&](const std::string& list) {
    return gate_in(repository.path(), {"--root", ".", "--files-from", "-"}, list);
  };
  EXPECT_EQ(from("").exit_code, 3);
  EXPECT_EQ(from("\n\n").exit_code, 3);
  const auto irrelevant = from("README.md\nsrc/main.c\n");
  EXPECT_EQ(irrelevant.exit_code, 0) << irrelevant.standard_output;
  EXPECT_EQ(gate_in(repository.path(), {"--root", ".", "--files-from", "gone.txt"}).exit_code, 3);
  const auto text = mig::test::run_tool("mig-gate", {"--root", ".", "--files-from", "-"},
                                        {repository.path(), "README.md\n", {}});
  EXPECT_THAT(text.standard_output, HasSubstr("nothing to check"));
}

TEST(FileList, AnUnknownMigrationsRootIsNoVerdict) {
  const mig::test::TemporaryFolder empty;
  EXPECT_EQ(gate_in(empty.path(), {"--root", ".", "--files-from", "-"}, "a.sql\n").exit_code, 3);
}

TEST(FileList, WhatBelongsToNoBundleJudgesThemAll) {
  const SampleRepository repository;
  for (const std::string name : {"migrations/registry/migrations.v1.json", ".mig/policy.yml",
                                 "migrations/postgis/PG-MIG-2026-03-20-01/forward.sql"}) {
    const auto result =
        gate_in(repository.path(), {"--root", ".", "--files-from", "-"}, name + "\n");
    EXPECT_EQ(result.exit_code, 0) << name << result.standard_output;
    EXPECT_THAT(judged_paths(result), testing::ElementsAre(kExecutedBundle, kDraftBundle)) << name;
  }
}

TEST(FileList, ADeletedBundleThatTheRegistryStillNamesFails) {
  const SampleRepository repository;
  fs::remove_all(repository.file(kDraftBundle));
  const auto result = gate_in(repository.path(), {"--root", ".", "--files-from", "-"},
                              kDraftBundle + "/forward.sql\n");
  EXPECT_EQ(result.exit_code, 1) << result.standard_output;
}

// The names must not be taken for fewer than there are: a list that ends early hides a bundle.
TEST(FileList, ManyNamesAreAllRead) {
  const SampleRepository repository;
  std::string list;
  for (int i = 0; i < 20000; ++i) list += "src/file_" + std::to_string(i) + ".c\n";
  repository.write("list", list + kDraftBundle + "/forward.sql\n");
  const auto result = gate_in(repository.path(), {"--root", ".", "--files-from", "list"});
  EXPECT_THAT(judged_paths(result), testing::ElementsAre(kDraftBundle));
}

TEST(Root, IsFoundByGitThenPolicyFolderThenTheBundle) {
  const SampleRepository repository;
  const auto from_policy = gate_in("/", {repository.file(kDraftBundle)});
  EXPECT_THAT(judged_paths(from_policy), testing::ElementsAre(kDraftBundle));
  const SampleRepository bare;
  fs::remove_all(bare.file(".mig"));
  fs::create_directories(bare.file("migrations/.git"));
  const auto from_git = gate_in("/", {bare.file(kDraftBundle)});
  EXPECT_THAT(judged_paths(from_git), testing::ElementsAre("postgis/PG-MIG-2026-03-10-01"));
  const mig::test::TemporaryFolder alone;
  fs::copy(repository.file(kDraftBundle), alone.path() + "/PG-MIG-2026-03-10-01",
           fs::copy_options::recursive);
  const auto bundle = gate_in("/", {alone.path() + "/PG-MIG-2026-03-10-01"});
  EXPECT_LT(bundle.exit_code, 2) << bundle.standard_error;
}

TEST(Root, APathOutsideIsAUsageError) {
  const SampleRepository repository;
  const SampleRepository other;
  EXPECT_EQ(gate_in("/", {"--root", repository.path(), other.file("migrations")}).exit_code, 2);
}

TEST(Tree, JudgesWhatTheRegistryNamesWhereTheWalkDoesNotGo) {
  const SampleRepository repository;
  const std::string hidden = "migrations/registry/hidden";
  repository.write("migrations/registry/migrations.v1.json",
                   R"({"schema_version": "migrations.v1", "migrations": [
    {"id": "PG-MIG-2026-03-01-01", "type": "postgis", "owners": ["map-team"], "status": "executed_stage"},
    {"id": "PG-MIG-2026-03-10-01", "type": "postgis", "owners": ["map-team"], "status": "draft"},
    {"id": "PG-MIG-2026-03-20-01", "type": "postgis", "owners": ["map-team"], "status": "draft",
     "path": "migrations/registry/hidden"}]})");
  repository.write(hidden + "/forward.sql", "drop table governance.decisions;\n");
  const auto result = gate_in(repository.path(), {"--root", ".", "migrations"});
  EXPECT_EQ(result.exit_code, 1) << result.standard_output;
  EXPECT_THAT(judged_paths(result), testing::Contains(hidden));
}

/// Name, kind, size and times of everything beneath a folder.
std::string listing(const std::string& folder) {
  std::ostringstream text;
  std::vector<fs::path> paths;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  for (const auto& path : paths) {
    struct stat status {};
    if (::lstat(path.c_str(), &status) != 0)
      throw std::runtime_error("cannot list " + path.string());
    text << path << ' ' << status.st_mode << ' ' << status.st_size << ' ' << status.st_ino << ' '
         << status.st_mtim.tv_sec << '.' << status.st_mtim.tv_nsec << ' ' << status.st_ctim.tv_sec
         << '.' << status.st_ctim.tv_nsec << '\n';
  }
  return text.str();
}

TEST(ReadOnly, TheTreeIsTheSameAfterwards) {
  const SampleRepository repository;
  const auto before = listing(repository.path());
  for (const char* tool : {"mig-gate", "mig-validate"}) {
    EXPECT_EQ(
        mig::test::run_tool(tool, {"--root", repository.path(), repository.file("migrations")})
            .exit_code,
        0);
  }
  EXPECT_EQ(listing(repository.path()), before);
}

TEST(ReadOnly, NoNetworkAndNoFileOpenedForWritingButReports) {
  const SampleRepository repository;
  const mig::test::TemporaryFolder scratch;
  ::setenv("ASAN_OPTIONS", "detect_leaks=0", 1);
  const auto result = mig::test::run_process(
      {"strace", "-f", "-qq", "-o", scratch.path() + "/trace", "-e",
       "trace=%network,%file,openat2,execve,fork,vfork", "--", mig::test::tool_path("mig-gate"),
       "--now", mig::test::kNow, "--output", "json=" + scratch.path() + "/report.json", "--root",
       repository.path(), repository.file("migrations")});
  ::unsetenv("ASAN_OPTIONS");
  ASSERT_EQ(result.exit_code, 0) << result.standard_error;
  std::istringstream lines(mig::test::read_file(scratch.path() + "/trace"));
  std::size_t opened = 0;
  std::size_t written = 0;
  for (std::string line; std::getline(lines, line);) {
    opened += line.find("openat") != std::string::npos ? 1U : 0U;
    for (const char* call : {"socket(", "connect(", "bind(", "sendto(", "mkdir", "fork("}) {
      EXPECT_EQ(line.find(call), std::string::npos) << line;
    }
    const bool writes = line.find("O_WRONLY") != std::string::npos ||
                        line.find("O_RDWR") != std::string::npos ||
                        line.find("O_CREAT") != std::string::npos;
    if (!writes) continue;
    ++written;
    EXPECT_NE(line.find(".mig-"), std::string::npos) << line;
  }
  EXPECT_GT(opened, 10U) << "nothing was traced";
  EXPECT_EQ(written, 1U);
}

TEST(HostileNames, AreEscapedInEveryFormat) {
  const SampleRepository repository;
  const std::string folder = "migrations/postgis/";
  repository.write(folder + "a\nfail: forged.sql", "select 1;\n");
  repository.write(folder + "b\x1b[2J.sql", "select 1;\n");
  repository.write(folder + "c\xff\xfe.sql", "select 1;\n");
  repository.write(folder + "d\n::error::forged.sql", "select 1;\n");
  for (const char* format : {"text", "concise", "json", "sarif", "github"}) {
    const auto result = mig::test::run_tool("mig-gate", {"--root", repository.path(), "--output",
                                                         format, repository.file("migrations")});
    EXPECT_EQ(result.exit_code, 1) << format;
    const auto& text = result.standard_output;
    EXPECT_THAT(text, Not(HasSubstr("\x1b"))) << format;
    EXPECT_THAT(text, Not(HasSubstr("\nfail: forged"))) << format;
    EXPECT_THAT(text, Not(HasSubstr("\n::error::forged"))) << format;
    EXPECT_THAT(text, Not(HasSubstr("\xff"))) << format;
    if (std::string(format) == "json" || std::string(format) == "sarif") {
      EXPECT_TRUE(json::accept(text)) << format;
    }
  }
}

TEST(Targets, ARootAloneIsWhatIsJudged) {
  const mig::test::SampleRepository repository;
  const auto alone = mig::test::run_tool("mig-receipt-verify", {"--root", repository.path()});
  EXPECT_EQ(alone.exit_code, 0) << alone.standard_output;
  EXPECT_NE(alone.standard_output.find("2 bundles"), std::string::npos) << alone.standard_output;
}

// A repository inside of a repository (a submodule) would bring its own policy and trust along.
TEST(Targets, ARootInsideOfAnotherIsNoVerdict) {
  const SampleRepository repository;
  repository.write("migrations/postgis/.git", "gitdir: ../../elsewhere\n");
  repository.write("migrations/postgis/.mig/policy.yml", "schema_version: policy.v1\n");
  const auto result =
      mig::test::run_tool("mig-gate", {"migrations/postgis"}, {repository.path(), "", {}});
  EXPECT_EQ(result.exit_code, 3) << result.standard_output;
  EXPECT_NE(result.standard_error.find("the root cannot be told"), std::string::npos);
}

}  // namespace
