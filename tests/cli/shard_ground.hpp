#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "shard_testing.hpp"
#include "support/git_repository.hpp"
#include "support/process.hpp"
#include "support/sample_repository.hpp"

namespace mig::test {

/// A realistic repository in git that is judged in parts.
class ShardGround : public testing::Test {
 protected:
  using Words = std::vector<std::string>;
  using Json = report::testing::Json;

  ShardGround() {
    const SampleRepository sample;
    std::filesystem::copy(sample.path(), git_.path(),
                          std::filesystem::copy_options::recursive |
                              std::filesystem::copy_options::overwrite_existing);
    git_.commit("sample");
  }

  std::string part_file(unsigned index) const {
    return parts_.path() + "/part-" + std::to_string(index) + ".json";
  }
  ProcessResult gate(const Words& words) const {
    Words command{tool_path("mig-gate")};
    command.insert(command.end(), words.begin(), words.end());
    return run_process(command, {git_.path(), "", {}});
  }
  /// One part, judged at the moment of the fixtures; `more` may say otherwise.
  ProcessResult part(unsigned index, unsigned count,
                     Words more = {"--now", kNow, "migrations"}) const {
    Words words{"--shard", std::to_string(index) + "/" + std::to_string(count), "--output",
                "shard=" + part_file(index)};
    words.insert(words.end(), more.begin(), more.end());
    return gate(words);
  }
  void parts(unsigned count) const {
    for (unsigned i = 1; i <= count; ++i) {
      const auto judged = part(i, count);
      EXPECT_TRUE(std::filesystem::exists(part_file(i))) << judged.standard_error;
    }
  }
  ProcessResult merge(const std::vector<unsigned>& which, const Words& more = {}) const {
    Words words{"merge"};
    for (const auto index : which) words.push_back(part_file(index));
    words.insert(words.end(), more.begin(), more.end());
    return gate(words);
  }
  /// Changes the content of a part and gives it the digest that belongs to it.
  void edit(unsigned index, const std::function<void(Json& content)>& change) const {
    auto content = Json::parse(read_file(part_file(index))).at("content");
    change(content);
    write_part(index, report::testing::sealed(content));
  }
  void write_part(unsigned index, const std::string& bytes) const {
    parts_.write("part-" + std::to_string(index) + ".json", bytes);
  }
  /// No verdict, and a message that says so and how to mend it.
  static void expect_refused(const ProcessResult& result, const std::string& why) {
    EXPECT_EQ(result.exit_code, 3) << result.standard_output << result.standard_error;
    EXPECT_THAT(result.standard_error, testing::HasSubstr(why));
    EXPECT_THAT(result.standard_error, testing::HasSubstr("= fix: "));
    EXPECT_THAT(result.standard_output, testing::HasSubstr("verdict: no verdict (exit 3)"));
  }

  GitRepository git_;
  TemporaryFolder parts_;
};

}  // namespace mig::test
