#include "mig/pattern/glob_relation.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "mig/pattern/pattern.hpp"

namespace mig::pattern {
namespace {

/// All texts over the letters, up to the length.
std::vector<std::string> all_texts(std::string_view letters, std::size_t length) {
  std::vector<std::string> texts{""};
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (texts[i].size() == length) continue;
    for (const char letter : letters) texts.push_back(texts[i] + letter);
  }
  return texts;
}

// Names that are longer than both globs and hold a letter that no glob names stand for all others.
TEST(GlobRelation, AgreesWithEveryShortName) {
  const auto globs = all_texts("a*?", 3);
  const auto names = all_texts("az", 7);
  for (const auto& left : globs) {
    for (const auto& right : globs) {
      bool meets = false;
      bool covers = true;
      for (const auto& name : names) {
        const bool in_left = glob_matches(left, name);
        const bool in_right = glob_matches(right, name);
        meets = meets || (in_left && in_right);
        covers = covers && (in_left || !in_right);
      }
      EXPECT_EQ(globs_intersect(left, right), meets) << left << " and " << right;
      // With `?` on the outer side the answer may be "no" out of caution, as in `?*` over `*a`.
      if (left.find('?') == std::string::npos) {
        EXPECT_EQ(glob_covers(left, right), covers) << left << " over " << right;
      } else {
        EXPECT_LE(glob_covers(left, right), covers) << left << " over " << right;
      }
    }
  }
}

TEST(GlobRelation, ComparesCodePointsNotBytes) {
  EXPECT_TRUE(glob_covers("fl?che", "fläche"));
  EXPECT_FALSE(glob_covers("fl?che", "flaeche"));
  EXPECT_TRUE(globs_intersect("fl?che", "f*äche"));
}

TEST(GlobRelation, DoesNotTakeAStarForALetter) {
  EXPECT_FALSE(glob_covers("parcels?", "parcels*"));
  EXPECT_TRUE(glob_covers("gov*", "gover*"));
  EXPECT_FALSE(glob_covers("gover*", "gov*"));
  EXPECT_TRUE(glob_covers("*?", "?*"));
}

TEST(GlobRelation, FailsClosedOnGlobsThatAreTooLongToCompare) {
  const std::string longer(2'000, 'a');
  const std::string other(2'000, 'b');
  EXPECT_TRUE(globs_intersect(longer, other));
  EXPECT_FALSE(glob_covers(longer + "*", longer));
  EXPECT_TRUE(glob_covers(longer, longer));
}

}  // namespace
}  // namespace mig::pattern
