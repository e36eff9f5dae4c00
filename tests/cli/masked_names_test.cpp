// Secrets in names of folders, and in what was given on a command line, are repeated by nothing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "support/git_repository.hpp"
#include "support/process.hpp"
#include "support/sample_repository.hpp"

namespace mig::test {
namespace {

using testing::HasSubstr;
using testing::Not;
using Words = std::vector<std::string>;

// Put together, so that no file holds them.
const std::string kToken = std::string("ghp_") + "Zx8Kq2Lm9Rt4Vw7Yb3Nc6Pd1Fg5Hj0Sa2Qe8";
const std::string kPassword = "Tr0ub4dorHxq9";
const std::string kDsn = "postgres://svc:" + kPassword + "@" + "db.internal.example.net:5432/gis";

class MaskedNames : public testing::Test {
 protected:
  MaskedNames() {
    const SampleRepository sample;
    std::filesystem::copy(sample.path(), git_.path(),
                          std::filesystem::copy_options::recursive |
                              std::filesystem::copy_options::overwrite_existing);
  }
  void name_a_folder() {
    std::filesystem::rename(git_.file(kDraftBundle), git_.file("migrations/postgis/" + kToken));
    git_.commit("sample");
  }
  ProcessResult gate(const Words& words) const {
    Words command{tool_path("mig-gate")};
    command.insert(command.end(), words.begin(), words.end());
    return run_process(command, {git_.path(), "", {}});
  }
  static void expect_silent(const ProcessResult& result, const std::string& what) {
    for (const auto& secret : {kToken, kPassword}) {
      EXPECT_THAT(result.standard_output, Not(HasSubstr(secret))) << what;
      EXPECT_THAT(result.standard_error, Not(HasSubstr(secret))) << what;
    }
  }

  GitRepository git_;
};

TEST_F(MaskedNames, NoReportShowsTheSecretInTheNameOfAFolder) {
  name_a_folder();
  for (const std::string format :
       {"text", "concise", "json", "sarif", "github", "markdown", "markdown-comment", "junit",
        "gitlab-codequality", "gitlab-secrets", "html"}) {
    const auto result =
        gate({"--now", kNow, "--commit", std::string(40, 'a'), "--output", format, "migrations"});
    EXPECT_EQ(result.exit_code, 1) << format;
    EXPECT_THAT(result.standard_output, HasSubstr("migrations/postgis/***")) << format;
    expect_silent(result, format);
  }
}

TEST_F(MaskedNames, APartThatWouldRepeatItIsNotWritten) {
  name_a_folder();
  const auto file = git_.file("part.json");
  const auto result =
      gate({"--now", kNow, "--shard", "1/2", "--output", "shard=" + file, "migrations"});
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.standard_error, HasSubstr("the path of a bundle holds a secret"));
  EXPECT_FALSE(std::filesystem::exists(file));
  expect_silent(result, "part");
}

TEST_F(MaskedNames, WhatWasGivenIsNotRepeated) {
  git_.commit("sample");
  for (const auto& secret : {kToken, kDsn}) {
    for (const std::string flag :
         {"--output", "--now", "--root", "--policy", "--baseline", "--base", "--store", "--trust",
          "--previous", "--shard", "--commit", "--explain", "--phase", "--files-from"}) {
      const auto words = Words{flag + "=" + secret, "migrations"};
      const auto result = gate(words);
      EXPECT_GE(result.exit_code, 2) << flag;
      expect_silent(result, flag);
    }
    expect_silent(gate({secret}), "path");
    expect_silent(gate({"merge", secret}), "merge");
    expect_silent(gate({"--output", "json=/nowhere/" + secret, "migrations"}), "output");
    expect_silent(gate({"--now", kNow, "--shard", "1/2", "--output", "shard=/nowhere/" + secret,
                        "migrations"}),
                  "shard");
  }
}

TEST_F(MaskedNames, FilesThatWereReadOrWrittenAreNotRepeated) {
  git_.commit("sample");
  git_.write(kToken + "/list", kDraftBundle + "/forward.sql\n");
  for (const std::string format : {"text", "html", "markdown"}) {
    const auto listed = gate({"--files-from", kToken + "/list", "--output", format});
    EXPECT_LE(listed.exit_code, 1) << format << listed.standard_error;
    expect_silent(listed, format);
    const auto known = run_process({tool_path("mig-scan-secrets"), "--output", format,
                                    "--write-baseline", kToken + "/known.json", kDraftBundle},
                                   {git_.path(), "", {}});
    EXPECT_EQ(known.exit_code, 0) << format << known.standard_error;
    EXPECT_THAT(known.standard_output, HasSubstr("***")) << format;
    expect_silent(known, format);
  }
}

TEST_F(MaskedNames, OtherWordsOfAnErrorStay) {
  const auto result = gate({"--policy", "no-such-policy.yml", "migrations"});
  EXPECT_THAT(result.standard_error, HasSubstr("no-such-policy.yml"));
  EXPECT_THAT(result.standard_error, Not(HasSubstr("***")));
}

}  // namespace
}  // namespace mig::test
