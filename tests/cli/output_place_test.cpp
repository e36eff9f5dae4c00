// Where reports go: never into each other's place, into what they are made of, or into what git
// keeps.
#include "shard_ground.hpp"

namespace mig::test {
namespace {

using testing::HasSubstr;
namespace fs = std::filesystem;

class OutputPlace : public ShardGround {
 protected:
  static void expect_wrong_flag(const ProcessResult& result, const std::string& why) {
    EXPECT_EQ(result.exit_code, 2) << result.standard_output << result.standard_error;
    EXPECT_THAT(result.standard_error, HasSubstr(why));
    EXPECT_THAT(result.standard_error, HasSubstr("= fix: "));
  }
  ProcessResult judge(const std::vector<std::string>& outputs) const {
    Words words{"--now", kNow};
    for (const auto& output : outputs) words.insert(words.end(), {"--output", output});
    words.emplace_back("migrations");
    return gate(words);
  }
};

TEST_F(OutputPlace, TwoNamesOfOneFileAreOnePlace) {
  fs::create_directory(git_.file("out"));
  fs::create_directory_symlink("out", git_.file("link"));
  const std::string why = "two reports cannot share the file ";
  expect_wrong_flag(judge({"json=zz", "text=./zz"}), why + "./zz");
  expect_wrong_flag(judge({"json=out/zz", "text=./out/../out/zz"}), why);
  expect_wrong_flag(judge({"json=out/zz", "text=link/zz"}), why + "link/zz");
  expect_wrong_flag(judge({"json=zz", "text=" + git_.path() + "/zz"}), why);
  EXPECT_FALSE(fs::exists(git_.file("zz")) || fs::exists(git_.file("out/zz")));
  expect_wrong_flag(
      part(1, 2,
           {"--now", kNow, "--output", "text=" + parts_.path() + "/./part-1.json", "migrations"}),
      why);
  EXPECT_EQ(judge({"json=out/zz", "text=zz"}).exit_code, 0);
}

TEST_F(OutputPlace, NoReportReplacesAPart) {
  parts(2);
  const auto before = read_file(part_file(1));
  for (const auto& file : {part_file(1), parts_.path() + "/./part-1.json"}) {
    expect_wrong_flag(merge({1, 2}, {"--output", "json=" + file}),
                      "the report " + file + " would replace a part that is merged");
    EXPECT_EQ(read_file(part_file(1)), before);
  }
  EXPECT_EQ(merge({1, 2}, {"--output", "json=" + parts_.path() + "/report.json"}).exit_code, 0);
}

TEST_F(OutputPlace, NoReportReplacesWhatGitKeeps) {
  fs::create_directory_symlink(".git", git_.file("link"));
  const auto before = git_.read(".git/index");
  for (const auto& file : Words{".git/index", "./.git/new", "migrations/../.git/index",
                                "link/index", git_.path() + "/.git/index"}) {
    expect_wrong_flag(judge({"json=" + file}), "would lie among the files of git itself");
    expect_wrong_flag(
        gate({"--now", kNow, "--base", "no-such", "--output", "json=" + file, "migrations"}),
        "would lie among the files of git itself");
  }
  EXPECT_EQ(git_.read(".git/index"), before);
  EXPECT_FALSE(fs::exists(git_.file(".git/new")));
  EXPECT_EQ(judge({"json=.gitlab.json"}).exit_code, 0);
}

}  // namespace
}  // namespace mig::test
