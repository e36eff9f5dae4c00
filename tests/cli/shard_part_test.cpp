// One part: how it is asked for, what it says, and that it never looks like the whole.
#include "shard_ground.hpp"

namespace mig::test {
namespace {

using testing::HasSubstr;
using testing::Not;
using ShardPart = ShardGround;

TEST_F(ShardPart, SaysThatItIsAPart) {
  const auto first = part(1, 2);
  EXPECT_EQ(first.exit_code, 0) << first.standard_error;
  EXPECT_THAT(first.standard_output, HasSubstr("part 1 of 2 judged 1 of 2 bundles, and nothing "
                                               "around them: mig-gate merge gives the verdict"));
  EXPECT_THAT(first.standard_output, HasSubstr("meaning: this is a part, and no verdict about the "
                                               "whole\npart 1 of 2: pass (exit 0)"));
  EXPECT_THAT(first.standard_output, Not(HasSubstr("verdict: ")));
}

TEST_F(ShardPart, MayHoldNoBundle) {
  const auto empty = part(3, 3);
  EXPECT_EQ(empty.exit_code, 0) << empty.standard_error;
  EXPECT_THAT(empty.standard_output, HasSubstr("part 3 of 3 judged 0 of 2 bundles"));
  EXPECT_THAT(empty.standard_output, Not(HasSubstr("verdict: ")));
  part(1, 3);
  part(2, 3);
  EXPECT_EQ(merge({1, 2, 3}).exit_code, 0);
}

TEST_F(ShardPart, EndsAsItsBundlesDo) {
  git_.remove(kExecutedBundle + "/notes.md");
  git_.remove(kDraftBundle + "/rehearsal");
  git_.commit("break one, leave one to review");
  EXPECT_EQ(part(1, 2).exit_code, 1);
  EXPECT_EQ(part(2, 2).exit_code, 4);
  EXPECT_EQ(merge({1, 2}).exit_code, 1);
  EXPECT_EQ(part(2, 2, {"--now", kNow, "--strict", "migrations"}).exit_code, 1);
}

// What stands around the bundles is judged when they are merged, and by nobody before.
TEST_F(ShardPart, WhatLiesAroundIsJudgedByTheMerge) {
  git_.write("migrations/stray.sql", "SELECT 1;\n");
  git_.commit("stray");
  EXPECT_EQ(part(1, 2).exit_code, 0);
  EXPECT_EQ(part(2, 2).exit_code, 0);
  const auto merged = merge({1, 2});
  EXPECT_EQ(merged.exit_code, 1);
  EXPECT_THAT(merged.standard_output, HasSubstr("migrations/stray.sql"));
}

TEST_F(ShardPart, AnErrorInOneIsNoVerdict) {
  std::string deep = kDraftBundle;
  for (int i = 0; i < 70; ++i) deep += "/d";
  git_.write(deep + "/x", "");
  const auto judged = part(2, 2);
  EXPECT_EQ(judged.exit_code, 3) << judged.standard_output;
  // What nobody can list is no ground for a merge either.
  EXPECT_FALSE(std::filesystem::exists(part_file(2)));
}

TEST_F(ShardPart, AsksForWhatItNeeds) {
  const auto refuses = [this](const Words& words, const std::string& why) {
    const auto result = gate(words);
    EXPECT_EQ(result.exit_code, 2) << result.standard_output;
    EXPECT_THAT(result.standard_error, HasSubstr(why));
  };
  const std::string file = "shard=" + part_file(1);
  refuses({"--shard", "1/2", "--now", kNow, "migrations"}, "--shard needs --output shard=FILE");
  refuses({"--shard", "1/2", "--output", file, "migrations"}, "--shard needs --now");
  refuses({"--now", kNow, "--output", file, "migrations"}, "--output shard= belongs to --shard");
  for (const std::string no_part : {"0/2", "3/2", "1/0", "1/257", "1", "1/", "/2", "1/2/3", "-1/2",
                                    "1/ 2", "01/2", "1/2x", "4294967297/2", "a/b", "/"}) {
    refuses({"--shard", no_part, "--now", kNow, "--output", file, "migrations"},
            "--shard " + no_part + " is no part of a run");
  }
  const auto with = [&](const Words& more, const std::string& why) {
    Words words{"--shard", "1/2", "--now", kNow};
    words.insert(words.end(), more.begin(), more.end());
    refuses(words, why);
  };
  with({"--output", "shard", "migrations"}, "--output shard names no file");
  with({"--output", "shard=", "migrations"}, "names no file");
  with({"--output", "shard=-", "migrations"}, "names no file");
  with({"--output", file, "--output", file, "migrations"}, "was given twice");
  with({"--output", file, "--output", "text=" + part_file(1), "migrations"},
       "cannot share the file");
  with({"--output", file, "--output", "json=report.json", "migrations"},
       "every other report would show a part as the whole");
  with({"--output", file, "--commit", std::string(40, 'a'), "migrations"},
       "give it to mig-gate merge");
  with({"--output", file, "--files-from", "-"}, "is gone when parts are merged");
  with({"--output", "shard=migrations/part.json", "migrations"},
       "the report migrations/part.json would lie among the files that are judged");
  EXPECT_FALSE(std::filesystem::exists(part_file(1)));
  for (const std::string tool : {"mig-validate", "mig-scan-secrets", "mig-scope-diff"}) {
    const auto other =
        run_process({tool_path(tool), "--shard", "1/2", "migrations"}, {git_.path(), "", {}});
    EXPECT_EQ(other.exit_code, 2) << tool;
  }
  EXPECT_EQ(merge({1}, {"--output", file}).exit_code, 2);
  EXPECT_EQ(merge({1}, {"--output", "nonsense"}).exit_code, 2);
  EXPECT_EQ(merge({1}, {"--strict"}).exit_code, 2);
}

TEST_F(ShardPart, TextForPeopleMayGoToAFile) {
  const auto judged =
      part(1, 1, {"--now", kNow, "--output", "concise=" + parts_.path() + "/log", "migrations"});
  EXPECT_EQ(judged.exit_code, 0) << judged.standard_error;
  EXPECT_THAT(read_file(parts_.path() + "/log"), HasSubstr("part 1 of 1: pass (exit 0)"));
}

// Masked as in every report; not even a digest of a value stands there.
TEST_F(ShardPart, HoldsNothingThatWasFound) {
  const std::vector<std::string> planted{"Vq82mzTkLw41", "Zr19kkWpQe77",
                                         "anna.lindqvist@fernmail.net", "Jw05ccMrUx93"};
  const auto append = [this](const std::string& file, const std::string& text) {
    git_.write(file, git_.read(file) + text);
  };
  append(kDraftBundle + "/forward.sql", "ALTER ROLE app WITH PASSWORD '" + planted[0] + "';\n");
  append(kDraftBundle + "/notes.md",
         "\nConnected with postgresql://app:" + planted[1] + "@db.internal/app\n");
  append(kDraftBundle + "/rollback.sql",
         "INSERT INTO users (id, email) VALUES (1, '" + planted[2] + "');\n");
  git_.write(kDraftBundle + "/.env", "DATABASE_PASSWORD=" + planted[3] + "\n");
  auto declaration = git_.read(kDraftBundle + "/migration.yml");
  declaration.replace(declaration.find("type: postgis"), 13, "type: 'password=" + planted[0] + "'");
  git_.write(kDraftBundle + "/migration.yml", declaration);
  git_.commit("plant");
  EXPECT_EQ(part(1, 1).exit_code, 1);
  const auto text = read_file(part_file(1));
  EXPECT_THAT(text, HasSubstr("secret-"));
  for (const auto& value : planted) {
    EXPECT_THAT(text, Not(HasSubstr(value)));
    EXPECT_THAT(text, Not(HasSubstr(digest::sha256_hex(value).value())));
  }
}

}  // namespace
}  // namespace mig::test
