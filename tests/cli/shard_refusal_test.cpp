// What does not make one run is never merged.
#include "shard_ground.hpp"

namespace mig::test {
namespace {

using testing::HasSubstr;
using ShardRefusal = ShardGround;

TEST_F(ShardRefusal, PartsHaveToBeThereOnce) {
  parts(3);
  EXPECT_EQ(merge({1, 2, 3}).exit_code, 0);
  EXPECT_EQ(merge({3, 1, 2}).standard_output, merge({1, 2, 3}).standard_output);
  expect_refused(merge({1, 2}), "part 3 of 3 is missing");
  expect_refused(merge({2}), "parts 1, 3 of 3 are missing");
  expect_refused(merge({1, 2, 2, 3}), "are both part 2 of 3");
  expect_refused(merge({1, 2, 3, 3}), "are both part 3 of 3");
  part(2, 2);
  expect_refused(merge({1, 2}), "is one of 3 parts");
  EXPECT_EQ(gate({"merge"}).exit_code, 2);
}

TEST_F(ShardRefusal, EveryPartIsOfTheCommitThatIsCheckedOut) {
  parts(2);
  git_.write("README.md", "nothing that is judged\n");
  git_.commit("another");
  expect_refused(merge({1, 2}), "was judged at another commit: ");
  part(1, 2);
  expect_refused(merge({1, 2}), "part-2.json was judged at another commit: ");
}

TEST_F(ShardRefusal, EveryPartIsOverTheFilesThatLieHere) {
  parts(2);
  const auto notes = kDraftBundle + "/notes.md";
  const auto before = git_.read(notes);
  git_.write(notes, before + "\n");
  expect_refused(merge({1, 2}), "part-1.json was judged over other files than lie here");
  git_.write(notes, before);
  EXPECT_EQ(merge({1, 2}).exit_code, 0);
  git_.write("migrations/stray.sql", "SELECT 1;\n");
  expect_refused(merge({1, 2}), "was judged over other files than lie here");
  git_.remove("migrations/stray.sql");
  std::filesystem::create_symlink("notes.md", git_.file(kDraftBundle + "/link.md"));
  expect_refused(merge({1, 2}), "was judged over other files than lie here");
}

TEST_F(ShardRefusal, WithABaseGitTracksTheSameFiles) {
  const Words with{"--now", kNow, "--base", "HEAD", "--all", "migrations"};
  part(1, 2, with);
  part(2, 2, with);
  EXPECT_EQ(merge({1, 2}).exit_code, 0);
  git_.git({"rm", "-q", "--cached", kDraftBundle + "/notes.md"});
  EXPECT_THAT(gate(with).standard_output, HasSubstr("history-untracked-file"));
  expect_refused(merge({1, 2}), "part-1.json was judged over other files than lie here");
  git_.git({"add", kDraftBundle + "/notes.md"});
  EXPECT_EQ(merge({1, 2}).exit_code, 0);
}

TEST_F(ShardRefusal, EveryPartIsByThePolicyInForce) {
  git_.write(".mig/policy.yml", "schema_version: policy.v1\n");
  git_.commit("policy");
  parts(2);
  EXPECT_NE(merge({1, 2}).exit_code, 3);
  // The policy that a flag names lies outside of what is compared file by file.
  parts_.write("policy.yml", "schema_version: policy.v1\n");
  const Words with{"--now", kNow, "--policy", parts_.path() + "/policy.yml", "migrations"};
  part(1, 2, with);
  part(2, 2, with);
  EXPECT_NE(merge({1, 2}).exit_code, 3);
  parts_.write("policy.yml", "schema_version: policy.v1\n# another\n");
  expect_refused(merge({1, 2}), "was judged by another policy: sha256:");
}

TEST_F(ShardRefusal, EveryPartIsJudgedAlike) {
  parts(2);
  const auto other = [this](const Words& more, const std::string& why) {
    part(2, 2, more);
    expect_refused(merge({1, 2}), "part-2.json was judged with other " + why + " than ");
  };
  other({"--now", "2026-04-01T00:00:01Z", "migrations"}, "--now");
  other({"--now", kNow, "--strict", "migrations"}, "--strict");
  other({"--now", kNow, "--phase", "planned", "migrations"}, "--phase");
  other({"--now", kNow, "migrations/postgis"}, "paths");
  other({"--now", kNow, "--base", "HEAD", "migrations"}, "--base");
  other({"--now", kNow, "--root", ".", "migrations"}, "--root");
  EXPECT_THAT(merge({1, 2}).standard_error, HasSubstr("fix: judge every part with the same"));
}

TEST_F(ShardRefusal, TheMergeRunsWhereThePartsRan) {
  for (unsigned i = 1; i <= 2; ++i)
    part(i, 2, {"--now", kNow, "--root", git_.path(), "migrations"});
  EXPECT_EQ(merge({1, 2}).exit_code, 0);
  const auto elsewhere = run_process({tool_path("mig-gate"), "merge", part_file(1), part_file(2)},
                                     {git_.file("migrations"), "", {}});
  EXPECT_EQ(elsewhere.exit_code, 3) << elsewhere.standard_output;
}

TEST_F(ShardRefusal, WhatStandsInAPartHasToFitThisRun) {
  const auto ground = [this](const std::string& member, const Json& value, const std::string& why) {
    parts(2);
    edit(2, [&](Json& content) { content.at("ground").at(member) = value; });
    expect_refused(merge({1, 2}), "part-2.json " + why);
  };
  const std::string digest = "sha256:" + std::string(64, 'a');
  ground("tool", "mig-validate", "was judged by another tool: mig-validate there, mig-gate here");
  ground("version", "9.9.9", "was judged by another version: 9.9.9 there, ");
  ground("rules", digest, "was judged by other rules");
  ground("folder", "..", "was judged in another folder");
  ground("commit", std::string(40, 'a'), "was judged at another commit");
  ground("base", std::string(40, 'a'), "was judged by the policy of another base");
  ground("compared", std::string(40, 'a'), "was held against another commit");
  ground("policy", digest, "was judged by another policy");
  ground("trust", digest, "was judged by another trust policy");
  ground("known", digest, "was judged with other known values");
  ground("files", digest, "was judged over other files than lie here");
  ground("targets", digest, "chose other bundles than this run");
  ground("bundles", 5, "chose another number of bundles than this run: 5 there, 2 here");
}

TEST_F(ShardRefusal, OutcomesAreThoseOfThePart) {
  const auto outcomes = [this](const std::function<void(Json&)>& change, const std::string& why) {
    parts(2);
    edit(1, [&](Json& content) { change(content.at("outcomes")); });
    expect_refused(merge({1, 2}), why);
  };
  outcomes([](Json& all) { all.clear(); }, "does not tell what became of " + kExecutedBundle);
  outcomes([](Json& all) { all.push_back(all.at(0)); }, "tells of " + kExecutedBundle + " twice");
  outcomes([](Json& all) { all.at(0).at("path") = kDraftBundle; },
           "tells of " + kDraftBundle + ", which is no bundle of its part");
  outcomes([](Json& all) { all.at(0).at("report") = nullptr; },
           "is neither a verdict nor an error");
  outcomes([](Json& all) { all.at(0).at("outline") = ""; }, "is not whole");
  outcomes([](Json& all) { all.at(0).at("outline") = "sha256:"; }, "reads otherwise here");
  outcomes([](Json& all) { all.at(0).at("report").at("path") = "x"; }, "has another path");
  outcomes([](Json& all) { all.at(0).at("report").at("phase") = "x"; }, "has no phase");
  const auto index = [this](unsigned value, unsigned count) {
    parts(2);
    edit(1, [&](Json& content) {
      content.at("index") = value;
      content.at("count") = count;
    });
    return merge({1, 2});
  };
  expect_refused(index(3, 2), "says that it is part 3 of 2");
  expect_refused(index(0, 2), "says that it is part 0 of 2");
  expect_refused(index(1, 1000), "says that it is part 1 of 1000");
}

TEST_F(ShardRefusal, AFindingIsOfARuleThatWasAsked) {
  git_.remove(kExecutedBundle + "/notes.md");
  git_.commit("break");
  parts(2);
  EXPECT_EQ(merge({1, 2}).exit_code, 1);
  edit(1, [](Json& content) {
    content.at("outcomes").at(0).at("report").at("findings").at(0).at("rule") = "no-such-rule";
  });
  expect_refused(merge({1, 2}), "has a finding of a rule that was not asked");
}

TEST_F(ShardRefusal, FilesThatAreNoParts) {
  parts(2);
  const auto text = read_file(part_file(1));
  for (int i = 0; i < 50; ++i) {
    write_part(1, text.substr(0, text.size() * static_cast<std::size_t>(i) / 50));
    expect_refused(merge({1, 2}), "part-1.json is no part of a run");
  }
  write_part(1,
             "\x7f"
             "ELF");
  expect_refused(merge({1, 2}), "part-1.json is no part of a run");
  auto other = text;
  other.replace(other.find("shard.v1"), 8, "shard.v2");
  write_part(1, other);
  expect_refused(merge({1, 2}), "schema_version is shard.v2 and not shard.v1");
  write_part(1, text);
  edit(1, [](Json& content) { content["more"] = 1; });
  expect_refused(merge({1, 2}), "part-1.json is no part of a run: holds an unknown key");
  std::filesystem::resize_file(part_file(1), 256U * 1024 * 1024 + 1);
  expect_refused(merge({1, 2}), "part-1.json: ");
  std::filesystem::remove(part_file(1));
  expect_refused(merge({1, 2}), "part-1.json: ");
  std::filesystem::create_directory(part_file(1));
  expect_refused(merge({1, 2}), "part-1.json: ");
}

}  // namespace
}  // namespace mig::test
