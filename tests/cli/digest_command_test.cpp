// mig-receipt-verify digest: the same digests as sha256sum, or none.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "support/process.hpp"
#include "support/sample_repository.hpp"

namespace {

namespace fs = std::filesystem;
using namespace std::string_literals;
using mig::test::kDraftBundle;
using mig::test::kExecutedBundle;
using mig::test::ProcessResult;
using mig::test::SampleRepository;
using mig::test::TemporaryFolder;
using testing::HasSubstr;
using testing::StartsWith;

constexpr int kUsage = 2;
constexpr int kNoVerdict = 3;

ProcessResult digest(std::vector<std::string> arguments, const std::string& folder = {}) {
  arguments.insert(arguments.begin(), {mig::test::tool_path("mig-receipt-verify"), "digest"});
  return mig::test::run_process(arguments, {folder, {}, {}});
}

/// What `sha256sum FILES` prints, run in a folder.
std::string by_coreutils(std::vector<std::string> files, const std::string& folder) {
  files.insert(files.begin(), "sha256sum");
  return mig::test::run_process(files, {folder, {}, {}}).standard_output;
}

std::string some_bytes(std::size_t size) {
  std::string bytes(size, '\0');
  for (std::size_t at = 0; at < size; ++at) bytes[at] = static_cast<char>(at * 7 % 251);
  return bytes;
}

void expect_nothing_but(const ProcessResult& result, int exit_code, const std::string& message) {
  EXPECT_EQ(result.exit_code, exit_code) << result.standard_error;
  EXPECT_EQ(result.standard_output, "");
  EXPECT_THAT(result.standard_error, HasSubstr(message));
}

TEST(Digest, OfAFileIsThatOfCoreutils) {
  const TemporaryFolder folder;
  for (const std::size_t size : {0U, 1U, 55U, 56U, 64U, 4096U, 262'144U, 1'048'576U, 3'000'001U}) {
    folder.write("file", some_bytes(size));
    const auto ours = digest({"file"}, folder.path());
    EXPECT_EQ(ours.exit_code, 0) << ours.standard_error;
    EXPECT_EQ(ours.standard_output, "sha256:" + by_coreutils({"file"}, folder.path())) << size;
  }
  const auto several = digest({"file", "./file", folder.path() + "/file"}, folder.path());
  EXPECT_EQ(several.exit_code, 0);
  EXPECT_EQ(std::count(several.standard_output.begin(), several.standard_output.end(), '\n'), 3);
  EXPECT_THAT(several.standard_output, HasSubstr("  ./file\n"));
}

TEST(Digest, OfAFolderIsAListThatCoreutilsAccepts) {
  const TemporaryFolder folder;
  const std::vector<std::string> files{".hidden", "Z",   "a b", "a.b",
                                       "a/sub/y", "a/x", "-n",  "\xC3\xBC"};
  for (const auto& file : files) folder.write("tree/" + file, file);
  folder.write("tree/large", some_bytes(3'000'001));
  const auto tree = folder.path() + "/tree";
  const auto listed = digest({tree, "--threads", "2"});
  ASSERT_EQ(listed.exit_code, 0) << listed.standard_error;
  EXPECT_EQ(listed.standard_output, by_coreutils({"--", "-n", ".hidden", "Z", "a b", "a.b",
                                                  "a/sub/y", "a/x", "large", "\xC3\xBC"},
                                                 tree));
  const auto checked = mig::test::run_process({"sha256sum", "--check", "--strict", "--quiet"},
                                              {tree, listed.standard_output, {}});
  EXPECT_EQ(checked.exit_code, 0) << checked.standard_output << checked.standard_error;
  EXPECT_EQ(digest({"."}, tree).standard_output, listed.standard_output);
  EXPECT_EQ(digest({tree + "/", "--threads", "1"}).standard_output, listed.standard_output);
  fs::create_directory(folder.path() + "/nothing");
  const auto nothing = digest({folder.path() + "/nothing"});
  EXPECT_EQ(nothing.exit_code, 0);
  EXPECT_EQ(nothing.standard_output, "");
}

TEST(Digest, OfABundleIsWhatTheShellLineComputes) {
  const SampleRepository repository;
  fs::create_directory(repository.file(".git"));
  const auto path = repository.file(kDraftBundle);
  const auto lines =
      by_coreutils({"forward.sql", "migration.yml", "notes.md", "rollback.sql"}, path);
  const auto files = digest({path, "--files"});
  EXPECT_EQ(files.exit_code, 0) << files.standard_error;
  EXPECT_EQ(files.standard_output, lines);
  const TemporaryFolder folder;
  folder.write("lines", lines);
  const auto expected = by_coreutils({"lines"}, folder.path()).substr(0, 64);
  const auto ours = digest({path});
  EXPECT_EQ(ours.exit_code, 0) << ours.standard_error;
  EXPECT_EQ(ours.standard_output, "sha256:" + expected + "  " + path + "\n");
  EXPECT_EQ(digest({"."}, path).standard_output, "sha256:" + expected + "  .\n");
  // The plan is part of it as soon as it is there; what runs left is not.
  repository.write(kDraftBundle + "/plan.json", "{}\n");
  EXPECT_THAT(digest({path, "--files"}).standard_output, HasSubstr("  plan.json\n"));
  EXPECT_NE(digest({path}).standard_output, ours.standard_output);
  const auto both = digest({path, repository.file(kExecutedBundle), path + "/notes.md"});
  EXPECT_EQ(both.exit_code, 0) << both.standard_error;
  EXPECT_EQ(std::count(both.standard_output.begin(), both.standard_output.end(), '\n'), 3);
  EXPECT_THAT(digest({repository.file(kExecutedBundle), "--files"}).standard_output,
              Not(HasSubstr("receipts/")));
}

// A receipt binds its bundle by this digest.
TEST(Digest, OfABundleIsTheOneThatReceiptsName) {
  const SampleRepository repository;
  fs::create_directory(repository.file(".git"));
  const auto ours = digest({repository.file(kExecutedBundle)}).standard_output;
  ASSERT_THAT(ours, StartsWith("sha256:"));
  EXPECT_THAT(repository.read(kExecutedBundle + "/rehearsal/rehearsal_receipt.json"),
              HasSubstr(ours.substr(0, 71)));
}

TEST(Digest, OfABundleNeedsEveryFileOfIt) {
  const SampleRepository repository;
  fs::create_directory(repository.file(".git"));
  const auto path = repository.file(kDraftBundle);
  const auto replace = [&](const std::string& name) {
    fs::remove(path + "/" + name);
    fs::create_symlink("elsewhere", path + "/" + name);
  };
  fs::remove(path + "/rollback.sql");
  expect_nothing_but(digest({path}), kNoVerdict, "rollback.sql: it does not exist");
  expect_nothing_but(digest({path, "--files"}), kNoVerdict, "rollback.sql");
  repository.write(kDraftBundle + "/rollback.sql", "SELECT 1;\n");
  EXPECT_EQ(digest({path}).exit_code, 0);
  replace("notes.md");
  expect_nothing_but(digest({path}), kNoVerdict, "notes.md: it is a symbolic link");
  fs::remove(path + "/notes.md");
  EXPECT_EQ(digest({path}).exit_code, 0);
  fs::create_symlink("elsewhere", path + "/plan.json");
  expect_nothing_but(digest({path}), kNoVerdict, "plan.json: it is a symbolic link");
  fs::remove(path + "/plan.json");
  replace("migration.yml");
  expect_nothing_but(digest({path}), kNoVerdict, "migration.yml: it is a symbolic link");
}

TEST(Digest, RefusesWhatIsNoRegularFile) {
  const TemporaryFolder folder;
  folder.write("tree/file", "content");
  const auto at = [&folder](const std::string& name) { return folder.path() + "/" + name; };
  fs::create_symlink("file", at("tree/link"));
  expect_nothing_but(digest({at("tree")}), kNoVerdict, at("tree/link") + ": it is a symbolic link");
  expect_nothing_but(digest({at("tree/link")}), kNoVerdict,
                     at("tree/link") + ": it is a symbolic link");
  // Good ones beside it are not printed either.
  expect_nothing_but(digest({at("tree/file"), at("tree/link")}), kNoVerdict, "symbolic link");
  fs::remove(at("tree/link"));
  // Opening a FIFO for reading would wait for a writer.
  ASSERT_EQ(::mkfifo(at("tree/fifo").c_str(), 0600), 0);
  expect_nothing_but(digest({at("tree")}), kNoVerdict, at("tree/fifo") + ": it is a FIFO");
  expect_nothing_but(digest({at("tree/fifo")}), kNoVerdict, at("tree/fifo") + ": it is a FIFO");
  fs::remove(at("tree/fifo"));
  expect_nothing_but(digest({at("missing")}), kNoVerdict, at("missing") + ": it does not exist");
  expect_nothing_but(digest({at("missing/file")}), kNoVerdict, "cannot open the folder");
  expect_nothing_but(digest({at("tree/file/")}), kNoVerdict, "tree/file");
  expect_nothing_but(digest({"/proc/version"}), kNoVerdict, "changed while it was read");
  expect_nothing_but(digest({"/dev/null"}), kNoVerdict, "/dev/null: it is a FIFO, device");
}

TEST(Digest, RefusesNamesThatCouldForgeALine) {
  const TemporaryFolder folder;
  for (const auto& name : {"a\nb"s, "a\rb"s, "a\\b"s}) {
    folder.write("tree/" + name, "content");
    expect_nothing_but(digest({"tree"}, folder.path()), kNoVerdict, "line of digests");
    const auto alone = digest({"tree/" + name}, folder.path());
    EXPECT_EQ(alone.exit_code, kNoVerdict);
    EXPECT_EQ(alone.standard_output, "");
    fs::remove(folder.path() + "/tree/" + name);
  }
  EXPECT_EQ(digest({"tree"}, folder.path()).exit_code, 0);
}

TEST(Digest, RefusesCommandLinesThatMakeNoSense) {
  const TemporaryFolder folder;
  folder.write("one/file", "1");
  folder.write("two/file", "2");
  const auto& path = folder.path();
  expect_nothing_but(digest({}, path), kUsage, "nothing was given");
  expect_nothing_but(digest({"--files", "one/file"}, path), kUsage, "no folder");
  expect_nothing_but(digest({"one", "two"}, path), kUsage, "name one folder at a time");
  expect_nothing_but(digest({"one/file", "two"}, path), kUsage, "name one folder at a time");
  expect_nothing_but(digest({"--threads", "0", "one"}, path), kUsage, "--threads");
  expect_nothing_but(digest({"--bogus", "one"}, path), kUsage, "--bogus");
  EXPECT_EQ(digest({"one/file", "two/file"}, path).exit_code, 0);
  const auto help = digest({"--help"});
  EXPECT_EQ(help.exit_code, 0);
  EXPECT_THAT(help.standard_output, HasSubstr("--files"));
}

TEST(Digest, FailsWhenNobodyReadsIt) {
  const TemporaryFolder folder;
  folder.write("file", "1");
  const auto command = mig::test::tool_path("mig-receipt-verify") + " digest file >/dev/full";
  const auto full = mig::test::run_process({"sh", "-c", command}, {folder.path(), {}, {}});
  EXPECT_EQ(full.exit_code, kNoVerdict) << full.standard_error;
}

}  // namespace
