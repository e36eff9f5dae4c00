// Over a quarter of the fixtures, or all with MIG_WHOLE_RUN: parts that were judged one by one and
// merged say in every format, to the last byte, what a run without parts says.
#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <thread>

#include "shard_fixtures.hpp"
#include "support/sampling.hpp"

namespace mig::test {
namespace {

namespace fs = std::filesystem;

/// What differs between the reports of both, or in how they ended.
void expect_same(const ShardedFixture& fixture, const ProcessResult& whole,
                 const ProcessResult& merged, const std::string& name) {
  EXPECT_EQ(merged.exit_code, whole.exit_code) << name << '\n' << merged.standard_error;
  EXPECT_EQ(merged.standard_output, whole.standard_output) << name;
  for (const auto& format : report::format_names()) {
    EXPECT_EQ(read_file(fixture.report_file("merged", format)),
              read_file(fixture.report_file("whole", format)))
        << name << ' ' << format;
  }
}

/// Answers whether the fixture came to a merge.
bool check(const fs::path& folder) {
  const auto name = folder.parent_path().filename().string() + "/" + folder.filename().string();
  const auto hash = std::hash<std::string>()(name);
  const auto count = static_cast<unsigned>(1 + hash % 3);
  const ShardedFixture fixture(folder);
  const auto here = fixture.make("here");
  const auto whole = fixture.run(here, fixture.outputs("whole"));
  // Every fifth is judged in another place: nothing of it may show.
  const auto there = hash % 5 == 0 ? fixture.make("there") : here;
  bool are_there = true;
  for (unsigned i = 1; i <= count; ++i) {
    const auto part = fixture.part(there, i, count);
    if (fs::exists(fixture.part_file(i))) {
      const bool is_part = part.standard_output.find(
                               "this is a part, and no verdict about the "
                               "whole") != std::string::npos;
      EXPECT_TRUE(is_part) << name << part.standard_output;
      continue;
    }
    // Nothing was judged, and every part ends like the whole.
    are_there = false;
    EXPECT_EQ(part.exit_code, whole.exit_code) << name << '\n' << part.standard_error;
    EXPECT_TRUE(part.exit_code == 2 || part.exit_code == 3) << name;
  }
  if (are_there) expect_same(fixture, whole, fixture.merge(here, count), name);
  return are_there;
}

TEST(ShardIdentity, MergedIsWhatAWholeRunSays) {
  auto folders = fixture_folders();
  ASSERT_GT(folders.size(), 1000U);
  if (!is_whole_run()) {
    std::erase_if(folders, [](const auto& folder) {
      return std::hash<std::string>()(folder.string().substr(std::string(MIG_SOURCE_DIR).size())) %
                 4 !=
             0;
    });
  }
  std::atomic<std::size_t> next{0};
  std::atomic<std::size_t> merged{0};
  const auto work = [&] {
    for (std::size_t i = next++; i < folders.size(); i = next++) {
      if (check(folders[i])) ++merged;
    }
  };
  {
    const std::jthread other(work);
    work();
  }
  EXPECT_GT(merged * 10, folders.size() * 9) << "most fixtures have to come to a merge";
}

}  // namespace
}  // namespace mig::test
